package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.app.Journals;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Journal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    @Test
    void theFirstWindowHoldsAReadableNumberOfEvents() {
        var history = History.of(Journals.run().view());
        var window = TimeWindow.around(history, Journals.TALK_NS + 400 * Times.US);
        assertThat(history.events(window.fromNs(), window.toNs())).isBetween(30, 60);
        assertThat(Long.toString(window.spanNs())).matches("[125]0*");
    }

    @Test
    void withoutEventsAWindowIsOneMillisecond() {
        assertThat(TimeWindow.around(History.of(Journal.View.EMPTY), 0)).isEqualTo(new TimeWindow(0, Times.MS));
    }

    @Property(tries = 300)
    void thePresentStaysInViewWhileItMoves(
            @ForAll @LongRange(min = 0, max = 1_000_000) long fromNs,
            @ForAll @LongRange(min = 20, max = 1_000_000) long spanNs,
            @ForAll @LongRange(min = 0, max = 5_000_000) long nowNs) {
        var followed = new TimeWindow(fromNs, fromNs + spanNs).follow(nowNs);
        assertThat(nowNs).isBetween(followed.fromNs(), followed.toNs());
        assertThat((double) (nowNs - followed.fromNs()) / followed.spanNs()).isLessThanOrEqualTo(0.6 + 0.5 / spanNs);
        assertThat(followed.spanNs()).isEqualTo(spanNs);
        assertThat(followed.follow(nowNs)).isEqualTo(followed);
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
