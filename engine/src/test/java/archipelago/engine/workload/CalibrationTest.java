package archipelago.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.cost.CostModel;
import archipelago.engine.machine.Machine;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.Workload;
import archipelago.engine.scenario.Workload.Counted;
import archipelago.engine.scenario.Workload.Group;
import archipelago.engine.scenario.Workload.Locked;
import archipelago.engine.scenario.Workload.Private;
import archipelago.engine.scenario.Workload.Program;
import archipelago.engine.scenario.Workload.Shared;
import archipelago.engine.scenario.Workload.Waiters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tasks in one kernel beside what was measured of one Linux kernel on the same number of cores: how far off the
/// model is, point by point. What was fitted are the times of an operation, to the points inside one socket; the
/// shapes come from the lines, the caches and the clock.
///
/// To accept new residuals after reading them, run this test once with `-Darchipelago.golden=accept`.
class CalibrationTest {
    private static final Path MEASURED = Path.of("src", "test", "resources", "measured", "will-it-scale.csv");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "calibration.txt");
    private static final int SOCKET = 24;
    private static final int CORES = 2 * SOCKET;
    private static final int WHOLE = 1000;

    /// One task takes 1.168 us; how much of it is under the lock is fitted.
    private static final Program RENAME = new Program("rename1", List.of(
            new Private(328), new Locked("one for all renames", 840, 1, Waiters.QUEUED)));
    /// One task takes 0.5 us. A count that all share is written twice, and nothing else is done to it.
    private static final Program OPEN = new Program("open1", List.of(
            new Private(496),
            new Counted(new Shared("count of a label"), 2),
            new Counted(new Shared("count of a label"), 2)));
    private static final Program GETPPID = new Program("getppid1", List.of(new Private(660)));

    private static final Map<String, List<BigDecimal>> CURVES = new TreeMap<>();
    private static final List<Integer> TASKS = new ArrayList<>();

    static {
        try {
            for (var line : Files.readAllLines(MEASURED, StandardCharsets.UTF_8)) {
                var cells = List.of(line.split(","));
                var values = cells.subList(1, cells.size());
                if (line.startsWith("test,")) {
                    values.forEach(value -> TASKS.add(Integer.parseInt(value)));
                } else if (!line.startsWith("#")) {
                    CURVES.put(cells.getFirst(), values.stream().map(BigDecimal::new).toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one that is shown in the library.
    private static Program unlink() {
        var library = new ScenarioLibrary(new ScenarioReader());
        var shown = library.read("phenomena/58-one-lock-becomes-two").value().orElseThrow().scenario();
        return new Program("unlink1", shown.work().program("unlink").operation());
    }

    private static Machine machine() {
        var nodes = List.of(
                new Machine.Node(0, 0, 0, 32 * Sizes.GIB, List.of(10, 21)),
                new Machine.Node(1, 1, 32 * Sizes.GIB, 32 * Sizes.GIB, List.of(21, 10)));
        var cores = new ArrayList<Machine.Core>();
        for (int id = 0; id < CORES; id++) {
            cores.add(new Machine.Core(id, id / SOCKET));
        }
        return new Machine(nodes, cores, List.of());
    }

    /// How many operations a number of tasks does in a while; they fill the first socket first.
    private static long operations(Program program, int tasks) {
        var cpus = LongStream.range(0, tasks).boxed().toList();
        var work = new Workload(List.of(program), List.of(new Group(program.name(), "host", tasks, cpus)));
        var scenario = new Scenario("bench", "Bench", "", 42, machine(), List.of(), List.of()).with(work);
        var run = Simulation.begin(scenario, new CostModel(scenario.machine()), _ -> {});
        long before = until(run, Times.MS);
        return until(run, 11 * Times.MS) - before;
    }

    private static long until(Simulation run, long ns) {
        while (run.nextNs() <= ns) {
            run.step();
        }
        return run.state().tasks.all().stream().mapToLong(task -> task.operations).sum();
    }

    /// A curve of the model beside that which was measured, both in thousandths of one task.
    private record Curve(String name, List<Long> measured, List<Long> modelled) {
        static Curve of(Program program) {
            long one = operations(program, 1);
            var measured = CURVES.get(program.name()).stream()
                    .map(value -> value.multiply(BigDecimal.valueOf(WHOLE)).longValueExact())
                    .toList();
            var modelled = TASKS.subList(0, measured.size()).stream()
                    .map(tasks -> operations(program, tasks) * WHOLE / one)
                    .toList();
            return new Curve(program.name(), measured, modelled);
        }

        /// In tenths of a percent.
        long residual(int point) {
            return (modelled.get(point) - measured.get(point)) * WHOLE / measured.get(point);
        }

        long worst(int fromTasks, int toTasks) {
            long worst = 0;
            for (int i = 0; i < measured.size(); i++) {
                boolean counts = TASKS.get(i) >= fromTasks && TASKS.get(i) <= toTasks;
                worst = counts ? Math.max(worst, Math.abs(residual(i))) : worst;
            }
            return worst;
        }

        long at(int tasks) {
            return modelled.get(TASKS.indexOf(tasks));
        }

        String text() {
            var out = new StringBuilder(name + "\n  tasks  measured  modelled  residual\n");
            for (int i = 0; i < measured.size(); i++) {
                out.append(String.format(Locale.ROOT, "%7d %9s %9s %8s%%\n", TASKS.get(i),
                        BigDecimal.valueOf(measured.get(i), 3), BigDecimal.valueOf(modelled.get(i), 3),
                        (residual(i) > 0 ? "+" : "") + BigDecimal.valueOf(residual(i), 1)));
            }
            return out.toString();
        }
    }

    @Test
    void howFarTheModelIsFromWhatWasMeasuredIsWrittenDown() throws IOException {
        var told = new StringBuilder("Speed in one kernel, as a multiple of one task.\n");
        for (var program : List.of(GETPPID, unlink(), RENAME, OPEN)) {
            told.append('\n').append(Curve.of(program).text());
        }
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.writeString(GOLDEN, told, StandardCharsets.UTF_8);
        }
        assertThat(told.toString()).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    /// Of nothing shared nothing is lost but the clock, from which it was taken.
    @Test
    void workThatSharesNothingFollowsTheClock() {
        assertThat(Curve.of(GETPPID).worst(1, CORES)).isLessThanOrEqualTo(15);
    }

    /// Inside the socket it was fitted; the second socket is what the model says of it.
    @Test
    void aDirectorysLockIsFastestWithTwoTasksAndThenOnlySlower() {
        var curve = Curve.of(unlink());
        assertThat(curve.worst(1, SOCKET)).as("inside a socket").isLessThanOrEqualTo(45);
        assertThat(curve.worst(SOCKET + 1, CORES)).as("on both sockets").isLessThanOrEqualTo(150);
        assertThat(curve.modelled().subList(1, curve.modelled().size())).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(curve.at(2)).isGreaterThan(WHOLE);
        assertThat(curve.at(CORES)).isLessThan(WHOLE / 2);
    }

    /// Why its line polls: the clock and the transfers alone explain half of the fall inside a socket, and less of
    /// the rest.
    @Test
    void aDirectorysLockWouldHardlyFallIfItsLineWereQueued() {
        var steps = unlink().operation().stream()
                .map(step -> step instanceof Locked locked
                        ? new Locked(locked.object().name(), locked.workNs(), locked.lines(), Waiters.QUEUED)
                        : step)
                .toList();
        var curve = Curve.of(new Program("unlink1", steps));
        assertThat(curve.residual(TASKS.indexOf(SOCKET))).isBetween(150L, 250L);
        assertThat(curve.residual(TASKS.indexOf(CORES))).isBetween(750L, 950L);
    }

    @Test
    void aMutexForAllRenamesGainsALittleAndEndsBelowOneTask() {
        var curve = Curve.of(RENAME);
        assertThat(curve.worst(1, SOCKET)).isLessThanOrEqualTo(100);
        assertThat(curve.at(2)).isGreaterThan(WHOLE);
        assertThat(curve.at(SOCKET)).isLessThan(WHOLE);
    }

    /// Inside a socket nothing was fitted. How long a socket keeps a word for itself was, to the points on both.
    @Test
    void aCountThatAllShareHasACeilingThatNoNumberOfTasksLifts() {
        var curve = Curve.of(OPEN);
        assertThat(curve.worst(1, SOCKET)).isLessThanOrEqualTo(120);
        assertThat(curve.at(8)).isCloseTo(curve.at(SOCKET), withPercentage(5));
        assertThat(curve.worst(SOCKET + 1, CORES)).isLessThanOrEqualTo(60);
    }
}
