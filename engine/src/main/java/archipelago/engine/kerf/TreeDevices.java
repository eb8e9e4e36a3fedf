package archipelago.engine.kerf;

import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The PCI functions in a tree that the kernel wrote: leaves of host bridges, named by aliases.
final class TreeDevices {
    private static final String BRIDGE = "multikernel,pci-host-bridge";

    /// @param alias its name, or empty
    record Device(String alias, String pciId, long vendor, long device) {
        /// As kerf calls it when nobody gave it a name.
        String ownName() {
            return "pci_" + pciId.replace(':', '_').replace('.', '_');
        }

        String name() {
            return alias.isEmpty() ? ownName() : alias;
        }

        boolean isCalled(String name) {
            return !name.isEmpty() && (name.equals(alias) || name.equals(pciId) || name.equals(ownName()));
        }
    }

    private TreeDevices() {}

    static List<Device> of(DeviceTree tree) {
        var devices = new ArrayList<Device>();
        for (var node : tree.root().children()) {
            if (text(node, "compatible").equals(BRIDGE)) {
                collect(tree, node, number(node, "linux,pci-domain"), devices);
            }
        }
        return devices;
    }

    private static void collect(DeviceTree tree, Node bridge, long domain, List<Device> devices) {
        for (var node : bridge.children()) {
            var reg = node.property("reg").flatMap(property -> property.u32s().value()).orElse(List.of());
            if (node.property("vendor-id").isPresent() && !reg.isEmpty()) {
                long cell = reg.getFirst();
                var id = String.format(
                        Locale.ROOT, "%04x:%02x:%02x.%x", domain, cell >> 16 & 0xff, cell >> 11 & 0x1f, cell >> 8 & 7);
                devices.add(new Device(alias(tree, node), id, number(node, "vendor-id"), number(node, "device-id")));
            } else {
                collect(tree, node, domain, devices);
            }
        }
    }

    private static String alias(DeviceTree tree, Node device) {
        for (var alias : tree.node("/aliases").map(Node::properties).orElse(List.of())) {
            if (alias.string().value().filter(device.path()::equals).isPresent()) {
                return alias.name();
            }
        }
        return "";
    }

    private static String text(Node node, String name) {
        return node.property(name).flatMap(property -> property.string().value()).orElse("");
    }

    private static long number(Node node, String name) {
        return node.property(name).flatMap(property -> property.u32().value()).orElse(0L);
    }
}
