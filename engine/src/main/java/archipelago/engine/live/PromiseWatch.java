package archipelago.engine.live;

import archipelago.engine.base.Require;
import archipelago.engine.invariant.Violation;
import archipelago.engine.seek.Sought;
import archipelago.engine.seek.Watch;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import java.util.List;

/// Looks whether a machine that plays keeps its promises. One that breaks is found right behind the event that broke it:
/// what was played since the last look is gone through once more, with a look after every event.
final class PromiseWatch {
    private static final int FEW_CORES = 64;
    /// On a large machine a look at all promises takes longer than many events.
    private static final int EVENTS_BETWEEN_LOOKS = 64;

    private final Session session;
    private final int eventsBetween;
    /// What was broken at the last look, and where that was.
    private List<Violation> broken = List.of();
    private Moment looked;
    /// Whether it has been seen on the way that a promise is broken.
    private boolean seen;

    PromiseWatch(Session session) {
        this.session = session;
        eventsBetween = session.scenario().machine().coreCount() <= FEW_CORES ? 1 : EVENTS_BETWEEN_LOOKS;
    }

    /// What was broken at the last look.
    List<Violation> broken() {
        return broken;
    }

    /// What is broken now.
    List<Violation> now() {
        return Violation.in(session.simulation().state(), session.scenario().machine());
    }

    /// Looks now and then between events, and says whether more is broken than at the last look: the machine stops then.
    boolean brokenOnTheWay() {
        if (session.events() % eventsBetween == 0 && now().size() > broken.size()) {
            seen = true;
            return true;
        }
        return false;
    }

    /// Looks, and goes back to right behind the event that broke something more while the machine played.
    ///
    /// @param playing whether the machine plays
    /// @return whether it may play on
    boolean hold(boolean playing) {
        var now = now();
        boolean more = (playing || seen) && now.size() > broken.size();
        if (more) {
            long last = session.events();
            session.goTo(looked);
            var watch = new Watch(session, List.of(new Sought.BrokenPromise()));
            while (session.events() < last && watch.turn().isEmpty()) {
                Require.that(!session.atEnd(), "what was played can be played again");
            }
            now = now();
        }
        seen = false;
        broken = now;
        looked = session.moment();
        return !more;
    }
}
