package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.LockView;
import archipelago.engine.frame.TaskView;
import archipelago.engine.state.Task.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The tasks inside a kernel and its locks, as people read them.
///
/// @param programs what tasks do, by name
public record KernelWork(List<Program> programs, List<Lock> locks) {
    static final KernelWork NONE = new KernelWork(List.of(), List.of());

    /// A longer line is cut: who stands at its end will not move for a while.
    private static final int MOST_SHOWN = 16;
    /// The tasks of a core that are told one by one.
    private static final int MOST_ON_CORE = 3;

    /// All tasks of one program.
    ///
    /// @param states how many of them are at what
    /// @param operations how often they have done it
    public record Program(String name, String states, String operations) {}

    /// A task that has a lock or waits for it.
    ///
    /// @param core on which it is
    /// @param program what it does
    public record Waiter(int core, String cpu, String program) {}

    /// @param holder who has it; at most one
    /// @param state that somebody has it, or nobody
    /// @param waiting how many wait, or that nobody does
    /// @param line who waits, in the order in which they are served
    /// @param more how many wait behind those; an empty text for none
    /// @param counts how often it was taken, and what that cost
    public record Lock(
            String name,
            List<Waiter> holder,
            String state,
            String waiting,
            List<Waiter> line,
            String more,
            String counts) {
        public Lock {
            holder = List.copyOf(holder);
            line = List.copyOf(line);
        }
    }

    public KernelWork {
        programs = List.copyOf(programs);
        locks = List.copyOf(locks);
    }

    public boolean none() {
        return programs.isEmpty() && locks.isEmpty();
    }

    /// What is at work in a kernel; nothing in most.
    static KernelWork of(Frame frame, int slot, FactWords words) {
        var byProgram = new TreeMap<String, List<TaskView>>();
        for (var task : frame.tasks) {
            if (task.kernel() == slot) {
                byProgram.computeIfAbsent(task.program(), any -> new ArrayList<>()).add(task);
            }
        }
        if (byProgram.isEmpty()) {
            return NONE;
        }
        var programs = new ArrayList<Program>();
        byProgram.forEach((name, tasks) -> programs.add(new Program(name, states(tasks), operations(tasks))));
        var locks = frame.locks.stream()
                .filter(lock -> lock.kernel() == slot)
                .map(lock -> lock(frame, lock, words))
                .toList();
        return new KernelWork(programs, locks);
    }

    private static String states(List<TaskView> tasks) {
        var parts = new ArrayList<String>();
        part(parts, Text.TASKS_HOLDING, count(tasks, Stage.HOLDING, Stage.RELEASING));
        part(parts, Text.TASKS_WAITING, count(tasks, Stage.WAITING));
        part(parts, Text.TASKS_WORKING, count(tasks, Stage.PRIVATE, Stage.WAKING));
        part(parts, Text.TASKS_STREAMING, count(tasks, Stage.STREAMING));
        part(parts, Text.TASKS_FLUSHING, count(tasks, Stage.FLUSHING, Stage.AWAITING));
        part(parts, Text.TASKS_TALKING, count(tasks, Stage.SENDING, Stage.RECEIVING, Stage.LISTENING));
        part(parts, Text.TASKS_ASLEEP, count(tasks, Stage.ASLEEP));
        part(parts, Text.TASKS_READY, count(tasks, Stage.READY, Stage.BEGINNING));
        return String.join(" · ", parts);
    }

    private static void part(List<String> parts, Text words, long tasks) {
        if (tasks > 0) {
            parts.add(words.of(tasks));
        }
    }

    private static long count(List<TaskView> tasks, Stage... stages) {
        var wanted = List.of(stages);
        return tasks.stream().filter(task -> wanted.contains(task.stage())).count();
    }

    private static String operations(List<TaskView> tasks) {
        long done = tasks.stream().mapToLong(TaskView::operations).sum();
        return Text.TASKS_OPERATIONS.count(done, Figures.grouped(done));
    }

    private static Lock lock(Frame frame, LockView lock, FactWords words) {
        var holder = lock.taken() ? waiters(frame, List.of(lock.holder()), words) : List.<Waiter>of();
        int waiting = lock.line().size();
        int more = Math.max(0, waiting - MOST_SHOWN);
        return new Lock(
                lock.name(),
                holder,
                holder.isEmpty() ? Text.LOCK_FREE.of() : Text.LOCK_HELD.of(holder.getFirst().program()),
                waiting == 0 ? Text.LOCK_NO_LINE.of() : Text.LOCK_LINE.count(waiting),
                waiters(frame, lock.line().subList(0, waiting - more), words),
                more == 0 ? "" : Text.LOCK_MORE.of(more),
                counts(lock));
    }

    private static List<Waiter> waiters(Frame frame, List<Integer> numbers, FactWords words) {
        var waiters = new ArrayList<Waiter>();
        for (int number : numbers) {
            var task = frame.task(number);
            if (task != null) {
                waiters.add(new Waiter(task.core(), words.cpu(task.core()), task.program()));
            }
        }
        return waiters;
    }

    private static String counts(LockView lock) {
        long percent = lock.acquisitions() == 0 ? 0 : Math.round(100.0 * lock.contended() / lock.acquisitions());
        var taken = Text.LOCK_COUNTS.of(Figures.grouped(lock.acquisitions()), percent);
        return lock.crossings() == 0
                ? taken
                : taken + " · " + Text.LOCK_CROSSED.of(Figures.grouped(lock.crossings()));
    }

    /// What runs on a core, or waits for it there: the task that has it first.
    static List<String> onCore(Frame frame, int core) {
        var tasks = frame.tasks.stream()
                .filter(task -> task.core() == core)
                .sorted((one, other) -> Boolean.compare(other.stage().onCore(), one.stage().onCore()))
                .map(KernelWork::task)
                .toList();
        if (tasks.size() <= MOST_ON_CORE) {
            return tasks;
        }
        var told = new ArrayList<>(tasks.subList(0, MOST_ON_CORE));
        told.add(Text.LOCK_MORE.of(tasks.size() - MOST_ON_CORE));
        return told;
    }

    private static String task(TaskView task) {
        return switch (task.stage()) {
            case HOLDING, RELEASING -> Text.TASK_HOLDING.of(task.program(), task.lock());
            case WAITING -> Text.TASK_WAITING.of(task.program(), task.lock());
            case PRIVATE, WAKING -> Text.TASK_WORKING.of(task.program());
            case STREAMING -> Text.TASK_STREAMING.of(task.program());
            case FLUSHING, AWAITING -> Text.TASK_FLUSHING.of(task.program());
            case SENDING, RECEIVING, LISTENING -> Text.TASK_TALKING.of(task.program());
            case ASLEEP -> Text.TASK_ASLEEP.of(task.program());
            case READY, BEGINNING, AWAY -> Text.TASK_READY.of(task.program());
        };
    }
}
