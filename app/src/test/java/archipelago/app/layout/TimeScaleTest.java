package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.Stories;
import archipelago.app.layout.TimeScale.Mode;
import archipelago.engine.live.StillEngine;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// A scale may give time less room than it has; it never says that something came first which did not.
class TimeScaleTest {
    private static final TimeWindow WINDOW = new TimeWindow(1_000, 1_001_000);

    @Property(tries = 200)
    void whatComesLaterStandsLater(
            @ForAll Mode mode,
            @ForAll @Size(max = 40) List<@LongRange(max = 1_100_000) Long> instants,
            @ForAll @LongRange(min = 1_000, max = 1_001_000) long one,
            @ForAll @LongRange(min = 1_000, max = 1_001_000) long other) {
        var scale = TimeScale.of(mode, WINDOW, instants.stream().mapToLong(Long::longValue).toArray());
        if (one != other) {
            assertThat(scale.share(one) < scale.share(other)).isEqualTo(one < other);
        }
        assertThat(scale.ns(scale.share(one))).isCloseTo(one, Offset.offset(2L));
        assertThat(scale.share(WINDOW.fromNs())).isZero();
        assertThat(scale.share(WINDOW.toNs())).isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void everyEventTakesOneStep() {
        var scale = TimeScale.of(Mode.PER_EVENT, WINDOW, new long[] {2_000, 2_001, 900_000});
        assertThat(Arrays.stream(scale.instants()).mapToDouble(scale::share)).containsExactly(0.25, 0.5, 0.75);
    }

    @Test
    void aLongWaitIsCutAndALinearAxisNever() {
        var instants = new long[] {2_000, 3_000, 4_000, 900_000, 901_000, 902_000};
        assertThat(TimeScale.of(Mode.LINEAR, WINDOW, instants).cuts()).isEmpty();
        assertThat(TimeScale.of(Mode.PER_EVENT, WINDOW, instants).cuts()).contains(new TimeScale.Cut(4_000, 900_000));
        var compressed = TimeScale.of(Mode.COMPRESSED, WINDOW, instants);
        assertThat(compressed.cuts()).contains(new TimeScale.Cut(4_000, 900_000));
        assertThat(compressed.share(900_000) - compressed.share(4_000))
                .as("a long wait still takes more room than a short one")
                .isGreaterThan(compressed.share(4_000) - compressed.share(3_000));
    }

    @Test
    void noArrowOfTheTimelineGoesBackInTimeAndEveryPlaceIsAnInstant() {
        var frame = Stories.frame();
        var history = History.of(frame.journal);
        var window = TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, false);
        for (var mode : Mode.values()) {
            var layout = TimelineLayout.of(history, frame, window, mode, 900, 300, TimelineRows.KERNELS);
            assertThat(layout.scale().mode()).isEqualTo(mode);
            assertThat(layout.flow().arrows()).isNotEmpty().allMatch(arrow -> arrow.x2() > arrow.x1());
            for (double x = layout.plotLeft(); x <= layout.plotRight(); x += 7) {
                assertThat(layout.x(layout.ns(x))).isCloseTo(x, Offset.offset(layout.plotWidth() / 20));
            }
        }
    }

    @Test
    void whereMessagesAreSummedUpTimeIsLinearAndTheTimelineSaysWhy() {
        var frame = new StillEngine(Lived.session()).latest();
        var history = History.of(frame.journal);
        var all = new TimeWindow(0, frame.nowNs);
        assertThat(history.sent(all.fromNs(), all.toNs())).isGreaterThan(MessageFlow.MOST_LINES);
        var layout = TimelineLayout.of(history, frame, all, Mode.PER_EVENT, 900, 300, TimelineRows.KERNELS);
        assertThat(layout.scale().mode()).isEqualTo(Mode.LINEAR);
        assertThat(layout.tooMuch()).isTrue();
        assertThat(TimelineLayout.of(history, frame, all, Mode.LINEAR, 900, 300, TimelineRows.KERNELS).tooMuch()).isFalse();
    }

    @Test
    void noArrowOfTheLanesGoesBackInTime() {
        var frame = Stories.frame();
        var history = History.of(frame.journal);
        for (var mode : Mode.values()) {
            var layout = SequenceLayout.of(history, frame, mode, LaneChoice.KERNELS, 900, 500, 0);
            assertThat(layout.arrows()).isNotEmpty().allMatch(arrow -> arrow.y2() > arrow.y1());
            assertThat(layout.scale().mode()).isEqualTo(mode);
        }
    }
}
