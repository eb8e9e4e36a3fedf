package archipelago.engine.workload;

import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Task;
import archipelago.engine.world.World;

/// Tasks that wait without a core, and what it takes until they have one again.
@Models(
        value = Subject.WORK,
        exactly = "who sleeps leaves the core to others; who is woken before sleeping does not sleep",
        approximately = {
            "a core that has nothing to do is in its lightest idle state",
            "a virtual CPU that halts costs one exit and one entry more until its task goes on"
        },
        notAtAll = "deeper idle states, timers, priorities of who is woken")
final class Sleepers {
    private final World world;

    Sleepers(World world) {
        this.world = world;
    }

    /// How long it takes until the core of a task that is woken can switch to it.
    long exitNs(Kernel kernel, Task task) {
        boolean idle = world.state.tasks.all().stream()
                .noneMatch(other -> other.core == task.core && other.stage.onCore());
        if (!idle) {
            return 0;
        }
        var guest = guest(kernel);
        if (guest == null) {
            return world.costNs(Cost.IDLE_EXIT);
        }
        return switch (guest.idle()) {
            case HLT -> world.costNs(Cost.IDLE_EXIT) + world.costNs(Cost.GUEST_WAKE);
            case MWAIT -> world.costNs(Cost.IDLE_EXIT);
            case POLL -> 0;
        };
    }

    /// What an entry into this kernel takes longer than in one on the machine itself.
    long entryNs(Kernel kernel) {
        return guest(kernel) == null ? 0 : world.costNs(Cost.GUEST_ENTRY);
    }

    private Workload.Guest guest(Kernel kernel) {
        for (var guest : world.scenario.work().guests()) {
            if (guest.kernel().equals(kernel.name)) {
                return guest;
            }
        }
        return null;
    }
}
