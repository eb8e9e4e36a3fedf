package archipelago.engine.kernfs;

import archipelago.engine.base.Blob;
import archipelago.engine.early.SharedRegion;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.pool.Ledger;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the books of a host, of all or of one that is an instance itself, say of CPUs, memory and devices, as a
/// copy: all that the device trees are made of. CPUs are physical ids. Lists are in the kernel's order where the
/// state remembers it.
///
/// @param keeper whose books they are
/// @param pool whether a baseline has been applied
/// @param hostCpus the host's own, in the order in which it got them
/// @param freeCpus of the pool; the kernel lists them as they came in, which the state does not
///     remember: here they stand in the machine's order
/// @param instances in the order in which they were made
/// @param chunks in the order in which they were taken
/// @param regions by address
/// @param deviceOwner by the machine's order of functions: the slot of an instance or of the keeper, or its pool
///     as in [CoreTable#pool]; something else if the keeper does not have it
/// @param earlier what only a host of a generation before mk2 has
public record Books(
        Keeper keeper,
        boolean pool,
        List<Long> hostCpus,
        List<Long> freeCpus,
        List<Instance> instances,
        List<Pool.Chunk> chunks,
        List<Pool.Region> regions,
        List<Integer> deviceOwner,
        Optional<Earlier> earlier) {

    /// The books of a machine of which nothing is known.
    public static final Books EMPTY =
            new Books(false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Books {
        hostCpus = List.copyOf(hostCpus);
        freeCpus = List.copyOf(freeCpus);
        instances = List.copyOf(instances);
        chunks = List.copyOf(chunks);
        regions = List.copyOf(regions);
        deviceOwner = List.copyOf(deviceOwner);
    }

    /// The books of a host of today, of whose own memory nothing is known.
    public Books(
            boolean pool,
            List<Long> hostCpus,
            List<Long> freeCpus,
            List<Instance> instances,
            List<Pool.Chunk> chunks,
            List<Pool.Region> regions,
            List<Integer> deviceOwner) {
        this(Keeper.NOBODY, pool, hostCpus, freeCpus, instances, chunks, regions, deviceOwner, Optional.empty());
    }

    /// Whose books they are.
    ///
    /// @param id by which it knows itself
    /// @param bootCore takes the doorbells
    /// @param ring where its own ring lies
    /// @param memory its own, in which the rings of its instances lie
    /// @param bootRanges how many ranges of it the kernel was started with; the others were added since
    public record Keeper(int slot, int id, int bootCore, long ring, List<MemoryRange> memory, int bootRanges) {
        private static final Keeper NOBODY = new Keeper(State.HOST, 0, 0, 0, List.of(), 0);

        public Keeper {
            memory = List.copyOf(memory);
        }

        /// The number by which it knows a node of the machine: an instance has one node, whatever the machine has.
        int node(Machine machine, int index) {
            return slot == State.HOST ? machine.nodes().get(index).number() : Ledger.INSTANCE_NODE;
        }

        /// The ring of an instance with this id.
        long ring(int instance) {
            return HostMemory.ring(memory, instance);
        }

        /// The pages that its boot tree is written into.
        long manifest(int instance) {
            return HostMemory.manifest(memory, instance);
        }
    }

    /// What generations before mk2 remember besides.
    ///
    /// @param reserved memory that was set aside for the pool
    /// @param baseline as it was written; no bytes before that
    /// @param shared the one region for messages of September 2025
    /// @param trees what was written of each instance, by its slot; only in October 2025
    public record Earlier(
            Generation generation,
            Optional<MemoryRange> reserved,
            Blob baseline,
            Optional<MemoryRange> shared,
            Map<Integer, Blob> trees) {}

    /// The generation of the host, as far as its files look different for it: what came after mk2 looks like mk2.
    public Generation generation() {
        return earlier.map(Earlier::generation).orElse(Generation.MK2);
    }

    /// What an instance's tree was when it was written; no bytes where that is not kept.
    public Blob treeOf(int slot) {
        return earlier.map(known -> known.trees().getOrDefault(slot, Blob.EMPTY)).orElse(Blob.EMPTY);
    }

    /// What the books say of one instance.
    ///
    /// @param cpus in the order of its list; the first is its boot CPU
    /// @param ringed whether an image is loaded, and so a ring and a manifest are there
    /// @param status the word of its status file
    /// @param llcWayMask the ways of the last-level cache that only it may fill, or 0
    public record Instance(
            int slot, int id, String name, List<Long> cpus, boolean ringed, String status, long llcWayMask) {
        public Instance {
            cpus = List.copyOf(cpus);
        }
    }

    static Books of(World world) {
        return of(world.state, world.scenario);
    }

    static Books of(World world, Kernel host) {
        return of(world.state, world.scenario, host);
    }

    public static Books of(State state, Scenario scenario) {
        return of(state, scenario, state.host());
    }

    /// @param host whose books
    public static Books of(State state, Scenario scenario, Kernel host) {
        var machine = scenario.machine();
        var free = new ArrayList<Long>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (state.cores.owner[core] == CoreTable.pool(host.slot)) {
                free.add(machine.physicalId(core));
            }
        }
        var instances = new ArrayList<Instance>();
        for (var kernel : state.lending.instances(host.slot)) {
            instances.add(new Instance(kernel.slot, kernel.id, kernel.label(), cpus(kernel, machine), kernel.ringed,
                    kernel.status.word(), kernel.llcWayMask));
        }
        return new Books(
                keeper(state, machine, host),
                host.pool.exists,
                ownCpus(state, machine, host),
                free,
                instances,
                host.pool.chunks(),
                host.pool.regions(),
                Arrays.stream(state.deviceOwner).map(owner -> state.lending.seenBy(owner, host.slot)).boxed().toList(),
                earlier(state, scenario, host));
    }

    private static Keeper keeper(State state, Machine machine, Kernel host) {
        var memory = memory(machine, host);
        var lender = state.lending.lender(host);
        long ring = HostMemory.ring(lender == null ? memory : memory(machine, lender), host.id);
        return new Keeper(
                host.slot,
                host.id,
                host.host() ? OwnCpus.BOOT : host.bootedOn,
                ring,
                memory,
                host.host() ? memory.size() : Math.min(host.bootRanges, memory.size()));
    }

    /// All that the machine has is the host's when it boots.
    private static List<MemoryRange> memory(Machine machine, Kernel kernel) {
        return kernel.host()
                ? machine.nodes().stream().map(node -> new MemoryRange(node.base(), node.bytes())).toList()
                : kernel.memory;
    }

    private static Optional<Earlier> earlier(State state, Scenario scenario, Kernel host) {
        var generation = scenario.host().generation();
        if (generation.format() != TreeFormat.MK1) {
            return Optional.empty();
        }
        var trees = new TreeMap<Integer, Blob>();
        for (var kernel : state.lending.instances(host.slot)) {
            if (kernel.tree.length() > 0) {
                trees.put(kernel.slot, kernel.tree);
            }
        }
        var shared = SharedRegion.of(scenario);
        boolean reserved = host.host() && shared.isEmpty();
        var pool = reserved ? scenario.host().reserved() : Optional.<MemoryRange>empty();
        return Optional.of(new Earlier(generation, pool, host.pool.baseline, shared, trees));
    }

    private static List<Long> cpus(Kernel kernel, Machine machine) {
        return Arrays.stream(kernel.cores).mapToObj(machine::physicalId).toList();
    }

    private static List<Long> ownCpus(State state, Machine machine, Kernel host) {
        return Arrays.stream(host.cores)
                .filter(core -> state.cores.owner[core] == host.slot)
                .mapToObj(machine::physicalId)
                .toList();
    }

    /// The memory of an instance, by address.
    List<Pool.Region> regionsOf(int slot) {
        return regions.stream().filter(region -> region.kernel() == slot).toList();
    }
}
