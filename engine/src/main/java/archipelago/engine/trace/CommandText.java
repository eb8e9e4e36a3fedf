package archipelago.engine.trace;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;

/// Commands in words.
public final class CommandText {
    private CommandText() {}

    /// What is asked for, in the imperative: `start web-server`.
    public static String of(Command command) {
        return switch (command) {
            case Command.FillPool(var cpus, var memory, var _) -> "give CPUs " + CpuList.text(cpus) + " and "
                    + Sizes.shown(memory.stream().mapToLong(Command.MemoryRequest::bytes).sum()) + " to the pool";
            case Command.EmptyPool() -> "give the whole pool back to the host";
            case Command.CpuToPool(long cpu) -> "take CPU " + cpu + " from the host into the pool";
            case Command.CpuToHost(long cpu) -> "give CPU " + cpu + " back to the host";
            case Command.Create(var instance, int _, var cpus, long memoryBytes, int _, var _) -> "create " + instance
                    + " with CPUs " + CpuList.text(cpus) + " and " + Sizes.shown(memoryBytes);
            case Command.Load(var instance, var image, long _, long _, var _) -> "load " + image + " into " + instance;
            case Command.Exec(var instance) -> "start " + instance;
            case Command.Halt(var instance) -> "halt " + instance;
            case Command.ForceHalt(var instance) -> "halt " + instance + " by force";
            case Command.Unload(var instance) -> "unload " + instance;
            case Command.Delete(var instance) -> "delete " + instance;
            case Command.AddCpu(var instance, long cpu) -> "move CPU " + cpu + " from the pool to " + instance;
            case Command.RemoveCpu(var instance, long cpu) -> "take CPU " + cpu + " back from " + instance;
            case Command.Panic(var kernel, long cpu) -> "panic " + kernel + (cpu < 0 ? "" : " on CPU " + cpu);
        };
    }
}
