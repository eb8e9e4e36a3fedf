package archipelago.engine.seek;

import archipelago.engine.base.Require;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.Map;
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
        var here = session.moment();
        var best = new Moment(here.branch(), 0, 0, 0);
        Sought found = null;
        for (var sought : any) {
            var moment = before(here, sought);
            if (moment != null && (found == null || moment.isAfter(best))) {
                best = moment;
                found = sought;
            }
        }
        session.goTo(best);
        return found == null ? Arrival.nowhere(Arrival.Why.START) : Arrival.at(found);
    }

    /// Goes right behind an event, or behind an act of a person, on the present branch.
    ///
    /// @param origin the number of a known event, or the negative number of one
    public void goTo(long origin) {
        session.goTo(behind(origin));
    }

    private Differences differences(int branch) {
        return differences.computeIfAbsent(
                branch, other -> Differences.between(session, session.branch().number(), other));
    }

    // --- back -----------------------------------------------------------------------------------

    /// Where something that is sought was last, before what happened last; null if nowhere.
    private Moment before(Moment here, Sought sought) {
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
            case Sought.BrokenPromise _ -> breachBefore(here);
            default -> factBefore(here, sought);
        };
    }

    private Moment at(long ns) {
        var there = session.alone(session.branch().number());
        there.runUntil(ns);
        return there.moment().on(session.branch().number());
    }

    private Moment effectBefore(Moment here, Sought sought) {
        for (long event = here.events() - 1; event >= 1; event--) {
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

    private Moment breachBefore(Moment here) {
        var there = session.alone(session.branch().number());
        var machine = session.scenario().machine();
        int broken = 0;
        Moment last = null;
        while (there.events() + 1 < here.events() && there.nextNs() != Long.MAX_VALUE) {
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
