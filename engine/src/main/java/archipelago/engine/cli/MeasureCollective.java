package archipelago.engine.cli;

import archipelago.engine.measure.Collective;
import archipelago.engine.measure.Rate;
import archipelago.engine.scenario.Workload;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure collective`.
@Command(
        name = "collective",
        description = "A message for all or from all of several cores, over a tree.",
        mixinStandardHelpOptions = true)
final class MeasureCollective extends Measuring {
    private static final String MACHINE = "ivy-bridge-2x10";

    @Option(names = "--kind", paramLabel = "KIND", required = true,
            description = "broadcast, barrier, agreement or reduction")
    private String kind;

    @Option(names = "--topology", paramLabel = "NAME", required = true,
            description = "adaptive, cluster, binary, fibonacci, spanning, sequential or bad")
    private String topology;

    @Option(names = "--cores", paramLabel = "N", required = true, converter = Converters.Count.class,
            description = "how many cores")
    private long cores;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = MACHINE,
            description = "the platform; " + MACHINE + " if nothing is said")
    private String machine;

    @Override
    Answer answer() throws Refusal {
        var platform = platform(machine);
        var experiment = new Collective(
                platform, word("kind", kind, Collective.Kind.values()),
                word("topology", topology, Workload.Shape.values()),
                count("--cores", cores, platform.machine().coreCount()));
        var rate = Rate.of(experiment.scenario(), platform.costs());
        var cycles = platform.cycles(experiment.takesNs(rate)).setScale(0, RoundingMode.HALF_UP);
        var json = document()
                .put("kind", kind)
                .put("topology", topology)
                .put("cores", cores)
                .put("machine", machine)
                .put("value", cycles)
                .put("unit", "cycles");
        return new Answer(json, List.of(
                platform.title(), kind + " over " + cores + " cores, " + topology + ": " + cycles + " cycles"));
    }
}
