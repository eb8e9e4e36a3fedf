package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.overlay.OverlayWriter.PciFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What has to move between the host and the pool. The tree of the pool names only devices that are free, so
/// one that is lent looks as if the host had it: kerf 0.2.0 asks for it again, and the kernel refuses.
///
/// @param memoryToHost whole idle chunks, the greatest first
record PoolDifference(
        List<Long> cpusToPool,
        List<Long> cpusToHost,
        List<PoolRequest.Device> devicesToPool,
        List<TreeDevices.Device> devicesToHost,
        List<Memory> memoryToPool,
        List<PoolTree.Chunk> memoryToHost) {

    record Memory(long bytes, int node) {}

    /// @param busy the first addresses of chunks in which something is lent
    static PoolDifference between(PoolTree now, PoolRequest wanted, Set<Long> busy) {
        var memoryToPool = new ArrayList<Memory>();
        var memoryToHost = new ArrayList<PoolTree.Chunk>();
        wanted.memory().forEach((node, bytes) -> {
            long missing = bytes - now.bytesOn(node);
            if (missing > 0) {
                memoryToPool.add(new Memory(missing, node));
            } else if (missing < 0) {
                memoryToHost.addAll(surplus(on(now, node), -missing, busy));
            }
        });
        var elsewhere = now.chunks().stream().filter(c -> !wanted.memory().containsKey(c.node())).toList();
        long unwanted = elsewhere.stream().mapToLong(PoolTree.Chunk::bytes).sum();
        memoryToHost.addAll(surplus(elsewhere, unwanted, busy));
        return new PoolDifference(
                without(wanted.cpus(), now.cpus()),
                without(now.cpus(), wanted.cpus()),
                wanted.devices().stream()
                        .filter(d -> now.devices().stream().noneMatch(had -> had.pciId().equals(d.pciId())))
                        .sorted(Comparator.comparing(PoolRequest.Device::pciId))
                        .toList(),
                now.devices().stream()
                        .filter(had -> wanted.devices().stream().noneMatch(d -> had.pciId().equals(d.pciId())))
                        .sorted(Comparator.comparing(TreeDevices.Device::pciId))
                        .toList(),
                memoryToPool,
                memoryToHost);
    }

    private static List<PoolTree.Chunk> on(PoolTree now, int node) {
        return now.chunks().stream().filter(chunk -> chunk.node() == node).toList();
    }

    private static List<Long> without(List<Long> some, List<Long> others) {
        return some.stream().filter(cpu -> !others.contains(cpu)).sorted().toList();
    }

    /// Chunks that fit into what is too much, the greatest first. One that is in use cannot go, and asking for
    /// it would fail the whole transaction.
    private static List<PoolTree.Chunk> surplus(List<PoolTree.Chunk> chunks, long bytes, Set<Long> busy) {
        var idle = chunks.stream()
                .filter(chunk -> !busy.contains(chunk.base()))
                .sorted(Comparator.comparingLong(chunk -> -chunk.bytes()))
                .toList();
        var gone = new ArrayList<PoolTree.Chunk>();
        long left = bytes;
        for (var chunk : idle) {
            if (chunk.bytes() <= left) {
                gone.add(chunk);
                left -= chunk.bytes();
            }
        }
        return gone;
    }

    boolean empty() {
        return cpusToPool.isEmpty() && cpusToHost.isEmpty() && devicesToPool.isEmpty() && devicesToHost.isEmpty()
                && memoryToPool.isEmpty() && memoryToHost.isEmpty();
    }

    /// The plan, a line for each kind of thing that moves.
    List<String> lines() {
        var lines = new ArrayList<String>();
        line(lines, "CPUs to pool", cpusToPool.stream().map(String::valueOf).toList());
        line(lines, "CPUs to host", cpusToHost.stream().map(String::valueOf).toList());
        line(lines, "Memory to pool", memoryToPool.stream()
                .map(m -> (m.bytes() >> 20) + " MB on node " + m.node()).toList());
        line(lines, "Memory to host", memoryToHost.stream()
                .map(c -> "0x" + Long.toHexString(c.base()) + " (" + (c.bytes() >> 20) + " MB)").toList());
        line(lines, "Devices to pool", devicesToPool.stream().map(PoolRequest.Device::pciId).toList());
        line(lines, "Devices to host", devicesToHost.stream().map(TreeDevices.Device::pciId).toList());
        return lines;
    }

    private static void line(List<String> lines, String label, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("  " + label + ": " + items.stream().collect(Collectors.joining(", ")));
        }
    }

    // --- what is asked of the kernel ----------------------------------------------------------

    /// An order that makes this difference: one of those that the window gives too, if it is a single change,
    /// else one overlay on `/resources`.
    Command order(Machine machine) {
        int changes = cpusToPool.size() + cpusToHost.size() + devicesToPool.size() + devicesToHost.size()
                + memoryToPool.size() + memoryToHost.size();
        if (changes > 1) {
            return new Call.WriteFile(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(changes(machine)));
        } else if (!cpusToPool.isEmpty()) {
            return new Command.CpuToPool(cpusToPool.getFirst());
        } else if (!cpusToHost.isEmpty()) {
            return new Command.CpuToHost(cpusToHost.getFirst());
        } else if (!devicesToPool.isEmpty()) {
            return new Command.DeviceToPool(devicesToPool.getFirst().calledBy());
        } else if (!devicesToHost.isEmpty()) {
            var device = devicesToHost.getFirst();
            return new Command.DeviceToHost(device.alias().isEmpty() ? device.pciId() : device.alias());
        } else if (!memoryToHost.isEmpty()) {
            return new Command.ShrinkPool(memoryToHost.getFirst().base());
        }
        var grown = memoryToPool.getFirst();
        var node = HostFacts.index(machine, grown.node());
        return node.isPresent()
                ? new Command.GrowPool(grown.bytes(), node.get())
                : new Call.WriteFile(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(changes(machine)));
    }

    private List<Change> changes(Machine machine) {
        var changes = new ArrayList<Change>();
        cpusToHost.forEach(cpu -> changes.add(new Change.PoolCpuRemove(cpu, node(machine, cpu))));
        devicesToHost.forEach(device -> changes.add(new Change.PoolDeviceRemove(device.pciId())));
        memoryToHost.forEach(c -> changes.add(new Change.PoolMemoryRemove(c.base(), c.bytes(), c.node())));
        memoryToPool.forEach(m -> changes.add(new Change.PoolMemoryAdd(m.bytes(), m.node())));
        cpusToPool.forEach(cpu -> changes.add(new Change.PoolCpuAdd(cpu, node(machine, cpu))));
        devicesToPool.forEach(device -> changes.add(new Change.PoolDeviceAdd(device.pciId(), "")));
        return changes;
    }

    private static int node(Machine machine, long cpu) {
        return HostFacts.node(machine, cpu).orElse(Change.ANY_NODE);
    }

    /// An order that fills a pool which does not exist yet.
    static Command baseline(PoolRequest wanted, Machine machine) {
        var memory = new ArrayList<Command.MemoryRequest>();
        for (var entry : wanted.memory().entrySet()) {
            var node = HostFacts.index(machine, entry.getKey());
            if (node.isEmpty()) {
                return new Call.WriteFile(TreePaths.DEVICE_TREE, blob(wanted));
            }
            memory.add(new Command.MemoryRequest(entry.getValue(), node.get()));
        }
        boolean known = wanted.devices().stream().allMatch(d -> HostFacts.device(machine, d.calledBy()).isPresent());
        return known
                ? new Command.FillPool(
                        wanted.cpus(), memory, wanted.devices().stream().map(PoolRequest.Device::calledBy).toList())
                : new Call.WriteFile(TreePaths.DEVICE_TREE, blob(wanted));
    }

    private static Blob blob(PoolRequest wanted) {
        var memory = new ArrayList<Change.PoolMemoryAdd>();
        wanted.memory().forEach((node, bytes) -> memory.add(new Change.PoolMemoryAdd(bytes, node)));
        var devices = wanted.devices().stream()
                .map(d -> new PciFunction(d.calledBy(), d.pciId(), d.vendor(), d.device()))
                .toList();
        return OverlayWriter.baseline(wanted.cpus(), memory, devices);
    }
}
