package archipelago.engine.scenario;

import archipelago.engine.base.Errno;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import java.util.Optional;

/// One thing that must be seen at a checkpoint of a story. The machine never looks at it: whether it
/// is so is found out from outside, by whoever wants to know.
///
/// Three layers are told apart, as everywhere: what the host's books say ([StatusIs], [Owner],
/// [Cpus], [Memory] of [Layer#BOOKS]), what physically is ([PhaseIs], [Place], [Amount]), and what a
/// kernel believes ([Online], [Memory] of [Layer#BELIEF]).
public sealed interface Expectation {
    /// Stands for the host's pool wherever the name of a kernel is expected.
    String POOL = "pool";

    /// Stands for the pool of an instance.
    static String poolOf(String kernel) {
        return POOL + " of " + kernel;
    }

    /// Whether a pool is meant, and no kernel.
    static boolean isPool(String name) {
        return name.equals(POOL) || name.startsWith(poolOf(""));
    }

    /// The kernel whose pool is meant.
    static String keeperOf(String pool) {
        return pool.equals(POOL) ? StoryCheck.HOST : pool.substring(poolOf("").length());
    }

    /// The word in an instance's `status` file.
    ///
    /// @param status empty if there must be no such instance
    record StatusIs(String instance, Optional<Status> status) implements Expectation {}

    /// What a kernel is physically doing.
    record PhaseIs(String kernel, Phase phase) implements Expectation {}

    /// Whom the books give some CPUs.
    ///
    /// @param owner a kernel's name, or [#POOL]
    record Owner(List<Long> cpus, String owner) implements Expectation {
        public Owner {
            cpus = List.copyOf(cpus);
        }
    }

    /// Where some CPUs physically are.
    ///
    /// @param kernel the kernel that they run or on whose mailbox they are parked, or [#POOL]; empty for
    ///     a dead one
    record Place(List<Long> cpus, Site site, String kernel) implements Expectation {
        public Place {
            cpus = List.copyOf(cpus);
        }
    }

    /// The CPUs that the books give a kernel, in order.
    record Cpus(String kernel, List<Long> cpus) implements Expectation {
        public Cpus {
            cpus = List.copyOf(cpus);
        }
    }

    /// The CPUs that a kernel believes to have online, in any order.
    record Online(String kernel, List<Long> cpus) implements Expectation {
        public Online {
            cpus = List.copyOf(cpus);
        }
    }

    /// Whose word counts.
    enum Layer {
        BOOKS,
        BELIEF
    }

    /// The memory of a kernel, or the chunks of the [#POOL].
    record Memory(Layer layer, String kernel, Extent extent) implements Expectation {}

    /// How memory is described: each part is looked at only if it is there.
    ///
    /// @param pieces how many pieces it is in
    /// @param bytes how much it is in all
    /// @param ranges where it lies, by address; each is a base and a length
    record Extent(Optional<Bounds> pieces, Optional<Bounds> bytes, Optional<List<Range>> ranges) {}

    /// A piece of memory.
    record Range(long base, long bytes) {}

    /// The word in a transaction's `status` file.
    ///
    /// @param status `applied`, `failed`, or `absent` if it must have no directory
    record TransactionIs(int number, String status) implements Expectation {}

    /// Whom the books give a PCI function.
    ///
    /// @param owner a kernel's name, or [#POOL]
    record DeviceOwner(String device, String owner) implements Expectation {}

    /// The image that an instance has loaded.
    ///
    /// @param image its name; empty for none
    record Image(String instance, String image) implements Expectation {}

    /// What can be counted or measured; what happened is counted from the checkpoint before.
    enum Quantity {
        /// Nanoseconds since the checkpoint before.
        TOOK,
        /// Nanoseconds since the start.
        AT,
        /// Bytes of the pool that are idle.
        POOL_FREE,
        /// Messages in a kernel's ring.
        PENDING,
        /// Messages that a kernel has taken out of its ring.
        TAKEN,
        /// Messages that a kernel has sent.
        SENT,
        /// Messages that were lost: with a kernel's ring when it was cleared, or since they were spoilt in it.
        LOST,
        /// Doorbells that reached a kernel's core in vain.
        DOORBELLS_LOST,
        /// Nanoseconds of work that a CPU was given.
        WORKED,
        /// Bytes that a program on the host read from a console link.
        CONSOLE_READ,
        /// Bytes that found the buffer of a console link full.
        CONSOLE_DROPPED,
        /// Bytes that were typed and came to a kernel.
        CONSOLE_TYPED,
        /// Bytes that a kernel printed and that found the host's ring full, in all.
        CONSOLE_LOST,
        /// Bytes of the pool that shared images take.
        SHARED,
        /// Bytes of the pool that nobody has and nobody can be given.
        LEAKED,
        /// Bytes that can still be written to a shared image.
        IMAGE_ROOM,
        /// Operations that the tasks of a program have done.
        OPERATIONS,
        /// Nanoseconds that the tasks of a program have spent in lines for locks.
        WAITED,
        /// Times that a lock of a kernel went from one socket to another.
        CROSSINGS
    }

    /// A number between bounds.
    ///
    /// @param of the kernel, CPU, console link, image or program whose it is; empty where it is nobody's
    record Amount(Quantity quantity, String of, Bounds bounds) implements Expectation {}

    /// How fast the tasks of a program work, beside how fast they worked in an earlier chapter, in percent. Looked
    /// at is the stretch since the checkpoint before, and the last such stretch of the other chapter.
    ///
    /// @param chapter its title
    record Compared(String chapter, String program, Bounds percent) implements Expectation {}

    /// How often a kernel was refused a slot in a ring since the checkpoint before.
    record Refused(String from, String to, Errno errno, Bounds times) implements Expectation {}

    /// Lines that a kernel has logged since the checkpoint before: each part of text stands in a line of
    /// its own, in this order, others may stand between.
    record Logged(String kernel, List<String> parts) implements Expectation {
        public Logged {
            parts = List.copyOf(parts);
        }
    }

    /// A text that stands in no line that a kernel has logged since the checkpoint before.
    record NotLogged(String kernel, String part) implements Expectation {}

    /// What a program on the host has read from a console link since the checkpoint before: the parts of text
    /// stand in it in this order.
    ///
    /// @param link its number
    record ConsoleText(int link, List<String> parts) implements Expectation {
        public ConsoleText {
            parts = List.copyOf(parts);
        }
    }

    /// The shared images that a kernel has mounted, by name.
    record Mounts(String kernel, List<String> images) implements Expectation {
        public Mounts {
            images = List.copyOf(images);
        }
    }

    /// What is wrong with some CPUs.
    record Hangs(List<Long> cpus, Hang how) implements Expectation {
        public Hangs {
            cpus = List.copyOf(cpus);
        }
    }

    /// The kernels that CPUs execute and the books have no record of, by name.
    record Ghosts(List<String> kernels) implements Expectation {
        public Ghosts {
            kernels = List.copyOf(kernels);
        }
    }

    /// Whether the machine has been reset. With that a story is at its end: the next checkpoint is the last
    /// one, and is looked at as the machine stands then.
    record MachineIs(boolean reset) implements Expectation {}

    /// How a file of the host reads.
    enum FileForm {
        /// It is this text, a last line end aside.
        IS,
        /// The text stands somewhere in it.
        HAS,
        /// The text stands nowhere in it.
        LACKS,
        /// There is no such file.
        ABSENT
    }

    /// What a program on a kernel reads in a file.
    ///
    /// @param kernel a kernel's name; the host's files are known best
    record File(String kernel, String path, FileForm form, String text) implements Expectation {}

    /// A promise that has been broken by now.
    ///
    /// @param promise the constant of `invariant.Invariant`
    record Broken(String promise) implements Expectation {}
}
