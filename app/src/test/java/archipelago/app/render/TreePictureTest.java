package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.machine.Machine;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws the file tree for people to look at, and checks that what it shows is a device tree.
class TreePictureTest {
    private final Machine machine = Frames.machine();
    private final Frame frame = pool();

    private static Frame pool() {
        var frame = Frames.calm();
        frame.memory.add(new MemoryView(28 * Sizes.GIB, 2 * Sizes.GIB, 0, -1));
        frame.books = Frames.books(Frames.machine(), frame, List.of(-1, 1, 2, 0));
        return frame;
    }

    @Test
    void theTreeIsShownWithItsText() throws IOException {
        ViewPictures.shots("tree-pool", new TreeView(), machine, frame, Selection.NOTHING);
        ViewPictures.shots("tree-instance", new TreeView(), machine, frame, new Selection.OfKernel(1));
        var crowd = Frames.crowded(Frames.machine(2, 64), 12, 0);
        ViewPictures.shots("tree-crowd", new TreeView(), Frames.machine(2, 64), crowd, new Selection.OfKernel(9));
    }

    @Test
    void aWideTreeStandsInTwoColumns() throws IOException {
        var moment = moment(Selection.NOTHING);
        ViewPictures.save(ViewPictures.image(new TreeView(), moment, 1400, 560), "tree-pool-1400-light");
        ViewPictures.save(ViewPictures.image(new TreeView(), moment, 1400, 320), "tree-pool-low-light");
    }

    @Test
    void theHostsTreeIsThePool() {
        var tree = shown(frame, Selection.NOTHING);
        assertThat(tree.node("/instances")).isEmpty();
        assertThat(cpus(tree, "cpus-available")).containsExactly(24L, 26L, 74L);
        assertThat(cpus(tree, "cpus")).hasSize(12);
        assertThat(tree.node("/resources/memory@400000000")).isPresent();
        assertThat(tree.node("/pci@3b/pci@0,0")).as("idle in the pool").isPresent();
        assertThat(tree.node("/pci@5e")).as("lent to the web server").isEmpty();
        assertThat(tree.node("/pci@d8")).as("the host's").isEmpty();
    }

    @Test
    void anInstancesTreeNamesWhatItHas() {
        var tree = shown(frame, new Selection.OfKernel(2));
        assertThat(cpus(tree, "cpus")).containsExactly(64L, 66L, 68L, 70L, 72L);
        assertThat(tree.node("/aliases").orElseThrow().property("nic1")).isPresent();
        assertThat(tree.node("/pci@af/pci@0,0")).isPresent();
    }

    @Test
    void beforeThereIsAPoolTheFileNamesTheHostsCpus() {
        var whole = Frames.crowded(machine, 0, 0);
        Arrays.fill(whole.owner, (short) 0);
        whole.books = Frames.books(machine, whole, List.of(0, 0, 0, 0));
        var tree = shown(whole, Selection.NOTHING);
        assertThat(tree.node("/resources").orElseThrow().property("cpus-available")).isEmpty();
        assertThat(cpus(tree, "cpus")).hasSize(32);
        assertThat(tree.node("/resources").orElseThrow().children()).isEmpty();
    }

    @Test
    void theViewShowsTheSelectedKernelsTree() {
        var view = new TreeView();
        assertThat(view.text(moment(Selection.NOTHING))).contains("cpus-available");
        assertThat(view.text(moment(new Selection.OfKernel(0)))).contains("cpus-available");
        assertThat(view.text(moment(new Selection.OfKernel(1)))).contains("memory-base").contains("nvme0 =");
        assertThat(view.text(moment(new Selection.OfKernel(77)))).contains("cpus-available");
        assertThat(DeviceTreeSource.read("device_tree", view.text(moment(new Selection.OfKernel(2)))).problems())
                .isEmpty();
    }

    @Test
    void filesLeadToTheirKernels() {
        var view = new TreeView();
        ViewPictures.image(view, moment(Selection.NOTHING), 1040, 560);
        var found = new HashSet<Selection>();
        for (int y = 0; y < 560; y += 3) {
            found.add(view.hit(100, y));
        }
        assertThat(found).contains(new Selection.OfKernel(0), new Selection.OfKernel(1), new Selection.OfKernel(2));
        assertThat(view.hit(800, 200)).isEqualTo(Selection.NOTHING);
    }

    @Test
    void aLineIsTintedWithoutLosingALetter() {
        for (var line : new TreeView().text(moment(Selection.NOTHING)).split("\n")) {
            var rebuilt = new StringBuilder(" ".repeat(line.length()));
            SourceTint.pieces(line).forEach(piece ->
                    rebuilt.replace(piece.from(), piece.from() + piece.text().length(), piece.text()));
            assertThat(rebuilt).hasToString(line);
        }
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var view = new TreeView();
        var first = ViewPictures.pixels(ViewPictures.image(view, moment(Selection.NOTHING), 700, 420));
        assertThat(ViewPictures.pixels(ViewPictures.image(view, moment(Selection.NOTHING), 700, 420)))
                .isEqualTo(first);
    }

    @Property(tries = 150)
    void everySizeCanBePainted(@ForAll @IntRange(min = 1, max = 900) int width,
            @ForAll @IntRange(min = 1, max = 600) int height, @ForAll @IntRange(min = 0, max = 12) int slot) {
        var crowd = Frames.crowded(Frames.machine(2, 64), 12, 0);
        var moment = ViewPictures.moment(
                Frames.machine(2, 64), crowd, Theme.Name.CONTRAST, new Selection.OfKernel(slot));
        var view = new TreeView();
        ViewPictures.image(view, moment, width, height);
        assertThat(view.hit(width / 2.0, height / 2.0)).isNotNull();
    }

    private Moment moment(Selection selected) {
        return ViewPictures.moment(machine, frame, Theme.Name.LIGHT, selected);
    }

    /// What the view shows, read back.
    private DeviceTree shown(Frame of, Selection selected) {
        var text = new TreeView().text(ViewPictures.moment(machine, of, Theme.Name.LIGHT, selected));
        var reading = DeviceTreeSource.read("device_tree", text);
        assertThat(reading.problems()).isEmpty();
        return reading.value().orElseThrow();
    }

    private static List<Long> cpus(DeviceTree tree, String property) {
        return tree.node("/resources").orElseThrow().property(property).orElseThrow().u64s().value().orElseThrow();
    }

    @Property(tries = 300)
    void linesThatAreTooLongGoOnBelowAndLoseNothing(
            @ForAll @IntRange(min = 8, max = 120) int letters, @ForAll @IntRange(max = 90) int cpus) {
        var line = "\t\tcpus = /bits/ 64 <".replace("\t", "    ")
                + IntStream.range(0, cpus).mapToObj(Integer::toString).collect(Collectors.joining(" ")) + ">;";
        var quoted = "    bootargs = \"quiet " + "x".repeat(cpus) + " root=/dev/vda\";";
        for (var whole : new String[] {line, quoted, ""}) {
            var lines = SourceLines.of(new String[] {whole}, letters);
            assertThat(lines).extracting(SourceLines.Line::length).allMatch(length -> length <= letters);
            assertThat(lines.getFirst().number()).isEqualTo("1");
            assertThat(lines.stream().skip(1)).allMatch(below -> below.number().isEmpty());
            var written = lines.stream()
                    .flatMap(one -> one.pieces().stream())
                    .map(SourceTint.Piece::text)
                    .collect(Collectors.joining());
            assertThat(written.replace(" ", "")).isEqualTo(whole.replace(" ", ""));
        }
    }
}
