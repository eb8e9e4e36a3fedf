package archipelago.engine.scenario;

import java.util.List;

/// Work inside kernels, as data: what programs do again and again, and how many tasks do it where. The machine
/// knows no other programs than these.
///
/// @param groups the tasks, group by group
public record Workload(List<Program> programs, List<Group> groups) {
    public static final Workload NONE = new Workload(List.of(), List.of());

    public Workload {
        programs = List.copyOf(programs);
        groups = List.copyOf(groups);
    }

    /// The program of this name; there must be one.
    public Program program(String name) {
        return programs.stream().filter(program -> program.name().equals(name)).findFirst().orElseThrow();
    }

    /// What a task does again and again.
    ///
    /// @param operation its steps, of which at least one takes time
    public record Program(String name, List<Step> operation) {
        public Program {
            operation = List.copyOf(operation);
        }
    }

    /// A part of an operation.
    public sealed interface Step {
        /// How long a core takes for it if nothing is in its way.
        long workNs();
    }

    /// Works on what no other task has.
    public record Private(long workNs) implements Step {}

    /// What those look at who wait for a lock.
    public enum Waiters {
        /// Each at a word of its own.
        QUEUED,
        /// All of them at the lock.
        POLLING
    }

    /// Takes an exclusive lock of its kernel, works on what it guards, and gives it back.
    ///
    /// @param lock its name; each kernel has one of its own
    /// @param lines how many cache lines it guards and every holder writes, besides the line of the lock itself
    public record Locked(String lock, long workNs, int lines, Waiters waiters) implements Step {}

    /// Tasks of one program in one kernel. They begin when it is up, and begin anew whenever it is again.
    ///
    /// @param kernel its name; `host` for the host
    /// @param cpus where they may run, by physical id; all CPUs of the kernel if there are none
    public record Group(String program, String kernel, int count, List<Long> cpus) {
        public Group {
            cpus = List.copyOf(cpus);
        }
    }
}
