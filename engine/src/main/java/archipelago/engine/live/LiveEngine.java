package archipelago.engine.live;

import archipelago.engine.frame.Frame;
import archipelago.engine.invariant.Violation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.seek.Arrival;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Runs a session on a thread of its own, against a clock on the wall. The clock decides only how
/// far the machine goes before the next frame; what happens there it cannot change.
public final class LiveEngine extends IntentDesk {
    /// How long the thread waits for something to do while time passes.
    private static final long TICK_MS = 8;
    /// After a pause of the whole program, no more wall time than this is made up for.
    private static final long MOST_WALL_NS = 100_000_000;
    /// The engine computes no longer than this without a frame.
    private static final long BUDGET_NS = 12_000_000;
    /// When so many facts are kept, the older half of them is forgotten: a run that nobody ends does not outgrow the
    /// memory.
    private static final int MOST_FACTS = 2_000_000;
    private static final long CHAPTER_PATIENCE_NS = 5_000_000_000L;
    private static final long SEARCH_PATIENCE_NS = 60_000_000_000L;
    /// Between two frames of a search.
    private static final long SEARCH_FRAME_NS = 100_000_000L;
    /// Who watches a machine that runs fast is told so much of the past: to read all of it takes longer than to run it.
    private static final int FACTS_OF_A_GLANCE = 30_000;
    private static final long READER_PATIENCE_NS = 500_000_000L;
    /// A frame that nobody takes is replaced by a newer one after this time.
    private static final long UNSEEN_NS = 50_000_000L;
    private static final int EVENTS_BETWEEN_LOOKS = 1024;
    private static final int EVENTS_BETWEEN_GLANCES = 64;
    private static final long SECOND_NS = 1_000_000_000;
    /// The fastest and the slowest speed, in nanoseconds of the machine per second on screen.
    public static final long FASTEST = ScenarioReader.SPEED_NS_MAX;
    public static final long SLOWEST = 1;

    private final Scenario scenario;
    private final LongSupplier clock;
    private final int mostFacts;
    private final FrameExchange frames;
    private final Thread thread;

    // Engine thread only.
    private final Session session;
    private final Navigation navigation;
    private boolean open = true;
    private boolean playing;
    private long chosenSpeed; // 0: the story's
    private long creditedParts; // billionths of a machine nanosecond, carried over
    private List<String> defects = List.of();
    private final Tempo tempo = new Tempo();
    private Grade grade = Grade.RUN;
    private volatile Progress progress;
    private long publishedNs;
    private final PromiseWatch promises;

    /// Takes a session over; nobody else may touch it from now on.
    public LiveEngine(Session session) {
        this(session, System::nanoTime, MOST_FACTS);
    }

    /// @param clock nanoseconds that never run backwards
    /// @param mostFacts how many facts are kept at most, about
    LiveEngine(Session session, LongSupplier clock, int mostFacts) {
        this.mostFacts = mostFacts;
        this.session = session;
        navigation = new Navigation(session);
        promises = new PromiseWatch(session);
        this.scenario = session.scenario();
        this.clock = clock;
        frames = new FrameExchange(scenario.machine().coreCount());
        publish();
        thread = Thread.ofPlatform().name("archipelago-engine").daemon(true).unstarted(this::run);
        thread.start();
    }

    // --- the client's side ----------------------------------------------------------------------

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public Frame latest() {
        return frames.latest();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public void close() {
        intents.add(new Intent.Close());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the engine's thread --------------------------------------------------------------------

    private void run() {
        long lastNs = clock.getAsLong();
        while (open) {
            var intent = nextIntent();
            boolean asked = intent != null;
            long nowNs = clock.getAsLong();
            try {
                while (intent != null) {
                    heed(intent);
                    intent = intents.poll();
                }
                if (playing && grade == Grade.RUN) {
                    pass(Math.min(nowNs - lastNs, MOST_WALL_NS));
                } else if (playing) {
                    rush(nowNs + grade.frameNs());
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                stopOnDefect(e);
            }
            lastNs = nowNs;
            makeRoom();
            if (asked || wantsFrame()) {
                if (defects.isEmpty()) {
                    playing = promises.hold(playing) && playing;
                }
                publish();
            }
        }
    }

    /// Whether anybody would see a frame: while the machine plays and the last one has not been taken, a newer one need
    /// not be written at once. It is in the end, for those who only ask how far the machine has come.
    private boolean wantsFrame() {
        return !playing || grade != Grade.RUN || frames.taken() || clock.getAsLong() - publishedNs >= UNSEEN_NS;
    }

    private Intent nextIntent() {
        if (playing && grade != Grade.RUN) {
            return intents.poll();
        }
        try {
            return playing ? intents.poll(TICK_MS, TimeUnit.MILLISECONDS) : intents.take();
        } catch (InterruptedException e) {
            return new Intent.Close();
        }
    }

    private void heed(Intent intent) {
        switch (intent) {
            case Intent.Play() -> playing = defects.isEmpty() && !session.atEnd();
            case Intent.Pause() -> playing = false;
            case Intent.Step() -> {
                playing = false;
                session.stepForward();
            }
            case Intent.Back() -> {
                playing = false;
                session.stepBack();
            }
            case Intent.Seek(long ns) -> {
                playing = false;
                session.seek(ns, onTheWay());
            }
            case Intent.ToChapter(int chapter) -> {
                playing = false;
                goOnToChapter(chapter, clock.getAsLong() + CHAPTER_PATIENCE_NS);
            }
            case Intent.Enter(int branch) -> {
                playing = false;
                session.enterHere(branch);
            }
            case Intent.Undo() -> {
                playing = false;
                navigation.undo(patience());
            }
            case Intent.Find(var any, boolean forward, var taker) -> {
                playing = false;
                var arrival = navigation.find(any, forward, patience());
                publish();
                taker.accept(arrival);
            }
            case Intent.UndoAct(int act) -> {
                playing = false;
                navigation.undo(act, patience());
            }
            case Intent.UndoFrom(int act) -> {
                playing = false;
                navigation.undoFrom(act);
            }
            case Intent.GoTo(var moment) -> {
                playing = false;
                navigation.goTo(moment, onTheWay());
            }
            case Intent.GoBehind(long origin) -> {
                playing = false;
                navigation.goTo(origin, patience());
            }
            case Intent.Note(var deed) -> deed.accept(session);
            case Intent.Rename(var bookmark, var name, var note) -> navigation.rename(bookmark, name, note);
            case Intent.Badge(var bookmark, int badge) -> navigation.badge(bookmark, badge);
            case Intent.Tell(long origin, var taker) -> taker.accept(navigation.account(origin));
            case Intent.ToCause() -> {
                playing = false;
                navigation.toCause();
            }
            case Intent.Speed(long nsPerSecond) -> chosenSpeed = nsPerSecond;
            case Intent.StorySpeed() -> chosenSpeed = 0;
            case Intent.Pace(var newGrade) -> grade = newGrade;
            case Intent.Give(var command) -> session.give(command);
            case Intent.Converse(var deed) -> {
                playing = false;
                deed.accept(session, patience());
            }
            case Intent.Futures(var taker) -> taker.accept(session.futures());
            case Intent.Close() -> {
                playing = false;
                open = false;
            }
        }
    }

    /// Somebody who waits for a search: not for ever, and not if they ask for something else. Meanwhile they see how
    /// far it has come.
    private BooleanSupplier patience() {
        return patience(SEARCH_PATIENCE_NS, this::wanted);
    }

    /// Somebody who goes to a place that there is, however far it is.
    private BooleanSupplier onTheWay() {
        return patience(Long.MAX_VALUE / 2, this::elsewhere);
    }

    private BooleanSupplier patience(long patienceNs, BooleanSupplier ends) {
        long deadlineNs = clock.getAsLong() + patienceNs;
        var next = new long[] {clock.getAsLong() + SEARCH_FRAME_NS};
        return () -> {
            long nowNs = clock.getAsLong();
            if (nowNs > next[0]) {
                makeRoom();
                publish(true);
                awaitReader();
                next[0] = clock.getAsLong() + SEARCH_FRAME_NS;
            }
            return nowNs < deadlineNs && !ends.getAsBoolean();
        };
    }

    /// Whether somebody asks for something else than what is being looked for.
    private boolean wanted() {
        return intents.stream().anyMatch(Intent::endsSearch);
    }

    /// Whether somebody who is on the way somewhere wants to be elsewhere.
    private boolean elsewhere() {
        var next = intents.peek();
        return next != null && next.endsWay() || intents.stream().anyMatch(Intent.Close.class::isInstance);
    }

    /// Somebody who watches a search sees every picture of it: they are waited for, but not for long, since there may be
    /// nobody.
    private void awaitReader() {
        long deadlineNs = clock.getAsLong() + READER_PATIENCE_NS;
        while (!frames.taken() && !wanted() && clock.getAsLong() < deadlineNs) {
            LockSupport.parkNanos(TICK_MS * 1_000_000);
        }
    }

    private void goOnToChapter(int chapter, long deadlineNs) {
        while (session.simulation().state().story.chapter < chapter && !session.atEnd()) {
            session.stepForward();
            if (session.events() % EVENTS_BETWEEN_LOOKS == 0 && clock.getAsLong() > deadlineNs) {
                return;
            }
        }
    }

    /// Lets the machine go on by as much as some wall time is worth. Where a new chapter begins, the
    /// rest of the wall time is worth what that chapter's speed says.
    private void pass(long wallNs) {
        long deadlineNs = clock.getAsLong() + BUDGET_NS;
        long leftNs = wallNs;
        while (leftNs > 0 && playing) {
            long speed = speed();
            creditedParts = Math.addExact(creditedParts, Math.multiplyExact(leftNs, speed));
            long fromNs = session.nowNs();
            long targetNs = fromNs + creditedParts / SECOND_NS;
            boolean sameChapter = runUntil(targetNs, deadlineNs);
            if (sameChapter) {
                creditedParts %= SECOND_NS;
                leftNs = 0;
            } else {
                leftNs -= Math.min(leftNs, (session.nowNs() - fromNs) * SECOND_NS / speed);
                creditedParts = 0;
            }
            if (session.atEnd()) {
                playing = false;
            }
        }
    }

    /// Lets the machine go on as fast as it can, until the wall's clock says that a frame is due, or somebody wants
    /// something.
    private void rush(long deadlineNs) {
        creditedParts = 0;
        boolean ended = false;
        do {
            for (int i = 0; i < EVENTS_BETWEEN_GLANCES && !ended; i++) {
                session.stepForward();
                ended = session.atEnd();
            }
        } while (!ended && intents.isEmpty() && clock.getAsLong() < deadlineNs);
        playing = !ended;
    }

    /// Returns whether the chapter is still the same; stops early when a new one begins, and at the end.
    private boolean runUntil(long targetNs, long deadlineNs) {
        int chapter = session.simulation().state().story.chapter;
        while (session.nextNs() <= targetNs) {
            session.stepForward();
            if (session.simulation().state().story.chapter != chapter) {
                return false;
            }
            if (session.atEnd() || clock.getAsLong() > deadlineNs) {
                return true; // Slower than asked for: the frame shows how far it came.
            }
            if (promises.brokenOnTheWay()) {
                playing = false;
                return true;
            }
        }
        session.runUntil(targetNs);
        return true;
    }

    private long speed() {
        if (chosenSpeed > 0) {
            return chosenSpeed;
        }
        return scenario.speedNsPerSecond(session.simulation().state().story.chapter);
    }

    /// A check of the program itself has failed: the machine stops where it is and says so.
    private void stopOnDefect(Throwable defect) {
        playing = false;
        defects = List.of("The program has found a mistake of its own (seed " + scenario.seed() + ", after event "
                + session.events() + "): " + Objects.requireNonNullElse(defect.getMessage(), defect.toString()));
    }

    private void makeRoom() {
        if (session.journal().held() >= mostFacts) {
            session.forget(mostFacts / 2);
        }
    }

    private void publish() {
        publish(false);
    }

    private void publish(boolean searching) {
        var frame = frames.back();
        session.write(frame);
        if (playing && grade == Grade.FAST) {
            frame.keepNewest(FACTS_OF_A_GLANCE);
        }
        frame.searching = searching;
        frame.searchStopped = navigation.stopped();
        frame.searchesInVain = navigation.inVain();
        frame.playing = playing;
        frame.speedNsPerSecond = speed();
        frame.finished = session.atEnd();
        frame.broken = searching ? promises.now() : promises.broken();
        frame.violations = defects.isEmpty() ? frame.broken.stream().map(Violation::sentence).toList() : defects;
        progress = new Progress(frame.nowNs, frame.events, frame.messages, frame.fingerprint,
                tempo.measure(clock.getAsLong(), frame.events, playing), playing, frame.violations.isEmpty(), grade,
                frame.journal, frame.happened);
        frames.publish();
        publishedNs = clock.getAsLong();
    }
}
