package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.layout.History;
import archipelago.app.layout.TimeWindow;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.layout.TimelineRows;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.session.Session;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/// What a place on the screen keeps to be painted faster changes nothing of what is seen there.
class TimelineImagesTest {
    /// Colours are rounded once more on their way over an image; nobody sees so little.
    private static final int ROUNDED = 3;
    private static final int CORES = 128;

    private final Session session = LargeRuns.talking(LargeRuns.scenario(CORES));
    private final RandomStream random = new RandomStream(3, "timelines");

    @Test
    void aTimelineLooksTheSameWithWhatIsKeptAndWithout() {
        long lastNs = session.nowNs();
        var kept = new TimelineImages();
        for (int look = 0; look < 24; look++) {
            session.seek(lastNs - random.nextBelow(300 * Times.US));
            var frame = new Frame(CORES);
            session.write(frame);
            var theme = Theme.of(Theme.Name.values()[look % Theme.Name.values().length]);
            int width = 500 + (int) random.nextBelow(900);
            int height = 300 + (int) random.nextBelow(500);
            int scale = 1 + look / 2 % 2;
            var window = TimeWindow.paced(frame.nowNs, 1_000 + random.nextBelow(90_000), true);
            var history = History.of(frame.journal);
            var rows = rows(look, history, frame, window, width, height);
            var layout = TimelineLayout.of(history, frame, window.fromNs(), window.toNs(), width, height, rows);
            var marks = new TimelineMarks(look % 5, (int) random.nextBelow(CORES), -1, Double.NaN);

            var anew = painted(layout, frame, history, theme, marks, scale, null);
            assertThat(furthest(painted(layout, frame, history, theme, marks, scale, kept), anew)).isLessThanOrEqualTo(ROUNDED);
        }
        assertThat(session.scenario().machine().coreCount()).isEqualTo(CORES);
    }

    /// Lanes alone, or with the cores of some kernels, moved by some of their height.
    private TimelineRows rows(int look, History history, Frame frame, TimeWindow window, int width, int height) {
        var rows = TimelineRows.KERNELS;
        for (int kernel = 0; kernel < look % 7; kernel++) {
            rows = rows.toggled(kernel, session.scenario().machine());
        }
        var all = TimelineLayout.of(history, frame, window.fromNs(), window.toNs(), width, height, rows);
        return rows.moved(random.nextBelow((long) all.rowsHeight() + 1));
    }

    private static BufferedImage painted(
            TimelineLayout layout, Frame frame, History history, Theme theme, TimelineMarks marks, int scale,
            TimelineImages kept) {
        var image = new BufferedImage(
                (int) layout.width() * scale, (int) layout.height() * scale, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.scale(scale, scale);
        new TimelinePainter().paint(g, layout, frame, history, theme, marks, kept);
        g.dispose();
        return image;
    }

    /// By how much the most different pixels of two pictures differ, in their most different colour.
    private static int furthest(BufferedImage one, BufferedImage other) {
        int furthest = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    int difference = (one.getRGB(x, y) >>> shift & 255) - (other.getRGB(x, y) >>> shift & 255);
                    furthest = Math.max(furthest, Math.abs(difference));
                }
            }
        }
        return furthest;
    }
}
