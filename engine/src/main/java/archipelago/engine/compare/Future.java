package archipelago.engine.compare;

import archipelago.engine.base.Require;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Session;
import archipelago.engine.session.StoryTimes;

/// One side of a comparison: a run from its start, with a name by which people know it. Its session is
/// its own, so that comparing disturbs nobody.
///
/// @param sort what it is
/// @param name in words: `branch 1`, `the story as written`
/// @param branch the number that it has in the session that it was taken from
/// @param session with this one future, at its start
public record Future(Sort sort, String name, int branch, Session session) {
    /// What a future can be.
    public enum Sort {
        /// One of the branches of a session.
        BRANCH,
        /// The only branch of a session in which somebody acted.
        ACTED,
        /// The story as written, in which nobody acts.
        STORY,
        /// The same without what breaks in it.
        WITHOUT_FAULTS
    }

    /// A run that nobody ends is gone through no further than about this many facts, so that it does not
    /// outgrow the memory.
    private static final int MOST_FACTS = 2_000_000;

    public Future {
        Require.that(session.events() == 0, "a future begins at its start", session.events());
    }

    /// One of the futures of a session.
    public static Future of(Session session, int branch) {
        return new Future(Sort.BRANCH, "branch " + branch, branch, session.alone(branch));
    }

    /// The same future under another name.
    public Future named(String other) {
        return new Future(sort, other, branch, session);
    }

    /// What somebody did in a session that has no other branch.
    static Future acted(Session session) {
        return new Future(Sort.ACTED, "what was done", Branch.FIRST, session.alone(Branch.FIRST));
    }

    /// What comes of a scenario by itself.
    public static Future story(Scenario scenario) {
        return new Future(Sort.STORY, "the story as written", Branch.FIRST, new Session(scenario));
    }

    /// The story without its faults, in which everything else happens at the same instants.
    static Future withoutFaults(Scenario scenario, long untilNs) {
        var calm = StoryTimes.withoutFaults(scenario, untilNs);
        return new Future(Sort.WITHOUT_FAULTS, "the story without its faults", Branch.FIRST, new Session(calm));
    }

    /// Whether it has been gone through as far as one goes through a run that nobody ends.
    public boolean full() {
        return session.factsTold() >= MOST_FACTS;
    }

    /// The instant at which it comes to its end: where its story is over and nothing is under way. The
    /// future itself stays where it is.
    ///
    /// @param events where it ends if that, or what one goes through of a run that nobody ends, comes first
    public long endNs(long events) {
        var ahead = session.alone(Branch.FIRST);
        while (ahead.events() < events && ahead.factsTold() < MOST_FACTS && !ahead.over()) {
            ahead.stepForward();
        }
        return ahead.nowNs();
    }
}
