package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import archipelago.engine.session.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the writer writes, the reader reads, and it is the same scenario.
class ScenarioWriterTest {
    private static final ScenarioReader READER = new ScenarioReader();
    private static final int MOST_EVENTS = 120_000;

    @ParameterizedTest
    @ValueSource(strings = {"first-light", "kernel-update", "kernel-update-in-place", "standby", "host-mk2", "caches-and-threads"})
    void aScenarioOfTheLibraryIsTheSameWhenItIsWrittenAndReadAgain(String name) {
        var first = new ScenarioLibrary(READER).read(name).value().orElseThrow().scenario();
        var written = written(first);
        var second = read(written);

        assertThat(second.title()).isEqualTo(first.title());
        assertThat(second.summary()).isEqualTo(first.summary());
        assertThat(second.story()).isEqualTo(first.story());
        assertThat(second.traffic()).isEqualTo(first.traffic());
        assertThat(second.services()).isEqualTo(first.services());
        assertThat(second.work()).isEqualTo(first.work());
        assertThat(second.host()).isEqualTo(first.host());
        assertThat(second.machine().nodes()).isEqualTo(first.machine().nodes());
        assertThat(second.machine().cores()).isEqualTo(first.machine().cores());
        assertThat(second.machine().devices()).isEqualTo(first.machine().devices());
        assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
        assertThat(written(second)).as("writing is settled at once").isEqualTo(written);
    }

    @Test
    void workInsideKernelsIsWrittenToo() {
        var first = new ScenarioLibrary(READER).read("first-light").value().orElseThrow().scenario();
        var program = new Workload.Program("unlink", List.of(
                new Workload.Private(1_500), new Workload.Locked("dir", 200, 3, Workload.Waiters.POLLING)));
        var group = new Workload.Group("unlink", "host", 4, List.of(0L, 2L));
        var worked = first.with(new Workload(List.of(program), List.of(group)));

        assertThat(read(written(worked)).work()).isEqualTo(worked.work());
    }

    @Test
    void aScenarioWithCheckpointsIsNotWrittenByHalves() {
        var phenomenon = new ScenarioLibrary(READER).read("phenomena/08-create").value().orElseThrow().scenario();
        assertThat(ScenarioWriter.canWrite(phenomenon)).isFalse();
    }

    private static ScenarioWriter.Written written(Scenario scenario) {
        var request = scenario.steps().stream()
                .flatMap(step -> step.deed() instanceof Scenario.Deed.Give(Command.FillPool fill, boolean _, var _)
                        ? java.util.stream.Stream.of(fill)
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElse(new Command.FillPool(
                        List.of(scenario.machine().cores().getLast().physicalId()),
                        List.of(new Command.MemoryRequest(128L << 20, 0)),
                        scenario.machine().devices().stream().map(device -> device.name()).toList()));
        return ScenarioWriter.write(scenario, request, "machine.dts");
    }

    private static Scenario read(ScenarioWriter.Written written) {
        var reading = READER.read("again.json", written.scenario(), name -> {
            assertThat(name).isEqualTo("machine.dts");
            return new TextFile.Content(name, written.baseline());
        });
        assertThat(reading.problems()).as("nothing but what is worth knowing")
                .allMatch(problem -> problem.sentence().contains("siblings"));
        return reading.value().orElseThrow();
    }

    private static long fingerprint(Scenario scenario) {
        var session = new Session(scenario);
        for (int i = 0; i < MOST_EVENTS && !session.atEnd(); i++) {
            session.stepForward();
        }
        return session.fingerprint();
    }
}
