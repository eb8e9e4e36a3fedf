package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.LargeRuns;
import archipelago.app.layout.Caption;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/// What a place on the screen keeps of a map, its ground and its empty tiles, changes nothing of what is seen there.
class MapGroundTest {
    /// Colours are rounded once more on their way over an image; nobody sees so little.
    private static final int ROUNDED = 3;
    private static final int CORES = 1024;

    @Test
    void aMapOfManyTilesLooksTheSameWithWhatIsKeptAndWithout() {
        var session = LargeRuns.talking(LargeRuns.scenario(CORES));
        var machine = session.scenario().machine();
        var frame = new Frame(CORES);
        var kept = new MapGround();
        int look = 0;
        for (double scale : new double[] {1, 2, 1, 1.25}) {
            session.seek(session.nowNs() - 10_000);
            session.write(frame);
            var theme = Theme.of(Theme.Name.values()[look++ % Theme.Name.values().length]);
            var layout = MachineMapLayout.of(machine, frame, 1600, 900);
            assertThat(layout.level()).isEqualTo(Level.GLYPH);
            var anew = painted(layout, machine, frame, theme, scale, null);
            for (int time = 0; time < 2; time++) {
                var again = painted(layout, machine, frame, theme, scale, kept);
                assertThat(furthest(again, anew)).isLessThanOrEqualTo(ROUNDED);
            }
        }
    }

    /// Lines are bright there, so a track that was filled with one looked like a core that has all to do.
    @Test
    void aCoreWithoutLoadHasAnEmptyTrackInTheContrastTheme() {
        var session = LargeRuns.talking(LargeRuns.scenario(8));
        var machine = session.scenario().machine();
        var frame = new Frame(8);
        session.write(frame);
        var layout = MachineMapLayout.of(machine, frame, 700, 300);
        var theme = Theme.of(Theme.Name.CONTRAST);
        assertThat(frame.meanLoad(0)).isZero();
        var tile = layout.tile(0);
        int middle = (int) Math.floor(tile.getMaxY() - 12) + 2;
        var map = painted(layout, machine, frame, theme, 1, null);
        assertThat(new Color(map.getRGB((int) tile.getCenterX(), middle)))
                .isEqualTo(new Color(map.getRGB((int) tile.getCenterX(), middle - 5)));
    }

    /// "Socket 1 · node 1" is a little narrower than "Socket 2 · node 2".
    @Test
    void socketsOfOneWidthSayAsMuchAsEachOther() {
        for (int cores : new int[] {32, 128, 1024, 4096}) {
            var machine = LargeRuns.scenario(cores).machine();
            for (int width = 500; width <= 2000; width += 7) {
                var layout = MachineMapLayout.of(machine, new Frame(cores), width, 700);
                var parts = new HashMap<Long, Integer>();
                for (var caption : layout.captions().stream().filter(Caption::main).toList()) {
                    int said = SocketPainter.words(caption, layout).split(" · ").length;
                    var first = parts.putIfAbsent(Math.round(caption.room().getWidth()), said);
                    assertThat(said).as("%d cores, %d wide", cores, width).isEqualTo(first == null ? said : first);
                }
            }
        }
    }

    private static BufferedImage painted(
            MachineMapLayout layout, Machine machine, Frame frame, Theme theme, double scale, MapGround kept) {
        var image = new BufferedImage(
                (int) (layout.width() * scale), (int) (layout.height() * scale), BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.transform(AffineTransform.getScaleInstance(scale, scale));
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fill(new Rectangle(0, 0, image.getWidth(), image.getHeight()));
        new MachineMapPainter().paint(g, layout, machine, frame, theme, MapMarks.of(MapNotes.of(machine, frame)), kept);
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
