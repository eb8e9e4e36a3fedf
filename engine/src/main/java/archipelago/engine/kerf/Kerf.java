package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Pool;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the tool does with an order: it looks at the machine, refuses what cannot be right, and makes
/// one call of what is left. It takes no simulated time. (kerf 0.2.0, `src/kerf`.)
@Models(
        value = Subject.KERF,
        exactly = "what kerf 0.2.0 refuses itself, and which single write or system call it makes of the"
                    + " rest",
        approximately = "kerf takes no time: nothing has been published on it",
        notAtAll = "its text for a terminal, its lock file, and the files that it keeps beside the kernel's")
public final class Kerf {
    private final World world;

    public Kerf(World world) {
        this.world = world;
    }

    /// Decides about an order, at this instant.
    public Decision decide(Command order) {
        if (!(order instanceof Call) && world.scenario.host().generation().series()) {
            return ByHand.decide(world, order);
        }
        return switch (order) {
            case Call call -> new Decision.Asks(call);
            case Command.FillPool c -> fill(c);
            case Command.EmptyPool _ -> empty();
            case Command.CpuToPool(long cpu) -> overlay(new Change.PoolCpuAdd(cpu, nodeOf(cpu)));
            case Command.CpuToHost(long cpu) -> overlay(new Change.PoolCpuRemove(cpu, nodeOf(cpu)));
            case Command.GrowPool(long bytes, int node) -> overlay(new Change.PoolMemoryAdd(bytes, number(node)));
            case Command.ShrinkPool(long base) -> shrink(base);
            case Command.DeviceToPool(var device) -> overlay(new Change.PoolDeviceAdd(pciId(device), ""));
            case Command.DeviceToHost(var device) -> overlay(new Change.PoolDeviceRemove(pciId(device)));
            case Command.Create c -> create(c);
            case Command.Delete(var name) -> delete(name);
            case Command.AddCpu(var name, long cpu) -> overlay(new Change.CpuAdd(name, cpu, nodeOf(cpu)));
            case Command.RemoveCpu(var name, long cpu) -> overlay(new Change.CpuRemove(name, cpu));
            case Command.AddMemory c -> addMemory(c);
            case Command.RemoveMemory(var name, long base) -> removeMemory(name, base);
            case Command.AddDevice(var name, var device) -> overlay(new Change.DeviceAdd(name, pciId(device), ""));
            case Command.RemoveDevice(var name, var device) -> overlay(new Change.DeviceRemove(name, pciId(device)));
            case Command.RollBack(int number) ->
                new Decision.Asks(new Call.RemoveDirectory(TreePaths.transaction(number)));
            case Command.Load c -> load(c);
            case Command.Exec(var name) -> reboot(name, RunOperations.BOOT, Status.LOADED);
            case Command.Halt(var name) -> reboot(name, RunOperations.HALT, Status.ACTIVE);
            case Command.ForceHalt(var name) ->
                reboot(name, RunOperations.FORCE_HALT, Status.ACTIVE, Status.LOADED);
            case Command.Unload(var name) -> unload(name);
            case Command.Console _,
                Command.Vsock _,
                Command.Dax _,
                Command.MoveService _,
                Command.Arm _,
                Command.Fault _ ->
                throw new IllegalArgumentException("kerf has no order for this: " + order);
        };
    }

    // --- the pool -------------------------------------------------------------------------------

    private Decision fill(Command.FillPool c) {
        var memory = c.memory().stream()
                .map(request -> new Change.PoolMemoryAdd(request.bytes(), number(request.node())))
                .toList();
        var devices = new ArrayList<OverlayWriter.PciFunction>();
        for (var name : c.devices()) {
            var device = device(name);
            if (device.isEmpty()) {
                return new Decision.Refuses(Errno.ENODEV, "there is no PCI device " + name);
            }
            var d = device.get();
            devices.add(new OverlayWriter.PciFunction(d.name(), d.pciId(), d.vendor(), d.device()));
        }
        return beforeMk2()
                ? EarlierKerf.fill(world, c, devices)
                : write(TreePaths.DEVICE_TREE, OverlayWriter.baseline(c.cpus(), memory, devices));
    }

    private Decision empty() {
        int instances = 0;
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            instances += world.state.kernel(slot) == null ? 0 : 1;
        }
        if (instances > 0) {
            return new Decision.Refuses(Errno.EBUSY, "the pool still runs " + instances
                    + (instances == 1 ? " instance; delete it first" : " instances; delete them first"));
        }
        var changes = new ArrayList<Change>();
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.owner[core] == CoreTable.POOL) {
                long cpu = world.machine.physicalId(core);
                changes.add(new Change.PoolCpuRemove(cpu, nodeOf(cpu)));
            }
        }
        for (int d = 0; d < world.state.deviceOwner.length; d++) {
            if (world.state.deviceOwner[d] == CoreTable.POOL) {
                changes.add(new Change.PoolDeviceRemove(world.machine.devices().get(d).pciId()));
            }
        }
        for (var chunk : world.state.pool.chunks().reversed()) {
            changes.add(new Change.PoolMemoryRemove(chunk.base(), chunk.bytes(), number(chunk.node())));
        }
        return changes.isEmpty()
                ? new Decision.NothingToDo("the pool is already empty")
                : overlay(changes.toArray(Change[]::new));
    }

    private Decision shrink(long base) {
        for (Pool.Chunk chunk : world.state.pool.chunks()) {
            if (chunk.base() == base) {
                return overlay(new Change.PoolMemoryRemove(base, chunk.bytes(), number(chunk.node())));
            }
        }
        return new Decision.Refuses(Errno.ENOENT, "no chunk of the pool begins at 0x" + Long.toHexString(base));
    }

    // --- instances ------------------------------------------------------------------------------

    private Decision create(Command.Create c) {
        if (world.state.named(c.instance()) != null) {
            return new Decision.Refuses(Errno.EEXIST, "an instance " + c.instance() + " exists already");
        }
        if (c.id() < 0 || c.id() > Kernel.MOST_ID) {
            return new Decision.Refuses(Errno.EINVAL, "an instance id is between 1 and " + Kernel.MOST_ID);
        }
        if (c.id() != 0 && byId(c.id()) != null) {
            return new Decision.Refuses(Errno.EEXIST, "instance id " + c.id() + " is in use");
        }
        if (c.memoryBytes() <= 0 || c.memoryBytes() % Sizes.PAGE != 0) {
            return new Decision.Refuses(Errno.EINVAL, "an instance's memory is a positive multiple of 4 KiB");
        }
        for (long cpu : c.cpus()) {
            int core = world.machine.coreOf(cpu);
            int owner = core < 0 ? State.HOST : world.state.cores.owner[core];
            if (core < 0) {
                return new Decision.Refuses(Errno.ENODEV, "CPU " + cpu + " is not present in this machine");
            }
            if (owner != CoreTable.POOL) {
                return new Decision.Refuses(Errno.EBUSY, "CPU " + cpu + " is not free in the pool: "
                        + world.state.kernel(owner).name + " has it");
            }
        }
        var changes = new ArrayList<Change>();
        if (c.llcWayMask() != 0) {
            changes.add(new Change.LlcWays(c.instance(), c.llcWayMask()));
        }
        changes.add(new Change.InstanceCreate(
                c.instance(),
                c.id() == 0 ? Change.ANY_ID : c.id(),
                c.memoryBytes(),
                c.cpus(),
                c.node() < 0 ? List.of() : List.of(number(c.node()))));
        for (var device : c.devices()) {
            changes.add(new Change.DeviceAdd(c.instance(), pciId(device), ""));
        }
        return overlay(changes.toArray(Change[]::new));
    }

    private Decision delete(String name) {
        var kernel = instance(name);
        if (kernel == null) {
            return missing(name);
        }
        return switch (kernel.status) {
            case ACTIVE -> new Decision.Refuses(Errno.EBUSY, name + " must be stopped first");
            case LOADED -> new Decision.Refuses(Errno.EBUSY, name + " has an image; unload it first");
            default -> overlay(new Change.InstanceRemove(name));
        };
    }

    /// A running instance takes memory in blocks, at addresses that are a multiple of one; a stopped one
    /// gets what the pool has.
    private Decision addMemory(Command.AddMemory c) {
        var kernel = instance(c.instance());
        if (kernel == null) {
            return missing(c.instance());
        }
        long align = kernel.status == Status.ACTIVE ? MemoryHotplug.BLOCK_BYTES : Sizes.PAGE;
        var base = c.bytes() <= 0 || c.bytes() > Long.MAX_VALUE / 2
                ? OptionalLong.empty()
                : world.state.pool.freeAligned(c.bytes(), align, c.node());
        return base.isEmpty()
                ? new Decision.Refuses(Errno.ENOMEM, "the pool has no " + Sizes.shown(Math.max(0, c.bytes()))
                        + " in one piece for " + c.instance())
                : overlay(new Change.MemoryAdd(c.instance(), base.getAsLong(), c.bytes(), number(c.node())));
    }

    private Decision removeMemory(String name, long base) {
        var kernel = instance(name);
        if (kernel == null) {
            return missing(name);
        }
        for (var region : world.state.pool.regionsOf(kernel.slot)) {
            if (region.base() == base) {
                return overlay(new Change.MemoryRemove(name, base, region.bytes()));
            }
        }
        return new Decision.Refuses(Errno.ENOENT, "no region of " + name + " begins at 0x" + Long.toHexString(base));
    }

    // --- images and power -------------------------------------------------------------------------

    /// Out of a compressed image the tool takes the ELF file, which has no signature.
    private Decision load(Command.Load c) {
        var kernel = instance(c.instance());
        if (kernel == null) {
            return missing(c.instance());
        }
        var form = c.form() == Command.ImageForm.BZIMAGE ? Command.ImageForm.ELF : c.form();
        long flags = ImageOperations.loadFlags(kernel.id, c.initrdBytes() > 0);
        return new Decision.Asks(
                new Call.KexecFileLoad(c.image(), c.imageBytes(), form, c.initrdBytes(), c.cmdline(), flags));
    }

    private Decision unload(String name) {
        var kernel = instance(name);
        if (kernel == null) {
            return missing(name);
        }
        return switch (kernel.status) {
            case ACTIVE -> new Decision.Refuses(Errno.EBUSY, name + " is active; stop it first. (kerf refuses; the"
                    + " kernel itself would free the image under the running kernel)");
            case LOADED -> new Decision.Asks(new Call.KexecFileLoad(
                    "", 0, Command.ImageForm.ELF, 0, "", ImageOperations.unloadFlags(kernel.id)));
            default -> new Decision.NothingToDo(name + " has no image, so nothing was freed");
        };
    }

    private Decision reboot(String name, long command, Status... wanted) {
        var kernel = instance(name);
        if (kernel == null) {
            var errno = command == RunOperations.BOOT ? Errno.EINVAL : Errno.ENOENT;
            return new Decision.Refuses(errno, "there is no instance " + name);
        }
        if (!List.of(wanted).contains(kernel.status)) {
            boolean runs = kernel.status == Status.ACTIVE;
            return new Decision.Refuses(runs ? Errno.EBUSY : Errno.EINVAL, name + " is " + kernel.status.word() + ", "
                    + (runs ? "and only a loaded instance is started" : switch ((int) command) {
                        case (int) RunOperations.BOOT -> "and only a loaded instance is started; load an image first";
                        case (int) RunOperations.HALT -> "and only an active instance can be halted";
                        default -> "so there is nothing to stop";
                    }));
        }
        return new Decision.Asks(new Call.Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, command, kernel.id));
    }

    // --- what it looks up -------------------------------------------------------------------------

    private Kernel instance(String name) {
        var kernel = world.state.named(name);
        return kernel == null || kernel.host() ? null : kernel;
    }

    private Kernel byId(int id) {
        for (int slot = 0; slot < world.state.slots(); slot++) {
            if (world.state.kernel(slot) != null && world.state.kernel(slot).id == id) {
                return world.state.kernel(slot);
            }
        }
        return null;
    }

    private static Decision missing(String name) {
        return new Decision.Refuses(Errno.ENOENT, "there is no instance " + name);
    }

    private Optional<Machine.PciFunction> device(String nameOrId) {
        return world.machine.devices().stream()
                .filter(device -> device.name().equals(nameOrId) || device.pciId().equals(nameOrId))
                .findFirst();
    }

    /// What is not known is given to the kernel as it is.
    private String pciId(String nameOrId) {
        return device(nameOrId).map(Machine.PciFunction::pciId).orElse(nameOrId);
    }

    private int number(int nodeIndex) {
        boolean known = nodeIndex >= 0 && nodeIndex < world.machine.nodes().size();
        return known ? world.machine.nodes().get(nodeIndex).number() : nodeIndex < 0 ? Change.ANY_NODE : nodeIndex;
    }

    private int nodeOf(long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0 ? Change.ANY_NODE : number(world.machine.node(core));
    }

    private Decision overlay(Change... changes) {
        return beforeMk2()
                ? EarlierKerf.overlay(world, List.of(changes))
                : write(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(List.of(changes)));
    }

    private boolean beforeMk2() {
        return world.scenario.host().generation().format() == TreeFormat.MK1;
    }

    static Decision write(String path, Blob content) {
        return new Decision.Asks(new Call.WriteFile(path, content));
    }
}
