package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The tasks of a scenario, what they share, and which cores they are on. Empty, and no part of any
/// fingerprint, where a scenario has no tasks.
public final class TaskTable {
    private final List<Task> tasks = new ArrayList<>();
    private final List<SharedObject> objects = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    /// How many tasks there are on each core.
    public final int[] onCore;
    /// By node, as far as one was used.
    private long[] memoryFreeNs = {};

    TaskTable(int cores) {
        onCore = new int[cores];
    }

    /// When the memory of a node will have done what it was given.
    public long memoryFreeNs(int node) {
        return node < memoryFreeNs.length ? memoryFreeNs[node] : 0;
    }

    public void setMemoryFreeNs(int node, long ns) {
        memoryFreeNs = Arrays.copyOf(memoryFreeNs, Math.max(memoryFreeNs.length, node + 1));
        memoryFreeNs[node] = ns;
    }

    TaskTable copy() {
        var copy = new TaskTable(onCore.length);
        System.arraycopy(onCore, 0, copy.onCore, 0, onCore.length);
        tasks.forEach(task -> copy.tasks.add(task.copy()));
        objects.forEach(object -> copy.objects.add(object.copy()));
        copy.notes.addAll(notes);
        copy.memoryFreeNs = memoryFreeNs.clone();
        return copy;
    }

    /// In the order of the scenario.
    public List<Task> all() {
        return tasks;
    }

    public Task get(int task) {
        return tasks.get(task);
    }

    /// All that tasks ever shared, in the order in which it was made.
    public List<SharedObject> objects() {
        return objects;
    }

    /// What is called so in a kernel, or in the machine; made if it is the first time that anybody asks for it.
    ///
    /// @param kernel its slot, or [SharedObject#NONE]
    /// @param part which of several of this name, or [SharedObject#NONE]
    /// @param made makes it
    public SharedObject object(int kernel, String name, int part, Supplier<SharedObject> made) {
        for (var object : objects) {
            if (object.belongsTo(kernel) && object.part == part && object.name.equals(name)) {
                return object;
            }
        }
        var object = made.get();
        objects.add(object);
        return object;
    }

    /// The messages of programs that nobody has taken yet, in the order in which they were sent.
    public List<Note> notes() {
        return notes;
    }

    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    void digest(Hash64 hash) {
        if (tasks.isEmpty()) {
            return;
        }
        hash.add("tasks").add(tasks.size()).add(objects.size()).add(notes.size()).add(memoryFreeNs.length);
        tasks.forEach(task -> task.digest(hash));
        objects.forEach(object -> object.digest(hash));
        notes.forEach(note -> note.digest(hash));
        for (long ns : memoryFreeNs) {
            hash.add(ns);
        }
        for (int count : onCore) {
            hash.add(count);
        }
    }
}
