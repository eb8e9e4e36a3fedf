package archipelago.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import archipelago.engine.bench.Bench;
import archipelago.engine.bench.Figure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The form of what `bench` prints. What it measures is for people to judge: no figure decides a test.
class BenchCommandTest {
    private static final Bench.Plan SMALL = new Bench.Plan(1, 500, 128, 500, 4_000, 5);

    private static String said(String... words) {
        var out = new StringWriter();
        var program = new CommandLine(new BenchCommand(SMALL)).setOut(new PrintWriter(out));
        assertThat(program.execute(words)).isEqualTo(ExitStatus.DONE);
        return out.toString();
    }

    @Test
    void theDocumentNamesEachFigureWithItsUnitAndTheOtherSideOfItsRatio() throws IOException {
        var json = new ObjectMapper().readTree(said("--json"));

        assertThat(json.get("schema").asInt()).isEqualTo(1);
        var names = new ArrayList<String>();
        for (var figure : json.get("figures")) {
            names.add(figure.get("name").asText());
            assertThat(figure.get("what").asText()).isNotBlank();
            assertThat(figure.get("unit").asText()).isIn("events/s", "us", "ms", "MiB");
            assertThat(figure.get("value").isNumber()).isTrue();
            var other = figure.get("other");
            assertThat(other.get("name").asText()).isIn("priority-queue", "packed-heap", "target");
            assertThat(other.get("unit")).isEqualTo(figure.get("unit"));
            assertThat(figure.get("ratio").asDouble()).isCloseTo(ratio(figure), withPercentage(1));
            assertThat(figure.get("ahead").isBoolean()).isTrue();
        }
        assertThat(names).doesNotHaveDuplicates().contains(
                "queue.exponential.1024.priority-queue",
                "queue.bimodal.16384.packed-heap",
                "engine-hold.exponential.128.1024",
                "engine-hold.bimodal.128.16384",
                "engine-load.128.16384",
                "snapshot.128",
                "seek-p99.128",
                "memory.128");
    }

    private static double ratio(JsonNode figure) {
        return figure.get("value").asDouble() / figure.get("other").get("value").asDouble();
    }

    @Test
    void peopleGetATableThatSaysWhatFallsShort() {
        var text = BenchCommand.text(List.of(
                new Figure("queue.x", "the queue", 30e6, "events/s", "priority-queue", 10e6, true),
                new Figure("seek", "a seek", 250, "ms", "target", 100, false)));

        assertThat(text).contains("30.00 M events/s   priority queue   10.00 M events/s    3.00\n");
        assertThat(text).contains("at most           100.0 ms    2.50   falls short\n");
    }
}
