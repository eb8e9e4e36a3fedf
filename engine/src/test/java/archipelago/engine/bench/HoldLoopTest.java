package archipelago.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What is measured against each other does the same work.
class HoldLoopTest {
    private static final List<HoldLoop.Kind> KINDS =
            List.of(ReferenceLoops::wheel, ReferenceLoops::objects, ReferenceLoops::packed);

    @Property(tries = 40)
    void allLoopsComeToTheSameInstant(
            @ForAll Delays.Spread spread, @ForAll @IntRange(min = 1, max = 300) int pending,
            @ForAll @IntRange(max = 2_000) int holds) {
        var delays = new Delays(spread);
        assertThat(KINDS.stream().map(kind -> kind.ready(pending, delays, holds).run()).distinct()).hasSize(1);
    }

    @Test
    void aLongerLoopComesFurther() {
        var delays = new Delays(Delays.Spread.EXPONENTIAL);
        assertThat(ReferenceLoops.wheel(10, delays, 1_000).run())
                .isGreaterThan(ReferenceLoops.wheel(10, delays, 100).run());
    }

    @Test
    void delaysAreTheSameEachTimeAndSpreadAsTheySay() {
        long sumNs = 0;
        var delays = new Delays(Delays.Spread.EXPONENTIAL);
        var again = new Delays(Delays.Spread.EXPONENTIAL);
        for (int i = 0; i < 65_536; i++) {
            long delayNs = delays.nextNs();
            assertThat(again.nextNs()).isEqualTo(delayNs);
            sumNs += delayNs;
        }
        assertThat(sumNs / 65_536).isBetween(9_800L, 10_200L);
        var bimodal = new Delays(Delays.Spread.BIMODAL);
        int longOnes = 0;
        for (int i = 0; i < 65_536; i++) {
            longOnes += bimodal.nextNs() == 1_000_000 ? 1 : 0;
        }
        assertThat(longOnes).isBetween(65_536 / 11, 65_536 / 9);
    }
}
