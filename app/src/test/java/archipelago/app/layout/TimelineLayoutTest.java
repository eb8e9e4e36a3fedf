package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.app.Journals;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Journal;
import archipelago.engine.state.MessageKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimelineLayoutTest {
    private static final Journal JOURNAL = Journals.run();
    private static final History HISTORY = History.of(JOURNAL.view());
    private static final Frame FRAME = Journals.frame(JOURNAL, Journals.TALK_NS, Journals.END_NS);

    private static TimelineLayout layout(long fromNs, long toNs, double width, double height) {
        return TimelineLayout.of(HISTORY, FRAME, fromNs, toNs, width, height);
    }

    @Property(tries = 300)
    void anInstantComesBackFromItsPlace(
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long fromNs,
            @ForAll @LongRange(min = 20, max = 20_000_000_000L) long spanNs,
            @ForAll @IntRange(min = 0, max = 1000) int thousandth) {
        var layout = TimelineLayout.of(History.of(Journal.View.EMPTY), new Frame(1), fromNs, fromNs + spanNs, 800, 240);
        long ns = fromNs + spanNs / 1000 * thousandth;
        assertThat(layout.ns(layout.x(ns))).isCloseTo(ns, within(1 + spanNs / 1_000_000_000));
        double x = layout.plotLeft() + layout.plotWidth() * thousandth / 1000;
        assertThat(layout.x(layout.ns(x))).isCloseTo(x, within(layout.plotWidth() / spanNs + 1e-6));
    }

    /// Where three lanes do not fit at their least height, they are scrolled.
    @Property(tries = 100)
    void lanesLieBelowOneAnotherAndInsideThePicture(
            @ForAll @IntRange(min = 120, max = 2000) int width, @ForAll @IntRange(min = 110, max = 1200) int height) {
        var layout = layout(0, Journals.END_NS, width, height);
        assertThat(layout.lanes()).hasSize(3);
        double edge = TimelineLayout.RULER + TimelineLayout.ACTS;
        for (var lane : layout.lanes()) {
            assertThat(lane.top()).isGreaterThanOrEqualTo(edge - 1e-9);
            assertThat(lane.barTop()).isGreaterThanOrEqualTo(lane.top() - 1);
            assertThat(lane.barBottom()).isLessThanOrEqualTo(lane.bottom() + 1);
            assertThat(layout.laneAt(lane.middle())).isEqualTo(lane.kernel());
            edge = lane.bottom();
        }
        assertThat(edge).isLessThanOrEqualTo(height);
        assertThat(layout.laneAt(edge + 1)).isEqualTo(-1);
    }

    /// Rows that are too many for the room end where it ends, however far they are moved, and none is cut.
    @Property(tries = 100)
    void noRowIsCutAtAnEdge(
            @ForAll @IntRange(min = 180, max = 260) int height, @ForAll @IntRange(min = 0, max = 400) int moved) {
        var journal = Journals.many(15);
        var frame = Journals.frame(journal, 70_000, 100_000);
        var layout = TimelineLayout.of(
                History.of(journal.view()), frame, 0, 100_000, 800, height, TimelineRows.KERNELS.moved(moved));
        double top = TimelineLayout.RULER + TimelineLayout.ACTS;
        var seen = layout.lanes().stream().filter(lane -> layout.seen(lane.top(), lane.bottom())).toList();
        assertThat(seen).isNotEmpty().allMatch(layout::shown);
        assertThat(seen.getFirst().top()).isCloseTo(top, within(0.6));
        assertThat(seen.getLast().bottom()).isCloseTo(top + layout.rowsRoom(), within(0.6));
        var last = layout.lanes().getLast().kernel();
        var shown = TimelineLayout.of(History.of(journal.view()), frame, 0, 100_000, 800, height, layout.showing(last));
        assertThat(shown.shown(shown.lanes().getLast())).isTrue();
    }

    @Property(tries = 1000)
    void anAxisHasOneUnitAndAFewTicks(
            @ForAll @LongRange(min = 0, max = 100_000_000_000_000L) long fromNs,
            @ForAll @LongRange(min = TimeWindow.LEAST_NS, max = TimeWindow.MOST_NS) long spanNs) {
        var axis = TimeAxis.of(fromNs, fromNs + spanNs);
        assertThat(axis.ticksNs()).hasSizeBetween(4, 12);
        assertThat(axis.ticksNs()).allMatch(t -> t >= fromNs && t <= fromNs + spanNs && t % axis.stepNs() == 0);
        assertThat(axis.ticksNs().stream().map(axis::label).distinct()).hasSameSizeAs(axis.ticksNs());
        assertThat(axis.ticksNs().stream().map(axis::label)).allMatch(l -> l.matches("\\+?[0-9\u2009]+(\\.[0-9]+)?"));
    }

    @Test
    void anInstantHasItsThousandsSetApart() {
        var axis = TimeAxis.of(1_800 * Times.US, 1_880 * Times.US);
        assertThat(axis.instant(1_842_306)).isEqualTo("0.001\u2009842\u2009306 s");
        assertThat(TimeAxis.of(0, 4 * Times.MS).instant(1_842_306)).isEqualTo("0.001\u2009842 s");
        assertThat(TimeAxis.of(0, 4 * Times.S).instant(1_842_306_000)).isEqualTo("1.842 s");
    }

    @Test
    void lateInARunTicksTellHowFarTheyAreFromABase() {
        var axis = TimeAxis.of(5_627_040 * Times.US, 5_627_240 * Times.US);
        assertThat(axis.base()).isEqualTo("5.627 s");
        assertThat(axis.label(5_627_060 * Times.US)).isEqualTo("+60");

        var close = TimeAxis.of(5_627_151_000L, 5_627_151_400L);
        assertThat(close.base()).isEqualTo("5.627\u2009151 s");
        assertThat(close.label(5_627_151_100L)).isEqualTo("+100");

        var early = TimeAxis.of(0, 800 * Times.US);
        assertThat(early.base()).isEmpty();
        assertThat(early.label(100 * Times.US)).isEqualTo("100");
    }

    @Property(tries = 300)
    void aBaseAndAnOffsetGiveTheInstant(
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long fromNs,
            @ForAll @LongRange(min = TimeWindow.LEAST_NS, max = Times.S) long spanNs) {
        var axis = TimeAxis.of(fromNs, fromNs + spanNs);
        long unitNs = Times.parse("1" + axis.unit().sign()).orElseThrow();
        for (long tick : axis.ticksNs()) {
            var offset = axis.label(tick).replace("+", "").replace("\u2009", "");
            long ns = new BigDecimal(offset).multiply(BigDecimal.valueOf(unitNs)).longValueExact();
            assertThat(axis.baseNs() + ns).isEqualTo(tick);
        }
    }

    @Test
    void anArrowIsFoundWhereItIsDrawn() {
        var layout = layout(Journals.TALK_NS, Journals.TALK_NS + 100 * Times.US, 1040, 330);
        assertThat(layout.flow().arrows()).isNotEmpty();
        for (var arrow : layout.flow().arrows()) {
            double x = (arrow.x1() + arrow.x2()) / 2;
            double y = (arrow.y1() + arrow.y2()) / 2;
            assertThat(layout.messageAt(x, y)).isEqualTo(arrow.message().number());
        }
        assertThat(layout.messageAt(layout.plotLeft() + 5, 1)).isEqualTo(-1);
        assertThat(layout.onRuler(layout.plotLeft() + 5, 1)).isTrue();
        assertThat(layout.onRuler(2, 1)).isFalse();
    }

    @Test
    void manyMessagesAreGatheredAndNoneIsForgotten() {
        var layout = layout(Journals.TALK_NS - Times.MS, Journals.END_NS + Times.MS, 1040, 330);
        assertThat(HISTORY.sent(layout.fromNs(), layout.toNs())).isGreaterThan(MessageFlow.MOST_LINES);
        assertThat(layout.flow().arrows()).isEmpty();
        assertThat(layout.flow().bundles()).hasSizeBetween(10, MessageFlow.MOST_LINES);
        int shown = layout.flow().bundles().stream().mapToInt(MessageFlow.Bundle::count).sum();
        assertThat(shown).isEqualTo(HISTORY.sent(layout.fromNs(), layout.toNs()));
        int lost = layout.flow().bundles().stream().mapToInt(MessageFlow.Bundle::lost).sum();
        var known = new ArrayList<History.Message>();
        HISTORY.messages(layout.fromNs(), layout.toNs(), known::add);
        assertThat(lost).isPositive().isEqualTo((int) known.stream().filter(History.Message::lost).count());
    }

    @Test
    void whatNobodyCanTakeIsLostAndWhatIsUnderWayIsNot() {
        long nowNs = Journals.PANIC_NS + 30 * Times.US;
        var known = JOURNAL.prefix(JOURNAL.view().firstAtOrAfter(nowNs + 1));
        var history = History.of(known.view());
        var frame = Journals.frame(known, nowNs, nowNs);
        var layout = TimelineLayout.of(history, frame, nowNs - 60_000, nowNs + 20_000, 1040, 330);
        for (var arrow : layout.flow().arrows()) {
            if (arrow.message().takenNs() >= 0) {
                assertThat(arrow.end()).isEqualTo(MessageFlow.End.TAKEN);
            } else {
                boolean toDead = arrow.message().toKernel() == 1;
                assertThat(arrow.end()).isEqualTo(toDead ? MessageFlow.End.LOST : MessageFlow.End.UNDER_WAY);
            }
        }
        assertThat(layout.flow().arrows()).anyMatch(a -> a.end() == MessageFlow.End.LOST);
    }

    @Test
    void whatNobodyTookEndsAtWhoShouldHaveTakenIt() {
        var layout = layout(Journals.TALK_NS, Journals.TALK_NS + 30 * Times.US, 1040, 330);
        var first = layout.lanes().getFirst();
        var last = layout.lanes().getLast();
        assertThat(layout.lanes()).hasSizeGreaterThan(2);
        assertThat(open(layout, last, first, true).y2()).isEqualTo(first.barBottom());
        assertThat(open(layout, first, last, true).y2()).isEqualTo(last.barTop());
        var before = layout.lanes().get(layout.lanes().size() - 2);
        assertThat(open(layout, first, last, false).y2()).isBetween(before.barBottom() + 1, last.barTop() - 1);
        var after = layout.lanes().get(1);
        assertThat(open(layout, last, first, false).y2()).isBetween(first.barBottom() + 1, after.barTop() - 1);
    }

    /// A message that nobody has taken.
    private static MessageFlow.Arrow open(
            TimelineLayout layout, TimelineLayout.Lane from, TimelineLayout.Lane to, boolean lost) {
        var message = new History.Message(
                1, MessageKind.USER_REQUEST, from.kernel(), 0, to.kernel(), 0, Journals.TALK_NS, -1, lost);
        var arrow = MessageFlow.arrow(message, HISTORY, FRAME, layout);
        assertThat(arrow.end()).isEqualTo(lost ? MessageFlow.End.LOST : MessageFlow.End.UNDER_WAY);
        return arrow;
    }
}
