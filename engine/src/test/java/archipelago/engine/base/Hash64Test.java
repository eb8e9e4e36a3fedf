package archipelago.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Hash64Test {
    /// Saved runs are recognized by these values. Whoever changes one makes every fingerprint that
    /// was ever written down worthless.
    @Test
    void theValuesAreTheSameForGood() {
        assertThat(text(new Hash64())).isEqualTo("9e3779b97f4a7c15");
        assertThat(text(new Hash64().add(0))).isEqualTo("9a0743ed86007d90");
        assertThat(text(new Hash64().add(1))).isEqualTo("3702ab23c641e43d");
        assertThat(text(new Hash64().add(-1))).isEqualTo("d1c6e8e34a4d7614");
        assertThat(text(new Hash64().add(1).add(2).add(3))).isEqualTo("4da2ae3309801516");
        assertThat(text(new Hash64().add("archipelago"))).isEqualTo("69f446218a5e207a");
        assertThat(text(new Hash64().add("µs→K1"))).isEqualTo("d66f6d9ce43b676c");
        assertThat(Hash64.text(Hash64.fold(7, 9))).isEqualTo("6954ca784b0e76e6");
    }

    @Test
    void aTextIsWrittenWithAllItsSixteenDigits() {
        assertThat(Hash64.text(0)).isEqualTo("0000000000000000");
        assertThat(Hash64.text(0xBEEF)).isEqualTo("000000000000beef");
        assertThat(Hash64.text(-1)).isEqualTo("ffffffffffffffff");
    }

    @Test
    void twoTextsAreNotTheirConcatenation() {
        assertThat(new Hash64().add("ab").add("c").value()).isNotEqualTo(new Hash64().add("a").add("bc").value());
        assertThat(new Hash64().add("").add("a").value()).isNotEqualTo(new Hash64().add("a").add("").value());
    }

    @Test
    void aMillionSmallInputsAreAllToldApart() {
        var seen = new HashSet<Long>();
        for (int a = 0; a < 1_000; a++) {
            for (int b = 0; b < 1_000; b++) {
                seen.add(new Hash64().add(a).add(b).value());
            }
        }
        assertThat(seen).hasSize(1_000_000);
    }

    @Property
    void itGoesOnFromAValueAsIfItHadNeverStopped(@ForAll List<Long> words, @ForAll List<Long> more) {
        var whole = new Hash64();
        words.forEach(whole::add);
        var resumed = new Hash64(whole.value());
        more.forEach(whole::add);
        more.forEach(resumed::add);
        assertThat(resumed.value()).isEqualTo(whole.value());
    }

    @Property
    void oneBitOfInputChangesTheValue(
            @ForAll long hash, @ForAll long word, @ForAll @IntRange(min = 0, max = 63) int bit) {
        assertThat(Hash64.fold(hash, word ^ 1L << bit)).isNotEqualTo(Hash64.fold(hash, word));
        assertThat(Hash64.fold(hash ^ 1L << bit, word)).isNotEqualTo(Hash64.fold(hash, word));
    }

    @Property
    void theOrderOfTwoWordsCounts(@ForAll long one, @ForAll long other) {
        var forward = new Hash64().add(one).add(other).value();
        var backward = new Hash64().add(other).add(one).value();
        assertThat(forward == backward).isEqualTo(one == other);
    }

    private static String text(Hash64 hash) {
        return Hash64.text(hash.value());
    }
}
