package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Journals;
import archipelago.app.LargeRuns;
import archipelago.app.layout.History;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.engine.scenario.Generation;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Journal;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Draws timelines and figures for people to look at, and checks what a machine can check of them.
class TimelinePictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Journal journal = Journals.run();
    private final History history = History.of(journal.view());

    @Test
    void theTimelineShowsEveryPartOfARun() throws IOException {
        for (var name : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            shot("boot", name, frame(14 * Times.MS), new TimeWindow(0, 30 * Times.MS), TimelineMarks.NONE);
            long talk = Journals.TALK_NS + 400 * Times.US;
            shot("messages", name, frame(talk), TimeWindow.paced(talk, 20 * Times.US, true), TimelineMarks.NONE);
            var chosen = new TimelineMarks(1, 5, chosen(talk), 300);
            shot("close", name, frame(talk), new TimeWindow(talk - 12_000, talk + 8_000), chosen);
            long panic = Journals.PANIC_NS + 30 * Times.US;
            shot("panic", name, frame(panic), new TimeWindow(panic - 90_000, panic + 110_000), TimelineMarks.NONE);
            long restart = Journals.RESTART_NS + 4 * Times.MS;
            var around = new TimeWindow(restart - 6 * Times.MS, restart + 4 * Times.MS);
            shot("restart", name, edge(restart), around, TimelineMarks.NONE);
            shot("wide", name, frame(70 * Times.MS), new TimeWindow(0, 120 * Times.MS), TimelineMarks.NONE);
        }
    }

    @Test
    void manyLanesStayApart() throws IOException {
        var many = Journals.many(12);
        var frame = Journals.frame(many, 70_000, 100_000);
        for (long toNs : new long[] {60_000, 120_000}) {
            var marks = new TimelineMarks(4, 4, -1, Double.NaN);
            shot("many-" + toNs / 1000, Theme.Name.LIGHT, frame, new TimeWindow(0, toNs), marks);
        }
    }

    private long chosen(long aboutNs) {
        var found = new long[1];
        history.messages(aboutNs - 9_000, aboutNs, message -> found[0] = message.number());
        return found[0];
    }

    private Frame frame(long nowNs) {
        return Journals.frame(journal, nowNs, Journals.END_NS);
    }

    /// A frame that has no known future: the journal ends where the present is.
    private Frame edge(long nowNs) {
        return Journals.frame(journal.prefix(journal.view().firstAtOrAfter(nowNs + 1)), nowNs, nowNs);
    }

    private void shot(String title, Theme.Name name, Frame frame, TimeWindow window, TimelineMarks marks)
            throws IOException {
        var known = History.of(frame.journal);
        for (int[] size : new int[][] {{1040, 330}, {700, 240}}) {
            var layout = TimelineLayout.of(known, frame, window.fromNs(), window.toNs(), size[0], size[1]);
            var image = image(size[0], size[1], g -> new TimelinePainter()
                    .paint(g, layout, frame, known, Theme.of(name), marks));
            save(image, "timeline-" + title + "-" + size[0] + "-" + name.word());
        }
    }

    @Test
    void lanesOfManyCoresShowBands() throws IOException {
        var session = LargeRuns.talking(LargeRuns.scenario(128));
        var frame = new Frame(128);
        session.write(frame);
        var window = TimeWindow.paced(frame.nowNs, 20 * Times.US, false);
        var known = History.of(frame.journal);
        var layout = TimelineLayout.of(known, frame, window.fromNs(), window.toNs(), 1040, 720);
        for (var name : Theme.Name.values()) {
            var image = image(1040, 720, g -> new TimelinePainter()
                    .paint(g, layout, frame, known, Theme.of(name), TimelineMarks.NONE));
            save(image, "timeline-bands-" + name.word());
        }
    }

    @Test
    void theSmallFiguresFitTheInspector() throws IOException {
        var machine = Journals.machine();
        for (var name : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            var theme = Theme.of(name);
            var frame = frame(Journals.RESTART_NS + 7 * Times.MS);
            var web = frame.kernel(1);
            var image = image(322, 420, g -> {
                g.setColor(theme.colour(Theme.Role.SURFACE));
                g.fillRect(0, 0, 322, 420);
                var states = Generation.MK2.states();
                new StateMachineFigure()
                        .paint(g, box(12, StateMachineFigure.HEIGHT), states, web, history, frame.nowNs, theme);
                new RingFigure().paint(g, box(100, RingFigure.HEIGHT), 64, web, theme);
                new MemoryFigure().paint(g, box(180, MemoryFigure.HEIGHT), machine, frame, theme);
                new RateChart().paint(g, box(262, RateChart.HEIGHT), history, frame, 20 * Times.MS, theme);
            });
            save(image, "figures-" + name.word());
        }
    }

    private static Rectangle2D box(double y, double height) {
        return new Rectangle2D.Double(16, y, 290, height);
    }

    @Test
    void paintingTwiceGivesEqualPixelsAndChangesNothing() {
        var frame = frame(Journals.PANIC_NS + 30 * Times.US);
        var window = TimeWindow.paced(frame.nowNs, 20 * Times.US, true);
        var layout = TimelineLayout.of(history, frame, window.fromNs(), window.toNs(), 700, 240);
        var marks = new TimelineMarks(1, 5, 3, 200);
        Consumer<Graphics2D> paint = g ->
                new TimelinePainter().paint(g, layout, frame, history, Theme.of(Theme.Name.LIGHT), marks);
        long factsBefore = history.facts();
        var first = pixels(image(700, 240, paint));
        var second = pixels(image(700, 240, paint));
        assertThat(second).isEqualTo(first);
        assertThat(history.facts()).isEqualTo(factsBefore);
        assertThat(frame.nowNs).isEqualTo(Journals.PANIC_NS + 30 * Times.US);
    }

    @Test
    void aPainterLeavesTheGraphicsAsItFoundThem() {
        var image = new BufferedImage(700, 240, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        var colour = g.getColor();
        var clip = g.getClip();
        var frame = frame(20 * Times.MS);
        var layout = TimelineLayout.of(history, frame, 0, 30 * Times.MS, 700, 240);
        new TimelinePainter().paint(g, layout, frame, history, Theme.of(Theme.Name.DARK), TimelineMarks.NONE);
        assertThat(g.getColor()).isEqualTo(colour);
        assertThat(g.getClip()).isEqualTo(clip);
        g.dispose();
    }

    @Test
    void noSizeIsTooSmallToPaint() {
        var many = Journals.many(12);
        var known = History.of(many.view());
        var frame = Journals.frame(many, 70_000, 100_000);
        for (int[] size : new int[][] {{1, 1}, {60, 30}, {150, 90}, {3000, 40}}) {
            var layout = TimelineLayout.of(known, frame, 0, 100_000, size[0], size[1]);
            var marks = new TimelineMarks(2, 2, 5, size[0] / 2.0);
            var image = image(size[0], size[1], g -> new TimelinePainter()
                    .paint(g, layout, frame, known, Theme.of(Theme.Name.CONTRAST), marks));
            assertThat(image.getRGB(0, 0)).isNotZero();
        }
    }

    private static BufferedImage image(int width, int height, Consumer<Graphics2D> paint) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        paint.accept(g);
        g.dispose();
        return image;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static void save(BufferedImage image, String title) throws IOException {
        ViewPictures.save(image, title);
    }
}
