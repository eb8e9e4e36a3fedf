package archipelago.engine.early;

import archipelago.engine.base.Sizes;
import archipelago.engine.scenario.Generation.MessageArea;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.MemoryRange;
import java.util.Optional;

/// The one region through which the kernels of the first series talk. Its address is the host's choice; another
/// kernel knows it by its command line, or not at all. (`mk_shared_memory=`, `struct mk_shared_data`.)
public final class SharedRegion {
    /// CPUs that a kernel is built for on x86 if nobody says otherwise (`CONFIG_NR_CPUS`).
    private static final int MOST_CPUS = 64;
    /// Sender, type, size, and the bytes of a message (`struct mk_ipi_data`).
    private static final int SLOT_BYTES = 16 + 256;
    private static final long BYTES = MOST_CPUS * SLOT_BYTES + Sizes.PAGE;
    private static final String PARAMETER = "mk_shared_memory=";

    private SharedRegion() {}

    /// Where it lies: at the beginning of what was set aside, or else at the end of the first node's memory. Empty in
    /// generations that have none.
    public static Optional<MemoryRange> of(Scenario scenario) {
        if (scenario.host().generation().messageArea() != MessageArea.SHARED_REGION) {
            return Optional.empty();
        }
        var node = scenario.machine().nodes().getFirst();
        long end = (node.end() - BYTES) / Sizes.PAGE * Sizes.PAGE;
        long base = scenario.host().reserved().map(MemoryRange::base).orElse(end);
        return Optional.of(new MemoryRange(base, BYTES));
    }

    /// Whether a kernel with this command line finds the region of the host.
    static boolean named(String cmdline, MemoryRange region) {
        for (var word : cmdline.split(" ")) {
            if (word.startsWith(PARAMETER)) {
                return word.substring(PARAMETER.length()).equalsIgnoreCase("0x" + Long.toHexString(region.base()));
            }
        }
        return false;
    }
}
