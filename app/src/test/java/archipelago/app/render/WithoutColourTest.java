package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.History;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.RingsLayout;
import archipelago.app.layout.Selection;
import archipelago.app.render.TileState.Kind;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Hang;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
    void whoOwnsADeviceIsToldByATextureAndAName(Theme.Name theme) {
        for (int[] size : SIZES) {
            var pictures = new ArrayList<int[][]>();
            for (int owner = -1; owner <= 2; owner++) {
                var frame = Frames.calm();
                frame.books = Frames.books(machine, frame, List.of(owner, 0, 0, 0));
                var chip = MachineMapLayout.of(machine, frame, size[0], size[1]).devices().getFirst();
                pictures.add(grey(paintDevices(frame, size, theme, owner), chip.bounds()));
            }
            everyPairDiffers(pictures, 14, "devices, " + theme + ", " + size[0]);
        }
    }

    /// Everything as in a frame, and the first device somebody's.
    private BufferedImage paintDevices(Frame frame, int[] size, Theme.Name theme, int owner) {
        var notes = MapNotes.of(machine, frame);
        var owners = new ArrayList<>(notes.deviceOwner());
        owners.set(0, owner);
        return paint(machine, frame, size, theme, MapMarks.of(new MapNotes(
                notes.panickedOn(), notes.panickedAtNs(), notes.lostDoorbells(), owners, null, notes.read(), notes.last())));
    }

    @ParameterizedTest
    @EnumSource
    void kernelsOfManyCoresDifferInTexture(Theme.Name theme) {
        for (int cores : new int[] {1024, 4096}) {
            var large = Frames.machine(2, cores);
            int core = cores - 1;
            var pictures = new ArrayList<int[][]>();
            for (int owner = 0; owner <= 7; owner++) {
                var frame = Frames.crowded(large, 7, 0);
                for (int c = cores / 2; c < cores; c++) {
                    Frames.place(frame, c, owner, Site.RUNNING, owner);
                    frame.busy[c] = false;
                    for (int i = 0; i < Frame.LOAD_BUCKETS; i++) {
                        frame.load[c * Frame.LOAD_BUCKETS + i] = 40;
                    }
                }
                int[] size = SIZES[0];
                var layout = MachineMapLayout.of(large, frame, size[0], size[1]);
                assertThat(layout.level()).isIn(Level.CELL, Level.BLOCK);
                // A place in which no name stands: the last rows of a node, and the middle of a band.
                var part = layout.level() == Level.CELL
                        ? around(layout.tile(core), 14)
                        : around(layout.bands().getLast().box(), 14);
                pictures.add(grey(paint(large, frame, size, theme, MapMarks.of(MapNotes.of(large, frame))), part));
            }
            everyPairDiffers(pictures, 8, cores + " cores, " + theme);
        }
    }

    @Test
    void everyTerritoryOfCellsHasANameOnIt() {
        var large = Frames.machine(2, 1024);
        var frame = Frames.crowded(large, 6, 0);
        var layout = MachineMapLayout.of(large, frame, 1040, 560);
        var chips = OwnerChips.of(
                layout, frame, MapNotes.of(large, frame), IntStream.range(0, large.coreCount()).toArray());
        assertThat(chips).hasSameSizeAs(layout.territories());
        for (var chip : chips) {
            int core = layout.nearest(chip.box().getX() + 2, chip.box().getY() + 2);
            assertThat((int) frame.owner[core]).as(chip.text()).isEqualTo(chip.slot());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoHasMemoryIsToldInTheInspectorByATextureAndAName(Theme.Name theme) {
        var pictures = new ArrayList<int[][]>();
        for (int owner = 0; owner <= 2; owner++) {
            var frame = Frames.calm();
            long base = machine.nodes().getFirst().base();
            frame.memory.clear();
            frame.memory.add(new MemoryView(base, machine.nodes().getFirst().bytes() / 2, 0, owner, false));
            pictures.add(grey(figure(theme, 250, (int) MemoryFigure.HEIGHT, g ->
                    new MemoryFigure().paint(g, new Rectangle2D.Double(0, 0, 250, MemoryFigure.HEIGHT), machine, frame,
                            Theme.of(theme))), new Rectangle2D.Double(0, 22, 60, 22)));
        }
        everyPairDiffers(pictures, 30, "memory, " + theme);
    }

    @ParameterizedTest
    @EnumSource
    void whoSentWhatWaitsInARingIsToldByATexture(Theme.Name theme) {
        var pictures = new ArrayList<int[][]>();
        var box = new Rectangle2D.Double(2, 2, 24, 24);
        for (int sender = 0; sender <= 7; sender++) {
            var flight = Frames.flight(1, MessageKind.USER_REQUEST, sender, 0, 1, CORE, 1);
            var slot = new RingsLayout.Slot(0, RingsLayout.Content.WAITING, flight, box);
            var look = Theme.of(theme).kernel(sender);
            pictures.add(grey(figure(theme, 28, 28, g -> {
                try (var pen = new Pen(g)) {
                    RingSlots.ground(pen, Theme.of(theme), slot.content(), look, box);
                    RingSlots.sender(pen, Theme.of(theme), slot, box);
                }
            }), box));
        }
        everyPairDiffers(pictures, 20, "ring, " + theme);
    }

    @ParameterizedTest
    @EnumSource
    void linesOfRequestsAreDashedInTheirOwnWayAndNamed(Theme.Name theme) {
        var dashes = IntStream.rangeClosed(0, 7)
                .mapToObj(slot -> Arrays.toString(Texture.of(slot).line(1).getDashArray()))
                .toList();
        assertThat(dashes).doesNotHaveDuplicates();
        var frame = Frames.calm();
        var words = RecordedWords.on(new BufferedImage(250, 130, BufferedImage.TYPE_INT_ARGB_PRE));
        new RateChart().paint(words, new Rectangle2D.Double(0, 0, 250, RateChart.HEIGHT), History.of(frame.journal),
                frame, 1_000_000, Theme.of(theme));
        assertThat(words.written().stream().map(RecordedWords.Written::text)).containsAll(frame.kernels.stream().map(kernel -> kernel.name()).toList());
    }

    private static BufferedImage figure(Theme.Name theme, int width, int height, Consumer<Graphics2D> painting) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setColor(Theme.of(theme).colour(Theme.Role.SURFACE));
        g.fillRect(0, 0, width, height);
        painting.accept(g);
        g.dispose();
        return image;
    }

    private static Rectangle2D around(Rectangle2D tile, double half) {
        return around(new Point2D.Double(tile.getCenterX(), tile.getCenterY()), half);
    }

    private static Rectangle2D around(Point2D middle, double half) {
        return new Rectangle2D.Double(middle.getX() - half, middle.getY() - half, 2 * half, 2 * half);
    }

    /// Pairs are equally light in the mean, so that nothing but their form tells them apart.
    private static void everyPairDiffers(List<int[][]> pictures, int least, String what) {
        for (int i = 0; i < pictures.size(); i++) {
            for (int j = 0; j < i; j++) {
                var one = level(pictures.get(i));
                var other = level(pictures.get(j));
                assertThat(differing(one, other)).as("%s: %s and %s", what, j, i).isGreaterThan(least);
            }
        }
    }

    /// The same with a mean of a middle grey.
    private static int[][] level(int[][] picture) {
        double mean = Arrays.stream(picture).flatMapToInt(Arrays::stream).average().orElseThrow();
        return Arrays.stream(picture)
                .map(row -> Arrays.stream(row).map(grey -> (int) Math.round(grey - mean + 128)).toArray())
                .toArray(int[][]::new);
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
        return paint(machine, frame, size, name, MapMarks.of(MapNotes.of(machine, frame)).withSelected(picked));
    }

    private static BufferedImage paint(Machine machine, Frame frame, int[] size, Theme.Name name, MapMarks marks) {
        var layout = MachineMapLayout.of(machine, frame, size[0], size[1]);
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
