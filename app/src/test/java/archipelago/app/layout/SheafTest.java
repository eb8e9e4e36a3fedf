package archipelago.app.layout;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.SequenceLayout.Arrow;
import archipelago.app.layout.SequenceLayout.End;
import archipelago.engine.state.MessageKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SheafTest {
    private static Arrow arrow(long number, MessageKind kind, double y1, double y2, End end) {
        var message = new History.Message(number, kind, 1, 4, 2, 8, (long) y1, end == End.TAKEN ? (long) y2 : -1, false);
        return new Arrow(message, 100, y1, 300, y2, end);
    }

    private static Arrow request(long number, double y1, double y2) {
        return arrow(number, MessageKind.USER_REQUEST, y1, y2, End.TAKEN);
    }

    @Test
    void whatLiesCloseIsDrawnAsOneAndWhatIsSlowOrLostForItself() {
        var arrows = List.of(
                request(1, 50, 60),
                request(2, 52, 62),
                arrow(3, MessageKind.USER_REPLY, 53, 63, End.TAKEN),
                arrow(4, MessageKind.USER_REQUEST, 54, 68, End.LOST),
                request(5, 55, 65),
                request(6, 56, 110),
                request(7, 90, 100));
        var gathered = Sheaf.gather(arrows, arrow -> false);
        assertThat(gathered.sheaves()).singleElement().satisfies(sheaf -> {
            assertThat(sheaf.arrows()).extracting(arrow -> arrow.message().number()).containsExactly(1L, 2L, 5L);
            assertThat(sheaf.y1()).isEqualTo(52.5);
        });
        assertThat(gathered.single()).extracting(arrow -> arrow.message().number()).containsExactly(3L, 4L, 6L, 7L);
    }

    @Test
    void whatIsPickedOutLeavesItsSheaf() {
        var arrows = List.of(request(1, 50, 60), request(2, 52, 62), request(3, 54, 64));
        var gathered = Sheaf.gather(arrows, arrow -> arrow.message().number() == 2);
        assertThat(gathered.sheaves()).singleElement().extracting(Sheaf::count).isEqualTo(2);
        assertThat(gathered.single()).extracting(arrow -> arrow.message().number()).containsExactly(2L);
    }

    @Property(tries = 200)
    void everyMessageIsDrawnOnceAndNoSheafTellsAWrongTime(
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 400) Double> sent) {
        var arrows = new ArrayList<Arrow>();
        for (double y : sent.stream().sorted().toList()) {
            arrows.add(request(arrows.size(), y, y + 10));
        }
        var gathered = Sheaf.gather(arrows, arrow -> false);
        int inSheaves = gathered.sheaves().stream().mapToInt(Sheaf::count).sum();
        assertThat(inSheaves + gathered.single().size()).isEqualTo(arrows.size());
        assertThat(gathered.sheaves()).allMatch(sheaf -> sheaf.count() > 1 && sheaf.last().y1() - sheaf.first().y1() <= 26);
    }
}
