package archipelago.engine.kernfs;

import archipelago.engine.devicetree.Node;
import archipelago.engine.devicetree.NodeDraft;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.overlay.PciId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// PCI functions in a device tree: their names under `/aliases`, and themselves as leaves of the host
/// bridge of their root bus. The model knows no bridges in between, no windows and no bus ranges, so every
/// bus with a function is a root bus of its own. A bridge of another domain than 0 has its domain in
/// its name, where the kernel would write the same name twice.
final class PciNodes {
    /// What kerf takes for an alias.
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,31}");

    private PciNodes() {}

    /// Adds everything that the tree says of these functions.
    static void write(NodeDraft root, List<PciFunction> functions) {
        var located = functions.stream().map(Located::of).toList();
        var named = located.stream().filter(f -> ALIAS.matcher(f.function().name()).matches()).toList();
        if (!named.isEmpty()) {
            var aliases = root.child("aliases");
            named.forEach(f -> aliases.text(f.function().name(), f.path()));
        }
        var bridges = new ArrayList<String>();
        for (var f : located) {
            if (!bridges.contains(f.bridge())) {
                bridges.add(f.bridge());
                var onIt = located.stream().filter(other -> other.bridge().equals(f.bridge())).toList();
                bridge(root.child(f.bridge()), onIt);
            }
        }
    }

    private static void bridge(NodeDraft bridge, List<Located> functions) {
        var first = functions.getFirst();
        bridge.text("compatible", "multikernel,pci-host-bridge")
                .text("device_type", "pci")
                .u32("#address-cells", 3)
                .u32("#size-cells", 2)
                .u32("linux,pci-domain", first.domain())
                .u32("bus-range", first.bus(), first.bus());
        for (var f : functions) {
            bridge.child(f.leaf())
                    .u32("reg", f.reg(), 0, 0, 0, 0)
                    .u32("vendor-id", f.function().vendor())
                    .u32("device-id", f.function().device());
        }
    }

    /// A function and its address, `domain << 16 | bus << 8 | slot << 3 | function`.
    private record Located(PciFunction function, long address) {
        static Located of(PciFunction function) {
            return new Located(function, PciId.number(function.pciId()));
        }

        long domain() {
            return address >> 16;
        }

        long bus() {
            return address >> 8 & 0xff;
        }

        long slot() {
            return address >> 3 & 0x1f;
        }

        /// The first cell of the unit address: bus, slot and function, each in its place.
        long reg() {
            return bus() << 16 | slot() << 11 | (address & 7) << 8;
        }

        String bridge() {
            var bus = Long.toHexString(bus());
            return "pci@" + (domain() == 0 ? bus : Long.toHexString(domain()) + "," + bus);
        }

        String leaf() {
            return "pci@" + Long.toHexString(slot()) + "," + (address & 7);
        }

        String path() {
            return Node.join(Node.ROOT + bridge(), leaf());
        }
    }
}
