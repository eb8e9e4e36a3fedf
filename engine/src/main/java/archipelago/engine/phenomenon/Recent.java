package archipelago.engine.phenomenon;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.Site;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The facts since the checkpoint before, with the names of the kernels in them. One that has been
/// removed still answers to its name, unless another one bears it now.
final class Recent {
    private static final int NOBODY = Integer.MIN_VALUE;

    private final KernelNames names = new KernelNames();
    private List<Fact> facts = new ArrayList<>();
    private long sinceNs;
    /// The work that each core was given, and until when it has work, by its number.
    private final Map<Integer, Long> workNs = new TreeMap<>();
    private final Map<Integer, Long> busyUntilNs = new TreeMap<>();

    void add(Fact fact) {
        names.hear(fact.what());
        facts.add(fact);
        if (fact.what() instanceof Happening.CoreBusy(int core, int _, long untilNs)) {
            long fromNs = Math.max(fact.atNs(), busyUntilNs.getOrDefault(core, 0L));
            workNs.merge(core, untilNs - fromNs, Long::sum);
            busyUntilNs.put(core, untilNs);
        } else if (fact.what() instanceof Happening.CoreWent(int core, var site, int _) && site != Site.RUNNING) {
            busyUntilNs.remove(core); // What it had been given before is not done any more.
        }
    }

    /// The work that a core was given since the checkpoint before.
    long workNs(int core) {
        return workNs.getOrDefault(core, 0L);
    }

    /// What is told from now on is recent; everything before is not.
    void clear(long nowNs) {
        facts = new ArrayList<>();
        workNs.clear();
        sinceNs = nowNs;
    }

    /// When the checkpoint before was.
    long sinceNs() {
        return sinceNs;
    }

    List<Happening> happenings() {
        return facts.stream().map(Fact::what).toList();
    }

    /// The lines that a kernel has logged.
    List<String> lines(String kernel) {
        var lines = new ArrayList<String>();
        for (var what : happenings()) {
            if (what instanceof Happening.Logged(int slot, var line) && slot == slot(kernel)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /// The slot of the kernel that bears, or last bore, a name.
    int slot(String name) {
        for (int slot = names.count() - 1; slot >= 0; slot--) {
            if (names.of(slot).equals(name)) {
                return slot;
            }
        }
        return NOBODY;
    }
}
