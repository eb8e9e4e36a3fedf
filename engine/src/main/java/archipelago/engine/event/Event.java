package archipelago.engine.event;

import archipelago.engine.state.MessageKind;

/// What can be due. An event is pure data: what it does to the state stands in the rules, one
/// `switch` away. `life` is the kernel's count of starts when the event was scheduled; if the kernel
/// has been started again since, the event is void.
public sealed interface Event {

    /// The story's next step is due.
    record StoryDue(int step) implements Event {}

    /// An operation of the host has finished its step.
    record OperationDue(int call, int stage) implements Event {}

    /// A parked core sees its wake-up and takes it.
    ///
    /// @param mailbox the slot of the instance whose mailbox it watches, or -1 for the pool's
    record CoreClaims(int core, int mailbox, int call) implements Event {}

    /// The publisher of a wake-up has waited long enough.
    record ClaimOverdue(int core, int mailbox, int call) implements Event {}

    /// A kernel reaches the next phase of its boot.
    record BootStep(int kernel, int life) implements Event {}

    /// A sender has filled its slot.
    record SlotFilled(int toKernel, int slot, long message) implements Event {}

    /// A message that was delayed after it was published becomes visible in its slot.
    record SlotVisible(int toKernel, int slot, long message) implements Event {}

    /// A doorbell reaches a core.
    record DoorbellArrives(int kernel, int core) implements Event {}

    /// The interrupt handler looks at the next slot.
    record HandlerTakes(int kernel, int life, int core) implements Event {}

    /// A deferred piece of work runs in a kernel.
    ///
    /// @param first as in the message that caused it
    /// @param second as in the message that caused it
    record WorkRuns(int kernel, int life, MessageKind kind, int fromKernel, int operation, long first, long second)
            implements Event {}

    /// A running instance has brought a core up, or has taken it down.
    record HotplugDone(int kernel, int life, int core, boolean added) implements Event {}

    /// A running instance has brought memory into use, or has emptied it.
    ///
    /// @param page the number of the first page
    record MemoryMoved(int kernel, int life, long page, long pages, boolean added) implements Event {}

    /// The driver of a running instance has attached to a PCI function, or has let go of it.
    ///
    /// @param device its number in the message layer
    record DeviceMoved(int kernel, int life, long device, boolean added) implements Event {}

    /// An awaited ACK has not come in time.
    record AskExpires(long ask) implements Event {}

    /// A connection has not come about in time.
    record ConnectExpires(int socket) implements Event {}

    /// The next request of a stream of traffic is due.
    record TrafficDue(int stream, int opening) implements Event {}

    /// A core has finished the work on a request.
    record RequestDone(int kernel, int life, int core, int stream, long request, int toKernel) implements Event {}

    /// A task has come to the end of what it is at.
    record TaskDue(int task, int turn) implements Event {}

    /// A message of a program has come to where the task that it is for can see it.
    record NoteVisible(int task) implements Event {}

    /// A core hears that page tables have changed.
    ///
    /// @param task the task that changed them
    record FlushArrives(int task, int turn, int core) implements Event {}

    /// A core has left its idle state for a task that was woken.
    record TaskWakes(int task, int turn) implements Event {}

    /// It is time for something to go wrong by chance.
    ///
    /// @param round which order it was asked for by, counted from 1; one of an earlier order is void
    record ChanceDue(int round) implements Event {}

    /// Something goes wrong by chance. It has an event of its own, so that one such fault is not the cause of the next.
    record ChanceStrikes(int round) implements Event {}

    /// A standby kernel probes the host.
    record ProbeDue(int kernel, int life) implements Event {}

    /// A non-maskable interrupt of a standby kernel, which has this life, reaches a core.
    record CoreFenced(int kernel, int life, int core) implements Event {}

    /// A standby kernel looks whether every core has parked.
    record FenceChecked(int kernel, int life) implements Event {}

    /// A standby kernel has taken something into use.
    ///
    /// @param core the core, or -1 for the memory
    record Adopted(int kernel, int life, int core) implements Event {}

    /// A core of a kernel that panics or powers off stops and goes to the park loop.
    record CoreStops(int kernel, int life, int core) implements Event {}

    /// A panicking kernel has written its trace.
    record PanicOver(int kernel, int life) implements Event {}

    /// A kernel has powered off in good order.
    record PowerOffOver(int kernel, int life) implements Event {}
}
