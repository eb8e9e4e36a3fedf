package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The tasks of a scenario, the locks that they take, and which cores they are on. Empty, and no part of any
/// fingerprint, where a scenario has no tasks.
public final class TaskTable {
    private final List<Task> tasks = new ArrayList<>();
    private final List<KernelLock> locks = new ArrayList<>();
    /// How many tasks there are on each core.
    public final int[] onCore;

    TaskTable(int cores) {
        onCore = new int[cores];
    }

    TaskTable copy() {
        var copy = new TaskTable(onCore.length);
        System.arraycopy(onCore, 0, copy.onCore, 0, onCore.length);
        tasks.forEach(task -> copy.tasks.add(task.copy()));
        locks.forEach(lock -> copy.locks.add(lock.copy()));
        return copy;
    }

    /// In the order of the scenario.
    public List<Task> all() {
        return tasks;
    }

    public Task get(int task) {
        return tasks.get(task);
    }

    /// All locks that kernels ever had, in the order in which they were made.
    public List<KernelLock> locks() {
        return locks;
    }

    /// The lock of this name in a kernel; made if it is the first time that anybody asks for it.
    ///
    /// @param turns of a lock that is made
    public KernelLock lock(Kernel kernel, String name, Supplier<RandomStream> turns) {
        for (var lock : locks) {
            if (lock.belongsTo(kernel.slot) && lock.name.equals(name)) {
                return lock;
            }
        }
        var lock = new KernelLock(kernel.slot, kernel.name, name, turns.get());
        locks.add(lock);
        return lock;
    }

    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    void digest(Hash64 hash) {
        if (tasks.isEmpty()) {
            return;
        }
        hash.add("tasks").add(tasks.size()).add(locks.size());
        tasks.forEach(task -> task.digest(hash));
        locks.forEach(lock -> lock.digest(hash));
        for (int count : onCore) {
            hash.add(count);
        }
    }
}
