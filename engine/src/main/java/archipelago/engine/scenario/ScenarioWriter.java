package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.devicetree.BaselineWriter;
import archipelago.engine.scenario.Scenario.Deed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes scenario files, and the baselines that they name. What is written and read again is the same scenario.
public final class ScenarioWriter {
    private static final String DEEPER = "  ";

    private ScenarioWriter() {}

    /// Two files.
    ///
    /// @param scenario the text of the scenario
    /// @param baseline the text of the device tree that it names
    public record Written(String scenario, String baseline) {}

    /// @param request what `fill-pool` means when it says nothing more
    /// @param baseline the name of the baseline's file, beside that of the scenario
    public static Written write(Scenario scenario, Command.FillPool request, String baseline) {
        var out = new ArrayList<String>();
        out.add("\"schema\": " + ScenarioReader.SCHEMA);
        out.add("\"title\": " + text(scenario.title()));
        if (!scenario.summary().isEmpty()) {
            out.add("\"summary\": " + text(scenario.summary()));
        }
        out.add("\"seed\": " + scenario.seed());
        scenario.phenomenon().ifPresent(shown -> out.add("\"phenomenon\": " + line(phenomenon(shown))));
        out.add("\"machine\": { \"baseline\": " + text(baseline) + TopologyJson.text(scenario.machine())
                + " }");
        if (!scenario.host().equals(HostKernel.USUAL)) {
            out.add("\"host\": " + line(host(scenario.host())));
        }
        list(out, "services", scenario.services().stream().map(ScenarioWriter::service).toList());
        list(out, "traffic", scenario.traffic().stream().map(ScenarioWriter::traffic).toList());
        list(out, "programs", scenario.work().programs().stream().map(ScenarioWriter::program).toList());
        list(out, "tasks", scenario.work().groups().stream().map(ScenarioWriter::group).toList());
        list(out, "guests", scenario.work().guests().stream()
                .map(guest -> object().put("kernel", guest.kernel()).put("idle", Fields.wordOf(guest.idle())))
                .toList());
        if (!scenario.story().isEmpty()) {
            out.add("\"story\": [\n" + scenario.story().stream()
                    .map(chapter -> chapter(chapter, request))
                    .collect(Collectors.joining(",\n")) + "\n" + DEEPER + "]");
        }
        var text = out.stream().map(line -> DEEPER + line).collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        return new Written(text, BaselineWriter.write(new Baseline(scenario.machine(), request)));
    }

    private static void list(List<String> out, String key, List<ObjectNode> items) {
        if (!items.isEmpty()) {
            out.add('"' + key + "\": [\n" + lines(items, DEEPER.repeat(2)) + "\n" + DEEPER + "]");
        }
    }

    private static String lines(List<ObjectNode> items, String indent) {
        return items.stream().map(item -> indent + line(item)).collect(Collectors.joining(",\n"));
    }

    private static String chapter(Scenario.Chapter chapter, Command.FillPool request) {
        var out = new ArrayList<String>();
        out.add("\"title\": " + text(chapter.title()));
        if (!chapter.text().isEmpty()) {
            out.add("\"text\": " + text(chapter.text()));
        }
        out.add("\"speed\": " + text(Times.text(chapter.speedNsPerSecond())));
        if (!chapter.steps().isEmpty()) {
            var steps = steps(chapter.steps(), request);
            out.add("\"steps\": [\n" + lines(steps, DEEPER.repeat(4)) + "\n" + DEEPER.repeat(3) + "]");
        }
        return out.stream()
                .map(line -> DEEPER.repeat(3) + line)
                .collect(Collectors.joining(",\n", DEEPER.repeat(2) + "{\n", "\n" + DEEPER.repeat(2) + "}"));
    }

    // --- steps ----------------------------------------------------------------------------------

    /// How many of some steps, which are equal to the first of them, are written as one.
    public static int together(List<Scenario.Step> steps) {
        int end = 1;
        while (steps.getFirst().deed() instanceof Deed.Give && end < Math.min(steps.size(), ScenarioReader.REPEAT_MAX)
                && steps.get(end).equals(steps.getFirst())) {
            end++;
        }
        return end;
    }

    private static List<ObjectNode> steps(List<Scenario.Step> steps, Command.FillPool request) {
        var written = new ArrayList<ObjectNode>();
        for (int first = 0; first < steps.size(); ) {
            int times = together(steps.subList(first, steps.size()));
            var object = step(steps.get(first), request);
            written.add(times == 1 ? object : object.put("repeat", times));
            first += times;
        }
        return written;
    }

    private static ObjectNode step(Scenario.Step step, Command.FillPool request) {
        var object = object();
        if (step.afterNs() > 0) {
            object.put("after", Times.text(step.afterNs()));
        }
        return switch (step.deed()) {
            case Deed.Give give -> give(object, give, request);
            case Deed.AwaitAnswers() -> object.put("do", Verb.AWAIT_ANSWERS.word());
            case Deed.AwaitUp(var instance) -> object.put("do", Verb.AWAIT_UP.word()).put("instance", instance);
            case Deed.AwaitLoaded(var instance) ->
                object.put("do", Verb.AWAIT_LOADED.word()).put("instance", instance);
            case Deed.Rest() -> object.put("do", Verb.REST.word());
            case Deed.Expect(var all) -> CheckpointJson.write(object.put("do", Verb.EXPECT.word()), all);
        };
    }

    private static ObjectNode give(ObjectNode object, Deed.Give give, Command.FillPool request) {
        if (give.command().equals(request)) {
            object.put("do", Verb.FILL_POOL.word());
        } else {
            object.setAll(CommandJson.write(give.command()));
        }
        if (!give.waits()) {
            object.put("wait", false);
        }
        give.reply().errno().ifPresent(errno -> object.put("expect", CheckpointJson.errno(errno)));
        give.reply().took().ifPresent(bounds -> object.set("took", CheckpointJson.time(bounds)));
        return give.reply().says().isEmpty() ? object : object.put("says", give.reply().says());
    }

    // --- what is there from the start -----------------------------------------------------------

    private static ObjectNode phenomenon(Phenomenon shown) {
        return object().put("id", shown.id()).put("kind", shown.kind().name()).put("name", shown.name())
                .put("teaches", shown.teaches());
    }

    private static ObjectNode host(HostKernel host) {
        var object = object();
        if (host.generation() != HostKernel.USUAL.generation()) {
            object.put("generation", Fields.wordOf(host.generation()));
        }
        if (host.enforceSignatures()) {
            object.put("enforce-signatures", true);
        }
        if (host.vsock()) {
            object.put("vsock", true);
        }
        host.reserved().ifPresent(range -> object.putObject("reserved")
                .put("base", "0x" + Long.toHexString(range.base()))
                .put("bytes", Sizes.text(range.bytes())));
        return host.iommu() ? object : object.put("iommu", false);
    }

    private static ObjectNode service(Scenario.Service service) {
        return object().put("name", service.name()).put("kernel", service.kernel());
    }

    private static ObjectNode traffic(Scenario.Traffic traffic) {
        var object = object().put("from", traffic.from()).put("to", traffic.to())
                .put("every", Times.text(traffic.everyNs()));
        if (traffic.jitterNs() > 0) {
            object.put("jitter", Times.text(traffic.jitterNs()));
        }
        return object.put("bytes", traffic.bytes())
                .put("reply", traffic.replyBytes())
                .put("work", Times.text(traffic.workNs()));
    }

    private static ObjectNode program(Workload.Program program) {
        var object = object().put("name", program.name());
        if (!program.about().isEmpty()) {
            object.put("about", program.about());
        }
        var steps = object.putArray("operation");
        program.operation().forEach(step -> steps.add(StepJson.write(step)));
        return object;
    }

    private static ObjectNode group(Workload.Group group) {
        var object = object().put("program", group.program()).put("kernel", group.kernel())
                .put("count", group.count());
        if (!group.cpus().isEmpty()) {
            object.put("cpus", CpuList.text(group.cpus()));
        }
        return group.together() ? object.put("together", true) : object;
    }

    // --- letters --------------------------------------------------------------------------------

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(String words) {
        return TextNode.valueOf(words).toString();
    }

    /// On one line, with room between the parts, as people write it.
    private static String line(JsonNode node) {
        if (node.isObject()) {
            return node.isEmpty()
                    ? "{}"
                    : node.properties().stream()
                            .map(field -> text(field.getKey()) + ": " + line(field.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node.isArray()) {
            return node.isEmpty()
                    ? "[]"
                    : node.valueStream().map(ScenarioWriter::line).collect(Collectors.joining(", ", "[ ", " ]"));
        }
        return node.toString();
    }
}
