package archipelago.engine.kernfs;

import archipelago.engine.base.CpuList;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A kernel's own numbers for CPUs, and how Linux prints sets of them. The machine's host met its CPUs in the
/// machine's order when it booted. An instance met those of its boot tree: its own first, of which the first is the
/// one that it booted on, then those that it may be given later. The numbers stay when CPUs come and go.
/// (`mk_register_cpus_from_manifest`.)
final class OwnCpus {
    static final int BOOT = 0;

    private final World world;
    private final Kernel kernel;
    /// By logical number.
    private final int[] cores;

    OwnCpus(World world, Kernel kernel) {
        this.world = world;
        this.kernel = kernel;
        cores = kernel.host() ? IntStream.range(0, world.machine.coreCount()).toArray() : kernel.numbered;
    }

    /// How many there are that it could ever have online.
    int count() {
        return cores.length;
    }

    /// The core that has a number.
    int core(int cpu) {
        return cores[cpu];
    }

    long physicalId(int cpu) {
        return world.machine.physicalId(cores[cpu]);
    }

    int socket(int cpu) {
        return world.machine.socket(cores[cpu]);
    }

    boolean sameSocket(int cpu, int other) {
        return socket(cpu) == socket(other);
    }

    /// Whether it runs on one. One that goes into a pool leaves the set of those that are present with it.
    boolean online(int cpu) {
        return kernel.online.has(cores[cpu]);
    }

    /// Whether it calls one present. One that is only offline is still there; one in a pool is not.
    boolean present(int cpu) {
        return online(cpu) || kernel.host() && world.scenario.host().generation().offlineCpusStayPresent();
    }

    /// Whether one has a directory: it was here at some time, and the directory stays. Of an instance's CPUs those
    /// that were only announced have none.
    boolean known(int cpu) {
        return kernel.host() || online(cpu) || kernel.owns(cores[cpu]);
    }

    /// What everything that is said of CPUs here depends on, besides the machine itself.
    List<List<Long>> basis() {
        var numbered = new ArrayList<Long>();
        for (int cpu = 0; !kernel.host() && cpu < count(); cpu++) {
            numbered.add(physicalId(cpu));
        }
        return List.of(numbered, wanted(this::online), wanted(this::known));
    }

    /// As a list: `0-3,8`, and the end of a line.
    String list(IntPredicate wanted) {
        return CpuList.text(wanted(wanted)) + "\n";
    }

    private List<Long> wanted(IntPredicate wanted) {
        return IntStream.range(0, count()).filter(wanted).mapToObj(cpu -> (long) cpu).toList();
    }

    /// As a mask in hexadecimal, 32 CPUs to a group, as wide as there are CPUs: `f,ffffffff`.
    String mask(IntPredicate wanted) {
        var out = new StringBuilder();
        int top = count() - 1;
        for (int digit = top / 4; digit >= 0; digit--) {
            int value = 0;
            for (int cpu = Math.min(top, digit * 4 + 3); cpu >= digit * 4; cpu--) {
                value = value << 1 | (wanted.test(cpu) ? 1 : 0);
            }
            out.append(Character.forDigit(value, 16));
            out.append(digit % 8 == 0 && digit > 0 ? "," : "");
        }
        return out.append('\n').toString();
    }

    /// The place of a core in its socket, from 0, which its siblings have too; so without siblings it is a core's id
    /// there. It is in the hardware, whoever asks.
    int coreId(int cpu) {
        int socket = socket(cpu);
        return (int) IntStream.range(0, firstThread(cpu))
                .filter(other -> world.machine.socket(other) == socket
                        && world.machine.siblings(other).getFirst() == other)
                .count();
    }

    /// Whether they are threads of one core, or one and the same.
    boolean siblings(int cpu, int other) {
        return firstThread(cpu) == firstThread(other);
    }

    /// What all threads of a core have in common.
    int firstThread(int cpu) {
        return world.machine.siblings(cores[cpu]).getFirst();
    }
}
