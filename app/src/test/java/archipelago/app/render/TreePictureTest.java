package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws the file tree for people to look at, and checks that what it shows is a device tree.
class TreePictureTest {
    private static final List<Integer> OWNERS = List.of(-1, 1, 2, 0);

    private final Machine machine = Frames.machine();
    private final Frame frame = pool();

    private static Frame pool() {
        var frame = Frames.calm();
        frame.memory.add(new archipelago.engine.frame.MemoryView(28 * Sizes.GIB, 2 * Sizes.GIB, 0, -1));
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
    void thePoolsTreeNamesWhatTheHostGaveUpAndNoInstance() {
        var tree = readBack(ReadBackTree.pool(machine, frame, OWNERS));
        assertThat(tree.node("/instances")).isEmpty();
        assertThat(text(tree, "/", "compatible")).isEqualTo("= \"multikernel-v1\"");
        assertThat(text(tree, "/", "id")).isEqualTo("= <0>");
        assertThat(text(tree, "/resources", "cpus-available")).isEqualTo("= /bits/ 64 <24 26 74>");
        assertThat(text(tree, "/resources", "cpus"))
                .isEqualTo("= /bits/ 64 <16 18 20 22 24 26 64 66 68 70 72 74>");
        assertThat(text(tree, "/resources/memory@400000000", "reg")).isEqualTo("= /bits/ 64 <0x400000000 0x380000000>");
        assertThat(text(tree, "/resources/memory@400000000", "numa-node-id")).isEqualTo("= <0>");
        assertThat(tree.node("/pci@3b/pci@0,0")).as("idle in the pool").isPresent();
        assertThat(tree.node("/pci@5e/pci@0,0")).as("lent to the web server").isPresent();
        assertThat(tree.node("/pci@d8")).as("the host's").isEmpty();
        assertThat(text(tree, "/aliases", "nic0")).isEqualTo("= \"/pci@3b/pci@0,0\"");
        assertThat(text(tree, "/pci@3b", "bus-range")).isEqualTo("= <59 59>");
        assertThat(text(tree, "/pci@3b/pci@0,0", "vendor-id")).isEqualTo("= <0x8086>");
    }

    @Test
    void anInstancesTreeNamesWhatItHas() {
        var tree = readBack(ReadBackTree.instance(machine, frame, OWNERS, frame.kernel(2)));
        assertThat(text(tree, "/", "id")).isEqualTo("= <2>");
        assertThat(text(tree, "/resources", "memory-base")).isEqualTo("= /bits/ 64 <0x500000000>");
        assertThat(text(tree, "/resources", "memory-bytes")).isEqualTo("= /bits/ 64 <0x200000000>");
        assertThat(text(tree, "/resources", "cpus")).isEqualTo("= /bits/ 64 <64 66 68 70 72>");
        assertThat(text(tree, "/aliases", "nic1")).isEqualTo("= \"/pci@af/pci@0,0\"");
        assertThat(tree.node("/resources").orElseThrow().children()).isEmpty();
    }

    @Test
    void beforeThereIsAPoolTheFileNamesTheHostsCpus() {
        var whole = new Frame(32);
        var tree = readBack(ReadBackTree.pool(machine, whole, List.of(0, 0, 0, 0)));
        assertThat(tree.node("/resources").orElseThrow().property("cpus-available")).isEmpty();
        assertThat(tree.node("/resources").orElseThrow().property("cpus")).isPresent();
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
        for (var line : DeviceTreeText.write(ReadBackTree.pool(machine, frame, OWNERS)).split("\n")) {
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

    private static DeviceTree readBack(DeviceTree tree) {
        var reading = DeviceTreeSource.read("device_tree", DeviceTreeText.write(tree));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.value()).contains(tree);
        return tree;
    }

    /// What stands behind a property's name.
    private static String text(DeviceTree tree, String path, String property) {
        var lines = DeviceTreeText.write(new DeviceTree(
                new archipelago.engine.devicetree.Node(
                        "/", List.of(),
                        List.of(tree.node(path).orElseThrow().property(property).orElseThrow()), List.of(),
                        tree.root().place()),
                List.of(), false)).split("\n");
        var line = lines[lines.length - 2].strip();
        return line.substring(property.length() + 1, line.length() - 1);
    }
}
