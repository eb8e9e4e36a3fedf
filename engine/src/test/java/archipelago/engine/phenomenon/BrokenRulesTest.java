package archipelago.engine.phenomenon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The library of phenomena has something to say about the machine: whoever gets a rule of it wrong makes some
/// phenomenon miss what it has to show. Each rule here is broken in the class file of an engine of its own.
///
/// The run writes down, in `target/broken-rules.txt`, which row has noticed what. With `-Darchipelago.rows=all` it
/// lets every broken rule be seen by all rows, which takes minutes; use it to find the row for a new rule.
class BrokenRulesTest {
    private static final Path NOTICED = Path.of("target", "broken-rules.txt");
    private static final Map<String, Map<Integer, String>> noticed = new TreeMap<>();

    @Test
    void anEngineInWhichNothingIsBrokenMissesNothing() {
        var rows = OtherEngine.sound().rows();
        var all = new RowOfTheLibrary().numbers();
        assertThat(all).hasSizeGreaterThan(40);
        assertThat(all).allSatisfy(row -> assertThat(rows.apply(row)).as("row " + row).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> eachBrokenRuleIsNoticed() {
        return BrokenRules.ALL.stream().map(rule -> dynamicTest(rule.name() + ": rows " + rule.rows(), () -> {
            var rows = OtherEngine.broken(rule).rows();
            var seen = new TreeMap<Integer, String>();
            for (int row : looking(rule)) {
                rows.apply(row).stream().findFirst().ifPresent(missed -> seen.put(row, missed));
            }
            noticed.put(rule.name(), seen);
            assertThat(seen).as("rows that miss something").containsKeys(rule.rows().toArray(Integer[]::new));
        }));
    }

    private static List<Integer> looking(BrokenRule rule) {
        return "all".equals(System.getProperty("archipelago.rows")) ? new RowOfTheLibrary().numbers() : rule.rows();
    }

    @Test
    void thereAreManyRulesAndEachIsBrokenOnceAndNoticedBySomeRow() {
        assertThat(BrokenRules.ALL).hasSizeGreaterThanOrEqualTo(30);
        assertThat(BrokenRules.ALL).extracting(BrokenRule::name).doesNotHaveDuplicates();
        assertThat(BrokenRules.ALL).extracting(BrokenRule::rows).noneMatch(List::isEmpty);
        assertThat(BrokenRules.ALL.stream().map(BrokenRule::type).distinct()).hasSizeGreaterThan(15);
    }

    /// An edit that changes nothing would prove nothing.
    @Test
    void anEditThatFindsNothingIsAMistakeOfTheTest() {
        var rule = BrokenRules.ALL.getFirst();
        var aimless = new BrokenRule("nothing", rule.type(), "shrink", Edit.swap("EXDEV", "OK"), List.of(6));
        assertThat(catchThrowable(() -> OtherEngine.broken(aimless)))
                .hasMessageContaining("the edit finds something to change in shrink");
    }

    @AfterAll
    static void writeDownWhatWasNoticed() throws IOException {
        var text = noticed.entrySet().stream()
                .map(rule -> rule.getKey() + "\n" + rule.getValue().entrySet().stream()
                        .map(row -> "  row " + row.getKey() + ": " + row.getValue() + "\n")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        Files.createDirectories(NOTICED.getParent());
        Files.writeString(NOTICED, text, StandardCharsets.UTF_8);
    }
}
