package archipelago.engine.cli;

import archipelago.engine.measure.KernelCalls;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure call`.
@Command(
        name = "call",
        description = "Calls through a small kernel while other cores enter it: under one lock, or a kernel for each core.",
        mixinStandardHelpOptions = true)
final class MeasureCalls extends Measuring {
    private static final String MACHINE = "odroid-c4";

    @Option(names = "--cores", paramLabel = "N", required = true, converter = Converters.Count.class,
            description = "how many cores are active, the one that is measured included")
    private long cores;

    @Option(names = "--noise", paramLabel = "WHAT", required = true,
            description = "what the others do: null (empty system calls) or pairs (calls)")
    private String noise;

    @Option(names = "--on", paramLabel = "SYSTEM", required = true,
            description = "smp (one kernel under a lock) or multikernel (a kernel for each core)")
    private String on;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = MACHINE,
            description = "the platform; " + MACHINE + " if nothing is said")
    private String machine;

    @Override
    Answer answer() throws Refusal {
        var platform = platform(machine);
        var experiment = new KernelCalls(
                platform, count("--cores", cores, platform.machine().coreCount()),
                word("noise", noise, KernelCalls.Noise.values()), word("system", on, KernelCalls.On.values()));
        var cycles = platform.cycles(experiment.takesNs()).setScale(0, RoundingMode.HALF_UP);
        var json = document()
                .put("cores", cores)
                .put("noise", noise)
                .put("on", on)
                .put("machine", machine)
                .put("value", cycles)
                .put("unit", "cycles");
        return new Answer(json, List.of(
                platform.title(),
                "a call takes " + cycles + " cycles on " + on + " with " + cores
                        + (cores == 1 ? " active core" : " active cores") + ", noise: " + noise));
    }
}
