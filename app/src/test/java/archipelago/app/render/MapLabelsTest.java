package archipelago.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The labels of messages are for reading, and so is what lies below them.
class MapLabelsTest {

    @Test
    void everyMessageOfACalmConversationHasALabel() {
        var machine = Frames.machine();
        assertThat(labels(machine, Frames.talking(), 1040, 560, Selection.NOTHING))
                .extracting(FlightLabels.Label::text)
                .containsExactlyInAnyOrder("USER request", "USER reply", "CPU_REMOVE", "HALTED");
    }

    @Property(tries = 60)
    void labelsCoverNoIdNoNameAndNoOtherLabel(
            @ForAll @IntRange(min = 8, max = 200) int cores,
            @ForAll @IntRange(min = 1, max = 40) int flights,
            @ForAll @IntRange(min = 500, max = 1400) int width) {
        var machine = Frames.machine(2, cores);
        var frame = Frames.crowded(machine, Math.min(8, cores / 2), flights);
        var layout = MachineMapLayout.of(machine, frame, width, 560);
        var labels = labels(machine, frame, width, 560, Selection.NOTHING);
        boolean lettered = layout.tile(0).getWidth() >= 44 && layout.tile(0).getHeight() >= 44;
        for (int i = 0; i < labels.size(); i++) {
            var box = labels.get(i).box();
            assertThat(new Rectangle2D.Double(0, 0, width, 560).contains(box)).isTrue();
            for (int j = i + 1; j < labels.size(); j++) {
                assertThat(box.intersects(labels.get(j).box())).isFalse();
            }
            assertThat(layout.territories()).noneMatch(t -> t.tagRoom().intersects(box));
            assertThat(layout.captions()).noneMatch(caption -> caption.room().intersects(box));
            for (int core = 0; core < cores && lettered; core++) {
                var id = TilePainter.idRoom(layout.tile(core), Long.toString(machine.physicalId(core)));
                assertThat(box.intersects(id)).isFalse();
            }
        }
    }

    @Test
    void inACrowdOnlyWhatSomebodyPointsAtHasALabel() {
        var machine = Frames.machine(2, 64);
        var frame = Frames.crowded(machine, 6, 120);
        assertThat(labels(machine, frame, 1040, 560, Selection.NOTHING)).isEmpty();
        var flight = frame.flights.stream().filter(f -> !f.waiting(frame.nowNs)).findFirst().orElseThrow();
        assertThat(labels(machine, frame, 1040, 560, new Selection.OfFlight(flight.message()))).hasSize(1);
    }

    @Test
    void aNameTagStaysInItsRoom() {
        for (int cores : new int[] {8, 24, 72, 128, 1024}) {
            var machine = Frames.machine(2, cores);
            var frame = Frames.crowded(machine, 7, 0);
            var layout = MachineMapLayout.of(machine, frame, 700, 420);
            var painter = new TerritoryPainter(
                    null, layout, machine, frame, MapMarks.of(MapNotes.of(machine, frame)));
            for (var territory : layout.territories()) {
                var tag = painter.tag(territory);
                if (tag != null) {
                    assertThat(territory.tagRoom().contains(tag.box())).isTrue();
                    assertThat(tag.text()).isNotEmpty();
                }
            }
        }
    }

    private static List<FlightLabels.Label> labels(
            Machine machine, Frame frame, int width, int height, Selection hovered) {
        var layout = MachineMapLayout.of(machine, frame, width, height);
        var marks = MapMarks.of(MapNotes.of(machine, frame)).withHovered(hovered);
        return MachineMapPainter.labels(layout, machine, frame, marks);
    }
}
