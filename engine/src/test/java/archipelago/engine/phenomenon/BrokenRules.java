package archipelago.engine.phenomenon;

import static archipelago.engine.phenomenon.BrokenRule.of;
import static archipelago.engine.phenomenon.Edit.EVERYWHERE;
import static archipelago.engine.phenomenon.Edit.answer;
import static archipelago.engine.phenomenon.Edit.drop;
import static archipelago.engine.phenomenon.Edit.number;
import static archipelago.engine.phenomenon.Edit.returns;
import static archipelago.engine.phenomenon.Edit.skip;
import static archipelago.engine.phenomenon.Edit.swap;
import static archipelago.engine.phenomenon.Edit.unasked;
import static archipelago.engine.phenomenon.RowOfTheLibrary.OCTOBER;
import static archipelago.engine.phenomenon.RowOfTheLibrary.SEPTEMBER;

import archipelago.engine.channel.Consoles;
import archipelago.engine.channel.SharedFiles;
import archipelago.engine.early.CpuSwitch;
import archipelago.engine.early.DescribedInstances;
import archipelago.engine.early.ImageList;
import archipelago.engine.early.KernelStart;
import archipelago.engine.early.Series;
import archipelago.engine.kernfs.TreeWrites;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.lifecycle.InstanceOperations;
import archipelago.engine.lifecycle.BootUp;
import archipelago.engine.lifecycle.Life;
import archipelago.engine.lifecycle.MachineEnd;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.message.Asks;
import archipelago.engine.message.Messages;
import archipelago.engine.message.RefusedSends;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.CpuHotplug;
import archipelago.engine.pool.DeviceHotplug;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.Mailboxes;
import archipelago.engine.pool.MemoryHotplug;
import archipelago.engine.pool.PoolOperations;
import archipelago.engine.run.Rules;
import archipelago.engine.run.Simulation;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Ring;
import archipelago.engine.state.State;
import archipelago.engine.state.TaskTable;
import archipelago.engine.takeover.Takeover;
import archipelago.engine.world.World;
import java.util.List;

/// Rules of the machine, each of them wrong in one place, with the rows of the library that must notice.
final class BrokenRules {
    private static final String STEPS = "archipelago.engine.workload.Steps";
    private static final String LOCKS = "archipelago.engine.workload.Locks";

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
            of("a core that did not come home is booked into the pool",
                    CpuHotplug.class, "remove", answer("ok", true), 36),
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
            of("the devices of an instance that is removed go nowhere",
                    InstanceOperations.class, "gone", drop("reassignDevice"), 40),
            of("two instances have the same ways of the cache",
                    InstanceOperations.class, "checkWays", unasked(6), 54),
            of("an instance does not get the ways of the cache that it was made for",
                    InstanceOperations.class, "ways", new Edit.Returns(0), 54),
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
                    RunOperations.class, "enumerate", answer("inside", false), 32),
            of("the ring of the host is not cleared before an instance starts",
                    RunOperations.class, "manifestWritten", drop("zero").at(2), 30),
            of("the ring of an instance is not cleared before it starts",
                    RunOperations.class, "manifestWritten", drop("zero").at(1), 31),
            of("an instance is started while a driver of the host has its device",
                    RunOperations.class, "contained", returns(true), 40),
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
            of("a forced halt sends no interrupt", Life.class, "forceDown", drop("stops"), 44),
            of("a power-off never comes to its end", Life.class, "powerOff", drop("after"), 46),
            of("an instance that says that it has halted stays active",
                    RunOperations.class, "heardHalted", drop("status"), 46, 53),
            of("a halted notice is not in the log", RunOperations.class, "heardHalted", drop("log"), 42),
            of("an instance powers off without an ACK", Life.class, "askedToShutDown", drop("send"), 42),
            of("a panic leaves the other cores running", Life.class, "panic", drop("stops"), 52),
            of("an instance that is down says nothing", Life.class, "sayHaltedAndPark", drop("send"), 42),
            of("an instance that is down does not park", Life.class, "sayHaltedAndPark", drop("stops"), 42),
            of("secondaries are not brought up", BootUp.class, "nextSecondary", new Edit.Returns(-1), 20),
            of("a kernel of another build wakes its other cores",
                    BootUp.class, "nextSecondary", swap("ACCEPTED", "OTHER_BUILD"), 25),
            of("a kernel that ignores its manifest hears the host",
                    Kernel.class, "handlesMessages", swap("REJECTED", "OTHER_BUILD"), 25),
            of("a kernel that ignores its manifest knows of the marker",
                    Life.class, "forceDown", swap("REJECTED", "OTHER_BUILD"), 25),
            of("a kernel that took the machine for its own reboots alone",
                    "archipelago.engine.fault.KernelFaults", "powerOff", swap("REJECTED", "OTHER_BUILD"), 25),
            of("the host's cores park when it panics", Life.class, "coreStops", answer("host", false), 52),
            // Rings.
            of("who finds a ring full does not say so in its log", RefusedSends.class, "tell", drop("logFullRing"), 27, 29),
            of("a ring has 62 slots that can be used", Ring.class, "full", number(1, 2), 29),
            of("a slot can be read as soon as it is claimed", Ring.class, "claim", number(0, 1), 30),
            of("a full ring is no error of its own",
                    "archipelago.engine.message.Admission", "refusal", swap("ENOSPC", "EBUSY"), 29),
            of("what a panicking core has begun is finished",
                    Messages.class, "slotFilled", swap("PANICKING", "OFF"), 30),
            of("no doorbell is rung", Messages.class, "publish", drop("after"), 28),
            of("a handler takes one message", Messages.class, "handlerTakes", number(64, 1), 29),
            of("a kernel does not look into its ring when it has booted",
                    BootUp.class, "bringUpNext", drop("drainOnce"), 29, 31),
            of("a doorbell that finds the handler at work is forgotten",
                    Messages.class, "doorbellArrives", number(1, 0).at(3), 31),
            of("a parked core hears doorbells", Messages.class, "listens", returns(true), 31),
            of("a message of no bytes arrives", Messages.class, "slotFilled", new Edit.Answer("bytes", 1, 1), 31),
            of("a message may be longer than its slot", "archipelago.engine.message.Admission",
                    "refusal", new Edit.Answer("slotBytes", 1 << 20, EVERYWHERE), 31),
            of("a doorbell for nothing costs a work item",
                    Messages.class, "beginDrain", swap("INTERRUPT", "WORK_ITEM"), 53),
            of("an ACK is found by its resource alone", Asks.class, "answered", unasked(4), 53),
            of("no ACK finds its question", Asks.class, "answered", answer("resource", false), 32),
            of("an ACK that never comes is taken for one", Asks.class, "expires", swap("ETIMEDOUT", "OK"), 34),
            // Consoles.
            of("a console is read before it is selected", Consoles.class, "read", swap("ENOTCONN", "OK"), 26),
            of("a console of no instance can be selected", Consoles.class, "select", swap("ENODEV", "OK"), 26),
            of("a message carries half of a piece", Consoles.class, "print", number(4080, 2040), 26),
            of("what is logged before the console is there is not printed",
                    Consoles.class, "phaseChanged", drop("print"), 26),
            of("nobody hears what is typed", Consoles.class, "write", drop("sendBody"), 26),
            of("a console link keeps what comes", ConsoleLink.class, "with", number(16 * 1024, 1 << 20), 27),
            of("what finds the ring full is not lost", Consoles.class, "print", answer("ok", true), 27),
            // Shared images.
            of("a kernel does not mount its root", SharedFiles.class, "mountRoot", drop("add"), 55),
            of("a root is mounted wherever one is told", SharedFiles.class, "mountRoot", answer("anyMatch", true), 55),
            of("a mount outlives its kernel", SharedFiles.class, "phaseChanged", drop("removeIf"), 55),
            of("an image takes no memory of the pool", Pool.class, "lendWhole", drop("ifPresent"), 55),
            of("a kernel forgets what it has found absent", SharedFiles.class, "lookup", drop("put"), 56),
            of("there is always room to write",
                    SharedFiles.class, "write", new Edit.Answer("freeBytes", Long.MAX_VALUE, 1), 56),
            // The machine, which all have in common.
            of("an image is copied over code that runs, and nothing happens",
                    MachineEnd.class, "overlap", returns(false), 51),
            of("a reset leaves the kernels running", MachineEnd.class, "reset", drop("end"), 51),
            of("a reset leaves the cores running", MachineEnd.class, "reset", drop("place"), 51),
            of("nobody notices that code is written over",
                    MachineEnd.class, "codeOverwritten", drop("reset"), 53),
            of("nobody notices that data is written over",
                    MachineEnd.class, "dataOverwritten", drop("panic"), 53),
            of("a noisy neighbour disturbs nobody", State.class, "hog", new Edit.Returns(0), 54),
            of("noise is heard on every node", World.class, "slowedNs", new Edit.Answer("node", 0, 0), 54),
            of("a kernel that is down is still noisy", World.class, "slowedNs", answer("works", true), 54),
            // Locks.
            of("nobody holds the kexec lock", Operations.class, "kexecLockIsFree", returns(true), 24),
            of("hot-plug does not try the kexec lock",
                    CpuHotplug.class, "checkAdd", answer("kexecLockIsFree", true), 24),
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
            of("the operations of a fragment are undone in the order in which they were made",
                    "archipelago.engine.overlay.OverlayOp", "order", skip("reversed"), 14),
            of("what cannot be undone stops a rollback",
                    Rules.class, "make", drop("finish"), 15),
            // Work inside kernels.
            of("all kernels have their locks in common", TaskTable.class, "object", answer("belongsTo", true), 58),
            of("a lock is given to whoever comes", LOCKS, "enter", answer("taken", false), 58),
            of("a lock that is given back goes to nobody", STEPS, "handOver", drop("handTo"), 58),
            of("no lock leaves its socket", LOCKS, "goesTo", answer("sameSocket", true), 58),
            of("a dead host answers", Simulation.class, "giveToHost", answer("answers", true), 52),
            // A standby kernel.
            of("the answer of a living host is not heard", Takeover.class, "answered", new Edit.Returns(0), 52),
            of("one silence is a death", Takeover.class, "watch", number(5, 1), 52),
            of("a standby never stops watching", Takeover.class, "watch", drop("fence"), 52),
            of("a fence stops nobody", Takeover.class, "fence", drop("after").at(1), 52),
            of("a fence spares what still runs", Takeover.class, "coreFenced", swap("DEAD", "RUNNING"), 52),
            of("a standby takes no memory", Takeover.class, "takeMemory", drop("learn"), 52),
            of("the books do not follow a take-over", Takeover.class, "adopted", drop("reassign"), 52),
            of("a core that a standby takes is not brought online", Takeover.class, "adopted", drop("add"), 52),
            // The two series of 2025.
            of("a CPU of the host is sent an INIT", KernelStart.class, "onCpu", answer("has", false), SEPTEMBER),
            of("a start without an image is said to be busy",
                    KernelStart.class, "onCpu", swap("EINVAL", "EBUSY"), SEPTEMBER),
            of("a start by id is not refused for a CPU of the host",
                    KernelStart.class, "ofInstance", answer("has", false), OCTOBER),
            of("no tree is handed down", KernelStart.class, "treeHandedDown", drop("log").at(4), OCTOBER),
            of("an image that has run is started again like a new one",
                    KernelStart.class, "kick", drop("hangs"), OCTOBER),
            of("an instance that has been started goes on loading",
                    KernelStart.class, "kick", drop("status"), OCTOBER),
            of("a CPU that is switched off stays online", CpuSwitch.class, "left", drop("remove"), SEPTEMBER),
            of("a CPU that comes back leaves its kernel alone",
                    CpuSwitch.class, "takeAway", drop("cutOff"), SEPTEMBER),
            of("a CPU of an instance becomes the host's when it is switched on",
                    CpuSwitch.class, "isOnline", number(0, -1).at(2), OCTOBER),
            of("kexec does not look at the command line",
                    ImageList.class, "candidates", answer("find", false), SEPTEMBER),
            of("freeing the images frees none", ImageList.class, "unloadAll", answer("isEmpty", true), SEPTEMBER),
            of("an instance is made without its CPUs",
                    DescribedInstances.class, "make", drop("reassign"), OCTOBER),
            of("memory that there is not is lent", DescribedInstances.class, "lend", returns(true), OCTOBER),
            of("an active instance is removed",
                    DescribedInstances.class, "remove", swap("ACTIVE", "FAILED"), OCTOBER),
            of("memory of an instance that is gone stays lent",
                    DescribedInstances.class, "gone", drop("release"), OCTOBER),
            of("a message waits behind another one in a single slot",
                    Messages.class, "send", answer("overwrites", false), SEPTEMBER),
            of("kexec_file_load takes an image for another kernel in September",
                    Series.class, "loadFile", answer("loadsFiles", true), SEPTEMBER),
            of("a message of any size has room", Series.class, "send", answer("layered", false), OCTOBER),
            of("a kernel of 2025 parks its cores", Life.class, "parks", returns(true), OCTOBER),
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
                    InstanceOperations.class, "gone", drop("forgetLending"), 57),
            of("an instance numbers its cores as the machine does",
                    "archipelago.engine.kernfs.OwnCpus", "<init>", answer("host", true), 57),
            of("an instance knows the nodes of the machine",
                    "archipelago.engine.kernfs.OwnNodes", "of", answer("host", true), 57),
            of("a console link is open on every host",
                    Consoles.class, "indexOf", new Edit.Answer("host", 0, EVERYWHERE), 57),
            of("an instance does not look for an image in the pool of its lender",
                    SharedFiles.class, "meant", answer("host", true), 57),
            of("what an instance prints goes to the machine's host",
                    Consoles.class, "print", new Edit.Answer("lender", 0, EVERYWHERE), 57));

    private BrokenRules() {}
}
