package archipelago.engine.live;

import archipelago.engine.journal.Causes;
import archipelago.engine.seek.Seeker;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Session;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The ways of a person through a session: each leads somewhere, or leaves the session where it is.
final class Navigation {
    private final Session session;
    private int inVain;

    Navigation(Session session) {
        this.session = session;
    }

    /// How many searches have found nothing.
    int inVain() {
        return inVain;
    }

    /// Takes the last act before now back.
    void undo() {
        int given = session.moment().commands();
        if (given > 0) {
            session.undo(given - 1);
        }
    }

    void find(List<Sought> any, boolean forward, BooleanSupplier patience) {
        var here = session.moment();
        var seeker = new Seeker(session);
        if (!(forward ? seeker.forward(any, patience) : seeker.back(any)).found()) {
            inVain++;
            session.goTo(here);
        }
    }

    void toCause() {
        long origin = session.lastOrigin();
        long cause = origin > 0 ? session.causes().of(origin) : Causes.START;
        if (cause == Causes.START) {
            inVain++;
        } else {
            new Seeker(session).goTo(cause);
        }
    }
}
