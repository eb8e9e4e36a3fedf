package archipelago.engine.seek;

import archipelago.engine.base.Require;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Takes a session to what somebody looks for, forward or back, and stops right behind it. Forward means to let the
/// machine run; back means to look through what is known.
public final class Seeker {
    /// Between two questions whether somebody still wants to wait.
    private static final int EVENTS_BETWEEN_LOOKS = 512;

    private final Session session;
    private final Map<Integer, Differences> differences = new TreeMap<>();

    public Seeker(Session session) {
        this.session = session;
    }

    /// Goes on until the first of several things, and stops there; at the end if none of them comes. The thing that
    /// is here already does not count.
    ///
    /// @param patience asked from time to time whether to go on
    public Arrival forward(List<Sought> any, BooleanSupplier patience) {
        if (!compared(any, patience)) {
            return Arrival.nowhere(Arrival.Why.PATIENCE);
        }
        var watch = new Watch(session, any, this::differences);
        for (long turn = 1; ; turn++) {
            var found = watch.turn();
            if (found.isPresent()) {
                return Arrival.at(found.get());
            }
            if (watch.inVain()) {
                return Arrival.nowhere(Arrival.Why.END);
            }
            if (turn % EVENTS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
                return Arrival.nowhere(Arrival.Why.PATIENCE);
            }
        }
    }

    /// Goes back to the last of several things that lies before what happened last, and stops right behind it; at the
    /// start if there is none.
    public Arrival back(List<Sought> any) {
        return back(any, () -> true);
    }

    /// @param patience asked from time to time whether to go on; if not, the session stays where it is
    public Arrival back(List<Sought> any, BooleanSupplier patience) {
        if (!compared(any, patience)) {
            return Arrival.nowhere(Arrival.Why.PATIENCE);
        }
        var here = session.moment();
        var best = new Moment(here.branch(), 0, 0, 0);
        Sought found = null;
        for (var sought : any) {
            if (!patience.getAsBoolean()) {
                return Arrival.nowhere(Arrival.Why.PATIENCE);
            }
            var moment = before(here, sought, patience);
            if (moment != null && (found == null || moment.isAfter(best))) {
                best = moment;
                found = sought;
            }
        }
        if (!patience.getAsBoolean()) {
            return Arrival.nowhere(Arrival.Why.PATIENCE);
        }
        session.goTo(best);
        if (found != null) {
            return Arrival.at(found);
        }
        boolean whole = session.journal().view().wholeFrom() == 0;
        return Arrival.nowhere(whole ? Arrival.Why.START : Arrival.Why.FORGOTTEN);
    }

    /// Goes right behind an event, or behind an act of a person, on the present branch.
    ///
    /// @param origin the number of a known event, or the negative number of one
    public void goTo(long origin) {
        session.goTo(behind(origin));
    }

    private Differences differences(int branch) {
        return Objects.requireNonNull(differences.get(branch), "futures are compared before they are asked about");
    }

    /// Compares all futures that are asked about.
    private boolean compared(List<Sought> any, BooleanSupplier patience) {
        for (var sought : any) {
            if (sought instanceof Sought.Difference(int branch) && !differences.containsKey(branch)) {
                var found = Differences.between(session, session.branch().number(), branch, patience);
                if (found.isEmpty()) {
                    return false;
                }
                differences.put(branch, found.get());
            }
        }
        return true;
    }

    // --- back -----------------------------------------------------------------------------------

    /// Where something that is sought was last, before what happened last; null if nowhere.
    private Moment before(Moment here, Sought sought, BooleanSupplier patience) {
        return switch (sought) {
            case Sought.Instant(long ns) -> ns < here.atNs() ? at(ns) : null;
            case Sought.Place(var moment) ->
                session.onThisBranch(moment).filter(here::isAfter).orElse(null);
            case Sought.Difference(int branch) -> {
                long ns = differences(branch).before(here.atNs());
                yield ns < 0 ? null : at(ns);
            }
            case Sought.Event(long number) -> number < here.events() ? behind(number) : null;
            case Sought.EffectOf _ -> effectBefore(here, sought);
            case Sought.BrokenPromise _ -> breachBefore(here, patience);
            default -> factBefore(here, sought);
        };
    }

    private Moment at(long ns) {
        var there = session.alone(session.branch().number());
        there.runUntil(ns);
        return there.moment().on(session.branch().number());
    }

    private Moment effectBefore(Moment here, Sought sought) {
        for (long event = here.events() - 1; event >= session.causes().first(); event--) {
            if (Matcher.is(event, session.causes(), sought)) {
                return behind(event);
            }
        }
        return null;
    }

    private Moment factBefore(Moment here, Sought sought) {
        long last = session.lastOrigin();
        for (int i = session.factsTold() - 1; i >= 0; i--) {
            Fact fact = session.journal().get(i);
            if (fact.origin() != last && Matcher.tells(fact, sought)) {
                return fact.origin() == Causes.START ? new Moment(here.branch(), 0, 0, 0) : behind(fact.origin());
            }
        }
        return null;
    }

    private Moment breachBefore(Moment here, BooleanSupplier patience) {
        var there = session.alone(session.branch().number());
        var machine = session.scenario().machine();
        int broken = 0;
        Moment last = null;
        for (long turn = 1; there.events() + 1 < here.events() && there.nextNs() != Long.MAX_VALUE; turn++) {
            if (turn % EVENTS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
                return null; // Whoever asked is not interested in it any more.
            }
            there.turn();
            int now = Violation.in(there.simulation().state(), machine).size();
            last = now > broken ? there.moment().on(session.branch().number()) : last;
            broken = now;
        }
        return last;
    }

    private Moment behind(long origin) {
        Require.that(origin != Causes.START, "the start has no number");
        int branch = session.branch().number();
        var commands = session.branch().commands();
        if (origin < 0) {
            int index = session.knownActs().indexOf((int) -origin);
            Require.that(index >= 0, "the act is known", origin);
            var given = commands.get(index);
            return new Moment(branch, index + 1, given.afterEvents(), given.atNs());
        }
        int before = 0;
        while (before < commands.size() && commands.get(before).afterEvents() < origin) {
            before++;
        }
        return new Moment(branch, before, origin, 0);
    }
}
