package archipelago.engine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `archipelago measure`: a workload on a kind of machine, and how fast it is there.
@Command(
        name = "measure",
        description = "Runs a workload on a kind of machine and prints its rates or latencies.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MeasureScaling.class, MeasureLmbench.class, MeasureCollective.class, MeasureExchange.class, MeasureCalls.class,
            MeasureUnmap.class
        })
final class MeasureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Refusal {
        throw Refusal.usage("an experiment is missing", "one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
