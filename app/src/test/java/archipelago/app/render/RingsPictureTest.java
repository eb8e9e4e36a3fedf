package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.History;
import archipelago.app.layout.RingsLayout;
import archipelago.app.layout.RingsLayout.Content;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.BeliefView;
import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Draws rings for people to look at, and checks what a machine can check of them.
class RingsPictureTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    /// A host, a web server, a database and as many more as asked for, with empty rings.
    private static Frame machine(int kernels, Phase web) {
        var frame = Frames.calm();
        frame.kernels.clear();
        var names = List.of("host", "web-server", "database", "edge", "batch");
        for (int slot = 0; slot < kernels; slot++) {
            var name = slot < names.size() ? names.get(slot) : "instance-number-" + slot;
            frame.kernels.add(ring(slot, name, slot == 1 ? web : Phase.UP, 0, 0));
        }
        return frame;
    }

    private static KernelView ring(int slot, String name, Phase phase, int head, int tail) {
        var status = phase == Phase.OFF ? Status.LOADED : Status.ACTIVE;
        return new KernelView(
                slot, slot, name, status, phase, 4, slot * 4, Sizes.GIB, "vmlinux", 0, 1,
                head, tail, 2_961, 1_482, 3, 40, 100, false, 0, BeliefView.none(64), slot == 0 ? -1 : 0);
    }

    /// Puts messages into a ring, from a slot on.
    ///
    /// @param claimed how many slots before the head are not published
    private static void fill(Frame frame, int kernel, int tail, int count, int ringing, int claimed) {
        var old = frame.kernel(kernel);
        int head = tail + count & 63;
        frame.kernels.set(frame.kernels.indexOf(old), ring(kernel, old.name(), old.phase(), head, tail));
        var kinds = MessageKind.values();
        for (int i = 0; i < count - claimed; i++) {
            int from = (kernel + 1 + i % 2) % frame.kernels.size();
            long arrivesNs = frame.nowNs + (i >= count - claimed - ringing ? 400 : -400);
            frame.flights.add(new FlightView(
                    1000L * kernel + i, kinds[i * 5 % kinds.length], from, 1, kernel, kernel * 4,
                    frame.nowNs - 900, arrivesNs, tail + i & 63));
        }
    }

    private static Frame talk() {
        var frame = machine(3, Phase.UP);
        fill(frame, 0, 61, 5, 1, 0);
        fill(frame, 1, 30, 6, 2, 2);
        return frame;
    }

    private static Frame boot() {
        var frame = machine(4, Phase.EARLY_BOOT);
        fill(frame, 1, 0, 1, 0, 0);
        fill(frame, 2, 7, 1, 1, 0);
        fill(frame, 3, 15, 1, 0, 1);
        return frame;
    }

    private static Frame panic() {
        var frame = machine(3, Phase.PANICKING);
        fill(frame, 1, 23, 18, 1, 0);
        fill(frame, 0, 12, 1, 1, 0);
        return frame;
    }

    private static Frame full() {
        var frame = machine(3, Phase.OFF);
        fill(frame, 1, 41, 63, 0, 0);
        fill(frame, 2, 8, 3, 1, 1);
        return frame;
    }

    private static Moment moment(Frame frame, Theme.Name theme, Selection selected) {
        Machine machine = Frames.machine();
        return new Moment(machine, frame, History.of(frame.journal), Theme.of(theme), selected);
    }

    @Test
    void theRingsShowEveryStateOfASlot() throws IOException {
        for (var theme : new Theme.Name[] {Theme.Name.LIGHT, Theme.Name.DARK}) {
            shot("boot", boot(), theme, Selection.NOTHING);
            shot("talk", talk(), theme, new Selection.OfFlight(1001));
            shot("panic", panic(), theme, new Selection.OfKernel(1));
            shot("full", full(), theme, Selection.NOTHING);
        }
        var crowd = machine(13, Phase.UP);
        fill(crowd, 5, 10, 20, 4, 2);
        shot("crowd", crowd, Theme.Name.LIGHT, Selection.NOTHING);
    }

    private static void shot(String title, Frame frame, Theme.Name theme, Selection selected) throws IOException {
        for (int[] size : new int[][] {{1040, 560}, {700, 420}}) {
            var view = new RingsView();
            var image = ViewPictures.image(view, moment(frame, theme, selected), size[0], size[1]);
            assertThat(view.labels()).isNotEmpty().allMatch(new Rectangle2D.Double(0, 0, size[0], size[1])::contains);
            ViewPictures.save(image, "rings-" + title + "-" + size[0] + "-" + theme.word());
        }
    }

    @Test
    void aSlotGivesItsMessageBackAndAStripItsKernel() {
        for (var frame : List.of(boot(), talk(), panic(), full())) {
            var view = new RingsView();
            assertThat(view.hit(5, 5)).isEqualTo(Selection.NOTHING);
            ViewPictures.image(view, moment(frame, Theme.Name.LIGHT, Selection.NOTHING), 1040, 560);
            int met = 0;
            for (var strip : view.layout().strips()) {
                for (var slot : strip.slots()) {
                    var hit = view.hit(slot.box().getCenterX(), slot.box().getCenterY());
                    var kernel = new Selection.OfKernel(strip.kernel().slot());
                    assertThat(hit).isEqualTo(slot.flight() == null
                            ? kernel
                            : new Selection.OfFlight(slot.flight().message()));
                    met += slot.flight() == null ? 0 : 1;
                }
                assertThat(view.hit(strip.bounds().getX() + 1, strip.bounds().getY() + 1))
                        .isEqualTo(new Selection.OfKernel(strip.kernel().slot()));
            }
            assertThat(met).isEqualTo(frame.flights.size());
        }
    }

    @Test
    void whatIsClaimedAndNotPublishedIsToldApart() {
        var web = RingsLayout.of(talk(), 1040, 560).strips().get(1);
        assertThat(web.count(Content.CLAIMED)).isEqualTo(2);
        assertThat(web.count(Content.RINGING)).isEqualTo(2);
        assertThat(web.count(Content.WAITING)).isEqualTo(2);
        assertThat(web.count(Content.FREE)).isEqualTo(58);
        assertThat(web.slots().get(34).content()).isEqualTo(Content.CLAIMED);
        assertThat(web.slots().get(36).content()).isEqualTo(Content.FREE);
    }

    @Test
    void whereNotAllHaveRoomTheKeyBeginsWithThoseWhoseMessagesAreInSight() {
        var frame = machine(13, Phase.UP);
        fill(frame, 8, 10, 4, 0, 0);
        var layout = RingsLayout.of(frame, 1040, 560);
        assertThat(layout.senders()).containsExactlyInAnyOrder(9, 10);
        var moment = moment(frame, Theme.Name.LIGHT, Selection.NOTHING);
        assertThat(RingSlots.senders(moment, layout, 300)).extracting(KernelKey.Entry::slot).startsWith(9, 10, 0, 1, 2);
        assertThat(RingSlots.senders(moment, layout, 9_000)).extracting(KernelKey.Entry::slot).startsWith(0, 1, 2);
        frame.playing = true;
        frame.speedNsPerSecond = 1_000_000_000;
        assertThat(RingSlots.senders(moment, layout, 300)).as("too fast to read")
                .extracting(KernelKey.Entry::slot)
                .startsWith(0, 1, 2);
    }

    @Test
    void aFullRingHasOneFreeSlot() {
        var web = RingsLayout.of(full(), 1040, 560).strips().get(1);
        assertThat(web.count(Content.FREE)).isEqualTo(1);
        assertThat(web.slots().get(web.kernel().ringHead()).content()).isEqualTo(Content.FREE);
    }

    @Test
    void paintingTwiceGivesEqualPixels() {
        var moment = moment(full(), Theme.Name.DARK, new Selection.OfKernel(1));
        var view = new RingsView();
        assertThat(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420)))
                .isEqualTo(ViewPictures.pixels(ViewPictures.image(view, moment, 700, 420)));
    }

    @Property(tries = 150)
    void noSizeBreaksItAndWordsStayApart(
            @ForAll @IntRange(min = 1, max = 1600) int width,
            @ForAll @IntRange(min = 1, max = 900) int height,
            @ForAll @IntRange(min = 1, max = 20) int kernels,
            @ForAll @IntRange(min = 0, max = 63) int tail,
            @ForAll @IntRange(min = 0, max = 63) int count) {
        var frame = machine(kernels, Phase.SECONDARIES);
        fill(frame, kernels - 1, tail, count, count / 3, count / 4);
        var view = new RingsView();
        ViewPictures.image(view, moment(frame, Theme.Name.CONTRAST, Selection.NOTHING), width, height);
        view.hit(width / 2.0, height / 2.0);
        SequencePictureTest.apart(view.labels());
    }
}
