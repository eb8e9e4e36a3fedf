package archipelago.engine.kerf;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.kerf.CpuChoice.Affinity;
import archipelago.engine.kerf.Validator.Inventory;
import archipelago.engine.kerf.Validator.Planned;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every complaint that the tool's own checks know.
class ValidatorTest {
    private static final long BASE = 0x600000000L;
    private static final List<PoolTree.Chunk> CHUNKS = List.of(
            new PoolTree.Chunk(BASE, Sizes.GIB, 0), new PoolTree.Chunk(BASE + 2 * Sizes.GIB, Sizes.GIB, 0));
    private static final Inventory SOUND = new Inventory(
            List.of(0L, 2L), List.of(16L, 18L, 64L), List.of(0L, 2L, 16L, 18L, 64L), 2 * Sizes.GIB, CHUNKS, CHUNKS,
            List.of("nic0"));

    private static Findings check(Inventory inventory, Planned... instances) {
        return new Validator(Labs.twoSockets(), inventory).check(List.of(instances));
    }

    private static Planned plan(String name, int id, List<Long> cpus, long base, long bytes, String... devices) {
        return new Planned(name, id, cpus, base, bytes, List.of(devices), List.of(), Affinity.COMPACT);
    }

    @Test
    void aSoundPlanHasWarningsAtMost() {
        var findings = check(SOUND, plan("a", 1, List.of(16L), 0, Sizes.GIB, "nic0"));
        assertThat(findings.errors()).isEmpty();
        assertThat(findings.warnings()).containsExactly(
                "Resource utilization: 2 CPUs (66.7% of the pool) are left unallocated",
                "Resource utilization: 1073741824 bytes (50.0% of the pool) are left unallocated");
    }

    @Test
    void aPoolNeedsCpusOfItsOwnAndMemory() {
        var nothing = new Inventory(List.of(0L), List.of(), List.of(0L), 0, List.of(), List.of(), List.of());
        assertThat(check(nothing).errors())
                .anyMatch(e -> e.contains("no CPUs are available"))
                .anyMatch(e -> e.contains("no memory"));
        var shared = new Inventory(
                List.of(0L, 16L), List.of(16L, 99L), List.of(0L, 16L), Sizes.GIB, List.of(), List.of(), List.of());
        assertThat(check(shared).errors()).anyMatch(e -> e.contains("[16] are both the host's and the pool's"));
        assertThat(check(shared).warnings())
                .anyMatch(w -> w.contains("4 CPUs are more than the 2"))
                .anyMatch(w -> w.contains("CPUs [99] do not exist"));
    }

    @Test
    void thePoolsTreeAndIomemMustAgree() {
        var real = List.of(new PoolTree.Chunk(BASE, 4096, -1));
        var inventory = new Inventory(
                SOUND.hostCpus(), SOUND.poolCpus(), SOUND.systemCpus(), SOUND.poolBytes(), CHUNKS, real, List.of());
        assertThat(check(inventory).errors())
                .anyMatch(e -> e.contains("has 1073741824 bytes, and 4096 in /proc/iomem"))
                .anyMatch(e -> e.contains("no pool memory begins at 0x680000000"));
    }

    @Test
    void cpusAreNobodyElses() {
        var findings = check(SOUND,
                plan("a", 1, List.of(16L), 0, 4096),
                plan("b", 2, List.of(16L, 2L, 77L), 0, 4096));
        assertThat(findings.errors())
                .anyMatch(e -> e.contains("b: CPUs [16] overlap with those of a"))
                .anyMatch(e -> e.contains("b: CPU 2 is reserved for the host"))
                .anyMatch(e -> e.contains("b: CPU 77 is not in the hardware inventory"));
        assertThat(findings.suggestions()).contains("Use CPUs [18, 64]");
    }

    @Test
    void memoryLiesInOneChunkAndInNobodyElses() {
        assertThat(check(SOUND, plan("a", 1, List.of(16L), 4096, 4096)).errors()).anyMatch(e -> e.contains("below"));
        assertThat(check(SOUND, plan("a", 1, List.of(16L), BASE + 9 * Sizes.GIB, 4096)).errors())
                .anyMatch(e -> e.contains("beyond"));
        assertThat(check(SOUND, plan("a", 1, List.of(16L), BASE, 2 * Sizes.GIB)).errors())
                .anyMatch(e -> e.contains("inside no chunk"));
        assertThat(check(SOUND, plan("a", 1, List.of(16L), BASE, 8192), plan("b", 2, List.of(18L), BASE + 4096, 4096))
                        .errors())
                .anyMatch(e -> e.contains("b: its memory overlaps with that of a"));
        assertThat(check(SOUND, plan("a", 1, List.of(16L), 0, 5000)).warnings())
                .anyMatch(w -> w.contains("page-aligned"));
    }

    @Test
    void namesAndIdsAndDevicesExistOnce() {
        var findings = check(SOUND,
                plan("a", 1, List.of(16L), 0, 4096),
                plan("a", 1, List.of(18L), 0, 4096, "nic7", "nic0_vf3"));
        assertThat(findings.errors())
                .anyMatch(e -> e.contains("Duplicate instance name: a"))
                .anyMatch(e -> e.contains("Duplicate instance id: 1"))
                .anyMatch(e -> e.contains("no device nic7"))
                .anyMatch(e -> e.contains("nic0 has no virtual function 3"));
    }

    @Test
    void placementIsLookedAt() {
        var far = new Planned("a", 1, List.of(16L, 64L), 0, 4096, List.of(), List.of(1, 5), Affinity.COMPACT);
        assertThat(check(SOUND, far).errors()).anyMatch(e -> e.contains("NUMA node 5 does not exist"));
        assertThat(check(SOUND, far).warnings())
                .anyMatch(w -> w.contains("CPU 16 is on NUMA node 0, not on [1, 5]"))
                .anyMatch(w -> w.contains("compact affinity, but its CPUs span NUMA nodes [0, 1]"));
        var near = new Planned("a", 1, List.of(16L, 18L), 0, 4096, List.of(), List.of(), Affinity.SPREAD);
        assertThat(check(SOUND, near).warnings()).anyMatch(w -> w.contains("all its CPUs are on NUMA node 0"));
    }

    @Test
    void allTogetherFitIntoThePool() {
        assertThat(check(SOUND, plan("a", 1, List.of(16L, 18L, 64L, 66L), 0, 3 * Sizes.GIB)).errors())
                .anyMatch(e -> e.contains("want 4 CPUs"))
                .anyMatch(e -> e.contains("want 3221225472 bytes"));
    }
}
