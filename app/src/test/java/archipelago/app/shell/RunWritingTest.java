package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.TimeWindow;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import archipelago.engine.trace.RunForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the timeline shows, written into a file that somebody chose.
class RunWritingTest {
    private static final long SEEN_NS = 5_440_000_000L;
    private static Scenario scenario;
    private static Frame frame;

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void somebodyHasSeenTheFirstInstanceAndWentBack() {
        scenario = new ScenarioLibrary(new ScenarioReader()).read("first-light").value().orElseThrow().scenario();
        var session = new Session(scenario);
        session.seek(SEEN_NS);
        session.seek(1_000_000_000L);
        frame = new Frame(scenario.machine().coreCount());
        session.write(frame);
    }

    private void write(String name, TimeWindow shown) {
        new RunWriting(_ -> Optional.of(folder.resolve(name)), Runnable::run, told::add).write(scenario, frame, shown);
    }

    @ParameterizedTest
    @EnumSource(RunForm.class)
    void theEndingSaysTheForm(RunForm form) {
        write("run" + form.ending(), null);
        assertThat(folder.resolve("run" + form.ending())).isNotEmptyFile();
        assertThat(told).singleElement().asString().startsWith("Written: ").endsWith("run" + form.ending());
    }

    @Test
    void onlyTheStretchThatIsShownIsWrittenAndOfTheFutureWhatIsKnown() throws IOException {
        write("part.csv", new TimeWindow(5_430_000_000L, 9_000_000_000L));
        var rows = Files.readAllLines(folder.resolve("part.csv"));
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.subList(1, rows.size())).allMatch(row -> row.startsWith("543") || row.startsWith("5440000000,"));
    }

    @Test
    void aStretchThatNobodyHasSeenYetIsEmpty() throws IOException {
        write("later.csv", new TimeWindow(8_000_000_000L, 9_000_000_000L));
        assertThat(Files.readAllLines(folder.resolve("later.csv"))).hasSizeLessThan(5);
    }

    @Test
    void whoThinksBetterOfItIsToldNothing() {
        new RunWriting(_ -> Optional.empty(), Runnable::run, told::add).write(scenario, frame, null);
        assertThat(told).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFormThatIsPickedGivesItsEndingToANameThatHasNoneOfItsOwn() throws IOException {
        var offered = "first-light.pftrace";
        assertThat(RunWriting.named(folder.resolve(offered), offered, RunForm.PERFETTO))
                .isEqualTo(folder.resolve(offered));
        assertThat(RunWriting.named(folder.resolve(offered), offered, RunForm.MERMAID))
                .isEqualTo(folder.resolve("first-light.mmd"));
        assertThat(RunWriting.named(folder.resolve("mine"), offered, RunForm.MEASURES_CSV))
                .isEqualTo(folder.resolve("mine.metrics.csv"));
        assertThat(RunWriting.named(folder.resolve("mine.csv"), offered, RunForm.MERMAID))
                .as("what was typed counts").isEqualTo(folder.resolve("mine.csv"));
        Files.createFile(folder.resolve("first-light.mmd"));
        assertThat(RunWriting.named(folder.resolve(offered), offered, RunForm.MERMAID))
                .as("nobody was asked whether that file may go").isEqualTo(folder.resolve(offered));
    }

    @Test
    void anUnknownEndingAndAFolderThatIsNotThereAreTold() {
        write("run.svg", null);
        write("nowhere/run.csv", null);
        assertThat(told.get(0)).startsWith("The ending of run.svg names no form; try .pftrace, .json");
        assertThat(told.get(1)).startsWith("Not written: ").contains("nowhere");
        assertThat(folder).isEmptyDirectory();
    }
}
