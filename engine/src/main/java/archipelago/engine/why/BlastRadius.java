package archipelago.engine.why;

import archipelago.engine.base.Require;
import archipelago.engine.compare.InstanceTally;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;
import archipelago.engine.session.Session;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/// Everything that an act has changed so far, a person's or the story's, found by going through the same future
/// without it: what did not happen, what happened later, what happened in addition; and which kernels it has not
/// touched at all. In that other future all other acts are given at the same instants, the story's included.
///
/// @param act its number
/// @param request what was asked
/// @param untilNs up to when the two runs were compared
/// @param events how many events go back to the act
/// @param kernels those of either run, the host first where anything happened to it
/// @param shifts what is not the same in the two runs, what came first first
/// @param with what became of the instances
/// @param without what would have become of them
public record BlastRadius(
        int act,
        Fact request,
        long untilNs,
        int events,
        List<Reach> kernels,
        List<Shift> shifts,
        List<InstanceTally> with,
        List<InstanceTally> without) {
    private static final int TURNS_BETWEEN_LOOKS = 1024;

    /// Whether an act has reached a kernel.
    ///
    /// @param facts how many facts about it were compared: all since the act
    /// @param untouched whether they are the same in both runs, to the nanosecond
    /// @param sinceNs the first instant at which they are not; -1 if it is untouched
    public record Reach(String kernel, int facts, boolean untouched, long sinceNs) {}

    public BlastRadius {
        kernels = List.copyOf(kernels);
        shifts = List.copyOf(shifts);
        with = List.copyOf(with);
        without = List.copyOf(without);
    }

    /// @param session is only read; it stands after the act
    /// @param act the number of an act that lies before now on the session's branch
    public static BlastRadius of(Session session, int act) {
        return of(session, act, ns -> true).orElseThrow();
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @param patience told from time to time up to which instant the other future has been gone through; whether to go on
    /// @return empty if not
    public static Optional<BlastRadius> of(Session session, int act, LongPredicate patience) {
        var request = session.request(act).orElse(null);
        Require.that(request != null, "the act lies before now", act);
        var other = session.withoutAct(act);
        for (long turn = 1; other.nowNs() < session.nowNs() && other.nextNs() <= session.nowNs(); turn++) {
            if (turn % TURNS_BETWEEN_LOOKS == 0 && !patience.test(other.nowNs())) {
                return Optional.empty();
            }
            other.turn();
        }
        other.seek(session.nowNs());
        var walk = new Walk(indexOf(session, request), request.origin());
        var came = walk.through(session, true);
        var would = walk.through(other, false);
        var shifts = new ArrayList<Shift>();
        for (var like : walk.all(came, would)) {
            var shift = Shift.of(like, came.instants(like), would.instants(like));
            if (!shift.nothing()) {
                shifts.add(shift);
            }
        }
        shifts.sort(Comparator.comparingLong(Shift::firstNs));
        return Optional.of(new BlastRadius(
                act,
                request,
                session.nowNs(),
                Effects.ofAct(session, request.origin()).count(),
                walk.reaches(came, would),
                shifts,
                InstanceTally.of(session),
                InstanceTally.of(other)));
    }

    /// The acts of which a session can tell what they changed: all that lie before now, a person's and the story's.
    public static List<Fact> acts(Session session) {
        return IntStream.range(0, session.factsTold())
                .mapToObj(session.journal()::get)
                .filter(fact -> fact.what() instanceof Happening.Requested)
                .toList();
    }

    private static int indexOf(Session session, Fact request) {
        int i = 0;
        while (!session.journal().get(i).equals(request)) {
            i++;
        }
        return i;
    }

    /// What happened since the act in one run, by likeness and in order.
    private record Told(Map<Happening, List<Long>> byLikeness, List<Happening> inOrder, List<Long> atNs) {

        long[] instants(Happening like) {
            return byLikeness.getOrDefault(like, List.of()).stream().mapToLong(ns -> ns).toArray();
        }
    }

    /// Goes through both runs from the same fact on.
    private static final class Walk {
        private final int first;
        private final long origin;
        private final Likeness likeness = new Likeness();

        /// @param origin of the act
        Walk(int first, long origin) {
            this.first = first;
            this.origin = origin;
        }

        /// @param with whether the act is given in the run
        Told through(Session run, boolean with) {
            var told = new Told(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
            var names = new KernelNames();
            var once = new LinkedHashMap<Happening, Happening>(); // A long run tells the same again and again.
            for (int i = 0; i < run.factsTold(); i++) {
                var fact = run.journal().get(i);
                names.hear(fact.what());
                if (i >= first && counts(fact, with)) {
                    var like = once.computeIfAbsent(likeness.of(fact, names), itself -> itself);
                    if (!(like instanceof Happening.CoreBusy)) { // What the work was for is told by other facts.
                        told.byLikeness.computeIfAbsent(like, none -> new ArrayList<>()).add(fact.atNs());
                    }
                    told.inOrder.add(like);
                    told.atNs.add(fact.atNs());
                }
            }
            likeness.meet(names);
            return told;
        }

        /// The story's chapters, what was asked, and the answer to the act itself are no effect on the machine.
        private boolean counts(Fact fact, boolean with) {
            return switch (fact.what()) {
                case Happening.ChapterBegan _, Happening.Checkpoint _, Happening.Requested _ -> false;
                case Happening.Answered _ -> !with || fact.origin() != origin;
                default -> true;
            };
        }

        List<Happening> all(Told came, Told would) {
            var all = new LinkedHashMap<Happening, Boolean>();
            came.byLikeness.keySet().forEach(like -> all.put(like, true));
            would.byLikeness.keySet().forEach(like -> all.put(like, true));
            return List.copyOf(all.keySet());
        }

        List<Reach> reaches(Told came, Told would) {
            var reaches = new ArrayList<Reach>();
            for (int kernel = 0; kernel < likeness.kernels(); kernel++) {
                var one = about(came, kernel);
                var other = about(would, kernel);
                int common = 0;
                int least = Math.min(one.length, other.length);
                while (common < least && same(came, one[common], would, other[common])) {
                    common++;
                }
                boolean untouched = common == one.length && common == other.length;
                long sinceNs = Math.min(
                        common < one.length ? came.atNs.get(one[common]) : Long.MAX_VALUE,
                        common < other.length ? would.atNs.get(other[common]) : Long.MAX_VALUE);
                reaches.add(new Reach(likeness.name(kernel), one.length, untouched, untouched ? -1 : sinceNs));
            }
            return reaches;
        }

        private static boolean same(Told came, int one, Told would, int other) {
            return came.atNs.get(one).equals(would.atNs.get(other))
                    && came.inOrder.get(one).equals(would.inOrder.get(other));
        }

        private static int[] about(Told told, int kernel) {
            var found = new int[told.inOrder.size()];
            int count = 0;
            for (int i = 0; i < found.length; i++) {
                if (Involved.in(told.inOrder.get(i)).kernelIs(kernel)) {
                    found[count++] = i;
                }
            }
            return Arrays.copyOf(found, count);
        }
    }
}
