package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;

/// Faults that somebody injects. They are no system calls: an errno here only says why there is
/// nothing to be hit.
public final class Faults {
    private final World world;
    private final Operations operations;
    private final Life life;

    public Faults(World world, Operations operations, Life life) {
        this.world = world;
        this.operations = operations;
        this.life = life;
    }

    /// Lets a kernel panic on one of its cores, if it runs there.
    public void panic(Operation op, Command.Panic fault) {
        var kernel = world.state.named(fault.kernel());
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "there is no kernel " + fault.kernel());
            return;
        }
        int core = fault.cpu() < 0 ? kernel.bootCore() : world.machine.coreOf(fault.cpu());
        if (!kernel.phase.alive()) {
            operations.refuse(op, Errno.EINVAL, fault.kernel() + " is not running, so it cannot panic");
        } else if (core < 0 || !world.state.cores.runs(core, kernel.slot)) {
            operations.refuse(op, Errno.EINVAL, "CPU " + fault.cpu() + " does not run " + fault.kernel());
        } else {
            long cpu = world.machine.physicalId(core);
            world.tell(new Happening.FaultInjected(kernel.slot, core, "panic on CPU " + cpu));
            operations.finish(op, fault.kernel() + " panics on CPU " + cpu);
            life.panic(kernel, core, "injected fault");
        }
    }
}
