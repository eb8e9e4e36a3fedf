package archipelago.engine.scenario;

import java.util.List;
import java.util.OptionalLong;

/// Work inside kernels, as data: what programs do again and again, and how many tasks do it where. The machine
/// knows no other programs than these.
///
/// @param groups the tasks, group by group
/// @param guests the kernels that run in a virtual machine
public record Workload(List<Program> programs, List<Group> groups, List<Guest> guests) {
    public static final Workload NONE = new Workload(List.of(), List.of());

    public Workload {
        programs = List.copyOf(programs);
        groups = List.copyOf(groups);
        guests = List.copyOf(guests);
    }

    /// Work in kernels that all run on the machine itself.
    public Workload(List<Program> programs, List<Group> groups) {
        this(programs, groups, List.of());
    }

    /// What a virtual CPU does that has nothing to do.
    public enum Idle {
        /// It halts, and the hypervisor takes the core until it is woken.
        HLT,
        /// It goes on looking, and keeps the core.
        POLL,
        /// It waits as a kernel on the machine itself does.
        MWAIT
    }

    /// A kernel in a virtual machine of its own, with a core for each of its CPUs.
    public record Guest(String kernel, Idle idle) {}

    /// The program of this name; there must be one.
    public Program program(String name) {
        return programs.stream().filter(program -> program.name().equals(name)).findFirst().orElseThrow();
    }

    /// What a task does again and again.
    ///
    /// @param operation its steps, of which at least one takes time
    /// @param about what it stands for and where its times are from, for people; may be empty
    public record Program(String name, List<Step> operation, String about) {
        public Program {
            operation = List.copyOf(operation);
        }

        /// A program of which no more is told than what it does.
        public Program(String name, List<Step> operation) {
            this(name, operation, "");
        }
    }

    /// A part of an operation.
    public sealed interface Step {
        /// How long a core takes for it if nothing is in its way.
        long workNs();
    }

    /// Works on what no other task has.
    public record Private(long workNs) implements Step {}

    /// Enters the kernel, works there on what no other task has, and comes back.
    ///
    /// @param entries how often it does so for this, page faults and interrupts included
    public record Entered(long workNs, int entries) implements Step {
        /// One system call.
        public Entered(long workNs) {
            this(workNs, 1);
        }
    }

    /// How cores learn that page tables have changed.
    public enum Flush {
        /// By an interrupt to each, which answers (`arch/x86/mm/tlb.c`).
        IPI,
        /// By one instruction that reaches all (`INVLPGB` of AMD).
        INVLPGB,
        /// By a message of the interconnect (`TLBI` of Arm).
        TLBI
    }

    /// Has changed page tables: all cores forget what they know of them that use the same ones.
    ///
    /// @param of whose cores these are: those of its group, or all of the kernel that have tasks
    public record Flushed(Flush by, Scope of) implements Step {
        /// The page tables of its group.
        public Flushed(Flush by) {
            this(by, Scope.GROUP);
        }

        @Override
        public long workNs() {
            return 0;
        }
    }

    /// Waits without a core until somebody of its kernel wakes who waits for this.
    public record Slept(String on) implements Step {
        @Override
        public long workNs() {
            return 0;
        }
    }

    /// Wakes the one who has waited longest for this in its kernel; if nobody does, the next one need not wait.
    public record Woken(String on) implements Step {
        @Override
        public long workNs() {
            return 0;
        }
    }

    /// Who has one and the same object, and who has one of his own.
    public enum Scope {
        /// One in each kernel.
        KERNEL,
        /// One in each kernel for each NUMA node: it is that of the task's core.
        NODE,
        /// One for the tasks of a group, as threads of a process have.
        GROUP,
        /// One in the machine: memory that kernels share, or a part of the hardware.
        MACHINE
    }

    /// What tasks share.
    public record Shared(String name, Scope of) {
        /// Of a kernel.
        public Shared(String name) {
            this(name, Scope.KERNEL);
        }
    }

    /// In which order those come whose turn it is at an object, and what they look at meanwhile.
    public enum Waiters {
        /// Each at a word of its own, and in the order in which they came.
        QUEUED,
        /// All of them at the lock, in the order in which they came.
        POLLING,
        /// Nobody is in a line: the cache that has the object passes it on, and to its own socket first.
        CACHES
    }

    /// A step at something that tasks share, which one at a time can have.
    public sealed interface Turn extends Step {
        Shared object();

        /// How many cache lines the object guards and every holder writes, besides the line of the object itself.
        int lines();

        Waiters waiters();
    }

    /// Takes a lock, works on what it guards, and gives it back.
    ///
    /// @param reads whether others that read may have it at the same time, as with locks for readers and writers
    public record Locked(Shared object, boolean reads, long workNs, int lines, Waiters waiters) implements Turn {
        /// Takes a lock of the kernel for itself alone.
        public Locked(String lock, long workNs, int lines, Waiters waiters) {
            this(new Shared(lock), false, workNs, lines, waiters);
        }
    }

    /// Writes one word that others write as well, such as a reference count: its cache line has to come, and nobody
    /// else has it meanwhile.
    public record Counted(Shared object, long workNs) implements Turn {
        @Override
        public int lines() {
            return 0;
        }

        @Override
        public Waiters waiters() {
            return Waiters.CACHES;
        }
    }

    /// Adds to a counter of which each core has a part of its own. Only when that part has come to a batch does it go
    /// into the common one, under a lock (`lib/percpu_counter.c`, `mm/page_alloc.c`).
    ///
    /// @param amount what is added; a negative one takes away
    /// @param batch how much a core may have by itself; if nothing is said, what Linux lets a core have of the
    ///     committed memory: a quarter of the kernel's pages, divided by its CPUs (`mm/mm_init.c`)
    /// @param workNs the work under the lock
    public record Tallied(
            Shared object, long amount, OptionalLong batch, long workNs, int lines, Waiters waiters) implements Turn {}

    /// Reads or writes memory of the node of its core that is in no cache.
    public record Streamed(long bytes) implements Step {
        /// Memory takes its time, not the core.
        @Override
        public long workNs() {
            return 0;
        }
    }

    /// Who passes a message on to whom, when it is for all of several tasks.
    public enum Shape {
        /// The root speaks to all.
        SEQUENTIAL,
        /// The root writes one line that all look at: they fetch it one after another.
        BROADCAST,
        /// Each to two.
        BINARY,
        /// Whoever knows it tells another one each turn, and begins a turn after it has been told.
        FIBONACCI,
        /// The root to one of each other node, these to all of their node.
        CLUSTER,
        /// Whoever is free first to whom it has the longest way; made from what messages cost on this machine.
        ADAPTIVE,
        /// The tree of the cheapest edges.
        SPANNING,
        /// One after another, as nobody would do it.
        BAD
    }

    /// A step of messages that tasks send each other through memory that both see, and look for by polling.
    public sealed interface Talk extends Step {
        @Override
        default long workNs() {
            return 0;
        }
    }

    /// Hears from all below in a tree over all tasks whose programs have such a step, then speaks to the one above.
    public record Gathered(Shape shape) implements Talk {}

    /// Hears from the one above in a tree over all tasks whose programs have such a step, then speaks to all below.
    ///
    /// @param returned whether the one that it takes longest to reach then speaks to the root, so that this one knows
    public record Spread(Shape shape, boolean returned) implements Talk {}

    /// Asks a task of another program, and waits for its answer: that of the same number, in turns if these are fewer.
    public record Called(String program) implements Talk {}

    /// Takes a request of whoever has asked first, works for it and answers.
    public record Served(long answerNs) implements Talk {}

    /// Tasks of one program in one kernel. They begin when it is up, and begin anew whenever it is again.
    ///
    /// @param kernel its name; `host` for the host
    /// @param cpus where they may run, by physical id; all CPUs of the kernel if there are none
    /// @param together whether they begin only when every kernel is up that has such tasks, as those of a measurement
    public record Group(String program, String kernel, int count, List<Long> cpus, boolean together) {
        public Group {
            cpus = List.copyOf(cpus);
        }

        /// Tasks that begin when their kernel is up.
        public Group(String program, String kernel, int count, List<Long> cpus) {
            this(program, kernel, count, cpus, false);
        }
    }
}
