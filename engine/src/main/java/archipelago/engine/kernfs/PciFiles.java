package archipelago.engine.kernfs;

import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.Locale;

/// `/sys/bus/pci/devices` of a kernel, with what the model knows of each function. The machine's host probes
/// everything: a function that is lent has lost its driver, not its place on the bus. An instance touches no slot that
/// its tree does not name, and what it lends on itself keeps its place there. Class, driver and windows are not
/// modelled. (`mk_pci_should_probe`.)
final class PciFiles {
    /// What the file says if nobody told the kernel, as with NUMA switched off.
    private static final int NO_NODE = -1;

    private final World world;
    private final Kernel kernel;

    PciFiles(World world, Kernel kernel) {
        this.world = world;
        this.kernel = kernel;
    }

    FileNode bus() {
        return FileNode.kernfs(bus -> bus.put("pci", FileNode.kernfs(
                pci -> pci.put("devices", FileNode.kernfs(devices -> {
                    var functions = world.machine.devices();
                    for (int f = 0; f < functions.size(); f++) {
                        if (kernel.host() || world.state.lending.inside(world.state.deviceOwner[f], kernel.slot)) {
                            devices.put(functions.get(f).pciId(), device(functions.get(f)));
                        }
                    }
                })))));
    }

    private FileNode device(PciFunction function) {
        boolean known = kernel.host() && function.node() >= 0;
        int node = known ? world.machine.nodes().get(function.node()).number() : NO_NODE;
        return FileNode.kernfs(files -> {
            files.put("vendor", FileNode.text(() -> id(function.vendor())));
            files.put("device", FileNode.text(() -> id(function.device())));
            files.put("numa_node", new FileNode.File(FileNode.READ_WRITE, () -> Content.text(node + "\n")));
        });
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "0x%04x\n", number);
    }
}
