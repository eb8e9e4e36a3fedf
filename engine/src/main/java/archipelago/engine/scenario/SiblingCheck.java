package archipelago.engine.scenario;

import archipelago.engine.machine.Machine;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells when two kernels get the threads of one physical core. That is allowed, and nothing in the machine becomes of
/// it; but what siblings share, each can observe in the other, and nobody has said yet what that means between kernels.
final class SiblingCheck {
    private final Optional<Machine> machine;
    private final Problems harmless;

    SiblingCheck(Optional<Machine> machine, Problems harmless) {
        this.machine = machine.filter(Machine::hasSiblings);
        this.harmless = harmless;
    }

    /// Whether there are siblings at all.
    boolean asked() {
        return machine.isPresent();
    }

    /// Looks at CPUs that an instance gets; tells the first pair that is apart.
    ///
    /// @param other has siblings that it may have to do with
    /// @param has the CPUs of the other kernel, as far as they are known
    void given(String instance, List<Long> cpus, String other, Set<Long> has, PlacedJson.Obj at, String key) {
        for (long cpu : cpus) {
            int core = machine.orElseThrow().coreOf(cpu);
            if (core < 0) {
                continue;
            }
            for (int sibling : machine.orElseThrow().siblings(core)) {
                long id = machine.orElseThrow().physicalId(sibling);
                if (!cpus.contains(id) && has.contains(id)) {
                    harmless.add(at.get(key).map(list -> PlacedCpus.placeOf(list, cpu)).orElse(at.place()),
                            "cpu " + cpu + " of " + Words.quoted(instance) + " and cpu " + id + " of "
                                    + Words.quoted(other) + " are siblings, two threads of one core; this is allowed,"
                                    + " but whether it is safe between kernels is an open question",
                            "both with one kernel, where one of them must not learn of the other");
                    return;
                }
            }
        }
    }
}
