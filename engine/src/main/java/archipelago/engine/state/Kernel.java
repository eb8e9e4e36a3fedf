package archipelago.engine.state;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Hash64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A row of the kernel table: the host, or an instance. Fields are grouped by layer.
public final class Kernel {
    public static final int NO_CORE = -1;
    /// As long as it usually takes.
    public static final int USUAL_PERCENT = 100;
    /// Ids that kerf gives out are 1 to this.
    public static final int MOST_ID = 511;
    /// Ids that the kernel takes are 1 to this: 11 bits of the kexec flags.
    public static final int MOST_KERNEL_ID = 2047;

    /// Stands between the name of a kernel and that of an instance of its own.
    public static final char BELOW = '/';

    public final int slot;
    public final int id;
    /// By which people know it: in a nested host's tree its [#label] is enough.
    public final String name;
    /// The slot of the kernel that lends it what it has, and -1 for the host.
    public final int parent;

    // Accounting: what the books of the kernel say that lends it what it has.
    public Status status = Status.READY;
    /// The cores that the books give it, in order; the first is the boot CPU. What an instance lends on stands
    /// here as before, since those books know nothing of it. The host's books say what it has itself.
    public int[] cores = {};
    public long memoryBytes;
    /// The ways of the last-level cache that only it may fill; 0 if it shares them all.
    public long llcWayMask;
    /// The loaded image's name; empty if there is none.
    public String image = "";
    public long imageBytes;
    public long initrdBytes;
    public String cmdline = "";
    /// The memory that it got when it was created, from which its image and its control block are placed.
    public List<MemoryRange> instancePool = List.of();
    /// Where the loaded image lies: kernel, boot parameters, command line, initial RAM disk.
    public List<MemoryRange> segments = List.of();
    /// Where its control block lies, from its first start on; else nothing.
    public MemoryRange control = MemoryRange.NONE;
    /// Whether its image was freed while it ran: the kernel does not check that.
    public boolean imagePulled;
    /// Whether it has a ring: from load to unload; the host always.
    public boolean ringed;
    /// Its device tree as it was written, which only the host of October 2025 keeps for each instance.
    public Blob tree = Blob.EMPTY;

    // Physical: what is really going on.
    public Phase phase = Phase.OFF;
    public long phaseSinceNs;
    /// Counts its lives, which a start begins and a panic or a forced halt ends; whatever was
    /// scheduled for an earlier one is void.
    public int life;
    /// Whether a kernel has run from its image since that was copied: what lies there is no image any more. It is
    /// only told where no start copies it again, as in 2025.
    public boolean imageUsed;
    /// How often it has been started.
    public int boots;
    /// The core on which it started: the one that its messages, its work items and its boot hang on. The
    /// books call it [#bootCore()] as long as they are right.
    public int bootedOn = NO_CORE;
    /// Whether its control block and page tables exist, so that its cores wait on its own mailbox.
    public boolean controlled;
    public final Ring ring;
    /// Whether its interrupt handler is draining the ring.
    public boolean draining;
    /// Whether a doorbell came while it was draining.
    public boolean doorbellLatched;
    /// How many messages the running handler has taken.
    public int drained;
    /// How many slots of its ring it has passed over since it booted; it warns of the first only.
    public int badSizes;
    /// What the cores of an instance watch that are parked in its memory; the host's have no such place.
    public final Mailbox mailbox;
    /// The core on which it panicked, while it panics; else -1.
    public int panicCore = NO_CORE;

    /// The number of the last message that was claimed anywhere before it panicked.
    public long lastBeforePanic;
    /// What the force-halt marker next to its ring says: a core that takes a non-maskable interrupt for
    /// which it knows no reason parks if it is set. It stays set until the next start.
    public boolean haltMarker;
    /// What it made of its manifest when it started.
    public Manifest manifest = Manifest.ACCEPTED;
    /// What its next start will make of its manifest.
    public Manifest nextManifest = Manifest.ACCEPTED;
    /// Where the code lies that it executes: where its image was when it started.
    public List<MemoryRange> text = List.of();
    /// How many of the next doorbells to it do not arrive.
    public int doorbellsToLose;
    /// How long it takes for what it does, in percent of the usual time.
    public int slowPercent = USUAL_PERCENT;
    /// How long other kernels take on the nodes on which its cores work, in percent of the usual time; set
    /// through [State#hog].
    public int hogPercent = USUAL_PERCENT;
    /// Whether the books have no record of it any more, while its cores still execute it.
    public boolean ghost;

    // What it keeps as a host, in its own books.
    /// The pool that it manages, if any.
    public final Pool pool;
    /// The number of the last overlay transaction; a kernel's counter begins at 1.
    public int lastTransaction = 1;
    private final List<Transaction> transactions = new ArrayList<>();

    // Belief: what this kernel thinks.
    /// The cores that it has online.
    public final CoreSet online;
    /// The cores that it learned of when it booted, and can therefore ever bring online.
    public final CoreSet enumerated;
    /// The cores that it learned of when it booted, in the order of its own numbers for them: the first is its
    /// logical CPU 0. The numbers stay when cores come and go. The host counts as the machine does, and says
    /// nothing here.
    public int[] numbered = {};
    /// The memory that it knows: what it was started with, then what it was given while it ran.
    public List<MemoryRange> memory = List.of();
    /// How many of these it was started with.
    public int bootRanges;
    /// The core that the next task runs on, in turn.
    public int turn;

    /// What it has logged before its console driver was there.
    public Blob consoleBacklog = Blob.EMPTY;
    /// What was typed to it.
    public long consoleInputBytes;
    /// What it printed and nobody got, since the host's ring was full.
    public long consoleLostBytes;

    // Counters.
    public long sent;
    public long taken;
    public long refused;
    public long served;

    Kernel(int slot, int id, String name, int parent, Pool pool, int machineCores) {
        this.slot = slot;
        this.id = id;
        this.name = name;
        this.parent = parent;
        this.pool = pool;
        mailbox = new Mailbox();
        ring = new Ring();
        online = new CoreSet(machineCores);
        enumerated = new CoreSet(machineCores);
    }

    private Kernel(Kernel other, Pool pool) {
        slot = other.slot;
        id = other.id;
        name = other.name;
        parent = other.parent;
        this.pool = pool;
        status = other.status;
        cores = other.cores;
        memoryBytes = other.memoryBytes;
        llcWayMask = other.llcWayMask;
        image = other.image;
        imageBytes = other.imageBytes;
        initrdBytes = other.initrdBytes;
        cmdline = other.cmdline;
        instancePool = other.instancePool;
        segments = other.segments;
        control = other.control;
        imagePulled = other.imagePulled;
        ringed = other.ringed;
        tree = other.tree;
        phase = other.phase;
        phaseSinceNs = other.phaseSinceNs;
        life = other.life;
        imageUsed = other.imageUsed;
        boots = other.boots;
        bootedOn = other.bootedOn;
        controlled = other.controlled;
        ring = other.ring.copy();
        draining = other.draining;
        doorbellLatched = other.doorbellLatched;
        drained = other.drained;
        badSizes = other.badSizes;
        mailbox = other.mailbox.copy();
        panicCore = other.panicCore;
        lastBeforePanic = other.lastBeforePanic;
        haltMarker = other.haltMarker;
        manifest = other.manifest;
        nextManifest = other.nextManifest;
        text = other.text;
        doorbellsToLose = other.doorbellsToLose;
        slowPercent = other.slowPercent;
        hogPercent = other.hogPercent;
        ghost = other.ghost;
        lastTransaction = other.lastTransaction;
        transactions.addAll(other.transactions);
        online = other.online.copy();
        enumerated = other.enumerated.copy();
        numbered = other.numbered;
        memory = other.memory;
        bootRanges = other.bootRanges;
        turn = other.turn;
        consoleBacklog = other.consoleBacklog;
        consoleInputBytes = other.consoleInputBytes;
        consoleLostBytes = other.consoleLostBytes;
        sent = other.sent;
        taken = other.taken;
        refused = other.refused;
        served = other.served;
    }

    /// @param ofCopy the copy of its pool
    Kernel copy(Pool ofCopy) {
        return new Kernel(this, ofCopy);
    }

    /// Its name in the tree of the kernel that lends it what it has. People know it by [#name], which has the
    /// names of its lenders in front of it but for the host's.
    public String label() {
        return name.substring(name.lastIndexOf(BELOW) + 1);
    }

    public boolean host() {
        return slot == 0;
    }

    /// How sentences call it: `the host`, or an instance by its name.
    public String called() {
        return host() ? "the host" : name;
    }

    /// The transactions of its file tree that have a directory, by number.
    public List<Transaction> transactions() {
        return transactions;
    }

    /// It begins a new life, and knows nothing of what it lent in the one before.
    public void forgetLending() {
        pool.forget();
        lastTransaction = 1;
        transactions.clear();
    }

    /// The core that starts it and takes its doorbells: the first in its list, or -1.
    public int bootCore() {
        return cores.length == 0 ? NO_CORE : cores[0];
    }

    /// Its first logical CPU, which it cannot give away while it runs: the one on which it started.
    public int firstCore() {
        return bootedOn;
    }

    public boolean owns(int core) {
        for (int c : cores) {
            if (c == core) {
                return true;
            }
        }
        return false;
    }

    /// Appends a core to the books' list.
    public void gain(int core) {
        cores = Arrays.copyOf(cores, cores.length + 1);
        cores[cores.length - 1] = core;
    }

    /// Strikes a core from the books' list.
    public void lose(int core) {
        var left = new int[cores.length];
        int count = 0;
        for (int c : cores) {
            if (c != core) {
                left[count++] = c;
            }
        }
        cores = Arrays.copyOf(left, count);
    }

    /// How long it takes for what usually takes so long.
    public long slowed(long usualNs) {
        return slowPercent == USUAL_PERCENT
                ? usualNs
                : Math.ceilDiv(Math.multiplyExact(usualNs, slowPercent), USUAL_PERCENT);
    }

    /// Whether its handlers for messages are registered.
    public boolean handlesMessages() {
        boolean late = phase == Phase.INIT || phase == Phase.UP || phase == Phase.HALTING;
        return late && manifest != Manifest.REJECTED;
    }

    /// Whether the loaded image has something in a run of memory.
    public boolean backsImage(long base, long bytes) {
        return segments.stream().anyMatch(new MemoryRange(base, bytes)::overlaps);
    }

    /// Appends memory that it took into use while it ran.
    public void learn(MemoryRange range) {
        memory = Stream.concat(memory.stream(), Stream.of(range)).toList();
    }

    /// Strikes memory that it emptied.
    public void forget(MemoryRange range) {
        memory = memory.stream().filter(known -> !known.equals(range)).toList();
    }

    void digest(Hash64 hash) {
        // The host's cores have no other place to park than its pool; so runs without nesting have the fingerprints
        // that they always had.
        var parking = host() ? pool.mailbox : mailbox;
        var other = host() ? mailbox : pool.mailbox;
        hash.add(slot).add(id).add(name).add(status.ordinal()).add(memoryBytes).add(image).add(imageBytes);
        hash.add(initrdBytes).add(cmdline).add(phase.ordinal()).add(phaseSinceNs).add(life).add(boots);
        hash.add(bootedOn).add(parking.core);
        hash.add((controlled ? 1 : 0) + (draining ? 2 : 0) + (doorbellLatched ? 4 : 0) + (ringed ? 8 : 0)
                + (imagePulled ? 16 : 0) + (haltMarker ? 32 : 0) + (parking.broken ? 64 : 0) + (ghost ? 128 : 0));
        hash.add(manifest.ordinal()).add(nextManifest.ordinal()).add(doorbellsToLose);
        hash.add(slowPercent + ((hogPercent - USUAL_PERCENT + 0L) << Integer.SIZE));
        hash.add(parking.to).add(parking.starts ? 1 : 0).add(parking.call).add(parking.sinceNs).add(panicCore);
        hash.add(lastBeforePanic);
        hash.add(drained).add(turn).add(sent).add(taken).add(refused).add(served);
        hash.add(cores.length);
        for (int core : cores) {
            hash.add(core);
        }
        for (var ranges : List.of(instancePool, segments, text, memory, List.of(control))) {
            hash.add(ranges.size());
            ranges.forEach(range -> range.digest(hash));
        }
        hash.add(bootRanges).add(consoleBacklog.hash()).add(consoleInputBytes).add(consoleLostBytes);
        if (llcWayMask != 0) {
            hash.add("llc").add(llcWayMask);
        }
        if (badSizes > 1) { // The first one changes nothing that can be seen but the warning.
            hash.add("bad sizes").add(badSizes);
        }
        if (imageUsed || tree.length() > 0) {
            hash.add("series").add(imageUsed ? 1 : 0).add(tree.hash());
        }
        if (parent != (host() ? State.NOBODY : State.HOST)) {
            hash.add("parent").add(parent);
        }
        if (!other.untouched()) {
            hash.add("mailbox");
            other.digest(hash);
        }
        if (!host() && !pool.untouched()) {
            hash.add("pool");
            pool.digest(hash);
        }
        if (!host() && (lastTransaction != 1 || !transactions.isEmpty())) {
            hash.add("transactions").add(lastTransaction);
            transactions.forEach(transaction -> transaction.digest(hash));
        }
        if (!host() && (pool.exists || parent != State.HOST)) {
            // Only files are made of these numbers, which follow from the start that the trail has. So that runs
            // without nesting keep their fingerprints, they are in those of others only.
            hash.add("numbered").add(numbered.length);
            for (int core : numbered) {
                hash.add(core);
            }
        }
        ring.digest(hash);
        online.digest(hash);
        enumerated.digest(hash);
    }
}
