package archipelago.engine.frame;

import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Journal;
import archipelago.engine.kernfs.Books;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.CostSetting;
import archipelago.engine.state.CutLink;
import archipelago.engine.state.Hang;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.Site;
import archipelago.engine.state.Socket;
import archipelago.engine.state.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The whole machine at one moment, as a copy: whoever holds a frame can read it while the machine
/// runs on, and nothing that is done with it reaches the machine. Core tables are indexed by dense
/// core number and sized once for a machine.
public final class Frame {
    /// Buckets in a core's load history, of 50 µs each.
    public static final int LOAD_BUCKETS = CoreTable.BUCKETS;

    /// The moment; it may lie between two events.
    public long nowNs;
    /// How many events have been handled.
    public long events;
    /// How many messages have been sent: all for which a slot was claimed.
    public long messages;
    public long fingerprint;
    /// How far this future has been computed; never before [#nowNs].
    public long furthestNs;
    /// The chapter of the story that was last reached, or -1.
    public int chapter = -1;
    /// The instance that the story waits for, to come up or to be loaded; an empty text if it waits for none.
    public String storyAwaits = "";
    /// What it waits for: up, or loaded.
    public boolean storyAwaitsUp;
    /// Whether the engine is playing.
    public boolean playing;
    /// Whether nothing is left to happen.
    public boolean finished;
    /// How many nanoseconds of the machine pass in a second on screen while it plays.
    public long speedNsPerSecond;
    /// The branch on which this moment lies; 0 is the story as written.
    public int branch;
    /// How many commands have been given on this branch in all, those of its known future included.
    public int commands;
    /// How many of them lie before now.
    public int given;
    /// How many searches through time have found nothing since the machine was opened.
    public int searchesInVain;
    /// Whether a search through time is under way: what the frame tells is how far it has come.
    public boolean searching;
    /// Whether the last search that found nothing was ended before it had looked everywhere.
    public boolean searchStopped;
    /// What happened last: the number of an event, or the negative number of a person's act after it; 0 at the start.
    public long lastOrigin;
    /// The moments that have names, in the order in which they were set.
    public List<BookmarkView> bookmarks = List.of();
    /// All futures of the session, by number.
    public List<BranchView> branches = List.of();
    /// How many facts of [#journal] have happened at this moment; the others are known future.
    public int happened;
    /// All facts known on this branch, the future included.
    public Journal.View journal = Journal.View.EMPTY;
    /// What made each event happen that is known on this branch, the future included.
    public Causes.View causes = Causes.View.EMPTY;
    /// Whether the machine has been reset: every kernel on it has ended, and nothing happens any more.
    public boolean ended;
    /// Sentences of broken promises; empty in a sound machine.
    public List<String> violations = List.of();
    /// The same promises, with what broke them and when; empty also where the program found a mistake of its own.
    public List<Violation> broken = List.of();

    /// The slot of the kernel that the books give each core to, or -1 for the host's pool. A core in the pool of an
    /// instance is that instance's, and [#idle].
    public final short[] owner;
    /// Where each core is: ordinals of [Site].
    public final byte[] site;
    /// The kernel that a core runs, or on whose mailbox it is parked; -1 for that of the host's pool.
    public final short[] siteKernel;
    /// The cores that are free in the pool of the instance that has them.
    public final BitSet idle = new BitSet();
    /// What is wrong with cores that do not go on: ordinals of [Hang].
    public final byte[] hang;
    /// Whether each core is handling something right now.
    public final boolean[] busy;
    /// The share of each bucket of the last 800 µs that a core was busy, 0 to 100, oldest first:
    /// `load[core * LOAD_BUCKETS + bucket]`.
    public final byte[] load;

    /// The kernels that exist, by slot; slots of removed instances are missing.
    public final List<KernelView> kernels = new ArrayList<>();
    /// Kernels that cores still execute though the books have no record of them any more.
    public final List<KernelView> ghosts = new ArrayList<>();
    public final List<FlightView> flights = new ArrayList<>();
    /// Pool chunks and what of them is lent, by address.
    public final List<MemoryView> memory = new ArrayList<>();
    public final List<OperationView> operations = new ArrayList<>();
    /// The overlay transactions that have a directory, by number.
    public List<Transaction> transactions = List.of();
    /// The open `/dev/mktty` of all hosts.
    public List<ConsoleLink> consoles = List.of();
    /// How often one has been opened.
    public int consolesOpened;
    /// The sockets between kernels, by number.
    public List<Socket> sockets = List.of();
    /// The DAXFS images in the memory of pools, and who has mounted them.
    public List<SharedImage> images = List.of();
    public List<SharedImage.Mount> mounts = List.of();
    /// The tasks that are at work inside kernels; none where a scenario has none.
    public final List<TaskView> tasks = new ArrayList<>();
    /// The locks inside kernels, in the order in which they were made.
    public final List<LockView> locks = new ArrayList<>();
    /// The PCI functions that do not answer on their bus any more, by index.
    public final BitSet devicesGone = new BitSet();
    /// The links on which no doorbell arrives, in the order in which they were cut.
    public List<CutLink> cutLinks = List.of();
    /// Which kernels wait for an answer of others, in the order in which they asked.
    public List<WaitView> waits = List.of();
    /// The durations that somebody has set by hand.
    public List<CostSetting> costSettings = List.of();
    /// The streams of traffic of the scenario, in its order.
    public List<StreamView> streams = List.of();
    /// What comes by chance, if anything does.
    public Optional<ChanceView> chances = Optional.empty();
    /// What the host's books say, from which its device trees are written.
    public Books books = Books.EMPTY;
    /// What the books of instances say that are hosts themselves, by slot.
    public final Map<Integer, Books> lenders = new TreeMap<>();
    /// The overlay transactions in their trees, by slot.
    public final Map<Integer, List<Transaction>> lendersTransactions = new TreeMap<>();

    public Frame(int cores) {
        owner = new short[cores];
        site = new byte[cores];
        siteKernel = new short[cores];
        hang = new byte[cores];
        busy = new boolean[cores];
        load = new byte[cores * LOAD_BUCKETS];
    }

    public Site site(int core) {
        return Site.of(site[core]);
    }

    /// What is wrong with a core that does not go on.
    public Hang hang(int core) {
        return Hang.of(hang[core]);
    }

    /// The books of a kernel; those of one that has never lent anything say nothing.
    public Books booksOf(int slot) {
        return slot <= 0 ? books : lenders.getOrDefault(slot, Books.EMPTY);
    }

    /// The overlay transactions in the tree of a kernel.
    public List<Transaction> transactionsOf(int slot) {
        return slot <= 0 ? transactions : lendersTransactions.getOrDefault(slot, List.of());
    }

    /// The name of the kernel that works on an operation, as people know it: `host` for the machine's own.
    public String worker(OperationView operation) {
        var kernel = present(operation.host());
        return kernel != null ? kernel.name() : "kernel " + operation.host();
    }

    /// What executes or may execute from a slot, a kernel or a ghost; null if nothing does.
    public KernelView present(int slot) {
        var kernel = kernel(slot);
        return kernel != null ? kernel : ghosts.stream().filter(ghost -> ghost.slot() == slot).findFirst().orElse(null);
    }

    /// Whether a core executes a kernel's code, be the books right about it or not.
    public boolean executes(int core, int slot) {
        return siteKernel[core] == slot && (site(core) == Site.RUNNING || site(core) == Site.HOTPLUG);
    }

    /// Whether a core loops in kernel code and does not go on.
    public boolean hangs(int core) {
        return hang(core) == Hang.IRQS_ON || hang(core) == Hang.IRQS_OFF;
    }

    /// The task with a number, or null if it is not at work.
    public TaskView task(int number) {
        return tasks.stream().filter(task -> task.number() == number).findFirst().orElse(null);
    }

    /// Lets go of old facts but rare ones, for somebody who looks only for a moment.
    ///
    /// @param facts how many before this moment are kept without a gap, about
    public void keepNewest(int facts) {
        long told = told();
        int ahead = journal.size() - happened;
        journal = journal.newest(ahead + facts);
        happened = journal.indexOf(told);
    }

    /// How many facts had been told at this moment, those included that [#journal] has forgotten.
    public long told() {
        return journal.number(happened);
    }

    /// The kernel in a slot, or null if there is none.
    public KernelView kernel(int slot) {
        for (var kernel : kernels) {
            if (kernel.slot() == slot) {
                return kernel;
            }
        }
        return null;
    }

    /// The mean of a core's load history, 0 to 100.
    public int meanLoad(int core) {
        int sum = 0;
        for (int b = 0; b < LOAD_BUCKETS; b++) {
            sum += load[core * LOAD_BUCKETS + b];
        }
        return sum / LOAD_BUCKETS;
    }
}
