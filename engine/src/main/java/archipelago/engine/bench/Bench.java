package archipelago.engine.bench;

import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The program's own speed on this machine, as ratios to the reference loops that it carries.
public final class Bench {
    /// How much is measured.
    ///
    /// @param rounds of which the median counts
    /// @param holds events of one round of a bare loop
    /// @param cores of the large machine
    /// @param events of one round of the whole engine
    /// @param longRun events of the run in which seeks are measured
    /// @param seeks how many of them
    public record Plan(int rounds, long holds, int cores, long events, long longRun, int seeks) {
        /// What is promised is promised for this.
        public static final Plan FULL = new Plan(5, 500_000, 1024, 500_000, 10_000_000, 200);
    }

    /// Is told what is measured now.
    @FunctionalInterface
    public interface Progress {
        void at(int done, int whole, String what);
    }

    /// How many events are pending.
    public static final List<Integer> PENDING = List.of(1024, 16_384);

    private static final String QUEUE = "queue";
    private static final String OBJECTS = "priority-queue";
    private static final String PACKED = "packed-heap";
    private static final String HOLD = "engine-hold";
    private static final String LOAD = "engine-load";
    private static final double SNAPSHOT_US_MOST = 100;
    private static final double SEEK_MS_MOST = 100;
    private static final double MEMORY_MIB_MOST = 512;
    private static final int COPIES = 100;
    private static final int STAGES = 4 + 4 + 2 + 1;

    private final Plan plan;
    private final Stopwatch watch;
    private final Progress progress;
    private final List<Figure> figures = new ArrayList<>();
    private int done;

    public Bench(Plan plan, Stopwatch watch, Progress progress) {
        this.plan = plan;
        this.watch = watch;
        this.progress = progress;
    }

    /// Measures everything.
    public List<Figure> figures() {
        for (var spread : Delays.Spread.values()) {
            for (int pending : PENDING) {
                queue(spread, pending);
                hold(spread, pending);
            }
        }
        for (int pending : PENDING) {
            load(pending);
        }
        longRun();
        Require.that(done == STAGES, "every stage is shown", done);
        return List.copyOf(figures);
    }

    private void stage(String what) {
        progress.at(done++, STAGES, what);
    }

    /// Events a second of a bare loop.
    public static double speed(HoldLoop.Kind kind, int pending, Delays delays, long holds, Stopwatch watch) {
        var loop = kind.ready(pending, delays, holds);
        long began = watch.nowNs();
        loop.run();
        return (holds + pending) * 1e9 / (watch.nowNs() - began);
    }

    private Rounds.Contestant bare(HoldLoop.Kind kind, int pending, Delays delays) {
        return () -> speed(kind, pending, delays, plan.holds(), watch);
    }

    private static String word(Delays.Spread spread) {
        return spread.name().toLowerCase(Locale.ROOT);
    }

    private void queue(Delays.Spread spread, int pending) {
        var place = word(spread) + "." + pending;
        var words = "hold model, " + word(spread) + " delays, " + pending + " pending: ";
        stage(words + "the queue");
        var delays = new Delays(spread);
        var rounds = new Rounds()
                .with(QUEUE, bare(ReferenceLoops::wheel, pending, delays))
                .with(OBJECTS, bare(ReferenceLoops::objects, pending, delays))
                .with(PACKED, bare(ReferenceLoops::packed, pending, delays))
                .run(plan.rounds());
        for (var reference : List.of(OBJECTS, PACKED)) {
            figures.add(Figure.speed(
                    QUEUE + "." + place + "." + reference,
                    words + "the queue",
                    rounds.median(QUEUE),
                    reference,
                    rounds.median(reference)));
        }
    }

    /// The whole engine in the hold model.
    private void hold(Delays.Spread spread, int pending) {
        var machine = new LargeMachine(StressScenario.hold(plan.cores(), pending, spread), watch);
        engine(HOLD + "." + word(spread), "the whole engine, hold model, " + word(spread) + " delays", machine, spread, pending);
    }

    /// The whole engine under a load of requests and answers.
    private void load(int pending) {
        var machine = new LargeMachine(StressScenario.of(plan.cores(), pending), watch);
        engine(LOAD, "the whole engine, requests and answers", machine, Delays.Spread.EXPONENTIAL, pending);
    }

    private void engine(String name, String words, LargeMachine machine, Delays.Spread spread, int pending) {
        var what = plan.cores() + " cores, " + pending + " pending: " + words;
        stage(what);
        machine.started();
        var rounds = new Rounds()
                .with(name, () -> machine.goOn(plan.events()))
                .with(OBJECTS, bare(ReferenceLoops::objects, pending, new Delays(spread)))
                .run(plan.rounds());
        figures.add(Figure.speed(
                name + "." + plan.cores() + "." + pending, what, rounds.median(name), OBJECTS, rounds.median(OBJECTS)));
    }

    private void longRun() {
        var place = "." + plan.cores();
        var words = plan.cores() + " cores, " + plan.longRun() + " events: ";
        stage(words + "a long run");
        var machine = new LargeMachine(StressScenario.of(plan.cores(), PENDING.getFirst()), watch);
        machine.goOn(plan.longRun());
        var snapshot = new Rounds().with("copy", () -> machine.snapshotUs(COPIES)).run(plan.rounds());
        var seeksMs = machine.seekMs(plan.seeks());
        figures.add(Figure.below(
                "snapshot" + place, plan.cores() + " cores: one snapshot", snapshot.median("copy"), "us",
                SNAPSHOT_US_MOST));
        figures.add(Figure.below(
                "seek-median" + place, words + "seek, median", Rounds.percentile(seeksMs, 50), "ms", SEEK_MS_MOST));
        figures.add(Figure.below(
                "seek-p99" + place, words + "seek, 99th percentile", Rounds.percentile(seeksMs, 99), "ms",
                SEEK_MS_MOST));
        figures.add(Figure.below(
                "memory" + place, words + "all that is kept in memory", machine.memoryMib(), "MiB", MEMORY_MIB_MOST));
    }
}
