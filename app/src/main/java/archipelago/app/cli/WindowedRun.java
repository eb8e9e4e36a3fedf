package archipelago.app.cli;

import archipelago.app.render.Theme;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.Window;
import archipelago.engine.base.Require;
import archipelago.engine.bench.Stopwatch;
import archipelago.engine.bench.StressScenario;
import archipelago.engine.live.Grade;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import java.util.concurrent.locks.LockSupport;
import javafx.stage.Stage;

/// The same beginning of the same run, at full speed: alone, or behind a window that is drawn into memory.
final class WindowedRun {
    /// Before so many events nothing is measured: everything is just being started.
    private static final long FIRST = 200_000;
    private static final long SETTLE_NS = 1_000_000_000;
    private static final long GLANCE_NS = 2_000_000;

    private final int cores;
    private final int streams;
    private final long events;
    private final Stopwatch watch;
    private boolean started;

    /// @param events how many are handled before measuring ends
    WindowedRun(int cores, int streams, long events, Stopwatch watch) {
        Require.that(events > FIRST, "something is measured", events);
        this.cores = cores;
        this.streams = streams;
        this.events = events;
        this.watch = watch;
    }

    private LiveEngine machine() {
        return new LiveEngine(new Session(StressScenario.of(cores, streams)));
    }

    /// Events a second without a window.
    double alone() {
        try (var live = machine()) {
            return run(live, Grade.EXPRESS);
        }
    }

    /// Events a second with one.
    double seen(Grade grade) {
        if (!started) {
            Toolkit.drawWithoutDisplay();
            Toolkit.start(false);
            started = true;
        }
        var live = machine();
        var stage = Toolkit.call(Stage::new);
        Toolkit.call(() -> Window.open(live, stage, Theme.Name.LIGHT));
        LockSupport.parkNanos(SETTLE_NS);
        double speed = run(live, grade);
        Toolkit.call(() -> {
            stage.close();
            return stage;
        });
        return speed;
    }

    private double run(LiveEngine live, Grade grade) {
        live.grade(grade);
        live.play();
        var first = await(live, FIRST);
        var last = await(live, events);
        return (last.events - first.events) * 1e9 / (last.atNs - first.atNs);
    }

    private record Reached(long events, long atNs) {}

    private Reached await(LiveEngine live, long events) {
        while (live.progress().events() < events) {
            LockSupport.parkNanos(GLANCE_NS);
        }
        return new Reached(live.progress().events(), watch.nowNs());
    }
}
