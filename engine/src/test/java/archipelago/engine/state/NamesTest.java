package archipelago.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// A kernel is found by its name whatever was asked before, and whoever had that name before.
class NamesTest {
    @Property(tries = 200)
    void aNameMeansTheKernelThatHasItNow(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 11) Integer> deeds) {
        var state = new State(4, 0);
        state.addKernel(0, "host");
        for (int deed : deeds) {
            var name = "instance-" + deed % 4;
            var found = state.named(name);
            assertThat(found).isSameAs(searched(state, name));
            if (found == null) {
                state.addKernel(deed + 1, name);
            } else if (deed < 4) {
                // One that a core executes goes on as a ghost, and its name is free.
                state.cores.place(0, deed < 2 ? Site.RUNNING : Site.PARKED_POOL, deed < 2 ? found.slot : CoreTable.POOL);
                state.removeKernel(found.slot);
            } else if (deed > 9) {
                state = state.copy();
            }
        }
    }

    private static Kernel searched(State state, String name) {
        for (int slot = 0; slot < state.slots(); slot++) {
            if (state.kernel(slot) != null && state.kernel(slot).name.equals(name)) {
                return state.kernel(slot);
            }
        }
        return null;
    }
}
