package archipelago.engine.kerf;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Sizes;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Words on kerf's command line: CPU lists, sizes, quotes.
class SpecTest {
    @Test
    void cpuListsAreSets() throws KerfStop {
        assertThat(CpuSpec.parse("7, 4-6,5")).containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void sizesHaveKerfsUnits() throws KerfStop {
        assertThat(MemorySpec.bytes("2gb")).isEqualTo(2 * Sizes.GIB);
        assertThat(MemorySpec.bytes(" 1.5 GB ")).isEqualTo(3 * Sizes.GIB / 2);
        assertThat(MemorySpec.bytes("4096")).isEqualTo(4096);
        assertThat(MemorySpec.bytes("0.0001KB")).isZero();
        assertThat(MemorySpec.pool("8GB@1,1GB@0")).isEqualTo(Map.of(0, Sizes.GIB, 1, 8 * Sizes.GIB));
        assertThat(MemorySpec.pool("0")).isEmpty();
        assertThat(MemorySpec.pool("none")).isEmpty();
    }

    @Property
    void sizesAreReadAsTheyAreWritten(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) throws KerfStop {
        assertThat(MemorySpec.bytes(MemorySpec.text(bytes))).isEqualTo(bytes);
    }

    @Property
    void quotedWordsAreReadAsTheyWere(@ForAll List<String> words) {
        var line = new StringBuilder();
        words.forEach(word -> line.append(Words.quoted(word)).append(' '));
        assertThat(Words.of(line.toString())).contains(words);
    }

    @Test
    void aCommentBeginsAtAWordsStart() {
        assertThat(Words.of("a#b 'c # d' # e")).contains(List.of("a#b", "c # d"));
        assertThat(Words.of("an 'open quote")).isEmpty();
    }
}
