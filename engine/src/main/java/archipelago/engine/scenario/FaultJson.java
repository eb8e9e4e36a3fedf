package archipelago.engine.scenario;

import archipelago.engine.base.Defect;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.command.Command.Fault.Spot;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Faults as JSON objects: `{"do":"hang","kernel":"web-server","interrupts":"off"}`.
final class FaultJson {
    private static final int NODE_MAX = 1023;
    private static final int PERCENT_MIN = 100;
    private static final int PERCENT_MAX = 100_000;
    private static final long DELAY_MAX_NS = 3_600 * Times.S;
    private static final long CHANCE_NS_MIN = Times.US;
    private static final String COMMA = ",";

    private FaultJson() {}

    /// Whether interrupts stay on.
    private enum Interrupts {
        ON,
        OFF
    }

    /// What a manifest looks like to the kernel that finds it.
    private enum Look {
        INVALID,
        OTHER_BUILD
    }

    /// The fault as far as it can be read; for a verb that is one.
    static Fault draft(Verb verb, Fields f) {
        return switch (verb) {
            case PANIC -> new Fault.Panic(kernel(f, "kernel"), cpu(f.optional("cpu")));
            case HANG -> new Fault.Hang(
                    kernel(f, "kernel"),
                    cpu(f.optional("cpu")),
                    f.required("interrupts").word(Interrupts.values()).orElse(Interrupts.ON) == Interrupts.ON);
            case STOP_CPU -> new Fault.StopCpu(cpu(f.required("cpu")));
            case SLOW -> new Fault.Slow(
                    kernel(f, "kernel"), (int) f.required("percent").whole(PERCENT_MIN, PERCENT_MAX).orElse(100));
            case HOG -> new Fault.Hog(
                    kernel(f, "kernel"), (int) f.required("percent").whole(PERCENT_MIN, PERCENT_MAX).orElse(100));
            case NEXT_MESSAGE -> new Fault.NextMessage(
                    effect(f),
                    kernel(f, "from"),
                    kernel(f, "to"),
                    f.optional("kind").text("\"HALTED\"").orElse(""),
                    delayNs(f));
            case FLIGHT -> new Fault.Flight(
                    effect(f), f.required("message").whole(1, Long.MAX_VALUE).orElse(0), delayNs(f));
            case LOSE_DOORBELL -> new Fault.LoseDoorbell(kernel(f, "kernel"));
            case CUT -> new Fault.CutLink(kernel(f, "from"), kernel(f, "to"));
            case MEND -> new Fault.MendLink(kernel(f, "from"), kernel(f, "to"));
            case CHAOS -> new Fault.Chaos(
                    f.required("every").time("1ms", CHANCE_NS_MIN, DELAY_MAX_NS).orElse(DELAY_MAX_NS),
                    f.optional("for").time("100ms", 0, DELAY_MAX_NS).orElse(0),
                    f.optional("kinds").words(Fault.Chance.values()).orElse(List.of()),
                    names(f.optional("kernels").text("\"web-server,database\"").orElse("")));
            case CALM -> new Fault.Calm();
            case WEDGE_RING -> new Fault.WedgeRing(kernel(f, "from"), kernel(f, "to"));
            case SPOOF_DOORBELL -> new Fault.SpoofDoorbell(kernel(f, "from"), kernel(f, "to"));
            case SPOOF_MESSAGE -> new Fault.SpoofMessage(
                    kernel(f, "from"),
                    kernel(f, "as"),
                    kernel(f, "to"),
                    f.required("kind").text("\"HALTED\"").orElse(""),
                    f.required("about").whole(0, Long.MAX_VALUE).orElse(0),
                    f.optional("answers").text("\"CPU_ADD\"").orElse(""));
            case RAW_MESSAGE -> new Fault.RawMessage(
                    kernel(f, "from"),
                    kernel(f, "to"),
                    (int) f.required("bytes").whole(0, Integer.MAX_VALUE).orElse(0));
            case STRAY_WRITE -> new Fault.StrayWrite(
                    kernel(f, "from"),
                    f.required("spot").word(Spot.values()).orElse(Spot.RING),
                    kernel(f, "victim"));
            case HOST_DRIVER -> new Fault.HostDriver(
                    f.required("device").text("\"nic0\"").orElse(""), f.optional("bound").yes(true));
            case DEVICE_GONE -> new Fault.DeviceGone(f.required("device").text("\"nic0\"").orElse(""));
            case FRAGMENT -> new Fault.Fragment(
                    (int) f.required("node").whole(0, NODE_MAX).orElse(0),
                    f.required("memory").size("64MiB").orElse(0));
            case FOREIGN_NMI -> new Fault.ForeignNmi(kernel(f, "kernel"), cpu(f.optional("cpu")));
            case FOREIGN_STOP -> new Fault.ForeignStop(kernel(f, "kernel"));
            case ARM_MARKER -> new Fault.ArmMarker(CommandJson.instance(f));
            case SPOIL_MANIFEST -> new Fault.SpoilManifest(
                    CommandJson.instance(f), f.required("as").word(Look.values()).orElse(Look.INVALID) == Look.INVALID);
            case TRIPLE_FAULT -> new Fault.TripleFault(kernel(f, "kernel"), cpu(f.optional("cpu")));
            case MACHINE_CHECK -> new Fault.MachineCheck(cpu(f.required("cpu")));
            case POWER_OFF -> new Fault.PowerOff(kernel(f, "kernel"), false);
            case SELF_REBOOT -> new Fault.PowerOff(kernel(f, "kernel"), true);
            default -> throw new Defect("is no fault: " + verb);
        };
    }

    private static String kernel(Fields f, String key) {
        return f.required(key).text("\"web-server\"").orElse("");
    }

    private static long cpu(Fields.Field field) {
        return field.whole(0, PlacedCpus.ID_MAX).orElse(Fault.NO_CPU);
    }

    private static Disturbance effect(Fields f) {
        return f.required("effect").word(Disturbance.values()).orElse(Disturbance.LOSE);
    }

    private static long delayNs(Fields f) {
        return f.optional("delay").time("1ms", 0, DELAY_MAX_NS).orElse(0);
    }

    static ObjectNode write(Fault fault) {
        return switch (fault) {
            case Fault.Panic c -> cpu(begin(Verb.PANIC).put("kernel", c.kernel()), c.cpu());
            case Fault.Hang c -> cpu(begin(Verb.HANG).put("kernel", c.kernel()), c.cpu())
                    .put("interrupts", Fields.wordOf(c.interrupts() ? Interrupts.ON : Interrupts.OFF));
            case Fault.StopCpu c -> begin(Verb.STOP_CPU).put("cpu", c.cpu());
            case Fault.Slow c -> begin(Verb.SLOW).put("kernel", c.kernel()).put("percent", c.percent());
            case Fault.Hog c -> begin(Verb.HOG).put("kernel", c.kernel()).put("percent", c.percent());
            case Fault.NextMessage c -> {
                var object = begin(Verb.NEXT_MESSAGE)
                        .put("effect", Fields.wordOf(c.effect()))
                        .put("from", c.from())
                        .put("to", c.to());
                yield delay(c.kind().isEmpty() ? object : object.put("kind", c.kind()), c.delayNs());
            }
            case Fault.Flight c -> delay(
                    begin(Verb.FLIGHT).put("effect", Fields.wordOf(c.effect())).put("message", c.message()),
                    c.delayNs());
            case Fault.LoseDoorbell c -> begin(Verb.LOSE_DOORBELL).put("kernel", c.kernel());
            case Fault.CutLink c -> begin(Verb.CUT).put("from", c.from()).put("to", c.to());
            case Fault.MendLink c -> begin(Verb.MEND).put("from", c.from()).put("to", c.to());
            case Fault.Chaos c -> chaos(c);
            case Fault.Calm() -> begin(Verb.CALM);
            case Fault.WedgeRing c -> begin(Verb.WEDGE_RING).put("from", c.from()).put("to", c.to());
            case Fault.SpoofDoorbell c -> begin(Verb.SPOOF_DOORBELL).put("from", c.from()).put("to", c.to());
            case Fault.SpoofMessage c -> {
                var object = begin(Verb.SPOOF_MESSAGE)
                        .put("from", c.from())
                        .put("as", c.as())
                        .put("to", c.to())
                        .put("kind", c.kind())
                        .put("about", c.about());
                yield c.answers().isEmpty() ? object : object.put("answers", c.answers());
            }
            case Fault.RawMessage c -> begin(Verb.RAW_MESSAGE)
                    .put("from", c.from())
                    .put("to", c.to())
                    .put("bytes", c.bytes());
            case Fault.StrayWrite c -> begin(Verb.STRAY_WRITE)
                    .put("from", c.from())
                    .put("spot", Fields.wordOf(c.spot()))
                    .put("victim", c.victim());
            case Fault.HostDriver c -> begin(Verb.HOST_DRIVER).put("device", c.device()).put("bound", c.bound());
            case Fault.DeviceGone c -> begin(Verb.DEVICE_GONE).put("device", c.device());
            case Fault.Fragment c -> begin(Verb.FRAGMENT)
                    .put("node", c.node())
                    .put("memory", Sizes.text(c.bytes()));
            case Fault.ForeignNmi c -> cpu(begin(Verb.FOREIGN_NMI).put("kernel", c.kernel()), c.cpu());
            case Fault.ForeignStop c -> begin(Verb.FOREIGN_STOP).put("kernel", c.kernel());
            case Fault.ArmMarker c -> begin(Verb.ARM_MARKER).put("instance", c.instance());
            case Fault.SpoilManifest c -> begin(Verb.SPOIL_MANIFEST)
                    .put("instance", c.instance())
                    .put("as", Fields.wordOf(c.rejected() ? Look.INVALID : Look.OTHER_BUILD));
            case Fault.TripleFault c -> cpu(begin(Verb.TRIPLE_FAULT).put("kernel", c.kernel()), c.cpu());
            case Fault.MachineCheck c -> begin(Verb.MACHINE_CHECK).put("cpu", c.cpu());
            case Fault.PowerOff c -> begin(c.reboot() ? Verb.SELF_REBOOT : Verb.POWER_OFF).put("kernel", c.kernel());
        };
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(COMMA)).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private static ObjectNode chaos(Fault.Chaos c) {
        var object = begin(Verb.CHAOS).put("every", Times.text(c.everyNs()));
        if (c.forNs() > 0) {
            object.put("for", Times.text(c.forNs()));
        }
        if (!c.kinds().isEmpty()) {
            object.put("kinds", c.kinds().stream().map(Fields::wordOf).collect(Collectors.joining(COMMA)));
        }
        return c.kernels().isEmpty() ? object : object.put("kernels", String.join(COMMA, c.kernels()));
    }

    private static ObjectNode begin(Verb verb) {
        return JsonNodeFactory.instance.objectNode().put("do", verb.word());
    }

    private static ObjectNode cpu(ObjectNode object, long cpu) {
        return cpu < 0 ? object : object.put("cpu", cpu);
    }

    private static ObjectNode delay(ObjectNode object, long delayNs) {
        return delayNs == 0 ? object : object.put("delay", Times.text(delayNs));
    }
}
