package archipelago.engine.measure;

import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Calls from one program to another on the same core, through a small kernel, while other cores enter the kernel as well:
/// one kernel under one lock for all cores, or a kernel for each core.
///
/// @param cores how many are active, the one that is measured included
/// @param on which of both
public record KernelCalls(Platform platform, int cores, Noise noise, On on) {
    private static final long SEED = 1;

    /// What the other cores do.
    public enum Noise {
        /// Each enters the kernel and leaves it at once, again and again.
        NULL,
        /// Each does calls itself.
        PAIRS
    }

    /// How many kernels there are.
    public enum On {
        /// One, and a lock that each entry takes.
        SMP,
        /// One for each core.
        MULTIKERNEL
    }

    /// The experiment as a scenario. A kernel without others on its core shares nothing, whichever it is.
    public Scenario scenario() {
        var programs = Laboratory.calls();
        var suffix = "-" + on.name().toLowerCase(Locale.ROOT);
        var measured = named(programs, "call" + suffix);
        var other = named(programs, (noise == Noise.NULL ? "null" : "call") + suffix);
        var machine = platform.machine();
        var groups = new ArrayList<Workload.Group>();
        for (int core = 0; core < cores; core++) {
            var program = core == 0 ? measured : other;
            groups.add(new Workload.Group(
                    program.name(), Deal.HOST, 1, List.of(machine.physicalId(core)), true));
        }
        return new Scenario("calls", "Calls through a small kernel", "", SEED, machine, List.of(), List.of())
                .with(new Workload(programs, groups));
    }

    /// How long one call takes the first core.
    public BigDecimal takesNs() {
        var rate = Rate.of(scenario(), platform.costs());
        return BigDecimal.valueOf(rate.windowNs()).divide(
                BigDecimal.valueOf(Math.max(1, rate.each().getFirst().operations())), 2, RoundingMode.HALF_UP);
    }

    private static Workload.Program named(List<Workload.Program> programs, String name) {
        return programs.stream().filter(program -> program.name().equals(name)).findFirst().orElseThrow();
    }
}
