package archipelago.engine.cli;

import archipelago.engine.measure.Laboratory;
import archipelago.engine.measure.Lmbench;
import archipelago.engine.measure.Rate;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure lmbench`.
@Command(
        name = "lmbench",
        description = "One operation by one task, on the machine itself, in an instance, or in a virtual machine.",
        mixinStandardHelpOptions = true)
final class MeasureLmbench extends Measuring {
    private static final BigDecimal NS_PER_US = BigDecimal.valueOf(1000);
    private static final int DIGITS = 3;

    @Option(names = "--operation", paramLabel = "NAME", required = true, description = "what is done")
    private String operation;

    @Option(names = "--on", paramLabel = "SYSTEM", required = true, description = "native, multikernel or kvm")
    private String on;

    @Option(names = "--idle", paramLabel = "HOW", defaultValue = "hlt",
            description = "what a virtual CPU does that has nothing to do: hlt, poll or mwait")
    private String idle;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = Laboratory.DEFAULT,
            description = "the platform; xeon-5418y if nothing is said")
    private String machine;

    @Override
    Answer answer() throws Refusal {
        var program = program("operation", operation, Laboratory.lmbench(), Lmbench.operations());
        var system = word("system", on, Lmbench.On.values());
        var how = word("idle policy", idle, Workload.Idle.values());
        var experiment = new Lmbench(platform(machine), program, system, how);
        var rate = Rate.of(experiment.scenario(), experiment.platform().costs());
        var us = rate.eachNs(1).divide(NS_PER_US, DIGITS, RoundingMode.HALF_UP);
        var json = document()
                .put("operation", operation)
                .put("on", on)
                .put("machine", machine)
                .put("value", us)
                .put("unit", "us");
        return new Answer(json, List.of(experiment.platform().title(), operation + " on " + on + ": " + us + " us"));
    }
}
