package archipelago.app.export;

import archipelago.app.layout.TimeWindow;
import archipelago.engine.session.Session;

/// What a picture shows of the time after its instant.
public final class Ahead {
    /// No picture is worth computing more than this.
    private static final int EVENTS_AHEAD = 200_000;

    private Ahead() {}

    /// Goes to an instant and on to where its timeline ends, and comes back.
    public static void look(Session session, long atNs) {
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
}
