package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import java.util.List;
import java.util.Locale;

/// One step of a reconfiguration, as the kernel takes it: the items of a transaction's operations, or
/// of a baseline, one by one. Changes name things as the binary formats do: CPUs by physical id, PCI
/// functions by `domain:bus:slot.function`, NUMA nodes by the firmware's number, or -1 for none.
/// (`kernel/multikernel/overlay.c`.)
public sealed interface Change {
    /// Stands for "no node was named".
    int ANY_NODE = -1;
    /// Stands for "the kernel may choose the id".
    int ANY_ID = -1;
    /// Stands for "no address was proposed".
    long ANY_BASE = -1;

    /// The fragment that follows is about the pool; there must be one.
    record EnterPool() implements Change {}

    /// The fragment that follows is about an instance, which must exist.
    record EnterInstance(String instance) implements Change {}

    /// The operation that follows names this instance, which must exist. Only before `mk2`, where a name
    /// that is not found came to -EINVAL.
    ///
    /// @param instance `/` is the host
    /// @param operation as the log names it
    record EnterOperation(String instance, String operation) implements Change {}

    /// Takes a CPU from the host into the pool.
    record PoolCpuAdd(long cpu, int node) implements Change {}

    /// Gives a free CPU of the pool back to the host.
    record PoolCpuRemove(long cpu, int node) implements Change {}

    /// Grows the pool by a chunk; the kernel chooses where.
    record PoolMemoryAdd(long bytes, int node) implements Change {}

    /// Makes exactly this range the pool's memory. Only before `mk2`, where memory was set aside at boot,
    /// or by the user, and the baseline told which part of it is the pool.
    record PoolMemoryClaim(long base, long bytes) implements Change {}

    /// Gives exactly this chunk back to the host.
    record PoolMemoryRemove(long base, long bytes, int node) implements Change {}

    /// Takes a PCI function from the host's driver into the pool.
    ///
    /// @param alias its name in the instance, or empty
    record PoolDeviceAdd(String pciId, String alias) implements Change {}

    /// Gives a free PCI function of the pool back to the host's driver.
    record PoolDeviceRemove(String pciId) implements Change {}

    /// Ways of the last-level cache that the instance that is made next shall have for itself. Kernels up to `mk2` do
    /// not know of it.
    ///
    /// @param mask as in resctrl's `schemata`
    record LlcWays(String instance, long mask) implements Change {}

    /// Makes an instance.
    ///
    /// @param id the id that was asked for, or [#ANY_ID]
    /// @param memoryBytes 0 if none is asked for
    /// @param cpus the first is the one that it boots on
    /// @param nodes only the first is looked at
    /// @param memoryBase the address that kerf proposed before `mk2`, or [#ANY_BASE]; no kernel looks at it
    /// @param devices names of devices in the baseline, which it gets at once; only before `mk2`
    record InstanceCreate(
            String instance,
            int id,
            long memoryBytes,
            List<Long> cpus,
            List<Integer> nodes,
            long memoryBase,
            List<String> devices)
            implements Change {
        public InstanceCreate {
            cpus = List.copyOf(cpus);
            nodes = List.copyOf(nodes);
            devices = List.copyOf(devices);
        }

        /// As it is asked for since `mk2`.
        public InstanceCreate(String instance, int id, long memoryBytes, List<Long> cpus, List<Integer> nodes) {
            this(instance, id, memoryBytes, cpus, nodes, ANY_BASE, List.of());
        }
    }

    /// Makes an instance as a tree of October 2025 describes it.
    ///
    /// @param memoryBytes 0 if none is asked for
    /// @param cpus by the host's own numbers, in their order
    /// @param tree the description alone, as the host keeps it
    record InstanceDescribed(String instance, int id, long memoryBytes, List<Long> cpus, Blob tree)
            implements Change {
        public InstanceDescribed {
            cpus = List.copyOf(cpus);
        }
    }

    /// Removes an instance and returns what it had to the pool.
    record InstanceRemove(String instance) implements Change {}

    /// Undoes a creation: removes the instance if it is still there.
    record InstanceUncreate(String instance) implements Change {}

    /// Moves a CPU from the pool into an instance.
    record CpuAdd(String instance, long cpu, int node) implements Change {}

    /// Moves a CPU of an instance back into the pool.
    record CpuRemove(String instance, long cpu) implements Change {}

    /// Gives memory of the pool to an instance.
    ///
    /// @param base the address that a running instance is told; the books take what the pool has
    record MemoryAdd(String instance, long base, long bytes, int node) implements Change {}

    /// Takes exactly this region of an instance back into the pool.
    record MemoryRemove(String instance, long base, long bytes) implements Change {}

    /// Moves a PCI function from the pool into an instance.
    ///
    /// @param driver the driver that is to take it, or empty
    record DeviceAdd(String instance, String pciId, String driver) implements Change {}

    /// Moves a PCI function of an instance back into the pool.
    record DeviceRemove(String instance, String pciId) implements Change {}

    /// Something that the kernel cannot read or will not do: it stops the transaction here.
    ///
    /// @param why as the kernel's log says it, without the transaction
    record Rejected(Errno errno, String why) implements Change {}

    /// Something that cannot be undone: the log says so, and the rollback goes on.
    record NotUndone(String why) implements Change {}

    /// The line with which the kernel announces a change, empty for one that it does silently.
    ///
    /// @param undo whether a transaction is rolled back
    /// @param transaction its number
    default String announced(boolean undo, int transaction) {
        var prefix = (undo ? "Rollback tx" : "Overlay tx") + transaction + ": ";
        return switch (this) {
            case EnterPool _, EnterInstance _, EnterOperation _, PoolMemoryClaim _, LlcWays _, InstanceDescribed _,
                Rejected _ -> "";
            case PoolCpuAdd(long cpu, int node) -> prefix + "+cpu " + cpu + " numa=" + node + " -> /resources";
            case PoolCpuRemove(long cpu, int node) -> prefix + "-cpu " + cpu + " numa=" + node + " from /resources";
            case PoolMemoryAdd(long bytes, int node) -> undo
                    ? prefix + "regrowing the pool by " + (bytes >> 20) + " MB"
                    : prefix + "+memory " + (bytes >> 20) + " MB numa=" + node + " -> /resources";
            case PoolMemoryRemove(long base, long bytes, int _) ->
                prefix + "-memory " + range(base, bytes) + " from /resources";
            case PoolDeviceAdd(var id, var _) -> prefix + "+device " + id + " -> /resources";
            case PoolDeviceRemove(var id) -> prefix + "-device " + id + " from /resources";
            case InstanceCreate c -> prefix + "Creating instance '" + c.instance() + "'";
            case InstanceRemove(var name) -> prefix + "Removing instance '" + name + "'";
            case InstanceUncreate(var name) -> prefix + "Removing instance '" + name + "'";
            case CpuAdd(var name, long cpu, int node) -> prefix + "+cpu " + cpu + " numa=" + node + " -> " + name;
            case CpuRemove(var name, long cpu) -> prefix + "-cpu " + cpu + " numa=" + ANY_NODE + " from " + name;
            // The node is told where memory is added and where that is undone, not where it is removed.
            case MemoryAdd(var name, long base, long bytes, int node) ->
                prefix + "+memory " + range(base, bytes) + (undo ? "" : " numa=" + node) + " -> " + name;
            case MemoryRemove(var name, long base, long bytes) ->
                prefix + "-memory " + range(base, bytes) + (undo ? " numa=" + ANY_NODE : "") + " from " + name;
            case DeviceAdd(var name, var id, var driver) ->
                prefix + "+device " + id + " driver=" + (driver.isEmpty() ? "none" : driver) + " -> " + name;
            case DeviceRemove(var name, var id) -> prefix + "-device " + id + " driver=none from " + name;
            case NotUndone(var why) -> prefix + why;
        };
    }

    private static String range(long base, long bytes) {
        return String.format(
                Locale.ROOT, "0x%x-0x%x (%s)", base, base + bytes - 1, KernelValues.megabytes(bytes));
    }
}
