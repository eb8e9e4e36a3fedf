package archipelago.engine.frame;

import archipelago.engine.state.CoreSet;
import archipelago.engine.state.MemoryRange;
import java.util.List;

/// What a kernel thinks that it has, be it right or wrong.
///
/// @param online the cores that it has online; a copy of its own
/// @param memory the memory that it knows: what it was started with, then what it was given while it ran
/// @param bootRanges how many of these it was started with
public record BeliefView(CoreSet online, List<MemoryRange> memory, int bootRanges) {
    public BeliefView {
        memory = List.copyOf(memory);
    }

    /// What a kernel knows that has never run.
    public static BeliefView none(int machineCores) {
        return new BeliefView(new CoreSet(machineCores), List.of(), 0);
    }
}
