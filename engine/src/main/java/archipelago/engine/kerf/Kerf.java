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
import archipelago.engine.pool.Ledger;
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
    ///
    /// @param host the kernel on which it is given
    public Decision decide(Kernel host, Command order) {
        if (!(order instanceof Call) && world.scenario.host().generation().series()) {
            return ByHand.decide(world, order);
        }
        return switch (order) {
            case Call call -> new Decision.Asks(call);
            case Command.FillPool c -> fill(host, c);
            case Command.EmptyPool _ -> empty(host);
            case Command.CpuToPool(long cpu) -> overlay(host, new Change.PoolCpuAdd(cpu, nodeOf(host, cpu)));
            case Command.CpuToHost(long cpu) -> overlay(host, new Change.PoolCpuRemove(cpu, nodeOf(host, cpu)));
            case Command.GrowPool(long bytes, int node) ->
                overlay(host, new Change.PoolMemoryAdd(bytes, number(host, node)));
            case Command.ShrinkPool(long base) -> shrink(host, base);
            case Command.DeviceToPool(var device) -> overlay(host, new Change.PoolDeviceAdd(pciId(device), ""));
            case Command.DeviceToHost(var device) -> overlay(host, new Change.PoolDeviceRemove(pciId(device)));
            case Command.Create c -> create(host, c);
            case Command.Delete(var name) -> delete(host, name);
            case Command.AddCpu(var name, long cpu) -> overlay(host, new Change.CpuAdd(name, cpu, nodeOf(host, cpu)));
            case Command.RemoveCpu(var name, long cpu) -> overlay(host, new Change.CpuRemove(name, cpu));
            case Command.AddMemory c -> addMemory(host, c);
            case Command.RemoveMemory(var name, long base) -> removeMemory(host, name, base);
            case Command.AddDevice(var name, var device) ->
                overlay(host, new Change.DeviceAdd(name, pciId(device), ""));
            case Command.RemoveDevice(var name, var device) ->
                overlay(host, new Change.DeviceRemove(name, pciId(device)));
            case Command.RollBack(int number) ->
                new Decision.Asks(new Call.RemoveDirectory(TreePaths.transaction(number)));
            case Command.Load c -> load(host, c);
            case Command.Exec(var name) -> reboot(host, name, RunOperations.BOOT, Status.LOADED);
            case Command.Halt(var name) -> reboot(host, name, RunOperations.HALT, Status.ACTIVE);
            case Command.ForceHalt(var name) ->
                reboot(host, name, RunOperations.FORCE_HALT, Status.ACTIVE, Status.LOADED);
            case Command.Unload(var name) -> unload(host, name);
            case Command.In _,
                Command.Console _,
                Command.Vsock _,
                Command.Dax _,
                Command.MoveService _,
                Command.Arm _,
                Command.Setting _,
                Command.Fault _ ->
                throw new IllegalArgumentException("kerf has no order for this: " + order);
        };
    }

    /// Whether a command is an order to the tool, or one that it hands on as it is.
    public static boolean knows(Command command) {
        return switch (command) {
            case Command.In _,
                Command.Console _,
                Command.Vsock _,
                Command.Dax _,
                Command.MoveService _,
                Command.Arm _,
                Command.Setting _,
                Command.Fault _ -> false;
            default -> true;
        };
    }

    // --- the pool -----------------------------------------------------------------------------

    private Decision fill(Kernel host, Command.FillPool c) {
        var memory = c.memory().stream()
                .map(request -> new Change.PoolMemoryAdd(request.bytes(), number(host, request.node())))
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
                ? EarlierKerf.fill(world, host, c, devices)
                : write(TreePaths.DEVICE_TREE, OverlayWriter.baseline(c.cpus(), memory, devices));
    }

    private Decision empty(Kernel host) {
        int pool = CoreTable.pool(host.slot);
        int instances = world.state.lending.instances(host.slot).size();
        if (instances > 0) {
            return new Decision.Refuses(Errno.EBUSY, "the pool still runs " + instances
                    + (instances == 1 ? " instance; delete it first" : " instances; delete them first"));
        }
        var changes = new ArrayList<Change>();
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.owner[core] == pool) {
                long cpu = world.machine.physicalId(core);
                changes.add(new Change.PoolCpuRemove(cpu, nodeOf(host, cpu)));
            }
        }
        for (int d = 0; d < world.state.deviceOwner.length; d++) {
            if (world.state.deviceOwner[d] == pool) {
                changes.add(new Change.PoolDeviceRemove(world.machine.devices().get(d).pciId()));
            }
        }
        for (var chunk : host.pool.chunks().reversed()) {
            changes.add(new Change.PoolMemoryRemove(chunk.base(), chunk.bytes(), number(host, chunk.node())));
        }
        return changes.isEmpty()
                ? new Decision.NothingToDo("the pool is already empty")
                : overlay(host, changes.toArray(Change[]::new));
    }

    private Decision shrink(Kernel host, long base) {
        for (Pool.Chunk chunk : host.pool.chunks()) {
            if (chunk.base() == base) {
                return overlay(host, new Change.PoolMemoryRemove(base, chunk.bytes(), number(host, chunk.node())));
            }
        }
        return new Decision.Refuses(Errno.ENOENT, "no chunk of the pool begins at 0x" + Long.toHexString(base));
    }

    // --- instances ------------------------------------------------------------------------------

    private Decision create(Kernel host, Command.Create c) {
        if (instance(host, c.instance()) != null || c.instance().equals(host.label())) {
            return new Decision.Refuses(Errno.EEXIST, "an instance " + c.instance() + " exists already");
        }
        if (c.id() < 0 || c.id() > Kernel.MOST_ID) {
            return new Decision.Refuses(Errno.EINVAL, "an instance id is between 1 and " + Kernel.MOST_ID);
        }
        if (c.id() != 0 && byId(host, c.id())) {
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
            if (owner != CoreTable.pool(host.slot)) {
                return new Decision.Refuses(Errno.EBUSY, "CPU " + cpu + " is not free in the pool: "
                        + world.state.lending.words(owner) + " has it");
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
                c.node() < 0 ? List.of() : List.of(number(host, c.node()))));
        for (var device : c.devices()) {
            changes.add(new Change.DeviceAdd(c.instance(), pciId(device), ""));
        }
        return overlay(host, changes.toArray(Change[]::new));
    }

    private Decision delete(Kernel host, String name) {
        var kernel = instance(host, name);
        if (kernel == null) {
            return missing(name);
        }
        return switch (kernel.status) {
            case ACTIVE -> new Decision.Refuses(Errno.EBUSY, name + " must be stopped first");
            case LOADED -> new Decision.Refuses(Errno.EBUSY, name + " has an image; unload it first");
            default -> overlay(host, new Change.InstanceRemove(name));
        };
    }

    /// A running instance takes memory in blocks, at addresses that are a multiple of one; a stopped one
    /// gets what the pool has.
    private Decision addMemory(Kernel host, Command.AddMemory c) {
        var kernel = instance(host, c.instance());
        if (kernel == null) {
            return missing(c.instance());
        }
        long align = kernel.status == Status.ACTIVE ? MemoryHotplug.BLOCK_BYTES : Sizes.PAGE;
        var base = c.bytes() <= 0 || c.bytes() > Long.MAX_VALUE / 2
                ? OptionalLong.empty()
                : host.pool.freeAligned(c.bytes(), align, host.host() ? c.node() : Change.ANY_NODE);
        return base.isEmpty()
                ? new Decision.Refuses(Errno.ENOMEM, "the pool has no " + Sizes.shown(Math.max(0, c.bytes()))
                        + " in one piece for " + c.instance())
                : overlay(host, new Change.MemoryAdd(
                        c.instance(), base.getAsLong(), c.bytes(), number(host, c.node())));
    }

    private Decision removeMemory(Kernel host, String name, long base) {
        var kernel = instance(host, name);
        if (kernel == null) {
            return missing(name);
        }
        for (var region : host.pool.regionsOf(kernel.slot)) {
            if (region.base() == base) {
                return overlay(host, new Change.MemoryRemove(name, base, region.bytes()));
            }
        }
        return new Decision.Refuses(Errno.ENOENT, "no region of " + name + " begins at 0x" + Long.toHexString(base));
    }

    // --- images and power -------------------------------------------------------------------------

    /// Out of a compressed image the tool takes the ELF file, which has no signature.
    private Decision load(Kernel host, Command.Load c) {
        var kernel = instance(host, c.instance());
        if (kernel == null) {
            return missing(c.instance());
        }
        var form = c.form() == Command.ImageForm.BZIMAGE ? Command.ImageForm.ELF : c.form();
        long flags = ImageOperations.loadFlags(kernel.id, c.initrdBytes() > 0);
        return new Decision.Asks(
                new Call.KexecFileLoad(c.image(), c.imageBytes(), form, c.initrdBytes(), c.cmdline(), flags));
    }

    private Decision unload(Kernel host, String name) {
        var kernel = instance(host, name);
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

    private Decision reboot(Kernel host, String name, long command, Status... wanted) {
        var kernel = instance(host, name);
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

    private Kernel instance(Kernel host, String name) {
        for (var kernel : world.state.lending.instances(host.slot)) {
            if (kernel.label().equals(name)) {
                return kernel;
            }
        }
        return null;
    }

    private boolean byId(Kernel host, int id) {
        return world.state.lending.instances(host.slot).stream().anyMatch(kernel -> kernel.id == id);
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

    /// The number of a node of the machine, as the kernel knows it on which the order is given. Orders mean nodes by
    /// the machine's list; to an instance they are all its one node.
    private int number(Kernel host, int nodeIndex) {
        boolean known = nodeIndex >= 0 && nodeIndex < world.machine.nodes().size();
        if (!known) {
            return nodeIndex < 0 ? Change.ANY_NODE : nodeIndex;
        }
        return host.host() ? world.machine.nodes().get(nodeIndex).number() : Ledger.INSTANCE_NODE;
    }

    private int nodeOf(Kernel host, long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0 ? Change.ANY_NODE : number(host, world.machine.node(core));
    }

    private Decision overlay(Kernel host, Change... changes) {
        return beforeMk2()
                ? EarlierKerf.overlay(host, world, List.of(changes))
                : write(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(List.of(changes)));
    }

    private boolean beforeMk2() {
        return world.scenario.host().generation().format() == TreeFormat.MK1;
    }

    static Decision write(String path, Blob content) {
        return new Decision.Asks(new Call.WriteFile(path, content));
    }
}
