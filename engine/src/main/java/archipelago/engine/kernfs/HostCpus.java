package archipelago.engine.kernfs;

import archipelago.engine.base.CpuList;
import archipelago.engine.state.CoreSet;
import archipelago.engine.world.World;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The host's own numbers for CPUs, and how Linux prints sets of them. A *logical* number is the core's
/// place in the machine: the host met its CPUs in that order when it booted, from 0, its boot CPU. The
/// numbers stay when CPUs come and go.
final class HostCpus {
    static final int BOOT = 0;

    private final World world;

    HostCpus(World world) {
        this.world = world;
    }

    int count() {
        return world.machine.coreCount();
    }

    /// Those that the host has online. One that goes into the pool leaves the set of those that are present
    /// with it.
    CoreSet online() {
        return world.state.host().online;
    }

    /// Those that it calls present. One that is only offline is still there; one in a pool is not.
    boolean present(int cpu) {
        return online().has(cpu) || world.scenario.host().generation().offlineCpusStayPresent();
    }

    /// What everything that is said of CPUs here depends on, besides the machine itself.
    List<Long> basis() {
        return wanted(online()::has);
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

    /// The place of a core in its socket, from 0; the model has no threads, so it is a core's id there.
    int coreId(int core) {
        int socket = world.machine.socket(core);
        return (int) IntStream.range(0, core).filter(other -> world.machine.socket(other) == socket).count();
    }
}
