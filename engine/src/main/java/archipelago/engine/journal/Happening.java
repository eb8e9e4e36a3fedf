package archipelago.engine.journal;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.Arrays;
import java.util.List;

/// What can happen, as people see it. Views, transcripts and traces are made of these; the machine
/// itself never reads them. Kernels are slots in the kernel table (0 is the host), cores are dense
/// numbers.
public sealed interface Happening {
    /// What kind of thing it is, in one word: `MessageSent`.
    default String word() {
        return getClass().getSimpleName();
    }

    /// The words of all kinds that there are.
    static List<String> words() {
        return Arrays.stream(Happening.class.getPermittedSubclasses()).map(Class::getSimpleName).toList();
    }

    /// The story reached a chapter.
    record ChapterBegan(int chapter) implements Happening {}

    /// The story reached a step at which somebody may look whether all is as it should be.
    ///
    /// @param step counted from 0 over the whole story
    record Checkpoint(int step) implements Happening {}

    /// Somebody asked for something.
    ///
    /// @param act its number, from 1, which later facts refer to
    /// @param byStory whether the scenario's story asked, not a person
    record Requested(int act, Command command, boolean byStory) implements Happening {}

    /// The machine answered a request: the request is over.
    ///
    /// @param errno [Errno#OK] or the errno that the real call would give
    /// @param sentence why it was refused, or what was done
    record Answered(int act, Command command, Errno errno, String sentence) implements Happening {}

    /// An instance appeared.
    record InstanceCreated(int kernel, int id, String name) implements Happening {}

    /// An instance is gone.
    record InstanceRemoved(int kernel) implements Happening {}

    /// The word in an instance's `status` file changed (accounting).
    record StatusChanged(int kernel, Status from, Status to) implements Happening {}

    /// A kernel entered a phase (physical).
    record PhaseEntered(int kernel, Phase phase) implements Happening {}

    /// A core changed its owner in the books (accounting).
    ///
    /// @param from a kernel's slot, or -1 for the pool
    /// @param to a kernel's slot, or -1 for the pool
    record CoreReassigned(int core, int from, int to) implements Happening {}

    /// A PCI function changed its owner in the books (accounting).
    ///
    /// @param device its index in the machine's list
    /// @param from a kernel's slot, or -1 for the pool
    /// @param to a kernel's slot, or -1 for the pool
    record DeviceReassigned(int device, int from, int to) implements Happening {}

    /// A core is somewhere else (physical).
    ///
    /// @param kernel the kernel that it runs, or on whose mailbox it is parked; -1 for the pool's
    record CoreWent(int core, Site site, int kernel) implements Happening {}

    /// A core was given work for a kernel, which begins when the work before it is done.
    ///
    /// @param untilNs when this work will be done
    record CoreBusy(int core, int kernel, long untilNs) implements Happening {}

    /// A message was published in the target's ring and the doorbell rung.
    ///
    /// @param message the message's number in this run, from 1
    /// @param toCore the core that the doorbell goes to
    record MessageSent(
            long message, MessageKind kind, int fromKernel, int fromCore, int toKernel, int toCore, int bytes)
            implements Happening {}

    /// The target took a message out of its ring.
    record MessageTaken(long message, MessageKind kind, int fromKernel, int toKernel, int core)
            implements Happening {}

    /// A message was in a ring that was cleared.
    record MessageLost(long message, MessageKind kind, int fromKernel, int toKernel) implements Happening {}

    /// A sender got an errno instead of a slot.
    record SendRefused(MessageKind kind, int fromKernel, int toKernel, Errno errno) implements Happening {}

    /// A doorbell reached a core that takes no interrupts, and was lost.
    record DoorbellLost(int kernel, int core) implements Happening {}

    /// A kernel rang another one in vain, since the link between them is cut.
    ///
    /// @param core the one that would have been rung
    record DoorbellCut(int fromKernel, int toKernel, int core) implements Happening {}

    /// A fault was injected.
    ///
    /// @param kernel the kernel that it strikes; the host for one of the whole machine
    /// @param core the core on which it happens, or -1
    record FaultInjected(int kernel, int core, String what) implements Happening {}

    /// Bytes of an instance's console came to the host, and so many of them found the buffer full.
    record ConsoleReceived(int link, Blob bytes, long droppedBytes) implements Happening {}

    /// A program on the host read from a console.
    record ConsoleRead(int link, Blob bytes) implements Happening {}

    /// Bytes that were typed came to an instance.
    record ConsoleInput(int kernel, Blob bytes) implements Happening {}

    /// The tasks of a program began in a kernel that had come up.
    record TasksBegan(int kernel, String program, int tasks) implements Happening {}

    /// The tasks of a program ended with their kernel.
    ///
    /// @param operations how many they have done, in all of its lives
    record TasksEnded(int kernel, String program, int tasks, long operations) implements Happening {}

    /// A task went to another core, since its kernel gave up the one on which it was.
    record TaskMoved(int kernel, String program, int from, int to) implements Happening {}

    /// The platform reset the machine: every kernel on it has ended.
    record MachineReset(String cause) implements Happening {}

    /// A line in a kernel's log or on its console.
    record Logged(int kernel, String line) implements Happening {}
}
