package archipelago.engine.kernfs;

import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.world.World;
import java.util.Locale;

/// `/sys/bus/pci/devices`: the functions of the machine with what the model knows of them. A function that
/// is lent has lost its driver, not its place on the bus. Class, driver and windows are not modelled.
final class PciFiles {
    private final World world;

    PciFiles(World world) {
        this.world = world;
    }

    FileNode bus() {
        return FileNode.kernfs(bus -> bus.put("pci", FileNode.kernfs(
                pci -> pci.put("devices", FileNode.kernfs(devices -> {
                    for (var function : world.machine.devices()) {
                        devices.put(function.pciId(), device(function));
                    }
                })))));
    }

    private FileNode device(PciFunction function) {
        int node = function.node() < 0 ? -1 : world.machine.nodes().get(function.node()).number();
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
