package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;

/// Where one stream of the workload's traffic stands.
public final class Stream {
    /// The next request's number.
    public long next = 1;
    /// Whether requests flow; they begin when both ends have come up.
    public boolean open;
    /// Counts openings; a request that was due in an earlier one is void.
    public int opening;
    public long answered;
    public final RandomStream jitter;

    public Stream(RandomStream jitter) {
        this.jitter = jitter;
    }

    public Stream copy() {
        var copy = new Stream(jitter.copy());
        copy.next = next;
        copy.open = open;
        copy.opening = opening;
        copy.answered = answered;
        return copy;
    }

    void digest(Hash64 hash) {
        hash.add(next).add(open ? 1 : 0).add(opening).add(answered).add(jitter.position());
    }
}
