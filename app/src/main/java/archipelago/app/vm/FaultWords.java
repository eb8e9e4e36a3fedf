package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;

/// Injected faults in words, as a title: whom they strike, and what happens.
final class FaultWords {
    private FaultWords() {}

    static String of(Fault fault) {
        return switch (fault) {
            case Fault.Panic(var kernel, long _) -> Text.COMMAND_PANIC.of(kernel);
            case Fault.Hang(var kernel, long cpu, boolean interrupts) ->
                titled(place(kernel, cpu), interrupts ? Text.FAULT_HANG_ON : Text.FAULT_HANG_OFF);
            case Fault.StopCpu(long cpu) -> titled(Text.CPU.of(cpu), Text.FAULT_STOP);
            case Fault.Slow(var kernel, int percent) -> Text.FAULT_TITLE.of(kernel, Text.FAULT_SLOW_BY.of(percent));
            case Fault.Hog(var kernel, int percent) -> Text.FAULT_TITLE.of(
                    kernel, percent > 100 ? Text.FAULT_HOG.of(percent) : Text.FAULT_HOG_NOT.of());
            case Fault.NextMessage(var effect, var from, var to, var _, long delayNs) ->
                Text.FAULT_TITLE.of(from + " → " + to, words(effect, delayNs));
            case Fault.Flight(var effect, long message, long delayNs) ->
                Text.FAULT_TITLE.of(Text.INSPECTOR_MESSAGE.of(message), words(effect, delayNs));
            case Fault.LoseDoorbell(var kernel) -> titled(kernel, Text.FAULT_LOSE_DOORBELL);
            case Fault.CutLink(var from, var to) -> titled(from + " → " + to, Text.FAULT_CUT_TITLE);
            case Fault.MendLink(var from, var to) -> titled(from + " → " + to, Text.FAULT_MEND_TITLE);
            case Fault.Chaos(long everyNs, long _, var _, var _) ->
                Text.FAULT_CHAOS_TITLE.of(Times.shown(everyNs, 0));
            case Fault.Calm() -> Text.FAULT_CALM_TITLE.of();
            case Fault.WedgeRing(var from, var to) -> Text.FAULT_TITLE.of(to, Text.FAULT_WEDGE.of(from));
            case Fault.SpoofDoorbell(var from, var to) -> Text.FAULT_TITLE.of(to, Text.FAULT_SPOOF_DOORBELL.of(from));
            case Fault.SpoofMessage(var from, var as, var to, var kind, long _, var _) ->
                Text.FAULT_SPOOF_MESSAGE.of(from, kind, to, as);
            case Fault.StrayWrite(var from, var spot, var victim) -> Text.FAULT_TITLE.of(from, switch (spot) {
                case RING -> Text.SPOT_RING.of(victim);
                case DATA -> Text.SPOT_DATA.of(victim);
                case CODE -> Text.SPOT_CODE.of(victim);
                case PARK -> Text.SPOT_PARK.of(victim);
            });
            case Fault.RawMessage(var from, var to, int bytes) ->
                Text.FAULT_TITLE.of(from, Text.FAULT_RAW_MESSAGE.of(bytes, to));
            case Fault.DeviceGone(var device) -> titled(device, Text.FAULT_DEVICE_GONE);
            case Fault.HostDriver(var device, boolean bound) ->
                titled(device, bound ? Text.FAULT_HOST_DRIVER : Text.FAULT_HOST_DRIVER_NOT);
            case Fault.Fragment(int _, long bytes) -> Text.FAULT_FRAGMENT.of(Sizes.shown(bytes));
            case Fault.ForeignNmi(var kernel, long cpu) -> titled(place(kernel, cpu), Text.FAULT_NMI);
            case Fault.ForeignStop(var kernel) -> titled(kernel, Text.FAULT_FOREIGN_STOP);
            case Fault.ArmMarker(var instance) -> titled(instance, Text.FAULT_MARKER);
            case Fault.SpoilManifest(var instance, boolean rejected) ->
                titled(instance, rejected ? Text.FAULT_MANIFEST : Text.FAULT_OTHER_BUILD);
            case Fault.TripleFault(var kernel, long cpu) -> titled(place(kernel, cpu), Text.FAULT_TRIPLE);
            case Fault.MachineCheck(long cpu) -> titled(Text.CPU.of(cpu), Text.FAULT_MACHINE_CHECK);
            case Fault.PowerOff(var kernel, boolean reboot) ->
                titled(kernel, reboot ? Text.FAULT_REBOOT : Text.FAULT_POWER_OFF);
        };
    }

    private static String titled(String whom, Text what) {
        return Text.FAULT_TITLE.of(whom, what.of());
    }

    private static String place(String kernel, long cpu) {
        return cpu < 0 ? kernel : kernel + " · " + Text.CPU.of(cpu);
    }

    private static String words(Disturbance effect, long delayNs) {
        return switch (effect) {
            case LOSE -> Text.FAULT_LOSE.of();
            case DELAY -> Text.FAULT_DELAY.of(Times.shown(delayNs, 0));
            case DUPLICATE -> Text.FAULT_DUPLICATE.of();
            case CORRUPT -> Text.FAULT_CORRUPT.of();
        };
    }
}
