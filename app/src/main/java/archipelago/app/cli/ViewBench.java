package archipelago.app.cli;

import archipelago.app.layout.History;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.MapMoves;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.layout.TimelineRows;
import archipelago.app.render.MachineMapPainter;
import archipelago.app.render.MachineView;
import archipelago.app.render.MapGround;
import archipelago.app.render.MapMarks;
import archipelago.app.render.MapNotes;
import archipelago.app.render.Moment;
import archipelago.app.render.Theme;
import archipelago.app.render.TimelineImages;
import archipelago.app.render.TimelinePainter;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Require;
import archipelago.engine.bench.Bench;
import archipelago.engine.bench.Figure;
import archipelago.engine.bench.Rounds;
import archipelago.engine.bench.Stopwatch;
import archipelago.engine.bench.StressScenario;
import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.Grade;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import javafx.application.Platform;

/// How fast the program paints in software, and how much of the machine's speed a visible window costs.
final class ViewBench {
    /// How much is measured.
    ///
    /// @param rounds of which the median counts
    /// @param cores of the machine
    /// @param frames that are painted in a round
    /// @param events that the machine handles in a round, with and without somebody who takes frames
    /// @param turns in which a window follows a machine at full speed; 0 to leave that out
    /// @param turnNs how long each takes
    record Plan(int rounds, int cores, int frames, long events, int turns, long turnNs) {
        /// What is promised is promised for this.
        static final Plan FULL = new Plan(5, 4096, 20, 400_000, 21, 1_500_000_000L);
    }

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    private static final int MESSAGES = 400;
    private static final int STREAMS = 1024;
    private static final long WAY_NS = 1_000;
    private static final double FRAME_MS_MOST = 16;
    private static final double COST_PERCENT_MOST = 2;
    private static final long FRAME_EVERY_NS = 16_666_667;
    private static final long CHECK_EVERY = 1 << 14;
    private static final String PERCENT = "%";
    /// What needs a second future is not among them.
    private static final Set<ViewKind> VIEWS = EnumSet.complementOf(EnumSet.of(ViewKind.COMPARE));
    private static final int GRADES = 2;
    private static final int STAGES = 6 + VIEWS.size() + GRADES;

    private final Plan plan;
    private final Stopwatch watch;
    private final Bench.Progress progress;
    private final List<Figure> figures = new ArrayList<>();
    private int done;

    ViewBench(Plan plan, Stopwatch watch, Bench.Progress progress) {
        this.plan = plan;
        this.watch = watch;
        this.progress = progress;
    }

    List<Figure> figures() {
        stage("a machine starts");
        var session = started();
        var canvas = new Canvas(session, frame(session));
        painting("map", "the map", canvas::map);
        painting("map-closer", "the map, eight times larger", canvas::closer);
        painting("timeline", "the timeline", canvas::timeline);
        painting("timeline-cores", "the timeline with a row for each core", canvas::rowsOfCores);
        for (var kind : VIEWS) {
            var view = kind.create();
            painting(kind.word(), "the view \"" + kind.word() + "\"", () -> canvas.view(view));
        }
        cost(session);
        if (plan.turns() > 0) {
            var shown = new WindowedRun(plan.cores(), STREAMS, plan.turns(), plan.turnNs(), watch);
            window(shown, Grade.FAST);
            window(shown, Grade.EXPRESS);
            Platform.exit();
        }
        Require.that(done == STAGES - (plan.turns() > 0 ? 0 : GRADES), "every stage is shown", done);
        return List.copyOf(figures);
    }

    private void stage(String what) {
        progress.at(done++, STAGES, plan.cores() + " cores: " + what);
    }

    private Session started() {
        var session = new Session(StressScenario.of(plan.cores(), STREAMS));
        while (!session.simulation().state().story.over) {
            session.seekEvents(session.events() + CHECK_EVERY);
        }
        return session;
    }

    /// A moment, and in it as many messages in flight as a map draws one by one: more than such a machine has at most
    /// moments, so they are put there.
    private static Frame frame(Session session) {
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        frame.speedNsPerSecond = session.scenario().speedNsPerSecond(frame.chapter);
        frame.flights.clear();
        int kernels = frame.kernels.size();
        for (int m = 0; m < MESSAGES; m++) {
            var from = frame.kernels.get(m % kernels);
            var to = frame.kernels.get((7 * m + 1) % kernels);
            long sentNs = frame.nowNs - m % 10 * WAY_NS / 10;
            frame.flights.add(new FlightView(m + 1, MessageKind.USER_REQUEST, from.slot(), from.bootCore(), to.slot(),
                    to.bootCore(), sentNs, sentNs + WAY_NS, m & 63));
        }
        return frame;
    }

    private void painting(String name, String words, Runnable paint) {
        stage(words);
        var rounds = new Rounds()
                .with(name, () -> {
                    long began = watch.nowNs();
                    for (int i = 0; i < plan.frames(); i++) {
                        paint.run();
                    }
                    return (watch.nowNs() - began) / 1e6 / plan.frames();
                })
                .run(plan.rounds());
        var what = plan.cores() + " cores, " + MESSAGES + " messages in flight, " + WIDTH + "x" + HEIGHT + ": one frame of ";
        figures.add(new Figure(
                "paint." + name + "." + plan.cores(), what + words, rounds.median(name), "ms", Figure.TARGET,
                FRAME_MS_MOST, false));
    }

    /// How much slower the machine goes while a thread beside it paints sixty frames a second of it.
    private void cost(Session session) {
        stage("with a window and without");
        var frames = new Frames(session);
        var painter = Thread.ofPlatform().daemon().name("painter").start(frames::paint);
        var rounds = new Rounds()
                .with("alone", () -> goOn(session, null))
                .with("seen", () -> goOn(session, frames))
                .run(plan.rounds());
        painter.interrupt();
        double percent = Math.max(0, 100 * (1 - rounds.median("seen") / rounds.median("alone")));
        figures.add(new Figure(
                "window-cost." + plan.cores(),
                plan.cores() + " cores: what sixty frames a second of the map cost the machine's speed, as in the grade run",
                percent,
                PERCENT,
                Figure.TARGET,
                COST_PERCENT_MOST,
                false));
    }

    /// How much slower the machine goes at full speed while a window shows it, with all views that are in sight at
    /// first: it is drawn in software, into memory.
    private void window(WindowedRun shown, Grade grade) {
        stage("a window in the grade " + grade.name().toLowerCase(Locale.ROOT));
        double slowed = shown.slowedPercent(grade);
        var word = grade.name().toLowerCase(Locale.ROOT);
        figures.add(new Figure(
                "window-cost-" + word + "." + plan.cores(),
                plan.cores() + " cores: what a window on " + Runtime.getRuntime().availableProcessors()
                        + " processors costs the machine's speed in the grade " + word + ", median of " + plan.turns()
                        + " turns",
                Math.max(0, slowed),
                PERCENT,
                Figure.TARGET,
                COST_PERCENT_MOST,
                false));
    }

    /// @param frames whom a frame is handed to now and then; null if nobody looks
    /// @return events a second
    private double goOn(Session session, Frames frames) {
        long began = watch.nowNs();
        long nextNs = began;
        long target = session.events() + plan.events();
        while (session.events() < target) {
            session.seekEvents(Math.min(target, session.events() + CHECK_EVERY));
            if (frames != null && watch.nowNs() >= nextNs) {
                nextNs = watch.nowNs() + FRAME_EVERY_NS;
                frames.offer();
            }
        }
        return plan.events() * 1e9 / (watch.nowNs() - began);
    }

    /// Hands frames from the machine's thread to one that paints them. The machine never waits: while all frames are
    /// being looked at, it goes on without.
    private static final class Frames {
        private final Session session;
        private final BlockingQueue<Frame> free = new ArrayBlockingQueue<>(2);
        private final BlockingQueue<Frame> full = new ArrayBlockingQueue<>(2);

        Frames(Session session) {
            this.session = session;
            int cores = session.scenario().machine().coreCount();
            free.add(new Frame(cores));
            free.add(new Frame(cores));
        }

        void offer() {
            var frame = free.poll();
            if (frame != null) {
                session.write(frame);
                frame.speedNsPerSecond = session.scenario().speedNsPerSecond(frame.chapter);
                full.add(frame);
            }
        }

        void paint() {
            Canvas canvas = null;
            try {
                while (true) {
                    var frame = full.take();
                    if (canvas == null) {
                        canvas = new Canvas(session, frame);
                    }
                    canvas.show(frame);
                    canvas.map();
                    free.add(frame);
                }
            } catch (InterruptedException over) {
                // That is how it ends.
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What a window paints on, without a window.
    private static final class Canvas {
        private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
        private final Theme theme = Theme.of(Theme.Name.LIGHT);
        private final Session session;
        private final MachineMapPainter painter = new MachineMapPainter();
        private final MapGround ground = new MapGround();
        private final TimelineImages images = new TimelineImages();
        private Frame frame;
        private MapNotes notes;
        private MachineMapLayout all;
        private MachineMapLayout closer;
        private History history;
        private TimelineRows opened;

        Canvas(Session session, Frame frame) {
            this.session = session;
            show(frame);
        }

        void show(Frame newest) {
            var machine = session.scenario().machine();
            frame = newest;
            notes = notes == null ? MapNotes.of(machine, newest) : notes.upTo(machine, newest);
        }

        void map() {
            var machine = session.scenario().machine();
            all = all == null ? MachineMapLayout.of(machine, frame, WIDTH, HEIGHT) : all.at(frame);
            draw(g -> painter.paint(g, all, machine, frame, theme, MapMarks.of(notes), ground));
        }

        void closer() {
            var machine = session.scenario().machine();
            if (closer == null) {
                all = MachineMapLayout.of(machine, frame, WIDTH, HEIGHT);
                closer = all.at(frame, MapMoves.zoomed(all, 8, WIDTH / 3.0, HEIGHT / 3.0));
            }
            closer = closer.at(frame);
            draw(g -> painter.paint(g, closer, machine, frame, theme, MapMarks.of(notes), ground));
        }

        void timeline() {
            timeline(TimelineRows.KERNELS);
        }

        void rowsOfCores() {
            if (opened == null) {
                opened = TimelineRows.KERNELS;
                for (var kernel : frame.kernels) {
                    opened = opened.toggled(kernel.slot(), session.scenario().machine());
                }
            }
            timeline(opened);
        }

        private void timeline(TimelineRows rows) {
            follow();
            var window = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, false);
            var layout = TimelineLayout.of(history, frame, window.fromNs(), window.toNs(), WIDTH, HEIGHT, rows);
            draw(g -> new TimelinePainter().paint(g, layout, frame, history, theme, TimelineMarks.NONE, images));
        }

        void view(MachineView view) {
            follow();
            var moment = new Moment(session.scenario().machine(), frame, history, theme, Selection.NOTHING);
            draw(g -> view.paint(g, moment, WIDTH, HEIGHT));
        }

        private void follow() {
            history = history == null ? History.of(frame.journal) : history.follow(frame.journal);
        }

        private void draw(Consumer<Graphics2D> painting) {
            var g = image.createGraphics();
            try {
                g.setBackground(theme.colour(Theme.Role.SURFACE));
                g.clearRect(0, 0, WIDTH, HEIGHT);
                painting.accept(g);
            } finally {
                g.dispose();
            }
        }
    }
}
