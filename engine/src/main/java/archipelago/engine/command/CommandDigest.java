package archipelago.engine.command;

import archipelago.engine.base.Hash64;
import java.util.List;

/// Folds commands into the fingerprint, each by a number of its own and all of its fields. The
/// numbers are part of every saved fingerprint: append, never renumber.
public final class CommandDigest {
    private CommandDigest() {}

    /// A hash of the kind of a command and of everything that it says.
    public static long of(Command command) {
        var hash = new Hash64();
        switch (command) {
            case Command.FillPool(var cpus, var memory, var devices) -> {
                longs(hash.add(1), cpus);
                hash.add(memory.size());
                memory.forEach(m -> hash.add(m.bytes()).add(m.node()));
                texts(hash, devices);
            }
            case Command.EmptyPool() -> hash.add(2);
            case Command.CpuToPool(long cpu) -> hash.add(3).add(cpu);
            case Command.CpuToHost(long cpu) -> hash.add(4).add(cpu);
            case Command.Create(var instance, int id, var cpus, long memoryBytes, int node, var devices) -> {
                longs(hash.add(5).add(instance).add(id), cpus);
                texts(hash.add(memoryBytes).add(node), devices);
            }
            case Command.Load(var instance, var image, long imageBytes, long initrdBytes, var cmdline) ->
                hash.add(6).add(instance).add(image).add(imageBytes).add(initrdBytes).add(cmdline);
            case Command.Exec(var instance) -> hash.add(7).add(instance);
            case Command.Halt(var instance) -> hash.add(8).add(instance);
            case Command.ForceHalt(var instance) -> hash.add(9).add(instance);
            case Command.Unload(var instance) -> hash.add(10).add(instance);
            case Command.Delete(var instance) -> hash.add(11).add(instance);
            case Command.AddCpu(var instance, long cpu) -> hash.add(12).add(instance).add(cpu);
            case Command.RemoveCpu(var instance, long cpu) -> hash.add(13).add(instance).add(cpu);
            case Command.Panic(var kernel, long cpu) -> hash.add(14).add(kernel).add(cpu);
        }
        return hash.value();
    }

    private static void longs(Hash64 hash, List<Long> values) {
        hash.add(values.size());
        values.forEach(v -> hash.add((long) v));
    }

    private static void texts(Hash64 hash, List<String> values) {
        hash.add(values.size());
        values.forEach(hash::add);
    }
}
