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

    @Property
    void everyTextIsReadBackToTheSameInstant(@ForAll @LongRange(min = 0, max = 900_000_000_000_000_000L) long ns) {
        assertThat(Times.parse(Times.text(ns))).hasValue(ns);
    }
}
