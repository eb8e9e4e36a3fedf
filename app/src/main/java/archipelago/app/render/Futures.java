package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.engine.compare.Divergence;
import archipelago.engine.compare.Future;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.compare.Turn;
import archipelago.engine.compare.TurnText;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import archipelago.engine.trace.CommandText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Two futures that go through time together, for views: frames of both, and what they are in words.
public final class Futures {
    /// Nobody looks so far ahead that more than this is worth computing.
    private static final long EVENTS_AHEAD = 200_000;
    private static final long GLANCES = 64;

    private final SideBySide sides;
    private final String titleA;
    private final String titleB;

    /// @param branches of the session that the futures were taken from
    public Futures(SideBySide sides, List<BranchView> branches) {
        this.sides = sides;
        titleA = title(sides.a(), branches);
        titleB = title(sides.b(), branches);
    }

    private static String title(Future future, List<BranchView> branches) {
        return switch (future.sort()) {
            case BRANCH -> branches.stream()
                    .filter(branch -> branch.number() == future.branch())
                    .flatMap(branch -> named(branch).stream())
                    .findFirst()
                    .map(words -> Text.COMPARE_BRANCH_OF_ACT.of(future.branch(), words))
                    .orElseGet(() -> Text.COMPARE_BRANCH.of(future.branch()));
            case ACTED -> Text.COMPARE_ACTED.of();
            case STORY -> Text.COMPARE_STORY.of();
            case WITHOUT_FAULTS -> Text.COMPARE_WITHOUT_FAULTS.of();
        };
    }

    private static Optional<String> named(BranchView branch) {
        return branch.name().isEmpty()
                ? branch.undone()
                        .map(act -> Text.COMPARE_WITHOUT.of(CommandText.of(act)))
                        .or(() -> branch.act().map(CommandText::of))
                : Optional.of(branch.name());
    }

    /// How they stand beside each other at an instant, or as far before it as one goes through a run that
    /// nobody ends.
    ///
    /// @param aheadNs how much of what comes after it is to be known; not before the instant
    public Beside at(long ns, long aheadNs) {
        long reachedNs = go(ns, Long.MAX_VALUE);
        if (reachedNs == ns) {
            go(aheadNs, sides.a().session().events() + EVENTS_AHEAD);
        }
        sides.seek(reachedNs);
        var machine = sides.a().session().scenario().machine();
        return new Beside(
                machine,
                Beside.Side.of(titleA, told(sides.a(), Divergence::a), machine, frame(sides.a())),
                Beside.Side.of(titleB, told(sides.b(), Divergence::b), machine, frame(sides.b())),
                sides.divergence(),
                sides.compare());
    }

    /// Goes to an instant, but not much further than a number of events.
    ///
    /// @return the instant that was reached
    private long go(long ns, long mostEvents) {
        var one = sides.a().session();
        if (ns <= Math.min(one.furthestNs(), sides.b().session().furthestNs())) {
            sides.seek(ns);
            return ns;
        }
        long fromNs = one.nowNs();
        long spanNs = ns - fromNs;
        boolean full = false;
        for (long glance = 1; glance <= GLANCES && !full; glance++) {
            sides.seek(fromNs + spanNs / GLANCES * glance + spanNs % GLANCES * glance / GLANCES);
            full = sides.a().full() || sides.b().full() || one.events() >= mostEvents;
        }
        return one.nowNs();
    }

    private static Frame frame(Future future) {
        var session = future.session();
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        frame.speedNsPerSecond = session.scenario().speedNsPerSecond(frame.chapter);
        return frame;
    }

    private String told(Future future, Function<Divergence, Turn> side) {
        Optional<Turn> turn = sides.divergence().map(side);
        return turn.map(t -> t.facts().isEmpty() && t.given().isEmpty()
                        ? Text.COMPARE_NO_TURN.of()
                        : new TurnText(future.session()).told(t).getFirst())
                .orElse("");
    }
}
