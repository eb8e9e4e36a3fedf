package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Where books, machine and belief part, the window says so: in the phenomena, as the machine brings them about.
class LayersTest {
    private static final Path PHENOMENA = Path.of("..", "scenarios", "phenomena");

    @Test
    void aLostAnswerLeavesACoreWithTheInstanceAndInTheBooksOfThePool() {
        var moment = new Moment("34-lost-ack");
        moment.goOnUntil(frame -> frame.transactions.size() == 3);

        var core = moment.ofKernel("blue").getFirst();
        assertThat(core.about()).isEqualTo("CPU 38");
        assertThat(core.books()).isEqualTo("pool");
        assertThat(core.physical()).isEqualTo("runs blue");
        assertThat(core.belief()).isEqualTo("online");
        assertThat(core.sentence()).contains("lost", "still give the core to pool");
        assertThat(moment.layers().ofCore(core.core())).containsExactly(core);
        assertThat(moment.ofKernel("host")).isEmpty();
    }

    @Test
    void memoryIsToldAtOneAddressAndBookedAtAnother() {
        var moment = new Moment("39-two-addresses");
        moment.goOnUntil(frame -> frame.transactions.size() == 3);

        var memory = moment.ofKernel("red").getFirst();
        assertThat(memory.about()).isEqualTo("Memory, 128 MiB");
        assertThat(memory.books()).isEqualTo("0xb 4000 0000");
        assertThat(memory.belief()).isEqualTo("0xb c000 0000");
        assertThat(memory.physical()).isEqualTo("used by red");
        assertThat(memory.sentence()).endsWith("the books give to blue.");
    }

    @Test
    void anInstanceThatStoppedUnheardIsStillActiveInTheBooks() {
        var moment = new Moment("23-silent-stop");
        moment.goOnUntil(frame -> frame.kernels.size() > 1
                && !new Layers(frame, moment.words).ofKernel(frame.kernels.get(1)).isEmpty());

        assertThat(moment.ofKernel("red")).singleElement().satisfies(silent -> {
            assertThat(silent.books()).isEqualTo("active");
            assertThat(silent.physical()).isEqualTo("all parked");
            assertThat(silent.sentence()).contains("its notice never arrived");
        });
    }

    @Test
    void anImageThatIsFreedUnderARunningKernelIsSaidToBe() {
        var moment = new Moment("48-unload-active");
        moment.goOnUntil(LayersTest::blueRunsFromMemoryThatIsFree);

        assertThat(moment.ofKernel("blue")).singleElement()
                .returns("ready, freed", Disagreement::books)
                .returns("2 CPUs execute it", Disagreement::physical);
    }

    @Test
    void aKernelThatIsExecutedWithoutARecordIsSaidToBe() {
        var moment = new Moment("48-unload-active");
        moment.goOnUntil(frame -> !frame.ghosts.isEmpty());

        var ghost = moment.frame.ghosts.getFirst();
        assertThat(moment.layers().ofKernel(ghost)).singleElement().returns("no record", Disagreement::books);
    }

    @Test
    void noLayerIsComparedAfterAReset() {
        var moment = new Moment("48-unload-active");
        moment.goOnUntil(LayersTest::blueRunsFromMemoryThatIsFree);
        moment.session.simulation().give(new Command.Fault.MachineCheck(6), false);
        moment.session.runUntil(moment.session.nowNs() + 1_000_000);
        moment.look();

        assertThat(moment.frame.ended).isTrue();
        assertThat(moment.ofKernel("blue")).isEmpty();
    }

    @Test
    void aSoundMachineIsOfOneOpinionWhereverNothingIsUnderWay() {
        var moment = new Moment("32-cpu-hot-add");
        while (!moment.session.atEnd()) {
            moment.session.stepForward();
            moment.look();
            if (moment.frame.operations.isEmpty() && moment.frame.flights.isEmpty()) {
                for (var kernel : moment.frame.kernels) {
                    assertThat(moment.layers().ofKernel(kernel)).as("at %d ns", moment.frame.nowNs).isEmpty();
                }
            }
        }
    }

    private static boolean blueRunsFromMemoryThatIsFree(Frame frame) {
        return frame.kernels.stream()
                .filter(kernel -> kernel.name().equals("blue"))
                .anyMatch(kernel -> kernel.status() == Status.READY && kernel.phase() == Phase.UP);
    }

    /// A moment of a phenomenon.
    private static final class Moment {
        final Session session;
        final Frame frame;
        final FactWords words;

        Moment(String name) {
            var file = PHENOMENA.resolve(name + ".json");
            var scenario = ScenarioSource.read(file, new ScenarioReader()).value().orElseThrow().scenario();
            session = new Session(scenario);
            frame = new Frame(scenario.machine().coreCount());
            var chronicle = new Chronicle();
            words = new FactWords(scenario.machine(), chronicle);
            session.write(frame);
            chronicle.update(frame);
        }

        void goOnUntil(Predicate<Frame> there) {
            look();
            while (!session.atEnd() && !there.test(frame)) {
                session.stepForward();
                look();
            }
        }

        void look() {
            session.write(frame);
        }

        Layers layers() {
            return new Layers(frame, words);
        }

        List<Disagreement> ofKernel(String name) {
            return frame.kernels.stream()
                    .filter(kernel -> kernel.name().equals(name))
                    .findFirst()
                    .map(layers()::ofKernel)
                    .orElseThrow();
        }
    }
}
