package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archipelago.app.Frames;
import archipelago.app.Journals;
import archipelago.app.Stories;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.app.layout.SequenceLayout;
import archipelago.engine.base.Times;
import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Journal;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws sequence charts for people to look at, and checks what a machine can check of them.
class SequencePictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Journal JOURNAL = Journals.run();
    private static final History HISTORY = History.of(JOURNAL.view());

    private static Frame boot() {
        return known(14 * Times.MS, 3 * Times.MS);
    }

    private static Frame talk() {
        return known(Journals.TALK_NS + 400 * Times.US, 6 * Times.US);
    }

    private static Frame panic() {
        return known(Journals.PANIC_NS + 30 * Times.US, 20 * Times.US);
    }

    private static Frame known(long nowNs, long speed) {
        var frame = Journals.frame(JOURNAL, nowNs, Journals.END_NS);
        frame.speedNsPerSecond = speed;
        return frame;
    }

    private static Moment moment(Frame frame, Theme.Name theme, Selection selected) {
        return new Moment(Journals.machine(), frame, History.of(frame.journal), Theme.of(theme), selected);
    }

    @Test
    void theChartShowsEveryPartOfARun() throws IOException {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            shot("boot", boot(), theme, Selection.NOTHING);
            shot("talk", talk(), theme, Selection.NOTHING);
            shot("panic", panic(), theme, Selection.NOTHING);
            shot("story", Stories.frame(), theme, new Selection.OfKernel(2));
        }
        shot("chosen", talk(), Theme.Name.LIGHT, new Selection.OfFlight(aMessage(talk())));
        shot("many", known(Journals.TALK_NS + 4 * Times.MS, 60 * Times.US), Theme.Name.LIGHT, Selection.NOTHING);
        shot("bundles", known(70 * Times.MS, 6 * Times.MS), Theme.Name.LIGHT, Selection.NOTHING);
        shot("restart", edge(), Theme.Name.LIGHT, Selection.NOTHING);
        var crowd = Journals.frame(Journals.many(12), 70_000, 100_000);
        crowd.speedNsPerSecond = 5_000;
        shot("crowd", crowd, Theme.Name.LIGHT, Selection.NOTHING);
    }

    /// A frame that has no known future: the journal ends where the present is.
    private static Frame edge() {
        long nowNs = Journals.RESTART_NS + 4 * Times.MS;
        var frame = Journals.frame(JOURNAL.prefix(JOURNAL.view().firstAtOrAfter(nowNs + 1)), nowNs, nowNs);
        frame.speedNsPerSecond = Times.MS;
        return frame;
    }

    private static long aMessage(Frame frame) {
        var found = new long[1];
        HISTORY.messages(frame.nowNs - 20_000, frame.nowNs, message -> found[0] = message.number());
        return found[0];
    }

    @Test
    void headsLieAsLongAsTheirNamesHaveRoomAndStandNoHigherThanTheirNames() {
        var lying = SequenceLayout.of(HISTORY, talk(), 310, 400);
        assertThat(lying.upright()).as("four names of eight letters").isFalse();
        var columns = lying.columns();
        assertThat(columns).allMatch(
                column -> Typeface.STRONG.width(column.name(), 10.5) <= column.right() - column.left() - 5);
        for (int i = 1; i < columns.size(); i++) {
            assertThat(columns.get(i - 1).right()).isLessThan(columns.get(i).left());
        }
        var standing = SequenceLayout.of(HISTORY, talk(), 180, 400);
        assertThat(standing.upright()).isTrue();
        assertThat(standing.heads()).isLessThan(112);
    }

    private static void shot(String title, Frame frame, Theme.Name theme, Selection selected) throws IOException {
        for (int[] size : new int[][] {{1040, 560}, {700, 420}}) {
            var view = new SequenceView();
            var image = ViewPictures.image(view, moment(frame, theme, selected), size[0], size[1]);
            assertThat(view.labels()).allMatch(view.layout().plot()::contains);
            ViewPictures.save(image, "sequence-" + title + "-" + size[0] + "-" + theme.word());
        }
    }

    static void apart(List<Rectangle2D> labels) {
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                assertThat(labels.get(i).intersects(labels.get(j)))
                        .as("%s and %s", labels.get(i), labels.get(j))
                        .isFalse();
            }
        }
    }

    @Test
    void aPaintedArrowIsFoundWhereItIsPainted() {
        for (var frame : List.of(talk(), panic(), Stories.frame())) {
            var view = new SequenceView();
            ViewPictures.image(view, moment(frame, Theme.Name.LIGHT, Selection.NOTHING), 1040, 560);
            assertThat(view.layout().arrows()).isNotEmpty();
            for (var arrow : view.layout().arrows()) {
                // Where arrows cross, the later one is on top; everywhere else it is this one.
                var hits = places(arrow)
                        .filter(p -> p[1] > SequenceLayout.HEADS && p[1] < view.layout().bottom())
                        .map(p -> view.hit(p[0], p[1]))
                        .toList();
                var own = new Selection.OfFlight(arrow.message().number());
                assertThat(hits.isEmpty() || hits.contains(own)).as("%s in %s", own, hits).isTrue();
            }
        }
    }

    private static Stream<double[]> places(SequenceLayout.Arrow arrow) {
        return IntStream.rangeClosed(1, 19).mapToObj(i -> new double[] {
            arrow.x1() + (arrow.x2() - arrow.x1()) * i / 20, arrow.y1() + (arrow.y2() - arrow.y1()) * i / 20
        });
    }

    @Test
    void aHeadAndALifelineAreTheirKernel() {
        var view = new SequenceView();
        assertThat(view.hit(10, 10)).isEqualTo(Selection.NOTHING);
        ViewPictures.image(view, moment(boot(), Theme.Name.LIGHT, Selection.NOTHING), 1040, 560);
        assertThat(view.layout().columns().stream().map(SequenceLayout.Column::kernel)).containsExactly(0, 1, 2);
        for (var column : view.layout().columns()) {
            assertThat(view.hit(column.x(), 20)).isEqualTo(new Selection.OfKernel(column.kernel()));
            assertThat(view.hit(column.x(), 300)).isEqualTo(new Selection.OfKernel(column.kernel()));
        }
        assertThat(view.hit(20, 300)).isEqualTo(Selection.NOTHING);
        assertThat(view.hit(2000, 300)).isEqualTo(Selection.NOTHING);
    }

    @Test
    void arrowsRunFromTheInstantOfSendingToTheInstantOfTaking() {
        var layout = SequenceLayout.of(HISTORY, talk(), 1040, 560);
        for (var arrow : layout.arrows()) {
            assertThat(arrow.y1()).isEqualTo(layout.y(arrow.message().sentNs()));
            if (arrow.end() == SequenceLayout.End.TAKEN) {
                assertThat(arrow.y2()).isEqualTo(layout.y(arrow.message().takenNs()));
            }
        }
    }

    @Test
    void whatNobodyTakesIsLost() {
        var layout = SequenceLayout.of(HISTORY, panic(), 1040, 560);
        assertThat(layout.arrows().stream().filter(a -> a.end() == SequenceLayout.End.LOST))
                .isNotEmpty()
                .allMatch(a -> a.message().toKernel() == 1);
    }

    @Test
    void aMessageIsOnItsWayUntilItsDoorbellComesAndThenWaits() {
        var sent = HISTORY.message(aMessage(talk()));
        long nowNs = sent.sentNs() + 100;
        var frame = Journals.frame(JOURNAL.prefix(JOURNAL.view().firstAtOrAfter(nowNs)), nowNs, nowNs);
        frame.speedNsPerSecond = 200;
        for (long wayNs : new long[] {50, 400}) {
            frame.flights.clear();
            frame.flights.add(new FlightView(
                    sent.number(), sent.kind(), sent.fromKernel(), 0, sent.toKernel(), 0,
                    sent.sentNs(), sent.sentNs() + wayNs, 7));
            var layout = SequenceLayout.of(History.of(frame.journal), frame, 1040, 560);
            var arrow = layout.arrow(sent.number());
            assertThat(arrow.end()).isEqualTo(wayNs < 100 ? SequenceLayout.End.WAITING : SequenceLayout.End.UNDER_WAY);
            assertThat(arrow.y2()).isEqualTo(layout.y(sent.sentNs() + Math.min(wayNs, 100)), within(1e-6));
        }
    }

    @Test
    void tooManyMessagesAreCountedNotDrawn() {
        var frame = known(70 * Times.MS, 6 * Times.MS);
        var layout = SequenceLayout.of(HISTORY, frame, 1040, 560);
        assertThat(layout.arrows()).isEmpty();
        assertThat(layout.bundles()).isNotEmpty().hasSizeLessThan(150);
        long counted = layout.bundles().stream().mapToLong(SequenceLayout.Bundle::count).sum();
        assertThat(counted).isEqualTo(HISTORY.sent(layout.window().fromNs(), layout.window().toNs()));
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var moment = moment(panic(), Theme.Name.DARK, new Selection.OfKernel(1));
        var view = new SequenceView();
        assertThat(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420)))
                .isEqualTo(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420)));
    }

    @Property(tries = 120)
    void noSizeBreaksItAndLabelsStayApart(
            @ForAll @IntRange(min = 1, max = 1600) int width,
            @ForAll @IntRange(min = 1, max = 900) int height,
            @ForAll @IntRange(min = 0, max = 4) int which) {
        var frame = List.of(boot(), talk(), panic(), edge(), Stories.frame()).get(which);
        var view = new SequenceView();
        ViewPictures.image(view, moment(frame, Theme.Name.CONTRAST, new Selection.OfFlight(which)), width, height);
        view.hit(width / 2.0, height / 2.0);
        apart(view.labels());
    }

    @Test
    void theSmallestPicturesAreBornToo() {
        var empty = Frames.calm();
        empty.journal = Journal.View.EMPTY;
        for (int[] size : new int[][] {{1, 1}, {1, 500}, {500, 1}, {30, 60}}) {
            ViewPictures.image(new SequenceView(), moment(empty, Theme.Name.LIGHT, Selection.NOTHING), size[0], size[1]);
            ViewPictures.image(new SequenceView(), moment(talk(), Theme.Name.LIGHT, Selection.NOTHING), size[0], size[1]);
        }
    }
}
