package archipelago.engine.pool;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;

/// Filling and emptying the pool: the baseline, and what the host moves in and out later. A baseline
/// takes memory first, since the park loop lives in it, then the cores one by one, then devices. A
/// core that cannot be taken ends it, and leaves the pool half initialised.
/// (`kernel/multikernel/baseline.c`, `hotplug.c`.)
public final class PoolOperations {
    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Mailboxes mailboxes;

    public PoolOperations(World world, Operations operations, Ledger ledger, Mailboxes mailboxes) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.mailboxes = mailboxes;
    }

    // --- the baseline -------------------------------------------------------------------------

    /// Applies a baseline: memory, then cores, then devices.
    public void fill(Operation op, Command.FillPool request) {
        switch (op.step()) {
            case TAKE_MEMORY -> memoryTaken(op, request);
            case OFFLINE_CORE -> {
                coreTaken(request.cpus().get(op.cursor()));
                takeCore(op, request, op.cursor() + 1);
            }
            case UNBIND_DEVICE -> {
                deviceTaken(request.devices().get(op.cursor()));
                takeDevice(op, request, op.cursor() + 1);
            }
            default -> checkBaseline(op, request);
        }
    }

    private void checkBaseline(Operation op, Command.FillPool request) {
        if (world.state.pool.exists) {
            operations.refuse(op, Errno.EBUSY, "the baseline has been applied already; change the pool with a"
                    + " transaction on /resources");
            return;
        }
        if (request.cpus().isEmpty() || request.memory().isEmpty()) {
            operations.refuse(op, Errno.EINVAL, "a baseline names at least one CPU and one amount of memory");
            return;
        }
        for (var memory : request.memory()) {
            boolean nodeExists = memory.node() < world.machine.nodes().size();
            if (memory.bytes() <= 0 || memory.bytes() % Sizes.PAGE != 0 || !nodeExists) {
                operations.refuse(op, Errno.EINVAL, "memory for the pool is a positive multiple of 4 KiB on a node"
                        + " that exists");
                return;
            }
        }
        world.state.pool.exists = true;
        operations.next(op, Step.TAKE_MEMORY, 0, world.costNs(Cost.OVERLAY) + growNs(request, 0));
    }

    /// Migrating pages takes long; that there is not enough memory shows at once.
    private long growNs(Command.FillPool request, int index) {
        var memory = request.memory().get(index);
        boolean fits = ledger.roomForChunk(memory.bytes(), memory.node()).isPresent();
        return fits ? world.cost.poolGrowNs(memory.bytes()) : 0;
    }

    private void memoryTaken(Operation op, Command.FillPool request) {
        var memory = request.memory().get(op.cursor());
        if (!ledger.growPool(memory.bytes(), memory.node())) {
            operations.refuse(op, Errno.ENOMEM, "the host has no " + Sizes.shown(memory.bytes()) + " in one piece"
                    + (memory.node() >= 0 ? " on node " + world.machine.nodes().get(memory.node()).number() : ""));
            return;
        }
        ledger.log("multikernel: pool grew by " + Sizes.shown(memory.bytes()));
        int next = op.cursor() + 1;
        if (next < request.memory().size()) {
            operations.next(op, Step.TAKE_MEMORY, next, growNs(request, next));
        } else {
            takeCore(op, request, 0);
        }
    }

    private void takeCore(Operation op, Command.FillPool request, int index) {
        if (index == request.cpus().size()) {
            takeDevice(op, request, 0);
            return;
        }
        long cpu = request.cpus().get(index);
        int core = world.machine.coreOf(cpu);
        var refusal = refusalToTake(core);
        if (refusal.ok()) {
            beginHotplug(core, State.HOST);
            operations.next(op, Step.OFFLINE_CORE, index, world.costNs(Cost.CPU_OFFLINE));
            return;
        }
        ledger.log("multikernel: failed to move CPU " + cpu + " into the pool: " + refusal.signed());
        operations.refuse(op, refusal, whyNotTaken(refusal, cpu) + "; the pool is half initialised, with " + index
                + " of " + request.cpus().size() + " CPUs");
    }

    private static String whyNotTaken(Errno refusal, long cpu) {
        return "CPU " + cpu + switch (refusal) {
            case ENODEV -> " is not present in this machine";
            case EINVAL -> " is the host's boot CPU and cannot be removed";
            default -> " does not belong to the host";
        };
    }

    private Errno refusalToTake(int core) {
        if (core < 0) {
            return Errno.ENODEV;
        }
        if (world.state.cores.owner[core] != State.HOST) {
            return Errno.EBUSY;
        }
        return core == world.state.host().bootCore() ? Errno.EINVAL : Errno.OK;
    }

    private void coreTaken(long cpu) {
        int core = world.machine.coreOf(cpu);
        world.state.host().online.remove(core);
        ledger.reassign(core, CoreTable.POOL);
        mailboxes.park(core, CoreTable.POOL);
    }

    private void takeDevice(Operation op, Command.FillPool request, int index) {
        int at = index;
        while (at < request.devices().size() && ledger.device(request.devices().get(at)) < 0) {
            ledger.log("multikernel: PCI device " + request.devices().get(at) + " not moved into the pool: -ENODEV");
            at++;
        }
        if (at < request.devices().size()) {
            operations.next(op, Step.UNBIND_DEVICE, at, world.costNs(Cost.DEVICE_UNBIND));
            return;
        }
        ledger.log("multikernel: baseline applied");
        operations.finish(op, "the pool has " + request.cpus().size() + " CPUs and "
                + Sizes.shown(world.state.pool.chunkBytes()));
    }

    private void deviceTaken(String name) {
        world.state.deviceOwner[ledger.device(name)] = CoreTable.POOL;
        ledger.log("multikernel: PCI device " + name + " moved into the pool");
    }

    // --- giving everything back ---------------------------------------------------------------

    /// Returns idle cores, then devices, then memory: the order of operations on `/resources`.
    public void empty(Operation op) {
        switch (op.step()) {
            case MOVE_CORE_HOME -> coreWoken(op);
            case ONLINE_CORE -> {
                coreReturned(op.cursor());
                returnNext(op);
            }
            case BIND_DEVICE -> {
                world.state.deviceOwner[op.cursor()] = State.HOST;
                returnNext(op);
            }
            case RETURN_MEMORY -> {
                memoryReturned();
                returnNext(op);
            }
            default -> {
                if (!world.state.pool.exists) {
                    operations.finish(op, "the pool is already empty");
                } else if (ledger.instances() > 0) {
                    operations.refuse(op, Errno.EBUSY, "the pool still runs " + ledger.instances()
                            + " instances; delete them first");
                } else {
                    returnNext(op);
                }
            }
        }
    }

    private void returnNext(Operation op) {
        int core = firstCoreOfPool();
        if (core >= 0) {
            operations.await(op, Step.MOVE_CORE_HOME, core);
            mailboxes.wake(core, CoreTable.POOL, State.HOST, true, op.act());
            return;
        }
        for (int d = 0; d < world.state.deviceOwner.length; d++) {
            if (world.state.deviceOwner[d] == CoreTable.POOL) {
                operations.next(op, Step.BIND_DEVICE, d, world.costNs(Cost.DEVICE_BIND));
                return;
            }
        }
        List<Pool.Chunk> chunks = world.state.pool.chunks();
        if (!chunks.isEmpty() && world.state.pool.lent(chunks.getLast())) {
            operations.refuse(op, Errno.EBUSY, "memory of a chunk is in use; only whole idle chunks can be given back");
            return;
        }
        if (!chunks.isEmpty()) {
            operations.next(op, Step.RETURN_MEMORY, 0, world.cost.poolShrinkNs(chunks.getLast().bytes()));
            return;
        }
        world.state.pool.exists = false;
        ledger.log("multikernel: everything has been given back");
        operations.finish(op, "the host has all cores, memory and devices again");
    }

    private int firstCoreOfPool() {
        var cores = world.state.cores;
        for (int c = 0; c < cores.count(); c++) {
            if (cores.owner[c] == CoreTable.POOL) {
                return c;
            }
        }
        return -1;
    }

    private void memoryReturned() {
        var chunk = world.state.pool.chunks().getLast();
        world.state.pool.remove(chunk);
        ledger.log("multikernel: pool shrank by " + Sizes.shown(chunk.bytes()));
    }

    /// A core of the pool has been woken for the host: Linux brings it online.
    private void coreWoken(Operation op) {
        if (!op.answer().ok()) {
            operations.refuse(op, op.answer(), "CPU " + world.machine.physicalId(op.cursor())
                    + " did not leave the park loop");
            return;
        }
        beginHotplug(op.cursor(), State.HOST);
        operations.next(op, Step.ONLINE_CORE, op.cursor(), world.costNs(Cost.CPU_ONLINE));
    }

    private void coreReturned(int core) {
        world.state.host().online.add(core);
        ledger.reassign(core, State.HOST);
        world.state.cores.place(core, Site.RUNNING, State.HOST);
        world.tell(new Happening.CoreWent(core, Site.RUNNING, State.HOST));
    }

    private void beginHotplug(int core, int kernel) {
        world.state.cores.place(core, Site.HOTPLUG, kernel);
        world.tell(new Happening.CoreWent(core, Site.HOTPLUG, kernel));
    }

    // --- one core -----------------------------------------------------------------------------

    /// Takes one core from the host into the pool, by ordinary CPU offline.
    public void cpuToPool(Operation op, long cpu) {
        int core = world.machine.coreOf(cpu);
        if (op.step() == Step.OFFLINE_CORE) {
            coreTaken(cpu);
            operations.finish(op, "CPU " + cpu + " is in the pool");
        } else if (!world.state.pool.exists) {
            operations.refuse(op, Errno.EPERM, "there is no pool yet; fill it with a baseline first");
        } else if (!refusalToTake(core).ok()) {
            operations.refuse(op, refusalToTake(core), whyNotTaken(refusalToTake(core), cpu));
        } else if (world.state.pool.chunks().isEmpty()) {
            operations.refuse(op, Errno.ENODEV, "the pool has no memory, and so no park loop that a CPU could go to");
        } else {
            beginHotplug(core, State.HOST);
            operations.next(op, Step.OFFLINE_CORE, core, world.costNs(Cost.OVERLAY) + world.costNs(Cost.CPU_OFFLINE));
        }
    }

    /// Wakes one idle core of the pool and brings it online in the host, holding the kexec lock.
    public void cpuToHost(Operation op, long cpu) {
        int core = world.machine.coreOf(cpu);
        switch (op.step()) {
            case MOVE_CORE_HOME -> coreWoken(op);
            case ONLINE_CORE -> {
                coreReturned(core);
                operations.finish(op, "CPU " + cpu + " is back with the host");
            }
            default -> {
                if (!world.state.pool.exists) {
                    operations.refuse(op, Errno.EPERM, "there is no pool");
                } else if (core < 0) {
                    operations.refuse(op, Errno.ENODEV, "CPU " + cpu + " is not present in this machine");
                } else if (!ledger.freeInPool(core)) {
                    operations.refuse(op, Errno.EBUSY, "CPU " + cpu + " is not free in the pool, which has "
                            + freeCpus());
                } else if (!operations.kexecLockIsFree()) {
                    operations.refuseForKexecLock(op);
                } else {
                    operations.await(op.holdingKexec(), Step.MOVE_CORE_HOME, core);
                    mailboxes.wake(core, CoreTable.POOL, State.HOST, true, op.act());
                }
            }
        }
    }

    /// The free CPUs of the pool as a list, for sentences.
    public String freeCpus() {
        var ids = new ArrayList<Long>();
        for (int c = 0; c < world.state.cores.count(); c++) {
            if (ledger.freeInPool(c)) {
                ids.add(world.machine.physicalId(c));
            }
        }
        ids.sort(Long::compare);
        return ids.isEmpty() ? "none free" : "free: " + CpuList.text(ids);
    }
}
