package archipelago.app.start;

import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.MessageKind;

/// Instants of a run that are worth a picture.
<<<<<<< HEAD:app/src/main/java/archipelago/app/cli/Preview.java
final class Preview {
=======
public final class Preview {
    /// No picture is worth computing more than this.
    private static final int EVENTS_AHEAD = 200_000;
>>>>>>> build:app/src/main/java/archipelago/app/start/Preview.java
    private static final long AFTER_FAULT_NS = 60_000;

    private Preview() {}

<<<<<<< HEAD:app/src/main/java/archipelago/app/cli/Preview.java
=======
    /// Goes to an instant and on to where its timeline ends, and comes back.
    public static void lookAhead(Session session, long atNs) {
        session.runUntil(atNs);
        long speedNsPerSecond = session.scenario().speedNsPerSecond(session.simulation().state().story.chapter);
        long untilNs = TimeWindow.paced(atNs, speedNsPerSecond, true).toNs();
        long stopEvents = session.events() + EVENTS_AHEAD;
        while (!session.atEnd() && session.events() < stopEvents && session.nextNs() <= untilNs) {
            session.stepForward();
        }
        if (!session.atEnd() && session.nextNs() > untilNs) {
            session.runUntil(untilNs);
        }
        session.seek(atNs);
    }

>>>>>>> build:app/src/main/java/archipelago/app/start/Preview.java
    /// The instant that tells most about a whole run: shortly after its first fault, else amid its
    /// messages, else its end. The run must have been gone through.
    public static long tellingNs(Session session) {
        long firstMessageNs = -1;
        long lastMessageNs = -1;
        for (int i = 0; i < session.journal().size(); i++) {
            var fact = session.journal().get(i);
            if (fact.what() instanceof Happening.FaultInjected) {
                return fact.atNs() + AFTER_FAULT_NS;
            }
            if (fact.what() instanceof Happening.MessageSent sent && sent.kind() == MessageKind.USER_REQUEST) {
                firstMessageNs = firstMessageNs < 0 ? fact.atNs() : firstMessageNs;
                lastMessageNs = fact.atNs();
            }
        }
        return firstMessageNs < 0 ? session.furthestNs() : firstMessageNs + (lastMessageNs - firstMessageNs) / 2;
    }
}
