package archipelago.engine.seek;

import archipelago.engine.journal.Fact;
import archipelago.engine.session.Session;
import archipelago.engine.trace.KernelNames;
import archipelago.engine.why.Likeness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The instants at which two futures of a session do not tell the same, as far as either has been gone through.
public final class Differences {
    private static final int TURNS_BETWEEN_LOOKS = 1024;

    private final long[] atNs;

    private Differences(long[] atNs) {
        this.atNs = atNs;
    }

    /// @param session is only read
    public static Differences between(Session session, int one, int other) {
        return between(session, one, other, () -> true).orElseThrow();
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @return empty if they did
    static Optional<Differences> between(Session session, int one, int other, BooleanSupplier patience) {
        long untilNs = Math.max(session.branches().get(one).furthestNs(), session.branches().get(other).furthestNs());
        var a = session.alone(one);
        var b = session.alone(other);
        return goTo(a, untilNs, patience) && goTo(b, untilNs, patience) ? Optional.of(known(a, b, untilNs)) : Optional.empty();
    }

    static boolean goTo(Session run, long ns, BooleanSupplier patience) {
        for (long turn = 1; run.nextNs() <= ns; turn++) {
            if (turn % TURNS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
                return false;
            }
            run.turn();
        }
        run.runUntil(ns);
        return true;
    }

    /// The differences of two runs up to an instant up to which both have been gone through.
    ///
    /// @param one is only read, as is the other
    public static Differences known(Session one, Session other, long untilNs) {
        var likeness = new Likeness();
        var a = new Walk(one, likeness, untilNs);
        var b = new Walk(other, likeness, untilNs);
        var found = new long[64];
        int count = 0;
        while (a.more() || b.more()) {
            long nowNs = Math.min(a.nextNs(), b.nextNs());
            if (!a.take(nowNs).equals(b.take(nowNs))) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = nowNs;
            }
        }
        return new Differences(Arrays.copyOf(found, count));
    }

    /// The first difference after an instant; [Long#MAX_VALUE] if there is none.
    public long after(long ns) {
        int at = Arrays.binarySearch(atNs, ns + 1);
        at = at >= 0 ? at : -at - 1;
        return at < atNs.length ? atNs[at] : Long.MAX_VALUE;
    }

    /// The last difference before an instant; -1 if there is none.
    public long before(long ns) {
        int at = Arrays.binarySearch(atNs, ns);
        at = (at >= 0 ? at : -at - 1) - 1;
        return at >= 0 ? atNs[at] : -1;
    }

    /// How many lie at an instant or before it.
    public int upTo(long ns) {
        int at = Arrays.binarySearch(atNs, ns);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /// How many there are.
    public int count() {
        return atNs.length;
    }

    /// The facts of one future, instant by instant.
    private static final class Walk {
        private final Session run;
        private final Likeness likeness;
        private final KernelNames names = new KernelNames();
        private int next;

        private final int end;

        Walk(Session run, Likeness likeness, long untilNs) {
            this.run = run;
            this.likeness = likeness;
            int facts = run.journal().size();
            end = untilNs == Long.MAX_VALUE ? facts : run.journal().view().firstAtOrAfter(untilNs + 1);
        }

        boolean more() {
            return next < end;
        }

        long nextNs() {
            return more() ? run.journal().get(next).atNs() : Long.MAX_VALUE;
        }

        /// What is told at an instant.
        List<Object> take(long ns) {
            var told = new ArrayList<Object>();
            for (; nextNs() == ns; next++) {
                Fact fact = run.journal().get(next);
                names.hear(fact.what());
                told.add(likeness.of(fact, names));
            }
            return told;
        }
    }
}
