package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import java.util.ArrayList;
import java.util.List;

/// What has become of the requests of one stream: each has been answered, is lost, or is still under way. All
/// numbers are counted, none is estimated.
public final class Requests {
    private static final long NOBODY_WAITS = -1;

    /// How many have been asked, whether there was anybody to send them to or not.
    public long asked;
    public long answered;
    /// How many will never be answered.
    public long lost;
    /// The longest time without an answer that is over.
    private long longestGapNs;
    /// Since when there has been no answer: the first request, or the last answer; -1 while nobody asks.
    private long sinceNs = NOBODY_WAITS;
    private final List<Pending> pending = new ArrayList<>();

    /// A request that may still be answered.
    ///
    /// @param kernel the slot of the kernel that it was sent to
    private record Pending(long request, int kernel) {}

    /// Whether a kernel may still answer what it was sent.
    public interface MayAnswer {
        boolean mayAnswer(int kernel);
    }

    /// Somebody asks.
    public void asks(long atNs) {
        asked++;
        sinceNs = sinceNs == NOBODY_WAITS ? atNs : sinceNs;
    }

    /// What was asked is on its way to a kernel.
    public void sent(long request, int kernel) {
        pending.add(new Pending(request, kernel));
    }

    /// A request that was under way will not be answered.
    public void loses(long request) {
        lost += pending.removeIf(p -> p.request() == request) ? 1 : 0;
    }

    /// The answer to a request is there. A second one to the same request counts for nothing.
    public void answers(long request, long atNs) {
        if (pending.removeIf(p -> p.request() == request)) {
            answered++;
            longestGapNs = longestGapNs(atNs);
            sinceNs = atNs;
        }
    }

    /// Requests are lost that were sent to kernels which do not answer any more.
    public void keep(MayAnswer who) {
        int before = pending.size();
        pending.removeIf(p -> !who.mayAnswer(p.kernel()));
        lost += before - pending.size();
    }

    /// Whoever asked is gone: nobody waits for an answer.
    public void stops(long atNs) {
        keep(kernel -> false);
        longestGapNs = longestGapNs(atNs);
        sinceNs = NOBODY_WAITS;
    }

    public long underWay() {
        return pending.size();
    }

    /// The longest time without an answer up to an instant, one that is not over yet included.
    public long longestGapNs(long atNs) {
        return sinceNs == NOBODY_WAITS ? longestGapNs : Math.max(longestGapNs, atNs - sinceNs);
    }

    Requests copy() {
        var copy = new Requests();
        copy.asked = asked;
        copy.answered = answered;
        copy.lost = lost;
        copy.longestGapNs = longestGapNs;
        copy.sinceNs = sinceNs;
        if (!pending.isEmpty()) {
            copy.pending.addAll(pending);
        }
        return copy;
    }

    void digest(Hash64 hash) {
        hash.add(asked).add(answered).add(lost).add(longestGapNs).add(sinceNs).add(pending.size());
        pending.forEach(p -> hash.add(p.request()).add(p.kernel()));
    }
}
