package archipelago.engine.pool;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.Change;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Status;
import archipelago.engine.world.World;
import java.util.Optional;

/// Memory that moves between the pool and an instance. For a stopped instance that is bookkeeping. A
/// running one is told a range and takes it into use in blocks of 128 MiB; only then does the host book
/// a region, and it books what its allocator returns, not what it announced: nothing reserved the range
/// in between. (`kernel/multikernel/hotplug.c`, `mem.c`.)
@Models(
        value = Subject.MEMORY,
        exactly = "whole blocks of 128 MiB; what the host announces and what it books may be two different"
                    + " ranges",
        approximately = "memory that an instance booted with cannot be emptied, memory that it was given later"
                    + " always can",
        notAtAll = "which pages are in use")
public final class MemoryHotplug {
    /// What Linux adds and removes at once.
    public static final long BLOCK_BYTES = Pool.BLOCK_BYTES;
    /// Payload of a memory message: first page, pages, node, type, sender.
    private static final int REQUEST_BYTES = 32;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private final Asks asks;

    public MemoryHotplug(World world, Operations operations, Ledger ledger, Messages messages, Asks asks) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
        this.asks = asks;
    }

    // --- the lender's side --------------------------------------------------------------------

    /// Gives memory of the pool to an instance.
    public void add(Operation op, Change.MemoryAdd change) {
        var kernel = ledger.instance(world.host(op), change.instance());
        if (op.step() == Step.AWAIT_ACK) {
            if (op.answer().ok()) {
                book(op, kernel, change);
            } else {
                operations.refuse(op, op.answer(), refusal(op.answer(), change.instance(), true));
            }
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel.status != Status.ACTIVE) {
            book(op, kernel, change);
        } else {
            ask(op.about(kernel.slot).holdingKexec(), kernel, MessageKind.MEM_ADD, change.base(), change.bytes());
        }
    }

    private void book(Operation op, Kernel kernel, Change.MemoryAdd change) {
        int node = ledger.nodeIndex(world.host(op), change.node());
        long bytes = pages(change.bytes()) * Sizes.PAGE;
        var region = bytes <= 0 || node == Ledger.NO_NODE
                ? Optional.<Pool.Region>empty()
                : world.host(op).pool.lendWhole(kernel.slot, bytes, node);
        if (region.isEmpty()) {
            operations.refuse(op, Errno.ENOMEM, "the pool has no " + Sizes.shown(bytes) + " in one piece for "
                    + kernel.name);
            return;
        }
        kernel.memoryBytes += bytes;
        ledger.log(
                world.host(op), "Added memory region " + range(region.get().base(), bytes) + " to instance " + kernel.id + " ("
                + kernel.label() + ")");
        boolean elsewhere = kernel.status == Status.ACTIVE && region.get().base() != change.base();
        operations.finish(op, kernel.name + " has " + Sizes.shown(bytes) + " more" + (elsewhere
                ? "; it was told 0x" + Long.toHexString(change.base()) + ", the books say 0x"
                        + Long.toHexString(region.get().base())
                : ""));
    }

    /// Takes exactly one region of an instance back into the pool.
    public void remove(Operation op, Change.MemoryRemove change) {
        var kernel = ledger.instance(world.host(op), change.instance());
        if (op.step() == Step.AWAIT_ACK) {
            if (op.answer().ok()) {
                unbook(op, kernel, change);
            } else {
                operations.refuse(op, op.answer(), refusal(op.answer(), change.instance(), false));
            }
        } else if (!operations.kexecLockIsFree(op)) {
            operations.refuseForKexecLock(op);
        } else if (kernel.status != Status.ACTIVE) {
            unbook(op, kernel, change);
        } else {
            ask(op.about(kernel.slot).holdingKexec(), kernel, MessageKind.MEM_REMOVE, change.base(), change.bytes());
        }
    }

    private void unbook(Operation op, Kernel kernel, Change.MemoryRemove change) {
        long base = pages(change.base()) * Sizes.PAGE;
        long bytes = pages(change.bytes()) * Sizes.PAGE;
        var region = world.host(op).pool.region(kernel.slot, base, bytes);
        if (kernel.backsImage(base, bytes)) {
            ledger.log(world.host(op), "Refusing to remove " + range(base, bytes) + " from instance " + kernel.id + " ("
                    + kernel.label() + "): the loaded kernel image lives there");
            operations.refuse(op, Errno.EBUSY, "the loaded image of " + kernel.name + " lives there");
        } else if (region.isEmpty()) {
            operations.refuse(op, Errno.ENOENT, kernel.name + " has no region of " + Sizes.shown(bytes) + " at 0x"
                    + Long.toHexString(base));
        } else {
            world.host(op).pool.release(region.get());
            kernel.memoryBytes -= bytes;
            ledger.log(
                    world.host(op), "Removed memory region " + range(base, bytes) + " from instance " + kernel.id + " ("
                    + kernel.label() + ")");
            operations.finish(op, Sizes.shown(bytes) + " of " + kernel.name + " are back in the pool");
        }
    }

    private void ask(Operation op, Kernel kernel, MessageKind kind, long base, long bytes) {
        operations.await(op, Step.AWAIT_ACK, 0);
        long page = pages(base);
        asks.ask(op.number(), kind, page, world.costNs(Cost.RESOURCE_TIMEOUT));
        var host = world.host(op);
        int core = world.state.workingCore(host);
        var errno = messages.send(host, core, kernel, kind, REQUEST_BYTES, page, pages(bytes), null);
        if (!errno.ok()) {
            asks.forget(op.number());
            operations.resume(op.number(), errno, 0);
        }
    }

    private static long pages(long bytes) {
        return bytes >>> Sizes.PAGE_BITS;
    }

    private static String range(long base, long bytes) {
        return "0x" + Long.toHexString(base) + "-0x" + Long.toHexString(base + bytes - 1) + " (" + (bytes >> 20)
                + " MB)";
    }

    private static String refusal(Errno errno, String instance, boolean adds) {
        return switch (errno) {
            case ETIMEDOUT -> instance + " did not answer within 10 s";
            case ENOSPC -> "the ring of " + instance + " is full";
            case EINVAL -> instance + (adds
                    ? " takes memory in whole blocks of 128 MiB only"
                    : " gives memory back in whole blocks of 128 MiB that it was given while it ran");
            case EEXIST -> instance + " has memory there already";
            case EBUSY -> instance + " has pages there that cannot be moved";
            default -> instance + (adds ? " refused the memory" : " refused to give the memory up");
        };
    }

    // --- the instance's side ------------------------------------------------------------------

    /// Deferred work after a `MEM_ADD` or `MEM_REMOVE` message.
    public void asked(Kernel kernel, MessageKind kind, long page, long count) {
        var range = new MemoryRange(page << Sizes.PAGE_BITS, count << Sizes.PAGE_BITS);
        boolean adds = kind == MessageKind.MEM_ADD;
        var refusal = adds ? refusalToAdd(kernel, range) : refusalToRemove(kernel, range);
        if (refusal.ok()) {
            long blocks = range.bytes() / BLOCK_BYTES;
            long takesNs = blocks * world.costNs(kernel, adds ? Cost.MEMORY_BLOCK_ONLINE : Cost.MEMORY_BLOCK_OFFLINE);
            world.after(takesNs, Priority.KERNEL, new Event.MemoryMoved(kernel.slot, kernel.life, page, count, adds));
        } else {
            ledger.log(kernel, "Multikernel hotplug: Failed to " + (adds ? "add" : "remove") + " memory at 0x"
                    + Long.toHexString(range.base()) + ": " + -refusal.number());
            messages.acknowledge(kernel, world.state.lending.lender(kernel), kind, page, refusal);
        }
    }

    private static Errno refusalToAdd(Kernel kernel, MemoryRange range) {
        if (!inBlocks(range)) {
            return Errno.EINVAL;
        }
        return kernel.memory.stream().anyMatch(range::overlaps) ? Errno.EEXIST : Errno.OK;
    }

    /// What was there at boot holds the kernel itself and cannot be emptied; what was added later was
    /// onlined movable. What it has put into a pool of its own is in use whenever it came.
    private static Errno refusalToRemove(Kernel kernel, MemoryRange range) {
        if (!inBlocks(range)) {
            return Errno.EINVAL;
        }
        int bootRanges = kernel.bootRanges;
        boolean lends = kernel.pool.chunks().stream()
                .anyMatch(chunk -> range.overlaps(new MemoryRange(chunk.base(), chunk.bytes())));
        if (lends || kernel.memory.subList(0, bootRanges).stream().anyMatch(range::overlaps)) {
            return Errno.EBUSY;
        }
        return kernel.memory.subList(bootRanges, kernel.memory.size()).contains(range) ? Errno.OK : Errno.EINVAL;
    }

    private static boolean inBlocks(MemoryRange range) {
        return range.bytes() > 0 && range.base() % BLOCK_BYTES == 0 && range.bytes() % BLOCK_BYTES == 0;
    }

    /// An instance has brought memory into use, or has emptied it.
    public void moved(Event.MemoryMoved event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !kernel.phase.alive() || !world.state.cores.works(kernel.bootedOn, kernel.slot)) {
            return;
        }
        var range = new MemoryRange(event.page() << Sizes.PAGE_BITS, event.pages() << Sizes.PAGE_BITS);
        if (event.added()) {
            kernel.learn(range);
        } else {
            kernel.forget(range);
        }
        ledger.log(kernel, "Multikernel hotplug: Successfully "
                + (event.added() ? "added and onlined" : "removed") + " memory at 0x"
                + Long.toHexString(range.base()));
        var kind = event.added() ? MessageKind.MEM_ADD : MessageKind.MEM_REMOVE;
        messages.acknowledge(kernel, world.state.lending.lender(kernel), kind, event.page(), Errno.OK);
    }
}
