package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpeedScaleTest {
    @Property
    void detentsArePowersOfTen(@ForAll @IntRange(min = 0, max = 6) int detent) {
        long exact = Times.US;
        for (int i = 0; i < detent; i++) {
            exact *= 10;
        }

        assertThat(SpeedScale.nsPerSecond(detent)).isEqualTo(exact);
        assertThat(SpeedScale.position(exact)).isEqualTo(detent);
    }

    @Property
    void aPositionNearADetentFallsIntoIt(
            @ForAll @IntRange(min = 1, max = 5) int detent, @ForAll @DoubleRange(min = -0.06, max = 0.06) double off) {
        assertThat(SpeedScale.nsPerSecond(detent + off)).isEqualTo(SpeedScale.nsPerSecond(detent));
    }

    @Property
    void fasterThenSlowerComesBack(@ForAll @IntRange(min = 0, max = 17) int thirds) {
        long speed = SpeedScale.nsPerSecond(thirds / 3.0);

        assertThat(SpeedScale.faster(speed)).isGreaterThan(speed);
        assertThat(SpeedScale.slower(SpeedScale.faster(speed))).isEqualTo(speed);
    }

    @Test
    void theScaleEndsAtAMicrosecondAndAtASecond() {
        assertThat(SpeedScale.slower(Times.US)).isEqualTo(Times.US);
        assertThat(SpeedScale.faster(Times.S)).isEqualTo(Times.S);
        assertThat(SpeedScale.nsPerSecond(-3)).isEqualTo(Times.US);
        assertThat(SpeedScale.nsPerSecond(9)).isEqualTo(Times.S);
    }
}
