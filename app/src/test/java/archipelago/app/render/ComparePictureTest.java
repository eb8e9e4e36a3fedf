package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.compare.SideBySide;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws two futures for people to look at, and checks that what differs is marked and nothing else.
class ComparePictureTest {
    private static final long BOOT_NS = 5_370 * Times.MS;
    private static final long PANIC_NS = 5_627_250 * Times.US;
    private static final long RESTART_NS = 5_760 * Times.MS;
    private static final Scenario STORY =
            new ScenarioReader().read(Path.of("..", "scenarios", "first-light.json")).value().orElseThrow();
    private static final Beside PANIC = story(PANIC_NS);

    private static Beside story(long ns) {
        var sides = SideBySide.natural(new Session(STORY), 0, 12 * Times.S).orElseThrow();
        return new Futures(sides, List.of()).at(ns, ns + 80 * Times.US);
    }

    private static CompareView view(Beside beside) {
        var view = new CompareView();
        view.show(Optional.of(beside));
        return view;
    }

    private static Moment moment(Beside beside, Theme.Name theme, Selection selected) {
        return ViewPictures.moment(beside.machine(), beside.a().frame(), theme, selected);
    }

    @Test
    void theStoryStandsBesideTheStoryWithoutItsFaults() throws IOException {
        for (long ns : new long[] {BOOT_NS, PANIC_NS, RESTART_NS}) {
            var beside = story(ns);
            ViewPictures.shots("compare-" + ns / Times.MS, view(beside), beside.machine(), beside.a().frame(),
                    Selection.NOTHING);
        }
        var nothing = new CompareView();
        nothing.show(Optional.empty());
        ViewPictures.shots("compare-nothing", nothing, STORY.machine(), PANIC.a().frame(), Selection.NOTHING);
    }

    @Test
    void theCoresThatDifferAreThoseOfTheKernelThatBroke() {
        assertThat(story(BOOT_NS).differingCores().cardinality()).isZero();
        var ids = PANIC.differingCores().stream().mapToLong(STORY.machine()::physicalId).boxed();
        assertThat(ids).containsExactly(16L, 18L, 20L, 22L);
    }

    @Test
    void twoBranchesAreNamedAfterWhatWasDone() {
        var session = new Session(STORY);
        session.runUntil(PANIC_NS);
        session.seek(BOOT_NS);
        session.give(new Command.CpuToPool(28));
        session.runUntil(PANIC_NS);
        var frame = new Frame(STORY.machine().coreCount());
        session.write(frame);
        var beside = new Futures(SideBySide.natural(session, 1, PANIC_NS).orElseThrow(), frame.branches)
                .at(PANIC_NS, PANIC_NS);
        assertThat(beside.a().title()).isEqualTo("Branch 1 · take CPU 28 from the host into the pool");
        assertThat(beside.a().turn()).isEqualTo("you ask: take CPU 28 from the host into the pool");
        assertThat(beside.b().title()).isEqualTo("Branch 0 · The story as written");
        assertThat(beside.a().frame().fingerprint).isEqualTo(session.fingerprint());
        assertThat(beside.differingCores().stream().mapToLong(STORY.machine()::physicalId).boxed()).contains(28L);
    }

    @Test
    void aPictureDoesNotDependOnTheWayToItsInstant() {
        var sides = SideBySide.natural(new Session(STORY), 0, 12 * Times.S).orElseThrow();
        var futures = new Futures(sides, List.of());
        futures.at(RESTART_NS, RESTART_NS);
        var again = futures.at(PANIC_NS, PANIC_NS + 80 * Times.US);
        assertThat(again.comparison()).isEqualTo(PANIC.comparison());
        assertThat(again.b().frame().fingerprint).isEqualTo(PANIC.b().frame().fingerprint);
    }

    @Test
    void bothMapsLeadToTheirCores() {
        var view = view(PANIC);
        ViewPictures.image(view, moment(PANIC, Theme.Name.LIGHT, Selection.NOTHING), 1240, 680);
        var found = new ArrayList<Selection>();
        for (int half : new int[] {0, 620}) {
            var here = new HashSet<Selection>();
            for (int x = half; x < half + 620; x += 4) {
                for (int y = 100; y < 320; y += 4) {
                    here.add(view.hit(x, y));
                }
            }
            found.addAll(here);
        }
        for (int core = 0; core < STORY.machine().coreCount(); core++) {
            assertThat(found.stream().filter(new Selection.OfCore(core)::equals)).hasSize(2);
        }
    }

    /// The room of the view in the smallest window.
    @Test
    void aMachineThatIsTooLargeToStandThereTwiceIsFoldedToWhatDiffers() {
        var session = LargeRuns.talking(LargeRuns.scenario(128));
        var frame = new Frame(128);
        session.write(frame);
        var sides = SideBySide.natural(session, frame.branch, frame.nowNs).orElseThrow();
        var beside = new Futures(sides, frame.branches).at(frame.nowNs, frame.nowNs);
        var view = view(beside);
        var image = new BufferedImage(768, 252, BufferedImage.TYPE_INT_ARGB);
        var words = RecordedWords.on(image);
        view.paint(words, moment(beside, Theme.Name.LIGHT, Selection.NOTHING), 768, 252);
        assertThat(words.written().stream().map(RecordedWords.Written::text))
                .contains("kernel-1", "CPU 8-15 · node 0", "active, panicked", "active", "8 of 128 cores differ",
                        "first difference: CPU 8, kernel-1")
                .doesNotContain("kernel-2");
        var found = new HashSet<Selection>();
        for (int x = 0; x < 768; x++) {
            for (int y = 94; y < 252; y++) {
                found.add(view.hit(x, y));
            }
        }
        assertThat(found).contains(new Selection.OfKernel(1));
        for (int core = 0; core < 128; core++) {
            assertThat(found).contains(new Selection.OfCore(core));
        }
    }

    @Test
    void aKernelThatIsOnOneSideOnlyStandsInTheFold() {
        var session = new Session(STORY);
        session.runUntil(PANIC_NS);
        session.seek(Times.MS);
        session.give(new Command.CpuToPool(28));
        session.runUntil(2 * Times.MS);
        var frame = new Frame(STORY.machine().coreCount());
        session.write(frame);
        var beside = new Futures(SideBySide.natural(session, 1, PANIC_NS).orElseThrow(), frame.branches)
                .at(PANIC_NS, PANIC_NS);
        var fold = Fold.of(beside, beside.differingCores());
        assertThat(fold.rows()).extracting(Fold.Row::name).contains("web-server");
        assertThat(Fold.of(story(BOOT_NS), story(BOOT_NS).differingCores()).rows()).isEmpty();
    }

    @Test
    void withoutASecondFutureThereIsNothingToHit() {
        var view = new CompareView();
        var image = ViewPictures.image(view, moment(PANIC, Theme.Name.LIGHT, Selection.NOTHING), 700, 420);
        assertThat(Arrays.stream(ViewPictures.pixels(image)).distinct().count())
                .as("it says so in words").isGreaterThan(2);
        assertThat(view.hit(350, 210)).isEqualTo(Selection.NOTHING);
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var moment = moment(PANIC, Theme.Name.DARK, new Selection.OfKernel(1));
        var first = ViewPictures.pixels(ViewPictures.image(view(PANIC), moment, 1240, 680));
        assertThat(ViewPictures.pixels(ViewPictures.image(view(PANIC), moment, 1240, 680))).isEqualTo(first);
    }

    @Property(tries = 60)
    void everySizeCanBePainted(@ForAll @IntRange(min = 1, max = 1300) int width,
            @ForAll @IntRange(min = 1, max = 900) int height) {
        var view = view(PANIC);
        ViewPictures.image(view, moment(PANIC, Theme.Name.CONTRAST, new Selection.OfCore(3)), width, height);
        assertThat(view.hit(width / 2.0, height / 2.0)).isNotNull();
        ViewPictures.image(new CompareView(), moment(PANIC, Theme.Name.LIGHT, Selection.NOTHING), width, height);
    }

    @Property(tries = 100)
    void whatDiffersFindsRoomBeforeWhatDoesNot(@ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll @IntRange(min = 3, max = 30) int high) {
        var table = new DifferenceTable(PANIC, Theme.of(Theme.Name.LIGHT));
        var all = table.fitted(1, 1000).columns().getFirst();
        var flow = table.fitted(columns, high);
        var shown = flow.columns().stream().flatMap(List::stream).toList();
        assertThat(flow.columns()).hasSizeLessThanOrEqualTo(columns).allMatch(column -> column.size() <= high);
        assertThat(flow.columns()).noneMatch(column -> column.getLast().heading());
        boolean allDiffering = shown.containsAll(all.stream().filter(DifferenceTable.Line::differs).toList());
        boolean equalOnes = shown.stream().anyMatch(line -> !line.differs() && !line.heading());
        assertThat(allDiffering || !equalOnes).as("equal lines are the first to go").isTrue();
        long lines = shown.stream().filter(line -> !line.heading()).count() + flow.missing();
        assertThat(lines).isEqualTo(all.stream().filter(line -> !line.heading()).count());
    }
}
