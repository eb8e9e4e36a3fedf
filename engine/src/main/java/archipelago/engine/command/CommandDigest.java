package archipelago.engine.command;

import archipelago.engine.base.Hash64;
import archipelago.engine.command.Command.Fault;
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
            case Command.Create(var instance, int id, var cpus, long memoryBytes, int node, var devices, long ways) -> {
                longs(hash.add(5).add(instance).add(id), cpus);
                texts(hash.add(memoryBytes).add(node), devices);
                if (ways != 0) {
                    hash.add(ways);
                }
            }
            case Command.Load(var instance, var image, long imageBytes, var form, long initrdBytes, var cmdline) ->
                hash.add(6)
                        .add(instance)
                        .add(image)
                        .add(imageBytes)
                        .add(form.ordinal())
                        .add(initrdBytes)
                        .add(cmdline);
            case Command.Exec(var instance) -> hash.add(7).add(instance);
            case Command.Halt(var instance) -> hash.add(8).add(instance);
            case Command.ForceHalt(var instance) -> hash.add(9).add(instance);
            case Command.Unload(var instance) -> hash.add(10).add(instance);
            case Command.Delete(var instance) -> hash.add(11).add(instance);
            case Command.AddCpu(var instance, long cpu) -> hash.add(12).add(instance).add(cpu);
            case Command.RemoveCpu(var instance, long cpu) -> hash.add(13).add(instance).add(cpu);
            case Command.GrowPool(long bytes, int node) -> hash.add(15).add(bytes).add(node);
            case Command.ShrinkPool(long base) -> hash.add(16).add(base);
            case Command.DeviceToPool(var device) -> hash.add(17).add(device);
            case Command.DeviceToHost(var device) -> hash.add(18).add(device);
            case Command.AddMemory(var instance, long bytes, int node) ->
                hash.add(19).add(instance).add(bytes).add(node);
            case Command.RemoveMemory(var instance, long base) -> hash.add(20).add(instance).add(base);
            case Command.AddDevice(var instance, var device) -> hash.add(21).add(instance).add(device);
            case Command.RemoveDevice(var instance, var device) -> hash.add(22).add(instance).add(device);
            case Command.RollBack(int transaction) -> hash.add(23).add(transaction);
            case Command.Console.Open() -> hash.add(70);
            case Command.Console.Write(int link, var bytes) -> hash.add(71).add(link).add(bytes.hash());
            case Command.Console.Read(int link) -> hash.add(72).add(link);
            case Command.Console.Close(int link) -> hash.add(73).add(link);
            case Command.Console.Print(var kernel, var text) -> hash.add(74).add(kernel).add(text.hash());
            case Command.Vsock.Listen(var kernel, long port) -> hash.add(75).add(kernel).add(port);
            case Command.Vsock.Connect(var kernel, long cid, long port) -> hash.add(76).add(kernel).add(cid).add(port);
            case Command.Vsock.Send(var kernel, int socket, long bytes) ->
                hash.add(77).add(kernel).add(socket).add(bytes);
            case Command.Vsock.Close(var kernel, int socket) -> hash.add(78).add(kernel).add(socket);
            case Command.Dax.Build(var image, long bytes, long overlayBytes) ->
                hash.add(80).add(image).add(bytes).add(overlayBytes);
            case Command.Dax.Free(var image) -> hash.add(81).add(image);
            case Command.Dax.Mount(var kernel, var image) -> hash.add(82).add(kernel).add(image);
            case Command.Dax.Lookup(var kernel, var image, var path) ->
                hash.add(83).add(kernel).add(image).add(path);
            case Command.Dax.Write(var kernel, var image, var path, long bytes) ->
                hash.add(84).add(kernel).add(image).add(path).add(bytes);
            case Command.In(var kernel, var order) -> hash.add(92).add(kernel).add(of(order));
            case Command.MoveService(var service, var kernel) -> hash.add(90).add(service).add(kernel);
            case Command.Setting.SetCost(var cost, long ns) -> hash.add(93).add(cost.name()).add(ns);
            case Command.Setting.SetRate(int stream, long everyNs) -> hash.add(94).add(stream).add(everyNs);
            case Command.Setting.SkipWait() -> hash.add(95);
            case Command.Arm(var kernel) -> hash.add(91).add(kernel);
            case Command.Call.WriteFile(var path, var content) -> hash.add(24).add(path).add(content.hash());
            case Command.Call.RemoveDirectory(var path) -> hash.add(25).add(path);
            case Command.Call.KexecFileLoad(
                            var image,
                            long imageBytes,
                            var form,
                            long initrdBytes,
                            var cmdline,
                            long flags) -> hash.add(26)
                    .add(image)
                    .add(imageBytes)
                    .add(form.ordinal())
                    .add(initrdBytes)
                    .add(cmdline)
                    .add(flags);
            case Command.Call.Reboot(long magic1, long magic2, long command1, long instance) ->
                hash.add(27).add(magic1).add(magic2).add(command1).add(instance);
            case Command.Call.KexecLoad(
                            var kernel,
                            var image,
                            long imageBytes,
                            long initrdBytes,
                            var cmdline,
                            long flags) -> hash.add(28)
                    .add(kernel)
                    .add(image)
                    .add(imageBytes)
                    .add(initrdBytes)
                    .add(cmdline)
                    .add(flags);
            case Command.Call.SendMessage(long to, var kind, int bytes) -> hash.add(29).add(to).add(kind).add(bytes);
            case Command.Fault fault -> fault(hash, fault);
        }
        return hash.value();
    }

    private static void fault(Hash64 hash, Command.Fault command) {
        switch (command) {
            case Fault.Panic(var kernel, long cpu) -> hash.add(14).add(kernel).add(cpu);
            case Fault.Hang(var kernel, long cpu, boolean interrupts) ->
                hash.add(40).add(kernel).add(cpu).add(interrupts ? 1 : 0);
            case Fault.StopCpu(long cpu) -> hash.add(41).add(cpu);
            case Fault.Slow(var kernel, int percent) -> hash.add(42).add(kernel).add(percent);
            case Fault.NextMessage(var effect, var from, var to, var kind, long delayNs) ->
                hash.add(43).add(effect.ordinal()).add(from).add(to).add(kind).add(delayNs);
            case Fault.Flight(var effect, long message, long delayNs) ->
                hash.add(44).add(effect.ordinal()).add(message).add(delayNs);
            case Fault.LoseDoorbell(var kernel) -> hash.add(45).add(kernel);
            case Fault.WedgeRing(var from, var to) -> hash.add(46).add(from).add(to);
            case Fault.SpoofDoorbell(var from, var to) -> hash.add(47).add(from).add(to);
            case Fault.SpoofMessage(var from, var as, var to, var kind, long about, var answers) ->
                hash.add(48).add(from).add(as).add(to).add(kind).add(about).add(answers);
            case Fault.StrayWrite(var from, var spot, var victim) ->
                hash.add(49).add(from).add(spot.ordinal()).add(victim);
            case Fault.DeviceGone(var device) -> hash.add(50).add(device);
            case Fault.Fragment(int node, long bytes) -> hash.add(51).add(node).add(bytes);
            case Fault.ForeignNmi(var kernel, long cpu) -> hash.add(52).add(kernel).add(cpu);
            case Fault.ForeignStop(var kernel) -> hash.add(53).add(kernel);
            case Fault.ArmMarker(var instance) -> hash.add(54).add(instance);
            case Fault.SpoilManifest(var instance, boolean rejected) ->
                hash.add(55).add(instance).add(rejected ? 1 : 0);
            case Fault.TripleFault(var kernel, long cpu) -> hash.add(56).add(kernel).add(cpu);
            case Fault.MachineCheck(long cpu) -> hash.add(57).add(cpu);
            case Fault.HostDriver(var device, boolean bound) -> hash.add(59).add(device).add(bound ? 1 : 0);
            case Fault.PowerOff(var kernel, boolean reboot) -> hash.add(58).add(kernel).add(reboot ? 1 : 0);
            case Fault.RawMessage(var from, var to, int bytes) -> hash.add(59).add(from).add(to).add(bytes);
            case Fault.Hog(var kernel, int percent) -> hash.add(60).add(kernel).add(percent);
            case Fault.CutLink(var from, var to) -> hash.add(61).add(from).add(to);
            case Fault.MendLink(var from, var to) -> hash.add(62).add(from).add(to);
            case Fault.Chaos(long everyNs, long forNs, var kinds, var kernels) -> {
                hash.add(63).add(everyNs).add(forNs).add(kinds.size());
                kinds.forEach(kind -> hash.add(kind.ordinal()));
                texts(hash, kernels);
            }
            case Fault.Calm() -> hash.add(64);
        }
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
