package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.state.Kernel;
import archipelago.engine.world.World;

/// Memory that is in no cache. A node's memory gives so much in a second to all cores together, whichever kernels
/// they run: where it is the limit, splitting a kernel changes nothing.
@Models(
        value = Subject.WORK,
        exactly = "the bandwidth of a node's memory knows no kernels",
        approximately = {
            "a core reads and writes at one speed, and a node's memory serves one request after another",
            "tasks use the memory of the node that their core is on"
        },
        notAtAll = "channels and banks of memory, caches that hold a part, memory of other nodes")
final class Streams {
    private final World world;

    Streams(World world) {
        this.world = world;
    }

    /// How long a core waits for memory that it asks for now.
    long waitNs(Kernel kernel, int core, long bytes) {
        int node = world.machine.node(core);
        long alone = perKib(Cost.MEMORY_CORE, bytes);
        long fromNs = Math.max(world.now(), world.state.tasks.memoryFreeNs(node));
        long freeNs = fromNs + perKib(Cost.MEMORY_NODE, bytes);
        world.state.tasks.setMemoryFreeNs(node, freeNs);
        return world.slowedNs(kernel, core, Math.max(alone, freeNs - world.now()));
    }

    private long perKib(Cost cost, long bytes) {
        return Math.ceilDiv(Math.multiplyExact(world.costNs(cost), bytes), Sizes.KIB);
    }
}
