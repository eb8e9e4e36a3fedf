package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.Journals;
import archipelago.app.Stories;
import archipelago.app.layout.PoolChunk;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.io.IOException;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws memory for people to look at, and checks what a machine can check of it.
class MemoryPictureTest {
    private final Machine machine = Frames.machine();

    @Test
    void memoryIsShownNodeByNode() throws IOException {
        ViewPictures.shots("memory-lent", new MemoryView(), machine, lent(), Selection.NOTHING);
        ViewPictures.shots("memory-selected", new MemoryView(), machine, lent(), new Selection.OfKernel(2));
        ViewPictures.shots("memory-none", new MemoryView(), machine, new Frame(32), Selection.NOTHING);
        var eight = Frames.machine(8, 64);
        var crowd = Frames.crowded(eight, 7, 0);
        long at = 64 * Sizes.GIB + 8 * Sizes.GIB;
        for (int slot = 1; slot <= 7; slot++) {
            range(crowd, at, slot * 256 * Sizes.MIB, 1, slot);
            at += slot * 256 * Sizes.MIB;
        }
        range(crowd, at, 3 * Sizes.GIB, 1, -1);
        ViewPictures.shots("memory-eight-nodes", new MemoryView(), eight, crowd, Selection.NOTHING);
        var two = Frames.machine(2, 64);
        ViewPictures.shots("memory-crowd", new MemoryView(), two, crowd, new Selection.OfKernel(3));
    }

    /// Two chunks on the first node, one on the second, partly idle.
    private static Frame lent() {
        var frame = Frames.calm();
        frame.memory.clear();
        range(frame, 16 * Sizes.GIB, 4 * Sizes.GIB, 0, 1);
        range(frame, 20 * Sizes.GIB, 4 * Sizes.GIB, 0, -1);
        range(frame, 28 * Sizes.GIB, 512 * Sizes.MIB, 0, 2);
        range(frame, 28 * Sizes.GIB + 512 * Sizes.MIB, 512 * Sizes.MIB, 0, -1);
        range(frame, 40 * Sizes.GIB, 6 * Sizes.GIB, 1, 2);
        range(frame, 46 * Sizes.GIB, 2 * Sizes.GIB, 1, -1);
        return frame;
    }

    private static void range(Frame frame, long base, long bytes, int node, int kernel) {
        frame.memory.add(new archipelago.engine.frame.MemoryView(base, bytes, node, kernel));
    }

    @Test
    void chunksAreFoundByTheirGaps() {
        var chunks = PoolChunk.of(machine, lent());
        assertThat(chunks).extracting(PoolChunk::base)
                .containsExactly(16 * Sizes.GIB, 28 * Sizes.GIB, 40 * Sizes.GIB);
        assertThat(chunks).extracting(PoolChunk::bytes)
                .containsExactly(8 * Sizes.GIB, Sizes.GIB, 8 * Sizes.GIB);
        assertThat(chunks).extracting(PoolChunk::number).containsExactly(1, 2, 3);
    }

    @Test
    void idleNeighboursAndNodesDivideChunks() {
        var frame = new Frame(32);
        range(frame, 30 * Sizes.GIB, Sizes.GIB, 0, -1);
        range(frame, 31 * Sizes.GIB, Sizes.GIB, 0, -1);
        range(frame, 32 * Sizes.GIB, Sizes.GIB, 1, 1);
        assertThat(PoolChunk.of(machine, frame)).hasSize(3);
    }

    @Test
    void everyRegionCanBePointedAt() {
        var view = new MemoryView();
        ViewPictures.image(view, ViewPictures.moment(machine, lent(), Theme.Name.LIGHT, Selection.NOTHING), 1040, 560);
        // The first node's bar is to scale: 32 GiB over 1008 pixels that begin at 16.
        double perGib = 1008 / 32.0;
        double y = 94;
        assertThat(view.hit(16 + 8 * perGib, y)).isEqualTo(new Selection.OfKernel(0));
        assertThat(view.hit(16 + 18 * perGib, y)).isEqualTo(new Selection.OfRegion(16 * Sizes.GIB));
        assertThat(view.hit(16 + 22 * perGib, y)).isEqualTo(new Selection.OfRegion(20 * Sizes.GIB));
        assertThat(view.hit(16 + 26 * perGib, y)).isEqualTo(new Selection.OfKernel(0));
        assertThat(view.hit(16 + 28.25 * perGib, y)).isEqualTo(new Selection.OfRegion(28 * Sizes.GIB));
        assertThat(view.hit(-1, -1)).isEqualTo(Selection.NOTHING);
        var found = new HashSet<Selection>();
        for (int px = 0; px < 1040; px += 4) {
            found.add(view.hit(px, 200));
        }
        assertThat(found).as("the lenses of the first node").contains(
                new Selection.OfRegion(16 * Sizes.GIB), new Selection.OfRegion(28 * Sizes.GIB), Selection.NOTHING);
        assertThat(found).doesNotContain(new Selection.OfKernel(0));
        assertThat(view.hit(300, 50)).as("the line that names the node").isEqualTo(new Selection.OfNode(0));
    }

    @Test
    void addressesAreGroupedByFourDigits() {
        assertThat(MemoryPen.hex(24 * Sizes.GIB)).isEqualTo("0x6_0000_0000");
        assertThat(MemoryPen.hex(0)).isEqualTo("0x0");
        assertThat(MemoryPen.hex(0x1234)).isEqualTo("0x1234");
        assertThat(MemoryPen.hex(0x12345)).isEqualTo("0x1_2345");
    }

    @Test
    void whatAPanickedKernelHasIsToldApartUntilItStartsAgain() throws IOException {
        var calm = ViewPictures.moment(machine, lent(), Theme.Name.LIGHT, Selection.NOTHING);
        var frame = Stories.frame();
        var panic = ViewPictures.moment(machine, frame, Theme.Name.LIGHT, Selection.NOTHING);
        assertThat(MemoryPen.panicked(calm, 1)).isFalse();
        assertThat(MemoryPen.panicked(panic, 1)).isTrue();
        assertThat(MemoryPen.panicked(panic, 2)).isFalse();
        frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, Phase.UP, 4, 8, 4));
        var up = ViewPictures.pixels(ViewPictures.image(new MemoryView(), panic, 1040, 560));
        frame.kernels.set(1, Frames.kernel(1, "web-server", Status.FAILED, Phase.OFF, 4, 8, 4));
        assertThat(MemoryPen.panicked(panic, 1)).as("it is off since").isTrue();
        assertThat(ViewPictures.pixels(ViewPictures.image(new MemoryView(), panic, 1040, 560))).isNotEqualTo(up);
        ViewPictures.shots("memory-panic", new MemoryView(), machine, frame, new Selection.OfKernel(1));
        frame.ended = true;
        assertThat(MemoryPen.panicked(panic, 1)).as("after a reset").isFalse();
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var moment = ViewPictures.moment(machine, lent(), Theme.Name.LIGHT, new Selection.OfKernel(1));
        var view = new MemoryView();
        var first = ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420));
        assertThat(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420))).isEqualTo(first);
    }

    @Property(tries = 150)
    void everySizeCanBePainted(@ForAll @IntRange(min = 1, max = 900) int width,
            @ForAll @IntRange(min = 1, max = 600) int height, @ForAll @IntRange(min = 0, max = 2) int which) {
        var frame = which == 0 ? lent() : which == 1 ? Journals.frame(Journals.run(), 1, 1) : new Frame(32);
        var moment = ViewPictures.moment(machine, frame, Theme.Name.CONTRAST, new Selection.OfKernel(1));
        var view = new MemoryView();
        ViewPictures.image(view, moment, width, height);
        assertThat(view.hit(width / 2.0, height / 2.0)).isNotNull();
    }
}
