package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.WaitView;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CutLink;
import archipelago.engine.state.MessageKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paints the map in many situations and keeps the pictures for people to look at.
class MapPictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final MachineMapPainter painter = new MachineMapPainter();

    @ParameterizedTest
    @EnumSource(Theme.Name.class)
    void aTalkingMachineHasAPictureInEveryThemeAndSize(Theme.Name name) throws IOException {
        var machine = Frames.machine();
        var frame = Frames.talking();
        keep("map-talking-1040-" + name.word(), paint(machine, frame, 1040, 560, name));
        keep("map-talking-700-" + name.word(), paint(machine, frame, 700, 420, name));
    }

    @Test
    void everySituationHasAPicture() throws IOException {
        var machine = Frames.machine();
        keep("map-booting", paint(machine, Frames.booting(), 1040, 560, Theme.Name.LIGHT));
        keep("map-panicked", paint(machine, Frames.panicked(), 1040, 560, Theme.Name.LIGHT));
        keep("map-panicked-dark", paint(machine, Frames.panicked(), 700, 420, Theme.Name.DARK));
        keep("map-moving", paint(machine, Frames.moving(), 1040, 560, Theme.Name.LIGHT));
        keep("map-drag", dragging(machine));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 72, 128, 192, 1024, 4096})
    void everySizeHasAPicture(int cores) throws IOException {
        var machine = Frames.machine(2, cores);
        var frame = Frames.crowded(machine, Math.min(6, cores / 3), 14);
        keep("map-cores-" + cores, paint(machine, frame, 1040, 560, Theme.Name.LIGHT));
        keep("map-cores-" + cores + "-small-dark", paint(machine, frame, 700, 420, Theme.Name.DARK));
    }

    @ParameterizedTest
    @EnumSource(Theme.Name.class)
    void cachesAndThreadsHaveAPictureOnEveryLevelAndInBothOrders(Theme.Name name) throws IOException {
        for (int cores : new int[] {8, 20, 32, 72, 96, 128, 192, 1024, 4096}) {
            var machine = built(cores);
            var frame = Frames.crowded(machine, Math.min(9, cores / 4), 14);
            for (int[] size : new int[][] {{754, 330}, {1040, 560}, {2600, 1500}}) {
                var title = "map-built-" + cores + "-" + size[0] + "-" + name.word();
                keep(title, paint(machine, frame, size[0], size[1], name));
            }
            var ordered = MachineMapLayout.ofOwners(machine, frame, 1040, 560);
            keep("map-owners-" + cores + "-" + name.word(), paint(ordered, machine, frame, name));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 1024, 4096})
    void whatMattersIsSeenFromAnyDistance(int cores) throws IOException {
        var machine = Frames.machine(4, cores);
        var calm = Frames.crowded(machine, 6, 30);
        var frame = Frames.crowded(machine, 6, 30);
        frame.cutLinks = List.of(new CutLink(1, 2));
        frame.waits = List.of(new WaitView(3, 4, MessageKind.CPU_ADD, 0), new WaitView(4, 3, MessageKind.CPU_ADD, 0));
        var journal = new Journal();
        int core = IntStream.range(0, cores).filter(c -> frame.owner[c] == 5).findFirst().orElseThrow();
        journal.append(new Fact(Frames.NOW_NS - 2_000, 5, new Happening.FaultInjected(5, core, "panic")));
        int deaf = frame.kernel(2).bootCore();
        frame.flights.add(Frames.flight(900, MessageKind.USER_REQUEST, 1, 0, 2, deaf, 1.5));
        journal.append(new Fact(Frames.NOW_NS - 100, 6, new Happening.DoorbellLost(2, deaf)));
        frame.journal = journal.view();
        frame.happened = 2;
        assertThat(AlarmPainter.deaf(frame, MapNotes.of(machine, frame))).containsExactly(2);
        assertThat(AlarmPainter.deaf(calm, MapNotes.of(machine, calm))).isEmpty();
        var layout = MachineMapLayout.of(machine, frame, 1040, 560);
        assertThat(layout.cuts()).hasSize(1);
        assertThat(layout.waits()).hasSize(2).allMatch(wait -> wait.knot());
        var image = paint(machine, frame, 1040, 560, Theme.Name.LIGHT);
        keep("map-troubles-" + cores, image);
        assertThat(pixels(image)).isNotEqualTo(pixels(paint(machine, calm, 1040, 560, Theme.Name.LIGHT)));
    }

    private static Machine built(int cores) {
        int nodes = cores >= 1024 ? 8 : 2;
        int ofCache = Math.max(2, cores / nodes / (cores >= 1024 ? 8 : 2) / 2 * 2);
        var plain = Frames.machine(nodes, cores);
        var list = new ArrayList<Machine.Core>();
        for (int c = 0; c < cores; c++) {
            list.add(new Machine.Core(plain.physicalId(c), plain.node(c), c / ofCache, c / 2));
        }
        return plain.with(list);
    }

    private BufferedImage paint(MachineMapLayout layout, Machine machine, Frame frame, Theme.Name name) {
        var theme = Theme.of(name);
        var image = new BufferedImage(
                (int) layout.width(), (int) layout.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        painter.paint(g, layout, machine, frame, theme, MapMarks.of(MapNotes.of(machine, frame)));
        g.dispose();
        return image;
    }

    @Test
    void crowdsHaveAPicture() throws IOException {
        var machine = Frames.machine(2, 64);
        keep("map-flights-60", paint(machine, Frames.crowded(machine, 6, 60), 1040, 560, Theme.Name.LIGHT));
        keep("map-flights-600", paint(machine, Frames.crowded(machine, 6, 600), 1040, 560, Theme.Name.LIGHT));
        var wide = Frames.machine(4, 256);
        keep("map-sockets-4", paint(wide, Frames.crowded(wide, 12, 20), 1040, 560, Theme.Name.LIGHT));
        var block = Frames.machine(2, 4096);
        keep("map-block", paint(block, Frames.crowded(block, 6, 20), 420, 300, Theme.Name.LIGHT));
    }

    @Test
    void aMapWithoutRoomCanBePaintedAllTheSame() {
        for (int size : new int[] {1, 30, 90, 210}) {
            var image = paint(Frames.machine(), Frames.talking(), size, size, Theme.Name.LIGHT);
            assertThat(image.getWidth()).isEqualTo(size);
        }
    }

    @Test
    void paintingTwiceGivesTheSamePixels() {
        for (var frame : new Frame[] {Frames.talking(), Frames.booting(), Frames.panicked(), Frames.moving()}) {
            var once = paint(Frames.machine(), frame, 700, 420, Theme.Name.LIGHT);
            var twice = paint(Frames.machine(), frame, 700, 420, Theme.Name.LIGHT);
            assertThat(pixels(once)).isEqualTo(pixels(twice));
        }
    }

    @Test
    void aPanicShowsInThePicture() {
        var sound = paint(Frames.machine(), Frames.calm(), 700, 420, Theme.Name.LIGHT);
        var broken = paint(Frames.machine(), Frames.panicked(), 700, 420, Theme.Name.LIGHT);
        assertThat(pixels(broken)).isNotEqualTo(pixels(sound));
    }

    @Test
    void paintingLeavesTheFrameAsItWas() {
        var frame = Frames.panicked();
        var twin = Frames.panicked();
        paint(Frames.machine(), frame, 1040, 560, Theme.Name.LIGHT);
        assertThat(frame.owner).isEqualTo(twin.owner);
        assertThat(frame.site).isEqualTo(twin.site);
        assertThat(frame.siteKernel).isEqualTo(twin.siteKernel);
        assertThat(frame.busy).isEqualTo(twin.busy);
        assertThat(frame.load).isEqualTo(twin.load);
        assertThat(frame.flights).isEqualTo(twin.flights);
        assertThat(frame.kernels).isEqualTo(twin.kernels);
        assertThat(frame.memory).isEqualTo(twin.memory);
    }

    private BufferedImage dragging(Machine machine) {
        var frame = Frames.talking();
        var layout = MachineMapLayout.of(machine, frame, 1040, 560);
        var marks = new MapMarks(
                new Selection.OfCore(19),
                new Selection.OfFlight(2),
                Optional.of(new DragPreview(
                        new Selection.OfCore(12), 205, 300, 1, true, "Moves core 24 from the pool into web-server while it runs (CPU_ADD)")),
                Optional.empty(),
                MapNotes.of(machine, frame));
        return paint(machine, frame, layout, Theme.Name.LIGHT, marks);
    }

    static BufferedImage paint(Machine machine, Frame frame, int width, int height, Theme.Name name) {
        var layout = MachineMapLayout.of(machine, frame, width, height);
        return new MapPictureTest()
                .paint(machine, frame, layout, name, MapMarks.of(MapNotes.of(machine, frame)));
    }

    private BufferedImage paint(
            Machine machine, Frame frame, MachineMapLayout layout, Theme.Name name, MapMarks marks) {
        var theme = Theme.of(name);
        var image = new BufferedImage((int) layout.width(), (int) layout.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        var g = image.createGraphics();
        g.setColor(theme.colour(Theme.Role.SURFACE));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        painter.paint(g, layout, machine, frame, theme, marks);
        g.dispose();
        return image;
    }

    private static int[] pixels(BufferedImage image) {
        return Arrays.copyOf(
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()),
                image.getWidth() * image.getHeight());
    }

    private static void keep(String name, BufferedImage image) throws IOException {
        ViewPictures.save(image, name);
    }
}
