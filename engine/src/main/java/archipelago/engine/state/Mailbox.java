package archipelago.engine.state;

import archipelago.engine.base.Hash64;

/// What the cores watch that are parked in one place: in a pool, or in the memory of an instance. It holds one
/// wake-up at a time.
public final class Mailbox {
    /// The core whose wake-up stands in it, or -1.
    public int core = Kernel.NO_CORE;
    /// Where that core is to go: the slot of a kernel, or a pool as in [CoreTable#pool].
    public int to = CoreTable.POOL;
    /// Whether it is to start the kernel there, not to park there.
    public boolean starts;
    /// The operation that put it there, and when.
    public int call;
    public long sinceNs;
    /// Whether the page on which its cores park has been overwritten.
    public boolean broken;

    public Mailbox() {}

    void forget() {
        clear();
        to = CoreTable.POOL;
        starts = false;
        sinceNs = 0;
        broken = false;
    }

    /// Takes the wake-up out.
    public void clear() {
        core = Kernel.NO_CORE;
        call = 0;
    }

    Mailbox copy() {
        var copy = new Mailbox();
        copy.core = core;
        copy.to = to;
        copy.starts = starts;
        copy.call = call;
        copy.sinceNs = sinceNs;
        copy.broken = broken;
        return copy;
    }

    /// Whether it is as it was made: nobody has ever used it.
    boolean untouched() {
        boolean empty = core == Kernel.NO_CORE && to == CoreTable.POOL && !starts;
        return empty && call == 0 && sinceNs == 0 && !broken;
    }

    void digest(Hash64 hash) {
        hash.add(core).add(to).add(starts ? 1 : 0).add(call).add(sinceNs).add(broken ? 1 : 0);
    }
}
