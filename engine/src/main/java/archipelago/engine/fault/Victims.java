package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.journal.Happening;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;
import java.util.Optional;

/// Finds what a fault is to hit. If there is no such thing the request is refused, and the answer is empty.
final class Victims {
    private final World world;
    private final Operations operations;

    Victims(World world, Operations operations) {
        this.world = world;
        this.operations = operations;
    }

    /// The kernel of this name, also one that the books have forgotten.
    Optional<Kernel> kernel(Operation op, String name) {
        var kernel = world.state.presentNamed(name);
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "there is no kernel " + name);
        }
        return Optional.ofNullable(kernel);
    }

    /// An instance of this name that the books know.
    Optional<Kernel> instance(Operation op, String name) {
        var kernel = world.state.named(name);
        if (kernel == null || kernel.host()) {
            operations.refuse(op, Errno.ENOENT, "there is no instance " + name);
            return Optional.empty();
        }
        return Optional.of(kernel);
    }

    /// The kernel of this name, if its code runs.
    Optional<Kernel> running(Operation op, String name) {
        var kernel = kernel(op, name);
        if (kernel.isPresent() && !kernel.get().phase.alive()) {
            operations.refuse(op, Errno.EINVAL, name + " is not running");
            return Optional.empty();
        }
        return kernel;
    }

    /// The kernel of this name, if it runs and a core of its can still do something.
    Optional<Kernel> working(Operation op, String name) {
        var kernel = running(op, name);
        if (kernel.isPresent() && !world.state.works(kernel.get())) {
            operations.refuse(op, Errno.EINVAL, name + " hangs and does nothing, not even harm");
            return Optional.empty();
        }
        return kernel;
    }

    /// The core with a physical id.
    Optional<Integer> core(Operation op, long cpu) {
        int core = world.machine.coreOf(cpu);
        if (core < 0) {
            operations.refuse(op, Errno.ENODEV, "this machine has no CPU " + cpu);
            return Optional.empty();
        }
        return Optional.of(core);
    }

    /// A core that executes a kernel.
    ///
    /// @param cpu its physical id, or -1 for the one on which the kernel started
    Optional<Integer> coreOf(Operation op, Kernel kernel, long cpu) {
        int core = cpu < 0 ? kernel.bootedOn : world.machine.coreOf(cpu);
        if (core < 0 || !world.state.cores.executes(core, kernel.slot)) {
            operations.refuse(op, Errno.EINVAL, (cpu < 0 ? "the boot CPU" : "CPU " + cpu) + " does not run "
                    + kernel.name);
            return Optional.empty();
        }
        return Optional.of(core);
    }

    /// Tells that a fault happens, and answers whoever injected it.
    ///
    /// @param core where it happens, or -1
    void struck(Operation op, Kernel kernel, int core, String what) {
        world.tell(new Happening.FaultInjected(kernel.slot, core, what));
        operations.finish(op, kernel.name + ": " + what);
    }

    String cpu(int core) {
        return "CPU " + world.machine.physicalId(core);
    }
}
