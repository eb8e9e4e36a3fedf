package archipelago.engine.measure;

import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// One operation by one task, or by two that wake each other: how long it takes once.
///
/// @param operation a program; if there is one of this name with `-other` behind it, that is what the other task does
/// @param on what kind of kernel does it
/// @param idle what a virtual CPU does that has nothing to do
public record Lmbench(Platform platform, Workload.Program operation, On on, Workload.Idle idle) {
    private static final int CORES = 2;
    private static final String KERNEL = "kernel-1";

    /// What kind of kernel.
    public enum On {
        /// The one that has the whole machine.
        NATIVE,
        /// An instance that was started beside it.
        MULTIKERNEL,
        /// One in a virtual machine.
        KVM
    }

    /// The operations that can be asked for.
    public static List<String> operations() {
        return Laboratory.lmbench().stream().map(Workload.Program::name).filter(name -> !name.endsWith("-other")).toList();
    }

    /// The experiment as a scenario.
    public Scenario scenario() {
        var other = other();
        int tasks = other.isPresent() ? 2 : 1;
        var like = new WillItScale(platform, operation, CORES, 1, new Placement.Filled(),
                on == On.NATIVE ? OptionalLong.empty() : OptionalLong.of(WillItScale.USUAL_BYTES));
        var scenario = like.scenario();
        var cpus = scenario.work().groups().getFirst().cpus();
        var kernel = on == On.NATIVE ? Deal.HOST : KERNEL;
        var programs = other.map(second -> List.of(operation, second)).orElse(List.of(operation));
        var groups = IntStream.range(0, tasks)
                .mapToObj(n -> new Workload.Group(programs.get(n).name(), kernel, 1, List.of(cpus.get(n)), true))
                .toList();
        var guests = on == On.KVM ? List.of(new Workload.Guest(KERNEL, idle)) : List.<Workload.Guest>of();
        return scenario.with(new Workload(programs, groups, guests));
    }

    private Optional<Workload.Program> other() {
        return Laboratory.lmbench().stream()
                .filter(program -> program.name().equals(operation.name() + "-other"))
                .findFirst();
    }
}
