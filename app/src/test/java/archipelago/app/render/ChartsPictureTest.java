package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Journals;
import archipelago.app.LargeRuns;
import archipelago.app.layout.History;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.machine.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Draws charts for people to look at, and checks their numbers against the facts one by one.
class ChartsPictureTest {
    private static final Journal RUN = Journals.run();
    private static final History HISTORY = History.of(RUN.view());

    private final Machine machine = Journals.machine();

    @Test
    void theChartsShowTheLastTenMilliseconds() throws IOException {
        long talk = Journals.TALK_NS + 12 * Times.MS;
        ViewPictures.shots("charts-talk", new ChartsView(), machine, frame(talk), Selection.NOTHING);
        long panic = Journals.PANIC_NS + 600 * Times.US;
        ViewPictures.shots("charts-panic", new ChartsView(), machine, frame(panic), new Selection.OfKernel(1));
        ViewPictures.shots("charts-nothing", new ChartsView(), machine, frame(1_000), Selection.NOTHING);
        var many = Journals.many(12);
        ViewPictures.shots(
                "charts-many", new ChartsView(), machine, Journals.frame(many, 90_000, 100_000), Selection.NOTHING);
    }

    private static archipelago.engine.frame.Frame frame(long nowNs) {
        return Journals.frame(RUN, nowNs, Journals.END_NS);
    }

    @Test
    void messagesOfAPairAreCountedLikeOneByOne() {
        long toNs = Journals.PANIC_NS;
        long fromNs = toNs - ChartsView.SPAN_NS;
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                int expected = 0;
                for (int i = 0; i < RUN.size(); i++) {
                    var fact = RUN.get(i);
                    if (fact.what() instanceof Happening.MessageSent m && m.fromKernel() == from
                            && m.toKernel() == to && fact.atNs() >= fromNs && fact.atNs() <= toNs) {
                        expected++;
                    }
                }
                assertThat(HISTORY.sent(from, to, fromNs, toNs)).isEqualTo(expected);
            }
        }
        assertThat(HISTORY.sent(1, 2, fromNs, toNs)).isPositive();
        assertThat(HISTORY.sent(9, 9, fromNs, toNs)).isZero();
    }

    @Test
    void waitsAreThoseOfMessagesTakenInTheWindow() {
        long toNs = Journals.PANIC_NS + 500 * Times.US;
        long fromNs = toNs - ChartsView.SPAN_NS;
        var sentNs = new HashMap<Long, Long>();
        var expected = new ArrayList<Long>();
        for (int i = 0; i < RUN.size(); i++) {
            var fact = RUN.get(i);
            switch (fact.what()) {
                case Happening.MessageSent m -> sentNs.put(m.message(), fact.atNs());
                case Happening.MessageTaken m
                    when m.toKernel() == 2 && fact.atNs() >= fromNs && fact.atNs() <= toNs ->
                    expected.add(fact.atNs() - sentNs.get(m.message()));
                default -> {
                    // Only messages wait.
                }
            }
        }
        var waits = HISTORY.talk().waits(fromNs, toNs).get(2);
        assertThat(waits).isNotEmpty();
        assertThat(Arrays.stream(waits).boxed().toList()).isEqualTo(expected.stream().sorted().toList());
    }

    @Test
    void whatWasNotTakenIsCountedAsWaiting() {
        long nowNs = Journals.PANIC_NS + 500 * Times.US;
        var waiting = new HashMap<Long, Long>();
        for (int i = 0; i < RUN.size() && RUN.get(i).atNs() <= nowNs; i++) {
            var fact = RUN.get(i);
            switch (fact.what()) {
                case Happening.MessageSent m when m.toKernel() == 1 -> waiting.put(m.message(), nowNs - fact.atNs());
                case Happening.MessageTaken m -> waiting.remove(m.message());
                default -> {
                    // Only messages wait.
                }
            }
        }
        var found = HISTORY.talk().untaken(nowNs).get(1);
        assertThat(waiting).as("a kernel that panicked takes nothing").isNotEmpty();
        assertThat(found.messages()).isEqualTo(waiting.size());
        assertThat(found.longestNs()).isEqualTo(waiting.values().stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Property(tries = 300)
    void percentilesAreThoseThatCountingFinds(
            @ForAll @Size(min = 1, max = 250) List<@LongRange(min = 0, max = 1_000_000) Long> values) {
        var sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        var found = Percentiles.of(sorted);
        assertThat(found.p50()).isEqualTo(counted(values, 50));
        assertThat(found.p90()).isEqualTo(counted(values, 90));
        assertThat(found.p99()).isEqualTo(counted(values, 99));
        assertThat(found.max()).isEqualTo(counted(values, 100));
        assertThat(found.count()).isEqualTo(values.size());
    }

    @Test
    void waitsAreWrittenWithThreeDigits() {
        assertThat(KernelRows.shown(0)).isEqualTo("0 ns");
        assertThat(KernelRows.shown(999)).isEqualTo("999 ns");
        assertThat(KernelRows.shown(1_800)).isEqualTo("1.80 µs");
        assertThat(KernelRows.shown(12_345)).isEqualTo("12.3 µs");
        assertThat(KernelRows.shown(999_960)).isEqualTo("1.00 ms");
        assertThat(KernelRows.shown(4_000_000_000L)).isEqualTo("4.00 s");
    }

    /// The smallest of the values that at least so many percent of them do not exceed.
    private static long counted(List<Long> values, int percent) {
        return values.stream()
                .filter(v -> 100 * values.stream().filter(other -> other <= v).count() >= percent * values.size())
                .mapToLong(Long::longValue)
                .min()
                .orElseThrow();
    }

    @Test
    void linesLeadToTheirKernels() {
        var view = new ChartsView();
        var moment = ViewPictures.moment(machine, frame(50 * Times.MS), Theme.Name.LIGHT, Selection.NOTHING);
        ViewPictures.image(view, moment, 1040, 560);
        for (int x : new int[] {30, 560}) {
            var found = new HashSet<Selection>();
            for (int y = 40; y < 560; y += 3) {
                found.add(view.hit(x, y));
            }
            assertThat(found).contains(
                    new Selection.OfKernel(0), new Selection.OfKernel(1), new Selection.OfKernel(2));
        }
    }

    /// The room that charts have in the layout for engineers, in the smallest window.
    @Test
    void inLittleRoomTheMatrixStillShowsEveryKernel() {
        var frame = LargeRuns.still(128).latest();
        var view = new ChartsView();
        ViewPictures.image(view, ViewPictures.moment(LargeRuns.scenario(128).machine(), frame, Theme.Name.LIGHT,
                Selection.NOTHING), 666, 243);
        var lines = new HashSet<Selection>();
        var pairs = new HashSet<String>();
        for (int y = 60; y < 225; y++) {
            for (int x = 430; x < 650; x += 2) {
                lines.add(view.hit(x, y));
                pairs.add(view.behind(x, y));
            }
        }
        frame.kernels.forEach(kernel -> assertThat(lines).contains(new Selection.OfKernel(kernel.slot())));
        assertThat(pairs.stream().filter(words -> !words.isEmpty())).hasSize(frame.kernels.size() * frame.kernels.size());
    }

    @Test
    void thePickedKernelIsShownHoweverLittleItDoes() {
        var kernels = LargeRuns.still(128).latest().kernels;
        for (var picked : kernels) {
            var shown = Foremost.of(kernels, 3, kernel -> kernel.slot(), new Selection.OfKernel(picked.slot()));
            assertThat(shown).hasSize(3).contains(picked).contains(kernels.getLast());
        }
        assertThat(Foremost.of(kernels, 3, kernel -> kernel.slot(), Selection.NOTHING))
                .isEqualTo(kernels.subList(kernels.size() - 3, kernels.size()));
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var moment = ViewPictures.moment(machine, frame(50 * Times.MS), Theme.Name.DARK, Selection.NOTHING);
        var view = new ChartsView();
        var first = ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420));
        assertThat(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420))).isEqualTo(first);
    }

    @Property(tries = 100)
    void everySizeCanBePainted(@ForAll @IntRange(min = 1, max = 900) int width,
            @ForAll @IntRange(min = 1, max = 600) int height, @ForAll @IntRange(min = 0, max = 110) int atMs) {
        var moment = new Moment(
                machine, frame(atMs * Times.MS), HISTORY, Theme.of(Theme.Name.CONTRAST), new Selection.OfKernel(1));
        var view = new ChartsView();
        ViewPictures.image(view, moment, width, height);
        assertThat(view.hit(width / 2.0, height / 2.0)).isNotNull();
    }
}
