package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.RandomStream;
import java.util.Arrays;

/// What tasks share and one at a time can have: a lock, a count, the common part of a counter. Whoever comes while it
/// is taken goes to the end of the line. Two kernels have nothing to do with each other's objects, whatever these
/// are called; what belongs to the machine is there once for all of them.
public final class SharedObject {
    /// Stands for the kernel of what belongs to the machine, and for the part of what has no parts.
    public static final int NONE = -1;
    /// Stands for a holder that has ended with its kernel: it never gives back what it had.
    public static final int GONE = -2;

    /// The slot of the kernel whose object it is, or [#NONE].
    public final int kernel;
    /// `machine` for what belongs to no kernel.
    public final String kernelName;
    public final String name;
    /// Which of several of this name it is: the node or the group of tasks that has it, or [#NONE].
    public final int part;
    /// Whose turn it is among those who look at it.
    public final RandomStream turns;

    /// The task that has it, [Task#NOBODY], or [#GONE].
    public int holder = Task.NOBODY;
    /// How many tasks have it together, to read.
    public int readers;
    /// The ends of the line of tasks that wait; [Task#behind] is what joins them.
    public int first = Task.NOBODY;
    public int last = Task.NOBODY;
    /// The core whose cache has it and what it guards, or -1.
    public int core = Kernel.NO_CORE;
    /// When its line is free to go to the next one who only writes that he reads.
    public long lineFreeNs;
    /// Since when it has been among the cores of the socket where it is.
    public long inSocketSinceNs;
    /// How many need not wait who come to sleep here.
    public long woken;
    /// What cores have of a counter by themselves, by core.
    private long[] apart = {};

    public long acquisitions;
    /// How many of them had to wait.
    public long contended;
    /// How many of them brought it from another socket.
    public long crossings;

    public SharedObject(int kernel, String kernelName, String name, int part, RandomStream turns) {
        this.kernel = kernel;
        this.kernelName = kernelName;
        this.name = name;
        this.part = part;
        this.turns = turns;
    }

    public SharedObject copy() {
        var copy = new SharedObject(kernel, kernelName, name, part, turns.copy());
        copy.holder = holder;
        copy.readers = readers;
        copy.first = first;
        copy.last = last;
        copy.core = core;
        copy.lineFreeNs = lineFreeNs;
        copy.inSocketSinceNs = inSocketSinceNs;
        copy.woken = woken;
        copy.apart = apart.clone();
        copy.acquisitions = acquisitions;
        copy.contended = contended;
        copy.crossings = crossings;
        return copy;
    }

    /// Whether it is an object of the kernel in this slot.
    public boolean belongsTo(int slot) {
        return kernel == slot;
    }

    public boolean taken() {
        return holder != Task.NOBODY || readers > 0;
    }

    /// What a core has of a counter by itself.
    public long apart(int core) {
        return core < apart.length ? apart[core] : 0;
    }

    public void setApart(int core, long amount) {
        apart = Arrays.copyOf(apart, Math.max(apart.length, core + 1));
        apart[core] = amount;
    }

    /// Nobody has it or wants it, and it is in no cache; what was counted stays.
    public void reset() {
        holder = Task.NOBODY;
        readers = 0;
        first = Task.NOBODY;
        last = Task.NOBODY;
        core = Kernel.NO_CORE;
        lineFreeNs = 0;
        inSocketSinceNs = 0;
        woken = 0;
        apart = new long[0];
    }

    void digest(Hash64 hash) {
        hash.add(kernel).add(kernelName).add(name).add(part).add(turns.position()).add(holder).add(readers);
        hash.add(first).add(last).add(core).add(lineFreeNs).add(inSocketSinceNs).add(woken).add(apart.length);
        for (long amount : apart) {
            hash.add(amount);
        }
        hash.add(acquisitions).add(contended).add(crossings);
    }
}
