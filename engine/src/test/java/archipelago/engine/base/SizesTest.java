package archipelago.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void everyUnitIsAPowerOf1024InBothSpellings() {
        assertThat(Sizes.parse("512MB")).hasValue(512L << 20);
        assertThat(Sizes.parse("512MiB")).hasValue(512L << 20);
        assertThat(Sizes.parse("4GB")).hasValue(4L << 30);
        assertThat(Sizes.parse("4gib")).hasValue(4L << 30);
        assertThat(Sizes.parse("3kb")).hasValue(3L << 10);
        assertThat(Sizes.parse("2TiB")).hasValue(2L << 40);
        assertThat(Sizes.parse("17B")).hasValue(17);
    }

    @Test
    void aNumberWithoutAUnitMeansBytes() {
        assertThat(Sizes.parse("4096")).hasValue(4096);
        assertThat(Sizes.parse("0")).hasValue(0);
    }

    @Test
    void aFractionIsFineAsLongAsTheBytesAreWhole() {
        assertThat(Sizes.parse("1.5GiB")).hasValue(3L << 29);
        assertThat(Sizes.parse("0.5 KB")).hasValue(512);
        assertThat(Sizes.parse("0.3KB")).isEmpty();
        assertThat(Sizes.parse("1.5")).isEmpty();
    }

    @Test
    void refusesWhatIsNoSize() {
        for (var text : List.of("", "GB", "-1GB", "+1GB", "1e3", "1 PB", "1,5GB", ".5GB", "1.GB", "1GBB", "0x10")) {
            assertThat(Sizes.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void theLargestSizeFitsAndTheNextOneIsRefused() {
        assertThat(Sizes.parse("9223372036854775807")).hasValue(Long.MAX_VALUE);
        assertThat(Sizes.parse("9223372036854775808")).isEmpty();
        assertThat(Sizes.parse("8388607TiB")).hasValue(8_388_607L << 40);
        assertThat(Sizes.parse("8388608TiB")).isEmpty();
    }

    @Test
    void writesTheLargestUnitThatKeepsTheNumberWhole() {
        assertThat(Sizes.text(4L << 30)).isEqualTo("4GiB");
        assertThat(Sizes.text(96L << 10)).isEqualTo("96KiB");
        assertThat(Sizes.text(17)).isEqualTo("17B");
        assertThat(Sizes.text(0)).isEqualTo("0B");
        assertThat(Sizes.text(2048L << 40)).isEqualTo("2048TiB");
    }

    @Test
    void showsAtMostOneDecimalAndNeverMoreThanThereIs() {
        assertThat(Sizes.shown(Sizes.GIB * 8 - 1)).isEqualTo("7.9 GiB");
        assertThat(Sizes.shown(Sizes.GIB * 8)).isEqualTo("8 GiB");
        assertThat(Sizes.shown(1023)).isEqualTo("1023 B");
        assertThat(Sizes.shown(1536)).isEqualTo("1.5 KiB");
        assertThat(Sizes.shown(0)).isEqualTo("0 B");
        assertThat(Sizes.shown(100L << 30)).isEqualTo("100 GiB");
    }

    @Property
    void everyTextIsReadBackToTheSameSize(@ForAll @LongRange(min = 0) long bytes) {
        assertThat(Sizes.parse(Sizes.text(bytes))).hasValue(bytes);
    }

    @Property
    void roundSizesAreReadBackToo(
            @ForAll @IntRange(min = 0, max = 8191) int number, @ForAll @IntRange(min = 0, max = 50) int shift) {
        long bytes = (long) number << shift;
        assertThat(Sizes.parse(Sizes.text(bytes))).hasValue(bytes);
    }
}
