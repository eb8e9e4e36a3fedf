package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that can change during a run, but for the queue of future events. It can be copied,
/// and two states can be told apart by [#digest()]; nothing else about a run is remembered anywhere.
public final class State {
    /// The host's slot in the kernel table.
    public static final int HOST = 0;
    /// Stands for the lender of the host, which has none.
    static final int NOBODY = -1;
    private static final long CORE_BYTES = 96;
    private static final long KERNEL_BYTES = 1024;
    private static final long STREAM_BYTES = 96;

    /// The present instant.
    public long nowNs;
    /// How many events have been handled.
    public long events;
    /// When the last event or command happened.
    public long lastNs;
    /// How many events are due that are not time-outs; with none, nothing more happens by itself.
    public long pendingWork;
    /// How many messages have been numbered.
    public long messages;
    /// How many messages have left a ring unread.
    public long messagesLost;
    /// How many messages were taken by instances that have been removed since.
    public long messagesTakenByGone;
    /// How many requests have been made, by people and by the story. kerf may have refused some, of which
    /// the machine knows nothing.
    public int acts;
    /// How many calls the host has been given.
    public int calls;
    /// How many questions to other kernels have been numbered.
    public long asksNumbered;
    /// How often `/dev/mktty` has been opened.
    public int consolesOpened;
    /// How many sockets there have been.
    public int socketsOpened;
    /// Whether the machine has been reset: every core has stopped, and nothing happens any more.
    public boolean ended;
    /// How many kernels make their neighbours slow.
    public int hogs;
    /// The daemon that waits to take over, or null.
    public Standby standby;
    /// Whether the host has warned that DMA of lent devices is not restricted; it does so once.
    public boolean warnedOfDma;
    /// How often it was asked for that faults come by chance.
    public int chanceRounds;
    /// What comes by chance, or null.
    public Chances chances;
    /// The running hash of all events and commands.
    public long trail = new Hash64().value();

    public final CoreTable cores;
    /// The host's pool. Those of other kernels are in their rows; see [#pool(int)].
    public final Pool pool;
    public final StoryPlace story;
    public final TaskTable tasks;
    private final List<Kernel> kernels = new ArrayList<>();
    /// Who of them lends to whom: read from the table.
    public final transient Lending lending = new Lending(kernels);
    private final transient KernelNames names = new KernelNames(kernels);
    private final List<Operation> operations = new ArrayList<>();
    private final List<Operation.Ask> asks = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<ConsoleLink> consoles = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<SharedImage> images = new ArrayList<>();
    private final List<SharedImage.Mount> mounts = new ArrayList<>();
    private final List<MessageFault> messageFaults = new ArrayList<>();
    private final List<CutLink> cutLinks = new ArrayList<>();
    private final List<CostSetting> costSettings = new ArrayList<>();
    private final List<Fragmentation> fragmentations = new ArrayList<>();
    /// The owner of each PCI function: a kernel's slot, or a pool as in [CoreTable#pool].
    public final int[] deviceOwner;
    /// Whether a PCI function does not answer on its bus any more.
    public final boolean[] deviceGone;
    /// Whether somebody on the host has bound a driver to a PCI function that is not the host's.
    public final boolean[] hostDriver;

    public State(int cores, int devices) {
        this.cores = new CoreTable(cores);
        pool = new Pool();
        story = new StoryPlace();
        tasks = new TaskTable(cores);
        deviceOwner = new int[devices];
        deviceGone = new boolean[devices];
        hostDriver = new boolean[devices];
    }

    private State(State other) {
        nowNs = other.nowNs;
        events = other.events;
        lastNs = other.lastNs;
        pendingWork = other.pendingWork;
        messages = other.messages;
        messagesLost = other.messagesLost;
        messagesTakenByGone = other.messagesTakenByGone;
        acts = other.acts;
        calls = other.calls;
        asksNumbered = other.asksNumbered;
        consolesOpened = other.consolesOpened;
        socketsOpened = other.socketsOpened;
        ended = other.ended;
        hogs = other.hogs;
        standby = other.standby;
        warnedOfDma = other.warnedOfDma;
        chanceRounds = other.chanceRounds;
        chances = other.chances == null ? null : other.chances.copy();
        trail = other.trail;
        cores = other.cores.copy();
        pool = other.pool.copy();
        story = other.story.copy();
        tasks = other.tasks.copy();
        deviceOwner = other.deviceOwner.clone();
        deviceGone = other.deviceGone.clone();
        hostDriver = other.hostDriver.clone();
        messageFaults.addAll(other.messageFaults);
        cutLinks.addAll(other.cutLinks);
        costSettings.addAll(other.costSettings);
        fragmentations.addAll(other.fragmentations);
        for (var kernel : other.kernels) {
            kernels.add(kernel == null ? null : kernel.copy(kernel.pool == other.pool ? pool : kernel.pool.copy()));
        }
        operations.addAll(other.operations);
        asks.addAll(other.asks);
        consoles.addAll(other.consoles);
        sockets.addAll(other.sockets);
        images.addAll(other.images);
        mounts.addAll(other.mounts);
        services.addAll(other.services);
        for (var stream : other.streams) {
            streams.add(stream.copy());
        }
    }

    public State copy() {
        return new State(this);
    }

    /// How much room a copy takes, about: what there is many of on a large machine.
    public long copyBytes() {
        return cores.count() * CORE_BYTES + kernels.size() * (KERNEL_BYTES + cores.count() / Integer.BYTES)
                + streams.size() * STREAM_BYTES;
    }

    /// Folds a word into the running hash of what has happened.
    public void fold(long word) {
        trail = Hash64.fold(trail, word);
    }

    /// Adds the host, or an instance of the host, in the next free slot. Slots are never used again.
    public Kernel addKernel(int id, String name) {
        return addKernel(id, name, kernels.isEmpty() ? NOBODY : HOST);
    }

    /// @param parent the slot of the kernel that lends it what it has
    public Kernel addKernel(int id, String name, int parent) {
        int slot = kernels.size();
        var kernel = new Kernel(slot, id, name, parent, slot == HOST ? pool : new Pool(), cores.count());
        kernels.add(kernel);
        return kernel;
    }

    /// Strikes a kernel's record; its slot is not used again, and what it had taken still counts. A kernel
    /// that cores still execute goes on as a ghost: nobody finds it in the books any more. So does an instance of
    /// an instance in whose memory a core waits.
    public void removeKernel(int slot) {
        Require.that(slot != HOST, "the host is not removed");
        var kernel = kernels.get(slot);
        messagesTakenByGone += kernel.taken;
        kernel.ghost = executed(slot) || cores.anyParkedAt(slot, kernel.parent == HOST);
        if (!kernel.ghost) {
            hog(kernel, Kernel.USUAL_PERCENT);
            kernels.set(slot, null);
            cutLinks.removeIf(link -> link.from() == slot || link.to() == slot);
        }
    }

    /// Says how long the neighbours of a kernel take from now on, in percent of the usual time.
    public void hog(Kernel kernel, int percent) {
        int was = kernel.hogPercent > Kernel.USUAL_PERCENT ? 1 : 0;
        kernel.hogPercent = percent;
        hogs += (percent > Kernel.USUAL_PERCENT ? 1 : 0) - was;
    }

    /// Whether any core executes a kernel's code.
    public boolean executed(int slot) {
        return cores.anyExecutes(slot);
    }

    /// Whether any core of a kernel gets on with its code.
    public boolean works(Kernel kernel) {
        return workingCore(kernel) != Kernel.NO_CORE;
    }

    /// The core on which a kernel's programs go on: the boot core, or the first other one that gets on;
    /// -1 if none does.
    public int workingCore(Kernel kernel) {
        if (kernel.bootedOn != Kernel.NO_CORE && cores.works(kernel.bootedOn, kernel.slot)) {
            return kernel.bootedOn;
        }
        return cores.firstThatWorks(kernel.slot);
    }

    /// Whether a kernel answers system calls.
    public boolean answers(Kernel kernel) {
        return !ended && kernel.phase == Phase.UP && works(kernel);
    }

    /// One more than the highest slot ever used.
    public int slots() {
        return kernels.size();
    }

    /// The kernel in a slot, or null if it has been removed.
    public Kernel kernel(int slot) {
        var kernel = kernels.get(slot);
        return kernel == null || kernel.ghost ? null : kernel;
    }

    /// What runs, or may run, from a slot, whether the books have a record of it or not; null if nothing does.
    public Kernel present(int slot) {
        return kernels.get(slot);
    }

    public Kernel host() {
        return kernels.getFirst();
    }

    /// The pool of the kernel in a slot.
    public Pool pool(int keeper) {
        return kernels.get(keeper).pool;
    }

    /// The kernel of this name, or null.
    public Kernel named(String name) {
        return names.recorded(name);
    }

    /// The kernel of this name, be it one that the books have forgotten; a record comes first, then the
    /// latest ghost. Null if there is none.
    public Kernel presentNamed(String name) {
        return names.present(name);
    }

    /// The kernel in a slot, a ghost or not, if it is in the life that is meant, or null.
    public Kernel living(int slot, int life) {
        var kernel = kernels.get(slot);
        return kernel != null && kernel.life == life ? kernel : null;
    }

    public List<Operation> operations() {
        return operations;
    }

    /// The operation with this number, or null if it is over.
    public Operation operation(int number) {
        for (var operation : operations) {
            if (operation.number() == number) {
                return operation;
            }
        }
        return null;
    }

    /// Puts the newest state of an operation in the place of the older one, or adds it.
    public void put(Operation operation) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).number() == operation.number()) {
                operations.set(i, operation);
                return;
            }
        }
        operations.add(operation);
    }

    public List<Operation.Ask> asks() {
        return asks;
    }

    public List<Stream> streams() {
        return streams;
    }

    /// The services that programs ask for, in the order of the scenario.
    public List<Service> services() {
        return services;
    }

    /// The service of this name, if there is one.
    public Optional<Service> service(String name) {
        for (var service : services) {
            if (service.name().equals(name)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    /// The name of the kernel that is meant by a name: the one that answers to a service of that name, or else
    /// the name itself.
    public String kernelMeantBy(String name) {
        var service = service(name);
        return service.isPresent() ? service.get().kernel() : name;
    }

    /// What is going to happen to messages, in the order in which it was injected.
    public List<MessageFault> messageFaults() {
        return messageFaults;
    }

    /// Takes the first fault that strikes a message out of the list, if there is one.
    public Optional<MessageFault> takeMessageFault(int from, int to, MessageKind kind) {
        for (var fault : messageFaults) {
            if (fault.strikes(from, to, kind)) {
                messageFaults.remove(fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /// The links that are cut, in the order in which they were.
    public List<CutLink> cutLinks() {
        return cutLinks;
    }

    /// Whether doorbells from one kernel to another reach nobody.
    public boolean cut(int from, int to) {
        if (cutLinks.isEmpty()) {
            return false; // As good as always, and asked for every doorbell.
        }
        return cutLinks.contains(new CutLink(from, to));
    }

    /// The durations that are not what they are by default, in the order in which they were set.
    public List<CostSetting> costSettings() {
        return costSettings;
    }

    List<Fragmentation> fragmentations() {
        return fragmentations;
    }

    /// Breaks the free memory of a node up, or puts it together again.
    public void fragment(Fragmentation fragmentation) {
        fragmentations.removeIf(f -> f.node() == fragmentation.node());
        fragmentations.add(fragmentation);
    }

    /// The largest run of pages that a node can give in one piece, as far as its fragmentation goes.
    public long largestRunBytes(int node) {
        return Fragmentation.largestBytes(fragmentations, node);
    }

    /// The host's transactions that have a directory, by number.
    public List<Transaction> transactions() {
        return host().transactions();
    }

    /// The open `/dev/mktty` of all hosts.
    public List<ConsoleLink> consoles() {
        return consoles;
    }

    public List<Socket> sockets() {
        return sockets;
    }

    /// The DAXFS images in the memory of pools.
    public List<SharedImage> images() {
        return images;
    }

    /// Which kernels have mounted them.
    public List<SharedImage.Mount> mounts() {
        return mounts;
    }

    /// A hash of all of the state but the present instant, which may lie anywhere between two events; who
    /// asked for what, of which the machine knows nothing; and the running hash of what has happened, which
    /// [#fingerprint()] joins to this one.
    public long digest() {
        return StateDigest.of(this);
    }

    /// The running hash of what has happened. Where two of them differ, so do the pasts; [#fingerprint()], which looks at
    /// all of the state as well, may differ before.
    public long trail() {
        return trail;
    }

    /// What tells this run's past and present from any other's.
    public long fingerprint() {
        return Hash64.fold(trail, digest());
    }
}
