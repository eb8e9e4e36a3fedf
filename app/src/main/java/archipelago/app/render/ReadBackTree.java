package archipelago.app.render;

import archipelago.app.layout.PoolChunk;
import archipelago.engine.devicetree.Cell;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.devicetree.Part;
import archipelago.engine.devicetree.Place;
import archipelago.engine.devicetree.Property;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The device tree that a file of the machine's file tree shows: the pool's, or an instance's. It
/// says what a frame knows; bridges between a host bridge and its functions are not in a frame.
final class ReadBackTree {
    private static final int POOL = -1;

    private final Machine machine;
    private final Frame frame;
    private final List<Integer> deviceOwner;
    private final Place place;

    private ReadBackTree(Machine machine, Frame frame, List<Integer> deviceOwner, String file) {
        this.machine = machine;
        this.frame = frame;
        this.deviceOwner = deviceOwner;
        place = Place.whole(file);
    }

    /// The pool's tree: everything that the host has given up, lent or not. It lists no instances.
    ///
    /// @param deviceOwner by device index, a kernel's slot, or -1 for the pool
    static DeviceTree pool(Machine machine, Frame frame, List<Integer> deviceOwner) {
        return new ReadBackTree(machine, frame, deviceOwner, "device_tree").pool();
    }

    /// The tree of one instance.
    static DeviceTree instance(Machine machine, Frame frame, List<Integer> deviceOwner, KernelView kernel) {
        return new ReadBackTree(machine, frame, deviceOwner, "device_tree").instance(kernel);
    }

    private DeviceTree pool() {
        var path = "/resources";
        var properties = new ArrayList<Property>();
        if (frame.memory.isEmpty() && cpus(owner -> owner != 0).length == 0) {
            // Before there is a pool, the file names the CPUs that the host itself has online.
            var online = IntStream.range(0, machine.coreCount())
                    .filter(core -> frame.owner[core] == 0 && frame.site(core) == Site.RUNNING)
                    .mapToLong(machine::physicalId)
                    .toArray();
            properties.add(wide("cpus", online));
            return tree(0, node(path, properties, List.of()), _ -> false);
        }
        properties.add(wide("cpus", cpus(owner -> owner != 0)));
        properties.add(wide("cpus-available", cpus(owner -> owner == POOL)));
        var chunks = PoolChunk.of(machine, frame).stream().map(chunk -> memory(path, chunk)).toList();
        return tree(0, node(path, properties, chunks), owner -> owner != 0);
    }

    private DeviceTree instance(KernelView kernel) {
        var own = frame.memory.stream()
                .filter(range -> range.kernel() == kernel.slot())
                .sorted(Comparator.comparingLong(MemoryView::base))
                .toList();
        var properties = new ArrayList<Property>();
        if (!own.isEmpty()) {
            long bytes = own.stream().mapToLong(MemoryView::bytes).sum();
            properties.add(wide("memory-base", new long[] {own.getFirst().base()}));
            properties.add(wide("memory-bytes", new long[] {bytes}));
        }
        properties.add(wide("cpus", cpus(owner -> owner == kernel.slot())));
        return tree(kernel.id(), node("/resources", properties, List.of()), owner -> owner == kernel.slot());
    }

    private DeviceTree tree(int id, Node resources, IntPredicate owned) {
        var functions = new TreeMap<Long, List<Function>>();
        for (int d = 0; d < machine.devices().size(); d++) {
            if (owned.test(deviceOwner.get(d))) {
                var function = Function.of(machine.devices().get(d));
                functions.computeIfAbsent(function.rootBus(), none -> new ArrayList<>()).add(function);
            }
        }
        var children = new ArrayList<Node>();
        children.add(resources);
        if (!functions.isEmpty()) {
            var aliases = new ArrayList<Property>();
            functions.values().forEach(all -> all.forEach(f -> aliases.add(text(f.device().name(), f.path()))));
            children.add(node("/aliases", aliases, List.of()));
            functions.values().forEach(all -> children.add(bridge(all)));
        }
        var properties = List.of(text("compatible", "multikernel-v1"), cells("id", id));
        return new DeviceTree(node(Node.ROOT, properties, children), List.of(), false);
    }

    private Node memory(String parent, PoolChunk chunk) {
        var properties = new ArrayList<Property>();
        properties.add(text("device_type", "memory"));
        properties.add(wide("reg", new long[] {chunk.base(), chunk.bytes()}));
        machine.nodes().stream()
                .filter(chunk::in)
                .findFirst()
                .ifPresent(node -> properties.add(cells("numa-node-id", node.number())));
        return node(Node.join(parent, "memory@" + Long.toHexString(chunk.base())), properties, List.of());
    }

    /// The host bridge of a bus, with the functions on it.
    private Node bridge(List<Function> functions) {
        var first = functions.getFirst();
        var properties = List.of(
                text("compatible", "multikernel,pci-host-bridge"),
                text("device_type", "pci"),
                cells("linux,pci-domain", first.domain()),
                cells("bus-range", first.bus(), first.bus()));
        var leaves = functions.stream()
                .sorted(Comparator.comparingInt(Function::reg))
                .map(f -> node(f.path(), List.of(
                        cells("reg", f.reg(), 0, 0, 0, 0),
                        cells("vendor-id", f.device().vendor()),
                        cells("device-id", f.device().device())), List.of()))
                .toList();
        return node(first.bridgePath(), properties, leaves);
    }

    private long[] cpus(IntPredicate owned) {
        return IntStream.range(0, machine.coreCount())
                .filter(core -> owned.test(frame.owner[core]))
                .mapToLong(machine::physicalId)
                .toArray();
    }

    private Node node(String path, List<Property> properties, List<Node> children) {
        return new Node(path, List.of(), properties, children, place);
    }

    private Property text(String name, String text) {
        return new Property(name, List.of(), List.of(new Part.Text(text, place)), place);
    }

    private Property cells(String name, int... values) {
        return numbers(name, 32, Arrays.stream(values).mapToLong(Integer::toUnsignedLong).toArray());
    }

    private Property wide(String name, long[] values) {
        return numbers(name, 64, values);
    }

    private Property numbers(String name, int bits, long[] values) {
        var cells = Arrays.stream(values).mapToObj(value -> Cell.number(value, place)).toList();
        return new Property(name, List.of(), List.of(new Part.Cells(bits, cells, place)), place);
    }

    /// A PCI function and where it is on its bus.
    private record Function(Machine.PciFunction device, int domain, int bus, int slot, int number) {
        static Function of(Machine.PciFunction device) {
            var parts = device.pciId().split("[:.]");
            return new Function(
                    device,
                    Integer.parseInt(parts[0], 16),
                    Integer.parseInt(parts[1], 16),
                    Integer.parseInt(parts[2], 16),
                    Integer.parseInt(parts[3], 16));
        }

        long rootBus() {
            return (long) domain << 8 | bus;
        }

        int reg() {
            return bus << 16 | slot << 11 | number << 8;
        }

        String bridgePath() {
            var bus = Integer.toHexString(bus());
            return domain == 0 ? "/pci@" + bus : "/pci@" + Integer.toHexString(domain) + "," + bus;
        }

        String path() {
            return Node.join(bridgePath(), "pci@" + Integer.toHexString(slot) + "," + number);
        }
    }
}
