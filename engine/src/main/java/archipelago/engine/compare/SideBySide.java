package archipelago.engine.compare;

import archipelago.engine.session.Session;
import java.util.Optional;

/// Two futures that go forward together, under one clock, until they part; from there each goes by itself. Where they
/// part does not depend on how one got there.
///
/// To compare all of two states after each turn takes far longer than the turns do on a large machine. So they go a stride
/// of turns, in which they are only watched for signs of a difference: a past that is not the same, facts that one told
/// and the other did not, a command. If their states differ after it, both go back and are compared turn by turn.
public final class SideBySide {
    private static final int STRIDE = 1024;

    private final Future a;
    private final Future b;
    private Divergence divergence;

    public SideBySide(Future a, Future b) {
        this.a = a;
        this.b = b;
        if (a.session().fingerprint() != b.session().fingerprint()) {
            divergence = new Divergence(0, 0, Turn.start(a.session()), Turn.start(b.session()));
        }
    }

    /// A branch of a session beside what it is natural to compare it with: the branch that it left; else
    /// the newest one that left it; else, if anybody acted, the story without these acts; else, if
    /// something breaks in the story, the story without its faults. Empty if there is no such thing.
    ///
    /// @param session is only read
    /// @param untilNs how far the two will be compared
    public static Optional<SideBySide> natural(Session session, int branch, long untilNs) {
        var shown = session.branches().get(branch);
        var fork = session.branches().reversed().stream().filter(b -> b.parent() == branch).findFirst();
        if (shown.parent() >= 0) {
            return Optional.of(of(session, branch, shown.parent()));
        }
        if (fork.isPresent()) {
            return Optional.of(of(session, branch, fork.get().number()));
        }
        var scenario = session.scenario();
        if (!shown.commands().isEmpty()) {
            return Optional.of(new SideBySide(Future.acted(session), Future.story(scenario)));
        }
        return scenario.hasFaults()
                ? Optional.of(new SideBySide(Future.story(scenario), Future.withoutFaults(scenario, untilNs)))
                : Optional.empty();
    }

    /// Two branches of a session.
    ///
    /// @param session is only read
    public static SideBySide of(Session session, int a, int b) {
        return new SideBySide(Future.of(session, a), Future.of(session, b));
    }

    public Future a() {
        return a;
    }

    public Future b() {
        return b;
    }

    /// Goes to an instant on both sides, in either direction.
    public void seek(long ns) {
        while (divergence == null && Math.min(a.session().nextNs(), b.session().nextNs()) <= ns) {
            stride(ns);
        }
        a.session().seek(ns);
        b.session().seek(ns);
    }

    /// Both go some turns, or less if something hints at a difference; after it they are the same, or it is known where
    /// they part.
    private void stride(long untilNs) {
        var one = a.session();
        var other = b.session();
        var fromOne = one.moment();
        var fromOther = other.moment();
        boolean alike = true;
        for (int turns = 0; turns < STRIDE && alike && Math.min(one.nextNs(), other.nextNs()) <= untilNs; turns++) {
            boolean commanded = one.nextCommand().isPresent() || other.nextCommand().isPresent();
            long told = one.told() - other.told();
            go(one, untilNs);
            go(other, untilNs);
            alike = !commanded
                    && one.told() - other.told() == told
                    && one.simulation().state().trail() == other.simulation().state().trail();
        }
        if (one.fingerprint() != other.fingerprint()) {
            one.goTo(fromOne);
            other.goTo(fromOther);
            while (divergence == null && Math.min(one.nextNs(), other.nextNs()) <= untilNs) {
                turn(untilNs);
            }
        }
    }

    /// The same as [#turn(Session, long)], of which nobody is told.
    private static void go(Session session, long untilNs) {
        while (session.nextCommand().isPresent() && session.nextNs() <= untilNs) {
            long before = session.fingerprint();
            session.turn();
            if (session.fingerprint() != before) {
                return;
            }
        }
        if (session.nextNs() <= untilNs) {
            session.turn();
        }
    }

    /// Both take a turn, unless one of them would not have one before the end.
    private void turn(long untilNs) {
        var one = a.session();
        var other = b.session();
        long events = one.events();
        long equalNs = one.nowNs();
        var turnA = turn(one, untilNs);
        var turnB = turn(other, untilNs);
        if (one.fingerprint() != other.fingerprint()) {
            divergence = new Divergence(events, equalNs, turnA, turnB);
        }
    }

    /// The next turn that the machine notices: a command that kerf refuses leaves no trace in it.
    private static Turn turn(Session session, long untilNs) {
        while (session.nextCommand().isPresent() && session.nextNs() <= untilNs) {
            long before = session.fingerprint();
            var command = Turn.next(session, untilNs);
            if (session.fingerprint() != before) {
                return command;
            }
        }
        return Turn.next(session, untilNs);
    }

    /// How the two compare at this instant.
    public Comparison compare() {
        var known = Optional.ofNullable(divergence).filter(d -> d.atNs() <= a.session().nowNs());
        return new Comparison(a.session().nowNs(), Tally.of(a), Tally.of(b), known, commonFacts());
    }

    /// Where the two part, as far as they have been gone through.
    public Optional<Divergence> divergence() {
        return Optional.ofNullable(divergence);
    }

    private int commonFacts() {
        var one = a.session();
        var other = b.session();
        int most = Math.min(one.factsTold(), other.factsTold());
        int common = 0;
        while (common < most && one.journal().get(common).equals(other.journal().get(common))) {
            common++;
        }
        return common;
    }
}
