package archipelago.app.view;

import archipelago.app.layout.TimeWindow;
import archipelago.app.render.Beside;
import archipelago.app.render.Futures;
import archipelago.engine.base.Times;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Goes through the future that is shown and the one beside it, on a thread of its own and on copies of
/// its own: neither the window nor the machine waits for it. It answers for the newest instant that it
/// was asked for, and drops those before.
public final class SecondFuture {
    /// A second thread ends when nothing has been compared for so long.
    private static final long IDLE_S = 10;
    /// How far beyond the present the other future is sure to be the right one.
    private static final long AHEAD_NS = 60 * Times.S;

    /// Stands for what it is natural to compare with.
    public static final int NATURAL = -1;
    /// What takes longer than this shows how far it has come.
    private static final long SOON_NS = 500_000_000L;

    private final Consumer<Consumer<Session>> source;
    private final Executor worker;
    private final AtomicReference<Wish> wished = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private final AtomicReference<Throwable> mistake = new AtomicReference<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean patience = new AtomicBoolean();
    private final AtomicReference<Found> found = new AtomicReference<>();
    private final LongSupplier clock = System::nanoTime;
    private int against = NATURAL;
    private int machine;
    private long lookedForNs;
    private volatile long reachedNs;

    // The worker's thread changes these.
    private Wish preparedFor;
    private long preparedUntilNs;
    private volatile Optional<Futures> futures = Optional.empty();

    /// What is asked for: an instant, and which futures there are.
    ///
    /// @param against the branch to compare with, or [#NATURAL]
    /// @param machine which of the machines that were shown one after another
    /// @param counted whether the differences are to be counted, which takes too long while time passes
    private record Wish(
            int machine,
            long nowNs,
            long aheadNs,
            int branch,
            int commands,
            int against,
            boolean counted,
            List<BranchView> branches) {
        static Wish of(int machine, Frame frame, int against) {
            var window = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs);
            long aheadNs = Math.max(frame.nowNs, Math.min(window.toNs(), frame.furthestNs));
            return new Wish(machine, frame.nowNs, aheadNs, frame.branch, frame.commands, against, !frame.playing,
                    frame.branches);
        }

        boolean sameFutures(Wish other) {
            return machine == other.machine && branch == other.branch && commands == other.commands
                    && against == other.against
                    && branches.size() == other.branches.size();
        }
    }

    /// What came of it.
    ///
    /// @param beside empty if there is nothing to compare
    /// @param passed how many of the known differences lie up to this instant
    /// @param known how many differences are known
    public record Answer(Optional<Beside> beside, int passed, int known) {}

    /// What came of looking for a difference.
    ///
    /// @param atNs where it is; empty if there is none
    /// @param stopped whether somebody did not want to wait
    public record Found(OptionalLong atNs, boolean stopped) {}

    /// @param source hands over a session with all futures, at its start
    public SecondFuture(Consumer<Consumer<Session>> source) {
        this(source, oneThread());
    }

    SecondFuture(Consumer<Consumer<Session>> source, Executor worker) {
        this.source = source;
        this.worker = worker;
    }

    private static Executor oneThread() {
        return new ThreadPoolExecutor(0, 1, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "archipelago-compare");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// Asks for the futures at the instant of a frame.
    public void ask(Frame frame) {
        var wish = Wish.of(machine, frame, against);
        wished.set(wish);
        begin();
    }

    private void begin() {
        if (busy.compareAndSet(false, true)) {
            worker.execute(this::work);
        }
    }

    /// Another machine is shown from now on: what was worked out before is of no use.
    public void forget() {
        machine++;
        against = NATURAL;
        stopLooking();
    }

    /// Compares with a branch from now on, as long as another one is shown.
    ///
    /// @param branch its number, or [#NATURAL] for what is natural
    public void against(int branch) {
        against = branch;
    }

    /// The branch that somebody chose to compare with, or [#NATURAL].
    public int against() {
        return against;
    }

    /// Looks for the next difference after an instant, or the last one before it; [#found] tells what came of it. It
    /// does nothing as long as there is nothing to compare, or it is looking already.
    ///
    /// @return whether it looks
    public boolean look(long fromNs, boolean forward) {
        if (futures.isEmpty() || !looking.compareAndSet(false, true)) {
            return looking.get();
        }
        lookedForNs = clock.getAsLong();
        patience.set(true);
        worker.execute(() -> attempt(() -> {
            var atNs = futures.map(f -> f.difference(fromNs, forward, ns -> {
                reachedNs = ns;
                return patience.get();
            })).orElse(OptionalLong.empty());
            found.set(new Found(atNs, atNs.isEmpty() && !patience.get()));
        }));
        return true;
    }

    /// Ends the looking.
    public void stopLooking() {
        patience.set(false);
    }

    /// How far the looking has come, once it takes so long that this is worth telling.
    public OptionalLong slowlyAt() {
        boolean slow = looking.get() && clock.getAsLong() - lookedForNs > SOON_NS;
        return slow ? OptionalLong.of(reachedNs) : OptionalLong.empty();
    }

    /// What came of looking, once; null before that.
    public Found found() {
        var done = found.getAndSet(null);
        if (done != null) {
            looking.set(false);
        }
        return done;
    }

    /// The newest answer; null before the first one.
    public Answer newest() {
        var made = mistake.getAndSet(null);
        if (made != null) {
            throw new IllegalStateException("two futures could not be compared", made);
        }
        return answer.get();
    }

    // --- the worker's thread --------------------------------------------------------------------

    private void work() {
        var wish = wished.get();
        boolean prepared =
                preparedFor != null && preparedFor.sameFutures(wish) && wish.aheadNs() <= preparedUntilNs;
        if (prepared) {
            answer(wish);
        } else {
            source.accept(session -> worker.execute(() -> {
                prepare(wish, session);
                answer(wish);
            }));
        }
    }

    private void prepare(Wish wish, Session session) {
        attempt(() -> {
            preparedFor = wish;
            preparedUntilNs = wish.aheadNs() > Long.MAX_VALUE - AHEAD_NS ? Long.MAX_VALUE : wish.aheadNs() + AHEAD_NS;
            // Since it was asked for, somebody may have gone to another branch; the number still means the same.
            boolean chosen = wish.against() != wish.branch() && wish.against() >= 0
                    && wish.against() < session.branches().size();
            var both = chosen
                    ? Optional.of(SideBySide.of(session, wish.branch(), wish.against()))
                    : SideBySide.natural(session, wish.branch(), preparedUntilNs);
            futures = both
                    .map(sides -> new Futures(sides, wish.branches()));
        });
    }

    private void answer(Wish wish) {
        attempt(() -> {
            var beside = futures.map(f -> f.at(wish.nowNs(), wish.aheadNs()));
            var count = beside.isEmpty() || !wish.counted() ? new int[2] : futures.get().count(wish.nowNs());
            answer.set(new Answer(beside, count[0], count[1]));
        });
        if (wished.compareAndSet(wish, null)) {
            busy.set(false);
            if (wished.get() != null) {
                begin();
            }
        } else {
            worker.execute(this::work);
        }
    }

    /// What goes wrong here is told on the window's thread.
    private void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            preparedFor = null;
            futures = Optional.empty();
            found.set(new Found(OptionalLong.empty(), true));
            mistake.set(e);
        }
    }
}
