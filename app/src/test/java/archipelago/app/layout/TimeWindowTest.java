package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.engine.base.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    @Test
    void atEverySpeedThePresentCrossesAWindowInAboutTheSameTime() {
        for (long speed = 100; speed <= Times.S; speed *= 10) {
            var window = TimeWindow.paced(60 * Times.S, speed, true);
            assertThat(window.spanNs() / speed).isBetween(8L, 19L);
            assertThat(Long.toString(window.spanNs())).matches("[125]0*");
        }
    }

    @Test
    void whereNothingIsKnownAheadThePresentStandsFurtherRight() {
        var known = TimeWindow.paced(Times.S, Times.MS, true);
        var unknown = TimeWindow.paced(Times.S, Times.MS, false);
        assertThat(unknown.spanNs()).isEqualTo(known.spanNs());
        assertThat(unknown.fromNs()).isLessThan(known.fromNs());
    }

    @Property(tries = 300)
    void thePresentStaysInViewWhileItMoves(
            @ForAll @LongRange(min = 0, max = 1_000_000) long fromNs,
            @ForAll @LongRange(min = 20, max = 1_000_000) long spanNs,
            @ForAll @LongRange(min = 0, max = 5_000_000) long nowNs) {
        var followed = new TimeWindow(fromNs, fromNs + spanNs).follow(nowNs, true);
        assertThat(nowNs).isBetween(followed.fromNs(), followed.toNs());
        assertThat((double) (nowNs - followed.fromNs()) / followed.spanNs()).isLessThanOrEqualTo(0.6 + 0.5 / spanNs);
        assertThat(followed.spanNs()).isEqualTo(spanNs);
        assertThat(followed.follow(nowNs, true)).isEqualTo(followed);
    }

    @Test
    void zoomingKeepsTheInstantUnderThePointer() {
        var window = new TimeWindow(100_000, 200_000);
        var closer = window.zoom(2, 150_000);
        assertThat(closer).isEqualTo(new TimeWindow(125_000, 175_000));
        assertThat(closer.zoom(0.5, 150_000)).isEqualTo(window);
        assertThat(window.zoom(1e9, 150_000).spanNs()).isEqualTo(TimeWindow.LEAST_NS);
        assertThat(window.zoom(1e-12, 150_000).spanNs()).isEqualTo(TimeWindow.MOST_NS);
        assertThat((double) window.zoom(4, 110_000).fromNs()).isCloseTo(107_500, within(1.0));
    }

    @Test
    void noWindowBeginsBeforeTime() {
        assertThat(new TimeWindow(100, 1_100).pan(-5_000)).isEqualTo(new TimeWindow(0, 1_000));
        assertThat(new TimeWindow(0, 1_000).zoom(0.1, 900).fromNs()).isZero();
    }
}
