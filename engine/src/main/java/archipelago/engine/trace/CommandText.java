package archipelago.engine.trace;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;

/// Commands in words.
public final class CommandText {
    private CommandText() {}

    /// What is asked for, in the imperative: `start web-server`.
    public static String of(Command command) {
        return command instanceof Command.In(var kernel, var order)
                ? "in " + kernel + ": " + of(order, kernel)
                : of(command, "the host");
    }

    /// @param host on which it is given
    private static String of(Command command, String host) {
        return switch (command) {
            case Command.FillPool(var cpus, var memory, var _) -> "give CPUs " + CpuList.text(cpus) + " and "
                    + Sizes.shown(memory.stream().mapToLong(Command.MemoryRequest::bytes).sum()) + " to the pool";
            case Command.EmptyPool() -> "give the whole pool back to " + host;
            case Command.CpuToPool(long cpu) -> "take CPU " + cpu + " from " + host + " into the pool";
            case Command.CpuToHost(long cpu) -> "give CPU " + cpu + " back to " + host;
            case Command.Create c -> "create " + c.instance() + " with CPUs " + CpuList.text(c.cpus()) + " and "
                    + Sizes.shown(c.memoryBytes())
                    + (c.llcWayMask() == 0 ? "" : " and cache ways 0x" + Long.toHexString(c.llcWayMask()));
            case Command.Load c -> "load " + c.image() + " into " + c.instance();
            case Command.Exec(var instance) -> "start " + instance;
            case Command.Halt(var instance) -> "halt " + instance;
            case Command.ForceHalt(var instance) -> "halt " + instance + " by force";
            case Command.Unload(var instance) -> "unload " + instance;
            case Command.Delete(var instance) -> "delete " + instance;
            case Command.AddCpu(var instance, long cpu) -> "move CPU " + cpu + " from the pool to " + instance;
            case Command.RemoveCpu(var instance, long cpu) -> "take CPU " + cpu + " back from " + instance;
            case Command.GrowPool(long bytes, int _) -> "give " + Sizes.shown(bytes) + " more to the pool";
            case Command.ShrinkPool(long base) -> "give the chunk at 0x" + Long.toHexString(base) + " back to " + host;
            case Command.DeviceToPool(var device) -> "take " + device + " from " + host + " into the pool";
            case Command.DeviceToHost(var device) -> "give " + device + " back to " + host;
            case Command.AddMemory(var instance, long bytes, int _) -> "give " + instance + " " + Sizes.shown(bytes)
                    + " more";
            case Command.RemoveMemory(var instance, long base) -> "take the memory at 0x" + Long.toHexString(base)
                    + " back from " + instance;
            case Command.AddDevice(var instance, var device) -> "move " + device + " from the pool to " + instance;
            case Command.RemoveDevice(var instance, var device) -> "take " + device + " back from " + instance;
            case Command.RollBack(int transaction) -> "undo transaction " + transaction;
            case Command.Console.Open() -> "open /dev/mktty";
            case Command.Console.Write(int link, var bytes) -> "write " + bytes.length() + " bytes to console link "
                    + link;
            case Command.Console.Read(int link) -> "read console link " + link;
            case Command.Console.Close(int link) -> "close console link " + link;
            case Command.Console.Print(var kernel, var text) -> "print " + text.length() + " bytes in " + kernel;
            case Command.Vsock.Listen(var kernel, long port) -> "listen on port " + port + " in " + kernel;
            case Command.Vsock.Connect(var kernel, long cid, long port) -> "connect from " + kernel + " to cid " + cid
                    + ", port " + port;
            case Command.Vsock.Send(var kernel, int socket, long bytes) -> "send " + bytes + " bytes on socket "
                    + socket + " of " + kernel;
            case Command.Vsock.Close(var kernel, int socket) -> "close socket " + socket + " of " + kernel;
            case Command.In in -> of(in);
            case Command.MoveService(var service, var kernel) -> "send requests for " + service + " to " + kernel;
            case Command.Setting.SetCost(var cost, long ns) -> "set " + cost.word() + " to " + Times.text(ns);
            case Command.Setting.SetRate(int stream, long everyNs) -> "let stream " + stream + " ask every "
                    + Times.text(everyNs);
            case Command.Setting.SkipWait() -> "let the story go on";
            case Command.Arm(var kernel) -> "let " + kernel + " watch the host";
            case Command.Dax.Build(var image, long bytes, long _) -> "build the DAXFS image " + image + " of "
                    + Sizes.shown(bytes);
            case Command.Dax.Free(var image) -> "free the DAXFS image " + image;
            case Command.Dax.Mount(var kernel, var image) -> "mount " + image + " in " + kernel;
            case Command.Dax.Lookup(var kernel, var image, var path) -> "look for " + path + " of " + image + " in "
                    + kernel;
            case Command.Dax.Write(var kernel, var image, var path, long _) -> "write " + path + " of " + image
                    + " in " + kernel;
            case Command.Call.WriteFile(var path, var content) -> "write " + content.length() + " bytes to " + path;
            case Command.Call.RemoveDirectory(var path) -> "remove " + path;
            case Command.Call.KexecFileLoad c -> "kexec_file_load of " + (c.image().isEmpty() ? "nothing" : c.image())
                    + " with flags 0x" + Long.toHexString(c.flags());
            case Command.Call.Reboot c -> "reboot with command 0x" + Long.toHexString(c.command()) + " and argument "
                    + c.instance();
            case Command.Call.KexecLoad c -> c.image().isEmpty()
                    ? "kexec_load of nothing, which frees all"
                    : "kexec_load of " + c.image() + " for " + c.kernel();
            case Command.Call.SendMessage c -> "send " + (c.kind().isEmpty() ? "a message" : c.kind()) + " of "
                    + c.bytes() + " bytes to " + c.to();
            case Command.Fault fault -> FaultText.of(fault);
        };
    }
}
