package archipelago.engine.compare;

import archipelago.engine.base.Require;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;

/// One side of a comparison: a run from its start, with a name by which people know it. Its session is
/// its own, so that comparing disturbs nobody.
///
/// @param name in words of the program: `branch 1`, `the story`
/// @param session with this one future, at its start
public record Future(String name, Session session) {
    /// A run that nobody ends is gone through no further than this many facts, so that it does not
    /// outgrow the memory.
    private static final int MOST_FACTS = 5_000_000;

    public Future {
        Require.that(session.events() == 0, "a future begins at its start", session.events());
    }

    /// One of the futures of a session.
    public static Future of(Session session, int branch) {
        return new Future("branch " + branch, session.alone(branch));
    }

    /// The same future under another name.
    public Future named(String other) {
        return new Future(other, session);
    }

    /// A session's branches begin as the story; this is what came of it without anybody's acts.
    static Future story(Session session) {
        return new Future("the story as written", new Session(session.scenario()));
    }

    /// The story without its faults, in which everything else happens at the same instants.
    static Future withoutFaults(Session session, long untilNs) {
        var calm = StoryTimes.withoutFaults(session.scenario(), untilNs);
        return new Future("the story without its faults", new Session(calm));
    }

    /// The instant at which it comes to its end: where its story is over and nothing is under way. The
    /// future itself stays where it is.
    ///
    /// @param events where it ends if that comes first
    public long endNs(long events) {
        var ahead = session.alone(Branch.FIRST);
        while (ahead.events() < events && ahead.factsTold() < MOST_FACTS && !over(ahead)) {
            ahead.stepForward();
        }
        return ahead.nowNs();
    }

    private static boolean over(Session run) {
        return run.atEnd() || run.simulation().settled() && run.allCommandsGiven();
    }
}
