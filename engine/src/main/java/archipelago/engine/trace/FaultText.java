package archipelago.engine.trace;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Faults in words.
final class FaultText {
    private FaultText() {}

    /// What is to happen, in the imperative: `hang web-server with interrupts off`.
    static String of(Fault fault) {
        return switch (fault) {
            case Fault.Panic(var kernel, long cpu) -> "panic " + kernel + on(cpu);
            case Fault.Hang(var kernel, long cpu, boolean interrupts) ->
                "hang " + kernel + on(cpu) + " with interrupts " + (interrupts ? "on" : "off");
            case Fault.StopCpu(long cpu) -> "stop CPU " + cpu + " for good";
            case Fault.Slow(var kernel, int percent) ->
                "let " + kernel + " take " + percent + " percent of its usual time";
            case Fault.Hog(var kernel, int percent) -> percent == 100
                    ? "let " + kernel + " leave cache and memory to its neighbours"
                    : "let " + kernel + " hog cache and memory, so that its neighbours take " + percent
                            + " percent of their usual time";
            case Fault.NextMessage(var effect, var from, var to, var kind, long delayNs) -> verb(effect) + " the next "
                    + (kind.isEmpty() ? "message" : kind) + " from " + from + " to " + to + by(effect, delayNs);
            case Fault.Flight(var effect, long message, long delayNs) ->
                verb(effect) + " message #" + message + by(effect, delayNs);
            case Fault.LoseDoorbell(var kernel) -> "lose the next doorbell to " + kernel;
            case Fault.CutLink(var from, var to) -> "cut the doorbells from " + from + " to " + to;
            case Fault.MendLink(var from, var to) -> "mend the doorbells from " + from + " to " + to;
            case Fault.Chaos(long everyNs, long forNs, var kinds, var kernels) -> "let faults come by chance, every "
                    + Times.text(everyNs) + (forNs == 0 ? "" : " for " + Times.text(forNs)) + words(kinds)
                    + (kernels.isEmpty() ? "" : " in " + String.join(", ", kernels));
            case Fault.Calm() -> "let no more faults come by chance";
            case Fault.WedgeRing(var from, var to) -> "let " + from + " claim a slot in the ring of " + to
                    + " and never publish it";
            case Fault.SpoofDoorbell(var from, var to) -> "let " + from + " ring " + to + " for nothing";
            case Fault.SpoofMessage(var from, var as, var to, var kind, long about, var answers) -> "let " + from
                    + " send " + kind + " about " + about + " to " + to + " in the name of " + as;
            case Fault.RawMessage(var from, var to, int bytes) -> "let " + from + " send " + to + " " + bytes
                    + " bytes of an unknown type";
            case Fault.StrayWrite(var from, var spot, var victim) -> "let " + from + " write over " + switch (spot) {
                case RING -> "the ring of " + victim;
                case DATA -> "the memory of " + victim;
                case CODE -> "the code of " + victim;
                case PARK -> "the park page of " + victim;
            };
            case Fault.HostDriver(var device, boolean bound) -> (bound ? "bind a driver of the host to "
                    : "unbind the host's driver from ") + device;
            case Fault.DeviceGone(var device) -> "pull " + device + " out";
            case Fault.Fragment(int node, long bytes) -> "leave no run of more than " + Sizes.shown(bytes)
                    + " free in the node with index " + node;
            case Fault.ForeignNmi(var kernel, long cpu) -> "send " + kernel + on(cpu) + " an NMI from elsewhere";
            case Fault.ForeignStop(var kernel) -> "let another kernel tell " + kernel + " to stop";
            case Fault.ArmMarker(var instance) -> "set the force-halt marker of " + instance;
            case Fault.SpoilManifest(var instance, boolean rejected) -> "give the next start of " + instance
                    + (rejected ? " an invalid manifest" : " a manifest of another build");
            case Fault.TripleFault(var kernel, long cpu) -> "triple fault in " + kernel + on(cpu);
            case Fault.MachineCheck(long cpu) -> "machine check on CPU " + cpu;
            case Fault.PowerOff(var kernel, boolean reboot) ->
                (reboot ? "reboot " : "power off ") + kernel + " from inside";
        };
    }

    private static String words(List<Fault.Chance> kinds) {
        return kinds.isEmpty() ? "" : kinds.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String on(long cpu) {
        return cpu < 0 ? "" : " on CPU " + cpu;
    }

    private static String verb(Disturbance effect) {
        return switch (effect) {
            case LOSE -> "lose";
            case DELAY -> "delay";
            case DUPLICATE -> "duplicate";
            case CORRUPT -> "corrupt";
        };
    }

    private static String by(Disturbance effect, long delayNs) {
        return effect == Disturbance.DELAY ? " by " + Times.text(delayNs) : "";
    }
}
