package archipelago.engine.live;

import archipelago.engine.journal.Causes;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Seeker;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.why.Account;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The ways of a person through a session: each leads somewhere, or leaves the session where it is.
final class Navigation {
    /// How many effects of an event are told one by one.
    private static final int MOST_EFFECTS = 60;

    private final Session session;
    private int inVain;
    private boolean stopped;

    Navigation(Session session) {
        this.session = session;
    }

    /// How many searches have found nothing.
    int inVain() {
        return inVain;
    }

    /// Whether the last of them was ended before it had looked everywhere.
    boolean stopped() {
        return stopped;
    }

    /// Takes the last act before now back.
    void undo(BooleanSupplier patience) {
        int given = session.moment().commands();
        if (given > 0) {
            session.undo(given - 1, patience);
        }
    }

    /// Takes an act before now back, by its number.
    void undo(int act, BooleanSupplier patience) {
        if (session.request(act).isPresent()) {
            session.undoAct(act, patience);
        } else {
            vain(false);
        }
    }

    /// Takes an act of a person before now back, and all after it.
    void undoFrom(int act) {
        int index = session.acts().indexOf(act);
        if (index >= 0) {
            session.undoFrom(index);
        } else {
            vain(false);
        }
    }

    Arrival find(List<Sought> any, boolean forward, BooleanSupplier patience) {
        var here = session.moment();
        var seeker = new Seeker(session);
        var arrival = forward ? seeker.forward(any, patience) : seeker.back(any, patience);
        if (!arrival.found()) {
            vain(arrival.why() == Arrival.Why.PATIENCE || arrival.why() == Arrival.Why.FORGOTTEN);
            session.goTo(here);
        }
        return arrival;
    }

    void toCause() {
        long origin = session.lastOrigin();
        long cause = origin >= session.causes().first() ? session.causes().of(origin) : Causes.START;
        if (cause == Causes.START) {
            vain(false);
        } else {
            new Seeker(session).goTo(cause);
        }
    }

    /// Goes to a moment of any branch that there is.
    void goTo(Moment moment, BooleanSupplier patience) {
        if (moment.branch() < session.branches().size()) {
            session.goTo(moment, patience);
        } else {
            vain(false);
        }
    }

    /// Goes right behind an event or an act of a person; an event that is not known yet is gone on to.
    void goTo(long origin, BooleanSupplier patience) {
        if (origin > session.causes().events()) {
            find(List.of(new Sought.Event(origin)), true, patience);
        } else if (origin == Causes.START) {
            session.seekEvents(0);
        } else if (origin > 0 || session.knownActs().contains((int) -origin)) {
            new Seeker(session).goTo(origin);
        } else {
            vain(false);
        }
    }

    void rename(String bookmark, String name, String note) {
        if (session.bookmark(bookmark).isPresent()) {
            session.rename(bookmark, name, note);
        }
    }

    void badge(String bookmark, int badge) {
        if (session.bookmark(bookmark).isPresent()) {
            session.badge(bookmark, badge);
        }
    }

    /// What an event or act came of; empty if the present branch does not know it, or not any more.
    Optional<Account> account(long origin) {
        return Account.isPossible(session, origin) ? Optional.of(Account.of(session, origin, MOST_EFFECTS)) : Optional.empty();
    }

    private void vain(boolean early) {
        inVain++;
        stopped = early;
    }
}
