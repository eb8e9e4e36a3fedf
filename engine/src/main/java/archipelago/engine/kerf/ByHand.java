package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.scenario.Generation.Identity;
import archipelago.engine.scenario.GenerationCheck;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.world.World;

/// What a person did before there was a kerf, as one call for one order; most of what kerf can do could not be done.
final class ByHand {
    /// Payload of a shutdown request: flags, sender.
    private static final int SHUTDOWN_BYTES = 8;

    private ByHand() {}

    static Decision decide(World world, Command order) {
        var objection = GenerationCheck.of(world.scenario.host().generation(), order);
        if (objection.isPresent()) {
            return new Decision.Refuses(Errno.ENOSYS, objection.get().sentence());
        }
        return switch (order) {
            case Command.Load c -> load(world, c);
            case Command.Unload(var name) -> unload(world, name);
            case Command.Exec(var name) -> start(world, name);
            case Command.Halt(var name) -> halt(world, name);
            case Command.CpuToHost(long cpu) -> online(world, cpu);
            default -> new Decision.Refuses(Errno.ENOSYS, "there was no kerf in 2025");
        };
    }

    private static Kernel kernel(World world, String name) {
        var kernel = world.state.named(name);
        return kernel == null || kernel.host() ? null : kernel;
    }

    private static Decision missing(String name) {
        return new Decision.Refuses(Errno.ENOENT, "there is no kernel " + name);
    }

    private static Decision load(World world, Command.Load c) {
        var kernel = kernel(world, c.instance());
        return kernel == null
                ? missing(c.instance())
                : new Decision.Asks(new Call.KexecFileLoad(c.image(), c.imageBytes(), c.form(), c.initrdBytes(),
                        c.cmdline(), ImageOperations.loadFlags(kernel.id, c.initrdBytes() > 0)));
    }

    private static Decision unload(World world, String name) {
        var kernel = kernel(world, name);
        return kernel == null
                ? missing(name)
                : new Decision.Asks(new Call.KexecFileLoad(
                        "", 0, Command.ImageForm.ELF, 0, "", ImageOperations.unloadFlags(kernel.id)));
    }

    /// Where a CPU is named, it is the one on which the kernel was started before.
    private static Decision start(World world, String name) {
        var kernel = kernel(world, name);
        if (kernel == null) {
            return missing(name);
        }
        boolean byCpu = world.scenario.host().generation().identity() == Identity.CPU;
        if (byCpu && kernel.bootedOn == Kernel.NO_CORE) {
            return new Decision.Refuses(Errno.EINVAL, "a CPU has to be named on which " + name + " shall start");
        }
        long number = byCpu ? kernel.bootedOn : kernel.id;
        return new Decision.Asks(
                new Call.Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, RunOperations.BOOT, number));
    }

    private static Decision halt(World world, String name) {
        var kernel = kernel(world, name);
        return kernel == null
                ? missing(name)
                : new Decision.Asks(new Call.SendMessage(kernel.id, MessageKind.SHUTDOWN.words(), SHUTDOWN_BYTES));
    }

    private static Decision online(World world, long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0
                ? new Decision.Refuses(Errno.ENOENT, "there is no CPU " + cpu)
                : Kerf.write("/sys/devices/system/cpu/cpu" + core + "/online", Blob.text("1\n"));
    }
}
