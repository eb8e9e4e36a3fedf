package archipelago.engine.early;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Call.Reboot;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Manifest;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.Arrays;
import java.util.stream.IntStream;

/// `reboot` of the two series: an INIT and a trampoline start a kernel on a core that the host has offline. Nobody looks
/// whether the core executes another kernel, and no image is copied again.
/// (`multikernel_kexec`, `multikernel_kexec_by_id`, `multikernel_kick_ap`, `mk_kexec_finalize`.)
@Models(
        value = Subject.SERIES,
        exactly = {
            "reboot starts a kernel by INIT on an offline CPU, which it names in September and the instance in"
                    + " October; the errnos and lines in the log",
            "KHO hands the instance's tree down in one page, and nothing else of what the host knows"
        },
        approximately = {
            "an image that has run once and is started again without a new load hangs in early boot: nothing"
                    + " copies it again, and what comes of it is not known",
            "an image that is started on a second CPU while it runs resets the machine"
        },
        notAtAll = "the trampoline's stages between INIT and the kernel's own code")
public final class KernelStart {
    /// A tree and what KHO puts around it have one page.
    private static final int MOST_TREE_BYTES = 4096 - 160;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final CpuSwitch switches;
    private final Life life;
    private final MachineEnd end;

    public KernelStart(
            World world, Operations operations, Ledger ledger, CpuSwitch switches, Life life, MachineEnd end) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.switches = switches;
        this.life = life;
        this.end = end;
    }

    void work(Operation op, Reboot call) {
        boolean magic = call.magic1() == RunOperations.MAGIC_1 && call.magic2() == RunOperations.MAGIC_2;
        if (!magic || call.command() != RunOperations.BOOT) {
            operations.refuse(op, Errno.EINVAL, magic
                    ? "0x" + Long.toHexString(call.command()) + " is no command of this kernel: it can start another"
                            + " kernel, and not stop one"
                    : "reboot was called without its two magic numbers");
            return;
        }
        switch (op.step()) {
            case BUILD_MANIFEST -> treeHandedDown(op, world.state.kernel(op.kernel()));
            case WAKE_BOOT_CORE -> kick(op, world.state.kernel(op.kernel()), op.cursor());
            default -> begin(op, call.instance());
        }
    }

    private void begin(Operation op, long number) {
        switch (world.scenario.host().generation().identity()) {
            case CPU -> onCpu(op, number);
            case INSTANCE -> ofInstance(op, number);
        }
    }

    /// Starts the image that was loaded first on this CPU; only the host's own CPUs are refused.
    private void onCpu(Operation op, long number) {
        int core = number >= 0 && number < world.machine.coreCount() ? (int) number : -1;
        ledger.log(world.state.host(), "multikernel kexec: cpu " + number);
        if (core >= 0 && world.state.host().online.has(core)) {
            ledger.log(world.state.host(), "The CPU is currently running with this kernel instance.");
            operations.refuse(op, Errno.EBUSY, "CPU " + number + " is online in the host; take it offline first");
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (firstImage() == null) {
            ledger.log(world.state.host(), "No multikernel image loaded");
            operations.refuse(op, Errno.EINVAL, "no image has been loaded for another kernel");
        } else if (core < 0) {
            ledger.log(world.state.host(), "CPU " + number + " has invalid APIC ID ffffffff. Aborting bringup");
            operations.refuse(op, Errno.EINVAL, "there is no CPU " + number);
        } else {
            var kernel = firstImage();
            ledger.log(world.state.host(), "Found multikernel image with entry point: 0x"
                    + Long.toHexString(kernel.segments.getFirst().base()));
            sendInit(op.about(kernel.slot).holdingKexec(), core);
        }
    }

    private Kernel firstImage() {
        for (int slot = State.HOST + 1; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && !kernel.image.isEmpty()) {
                return kernel;
            }
        }
        return null;
    }

    /// Starts an instance on the lowest of its CPUs. Whether it runs already is not looked at.
    private void ofInstance(Operation op, long id) {
        var kernel = id <= 0 ? null : ledger.instance(world.state.host(), id);
        if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel == null || kernel.image.isEmpty()) {
            ledger.log(world.state.host(), "No multikernel image found with ID " + id);
            operations.refuse(op, Errno.EINVAL, kernel == null
                    ? "there is no instance with id " + id
                    : kernel.name + " has no kernel image; load one first");
        } else if (kernel.cores.length == 0) {
            ledger.log(world.state.host(), "No CPU assignment found for multikernel instance " + id + " - CPU assignment is required");
            operations.refuse(op, Errno.EINVAL, kernel.name + " has no CPU to boot on");
        } else if (world.state.host().online.has(lowest(kernel))) {
            int core = lowest(kernel);
            ledger.log(world.state.host(), "CPU " + core + " is currently online and cannot be used for multikernel instance " + id);
            operations.refuse(op, Errno.EBUSY, "CPU " + core + " of " + kernel.name + " is online in the host");
        } else {
            operations.next(
                    op.about(kernel.slot).holdingKexec(), Step.BUILD_MANIFEST, 0, world.costNs(Cost.MANIFEST));
        }
    }

    private static int lowest(Kernel kernel) {
        return Arrays.stream(kernel.cores).min().orElse(Kernel.NO_CORE);
    }

    /// KHO is finalized; a tree that does not fit keeps nobody from starting.
    private void treeHandedDown(Operation op, Kernel kernel) {
        ledger.log(world.state.host(), "Preserving multikernel DTB for instance " + kernel.id);
        if (kernel.tree.length() > MOST_TREE_BYTES) {
            ledger.log(world.state.host(), "KHO finalization failed: " + -Errno.ENOSPC.number());
            kernel.nextManifest = Manifest.REJECTED;
        } else {
            ledger.log(world.state.host(), "Preserved DTB for instance " + kernel.id + " (" + kernel.tree.length() + " bytes)");
            ledger.log(world.state.host(), "KHO finalized for multikernel instance");
        }
        sendInit(op, lowest(kernel));
    }

    private void sendInit(Operation op, int core) {
        operations.next(op, Step.WAKE_BOOT_CORE, core, world.costNs(Cost.INIT_KICK));
    }

    private void kick(Operation op, Kernel kernel, int core) {
        if (kernel == null || world.state.host().online.has(core)) {
            operations.refuse(op, Errno.EINVAL, "CPU " + core + " or its image went while the INIT was on its way");
            return;
        }
        switches.takeAway(core);
        if (world.state.executed(kernel.slot)) {
            operations.finish(op, "CPU " + core + " was sent an INIT");
            end.codeOverwritten(kernel, "CPU " + core + ", which was started on the same image,");
            return;
        }
        books(kernel, core);
        boolean stale = kernel.imageUsed;
        kernel.imageUsed = true;
        world.state.cores.place(core, Site.RUNNING, kernel.slot);
        world.tell(new Happening.CoreWent(core, Site.RUNNING, kernel.slot));
        ledger.status(kernel, world.scenario.host().generation().started());
        // It counts from the CPU that it started on; of others than its own it is told nothing.
        kernel.numbered = IntStream.concat(
                        IntStream.of(core), Arrays.stream(kernel.cores).filter(other -> other != core))
                .toArray();
        life.started(kernel, core);
        if (stale) {
            world.state.cores.hangs(core, Hang.IRQS_OFF);
        }
        operations.finish(op, "CPU " + core + " was sent an INIT, and starts " + kernel.name);
    }

    /// Where nobody keeps books of CPUs, the CPU on which a kernel runs is its only one.
    private void books(Kernel kernel, int core) {
        if (world.scenario.host().generation().identity() == Generation.Identity.INSTANCE) {
            return;
        }
        for (int former : kernel.cores) {
            if (former != core) {
                ledger.reassign(former, State.HOST);
            }
        }
        if (!kernel.owns(core)) {
            ledger.reassign(core, kernel.slot);
        }
        var region = SharedRegion.of(world.scenario).orElseThrow();
        kernel.nextManifest = SharedRegion.named(kernel.cmdline, region) ? Manifest.ACCEPTED : Manifest.REJECTED;
    }
}
