package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.journal.Fact;
import archipelago.engine.session.SavedSession.Deed.Forked;
import java.util.Optional;

/// How a branch leaves another one in order to be without one of its acts.
///
/// @param fork where, and without what
/// @param next the first of the commands of the other one that are given again
record Leaving(Forked fork, int next) {
    /// How far beyond now a story is gone through to learn when its steps come.
    private static final long MOST_EVENTS_AHEAD = 1_000_000;

    /// Without one of a person's commands.
    ///
    /// @param number of the new branch
    /// @param index counts the commands from 0
    static Leaving withoutCommand(Branch left, int number, int index) {
        Require.that(index >= 0 && index < left.commandCount(), "a command that was given", index);
        return new Leaving(new Forked(number, left.before(index), true, Optional.empty()), index + 1);
    }

    /// Without one of a person's commands and all that were given after it.
    ///
    /// @param number of the new branch
    /// @param index counts the commands from 0
    static Leaving withoutCommandsFrom(Branch left, int number, int index) {
        return new Leaving(withoutCommand(left, number, index).fork, left.commandCount());
    }

    /// The present branch of a session without an act that lies before now, of a person or of the story.
    static Leaving withoutAct(Session session, int act) {
        int index = session.acts().indexOf(act);
        return index >= 0
                ? withoutCommand(session.branch(), session.branches().size(), index)
                : withoutStep(session, session.request(act).orElse(null));
    }

    private static Leaving withoutStep(Session session, Fact request) {
        Require.that(request != null, "the act lies before now");
        var left = session.branch();
        long before = request.event() - 1;
        int kept = (int) left.commands().stream().filter(given -> given.afterEvents() <= before).count();
        var leftOut = StoryTimes.leftOut(left, request, session.events() + MOST_EVENTS_AHEAD);
        var place = new Moment(left.number(), kept, before, request.atNs());
        return new Leaving(new Forked(session.branches().size(), place, false, Optional.of(leftOut)), kept);
    }

    /// What comes of it, as a session of its own with this one future.
    Session from(Branch left) {
        var scenario = fork.leftOut().map(step -> step.from(left.scenario())).orElse(left.scenario());
        var other = Session.of(scenario, left.commands().subList(0, fork.kept()));
        other.goTo(fork.place().on(Branch.FIRST));
        other.giveAgain(left.commands().subList(next, left.commandCount()));
        return other;
    }
}
