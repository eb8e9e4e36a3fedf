package archipelago.app;

import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.BeliefView;
import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.kernfs.Books;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Frames made by hand, for pictures and tests: two sockets of 16 cores, the host, two instances,
/// three cores in the pool.
public final class Frames {
    public static final long NOW_NS = 1_842_306;

    private Frames() {}

    /// Two sockets with 16 cores each: ids 0, 2 … 30 and 64, 66 … 94.
    public static Machine machine() {
        var nodes = List.of(
                new Machine.Node(0, 0, 0, 32 * Sizes.GIB, List.of(10, 21)),
                new Machine.Node(1, 1, 32 * Sizes.GIB, 32 * Sizes.GIB, List.of(21, 10)));
        var cores = new ArrayList<Machine.Core>();
        for (int i = 0; i < 32; i++) {
            cores.add(new Machine.Core(i < 16 ? 2L * i : 64 + 2L * (i - 16), i / 16));
        }
        var devices = List.of(
                new Machine.PciFunction("nic0", "0000:3b:00.0", 0x8086, 0x1592, 0),
                new Machine.PciFunction("nvme0", "0000:5e:00.0", 0x144d, 0xa824, 0),
                new Machine.PciFunction("nic1", "0000:af:00.0", 0x15b3, 0x101d, 1),
                new Machine.PciFunction("nvme1", "0000:d8:00.0", 0x144d, 0xa824, 1));
        return new Machine(nodes, cores, devices);
    }

    /// A machine of any size: one node a socket, ids in steps of two.
    public static Machine machine(int sockets, int cores) {
        var nodes = new ArrayList<Machine.Node>();
        for (int s = 0; s < sockets; s++) {
            var distances = new ArrayList<Integer>();
            for (int t = 0; t < sockets; t++) {
                distances.add(s == t ? 10 : 21);
            }
            nodes.add(new Machine.Node(s, s, s * 64 * Sizes.GIB, 64 * Sizes.GIB, distances));
        }
        var list = new ArrayList<Machine.Core>();
        for (int c = 0; c < cores; c++) {
            list.add(new Machine.Core(2L * c, (int) ((long) c * sockets / cores)));
        }
        return new Machine(nodes, list, List.of());
    }

    /// Requests, replies and a control message under way; three messages wait.
    public static Frame talking() {
        var frame = calm();
        frame.flights.add(flight(1, MessageKind.USER_REQUEST, 1, 8, 2, 16, 0.62));
        frame.flights.add(flight(2, MessageKind.USER_REPLY, 2, 16, 1, 8, 0.35));
        frame.flights.add(flight(3, MessageKind.CPU_REMOVE, 0, 0, 1, 8, 0.5));
        frame.flights.add(flight(4, MessageKind.HALTED, 2, 16, 0, 0, 0.7));
        frame.flights.add(flight(5, MessageKind.USER_REQUEST, 0, 3, 2, 16, 1.1));
        frame.flights.add(flight(6, MessageKind.USER_REQUEST, 1, 9, 2, 16, 1.2));
        frame.flights.add(flight(7, MessageKind.CPU_ADD, 0, 0, 2, 16, 1.3));
        frame.messages = 7;
        return frame;
    }

    /// The host, two instances that run, and nothing under way.
    public static Frame calm() {
        var frame = new Frame(32);
        frame.nowNs = NOW_NS;
        frame.furthestNs = NOW_NS;
        frame.speedNsPerSecond = 5_000;
        for (int core = 0; core < 32; core++) {
            place(frame, core, 0, Site.RUNNING, 0);
        }
        for (int core = 8; core < 12; core++) {
            place(frame, core, 1, Site.RUNNING, 1);
        }
        for (int core = 16; core < 21; core++) {
            place(frame, core, 2, Site.RUNNING, 2);
        }
        for (int core : new int[] {12, 13, 21}) {
            place(frame, core, -1, Site.PARKED_POOL, -1);
        }
        work(frame, 7);
        frame.kernels.add(kernel(0, "host", Status.ACTIVE, Phase.UP, 20, 0, 52));
        frame.kernels.add(kernel(1, "web-server", Status.ACTIVE, Phase.UP, 4, 8, 4));
        frame.kernels.add(kernel(2, "database", Status.ACTIVE, Phase.UP, 5, 16, 8));
        frame.memory.add(new MemoryView(16 * Sizes.GIB, 4 * Sizes.GIB, 0, 1));
        frame.memory.add(new MemoryView(20 * Sizes.GIB, 8 * Sizes.GIB, 0, 2));
        frame.journal = journal(false);
        frame.happened = frame.journal.size();
        frame.books = books(machine(), frame, List.of(0, 1, 2, -1));
        return frame;
    }

    /// The web server starts: its boot CPU runs alone, the others wait on its mailbox.
    public static Frame booting() {
        var frame = calm();
        frame.kernels.set(1, kernel(1, "web-server", Status.ACTIVE, Phase.EARLY_BOOT, 4, 8, 4));
        for (int core = 9; core < 12; core++) {
            place(frame, core, 1, Site.PARKED_INSTANCE, 1);
        }
        frame.kernels.set(2, kernel(2, "database", Status.ACTIVE, Phase.SECONDARIES, 5, 16, 8));
        for (int core = 18; core < 21; core++) {
            place(frame, core, 2, Site.PARKED_INSTANCE, 2);
        }
        return frame;
    }

    /// The web server has panicked on its second core; its cores are back in the park loop.
    public static Frame panicked() {
        var frame = talking();
        frame.flights.removeIf(flight -> flight.fromKernel() == 1);
        frame.kernels.set(1, kernel(1, "web-server", Status.LOADED, Phase.OFF, 4, 8, 4));
        for (int core = 8; core < 12; core++) {
            place(frame, core, 1, Site.PARKED_INSTANCE, 1);
        }
        frame.journal = journal(true);
        frame.happened = frame.journal.size();
        return frame;
    }

    /// Core 24 is on its way from the pool into the web server, core 76 leaves the host.
    public static Frame moving() {
        var frame = talking();
        place(frame, 12, -1, Site.MOVING, 1);
        place(frame, 22, 0, Site.HOTPLUG, 0);
        place(frame, 31, 0, Site.DEAD, -1);
        return frame;
    }

    /// Many kernels on a machine of any size, some of it broken, and messages under way.
    public static Frame crowded(Machine machine, int instances, int flights) {
        int cores = machine.coreCount();
        var frame = new Frame(cores);
        frame.nowNs = NOW_NS;
        frame.speedNsPerSecond = 5_000;
        int hostCores = Math.max(1, cores / 5);
        int poolFrom = cores - cores / 8;
        for (int core = 0; core < cores; core++) {
            int slot = core < hostCores ? 0 : 1 + (core - hostCores) * instances / Math.max(1, poolFrom - hostCores);
            if (instances == 0 || core >= poolFrom) {
                place(frame, core, core < hostCores ? 0 : -1, core < hostCores ? Site.RUNNING : Site.PARKED_POOL,
                        core < hostCores ? 0 : -1);
            } else {
                place(frame, core, slot, Site.RUNNING, slot);
            }
        }
        work(frame, cores);
        var names = List.of("web-server", "database", "cache", "edge", "batch", "metrics", "search", "queue");
        frame.kernels.add(kernel(0, "host", Status.ACTIVE, Phase.UP, owned(frame, 0), 0, 16));
        for (int slot = 1; slot <= instances; slot++) {
            if (owned(frame, slot) > 0) {
                var name = slot <= names.size() ? names.get(slot - 1) : "worker-" + slot;
                frame.kernels.add(kernel(
                        slot, name, Status.ACTIVE, Phase.UP, owned(frame, slot), first(frame, slot), 8));
            }
        }
        var random = new RandomStream(3, "flights");
        for (int m = 1; m <= flights; m++) {
            var from = frame.kernels.get((int) random.nextBelow(frame.kernels.size()));
            var to = frame.kernels.get((int) random.nextBelow(frame.kernels.size()));
            if (from.slot() != to.slot()) {
                var kind = random.nextBelow(2) == 0 ? MessageKind.USER_REQUEST : MessageKind.USER_REPLY;
                double share = random.nextBelow(120) / 100.0;
                frame.flights.add(flight(m, kind, from.slot(), from.bootCore(), to.slot(), to.bootCore(), share));
            }
        }
        frame.books = books(machine, frame, machine.devices().stream().map(device -> 0).toList());
        return frame;
    }

    /// The books that belong to a frame's cores, kernels and memory; all memory between the first and the last
    /// that is named is one chunk.
    public static Books books(Machine machine, Frame frame, List<Integer> deviceOwner) {
        var instances = new ArrayList<Books.Instance>();
        for (var kernel : frame.kernels) {
            if (!kernel.host()) {
                var cpus = cpus(machine, frame, kernel.slot());
                instances.add(new Books.Instance(kernel.slot(), kernel.id(), kernel.name(), cpus, true, "active", 0));
            }
        }
        var regions = frame.memory.stream()
                .filter(memory -> memory.kernel() > 0)
                .map(memory -> new Pool.Region(memory.base(), memory.bytes(), memory.node(), memory.kernel()))
                .toList();
        var chunks = new ArrayList<Pool.Chunk>();
        if (!frame.memory.isEmpty()) {
            long base = frame.memory.getFirst().base();
            long end = frame.memory.getLast().base() + frame.memory.getLast().bytes();
            chunks.add(new Pool.Chunk(base, end - base, 0));
        }
        var free = cpus(machine, frame, -1);
        boolean pool = !free.isEmpty() || !chunks.isEmpty();
        return new Books(pool, cpus(machine, frame, 0), free, instances, chunks, regions, deviceOwner);
    }

    private static List<Long> cpus(Machine machine, Frame frame, int owner) {
        return IntStream.range(0, machine.coreCount())
                .filter(core -> frame.owner[core] == owner)
                .mapToObj(machine::physicalId)
                .toList();
    }

    public static void place(Frame frame, int core, int owner, Site site, int kernel) {
        frame.owner[core] = (short) owner;
        frame.site[core] = (byte) site.ordinal();
        frame.siteKernel[core] = (short) kernel;
        if (site != Site.RUNNING) {
            frame.busy[core] = false;
        }
    }

    public static KernelView kernel(
            int slot, String name, Status status, Phase phase, int cores, int bootCore, int gibibytes) {
        return new KernelView(
                slot, slot, name, status, phase, cores, bootCore, gibibytes * Sizes.GIB, slot == 0 ? "" : "vmlinux",
                900_000, 1, 5, 2, 40, 38, 0, 20, 100, false, 0, BeliefView.none(64), slot == 0 ? -1 : 0);
    }

    /// @param share how much of its way the message has behind it; above 1 it waits
    public static FlightView flight(
            long message, MessageKind kind, int fromKernel, int fromCore, int toKernel, int toCore, double share) {
        long wayNs = 1_000;
        long sentNs = NOW_NS - Math.round(wayNs * share);
        return new FlightView(
                message, kind, fromKernel, fromCore, toKernel, toCore, sentNs, sentNs + wayNs, (int) message & 63);
    }

    private static void work(Frame frame, long seed) {
        var random = new RandomStream(seed, "load");
        for (int core = 0; core < frame.owner.length; core++) {
            if (frame.site(core) == Site.RUNNING) {
                boolean idle = random.nextBelow(5) == 0;
                long level = idle ? 0 : 10 + random.nextBelow(70);
                for (int b = 0; b < Frame.LOAD_BUCKETS; b++) {
                    long share = idle ? 0 : Math.clamp(level - 18 + random.nextBelow(36), 0, 100);
                    frame.load[core * Frame.LOAD_BUCKETS + b] = (byte) share;
                }
                frame.busy[core] = level > 55;
            }
        }
    }

    private static int owned(Frame frame, int slot) {
        int count = 0;
        for (short owner : frame.owner) {
            count += owner == slot ? 1 : 0;
        }
        return count;
    }

    private static int first(Frame frame, int slot) {
        int core = 0;
        while (frame.owner[core] != slot) {
            core++;
        }
        return core;
    }

    private static Journal.View journal(boolean panic) {
        var journal = new Journal();
        var fill = new Command.FillPool(List.of(16L), List.of(), List.of("nic1", "0000:5e:00.0", "nvme1"));
        var web = new Command.Create("web-server", 1, List.of(16L), 4 * Sizes.GIB, -1, List.of("nvme0"));
        var database = new Command.Create("database", 2, List.of(64L), 8 * Sizes.GIB, -1, List.of("nic1"));
        for (int device : new int[] {1, 2, 3}) {
            journal.append(new Fact(1_000, 1, new Happening.DeviceReassigned(device, 0, -1)));
        }
        journal.append(new Fact(1_000, 1, new Happening.Answered(1, fill, Errno.OK, "done")));
        journal.append(new Fact(2_000, 2, new Happening.InstanceCreated(1, 1, "web-server")));
        journal.append(new Fact(2_000, 2, new Happening.DeviceReassigned(1, -1, 1)));
        journal.append(new Fact(2_000, 2, new Happening.Answered(2, web, Errno.OK, "done")));
        journal.append(new Fact(3_000, 3, new Happening.InstanceCreated(2, 2, "database")));
        journal.append(new Fact(3_000, 3, new Happening.DeviceReassigned(2, -1, 2)));
        journal.append(new Fact(3_000, 3, new Happening.Answered(3, database, Errno.OK, "done")));
        journal.append(new Fact(4_000, 4, new Happening.PhaseEntered(1, Phase.EARLY_BOOT)));
        if (panic) {
            journal.append(new Fact(1_840_000, 5, new Happening.FaultInjected(1, 9, "panic")));
            journal.append(new Fact(1_840_000, 5, new Happening.PhaseEntered(1, Phase.PANICKING)));
            journal.append(new Fact(1_841_000, 6, new Happening.PhaseEntered(1, Phase.OFF)));
        }
        return journal.view();
    }
}
