package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.BROKEN;
import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {
    private static final Pattern PROBLEM = Pattern.compile("(.+?):([0-9]+):([0-9]+): \\S.*[^.\\s]");
    private static final Pattern ADVICE = Pattern.compile("  try: \\S.*");

    @TempDir
    private Path folder;

    private static Stream<Path> brokenFiles() throws IOException {
        try (var files = Files.list(BROKEN)) {
            return files.filter(file -> !List.of("expected.txt", "machine.dts").contains(file.getFileName().toString()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void thereAreManyWaysToBeBroken() throws IOException {
        assertThat(brokenFiles()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void everyProblemHasItsPlaceItsSentenceAndItsAdvice(Path file) {
        var said = say("check", file);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.out()).isEmpty();
        var lines = said.errLines();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
        assertThat(lines.size() % 2).as("pairs of lines").isZero();
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i)).matches(PROBLEM);
            assertThat(lines.get(i + 1)).matches(ADVICE);
        }
        assertThat(lines).noneMatch(Terminal::showsTheInside);
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void runSaysTheSameOfABrokenScenario(Path file) {
        var said = say("run", file);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.errLines()).isNotEmpty().noneMatch(Terminal::showsTheInside);
        if (file.toString().endsWith(".json") && !file.toString().contains("kind-")) {
            assertThat(said.err()).isEqualTo(say("check", file).err());
        }
    }

    @Test
    void soundFilesAreNamedWithTheirKind() {
        var tree = Terminal.SCENARIOS.resolve("first-light.dts");
        var said = say("check", FIRST_LIGHT, tree);
        assertThat(said.status()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).isEqualTo(FIRST_LIGHT + ": a sound scenario\n" + tree + ": a sound device tree\n");
    }

    @Test
    void amongManyFilesTheWorstDecides() {
        var broken = BROKEN.resolve("seven-mistakes.json");
        var missing = folder.resolve("none.json");
        assertThat(say("check", FIRST_LIGHT, broken).status()).isEqualTo(ExitStatus.REFUSED);
        var said = say("check", broken, missing, FIRST_LIGHT);
        assertThat(said.status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(said.out()).isEqualTo(FIRST_LIGHT + ": a sound scenario\n");
        assertThat(said.err()).contains(broken + ":").contains(missing + ":0:0: there is no such file");
    }

    @Test
    void aFolderADeviceAndAHugeFileAreToldApartFromScenarios() throws IOException {
        assertThat(say("check", folder).status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(say("check", folder).err()).contains("this is a folder");
        var huge = folder.resolve("huge.json");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        var said = say("check", huge);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).contains("too large").contains("at most");
    }

    @Test
    void manyProblemsAreAllTold() {
        assertThat(say("check", BROKEN.resolve("seven-mistakes.json")).errLines()).hasSizeGreaterThanOrEqualTo(14);
    }

    @Test
    void programsGetOneDocument() throws IOException {
        var broken = BROKEN.resolve("seven-mistakes.json");
        var said = say("check", "--json", broken, FIRST_LIGHT);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).isEmpty();
        var document = RunCommandTest.json(said.out());
        assertThat(document.get("schema").isInt()).isTrue();
        var files = document.get("files");
        assertThat(files).hasSize(2);
        assertThat(files.get(0).get("sound").asBoolean()).isFalse();
        assertThat(files.get(0).get("problems").size()).isGreaterThanOrEqualTo(7);
        for (var problem : files.get(0).get("problems")) {
            assertThat(problem.get("line").asInt()).isPositive();
            assertThat(problem.get("column").asInt()).isPositive();
            assertThat(problem.get("sentence").asText()).isNotBlank();
            assertThat(problem.get("advice").asText()).isNotBlank();
        }
        assertThat(files.get(1).get("sound").asBoolean()).isTrue();
        assertThat(files.get(1).get("kind").asText()).isEqualTo("scenario");
    }

    @Test
    void bytesInPlaceOfTextShowNothingOfTheInside() throws IOException {
        var file = folder.resolve("x.json");
        for (var text : List.of("\u0000", "{", "[".repeat(5000), "\"", "{\"schema\":1e999999999}", "\uFEFF", "{\"session\"")) {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            var said = say("check", file);
            assertThat(said.status()).as(text).isEqualTo(ExitStatus.REFUSED);
            assertThat(said.errLines()).as(text).noneMatch(Terminal::showsTheInside);
        }
    }
}
