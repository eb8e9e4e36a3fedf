package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;

/// What kerf 0.1.0 does otherwise than its followers, for kernels before mk2: the pool is the memory that was
/// set aside, whole and for good, and an instance gets its devices by name when it is made.
final class EarlierKerf {
    private EarlierKerf() {}

    static Decision fill(World world, Kernel host, Command.FillPool order, List<OverlayWriter.PciFunction> devices) {
        var reserved = world.scenario.host().reserved();
        if (reserved.isEmpty() || !host.host()) {
            return new Decision.Refuses(Errno.ENODEV, "no memory has been set aside for the pool");
        }
        long wanted = 0;
        for (var request : order.memory()) {
            wanted += Math.clamp(request.bytes(), 0, Long.MAX_VALUE - wanted);
        }
        if (wanted > reserved.get().bytes()) {
            return new Decision.Refuses(Errno.ENOMEM, Sizes.shown(reserved.get().bytes())
                    + " have been set aside for the pool, and not " + Sizes.shown(wanted));
        }
        var claim = new Change.PoolMemoryClaim(reserved.get().base(), reserved.get().bytes());
        return Kerf.write(TreePaths.DEVICE_TREE, OverlayWriter.baseline(order.cpus(), claim, devices));
    }

    static Decision overlay(Kernel host, World world, List<Change> changes) {
        for (var change : changes) {
            switch (change) {
                case Change.PoolCpuAdd _,
                    Change.PoolCpuRemove _,
                    Change.PoolMemoryAdd _,
                    Change.PoolMemoryRemove _,
                    Change.PoolDeviceAdd _,
                    Change.PoolDeviceRemove _ -> {
                    return new Decision.Refuses(Errno.EPERM, "before mk2 the pool is what the baseline made it, for good");
                }
                default -> {}
            }
        }
        var asked = changes.getFirst() instanceof Change.InstanceCreate create
                ? List.<Change>of(created(host, world, create, changes))
                : changes;
        return Kerf.write(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(asked, TreeFormat.MK1));
    }

    /// The tool proposes an address, at which no kernel looks.
    private static Change created(Kernel host, World world, Change.InstanceCreate create, List<Change> changes) {
        var devices = new ArrayList<String>();
        for (var change : changes) {
            if (change instanceof Change.DeviceAdd(var _, var pciId, var _)) {
                devices.add(world.machine.devices().stream()
                        .filter(device -> device.pciId().equals(pciId))
                        .map(Machine.PciFunction::name)
                        .findFirst()
                        .orElse(pciId));
            }
        }
        long base = host.pool.freeAligned(create.memoryBytes(), Sizes.PAGE, -1).orElse(Change.ANY_BASE);
        return new Change.InstanceCreate(create.instance(), create.id(), create.memoryBytes(), create.cpus(),
                create.nodes(), base, devices);
    }
}
