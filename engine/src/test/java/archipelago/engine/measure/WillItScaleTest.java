package archipelago.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Sizes;
import archipelago.engine.invariant.Violation;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Workload;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How tasks are dealt over kernels, and that dealing alone is worth nothing.
class WillItScaleTest {
    private static final Platform XEON = Laboratory.platform("xeon-5418y").orElseThrow();

    private static Workload.Program program(String name) {
        return Laboratory.willItScale().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private static WillItScale experiment(String program, int tasks, int kernels, Placement placement) {
        return new WillItScale(XEON, program(program), tasks, kernels, placement, OptionalLong.empty());
    }

    private static List<String> dealt(WillItScale experiment) {
        return experiment.shares().stream()
                .map(share -> share.kernel() + ": " + share.tasks() + " on " + share.cores().getFirst() + "-"
                        + share.cores().getLast())
                .toList();
    }

    @Test
    void oneKernelIsTheHostWithTheFirstSocketFirst() {
        assertThat(dealt(experiment("open1", 30, 1, new Placement.Filled()))).containsExactly("host: 30 on 0-29");
    }

    /// The host keeps CPU 0, so the other socket is the one that is filled first.
    @Test
    void severalKernelsAreStartedOnCoresThatTheHostCanDoWithout() {
        assertThat(dealt(experiment("open1", 24, 2, new Placement.Filled())))
                .containsExactly("kernel-1: 12 on 24-35", "kernel-2: 12 on 36-47");
    }

    @Test
    void spreadOverTwoKernelsEachHasASocketAndTheHostIsOneOfThemIfAllCoresAreWanted() {
        assertThat(dealt(experiment("open1", 48, 2, new Placement.Spread())))
                .containsExactly("kernel-1: 24 on 24-47", "host: 24 on 1-0");
        assertThat(dealt(experiment("open1", 7, 2, new Placement.Spread())))
                .containsExactly("kernel-1: 3 on 24-26", "kernel-2: 4 on 1-4");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThat(experiment("open1", 4, 5, new Placement.Filled()).impossible()).isPresent();
        assertThat(experiment("open1", 24, 20, new Placement.Filled()).impossible()).isPresent();
        var alone = new WillItScale(
                XEON, program("open1"), 48, 1, new Placement.Filled(), OptionalLong.of(8 * Sizes.GIB));
        assertThat(alone.impossible()).hasValueSatisfying(why -> assertThat(why).contains("47 cores"));
    }

    /// No bonus: where nothing is shared, several kernels are as fast as one, on as many cores, to the last 2 %.
    @ParameterizedTest
    @ValueSource(strings = {"getppid1", "poll2", "tcp_rr1", "udp1", "page_fault2", "page_fault3", "malloc1"})
    void severalKernelsAreNoFasterAndNoSlowerAtWorkThatSharesNothing(String name) {
        long one = rate(experiment(name, 24, 1, new Placement.Filled()));
        for (int kernels : new int[] {2, 4, 6}) {
            long several = rate(new WillItScale(
                    XEON, program(name), 24, kernels, new Placement.Filled(), OptionalLong.of(2 * Sizes.GIB)));
            assertThat(several).as(kernels + " kernels").isBetween(one * 98 / 100, one * 102 / 100);
        }
    }

    @Test
    void theSameExperimentHasTheSameAnswer() {
        var experiment = experiment("unlink1", 12, 2, new Placement.Filled());
        assertThat(Rate.of(experiment.scenario(), XEON.costs())).isEqualTo(Rate.of(experiment.scenario(), XEON.costs()));
    }

    @Test
    void allPromisesHoldInAnExperiment() {
        var scenario = experiment("mmap1", 12, 3, new Placement.Filled()).scenario();
        var run = Simulation.begin(scenario, XEON.costs(), _ -> {});
        int atWork = 0;
        while (atWork < 20_000) {
            run.step();
            atWork += run.state().tasks.all().stream().allMatch(task -> task.stage.onCore()) ? 1 : 0;
            assertThat(Violation.in(run.state(), scenario.machine())).isEmpty();
        }
    }

    private static long rate(WillItScale experiment) {
        return Rate.of(experiment.scenario(), XEON.costs()).perSecond().longValueExact();
    }
}
