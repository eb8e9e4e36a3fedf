package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Problem;
import archipelago.engine.scenario.PlacedJson.Place;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlacedCpusTest {
    @Property(tries = 3000)
    void aListIsReadAsThePlainReaderReadsIt(
            @ForAll @NotBlank @StringLength(min = 1, max = 12)
                    @Chars({'0', '1', '2', '9', '-', ',', ' ', 'x'}) String list) {
        var problems = new Problems("x.json");
        var read = PlacedCpus.read(new PlacedJson.Text(new Place(1, 1, ""), list, true), problems);
        if (problems.none()) {
            assertThat(read).as(list).isEqualTo(CpuList.parse(list));
        } else {
            assertThat(CpuList.parse(list)).as(list).isEmpty();
        }
    }

    @Test
    void aProblemStandsAtThePartThatIsWrong() {
        var problems = new Problems("x.json");
        PlacedCpus.read(new PlacedJson.Text(new Place(3, 20, ""), "16, 18,nine", true), problems);
        assertThat(problems.inOrder()).extracting(Problem::column).containsExactly(28);
    }

    @Test
    void inATextWithEscapesAProblemStandsAtTheText() {
        var text = new PlacedJson.Text(new Place(3, 20, ""), "16,18", false);
        assertThat(PlacedCpus.placeOf(text, 18)).isEqualTo(text.place());
    }
}
