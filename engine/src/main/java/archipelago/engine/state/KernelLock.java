package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;

/// A lock inside a kernel. Whoever comes while it is taken goes to the end of the line, and the line is served
/// from its front. Two kernels have nothing to do with each other's locks, whatever these are called.
public final class KernelLock {
    /// The slot of the kernel whose lock it is, and its name.
    public final int kernel;
    public final String kernelName;
    public final String name;
    /// Whose turn it is among those who look at the lock.
    public final RandomStream turns;

    /// The task that has it, or [Task#NOBODY]; the line is empty then.
    public int holder = Task.NOBODY;
    /// The ends of the line of tasks that wait; [Task#behind] is what joins them.
    public int first = Task.NOBODY;
    public int last = Task.NOBODY;
    /// The core whose cache has the lock and what it guards, or -1.
    public int core = Kernel.NO_CORE;

    public long acquisitions;
    /// How many of them had to wait.
    public long contended;
    /// How many of them brought the lock from another socket.
    public long crossings;

    public KernelLock(int kernel, String kernelName, String name, RandomStream turns) {
        this.kernel = kernel;
        this.kernelName = kernelName;
        this.name = name;
        this.turns = turns;
    }

    public KernelLock copy() {
        var copy = new KernelLock(kernel, kernelName, name, turns.copy());
        copy.holder = holder;
        copy.first = first;
        copy.last = last;
        copy.core = core;
        copy.acquisitions = acquisitions;
        copy.contended = contended;
        copy.crossings = crossings;
        return copy;
    }

    /// Whether it is a lock of the kernel in this slot.
    public boolean belongsTo(int slot) {
        return kernel == slot;
    }

    public boolean taken() {
        return holder != Task.NOBODY;
    }

    /// Nobody has it or wants it, and it is in no cache; what was counted stays.
    public void reset() {
        holder = Task.NOBODY;
        first = Task.NOBODY;
        last = Task.NOBODY;
        core = Kernel.NO_CORE;
    }

    void digest(Hash64 hash) {
        hash.add(kernel).add(kernelName).add(name).add(turns.position()).add(holder).add(first).add(last).add(core);
        hash.add(acquisitions).add(contended).add(crossings);
    }
}
