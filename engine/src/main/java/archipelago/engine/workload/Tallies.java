package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.SharedObject;
import archipelago.engine.world.World;

/// Counters of which each core has a part: cheap as long as that part stays small.
@Models(
        value = Subject.WORK,
        exactly = {
            "a core's part of a counter goes into the common one when it has come to a batch, up or down, as"
                    + " lib/percpu_counter.c does it",
            "the batch of committed memory is a quarter of the kernel's pages, divided by its CPUs, and at least 32 and"
                    + " twice the number of CPUs, as mm/mm_init.c computes it"
        },
        approximately = {
            "a kernel's pages are all of the memory that it has been given",
            "of cores that may yet come to a kernel none count as its CPUs"
        })
final class Tallies {
    private static final long LEAST_BATCH = 32;
    private static final long CPU_SHARE = 2;
    private static final long MEMORY_SHARE = 4;
    private static final long PAGE_BYTES = 4 * Sizes.KIB;

    private final World world;

    Tallies(World world) {
        this.world = world;
    }

    /// Adds to a core's part of a counter.
    ///
    /// @return whether that has to go into the common one, with the core's part; that part is empty then
    boolean spills(Kernel kernel, int core, Workload.Tallied step, SharedObject counter) {
        long sum = Math.addExact(counter.apart(core), step.amount());
        boolean spills = Math.abs(sum) >= step.batch().orElseGet(() -> committedBatch(kernel));
        counter.setApart(core, spills ? 0 : sum);
        return spills;
    }

    private long committedBatch(Kernel kernel) {
        long bytes = kernel.host()
                ? world.machine.nodes().stream().mapToLong(node -> node.bytes()).sum() - world.state.host().pool.chunkBytes()
                : kernel.memory.stream().mapToLong(MemoryRange::bytes).sum();
        int cpus = Math.max(1, kernel.online.count());
        long least = Math.max(CPU_SHARE * cpus, LEAST_BATCH);
        return Math.max(bytes / PAGE_BYTES / cpus / MEMORY_SHARE, least);
    }
}
