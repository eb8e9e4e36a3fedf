package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;

/// What was asked for, as a short imperative. There are words for every command, also for those that no menu offers:
/// stories, shells and programs give them too.
public final class CommandWords {
    private static final String KEXEC_FILE_LOAD = "kexec_file_load";
    private static final String KEXEC_LOAD = "kexec_load";
    private static final String REBOOT = "reboot";

    private CommandWords() {}

    public static String of(Command command) {
        return switch (command) {
            case Command.FillPool fill -> Text.COMMAND_FILL_POOL.count(fill.cpus().size());
            case Command.In(var kernel, var order) -> Text.COMMAND_IN.of(kernel, in(kernel, order));
            case Command.EmptyPool() -> Text.COMMAND_EMPTY_POOL.of();
            case Command.CpuToPool(long cpu) -> Text.COMMAND_CPU_TO_POOL.of(cpu);
            case Command.CpuToHost(long cpu) -> Text.COMMAND_CPU_TO_HOST.of(cpu);
            case Command.Create create -> Text.COMMAND_CREATE.of(create.instance());
            case Command.Load load -> Text.COMMAND_LOAD.of(load.image(), load.instance());
            case Command.Exec(var instance) -> Text.COMMAND_EXEC.of(instance);
            case Command.Halt(var instance) -> Text.COMMAND_HALT.of(instance);
            case Command.ForceHalt(var instance) -> Text.COMMAND_FORCE_HALT.of(instance);
            case Command.Unload(var instance) -> Text.COMMAND_UNLOAD.of(instance);
            case Command.Delete(var instance) -> Text.COMMAND_DELETE.of(instance);
            case Command.AddCpu(var instance, long cpu) -> Text.COMMAND_ADD_CPU.of(cpu, instance);
            case Command.RemoveCpu(var instance, long cpu) -> Text.COMMAND_REMOVE_CPU.of(cpu, instance);
            case Command.GrowPool(long bytes, int _) -> Text.COMMAND_GROW_POOL.of(Sizes.shown(bytes));
            case Command.ShrinkPool(long base) -> Text.COMMAND_SHRINK_POOL.of(hex(base));
            case Command.DeviceToPool(var device) -> Text.COMMAND_DEVICE_TO_POOL.of(device);
            case Command.DeviceToHost(var device) -> Text.COMMAND_DEVICE_TO_HOST.of(device);
            case Command.AddMemory(var instance, long bytes, int _) ->
                Text.COMMAND_ADD_MEMORY.of(instance, Sizes.shown(bytes));
            case Command.RemoveMemory(var instance, long base) -> Text.COMMAND_REMOVE_MEMORY.of(hex(base), instance);
            case Command.AddDevice(var instance, var device) -> Text.COMMAND_ADD_DEVICE.of(device, instance);
            case Command.RemoveDevice(var instance, var device) -> Text.COMMAND_REMOVE_DEVICE.of(device, instance);
            case Command.RollBack(int transaction) -> Text.COMMAND_ROLL_BACK.of(transaction);
            case Command.Console.Open() -> Text.COMMAND_CONSOLE_OPEN.of();
            case Command.Console.Write(int link, var bytes) -> Text.COMMAND_CONSOLE_WRITE.of(FactWords.shown(bytes), link);
            case Command.Console.Read(int link) -> Text.COMMAND_CONSOLE_READ.of(link);
            case Command.Console.Close(int link) -> Text.COMMAND_CONSOLE_CLOSE.of(link);
            case Command.Console.Print(var kernel, var text) ->
                Text.COMMAND_CONSOLE_PRINT.of(FactWords.shown(text), kernel);
            case Command.Vsock.Listen(var kernel, long port) -> Text.COMMAND_VSOCK_LISTEN.of(kernel, port);
            case Command.Vsock.Connect(var kernel, long cid, long port) ->
                Text.COMMAND_VSOCK_CONNECT.of(kernel, cid, port);
            case Command.Vsock.Send(var kernel, int socket, long bytes) ->
                Text.COMMAND_VSOCK_SEND.of(Figures.grouped(bytes), socket, kernel);
            case Command.Vsock.Close(var kernel, int socket) -> Text.COMMAND_VSOCK_CLOSE.of(socket, kernel);
            case Command.Dax.Build(var image, long bytes, long _) ->
                Text.COMMAND_DAX_BUILD.of(image, Sizes.shown(bytes));
            case Command.Dax.Free(var image) -> Text.COMMAND_DAX_FREE.of(image);
            case Command.Dax.Mount(var kernel, var image) -> Text.COMMAND_DAX_MOUNT.of(image, kernel);
            case Command.Dax.Lookup(var kernel, var image, var path) ->
                Text.COMMAND_DAX_LOOKUP.of(path, image, kernel);
            case Command.Dax.Write(var kernel, var image, var path, long _) ->
                Text.COMMAND_DAX_WRITE.of(path, image, kernel);
            case Command.Fault fault -> FaultWords.of(fault);
            case Command.MoveService(var service, var kernel) -> Text.COMMAND_MOVE_SERVICE.of(service, kernel);
            case Command.Arm(var kernel) -> Text.COMMAND_ARM.of(kernel);
            case Command.Setting.SetCost(var cost, long ns) ->
                Text.COMMAND_SET_COST.of(cost.word(), Times.shown(ns, 3));
            case Command.Setting.SetRate(int stream, long everyNs) ->
                Text.COMMAND_SET_RATE.of(stream, Times.shown(everyNs, 3));
            case Command.Setting.SkipWait() -> Text.COMMAND_SKIP_WAIT.of();
            case Command.Call call -> of(call);
        };
    }

    /// An order, told where it is known on which instance it is given.
    static String in(String kernel, Command order) {
        return switch (order) {
            case Command.CpuToHost(long cpu) -> Text.COMMAND_CPU_BACK.of(cpu, kernel);
            case Command.DeviceToHost(var device) -> Text.COMMAND_DEVICE_BACK.of(device, kernel);
            case Command.ShrinkPool(long base) -> Text.COMMAND_CHUNK_BACK.of(hex(base), kernel);
            default -> of(order);
        };
    }

    private static String of(Command.Call call) {
        return switch (call) {
            case Command.Call.WriteFile(var path, var content) -> Text.CALL_WRITE_FILE.count(content.length(), path);
            case Command.Call.RemoveDirectory(var path) -> Text.CALL_REMOVE_DIRECTORY.of(path);
            case Command.Call.KexecFileLoad c -> c.image().isEmpty()
                    ? Text.CALL_FREE.of(KEXEC_FILE_LOAD)
                    : Text.CALL_LOAD.of(c.image(), KEXEC_FILE_LOAD);
            case Command.Call.KexecLoad c -> c.image().isEmpty()
                    ? Text.CALL_FREE_ALL.of(KEXEC_LOAD)
                    : Text.CALL_LOAD_FOR.of(c.image(), c.kernel(), KEXEC_LOAD);
            case Command.Call.SendMessage c -> c.kind().isEmpty()
                    ? Text.CALL_SEND_PLAIN.count(c.bytes(), c.to())
                    : Text.CALL_SEND.count(c.bytes(), c.kind(), c.to());
            case Command.Call.Reboot c -> Text.CALL_REBOOT.of(REBOOT, hex(c.command()), c.instance());
        };
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
