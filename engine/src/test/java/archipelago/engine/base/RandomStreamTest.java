package archipelago.engine.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /// A scenario's seed means these numbers, on every platform and in every later version.
    @Test
    void theNumbersAreTheSameForGood() {
        var traffic = new RandomStream(7, "traffic");
        assertThat(traffic.position()).isEqualTo(-119_275_808_209_054_285L);
        assertThat(drawn(traffic, 1_000, 10)).containsExactly(230, 559, 549, 452, 628, 261, 983, 925, 540, 29);
        assertThat(traffic.position()).isEqualTo(0x2C830087C64FAE85L);

        assertThat(drawn(new RandomStream(-1, ""), Long.MAX_VALUE, 4))
                .containsExactly(
                        391_934_608_568_485_302L,
                        4_671_948_525_867_192_330L,
                        6_149_181_280_241_478_980L,
                        4_060_886_328_880_385_278L);
    }

    @Test
    void anotherPurposeAndAnotherSeedGiveOtherNumbers() {
        assertThat(drawn(new RandomStream(7, "jitter"), 1_000, 10))
                .containsExactly(845, 940, 374, 479, 816, 348, 856, 906, 621, 309);
        assertThat(drawn(new RandomStream(8, "traffic"), 1_000, 10))
                .containsExactly(99, 0, 477, 806, 359, 426, 482, 228, 432, 477);
    }

    @Test
    void aDieFallsOnEverySideAboutEquallyOften() {
        var stream = new RandomStream(1, "dice");
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[(int) stream.nextBelow(6)]++;
        }
        assertThat(counts).containsExactly(9_969, 9_835, 9_965, 10_072, 10_158, 10_001);
    }

    @Test
    void whatOneStreamDrawsSaysNothingAboutAnother() {
        var one = new RandomStream(1, "one");
        var two = new RandomStream(1, "two");
        var counts = new int[16];
        for (int i = 0; i < 16_000; i++) {
            counts[(int) (one.nextBelow(4) * 4 + two.nextBelow(4))]++;
        }
        assertThat(counts)
                .containsExactly(
                        1_012, 1_009, 1_051, 967,
                        978, 965, 1_012, 979,
                        977, 982, 1_011, 1_023,
                        1_064, 979, 1_028, 963);
    }

    @Test
    void aBoundBelowOneIsADefect() {
        var stream = new RandomStream(1, "dice");
        assertThatThrownBy(() -> stream.nextBelow(0)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> stream.nextBelow(-5)).isInstanceOf(Defect.class);
    }

    @Property
    void drawsLieBelowTheirBound(
            @ForAll long seed, @ForAll String purpose, @ForAll @LongRange(min = 1) long bound) {
        var stream = new RandomStream(seed, purpose);
        for (int i = 0; i < 20; i++) {
            assertThat(stream.nextBelow(bound)).isBetween(0L, bound - 1);
        }
    }

    @Property
    void aNewDrawForOnePurposeShiftsNoOther(@ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int draws) {
        var jitter = new RandomStream(seed, "jitter");
        var traffic = new RandomStream(seed, "traffic");
        drawn(jitter, 1_000, draws);
        assertThat(drawn(traffic, 1_000, 10)).isEqualTo(drawn(new RandomStream(seed, "traffic"), 1_000, 10));
    }

    @Property
    void aCopyHasTheSameFutureAndNoTieToItsOriginal(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int before) {
        var original = new RandomStream(seed, "jitter");
        drawn(original, 1_000, before);
        var copy = original.copy();
        assertThat(copy.position()).isEqualTo(original.position());
        var future = drawn(original, 1_000, 20);
        assertThat(drawn(copy, 1_000, 20)).isEqualTo(future);
        assertThat(copy.position()).isEqualTo(original.position());
    }

    private static long[] drawn(RandomStream stream, long bound, int count) {
        return LongStream.range(0, count).map(i -> stream.nextBelow(bound)).toArray();
    }
}
