package archipelago.app.session;

import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import archipelago.engine.why.BlastRadius;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What an act has changed, worked out beside the machine: on a thread and on a copy of its own, as far as the act's
/// branch is known. It answers for the act that it was asked for last, and lets go of those before.
public final class Aftermath {
    /// A run that nobody ends is compared no further than about so many events.
    private static final long MOST_EVENTS = 3_000_000;
    private static final int EVENTS_BETWEEN_LOOKS = 1024;
    private static final int WHOLE = 100;
    /// What takes longer than this shows how far it has come.
    private static final long SOON_NS = 500_000_000L;

    private final Consumer<Consumer<Session>> source;
    private final Executor worker;
    private final LongSupplier clock;
    private final AtomicReference<Work> wished = new AtomicReference<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.NOTHING);
    private final AtomicReference<Throwable> mistake = new AtomicReference<>();

    /// What is asked for.
    private record Work(int act, int branch, int commands, long untilNs, long sinceNs) {
        boolean same(Work other) {
            return other != null && act == other.act && branch == other.branch && commands == other.commands
                    && untilNs == other.untilNs;
        }
    }

    /// How it stands.
    ///
    /// @param act the number of the act that was asked for; 0 if none was
    /// @param percent how far it has come; 100 when it is done
    /// @param slow whether it takes so long that this is worth telling
    /// @param givenUp whether somebody did not want to wait for it
    /// @param radius what came of it; nothing before
    public record State(int act, int percent, boolean slow, boolean givenUp, Optional<BlastRadius> radius) {
        public static final State NOTHING = new State(0, 0, false, false, Optional.empty());

        /// Whether it is still being worked out.
        public boolean busy() {
            return act > 0 && radius.isEmpty() && !givenUp;
        }
    }

    /// @param source hands over a session with all futures, at its start
    /// @param worker does the work, in order
    /// @param clock nanoseconds that never run backwards
    public Aftermath(Consumer<Consumer<Session>> source, Executor worker, LongSupplier clock) {
        this.source = source;
        this.worker = worker;
        this.clock = clock;
    }

    /// Asks what an act of the frame's branch has changed. Nothing is done twice.
    public void ask(Frame frame, int act) {
        long knownNs = Math.max(frame.furthestNs, frame.nowNs);
        var work = new Work(act, frame.branch, frame.commands, knownNs, clock.getAsLong());
        if (work.same(wished.get())) {
            return;
        }
        wished.set(work);
        state.set(new State(act, 0, false, false, Optional.empty()));
        source.accept(session -> worker.execute(() -> attempt(work, session)));
    }

    /// Lets go of what is being worked out; it is not begun again until something else is asked for.
    public void giveUp() {
        var now = state.get();
        if (now.busy()) {
            state.set(new State(now.act(), now.percent(), false, true, Optional.empty()));
        }
    }

    /// Forgets what was asked for.
    public void forget() {
        wished.set(null);
        state.set(State.NOTHING);
    }

    /// How it stands now.
    public State state() {
        var made = mistake.getAndSet(null);
        if (made != null) {
            throw new IllegalStateException("what an act has changed could not be worked out", made);
        }
        return state.get();
    }

    // --- the worker's thread --------------------------------------------------------------------

    private void attempt(Work work, Session session) {
        try {
            work(work, session);
        } catch (RuntimeException | OutOfMemoryError e) {
            wished.compareAndSet(work, null);
            mistake.set(e);
        }
    }

    private void work(Work work, Session session) {
        if (!goTo(work, session)) {
            return;
        }
        if (session.request(work.act()).isEmpty()) {
            tell(work, new State(work.act(), WHOLE, false, true, Optional.empty()));
            return;
        }
        long untilNs = Math.max(1, session.nowNs());
        var radius = BlastRadius.of(session, work.act(), ns -> goesOn(work, WHOLE / 2 + share(ns, untilNs)));
        radius.ifPresent(found -> tell(work, new State(work.act(), WHOLE, false, false, radius)));
    }

    private boolean goTo(Work work, Session session) {
        session.enterAfter(work.branch(), 0, 0);
        long untilNs = Math.max(1, work.untilNs());
        for (long turn = 1; session.nextNs() <= untilNs && session.events() < MOST_EVENTS; turn++) {
            if (turn % EVENTS_BETWEEN_LOOKS == 0 && !goesOn(work, share(session.nowNs(), untilNs))) {
                return false;
            }
            session.turn();
        }
        return true;
    }

    private static int share(long ns, long ofNs) {
        return (int) (ns / Math.max(1, ofNs / (WHOLE / 2)));
    }

    private boolean goesOn(Work work, int percent) {
        var now = state.get();
        boolean wanted = work.equals(wished.get()) && !now.givenUp();
        if (wanted) {
            boolean slow = clock.getAsLong() - work.sinceNs() > SOON_NS;
            int shown = Math.min(percent, WHOLE - 1);
            state.compareAndSet(now, new State(work.act(), shown, slow, false, Optional.empty()));
        }
        return wanted;
    }

    private void tell(Work work, State end) {
        if (work.equals(wished.get()) && !state.get().givenUp()) {
            state.set(end);
        }
    }
}
