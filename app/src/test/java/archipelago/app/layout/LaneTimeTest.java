package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTimeTest {
    private static final long SPEED = 20 * Times.US;

    private static Frame frame(Session session) {
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        frame.speedNsPerSecond = SPEED;
        return frame;
    }

    private static SequenceLayout layout(Frame frame, TimeWindow time, double height) {
        var history = History.of(frame.journal);
        return SequenceLayout.of(
                history, frame, TimeScale.Mode.LINEAR, LaneChoice.KERNELS, 760, height, 0, time);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 128})
    void lanesOnWhichMuchIsSaidShowLessTimeAndNeverLessThanAQuarter(int cores) {
        var frame = frame(LargeRuns.talking(LargeRuns.scenario(cores)));
        var whole = TimeWindow.paced(frame.nowNs, SPEED, false);
        var shown = layout(frame, null, 300);
        assertThat(shown.window().spanNs()).isLessThan(whole.spanNs()).isGreaterThanOrEqualTo(whole.spanNs() / 4);
        assertThat(shown.window().fromNs()).isGreaterThanOrEqualTo(whole.fromNs());
        assertThat(shown.window().toNs()).isLessThanOrEqualTo(whole.toNs());
        // Of the arrows that pass a place between lanes, one lies some pixels from the next.
        double drawn = shown.arrows().stream().mapToDouble(arrow -> Math.abs(arrow.x2() - arrow.x1())).sum();
        double between = drawn / (shown.columns().getLast().x() - shown.columns().getFirst().x());
        assertThat((shown.bottom() - shown.heads()) / between).isGreaterThan(4);
        assertThat(layout(frame, null, 3_000).window()).as("there is room for all of it").isEqualTo(whole);
    }

    @Test
    void whoeverLooksAtLessTimeSeesIt() {
        var frame = frame(LargeRuns.talking(LargeRuns.scenario(8)));
        var chosen = new TimeWindow(frame.nowNs - 10_000, frame.nowNs);
        assertThat(layout(frame, chosen, 300).window()).isEqualTo(chosen);
    }

    @Test
    void whatIsTooMuchForAQuarterTooIsSummedUpAndWhatWaitsIsDrawnForItself() {
        var frame = frame(LargeRuns.talking(LargeRuns.scenario(8)));
        var longer = new TimeWindow(frame.nowNs - 2 * Times.MS, frame.nowNs);
        var shown = layout(frame, longer, 300);
        assertThat(shown.window()).isEqualTo(longer);
        assertThat(shown.bundles()).isNotEmpty();
        assertThat(shown.arrows()).isNotEmpty().noneMatch(arrow -> arrow.end() == SequenceLayout.End.TAKEN);
        int counted = shown.bundles().stream().mapToInt(SequenceLayout.Bundle::count).sum();
        assertThat(counted).isEqualTo(History.of(frame.journal).sent(longer.fromNs(), longer.toNs()));
    }

    @Test
    void howMuchIsShownDoesNotChangeWithEveryMessage() {
        var session = LargeRuns.talking(LargeRuns.scenario(32));
        var spans = new HashSet<Long>();
        long beginNs = session.nowNs() - 300 * Times.US;
        for (int i = 0; i < 60; i++) {
            session.seek(beginNs + i * SPEED / 60);
            spans.add(layout(frame(session), null, 300).window().spanNs());
        }
        assertThat(spans).hasSizeLessThanOrEqualTo(2);
    }
}
