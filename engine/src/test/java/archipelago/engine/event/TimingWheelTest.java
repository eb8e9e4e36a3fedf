package archipelago.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.base.Defect;
import archipelago.engine.base.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
    private final TimingWheel<String> wheel = new TimingWheel<>();

    @Test
    void aMessageOvertakesABootThatBeganLongBefore() {
        wheel.schedule(2 * Times.S, 0, "the kernel is up", 1);
        wheel.schedule(300, 0, "the doorbell rings", 2);

        assertThat(wheel.pop()).isEqualTo("the doorbell rings");
        assertThat(wheel.poppedTimeNs()).isEqualTo(300);
        assertThat(wheel.poppedCause()).isEqualTo(2);

        wheel.schedule(wheel.poppedTimeNs() + 5 * Times.US, 0, "the message is taken", 3);
        assertThat(drained()).containsExactly("the message is taken", "the kernel is up");
        assertThat(wheel.poppedTimeNs()).isEqualTo(2 * Times.S);
    }

    @Test
    void atOneInstantThePriorityDecidesAndThenWhoWasScheduledFirst() {
        wheel.schedule(50 * Times.MS, 3, "story", 0);
        wheel.schedule(50 * Times.MS, 1, "timer A", 0);
        wheel.schedule(50 * Times.MS, 0, "fault", 0);
        wheel.schedule(50 * Times.MS, 1, "timer B", 0);

        assertThat(drained()).containsExactly("fault", "timer A", "timer B", "story");
    }

    @Test
    void whatAnEventSchedulesForItsOwnInstantStillHappensInThatInstant() {
        wheel.schedule(10, 2, "late", 0);
        wheel.schedule(10, 1, "middle", 0);
        wheel.schedule(11, 0, "next instant", 0);

        assertThat(wheel.pop()).isEqualTo("middle");
        wheel.schedule(10, 0, "more urgent than what has just happened", 0);
        wheel.schedule(10, 2, "last of its kind", 0);
        assertThat(drained())
                .containsExactly("more urgent than what has just happened", "late", "last of its kind", "next instant");
    }

    @Test
    void askingForTheHeadDoesNotKeepAnythingEarlierOut() {
        wheel.schedule(5 * Times.S, 0, "far", 0);
        assertThat(wheel.headTimeNs()).isEqualTo(5 * Times.S);

        wheel.schedule(7, 0, "near", 0);
        assertThat(wheel.headTimeNs()).isEqualTo(7);
        assertThat(wheel.pop()).isEqualTo("near");

        assertThat(wheel.headTimeNs()).isEqualTo(5 * Times.S);
        wheel.schedule(7, 0, "at the same instant as the last", 0);
        assertThat(drained()).containsExactly("at the same instant as the last", "far");
    }

    @Test
    void eventsOfOneFarWindowComeApartInTheRightOrder() {
        long windowNs = 3L << 40;
        wheel.schedule(windowNs + (5L << 20), 0, "fourth", 0);
        wheel.schedule(windowNs + 1, 1, "second", 0);
        wheel.schedule(windowNs + 1, 1, "third", 0);
        wheel.schedule(windowNs, 3, "first", 0);

        assertThat(drained()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void theLastInstantOfTimeCanBeReached() {
        wheel.schedule(Long.MAX_VALUE, 1, "the end", 0);
        wheel.schedule(Long.MAX_VALUE - 1, 3, "just before", 0);
        wheel.schedule(Long.MAX_VALUE, 0, "the end, first of all", 0);

        assertThat(drained()).containsExactly("just before", "the end, first of all", "the end");
        wheel.schedule(Long.MAX_VALUE, 0, "and once more", 0);
        assertThat(wheel.pop()).isEqualTo("and once more");
        assertThat(wheel.poppedTimeNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anEmptyQueueHasNoHeadAndHasPoppedNothing() {
        assertThat(wheel.isEmpty()).isTrue();
        assertThat(wheel.size()).isZero();
        assertThat(wheel.headTimeNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(wheel.poppedTimeNs()).isZero();
        assertThat(wheel.poppedCause()).isZero();
        assertThat(wheel.poppedPriority()).isZero();
    }

    @Test
    void aCopyTellsItsOwnStoryFromThereOn() {
        wheel.schedule(100, 2, "both", 7);
        wheel.schedule(200, 0, "both, later", 8);
        wheel.pop();

        var branch = wheel.copy();
        assertThat(branch.poppedTimeNs()).isEqualTo(100);
        assertThat(branch.poppedPriority()).isEqualTo(2);
        assertThat(branch.poppedCause()).isEqualTo(7);
        branch.schedule(150, 0, "only on the branch", 9);

        assertThat(drained()).containsExactly("both, later");
        assertThat(drained(branch)).containsExactly("only on the branch", "both, later");
    }

    @Test
    void aThousandEventsAtATimeNeedNoMoreRoomAfterAMillion() {
        for (int i = 0; i < 1_000; i++) {
            wheel.schedule(i * 37, i % TimingWheel.PRIORITIES, "tick", i);
        }
        int capacity = wheel.capacity();
        long lastNs = 0;
        int backwards = 0;
        for (int i = 0; i < 1_000_000; i++) {
            var event = wheel.pop();
            backwards += wheel.poppedTimeNs() < lastNs ? 1 : 0;
            lastNs = wheel.poppedTimeNs();
            wheel.schedule(lastNs + (i * 7919L & 0xFFFFF), i % TimingWheel.PRIORITIES, event, i);
        }
        assertThat(backwards).as("steps back in time").isZero();
        assertThat(wheel.size()).isEqualTo(1_000);
        assertThat(wheel.capacity()).isEqualTo(capacity);
    }

    @Test
    void nothingCanBeScheduledInThePast() {
        assertThatThrownBy(() -> wheel.schedule(-1, 0, "before time", 0))
                .isInstanceOf(Defect.class)
                .hasMessageContaining("scheduled in the past");

        wheel.schedule(100, 0, "now", 0);
        wheel.schedule(99, 0, "just before it", 0);
        wheel.pop();
        wheel.pop();
        assertThatThrownBy(() -> wheel.schedule(99, 0, "too late", 0)).isInstanceOf(Defect.class);
        assertThat(wheel.isEmpty()).as("what was refused left no trace").isTrue();
    }

    @Test
    void aPriorityOutsideItsRangeIsADefect() {
        assertThatThrownBy(() -> wheel.schedule(1, -1, "x", 0)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> wheel.schedule(1, TimingWheel.PRIORITIES, "x", 0)).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> wheel.schedule(1, 0, null, 0)).isInstanceOf(Defect.class);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void nothingCanBeTakenOutOfAnEmptyQueue() {
        assertThatThrownBy(wheel::pop).isInstanceOf(Defect.class).hasMessageContaining("an event to take");
    }

    private List<String> drained() {
        return drained(wheel);
    }

    private static List<String> drained(TimingWheel<String> queue) {
        var events = new ArrayList<String>();
        while (!queue.isEmpty()) {
            events.add(queue.pop());
        }
        return events;
    }
}
