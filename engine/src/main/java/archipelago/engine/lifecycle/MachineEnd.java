package archipelago.engine.lifecycle;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.world.World;
import java.util.List;

/// What takes all kernels down at once. They share one reset line, and nothing keeps one of them from
/// writing over another: a CPU whose code changes under it faults, faults again while it handles that, and
/// shuts down, to which the platform answers with a reset. (`arch/x86/multikernel/spawn.c`, hazard notes.)
@Models(
        value = Subject.FAULTS,
        exactly = "a machine that is reset takes all kernels down and answers nobody",
        approximately = "memory that is written over: code that runs resets the machine, data makes its kernel"
                    + " panic at once")
public final class MachineEnd {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private final Life life;

    public MachineEnd(World world, Operations operations, Ledger ledger, Messages messages, Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
        this.life = life;
    }

    /// The platform resets the machine: every core stops and every kernel ends. The books were in the memory
    /// of the host; what can still be read of them is their last page. What was under way is not answered.
    public void reset(String cause) {
        if (world.state.ended) {
            return;
        }
        world.tell(new Happening.MachineReset(cause));
        operations.abandon();
        world.state.ended = true;
        world.state.story.over = true;
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var kernel = world.state.present(slot);
            if (kernel != null) {
                end(kernel);
            }
        }
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.site(core) != Site.DEAD) {
                int with = world.state.cores.siteKernel[core];
                world.state.cores.place(core, Site.DEAD, with);
                world.state.cores.busyUntilNs[core] = Math.min(world.state.cores.busyUntilNs[core], world.now());
                world.tell(new Happening.CoreWent(core, Site.DEAD, with));
            }
        }
        world.forgetEvents();
    }

    private void end(Kernel kernel) {
        messages.stopDrain(kernel);
        kernel.life++;
        kernel.online.clear();
        kernel.panicCore = Kernel.NO_CORE;
        kernel.mailbox.core = Kernel.NO_CORE;
        kernel.pool.mailbox.core = Kernel.NO_CORE;
        if (kernel.phase != Phase.OFF) {
            life.enter(kernel, Phase.OFF);
        }
    }

    /// Somebody writes over memory, be it the host that copies an image or a stray pointer. A kernel that
    /// executes code there takes the machine down with it; one that keeps data there panics.
    ///
    /// @param what who writes, in words
    public void overwritten(List<MemoryRange> ranges, String what) {
        for (int slot = 0; slot < world.state.slots() && !world.state.ended; slot++) {
            var kernel = world.state.present(slot);
            if (kernel == null || kernel.host() || !world.state.executed(slot)) {
                continue;
            }
            if (overlap(kernel.text, ranges)) {
                codeOverwritten(kernel, what);
            } else if (overlap(kernel.memory, ranges) && !gaveAway(kernel, ranges)) {
                dataOverwritten(kernel, what);
            }
        }
    }

    private static boolean overlap(List<MemoryRange> some, List<MemoryRange> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
    }

    /// Whether all of it lies in what a kernel has put into a pool of its own, and does not look at any more.
    private static boolean gaveAway(Kernel kernel, List<MemoryRange> ranges) {
        return ranges.stream().allMatch(range -> kernel.pool.chunks().stream()
                .anyMatch(chunk -> new MemoryRange(chunk.base(), chunk.bytes()).covers(range)));
    }

    /// Code that a kernel executes has been written over.
    public void codeOverwritten(Kernel kernel, String what) {
        reset(what + " overwrote the code of " + kernel.name + " under its running CPUs");
    }

    /// Data that a kernel works with has been written over. What comes of it cannot be known; here the
    /// kernel notices it at the next access.
    public void dataOverwritten(Kernel kernel, String what) {
        int core = world.state.workingCore(kernel);
        if (kernel.phase.alive() && core != Kernel.NO_CORE) {
            world.tell(new Happening.FaultInjected(
                    kernel.slot, core, "panic on CPU " + world.machine.physicalId(core)));
            ledger.log(kernel, "BUG: unable to handle page fault: " + what + " overwrote its memory");
            life.panic(kernel, core, "Fatal exception");
        }
    }
}
