package archipelago.engine.phenomenon;

import static archipelago.engine.phenomenon.BrokenRule.of;
import static archipelago.engine.phenomenon.Edit.EVERYWHERE;
import static archipelago.engine.phenomenon.Edit.answer;
import static archipelago.engine.phenomenon.Edit.drop;
import static archipelago.engine.phenomenon.Edit.number;
import static archipelago.engine.phenomenon.Edit.returns;
import static archipelago.engine.phenomenon.Edit.skip;
import static archipelago.engine.phenomenon.Edit.swap;

import archipelago.engine.kernfs.TreeWrites;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.InstanceOperations;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.CpuHotplug;
import archipelago.engine.pool.DeviceHotplug;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.pool.PoolOperations;
import archipelago.engine.run.Rules;
import archipelago.engine.run.Simulation;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Ring;
import archipelago.engine.state.State;
import java.util.List;

/// Rules of the machine, each of them wrong in one place, with the rows of the library that must notice.
final class BrokenRules {
    static final List<BrokenRule> ALL = List.of(
            // The pool.
            of("a chunk goes back to the host although memory of it is lent",
                    PoolOperations.class, "shrink", answer("lent", false), 6),
            of("the chunk with the park loop goes back although cores are parked in it",
                    PoolOperations.class, "shrink", answer("parksIn", false), 6),
            of("a part of a chunk that cannot be given back is said to be in use",
                    PoolOperations.class, "shrink", swap("ENOENT", "EBUSY"), 7),
            of("the host gives its first core away",
                    PoolOperations.class, "takeCpu", new Edit.Answer("firstCore", -1, 1), 2),
            of("a CPU that is not there is an invalid argument of the baseline",
                    PoolOperations.class, "takeCpu", swap("ENODEV", "EINVAL").at(1), 2),
            of("a node without room in one piece is said to be busy",
                    PoolOperations.class, "grow", swap("ENOMEM", "EBUSY"), 4),
            of("a baseline is taken although the pool is filled",
                    PoolOperations.class, "empty", returns(true), 3),
            of("memory is sought in pieces of a quarter", Pool.class, "lend", number(2, 4), 11),
            of("an instance gets memory in one piece or none", Pool.class, "lend", number(4096, Long.MAX_VALUE), 11),
            of("the park loop takes no memory of the pool", Pool.class, "setUpPark", number(96 * 1024, 0), 10),
            of("an instance does not list the cores that it has gained",
                    Ledger.class, "reassign", drop("gain"), 8),
            of("a chunk is taken from the bottom of a node", Ledger.class, "highestRoom", returns(false), 1),
            // Parked cores.
            of("a late claim is not revoked", Mailboxes.class, "overdue", drop("clear"), 21),
            of("a core has ten seconds to claim its wake-up",
                    Mailboxes.class, "wake", swap("CLAIM_LIMIT", "RESOURCE_TIMEOUT"), 21),
            of("the publisher sees a claim at once", Mailboxes.class, "claims", swap("CLAIM_POLL", "CLAIM"), 20),
            of("a core that parks on an instance is taken to be in the pool",
                    Mailboxes.class, "park", swap("PARKED_INSTANCE", "PARKED_POOL"), 20),
            // Cores of a running instance.
            of("an instance takes a core that it did not find when it booted",
                    CpuHotplug.class, "asked", answer("has", true).at(1), 33),
            of("an instance gives its boot core up",
                    CpuHotplug.class, "refusalToRemove", swap("EINVAL", "OK"), 35),
            of("a core that an instance refused is booked on it all the same",
                    CpuHotplug.class, "added", answer("ok", true), 33),
            of("a core that comes online does not run",
                    CpuHotplug.class, "done", drop("place"), 32),
            of("a core that an instance gives up stays parked with it",
                    CpuHotplug.class, "removed", drop("sendHome"), 32),
            // Memory and devices of a running instance.
            of("an instance takes memory at any address", MemoryHotplug.class, "inBlocks", returns(true), 38),
            of("an instance empties memory that it has booted in",
                    MemoryHotplug.class, "refusalToRemove", swap("EBUSY", "OK"), 38),
            of("memory goes that a loaded image lies in",
                    MemoryHotplug.class, "unbook", answer("backsImage", false), 38),
            of("an instance does not learn of memory that it was given",
                    MemoryHotplug.class, "moved", drop("learn"), 37),
            of("a device that is not there can be taken into the pool",
                    DeviceHotplug.class, "take", swap("ENODEV", "OK"), 41),
            of("a device that an instance has can be given back to the host",
                    DeviceHotplug.class, "giveBack", swap("EBUSY", "OK"), 41),
            of("a device that is not in the pool is said not to exist",
                    DeviceHotplug.class, "bookAdd", swap("ENOENT", "ENODEV").at(2), 41),
            of("the books do not follow a device", DeviceHotplug.class, "bookAdd", drop("reassignDevice"), 40),
            // Instances.
            of("a name may be given twice", InstanceOperations.class, "refuses", answer("named", false), 9),
            of("an id may be given twice", InstanceOperations.class, "refuses", answer("idInUse", false), 9),
            of("an instance gets those of its CPUs that are free",
                    InstanceOperations.class, "reserveCpus", number(0, 1), 12),
            of("a lack of memory is no error of its own",
                    InstanceOperations.class, "create", swap("ENOMEM", "EBUSY"), 10),
            of("an instance is removed although it is loaded",
                    InstanceOperations.class, "remove", swap("LOADED", "FAILED"), 49),
            of("an instance is removed although it runs",
                    InstanceOperations.class, "remove", swap("ACTIVE", "FAILED"), 49),
            of("memory that a lost core executes from is lent again",
                    InstanceOperations.class, "gone", answer("failures", false).at(1), 50),
            // Images.
            of("an image is loaded over another one", ImageOperations.class, "load", answer("isEmpty", true).at(1), 19),
            of("x86 loads what is no ELF file", ImageOperations.class, "load", swap("ENOEXEC", "OK"), 18),
            of("signatures are not looked at",
                    ImageOperations.class, "load", answer("enforceSignatures", false), 18),
            of("an image that does not fit is loaded",
                    ImageOperations.class, "load", answer("isEmpty", false).at(2), 17),
            of("an unload frees nothing", ImageOperations.class, "unload", answer("isEmpty", true), 48),
            of("an image that is freed leaves the status as it was",
                    ImageOperations.class, "unload", drop("status"), 48),
            // Start.
            of("an instance is started while its cores still run",
                    RunOperations.class, "allParked", returns(true), 22, 44),
            of("an instance that stopped silently is recovered without a word",
                    RunOperations.class, "checkExec", drop("log"), 23),
            of("a start without a CPU is said to be a busy instance",
                    RunOperations.class, "checkExec", swap("EINVAL", "EBUSY"), 12),
            of("an instance learns only of its own cores",
                    RunOperations.class, "manifestWritten", answer("freeInPool", false), 32),
            of("the ring of the host is not cleared before an instance starts",
                    RunOperations.class, "manifestWritten", drop("zero").at(2), 30),
            of("a memory map has any number of entries", RunOperations.class, "prepare", number(128, 1 << 20), 11),
            of("an instance that has been started stays loaded",
                    RunOperations.class, "bootCoreWoken", swap("ACTIVE", "LOADED"), 20),
            of("secondaries are not moved before the boot core", RunOperations.class, "moveNextSecondary",
                    number(1, 1 << 20), 20),
            // Stop.
            of("a halt waits for ten seconds only",
                    RunOperations.class, "halt", swap("SHUTDOWN_TIMEOUT", "RESOURCE_TIMEOUT"), 43),
            of("an instance that has acknowledged stays active",
                    RunOperations.class, "haltAnswered", drop("status"), 42),
            of("a forced halt sets no status", RunOperations.class, "forceHalt", drop("status"), 44),
            of("a halted notice is not in the log", RunOperations.class, "heardHalted", drop("log"), 42),
            of("an instance powers off without an ACK", Life.class, "askedToShutDown", drop("send"), 42),
            of("a panic leaves the other cores running", Life.class, "panic", drop("stops"), 52),
            of("an instance that is down says nothing", Life.class, "sayHaltedAndPark", drop("send"), 42),
            of("an instance that is down does not park", Life.class, "sayHaltedAndPark", drop("stops"), 42),
            of("secondaries are not brought up", Life.class, "nextSecondary", new Edit.Returns(-1), 20),
            of("the host's cores park when it panics", Life.class, "coreStops", answer("host", false), 52),
            // Rings.
            of("a ring has 62 slots that can be used", Ring.class, "full", number(1, 2), 29),
            of("a slot can be read as soon as it is claimed", Ring.class, "claim", number(0, 1), 30),
            of("a full ring is no error of its own", Messages.class, "refusal", swap("ENOSPC", "EBUSY"), 29),
            of("what a panicking core has begun is finished",
                    Messages.class, "slotFilled", swap("PANICKING", "OFF"), 30),
            of("no doorbell is rung", Messages.class, "publish", drop("after"), 28),
            of("no ACK finds its question", Asks.class, "answered", answer("resource", false), 32),
            of("an ACK that never comes is taken for one", Asks.class, "expires", swap("ETIMEDOUT", "OK"), 34),
            // Locks.
            of("nobody holds the kexec lock", Operations.class, "kexecLockIsFree", returns(true), 24),
            of("overlays do not wait for each other", Operations.class, "overlayLockIsFree", returns(true), 24),
            of("the loser of the kexec lock is told another error",
                    Operations.class, "refuseForKexecLock", swap("EBUSY", "EPERM"), 24),
            // Transactions.
            of("a write fails with its overlay", TreeWrites.class, "changeFailed", number(1, 0).at(1), 9),
            of("an overlay that failed is called applied",
                    TreeWrites.class, "changeFailed", swap("FAILED", "APPLIED").at(1), 9),
            of("the reason of a failure is not in the log", TreeWrites.class, "changeFailed", drop("log"), 13),
            of("the first transaction is the first", Kernel.class, "<init>", number(1, 0), 8),
            of("a transaction that is undone keeps its directory",
                    TreeWrites.class, "complete", drop("removeIf"), 14),
            of("an overlay goes on after a failure", TreeWrites.class, "changeFailed", drop("answer"), 13),
            of("a transaction is undone in the order in which it was made",
                    "archipelago.engine.overlay.Mk2OverlayReader", "changes", skip("reversed"), 14),
            of("what cannot be undone stops a rollback",
                    Rules.class, "make", drop("finish"), 15),
            of("a dead host answers", Simulation.class, "give", answer("answers", true), 52),
            // Hosts that are instances.
            of("a dead instance answers as a host", Simulation.class, "giveIn", answer("answers", true), 57),
            of("what an instance sets aside parks in the pool of the host",
                    PoolOperations.class, "takeCpu", new Edit.Answer("pool", -1, EVERYWHERE), 57),
            of("an instance fills its pool with memory of the host",
                    Ledger.class, "roomForChunk", answer("host", true), 57),
            of("an instance is started although it has lent cores on",
                    RunOperations.class, "allParked", answer("inside", false), 57),
            of("a forced halt passes over cores that were lent on", Life.class, "forceDown", drop("foreignNmi"), 57),
            of("an instance that is deleted leaves what it lent in the books",
                    InstanceOperations.class, "gone", drop("forgetLending"), 57));

    private BrokenRules() {}
}
