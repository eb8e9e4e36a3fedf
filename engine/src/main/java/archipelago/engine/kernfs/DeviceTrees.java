package archipelago.engine.kernfs;

import archipelago.engine.base.Require;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.NodeDraft;
import archipelago.engine.machine.Machine;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The device trees that a host writes about itself and its instances, property by property in the
/// kernel's order. (`kernel/multikernel/dts.c`, `manifest.c`; Documentation/multikernel/device-tree.rst.)
public final class DeviceTrees {
    private final Machine machine;
    private final Books books;

    public DeviceTrees(Machine machine, Books books) {
        this.machine = machine;
        this.books = books;
    }

    /// The tree of the host: the pool, or its own CPUs as long as there is none. It lists no instances,
    /// and of devices only those that are free.
    public DeviceTree pool() {
        if (books.earlier().isPresent()) {
            return new EarlierTrees(machine, books, books.earlier().get()).host();
        }
        var root = root("", books.keeper().id());
        var resources = root.child("resources");
        if (!books.pool()) {
            cpus(resources, "cpus", books.hostCpus());
            return root.tree();
        }
        var members = new ArrayList<>(books.freeCpus());
        books.instances().forEach(instance -> members.addAll(instance.cpus()));
        cpus(resources, "cpus", members);
        cpus(resources, "cpus-available", books.freeCpus());
        for (var chunk : books.chunks()) {
            resources
                    .child("memory@" + Long.toHexString(chunk.base()))
                    .text("device_type", "memory")
                    .u64("reg", chunk.base(), chunk.bytes())
                    .u32("numa-node-id", books.keeper().node(machine, chunk.node()));
        }
        PciNodes.write(root, devicesOf(CoreTable.pool(books.keeper().slot())));
        return root.tree();
    }

    /// The tree of the instance in a slot.
    public DeviceTree instance(int slot) {
        return books.earlier().isPresent()
                ? new EarlierTrees(machine, books, books.earlier().get()).instance(books(slot))
                : instance(books(slot)).tree();
    }

    /// The tree that the instance in a slot would be started with now.
    ///
    /// @param hostTree whether it carries the host tree, as after mk2, in place of the pool's CPUs
    public DeviceTree boot(int slot, boolean hostTree) {
        var instance = books(slot);
        var root = instance(instance);
        var chosen = root.child("chosen");
        if (!hostTree) {
            cpus(chosen, "multikernel,pool-cpus", laterCpus(instance));
        }
        chosen(chosen, instance);
        if (hostTree) {
            cpus(chosen.child("multikernel,host-tree"), "cpus", everyCpu());
        }
        return root.tree();
    }

    private Books.Instance books(int slot) {
        var found = books.instances().stream().filter(instance -> instance.slot() == slot).findFirst();
        Require.that(found.isPresent(), "an instance is in the slot", slot);
        return found.orElseThrow();
    }

    private NodeDraft instance(Books.Instance instance) {
        var root = root(instance.name(), instance.id());
        var resources = root.child("resources");
        var regions = books.regionsOf(instance.slot());
        if (!regions.isEmpty()) {
            resources.u64("memory-base", regions.getFirst().base());
            resources.u64("memory-bytes", regions.stream().mapToLong(Pool.Region::bytes).sum());
        }
        cpus(resources, "cpus", instance.cpus());
        if (instance.llcWayMask() != 0) {
            resources.u32("llc-way-mask", instance.llcWayMask());
        }
        PciNodes.write(root, devicesOf(instance.slot()));
        return root;
    }

    private static NodeDraft root(String name, int id) {
        var root = NodeDraft.root().text("compatible", "multikernel-v1");
        if (!name.isEmpty()) {
            root.text("model", name);
        }
        return root.u32("#address-cells", 2).u32("#size-cells", 2).u32("id", id);
    }

    /// A set without a member leaves no property.
    private static void cpus(NodeDraft node, String name, List<Long> cpus) {
        if (!cpus.isEmpty()) {
            node.u64s(name, cpus);
        }
    }

    private List<PciFunction> devicesOf(int owner) {
        return IntStream.range(0, machine.devices().size())
                .filter(device -> books.deviceOwner().get(device) == owner)
                .mapToObj(machine.devices()::get)
                .toList();
    }

    // --- what only the start knows ------------------------------------------------------------

    private void chosen(NodeDraft chosen, Books.Instance instance) {
        chosen.u64("multikernel,reserved-memory", reserved(instance));
        chosen.u64("multikernel,host-ipi-buffer", books.keeper().ring());
        chosen.u32("multikernel,host-ipi-pages", HostMemory.RING_PAGES);
        chosen.u64("multikernel,host-ipi-cpu", machine.physicalId(books.keeper().bootCore()));
        books.regionsOf(Pool.PARK).stream()
                .findFirst()
                .ifPresent(park -> chosen.u64("multikernel,pool-slot", park.base()));
        if (instance.ringed()) {
            chosen.u64("multikernel,ipi-buffer", books.keeper().ring(instance.id()));
            chosen.u32("multikernel,ipi-pages", HostMemory.RING_PAGES);
        }
    }

    /// The CPUs that the instance may be given later: those of the pool and of the other instances.
    private List<Long> laterCpus(Books.Instance instance) {
        var cpus = new ArrayList<>(books.freeCpus());
        books.instances().stream().filter(other -> other != instance).forEach(other -> cpus.addAll(other.cpus()));
        return cpus.stream().sorted().toList();
    }

    /// All CPUs of the machine: any of them may be added to a running instance.
    private List<Long> everyCpu() {
        return machine.cores().stream().map(Machine.Core::physicalId).sorted().toList();
    }

    /// Pairs of address and size: rings, boot trees, and where parked CPUs spin.
    private long[] reserved(Books.Instance instance) {
        var pairs = LongStream.builder();
        pairs.add(books.keeper().ring()).add(HostMemory.RING_BYTES);
        var loaded = new ArrayList<Books.Instance>();
        loaded.add(instance);
        books.instances().stream().filter(other -> other != instance).forEach(loaded::add);
        for (var one : loaded) {
            if (one.ringed()) {
                pairs.add(books.keeper().ring(one.id())).add(HostMemory.RING_BYTES);
                pairs.add(books.keeper().manifest(one.id())).add(HostMemory.MANIFEST_BYTES);
            }
        }
        books.regionsOf(Pool.PARK).forEach(park -> pairs.add(park.base()).add(park.bytes()));
        return pairs.build().toArray();
    }
}
