package archipelago.engine.early;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.regex.Pattern;

/// Linux's own switch of a CPU, `/sys/devices/system/cpu/cpu<n>/online`, by which a user takes a core away from the
/// host for another kernel, and gets it back: by an INIT, whatever the core does. (`drivers/base/cpu.c`,
/// `arch/x86/kernel/smpboot.c`.)
public final class CpuSwitch {
    private static final Pattern FILE = Pattern.compile("/sys/devices/system/cpu/cpu([1-9][0-9]{0,5})/online");

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Life life;

    public CpuSwitch(World world, Operations operations, Ledger ledger, Life life) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.life = life;
    }

    /// Whether a path is meant for it: CPU 0 has no switch.
    static boolean is(String path) {
        return FILE.matcher(path).matches();
    }

    void work(Operation op, WriteFile call) {
        var file = FILE.matcher(call.path());
        int core = file.matches() ? Integer.parseInt(file.group(1)) : -1;
        var text = call.content().asText().strip();
        if (core < 0 || core >= world.machine.coreCount()) {
            operations.answer(op, Errno.ENOENT, "there is no " + call.path());
        } else if (op.step() == Step.OFFLINE_CORE) {
            isOffline(op, core);
        } else if (op.step() == Step.ONLINE_CORE) {
            isOnline(op, core);
        } else if (!text.equals("0") && !text.equals("1")) {
            operations.answer(op, Errno.EINVAL, "a CPU is switched with 0 or 1");
        } else if (text.equals("1") == world.state.host().online.has(core)) {
            operations.answer(op, Errno.OK, "CPU " + core + " is as it was");
        } else if (text.equals("0")) {
            goOffline(op, core);
        } else {
            comeBack(op, core);
        }
    }

    /// Begins to take a core offline; the operation is due again with [Step#OFFLINE_CORE].
    void goOffline(Operation op, int core) {
        if (ledger.hungCore(world.state.host()) >= 0) {
            operations.await(op, Step.OFFLINE_CORE, core); // All cores stop for a moment, and one never joins in.
            return;
        }
        hotplug(core);
        operations.next(op, Step.OFFLINE_CORE, core, world.costNs(Cost.CPU_OFFLINE));
    }

    /// A core has left the host.
    ///
    /// @return whether it got so far
    boolean left(Operation op, int core) {
        if (!world.state.cores.works(core, State.HOST)) {
            operations.await(op, Step.OFFLINE_CORE, core); // It got stuck on the way, and the call with it.
            return false;
        }
        world.state.host().online.remove(core);
        life.goesOffline(core, State.HOST);
        ledger.log(world.state.host(), "smpboot: CPU " + core + " is now offline");
        return true;
    }

    private void isOffline(Operation op, int core) {
        if (left(op, core)) {
            operations.answer(op, Errno.OK, "CPU " + core + " is offline");
        }
    }

    private void comeBack(Operation op, int core) {
        takeAway(core);
        hotplug(core);
        operations.next(op, Step.ONLINE_CORE, core, world.costNs(Cost.CPU_ONLINE));
    }

    /// Whatever kernel a core executes, an INIT takes it out of it.
    void takeAway(int core) {
        int slot = world.state.cores.siteKernel[core];
        var former = slot > State.HOST && slot < world.state.slots() ? world.state.present(slot) : null;
        if (former != null && world.state.cores.executes(core, slot)) {
            life.cutOff(former, core);
        }
    }

    private void isOnline(Operation op, int core) {
        if (!world.state.cores.works(core, State.HOST)) {
            operations.answer(op, Errno.EIO, "CPU " + core + " did not come up");
            return;
        }
        world.state.host().online.add(core);
        world.state.cores.place(core, Site.RUNNING, State.HOST);
        world.tell(new Happening.CoreWent(core, Site.RUNNING, State.HOST));
        var owner = world.state.kernel(world.state.cores.owner[core]);
        // Where a tree gave the core to an instance, it stays with it in the books, and is online all the same.
        if (owner != null && !owner.host() && owner.tree.length() == 0) {
            ledger.reassign(core, State.HOST);
        }
        operations.answer(op, Errno.OK, "CPU " + core + " is online in the host");
    }

    private void hotplug(int core) {
        world.state.cores.place(core, Site.HOTPLUG, State.HOST);
        world.tell(new Happening.CoreWent(core, Site.HOTPLUG, State.HOST));
    }
}
