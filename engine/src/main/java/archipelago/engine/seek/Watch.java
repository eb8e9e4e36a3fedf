package archipelago.engine.seek;

import archipelago.engine.invariant.Violation;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Looks out for several things while a session goes on, a turn at a time. What is here already does not count.
public final class Watch {
    private final Session session;
    private final List<Sought> any;
    private final IntFunction<Differences> differences;
    /// The first of what comes at an instant of its own.
    private final Sought dated;
    private final long datedNs;
    /// The first of the moments, and what it was sought as; null if none lies ahead.
    private final Moment place;
    private final Sought placed;
    private final boolean promises;
    private int broken;

    public Watch(Session session, List<Sought> any) {
        this(session, any, other -> Differences.between(session, session.branch().number(), other));
    }

    /// @param differences to another branch, by its number
    Watch(Session session, List<Sought> any, IntFunction<Differences> differences) {
        this.session = session;
        this.any = List.copyOf(any);
        this.differences = differences;
        dated = any.stream().min(Comparator.comparingLong(this::instantOf)).orElse(null);
        datedNs = dated == null ? Long.MAX_VALUE : instantOf(dated);
        var here = session.moment();
        placed = any.stream()
                .filter(sought -> momentOf(sought).filter(moment -> moment.isAfter(here)).isPresent())
                .min((one, other) -> momentOf(one).orElseThrow().isAfter(momentOf(other).orElseThrow()) ? 1 : -1)
                .orElse(null);
        place = placed == null ? null : momentOf(placed).orElseThrow();
        promises = any.stream().anyMatch(sought -> sought instanceof Sought.BrokenPromise);
        broken = promises ? violations() : 0;
    }

    private Optional<Moment> momentOf(Sought sought) {
        return sought instanceof Sought.Place(var moment) ? session.onThisBranch(moment) : Optional.empty();
    }

    /// When something comes that is sought by its instant; [Long#MAX_VALUE] if it does not come after now.
    private long instantOf(Sought sought) {
        return switch (sought) {
            case Sought.Instant(long ns) when ns > session.nowNs() -> ns;
            case Sought.Difference(int branch) -> differences.apply(branch).after(session.nowNs());
            default -> Long.MAX_VALUE;
        };
    }

    /// Goes on by a turn, or to what comes before it. Does nothing where nothing is left to happen.
    ///
    /// @return which of the things is here now, if one is
    public Optional<Sought> turn() {
        if (place != null && isReached(place)) {
            session.goTo(place);
            return Optional.of(placed);
        }
        boolean onlyTimePasses = session.atEnd() && datedNs != Long.MAX_VALUE;
        if (session.nextNs() > datedNs || onlyTimePasses) {
            session.runUntil(datedNs); // What is left at an end are time-outs of what was answered long ago.
            return Optional.of(dated);
        }
        if (inVain()) {
            return Optional.empty();
        }
        long events = session.events();
        int told = session.factsTold();
        session.turn();
        boolean event = session.events() > events;
        for (var sought : any) {
            if (told(sought, told) || event && Matcher.is(session.events(), session.causes(), sought)) {
                return Optional.of(sought);
            }
        }
        return promise();
    }

    /// Whether nothing is left to happen, and nothing of what is sought comes by itself.
    public boolean inVain() {
        return session.atEnd() && datedNs == Long.MAX_VALUE && (place == null || !isReached(place));
    }

    /// Whether nothing but time lies before a moment, and it comes before what is due.
    private boolean isReached(Moment moment) {
        var here = session.moment();
        return here.events() == moment.events() && here.commands() == moment.commands() && moment.atNs() <= datedNs;
    }

    /// Whether one of the facts that have just been told is what is sought.
    private boolean told(Sought sought, int from) {
        for (int i = from; i < session.factsTold(); i++) {
            if (Matcher.tells(session.journal().get(i), sought)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Sought> promise() {
        int before = broken;
        broken = promises ? violations() : 0;
        return broken > before ? Optional.of(new Sought.BrokenPromise()) : Optional.empty();
    }

    private int violations() {
        return Violation.in(session.simulation().state(), session.scenario().machine()).size();
    }
}
