package archipelago.app.cli;

import archipelago.app.render.Theme;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.Window;
import archipelago.engine.bench.Stopwatch;
import archipelago.engine.bench.StressScenario;
import archipelago.engine.live.Grade;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javafx.stage.Stage;

/// A run at full speed behind a window that is drawn into memory and follows it in turns: what it costs the machine that
/// somebody looks. The machine's speed changes in the course of a run, so each turn is compared with those beside it.
final class WindowedRun {
    private static final long SECOND_NS = 1_000_000_000;
    /// In a second in which the compiler of the Java machine takes no more it has no share in what is measured. Before, it
    /// takes a processor, and the machine seems to pay for the window what only its beginning costs.
    private static final long CALM_MS = 50;
    private static final long MOST_WARMING_NS = 90 * SECOND_NS;

    private final int cores;
    private final int streams;
    private final int turns;
    private final long turnNs;
    private final Stopwatch watch;
    private boolean started;

    /// @param turns in which the window follows the machine
    /// @param turnNs how long each takes
    WindowedRun(int cores, int streams, int turns, long turnNs, Stopwatch watch) {
        this.cores = cores;
        this.streams = streams;
        this.turns = turns;
        this.turnNs = turnNs;
        this.watch = watch;
    }

    /// How much slower the machine is while a window follows it, in percent: the median of the turns. Noise may make it
    /// negative.
    double slowedPercent(Grade grade) {
        if (!started) {
            Toolkit.drawWithoutDisplay();
            Toolkit.start(false);
            started = true;
        }
        var live = new LiveEngine(new Session(StressScenario.of(cores, streams)));
        var stage = Toolkit.call(Stage::new);
        var window = Toolkit.call(() -> Window.open(live, stage, Theme.Name.LIGHT));
        live.grade(grade);
        live.play();
        warm();
        var slowed = new double[turns];
        double before = unseen(live, window);
        for (int turn = 0; turn < turns; turn++) {
            double seen = speed(live);
            double after = unseen(live, window);
            slowed[turn] = 100 * (1 - 2 * seen / (before + after));
            before = after;
        }
        Toolkit.call(() -> {
            stage.close();
            return stage;
        });
        Arrays.sort(slowed);
        return slowed[turns / 2];
    }

    private void warm() {
        var compiler = ManagementFactory.getCompilationMXBean();
        long deadlineNs = watch.nowNs() + (turnNs < SECOND_NS ? turnNs : MOST_WARMING_NS);
        long before = compiler.getTotalCompilationTime();
        long spentMs = Long.MAX_VALUE;
        while (spentMs > CALM_MS && watch.nowNs() < deadlineNs) {
            LockSupport.parkNanos(Math.min(turnNs, SECOND_NS));
            spentMs = compiler.getTotalCompilationTime() - before;
            before += spentMs;
        }
    }

    private double unseen(LiveEngine live, Window window) {
        follow(window, false);
        double speed = speed(live);
        follow(window, true);
        return speed;
    }

    private static void follow(Window window, boolean on) {
        Toolkit.call(() -> {
            window.follow(on);
            return window;
        });
    }

    /// Events a second, in a turn.
    private double speed(LiveEngine live) {
        long beganNs = watch.nowNs();
        long first = live.progress().events();
        while (watch.nowNs() - beganNs < turnNs) {
            LockSupport.parkNanos(turnNs / 16);
        }
        return (live.progress().events() - first) * 1e9 / (watch.nowNs() - beganNs);
    }
}
