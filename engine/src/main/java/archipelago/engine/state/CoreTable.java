package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import java.util.Arrays;

/// Everything that is true of each core, indexed by dense core number. Two layers stand side by
/// side and are never mixed: `owner` is what the books say, `site` and `siteKernel` are where the
/// core physically is.
@Models(
        value = Subject.HARDWARE,
        exactly = "cores by physical id, sockets and NUMA nodes, of x86",
        approximately = {
            "a core does one thing at a time, at one speed; only tasks heed the clock, which sinks as more cores of a"
                    + " socket are busy",
            "a kernel that hogs the last cache or memory bandwidth slows cores of others on its nodes by the"
                    + " percentage that the scenario states: it is assumed, not computed",
            "after mk2: the ways of the last cache have owners, and the IOMMU can refuse a start; neither makes"
                    + " anything faster or slower"
        },
        notAtAll = {
            "what is in a cache, memory bandwidth as a quantity, DMA, power,"
                    + " hyper-threads that slow each other",
            "other architectures than x86"
        })
public final class CoreTable {
    /// Stands for the host's pool wherever a kernel's slot is expected; see [#pool].
    public static final int POOL = -1;
    /// Buckets of the load history.
    public static final int BUCKETS = 16;
    /// What one bucket covers.
    public static final long BUCKET_NS = 50_000;
    private static final int NS_OF_PERCENT = (int) BUCKET_NS / 100;

    /// Accounting: the slot of the kernel that owns the core, or a [#pool].
    public final short[] owner;
    /// Physical: ordinal of [Site].
    public final byte[] site;
    /// Physical: the kernel whose code the core runs or on whose mailbox it is parked, or a [#pool].
    public final short[] siteKernel;
    /// Physical: ordinal of [Hang].
    public final byte[] hang;
    /// Until when the core is busy with what it has been given.
    public final long[] busyUntilNs;
    /// Nanoseconds of work in each bucket of the recent past, as a ring by time.
    public final int[] load;
    /// The number of the bucket of time that was last written, for each core.
    public final long[] loadBucket;

    public CoreTable(int cores) {
        owner = new short[cores];
        site = new byte[cores];
        siteKernel = new short[cores];
        hang = new byte[cores];
        busyUntilNs = new long[cores];
        load = new int[cores * BUCKETS];
        loadBucket = new long[cores];
    }

    private CoreTable(CoreTable other) {
        owner = other.owner.clone();
        site = other.site.clone();
        siteKernel = other.siteKernel.clone();
        hang = other.hang.clone();
        busyUntilNs = other.busyUntilNs.clone();
        load = other.load.clone();
        loadBucket = other.loadBucket.clone();
    }

    /// What stands for the pool of a kernel wherever a kernel's slot is expected: [#POOL] for the host's.
    public static int pool(int keeper) {
        return POOL - keeper;
    }

    /// The slot of the kernel whose pool is meant, or of the kernel itself.
    public static int keeper(int place) {
        return place < 0 ? POOL - place : place;
    }

    public CoreTable copy() {
        return new CoreTable(this);
    }

    public int count() {
        return owner.length;
    }

    public Site site(int core) {
        return Site.of(site[core]);
    }

    /// Says where a core physically is from now on; a core that went there does not hang.
    public void place(int core, Site where, int kernel) {
        site[core] = (byte) where.ordinal();
        siteKernel[core] = (short) kernel;
        hang[core] = (byte) Hang.NONE.ordinal();
    }

    public Hang hang(int core) {
        return Hang.of(hang[core]);
    }

    /// Says that a core does not go on from where it is.
    public void hangs(int core, Hang how) {
        hang[core] = (byte) how.ordinal();
    }

    /// Whether the core executes this kernel's code and gets on with it.
    public boolean works(int core, int kernel) {
        return executes(core, kernel) && hang(core) == Hang.NONE;
    }

    /// Whether a core that is there takes interrupts: handlers run on it, be it in a loop or not.
    public boolean takesInterrupts(int core) {
        return hang(core) == Hang.NONE || hang(core) == Hang.IRQS_ON;
    }

    /// Whether any core executes this kernel's code.
    boolean anyExecutes(int kernel) {
        for (int core = 0; core < count(); core++) {
            if (executes(core, kernel)) {
                return true;
            }
        }
        return false;
    }

    /// Whether any core is parked in the pool that a kernel manages, or in the kernel's own memory.
    ///
    /// @param poolOnly whether only the pool counts: what the host lends it keeps an eye on itself
    boolean anyParkedAt(int kernel, boolean poolOnly) {
        for (int place : siteKernel) {
            if (place == pool(kernel) || !poolOnly && place == kernel) {
                return true;
            }
        }
        return false;
    }

    /// The first core that gets on with a kernel's code; -1 if none does.
    int firstThatWorks(int kernel) {
        for (int core = 0; core < count(); core++) {
            if (works(core, kernel)) {
                return core;
            }
        }
        return Kernel.NO_CORE;
    }

    /// Whether the core executes this kernel's code and can be given work.
    public boolean runs(int core, int kernel) {
        return site[core] == Site.RUNNING.ordinal() && siteKernel[core] == kernel;
    }

    /// Whether the core executes this kernel's code, be it on its way up or down: a core that goes
    /// through hot-plug still does, and finishes what it has begun.
    public boolean executes(int core, int kernel) {
        return siteKernel[core] == kernel && (site(core) == Site.RUNNING || site(core) == Site.HOTPLUG);
    }

    /// Whether the core watches this mailbox: an instance's, or that of a [#pool].
    public boolean parkedOn(int core, int mailbox) {
        return site(core).parked() && siteKernel[core] == mailbox;
    }

    /// Books work from one instant to another into the load history.
    public void addLoad(int core, long fromNs, long untilNs) {
        long first = fromNs / BUCKET_NS;
        long last = (untilNs - 1) / BUCKET_NS;
        if (first == last && first == loadBucket[core]) {
            book(core, first, untilNs - fromNs); // Nearly all work is short.
            return;
        }
        for (long bucket = Math.max(first, last - BUCKETS + 1); bucket <= last; bucket++) {
            forget(core, bucket);
            long from = Math.max(fromNs, bucket * BUCKET_NS);
            long until = Math.min(untilNs, (bucket + 1) * BUCKET_NS);
            book(core, bucket, until - from);
        }
    }

    private void book(int core, long bucket, long ns) {
        int at = core * BUCKETS + (int) (bucket % BUCKETS);
        load[at] = (int) Math.min(BUCKET_NS, load[at] + ns);
    }

    /// Clears the buckets between the last one written and `bucket`, which is then the last one.
    private void forget(int core, long bucket) {
        long last = loadBucket[core];
        if (bucket <= last) {
            return;
        }
        for (long b = Math.max(last + 1, bucket - BUCKETS + 1); b <= bucket; b++) {
            load[core * BUCKETS + (int) (b % BUCKETS)] = 0;
        }
        loadBucket[core] = bucket;
    }

    /// Copies the load history of all cores as shares from 0 to 100, oldest first: `into[core * BUCKETS + bucket]`, the
    /// last bucket being the one that `nowNs` lies in.
    public void copyLoads(long nowNs, byte[] into) {
        long now = nowNs / BUCKET_NS;
        int slot = (int) (now % BUCKETS);
        for (int core = 0; core < owner.length; core++) {
            int at = core * BUCKETS;
            for (int from = 0; from < BUCKETS; from++) {
                // What stands behind the slot of now was written a whole turn before it.
                int to = from <= slot ? from + BUCKETS - 1 - slot : from - 1 - slot;
                into[at + to] = (byte) (load[at + from] / NS_OF_PERCENT);
            }
            blank(core, now, into);
        }
    }

    /// Empties the buckets of a copy of which the table says nothing: those after the last one that it wrote, those
    /// whose place was taken by work that is begun and not done yet, and those before all time.
    private void blank(int core, long now, byte[] into) {
        int at = core * BUCKETS;
        int known = Math.clamp(BUCKETS - (now - loadBucket[core]), 0, BUCKETS);
        Arrays.fill(into, at + known, at + BUCKETS, (byte) 0);
        int gone = Math.clamp(Math.max(BUCKETS - 1 - now, loadBucket[core] - now), 0, BUCKETS);
        Arrays.fill(into, at, at + gone, (byte) 0);
    }

    void digest(Hash64 hash) {
        long folded = hash.value(); // In a local variable this goes twice as fast, and it is most of a digest.
        for (int c = 0; c < owner.length; c++) {
            folded = Hash64.fold(Hash64.fold(folded, owner[c]), site[c]);
            folded = Hash64.fold(Hash64.fold(folded, siteKernel[c]), hang[c]);
            folded = Hash64.fold(folded, busyUntilNs[c]);
        }
        hash.resume(folded).add(Arrays.hashCode(load)).add(Arrays.hashCode(loadBucket));
    }
}
