package archipelago.app;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.SessionReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged program, started by its launcher as a person starts it.
class LauncherIT {
    private static final Path LAUNCHER = Path.of("target", "bin", "archipelago").toAbsolutePath();
    private static final Path STORY = Path.of("../scenarios/first-light.json").toAbsolutePath();
    private static final Path TERMINAL = Path.of("target", "rows").toAbsolutePath();
    private static final long PATIENCE_S = 120;

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    private ProcessBuilder program(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        return builder;
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as("the program ends by itself").isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return end(program(Map.of(), arguments).start());
    }

    private JsonNode runJson(String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("run", STORY.toString(), "--json"));
        arguments.addAll(List.of(more));
        var ended = run(arguments.toArray(String[]::new));
        assertThat(ended.status()).as(ended.err()).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    @Test
    void twoRunsOfTheDefaultStoryHaveTheSameFingerprintAndAnotherSeedHasAnother()
            throws IOException, InterruptedException {
        var first = runJson();
        var second = runJson();
        assertThat(first.path("stopped").asText()).isEqualTo("end-of-story");
        assertThat(first.path("violations")).isEmpty();
        assertThat(first.path("instances")).hasSize(3);
        assertThat(second).isEqualTo(first);
        assertThat(runJson("--seed", "43").path("fingerprint")).isNotEqualTo(first.path("fingerprint"));
    }

    @Test
    @Reaches(value = {Row.HEADLESS, Row.FINGERPRINT}, evidence = "rows/command-line.txt")
    void whatIsTypedEndsWithACodeThatScriptsRead() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("broken.json"), "{\"title\": \"no machine\"}\n");
        var said = new StringBuilder();
        assertThat(typed(said, "run", STORY.toString(), "--until", "5.6s")).isZero();
        assertThat(typed(said, "check", STORY.toString())).isZero();
        assertThat(typed(said, "check", "broken.json")).isPositive();
        assertThat(typed(said, "run", "nowhere.json")).isPositive();
        assertThat(said.toString()).contains("fingerprint", "(exit 0)");
        var evidence = TERMINAL.resolve("command-line.txt");
        Files.createDirectories(evidence.getParent());
        Files.writeString(evidence, said.toString());
    }

    /// Runs the program, and writes down what stood on the terminal.
    private int typed(StringBuilder said, String... arguments) throws IOException, InterruptedException {
        var ended = run(arguments);
        said.append("$ archipelago ").append(String.join(" ", arguments)).append('\n').append(ended.out())
                .append(ended.err()).append("(exit ").append(ended.status()).append(")\n\n");
        var plain = said.toString().replace(STORY.toString(), "first-light.json").replace(folder + File.separator, "");
        said.setLength(0);
        said.append(plain);
        return ended.status();
    }

    /// The launcher names a collector itself, so Java is started here without it.
    @ParameterizedTest
    @Reaches(value = Row.REPLAY, evidence = "rows/replay.txt")
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-Xint",
        "-XX:TieredStopAtLevel=1", "-Xmx200m"})
    void aRecordedSessionIsReplayedToTheBitWhateverTheVirtualMachineIsTold(String flag)
            throws IOException, InterruptedException {
        var lines = folder.resolve("lines");
        Files.writeString(lines, "advance 5600ms\ninject panic web-server 16\nadvance 1ms\nundo\nadvance 1ms\n");
        var recording = program(Map.of(), "shell", STORY.toString(), "--save", "s.mksession")
                .redirectInput(lines.toFile());
        assertThat(end(recording.start()).status()).isZero();

        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var target = LAUNCHER.getParent().getParent();
        var modules = target.resolve("mods") + File.pathSeparator + target.resolve("classes");
        var replay = program(Map.of(), "replay", "s.mksession", "--verify");
        replay.command(java, flag, "--enable-native-access=javafx.graphics,archipelago.app", "--module-path", modules,
                "--module", "archipelago.app/archipelago.app.Main", "replay", "s.mksession", "--verify");
        var ended = end(replay.start());
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).startsWith("equal: ").contains(" on 2 branches; branch 1 at event ");
        Files.createDirectories(TERMINAL);
        Files.writeString(TERMINAL.resolve("replay.txt"),
                "$ java " + flag + " … archipelago replay s.mksession --verify\n" + ended.out());
    }

    @Test
    void withoutADisplayAPictureIsRenderedAndNamed() throws IOException, InterruptedException {
        var ended = run();
        assertThat(ended.status()).as(ended.err()).isZero();
        var picture = folder.resolve("archipelago-first-light.png");
        assertThat(ended.out()).contains("There is no display").contains(picture.toString());
        var image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(image.getHeight()).isEqualTo(1000);
    }

    @Test
    void theWholeWindowIsPicturedInTheSizeAskedFor() throws IOException, InterruptedException {
        var ended = run(
                "picture", STORY.toString(), "--at", "5.62725s", "--size", "1280x720", "--theme", "dark", "--out", "w.png");
        assertThat(ended.status()).as(ended.err()).isZero();
        var image = ImageIO.read(folder.resolve("w.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(720);
    }

    @Test
    void theWholeWindowIsDrawnInLinesAndTwiceIsTheSame() throws IOException, InterruptedException {
        for (var name : List.of("a.svg", "b.svg")) {
            var ended = run("picture", STORY.toString(), "--at", "5.62725s", "--size", "1280x720", "--out", name);
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.out()).isEqualTo(name + "\n");
            assertThat(ended.err()).isEmpty();
        }
        var figure = folder.resolve("a.svg");
        assertThat(figure).hasSameBinaryContentAs(folder.resolve("b.svg"));
        assertThat(Files.readString(figure)).contains(">Archipelago</text>", "viewBox=\"0 0 1280 720\"");
    }

    @Test
    void underARealDisplayTheWindowStaysOpenAndWhatWasRecordedCanBeReadWhenItIsKilled()
            throws IOException, InterruptedException {
        if (!onPath("Xvfb")) {
            System.out.println("Left out: the window under a real X server (not installed: apt-get install xvfb libgtk-3-0)");
        }
        Assumptions.assumeTrue(onPath("Xvfb"), "Xvfb is not installed");
        var ready = folder.resolve("display");
        var server = new ProcessBuilder("sh", "-c", "exec Xvfb -displayfd 3 -screen 0 1600x1000x24 3> " + ready)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("xvfb").toFile())
                .start();
        try {
            var display = waitForText(ready).strip();
            var window = program(Map.of("DISPLAY", ":" + display)).start();
            var record = waitForRecord();
            boolean endedEarly = window.waitFor(4, TimeUnit.SECONDS);
            window.destroy();
            var ended = end(window);
            Assumptions.assumeFalse(ended.err().contains("no GTK 3"), "GTK 3 is not installed");
            assertThat(endedEarly).as(ended.err()).isFalse();
            assertThat(ended.err()).doesNotContain("\tat ");
            var saved = new SessionReader(new ScenarioReader()).read("record", Files.readString(record));
            assertThat(saved.problems()).isEmpty();
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void aWindowThatIsKilledIsOpenedAgainAsItWas() throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath("Xvfb") && onPath("xdotool"), "Xvfb or xdotool is not installed");
        var ready = folder.resolve("display");
        var server = new ProcessBuilder("sh", "-c", "exec Xvfb -displayfd 3 -screen 0 1600x1000x24 3> " + ready)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("xvfb").toFile())
                .start();
        try {
            var display = Map.of("DISPLAY", ":" + waitForText(ready).strip(),
                    "XDG_CONFIG_HOME", folder.resolve("config").toString());
            var window = program(display, "--lang", "it").start();
            waitForRecord();
            assertThat(done(display, "search", "--sync", "--onlyvisible", "--name", "Archipelago", "windowfocus")).isZero();
            // A busy machine may miss the first of them; to ask for the same layout again changes nothing.
            for (int i = 0; i < 15; i++) {
                assertThat(done(display, "key", "--clearmodifiers", "ctrl+3")).isZero();
                TimeUnit.SECONDS.sleep(1);
            }
            window.destroy();
            end(window);
            var kept = new ObjectMapper().readTree(folder.resolve("config/archipelago/window.json").toFile());
            assertThat(kept.path("layout").asText()).isEqualTo("engineer");
            assertThat(kept.path("language").asText()).isEqualTo("it");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /// Does something on a display as a person at its keyboard does.
    private static int done(Map<String, String> display, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        var hands = new ProcessBuilder(command);
        hands.environment().putAll(display);
        var process = hands.start();
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as(String.join(" ", arguments)).isTrue();
        return process.exitValue();
    }

    private String waitForText(Path file) throws IOException, InterruptedException {
        for (long i = 0; i < PATIENCE_S * 10; i++) {
            if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
                return Files.readString(file);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("nothing was written to " + file);
    }

    private Path waitForRecord() throws IOException, InterruptedException {
        var sessions = folder.resolve("state/archipelago/sessions");
        for (long i = 0; i < PATIENCE_S * 10; i++) {
            if (Files.isDirectory(sessions)) {
                try (var files = Files.list(sessions)) {
                    var found = files.findFirst();
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
            if (Files.size(folder.resolve("err")) > 0) {
                Assumptions.abort(Files.readString(folder.resolve("err")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no session was recorded");
    }

    private static boolean onPath(String tool) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(part -> Files.isExecutable(Path.of(part, tool)));
    }
}
