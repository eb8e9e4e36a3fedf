package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Inputs;
import archipelago.engine.cli.Program;
import archipelago.engine.command.Command;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which two futures a picture shows, and what is said where there is only one.
class ComparePictureCommandTest {
    private static final Path FIRST_LIGHT = Path.of("..", "scenarios", "first-light.json");

    @TempDir
    private Path folder;

    private record Said(int status, String err) {}

    private static Said say(Path file, Path out, Object... options) {
        var words = new ArrayList<>(List.of("picture", file.toString(), "--view", "compare", "--size", "900x600",
                "--at", "5.626s", "--out", out.toString()));
        for (var option : options) {
            words.add(option.toString());
        }
        var err = new StringWriter();
        var program = CommandLines.create().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        return new Said(Program.execute(program, words.toArray(String[]::new)), err.toString());
    }

    /// Two futures beside the story: in one the database panics, in the other a core goes to the pool.
    private Path session() throws IOException {
        var path = folder.resolve("s.mksession");
        var opened = Inputs.open(FIRST_LIGHT, Optional.empty()).opened().orElseThrow();
        try (var recording = opened.record(path)) {
            var session = opened.session();
            session.runUntil(5_626_000_000L);
            session.seek(5_625_000_000L);
            session.give(new Command.Fault.Panic("database", -1));
            session.runUntil(5_626_000_000L);
            session.enterHere(0);
            session.seek(5_624_000_000L);
            session.give(new Command.CpuToPool(28));
            session.runUntil(5_626_000_000L);
        }
        return path;
    }

    private byte[] drawn(Path file, Object... options) throws IOException {
        var out = folder.resolve("x.png");
        var said = say(file, out, options);
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        return Files.readAllBytes(out);
    }

    @Test
    void aBranchStandsBesideTheOneThatItLeftOrBesideTheOneThatIsNamed() throws IOException {
        var session = session();
        var natural = drawn(session);
        assertThat(drawn(session, "--select", 0)).isEqualTo(natural);
        assertThat(drawn(session, "--select", 1)).isNotEqualTo(natural);
    }

    @Test
    void aBranchThatIsNotThereIsRefused() throws IOException {
        for (var name : List.of("2", "7", "database", "-1")) {
            var said = say(session(), folder.resolve("y.png"), "--select=" + name);
            assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(said.err()).isEqualTo("--select: \"" + name + "\" is no branch to compare branch 2 with\n"
                    + "  try: the number of another one, from 0 to 2\n");
        }
        assertThat(folder.resolve("y.png")).doesNotExist();
    }

    @Test
    void whereThereIsOnlyOneFutureItSaysWhatToDo() throws IOException {
        Files.copy(FIRST_LIGHT.resolveSibling("first-light.dts"), folder.resolve("first-light.dts"));
        var quiet = Files.writeString(folder.resolve("quiet.json"),
                "{ \"schema\": 1, \"title\": \"Quiet\", \"machine\": { \"baseline\": \"first-light.dts\" } }");
        var said = say(quiet, folder.resolve("y.png"));
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).startsWith("there is only one future here").contains("\n  try: a session in which");
        assertThat(folder.resolve("y.png")).doesNotExist();
    }
}
