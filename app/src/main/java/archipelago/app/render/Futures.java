package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.engine.compare.Divergence;
import archipelago.engine.compare.Future;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.compare.Turn;
import archipelago.engine.compare.TurnText;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import archipelago.engine.seek.Differences;
import archipelago.engine.trace.CommandText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongPredicate;

/// Two futures that go through time together, for views: frames of both, and what they are in words.
public final class Futures {
    /// Nobody looks so far ahead that more than this is worth computing.
    private static final long EVENTS_AHEAD = 200_000;
    private static final long GLANCES = 64;
    private static final long EVENTS_AT_A_TIME = 20_000;
    private static final int TURNS_BETWEEN_LOOKS = 256;

    private final SideBySide sides;
    private final String titleA;
    private final String titleB;
    /// Up to where both have been gone through.
    private long goneNs;
    private Differences differences;
    private long comparedNs = -1;

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
            case ACTED -> branches.stream()
                    .filter(branch -> branch.number() == future.branch())
                    .flatMap(branch -> named(branch).stream())
                    .findFirst()
                    .orElseGet(Text.COMPARE_ACTED::of);
            case STORY -> Text.COMPARE_STORY.of();
            case WITHOUT_FAULTS -> Text.COMPARE_WITHOUT_FAULTS.of();
        };
    }

    private static Optional<String> named(BranchView branch) {
        return branch.name().isEmpty()
                ? branch.undone()
                        .map(act -> Text.COMPARE_WITHOUT.of(CommandText.of(act)))
                        .or(() -> branch.act().map(CommandText::of))
                        .or(() -> Optional.of((branch.acts() > 0 ? Text.COMPARE_ACTED : Text.COMPARE_STORY).of()))
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

    /// The next instant after another one at which the two do not tell the same, or the last one before it.
    ///
    /// @param patience told from time to time how far it has come, where it has to go on; whether it is to
    /// @return empty if there is none, or patience was lost
    public OptionalLong difference(long fromNs, boolean forward, LongPredicate patience) {
        if (!forward) {
            long ns = differences(fromNs).before(fromNs);
            return ns < 0 ? OptionalLong.empty() : OptionalLong.of(ns);
        }
        long events = EVENTS_AT_A_TIME;
        while (true) {
            long ns = differences(fromNs).after(fromNs);
            if (ns != Long.MAX_VALUE) {
                return OptionalLong.of(ns);
            }
            if (!goOn(sides.a().session().events() + events, patience)) {
                return OptionalLong.empty();
            }
            events *= 2; // All that is known is compared each time.
        }
    }

    /// How many of the known differences lie up to an instant, and how many there are.
    public int[] count(long ns) {
        var known = differences(ns);
        return new int[] {known.upTo(ns), known.count()};
    }

    private Differences differences(long atLeastNs) {
        if (goneNs < atLeastNs) {
            seek(atLeastNs);
        }
        if (comparedNs != goneNs) {
            differences = Differences.known(sides.a().session(), sides.b().session(), goneNs);
            comparedNs = goneNs;
        }
        return differences;
    }

    /// Goes on behind what has been gone through.
    ///
    /// @return whether there was anything to go on to
    private boolean goOn(long upToEvents, LongPredicate patience) {
        seek(goneNs);
        var one = sides.a().session();
        var other = sides.b().session();
        long nextNs = Math.min(one.nextNs(), other.nextNs());
        boolean any = nextNs != Long.MAX_VALUE;
        for (long turn = 1; nextNs != Long.MAX_VALUE && one.events() < upToEvents; turn++) {
            if (sides.a().full() || sides.b().full() || turn % TURNS_BETWEEN_LOOKS == 0 && !patience.test(nextNs)) {
                return false;
            }
            seek(nextNs);
            nextNs = Math.min(one.nextNs(), other.nextNs());
        }
        return any;
    }

    private void seek(long ns) {
        sides.seek(ns);
        goneNs = Math.max(goneNs, ns);
    }

    /// Goes to an instant, but not much further than a number of events.
    ///
    /// @return the instant that was reached
    private long go(long ns, long mostEvents) {
        var one = sides.a().session();
        if (ns <= Math.min(one.furthestNs(), sides.b().session().furthestNs())) {
            seek(ns);
            return ns;
        }
        long fromNs = one.nowNs();
        long spanNs = ns - fromNs;
        boolean full = false;
        for (long glance = 1; glance <= GLANCES && !full; glance++) {
            seek(fromNs + spanNs / GLANCES * glance + spanNs % GLANCES * glance / GLANCES);
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
