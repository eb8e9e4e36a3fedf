package archipelago.engine.kernfs;

import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.FlatNode;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.NodeDraft;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.PciId;
import archipelago.engine.state.Pool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The device trees that hosts before mk2 wrote: the host's is the baseline's resources as somebody wrote them,
/// and all instances beside them; an instance's has the same form with itself alone.
/// (`kernel/multikernel/dts.c` of the time, `mk_dt_generate_global_dtb`.)
final class EarlierTrees {
    private static final String COMPATIBLE = "multikernel-v1";
    private static final String CPUS = "cpus";
    private static final int WIDE = 8;

    private final Machine machine;
    private final Books books;
    private final Books.Earlier earlier;

    EarlierTrees(Machine machine, Books books, Books.Earlier earlier) {
        this.machine = machine;
        this.books = books;
        this.earlier = earlier;
    }

    /// Before a baseline there are no resources; later they do not change, whatever is done with them.
    DeviceTree host() {
        var root = NodeDraft.root().text("compatible", COMPATIBLE);
        if (earlier.baseline().length() > 0) {
            FlatNode.root(earlier.baseline().bytes())
                    .child("resources")
                    .ifPresent(resources -> copy(resources, root.child("resources")));
        }
        var instances = root.child("instances");
        books.instances().forEach(instance ->
                resources(begin(instances, instance).text("status", instance.status()), instance));
        var tree = root.tree();
        // What was copied as bytes reads better as what it looks like.
        return FlattenedTree.read("device_tree", FlattenedTree.write(tree)).value().orElse(tree);
    }

    DeviceTree instance(Books.Instance instance) {
        var root = NodeDraft.root().text("compatible", COMPATIBLE);
        resources(begin(root.child("instances"), instance), instance);
        return root.tree();
    }

    private static NodeDraft begin(NodeDraft instances, Books.Instance instance) {
        return instances.child(instance.name()).u32("id", instance.id()).text("compatible", COMPATIBLE);
    }

    private static void copy(FlatNode from, NodeDraft to) {
        var names = new LinkedHashSet<String>();
        from.looseTexts().forEach(property -> names.add(property.name()));
        names.forEach(name -> from.property(name).ifPresent(value -> to.bytes(name, value)));
        from.children().forEach(child -> copy(child, to.child(child.name())));
    }

    private void resources(NodeDraft node, Books.Instance instance) {
        var resources = node.child("resources");
        var regions = books.regionsOf(instance.slot());
        if (!regions.isEmpty()) {
            resources.u64("memory-base", regions.getFirst().base());
            resources.u64("memory-bytes", regions.stream().mapToLong(Pool.Region::bytes).sum());
        }
        cpus(resources, instance.cpus().stream().sorted().toList()); // The kernel kept them as a bit map.
        IntStream.range(0, machine.devices().size())
                .filter(device -> books.deviceOwner().get(device) == instance.slot())
                .mapToObj(machine.devices()::get)
                .forEach(function -> device(resources, function));
    }

    private void cpus(NodeDraft resources, List<Long> cpus) {
        if (cpus.isEmpty()) {
            return;
        }
        if (wide()) {
            resources.u64s(CPUS, cpus);
        } else {
            resources.u32(CPUS, cpus.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /// Whether CPUs have 64 bits. Early kernels of the generation had 32, later ones 64, and each understood
    /// its own tool only: so this one answers as it was spoken to.
    private boolean wide() {
        if (earlier.baseline().length() == 0) {
            return false;
        }
        var written = FlatNode.root(earlier.baseline().bytes())
                .child("resources")
                .flatMap(resources -> resources.property(CPUS));
        return written.filter(value -> value.length % WIDE == 0 && leadingHalvesAreZero(value)).isPresent();
    }

    private static boolean leadingHalvesAreZero(byte[] value) {
        return IntStream.range(0, value.length).noneMatch(at -> at % WIDE < WIDE / 2 && value[at] != 0);
    }

    private static void device(NodeDraft resources, Machine.PciFunction function) {
        long address = PciId.number(function.pciId());
        resources.child(String.format(Locale.ROOT, "pci@%04x:%04x", function.vendor(), function.device()))
                .u32("vendor", function.vendor())
                .u32("device", function.device())
                .u32("domain", address >> 16)
                .u32("bus", address >> 8 & 0xff)
                .u32("slot", address >> 3 & 0x1f)
                .u32("function", address & 7);
    }
}
