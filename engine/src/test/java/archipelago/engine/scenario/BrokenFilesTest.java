package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every file in `broken` is wrong in its own way. What a person is told about each of them stands
/// in `expected.txt` beside them, to be read like a text; a change of a sentence shows there.
class BrokenFilesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "broken");
    private static final Path EXPECTED = FOLDER.resolve("expected.txt");
    private static final Path ACTUAL = Path.of("target", "broken-actual.txt");

    private final FileCheck check = new FileCheck(FileCheckTest::noSession);

    @Test
    void everyBrokenFileIsToldWhatIsWrongWhereAndWhatToWriteInstead() throws IOException {
        var told = new StringBuilder();
        for (var file : files()) {
            var verdict = check.check(file);
            told.append("== ").append(file.getFileName()).append(": ").append(verdict.outcome()).append('\n');
            verdict.problems().forEach(p -> told.append(text(p)).append('\n'));
            told.append('\n');
        }
        // For whoever changed a sentence: this is what to compare with, and to copy.
        Files.writeString(ACTUAL, told, StandardCharsets.UTF_8);
        assertThat(told.toString()).isEqualTo(Files.readString(EXPECTED, StandardCharsets.UTF_8));
    }

    @Test
    void everyProblemNamesItsFileAndAPlaceThatTheFileHas() throws IOException {
        for (var file : files()) {
            for (var problem : check.check(file).problems()) {
                var named = Path.of(problem.file());
                assertThat(named).as(problem.text()).exists();
                long lines = Files.readString(named, StandardCharsets.ISO_8859_1).lines().count();
                assertThat((long) problem.line()).as(problem.text()).isBetween(0L, lines + 1);
                assertThat(problem.column() >= 1 || problem.line() == 0).as(problem.text()).isTrue();
                assertThat(problem.sentence()).doesNotContain("Exception", "JsonToken", "fasterxml").isNotBlank();
            }
        }
    }

    @Test
    void aFileWithSevenMistakesIsToldAllSeven() {
        assertThat(check.check(FOLDER.resolve("seven-mistakes.json")).problems()).hasSize(7);
    }

    /// In the order of their names, without the sound machine that most of them lean on.
    private static List<Path> files() throws IOException {
        try (var all = Files.list(FOLDER)) {
            return all.filter(p -> !p.equals(EXPECTED))
                    .filter(p -> !p.getFileName().toString().equals("machine.dts"))
                    .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .collect(Collectors.toList());
        }
    }

    private static String text(Problem problem) {
        return problem.text().replace(FOLDER + "/", "");
    }
}
