package archipelago.engine.kerf;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the pool is to be: all of it, not what is to change.
///
/// @param hostCpus what stays with the host; from a file nothing is known of them
/// @param cpus physical ids, ascending
/// @param memory by the number of the node, ascending; every size has its node by now
/// @param devices with the names that they were called by
record PoolRequest(List<Long> hostCpus, List<Long> cpus, Map<Integer, Long> memory, List<Device> devices) {
    /// @param calledBy the name that the person used
    record Device(String calledBy, String pciId, int vendor, int device) {}

    PoolRequest {
        hostCpus = List.copyOf(hostCpus);
        cpus = List.copyOf(cpus);
        memory = new TreeMap<>(memory);
        devices = List.copyOf(devices);
    }

    /// Whether it asks for nothing, which gives the whole pool back.
    boolean empty() {
        return cpus.isEmpty() && memory.isEmpty() && devices.isEmpty();
    }

    /// The devices that a list names.
    static List<Device> devices(List<String> names, Machine machine) throws KerfStop {
        var found = new ArrayList<Device>();
        for (var name : names) {
            var device = HostFacts.device(machine, name);
            if (device.isEmpty()) {
                throw KerfStop.refused("Error: no device " + name + " was detected on this system",
                        "Name a PCI function by its name or its address, or describe it in a file for --input.");
            }
            var d = device.get();
            if (found.stream().noneMatch(other -> other.pciId().equals(d.pciId()))) {
                found.add(new Device(name, d.pciId(), d.vendor(), d.device()));
            }
        }
        return found;
    }

    /// A size without a node goes to the node of the CPUs: of the lowest, if they are on several.
    static int nodeFor(List<Long> cpus, Machine machine) {
        for (long cpu : cpus) {
            var node = HostFacts.node(machine, cpu);
            if (node.isPresent()) {
                return node.get();
            }
        }
        return 0;
    }
}
