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
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Goes through the future that is shown and the one beside it, on a thread of its own and on copies of
/// its own: neither the window nor the machine waits for it. It answers for the newest instant that it
/// was asked for, and drops those before.
public final class SecondFuture {
    /// A second thread ends when nothing has been compared for so long.
    private static final long IDLE_S = 10;
    /// How far beyond the present the other future is sure to be the right one.
    private static final long AHEAD_NS = 60 * Times.S;

    private final Consumer<Consumer<Session>> source;
    private final Executor worker;
    private final AtomicReference<Wish> wished = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private final AtomicReference<Throwable> mistake = new AtomicReference<>();

    // The worker's thread only.
    private Wish preparedFor;
    private long preparedUntilNs;
    private Optional<Futures> futures = Optional.empty();

    /// What is asked for: an instant, and which futures there are.
    private record Wish(long nowNs, long aheadNs, int branch, int commands, List<BranchView> branches) {
        static Wish of(Frame frame) {
            var window = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, frame.furthestNs > frame.nowNs);
            long aheadNs = Math.max(frame.nowNs, Math.min(window.toNs(), frame.furthestNs));
            return new Wish(frame.nowNs, aheadNs, frame.branch, frame.commands, frame.branches);
        }

        boolean sameFutures(Wish other) {
            return branch == other.branch && commands == other.commands && branches.size() == other.branches.size();
        }
    }

    /// What came of it.
    ///
    /// @param beside empty if there is nothing to compare
    public record Answer(Optional<Beside> beside) {}

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
        var wish = Wish.of(frame);
        wished.set(wish);
        begin();
    }

    private void begin() {
        if (busy.compareAndSet(false, true)) {
            worker.execute(this::work);
        }
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
            futures = SideBySide.natural(session, wish.branch(), preparedUntilNs)
                    .map(sides -> new Futures(sides, wish.branches()));
        });
    }

    private void answer(Wish wish) {
        attempt(() -> answer.set(new Answer(futures.map(f -> f.at(wish.nowNs(), wish.aheadNs())))));
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
            mistake.set(e);
        }
    }
}
