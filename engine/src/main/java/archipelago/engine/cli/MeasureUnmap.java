package archipelago.engine.cli;

import archipelago.engine.measure.Unmap;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure unmap`.
@Command(
        name = "unmap",
        description = "A page is taken out of an address space that several cores use.",
        mixinStandardHelpOptions = true)
final class MeasureUnmap extends Measuring {
    private static final String MACHINE = "opteron-8x4";

    @Option(names = "--cores", paramLabel = "N", required = true, converter = Converters.Count.class,
            description = "how many cores use it")
    private long cores;

    @Option(names = "--on", paramLabel = "SYSTEM", required = true, description = "linux, windows or barrelfish")
    private String on;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "multicast",
            description = "how barrelfish tells the others: broadcast, unicast, multicast or numa")
    private String protocol;

    @Option(names = "--only-messages", description = "only how long telling the others takes")
    private boolean messagesOnly;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = MACHINE,
            description = "the platform; " + MACHINE + " if nothing is said")
    private String machine;

    @Override
    Answer answer() throws Refusal {
        var platform = platform(machine);
        int many = count("--cores", cores, platform.machine().coreCount());
        if (many < Unmap.CORES_MIN) {
            throw Refusal.usage("one core alone has nobody to tell", "--cores 2 or more");
        }
        var experiment = new Unmap(
                platform, many, word("system", on, Unmap.On.values()),
                word("protocol", protocol, Unmap.Protocol.values()), messagesOnly);
        var cycles = platform.cycles(experiment.takesNs()).setScale(0, RoundingMode.HALF_UP);
        var json = document()
                .put("cores", cores)
                .put("on", on)
                .put("protocol", protocol)
                .put("machine", machine)
                .put("value", cycles)
                .put("unit", "cycles");
        return new Answer(json, List.of(
                platform.title(), "unmap on " + on + " with " + cores + " cores: " + cycles + " cycles"));
    }
}
