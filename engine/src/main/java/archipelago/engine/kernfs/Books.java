package archipelago.engine.kernfs;

import archipelago.engine.base.Blob;
import archipelago.engine.early.SharedRegion;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.TreeFormat;
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

/// What the host's books say of CPUs, memory and devices, as a copy: all that the device trees are made
/// of. CPUs are physical ids. Lists are in the kernel's order where the state remembers it.
///
/// @param pool whether a baseline has been applied
/// @param hostCpus the host's own, in the order in which it got them
/// @param freeCpus of the pool; the kernel lists them as they came in, which the state does not
///     remember: here they stand in the machine's order
/// @param instances in the order in which they were made
/// @param chunks in the order in which they were taken
/// @param regions by address
/// @param deviceOwner by the machine's order of functions: a kernel's slot, or [CoreTable#POOL]
/// @param earlier what only a host of a generation before mk2 has
public record Books(
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

    /// The books of a host of today.
    public Books(
            boolean pool,
            List<Long> hostCpus,
            List<Long> freeCpus,
            List<Instance> instances,
            List<Pool.Chunk> chunks,
            List<Pool.Region> regions,
            List<Integer> deviceOwner) {
        this(pool, hostCpus, freeCpus, instances, chunks, regions, deviceOwner, Optional.empty());
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

    public static Books of(State state, Scenario scenario) {
        var machine = scenario.machine();
        var free = new ArrayList<Long>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (state.cores.owner[core] == CoreTable.POOL) {
                free.add(machine.physicalId(core));
            }
        }
        var instances = new ArrayList<Instance>();
        for (int slot = State.HOST + 1; slot < state.slots(); slot++) {
            var kernel = state.kernel(slot);
            if (kernel != null) {
                instances.add(new Instance(slot, kernel.id, kernel.name, cpus(kernel, machine), kernel.ringed,
                        kernel.status.word(), kernel.llcWayMask));
            }
        }
        return new Books(
                state.pool.exists,
                cpus(state.host(), machine),
                free,
                instances,
                state.pool.chunks(),
                state.pool.regions(),
                Arrays.stream(state.deviceOwner).boxed().toList(),
                earlier(state, scenario));
    }

    private static Optional<Earlier> earlier(State state, Scenario scenario) {
        var generation = scenario.host().generation();
        if (generation.format() != TreeFormat.MK1) {
            return Optional.empty();
        }
        var trees = new TreeMap<Integer, Blob>();
        for (int slot = State.HOST + 1; slot < state.slots(); slot++) {
            if (state.kernel(slot) != null && state.kernel(slot).tree.length() > 0) {
                trees.put(slot, state.kernel(slot).tree);
            }
        }
        var shared = SharedRegion.of(scenario);
        var pool = shared.isPresent() ? Optional.<MemoryRange>empty() : scenario.host().reserved();
        return Optional.of(new Earlier(generation, pool, state.pool.baseline, shared, trees));
    }

    private static List<Long> cpus(Kernel kernel, Machine machine) {
        return Arrays.stream(kernel.cores).mapToObj(machine::physicalId).toList();
    }

    /// The memory of an instance, by address.
    List<Pool.Region> regionsOf(int slot) {
        return regions.stream().filter(region -> region.kernel() == slot).toList();
    }
}
