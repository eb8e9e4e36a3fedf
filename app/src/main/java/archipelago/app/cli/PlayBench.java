package archipelago.app.cli;

import archipelago.app.shell.Logbook;
import archipelago.app.shell.Station;
import archipelago.app.shell.Toolkit;
import archipelago.app.shell.WindowState;
import archipelago.app.start.RecentFiles;
import archipelago.engine.base.Require;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.bench.Bench;
import archipelago.engine.bench.Figure;
import archipelago.engine.bench.Stopwatch;
import archipelago.engine.bench.StressScenario;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Live;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Plays a machine that never ends in a whole window, drawn in memory, as fast as it goes and in each of the run grades in
/// turn, and looks at times at how much memory is in use after a collection: a program that one leaves running must not
/// grow.
final class PlayBench {
    private static final int CORES = 128;
    private static final int STREAMS = 32;
    /// So many looks in all; the first tenth of them is the start, in which everything that is kept fills up.
    private static final int LOOKS = 60;
    private static final int WARM = LOOKS / 10;
    private static final int OF_EACH_END = LOOKS / 4;
    /// How much more memory may be in use at the end, which is what a collection leaves by chance.
    private static final double MOST_GROWTH = 1.1;
    private static final long GLANCE_NS = 20 * Times.MS;

    private final long playNs;
    private final Stopwatch watch;
    private final Bench.Progress progress;

    /// @param playNs for how long, on the wall
    PlayBench(long playNs, Stopwatch watch, Bench.Progress progress) {
        this.playNs = playNs;
        this.watch = watch;
        this.progress = progress;
    }

    /// The memory in use towards the end beside that towards the beginning, and what was played.
    List<Figure> figures() {
        Toolkit.drawWithoutDisplay();
        Toolkit.start(false);
        var live = new LiveEngine(new Session(StressScenario.of(CORES, STREAMS)));
        var stage = Toolkit.call(() -> shown(live));
        var used = new double[LOOKS];
        live.speed(LiveEngine.FASTEST);
        live.play();
        long beganNs = watch.nowNs();
        for (int look = 0; look < LOOKS; look++) {
            var grade = Grade.values()[look % Grade.values().length];
            live.grade(grade);
            progress.at(look, LOOKS, "playing " + grade.name().toLowerCase(Locale.ROOT) + ": "
                    + live.progress().events() / 1_000_000 + " million events");
            sleepUntil(beganNs + playNs / LOOKS * (look + 1));
            used[look] = usedBytes();
        }
        Require.that(live.progress().playing(), "it has played to the end");
        long events = live.progress().events();
        double seconds = (watch.nowNs() - beganNs) / 1e9;
        Toolkit.call(() -> {
            stage.close();
            return stage;
        });
        Platform.exit();
        return List.of(figure(used, events, seconds));
    }

    private static Stage shown(Live live) {
        var stage = new Stage();
        new Station(stage, WindowState.FIRST, last -> {}, Logbook.NONE, new RecentFiles(Path.of("")))
                .show(live);
        return stage;
    }

    static Figure figure(double[] usedBytes, long events, double seconds) {
        double first = median(usedBytes, WARM, WARM + OF_EACH_END);
        double last = median(usedBytes, LOOKS - OF_EACH_END, LOOKS);
        var what = String.format(Locale.ROOT, "memory in use towards the end of %.0f s and %.0f M events", seconds, events / 1e6);
        return new Figure("play.memory", what, last / Sizes.MIB, "MiB", "a-tenth-more-than-at-the-beginning",
                first * MOST_GROWTH / Sizes.MIB, false);
    }

    private static double median(double[] values, int from, int to) {
        var part = Arrays.copyOfRange(values, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }

    private void sleepUntil(long ns) {
        while (watch.nowNs() < ns) {
            LockSupport.parkNanos(Math.min(GLANCE_NS, ns - watch.nowNs()));
        }
    }

    /// After a collection, since what nobody holds any more is not in use.
    private static double usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
