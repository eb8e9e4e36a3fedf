package archipelago.engine.seek;

import archipelago.engine.journal.Fact;
import archipelago.engine.session.Session;
import archipelago.engine.trace.KernelNames;
import archipelago.engine.why.Likeness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The instants at which two futures of a session do not tell the same, as far as either has been gone through.
public final class Differences {
    private final long[] atNs;

    private Differences(long[] atNs) {
        this.atNs = atNs;
    }

    /// @param session is only read
    public static Differences between(Session session, int one, int other) {
        long untilNs = Math.max(session.branches().get(one).furthestNs(), session.branches().get(other).furthestNs());
        var likeness = new Likeness();
        var a = new Walk(session.alone(one), likeness, untilNs);
        var b = new Walk(session.alone(other), likeness, untilNs);
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

        Walk(Session run, Likeness likeness, long untilNs) {
            this.run = run;
            this.likeness = likeness;
            run.runUntil(untilNs);
        }

        boolean more() {
            return next < run.factsTold();
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
