package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the views say of the two machines of 2025, which have other files, other words and one slot for messages.
class PicturesOf2025Test {
    private static final Path SCENARIOS = Path.of("..", "scenarios");

    @TempDir
    private Path folder;

    /// The words of a view, without the marks of the picture around them.
    private String words(String scenario, String at, String view, String select) throws IOException {
        var file = folder.resolve("x.svg");
        var err = new StringWriter();
        var program = CommandLines.create().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        int status = Program.execute(program, "picture", SCENARIOS.resolve(scenario + ".json").toString(), "--at", at,
                "--view", view, "--size", "1280x720", "--select", select, "--out", file.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(status).isEqualTo(ExitStatus.DONE);
        return Files.readString(file).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void aCoreThatTheHostHasSwitchedOffIsOffline() throws IOException {
        assertThat(words("september-2025", "30ms", "map", "host")).contains("offline").doesNotContain("parked on");
        assertThat(words("october-2025", "300ms", "map", "host")).contains("offline");
    }

    @Test
    void septemberHasNoFilesAndOctoberShowsATreeAsText() throws IOException {
        assertThat(words("september-2025", "100ms", "tree", "host")).contains("no multikernel file system");
        assertThat(words("october-2025", "300ms", "tree", "web-server"))
                .contains("/sys/fs/multikernel/instances/web-server/device_tree_source")
                .contains("memory-bytes")
                .doesNotContain("overlays");
    }

    @Test
    void oneSlotIsDrawnAsOne() throws IOException {
        assertThat(words("october-2025", "300ms", "rings", "host")).contains("1 of 1").doesNotContain("63");
    }

    @ParameterizedTest
    @CsvSource({
        "september-2025, 23ms", "september-2025, 100ms", "september-2025, 162.8145ms", "september-2025, 185ms",
        "october-2025, 1ms", "october-2025, 60ms", "october-2025, 247ms", "october-2025, 560ms", "october-2025, 800ms"
    })
    void everyViewCanBeDrawn(String scenario, String at) throws IOException {
        for (var view : new String[] {"map", "lanes", "timeline", "memory", "rings", "tree", "charts"}) {
            assertThat(words(scenario, at, view, "host")).as(view).isNotBlank();
        }
    }
}
