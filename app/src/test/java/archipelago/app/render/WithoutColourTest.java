package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.render.TileState.Kind;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Hang;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On a print without colours everything is told that the screen tells: states by their signs, owners by lines and names,
/// messages by their shapes, what is picked by its outline.
class WithoutColourTest {
    private static final int CORE = 9;
    /// What an eye tells apart, of 255 greys.
    private static final int GREYS = 18;
    private static final int[][] SIZES = {{1040, 560}, {700, 420}};

    private final Machine machine = Frames.machine();

    @ParameterizedTest
    @EnumSource
    void everyStateOfACoreIsToldByMoreThanItsHue(Theme.Name theme) {
        for (int[] size : SIZES) {
            Map<Kind, int[][]> seen = new EnumMap<>(Kind.class);
            situations().forEach((kind, change) -> {
                var frame = Frames.calm();
                change.accept(frame);
                assertThat(TileState.of(frame, CORE, MapNotes.of(machine, frame)).kind()).isEqualTo(kind);
                seen.put(kind, grey(paint(frame, size, theme, Selection.NOTHING), tile(frame, size, 0)));
            });
            var alike = new ArrayList<String>();
            for (var one : seen.keySet()) {
                for (var other : seen.keySet()) {
                    if (one.compareTo(other) < 0 && differing(seen.get(one), seen.get(other)) < 10) {
                        alike.add(one + " and " + other + " at " + size[0]);
                    }
                }
            }
            assertThat(alike).isEmpty();
        }
    }

    private Map<Kind, Consumer<Frame>> situations() {
        Map<Kind, Consumer<Frame>> all = new EnumMap<>(Kind.class);
        all.put(Kind.IDLE, frame -> load(frame, false));
        all.put(Kind.RUNNING, frame -> load(frame, true));
        all.put(Kind.BOOTING, frame -> phase(frame, Phase.EARLY_BOOT));
        all.put(Kind.HALTING, frame -> phase(frame, Phase.HALTING));
        all.put(Kind.PANICKED, frame -> phase(frame, Phase.PANICKING));
        all.put(Kind.HOTPLUG, frame -> Frames.place(frame, CORE, 1, Site.HOTPLUG, 1));
        all.put(Kind.MOVING, frame -> Frames.place(frame, CORE, 1, Site.MOVING, 1));
        all.put(Kind.POOL, frame -> Frames.place(frame, CORE, -1, Site.PARKED_POOL, -1));
        all.put(Kind.PARKED, frame -> Frames.place(frame, CORE, 1, Site.PARKED_INSTANCE, 1));
        all.put(Kind.HUNG, frame -> frame.hang[CORE] = (byte) Hang.IRQS_OFF.ordinal());
        all.put(Kind.DEAD, frame -> Frames.place(frame, CORE, 1, Site.DEAD, 1));
        return all;
    }

    private static void load(Frame frame, boolean busy) {
        frame.busy[CORE] = busy;
        for (int i = 0; i < Frame.LOAD_BUCKETS; i++) {
            frame.load[CORE * Frame.LOAD_BUCKETS + i] = (byte) (busy ? 90 : 0);
        }
    }

    private static void phase(Frame frame, Phase phase) {
        frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, phase, 4, 8, 4));
    }

    @ParameterizedTest
    @EnumSource
    void whoOwnsACoreIsToldByLinesAndNames(Theme.Name theme) {
        for (int[] size : SIZES) {
            var pictures = new ArrayList<int[][]>();
            for (int owner : new int[] {0, 1, 2}) {
                var frame = Frames.calm();
                Frames.place(frame, CORE, owner, Site.RUNNING, owner);
                pictures.add(grey(paint(frame, size, theme, Selection.NOTHING), tile(frame, size, 14)));
            }
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(differing(pictures.get(i), pictures.get((i + 1) % pictures.size()))).isGreaterThan(60);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPickedHasAnOutline(Theme.Name theme) {
        for (int[] size : SIZES) {
            var frame = Frames.calm();
            for (var thing : List.of(new Selection.OfCore(CORE), new Selection.OfKernel(1))) {
                var plain = grey(paint(frame, size, theme, Selection.NOTHING), tile(frame, size, 40));
                var picked = grey(paint(frame, size, theme, thing), tile(frame, size, 40));
                assertThat(differing(plain, picked)).as("%s, %s, %s", thing, theme, size[0]).isGreaterThan(60);
            }
        }
    }

    @Test
    void everyKindOfMessageHasAShape() {
        Map<MessageKind.Shape, int[][]> seen = new EnumMap<>(MessageKind.Shape.class);
        for (var shape : MessageKind.Shape.values()) {
            var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            var g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            Glyphs.message(g, shape, 8, 8, 9);
            g.dispose();
            seen.put(shape, grey(image, new Rectangle2D.Double(0, 0, 16, 16)));
        }
        seen.forEach((one, picture) -> seen.forEach((other, second) -> {
            if (one != other) {
                assertThat(differing(picture, second)).as("%s and %s", one, other).isGreaterThan(5);
            }
        }));
    }

    @Test
    void signsOfBookmarksDifferInShape() {
        Map<Badge, int[][]> seen = new EnumMap<>(Badge.class);
        for (var badge : Badge.values()) {
            var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            var g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fill(badge.at(2, 4));
            g.dispose();
            seen.put(badge, grey(image, new Rectangle2D.Double(0, 0, 16, 16)));
        }
        seen.forEach((one, picture) -> seen.forEach((other, second) -> {
            if (one != other) {
                assertThat(differing(picture, second)).as("%s and %s", one, other).isGreaterThan(5);
            }
        }));
    }

    @Test
    void greyPicturesToLookAt() throws IOException {
        for (var theme : Theme.Name.values()) {
            ViewPictures.save(allGrey(MapPictureTest.paint(machine, Frames.talking(), 1040, 560, theme)), "grey-map-" + theme.word());
            ViewPictures.save(allGrey(MapPictureTest.paint(machine, Frames.panicked(), 700, 420, theme)), "grey-panic-" + theme.word());
            var large = Frames.machine(2, 1024);
            ViewPictures.save(allGrey(MapPictureTest.paint(large, Frames.crowded(large, 6, 40), 1040, 560, theme)),
                    "grey-large-" + theme.word());
        }
    }

    private Rectangle2D tile(Frame frame, int[] size, double around) {
        var tile = MachineMapLayout.of(machine, frame, size[0], size[1]).tile(CORE);
        return new Rectangle2D.Double(
                tile.getX() - around, tile.getY() - around, tile.getWidth() + 2 * around, tile.getHeight() + 2 * around);
    }

    private BufferedImage paint(Frame frame, int[] size, Theme.Name name, Selection picked) {
        var layout = MachineMapLayout.of(machine, frame, size[0], size[1]);
        var marks = MapMarks.of(MapNotes.of(machine, frame)).withSelected(picked);
        var theme = Theme.of(name);
        var image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fillRect(0, 0, size[0], size[1]);
        new MachineMapPainter().paint(g, layout, machine, frame, theme, marks);
        g.dispose();
        return image;
    }

    /// The luminance of a part of a picture, as a print has it.
    private static int[][] grey(BufferedImage image, Rectangle2D part) {
        int left = (int) part.getX();
        int top = (int) part.getY();
        var grey = new int[(int) part.getHeight()][(int) part.getWidth()];
        for (int y = 0; y < grey.length; y++) {
            for (int x = 0; x < grey[y].length; x++) {
                boolean inside = left + x >= 0 && top + y >= 0 && left + x < image.getWidth() && top + y < image.getHeight();
                grey[y][x] = inside ? luminance(image.getRGB(left + x, top + y)) : 0;
            }
        }
        return grey;
    }

    private static int luminance(int rgb) {
        return (2126 * (rgb >> 16 & 255) + 7152 * (rgb >> 8 & 255) + 722 * (rgb & 255)) / 10_000;
    }

    private static BufferedImage allGrey(BufferedImage image) {
        var grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                grey.setRGB(x, y, 0x010101 * luminance(image.getRGB(x, y)));
            }
        }
        return grey;
    }

    private static int differing(int[][] one, int[][] other) {
        int count = 0;
        for (int y = 0; y < Math.min(one.length, other.length); y++) {
            for (int x = 0; x < Math.min(one[y].length, other[y].length); x++) {
                count += Math.abs(one[y][x] - other[y][x]) > GREYS ? 1 : 0;
            }
        }
        return count;
    }
}
