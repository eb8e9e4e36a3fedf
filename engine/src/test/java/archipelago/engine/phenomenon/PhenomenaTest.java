package archipelago.engine.phenomenon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.base.Hash64;
import archipelago.engine.cli.Inputs;
import archipelago.engine.cli.RunReport;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.FileCheck;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import archipelago.engine.trace.Transcript;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The library of phenomena: each one holds, and each one is told to the letter.
///
/// To accept new transcripts after reading the differences, run this test once with
/// `-Darchipelago.golden=accept`; it writes the files, which are then committed with the change.
class PhenomenaTest {
    private static final Path FOLDER = Path.of("..", "scenarios", "phenomena");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "phenomena");
    /// More than this of a workload is left out of a transcript.
    private static final int TRAFFIC_MOST = 200;

    /// As the rows of the reference have them, in order.
    private static final String KINDS = "HFFFHFQHFFQQFHQHFFFHFFQFFHQHFFQHFFFFHFQHFHFHHHFFFFFFFQHFHQ";

    @TestFactory
    Stream<DynamicTest> everyPhenomenonHolds() {
        return Labs.phenomena().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var finding = Trial.run(scenario);
            assertThat(finding.observations()).as("there is something to see").hasSizeGreaterThan(2);
            assertThat(finding.observations()).as(finding.happenedInShort()).allMatch(Observation::held);
            assertThat(finding.held()).isTrue();
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyPhenomenonIsToldAsItWasAcceptedWhetherAnybodyLooksOrNot() {
        return Labs.phenomena().stream().map(scenario -> dynamicTest(scenario.name(), () -> {
            var session = new Session(scenario);
            assertThat(RunReport.toTheEnd(session).sound()).isTrue();
            var fingerprint = Hash64.text(session.fingerprint());
            var told = transcript(session) + "fingerprint " + fingerprint + "\n";
            var golden = GOLDEN.resolve(scenario.name().substring(0, 2) + ".txt");
            if ("accept".equals(System.getProperty("archipelago.golden"))) {
                Files.createDirectories(GOLDEN);
                Files.writeString(golden, told, StandardCharsets.UTF_8);
            }
            assertThat(told)
                    .as("the transcript; accept a new one with -Darchipelago.golden=accept")
                    .isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
            assertThat(Trial.run(scenario).fingerprint()).isEqualTo(fingerprint);
        }));
    }

    private static String transcript(Session session) throws IOException {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < session.factsTold(); i++) {
            facts.add(session.journal().get(i));
        }
        boolean busy = facts.stream().filter(fact -> ofTraffic(fact.what())).count() > TRAFFIC_MOST;
        var text = new StringWriter();
        try (var sink = new Transcript(text, session.scenario().machine())) {
            for (var fact : facts) {
                if (!busy || !ofTraffic(fact.what())) {
                    sink.write(fact);
                }
            }
        }
        return text.toString();
    }

    private static boolean ofTraffic(Happening what) {
        return switch (what) {
            case Happening.MessageSent sent -> ofTraffic(sent.kind());
            case Happening.MessageTaken taken -> ofTraffic(taken.kind());
            case Happening.MessageLost lost -> ofTraffic(lost.kind());
            case Happening.SendRefused refused -> ofTraffic(refused.kind());
            case Happening.DoorbellLost _ -> true;
            case Happening.Logged(int _, var line) -> line.contains("IPI ring full");
            default -> false;
        };
    }

    private static boolean ofTraffic(MessageKind kind) {
        return kind == MessageKind.USER_REQUEST || kind == MessageKind.USER_REPLY;
    }

    // --- the library itself -----------------------------------------------------------------------

    @Test
    void thereAreFiftyEightOfThemInOrder() {
        assertThat(Labs.phenomena()).extracting(scenario -> scenario.phenomenon().orElseThrow().id())
                .isEqualTo(IntStream.rangeClosed(1, 58).boxed().toList());
    }

    @Test
    void eachSaysOfWhichKindItIsAndWhatItTeaches() {
        for (var scenario : Labs.phenomena()) {
            var phenomenon = scenario.phenomenon().orElseThrow();
            assertThat(scenario.name()).startsWith(String.format("%02d-", phenomenon.id()));
            assertThat(phenomenon.kind().name()).as(scenario.name()).isEqualTo("" + KINDS.charAt(phenomenon.id() - 1));
            assertThat(phenomenon.name()).isNotBlank().doesNotEndWith(".");
            assertThat(phenomenon.teaches()).as(scenario.name()).matches("(?s)\\p{Lu}.{20,}\\.");
        }
    }

    @Test
    void theListNamesEveryFileOfTheFolder() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> "phenomena/" + name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
            assertThat(new ScenarioLibrary(new ScenarioReader()).phenomena()).containsExactlyElementsOf(names);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsSound() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|dts)"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                        var verdict = Inputs.check(file);
                        assertThat(verdict.problems()).isEmpty();
                        assertThat(verdict.outcome()).isEqualTo(FileCheck.Outcome.SOUND);
                    }));
        }
    }
}
