package archipelago.engine.kerf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.Labs;
import archipelago.engine.kerf.CpuChoice.Affinity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which CPUs `--cpu-count` chooses. Node 0 has the even ids to 30, node 1 those from 64 on.
class CpuChoiceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "16 18 20 64 66 |     | COMPACT | 2 | 16 18",
        "16 18 20 64 66 | 1   | COMPACT | 2 | 64 66",
        "16 18 20 64 66 | 1 0 | COMPACT | 3 | 16 18 20",
        "16 18 20 64 66 | 1 0 | COMPACT | 4 | 16 18 20 64",
        "16 18 20 64 66 |     | SPREAD  | 1 | 16",
        "16 18 20 64 66 |     | SPREAD  | 2 | 16 66",
        "16 18 20 64 66 |     | SPREAD  | 3 | 16 20 66",
        "16 18 20 64 66 | 0 1 | SPREAD  | 3 | 16 18 64",
        "16 18 20 64    | 0 1 | SPREAD  | 4 | 16 18 20 64",
        "16 18 20 64 66 |     | LOCAL   | 2 | 16 18",
        "16 64 66       |     | LOCAL   | 2 | 64 66",
        "16 18 64 66    | 1   | LOCAL   | 2 | 64 66",
    })
    void cpusAreChosenAsThePolicySays(String free, String nodes, Affinity affinity, int count, String chosen)
            throws KerfStop {
        var choice = new CpuChoice(Labs.twoSockets(), ints(nodes));
        assertThat(choice.choose(longs(free), count, affinity)).isEqualTo(longs(chosen));
    }

    @Test
    void neighbouringIdsComeBeforeLowerOnes() throws KerfStop {
        var choice = new CpuChoice(Labs.twoSockets(), List.of());
        assertThat(choice.choose(List.of(2L, 4L, 6L, 7L, 8L), 3, Affinity.COMPACT)).containsExactly(6L, 7L, 8L);
    }

    @Test
    void tooFewAreTooFew() {
        var local = new CpuChoice(Labs.twoSockets(), List.of(0));
        assertThatThrownBy(() -> local.choose(List.of(16L, 64L), 2, Affinity.LOCAL)).hasMessageContaining("2 wanted");
        var any = new CpuChoice(Labs.twoSockets(), List.of());
        assertThatThrownBy(() -> any.choose(List.of(16L, 64L), 2, Affinity.LOCAL)).hasMessageContaining("no single");
    }

    private static List<Long> longs(String text) {
        return List.of(text.strip().split(" +")).stream().map(Long::valueOf).toList();
    }

    private static List<Integer> ints(String text) {
        return text == null ? List.of() : List.of(text.strip().split(" +")).stream().map(Integer::valueOf).toList();
    }
}
