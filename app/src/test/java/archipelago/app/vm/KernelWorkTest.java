package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The tasks and locks of the phenomenon that compares one lock with two.
class KernelWorkTest {
    private static final Path FILE = Path.of("../scenarios/phenomena/58-one-lock-becomes-two.json");
    /// Eight tasks work in one kernel.
    private static final long AT_WORK_NS = 2_875 * Times.MS;
    private static final int WHOLE = 1;

    private final Scenario scenario =
            ScenarioSource.read(FILE, new ScenarioReader()).value().orElseThrow().scenario();
    private final Session session = new Session(scenario);
    private final Frame frame = new Frame(scenario.machine().coreCount());
    private final Chronicle chronicle = new Chronicle();
    private final FactWords words = new FactWords(scenario.machine(), chronicle);

    private void look(long ns) {
        session.runUntil(ns);
        session.write(frame);
        chronicle.update(frame);
    }

    private Inspection inspect(Selection thing) {
        var inspector = new InspectorVm(scenario.machine(), chronicle, words);
        inspector.update(frame, History.of(frame.journal), thing);
        return inspector.inspection().get();
    }

    @Test
    void oneTaskHasTheLockAndTheOthersStandInLine() {
        look(AT_WORK_NS);
        var work = inspect(new Selection.OfKernel(WHOLE)).work();
        assertThat(work.programs()).extracting(KernelWork.Program::name).containsExactly("sums", "unlink");
        assertThat(work.programs()).extracting(KernelWork.Program::states)
                .containsExactly("2 at work", "1 with a lock · 5 waiting");
        var lock = work.locks().getFirst();
        assertThat(lock.name()).isEqualTo("directory");
        assertThat(lock.holder()).hasSize(1);
        assertThat(lock.waiting()).isEqualTo("5 wait:");
        assertThat(lock.line()).hasSize(5).doesNotHaveDuplicates().doesNotContainAnyElementsOf(lock.holder());
        assertThat(lock.counts()).contains("99 % after waiting", "from another socket");
    }

    @Test
    void aCoreTellsTheTaskThatItRuns() {
        look(AT_WORK_NS);
        var holder = inspect(new Selection.OfKernel(WHOLE)).work().locks().getFirst().holder().getFirst();
        assertThat(inspect(new Selection.OfCore(holder.core())).rows())
                .contains(Inspection.Row.of("Task", "unlink: holds directory"));
        int sums = scenario.machine().coreOf(10);
        assertThat(inspect(new Selection.OfCore(sums)).rows()).contains(Inspection.Row.of("Task", "sums: at work"));
        assertThat(inspect(new Selection.OfCore(0)).rows()).noneMatch(row -> row.name().equals("Task"));
    }

    @Test
    void aKernelWithoutTasksSaysNothingOfThem() {
        look(0);
        assertThat(inspect(new Selection.OfKernel(0)).work().none()).isTrue();
        assertThat(frame.tasks).isEmpty();
    }
}
