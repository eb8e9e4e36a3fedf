package archipelago.engine.scenario;

import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import java.util.List;

/// What the baseline of the first scenario asks for.
final class Baselines {
    private Baselines() {}

    static Command.FillPool request() {
        return new Command.FillPool(
                List.of(16L, 18L, 20L, 22L, 24L, 26L, 64L, 66L, 68L, 70L, 72L, 74L),
                List.of(
                        new Command.MemoryRequest(8 * Sizes.GIB, 0),
                        new Command.MemoryRequest(8 * Sizes.GIB, 1)),
                List.of("nic0", "nvme0"));
    }
}
