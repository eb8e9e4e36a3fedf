package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Blobs that a person gives with `--input`: a baseline, or what `kerf dump` wrote.
final class InputTree {
    private InputTree() {}

    static DeviceTree read(String file, Blob blob) throws KerfStop {
        var reading = FlattenedTree.read(file, blob.bytes());
        if (reading.value().isEmpty()) {
            throw KerfStop.usage("Error: " + file + " is no device-tree blob: "
                    + reading.problems().getFirst().sentence(), "--input takes a blob as kerf dump writes it.");
        }
        return reading.value().get();
    }

    /// The pool that a tree asks for: chunks that are there count as sizes on their nodes.
    static PoolRequest baseline(String file, Blob blob, Machine machine) throws KerfStop {
        var tree = read(file, blob);
        var resources = tree.node("/resources");
        if (resources.isEmpty()) {
            throw KerfStop.usage("Error: " + file + " has no /resources",
                    "--input takes a blob as kerf dump writes it.");
        }
        if (tree.node("/instances").isPresent()) {
            throw KerfStop.refused("Error: invalid baseline: it has /instances",
                    "Instances are made with kerf create.");
        }
        var memory = new TreeMap<Integer, Long>();
        for (var child : resources.get().children()) {
            if (child.baseName().equals("memory")) {
                int node = child.property("numa-node-id")
                        .flatMap(property -> property.u32().value())
                        .map(Long::intValue)
                        .orElse(MemorySpec.ANY_NODE);
                memory.merge(node, size(child), Long::sum);
            }
        }
        return new PoolRequest(
                List.of(),
                CpuSpec.sorted(PoolTree.numbers(resources.get(), "cpus")),
                memory,
                devices(tree, resources.get(), machine));
    }

    private static long size(Node memory) {
        var size = PoolTree.numbers(memory, "size");
        var reg = PoolTree.numbers(memory, "reg");
        return !size.isEmpty() ? size.getFirst() : reg.size() == 2 ? reg.get(1) : 0;
    }

    private static List<PoolRequest.Device> devices(DeviceTree tree, Node resources, Machine machine) {
        var devices = new ArrayList<PoolRequest.Device>();
        for (var node : resources.child("devices").map(Node::children).orElse(List.of())) {
            node.property("pci-id").flatMap(property -> property.string().value())
                    .ifPresent(id -> devices.add(device(node.name(), id, machine)));
        }
        TreeDevices.of(tree).forEach(device -> devices.add(device(device.name(), device.pciId(), machine)));
        return devices;
    }

    /// Devices are called as the machine calls them, where it knows them.
    private static PoolRequest.Device device(String name, String pciId, Machine machine) {
        return HostFacts.device(machine, pciId)
                .map(d -> new PoolRequest.Device(d.name(), d.pciId(), d.vendor(), d.device()))
                .orElse(new PoolRequest.Device(name, pciId, 0, 0));
    }
}
