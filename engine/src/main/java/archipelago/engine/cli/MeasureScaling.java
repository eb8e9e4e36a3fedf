package archipelago.engine.cli;

import archipelago.engine.measure.Laboratory;
import archipelago.engine.measure.Placement;
import archipelago.engine.measure.Rate;
import archipelago.engine.measure.WillItScale;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure will-it-scale`.
@Command(
        name = "will-it-scale",
        description = "The same operation by many tasks at once, in one kernel or in several.",
        mixinStandardHelpOptions = true)
final class MeasureScaling extends Measuring {
    private static final int TASKS_MAX = 4096;

    @Option(names = "--test", paramLabel = "NAME", required = true, description = "what each task does")
    private String test;

    @Option(names = "--tasks", paramLabel = "N", required = true, converter = Converters.Count.class,
            description = "how many tasks")
    private long tasks;

    @Option(names = "--kernels", paramLabel = "K", converter = Converters.Count.class, defaultValue = "1",
            description = "over how many kernels they are dealt; 1 if nothing is said")
    private long kernels;

    @Option(names = "--placement", paramLabel = "WHERE", defaultValue = "socket0",
            description = "socket0 (fill the first socket first), spread, or node:LIST")
    private String placement;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = Laboratory.DEFAULT,
            description = "the platform; xeon-5418y if nothing is said")
    private String machine;

    @Option(names = "--memory", paramLabel = "SIZE", converter = Converters.Size.class,
            description = "what each kernel that is started gets; 8GiB if nothing is said")
    private Long memory;

    @Override
    Answer answer() throws Refusal {
        var programs = Laboratory.willItScale();
        var program = program("test", test, programs, programs.stream().map(Workload.Program::name).toList());
        var experiment = new WillItScale(
                platform(machine), program, count("--tasks", tasks, TASKS_MAX), count("--kernels", kernels, TASKS_MAX),
                placement(), memory == null ? OptionalLong.empty() : OptionalLong.of(memory));
        var impossible = experiment.impossible();
        if (impossible.isPresent()) {
            throw Refusal.usage(impossible.get(), "fewer kernels, less memory for each, or another machine");
        }
        var rate = Rate.of(experiment.scenario(), experiment.platform().costs()).perSecond();
        var one = Rate.of(experiment.alone().scenario(), experiment.platform().costs()).perSecond();
        var each = rate.divide(BigDecimal.valueOf(tasks), 0, RoundingMode.HALF_UP);
        var times = rate.divide(one, 2, RoundingMode.HALF_UP);
        var json = document()
                .put("test", test)
                .put("machine", machine)
                .put("tasks", tasks)
                .put("kernels", kernels)
                .put("operations_per_second", rate.longValueExact())
                .put("per_task", each.longValueExact())
                .put("one_task", one.longValueExact())
                .put("multiple_of_one_task", times);
        return new Answer(json, List.of(
                experiment.platform().title(),
                experiment.title(),
                rate + " operations per second, " + each + " per task, " + times + " times one task"));
    }

    private Placement placement() throws Refusal {
        if (placement.matches("node:[0-9]{1,3}(,[0-9]{1,3})*")) {
            var nodes = Stream.of(placement.substring("node:".length()).split(",")).map(Integer::valueOf).toList();
            int most = platform(machine).machine().nodes().size();
            if (nodes.stream().anyMatch(node -> node >= most)) {
                throw Refusal.usage("the machine has no such node: " + placement, "nodes from 0 to " + (most - 1));
            }
            return new Placement.Nodes(nodes);
        }
        return switch (placement) {
            case "socket0" -> new Placement.Filled();
            case "spread" -> new Placement.Spread();
            default -> throw Refusal.usage(
                    "no placement is called \"" + placement + '"', "one of socket0, spread, node:LIST");
        };
    }
}
