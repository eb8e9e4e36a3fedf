package archipelago.engine.cli;

import archipelago.engine.measure.Laboratory;
import archipelago.engine.measure.Placement;
import archipelago.engine.measure.Platform;
import archipelago.engine.measure.Rate;
import archipelago.engine.measure.WillItScale;
import archipelago.engine.scenario.Workload;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `archipelago measure`: a workload on a kind of machine, and how fast it is there.
@Command(
        name = "measure",
        description = "Runs a workload on a kind of machine and prints its rates or latencies.",
        mixinStandardHelpOptions = true,
        subcommands = MeasureCommand.WillItScaleCommand.class)
final class MeasureCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Refusal {
        throw Refusal.usage("an experiment is missing", "one of " + String.join(", ", spec.subcommands().keySet()));
    }

    @Command(
            name = "will-it-scale",
            description = "The same operation by many tasks at once, in one kernel or in several.",
            mixinStandardHelpOptions = true)
    static final class WillItScaleCommand implements Callable<Integer> {
        private static final long TASKS_MAX = 4096;

        @Spec
        private CommandSpec spec;

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

        @Option(names = "--json", description = "print one JSON document")
        private boolean json;

        @Override
        public Integer call() throws Refusal {
            var experiment = new WillItScale(
                    platform(), program(), count("--tasks", tasks), count("--kernels", kernels), placement(),
                    memory == null ? OptionalLong.empty() : OptionalLong.of(memory));
            var impossible = experiment.impossible();
            if (impossible.isPresent()) {
                throw Refusal.usage(impossible.get(), "fewer kernels, less memory for each, or another machine");
            }
            var rate = Rate.of(experiment.scenario(), experiment.platform().costs());
            var one = Rate.of(experiment.alone().scenario(), experiment.platform().costs());
            print(experiment, rate.perSecond(), one.perSecond());
            return ExitStatus.DONE;
        }

        private void print(WillItScale experiment, BigDecimal rate, BigDecimal one) {
            var each = rate.divide(BigDecimal.valueOf(experiment.tasks()), 0, RoundingMode.HALF_UP);
            var times = rate.divide(one, 2, RoundingMode.HALF_UP);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(JsonNodeFactory.instance.objectNode()
                        .put("schema", SCHEMA)
                        .put("test", test)
                        .put("machine", experiment.platform().name())
                        .put("tasks", experiment.tasks())
                        .put("kernels", experiment.kernels())
                        .put("operations_per_second", rate.longValueExact())
                        .put("per_task", each.longValueExact())
                        .put("one_task", one.longValueExact())
                        .put("multiple_of_one_task", times)
                        .toPrettyString());
            } else {
                out.println(experiment.platform().title());
                out.println(experiment.scenario().title());
                out.println(rate + " operations per second, " + each + " per task, " + times + " times one task");
            }
            out.flush();
        }

        private Platform platform() throws Refusal {
            return Laboratory.platform(machine).orElseThrow(() -> unknown("machine", machine, Laboratory.platforms()));
        }

        private Workload.Program program() throws Refusal {
            var all = Laboratory.willItScale();
            return all.stream().filter(program -> program.name().equals(test)).findFirst()
                    .orElseThrow(() -> unknown("test", test, all.stream().map(Workload.Program::name).toList()));
        }

        private Placement placement() throws Refusal {
            if (placement.matches("node:[0-9]{1,3}(,[0-9]{1,3})*")) {
                var nodes = Stream.of(placement.substring("node:".length()).split(",")).map(Integer::valueOf).toList();
                int most = platform().machine().nodes().size();
                if (nodes.stream().anyMatch(node -> node >= most)) {
                    throw Refusal.usage("the machine has no such node: " + placement, "nodes from 0 to " + (most - 1));
                }
                return new Placement.Nodes(nodes);
            }
            return switch (placement) {
                case "socket0" -> new Placement.Filled();
                case "spread" -> new Placement.Spread();
                default -> throw unknown("placement", placement, List.of("socket0", "spread", "node:LIST"));
            };
        }

        private static int count(String option, long value) throws Refusal {
            if (value < 1 || value > TASKS_MAX) {
                throw Refusal.usage(option + " is " + value, "a whole number from 1 to " + TASKS_MAX);
            }
            return (int) value;
        }

        private static Refusal unknown(String what, String name, List<String> known) {
            return Refusal.usage("no " + what + " is called \"" + name + '"', "one of " + String.join(", ", known));
        }
    }
}
