package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;

/// Where one stream of the workload's traffic stands.
public final class Stream {
    /// What is kept of a stream that is not counted: nothing, for all of them.
    private static final Requests NONE = new Requests();

    /// The next request's number.
    public long next = 1;
    /// Whether requests flow; they begin when both ends have come up.
    public boolean open;
    /// Counts openings; a request that was due in an earlier one is void.
    public int opening;
    public long answered;
    /// The interval that somebody has set, or 0 for that of the scenario.
    public long everyNs;
    /// When.
    public long everySetNs;
    public final RandomStream jitter;
    /// Whether it goes to a service, and what becomes of each of its requests is kept.
    public final boolean counted;
    /// Only of a stream that is counted.
    public final Requests requests;

    /// A stream that goes to a kernel.
    public Stream(RandomStream jitter) {
        this(jitter, false);
    }

    public Stream(RandomStream jitter, boolean counted) {
        this(jitter, counted, counted ? new Requests() : NONE);
    }

    private Stream(RandomStream jitter, boolean counted, Requests requests) {
        this.jitter = jitter;
        this.counted = counted;
        this.requests = requests;
    }

    public Stream copy() {
        var copy = new Stream(jitter.copy(), counted, requests == NONE ? NONE : requests.copy());
        copy.next = next;
        copy.open = open;
        copy.opening = opening;
        copy.answered = answered;
        copy.everyNs = everyNs;
        copy.everySetNs = everySetNs;
        return copy;
    }

    void digest(Hash64 hash) {
        hash.add(next).add(open ? 1 : 0).add(opening).add(answered).add(jitter.position());
        if (everyNs != 0) {
            hash.add("every").add(everyNs).add(everySetNs);
        }
        if (counted) {
            requests.digest(hash);
        }
    }
}
