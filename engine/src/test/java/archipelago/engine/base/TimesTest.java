package archipelago.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void readsEveryUnit() {
        assertThat(Times.parse("250ns")).hasValue(250);
        assertThat(Times.parse("1.84ms")).hasValue(1_840_000);
        assertThat(Times.parse("2s")).hasValue(2_000_000_000L);
        assertThat(Times.parse("40us")).hasValue(40_000);
    }

    @Test
    void refusesWhatIsNotAWholeNumberOfNanosecondsWithAUnit() {
        for (var text : new String[] {"", "5", "1.5ns", "-1s", "1e3ns", "1 h", "999999999999s"}) {
            assertThat(Times.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void aScreenShowsFewDigitsAndARealMicroSign() {
        assertThat(Times.shown(1_840_000, 2)).isEqualTo("1.84 ms");
        assertThat(Times.shown(1_846_000, 2)).isEqualTo("1.85 ms");
        assertThat(Times.shown(40_000, 2)).isEqualTo("40 µs");
        assertThat(Times.shown(1_234, 0)).isEqualTo("1 µs");
        assertThat(Times.shown(100_040, 1)).isEqualTo("100 µs");
        assertThat(Times.shown(250, 2)).isEqualTo("250 ns");
        assertThat(Times.shown(3_600 * Times.S, 1)).isEqualTo("3600 s");
        assertThat(Times.shown(0, 2)).isEqualTo("0 ns");
    }

    @Test
    void aSpanThatIsRoundedUpToTheNextUnitIsShownInIt() {
        assertThat(Times.shown(999_999, 2)).isEqualTo("1 ms");
        assertThat(Times.shown(999_999_999, 2)).isEqualTo("1 s");
        assertThat(Times.shown(999_990_000, 2)).isEqualTo("999.99 ms");
        assertThat(Times.shown(999_999_999_999L, 2)).isEqualTo("1000 s");
    }

    @Test
    void aNegativeSpanIsShownWithAMinusSign() {
        assertThat(Times.shown(-1_840_000, 2)).isEqualTo("−1.84 ms");
        assertThat(Times.shown(-999_999, 1)).isEqualTo("−1 ms");
        assertThat(Times.text(-1_500)).isEqualTo("-1.5us");
        assertThat(Times.text(Long.MIN_VALUE)).isEqualTo("-9223372036.854775808s");
        assertThat(Times.shown(Long.MIN_VALUE, 0)).isEqualTo("−9223372037 s");
    }

    @Property
    void everyTextIsReadBackToTheSameInstant(@ForAll @LongRange(min = 0) long ns) {
        assertThat(Times.parse(Times.text(ns))).hasValue(ns);
    }
}
