package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The form of what `bench --view` prints. What it measures is for people to judge: no figure decides a test.
class ViewBenchCommandTest {
    private static final ViewBench.Plan SMALL = new ViewBench.Plan(1, 256, 1, 2_000, 0, 0);

    @Test
    void theDocumentTellsOfPaintingAndOfWhatAWindowCosts() throws IOException {
        var out = new StringWriter();
        var program = new CommandLine(new ViewBenchCommand(SMALL)).setOut(new PrintWriter(out));
        assertThat(program.execute("--view", "--json")).isZero();

        var names = new ArrayList<String>();
        for (var figure : new ObjectMapper().readTree(out.toString()).get("figures")) {
            names.add(figure.get("name").asText());
            assertThat(figure.get("unit").asText()).isIn("ms", "%");
            assertThat(figure.get("other").get("name").asText()).isEqualTo("target");
            assertThat(figure.get("better").asText()).isEqualTo("less");
        }
        assertThat(names).containsExactly(
                "paint.map.256", "paint.map-closer.256", "paint.timeline.256", "paint.timeline-cores.256",
                "paint.lanes.256", "paint.memory.256", "paint.rings.256", "paint.tree.256", "paint.charts.256",
                "window-cost.256");
    }
}
