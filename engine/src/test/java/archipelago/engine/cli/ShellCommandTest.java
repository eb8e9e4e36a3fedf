package archipelago.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.cli.Terminal.Said;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `archipelago shell` reads lines from standard input, and its status says what became of them.
class ShellCommandTest {
    @TempDir
    Path folder;

    private static Said shell(String lines, Object... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var arguments = new ArrayList<String>(List.of("shell"));
        for (var option : options) {
            arguments.add(option.toString());
        }
        var input = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        var root = CommandLine.Model.CommandSpec.create().name("archipelago");
        var program = Program.complete(new CommandLine(root), input)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int status = Program.execute(program, arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    @Test
    void allLinesAreDoneAndTheEndIsGoodWhateverBecameOfThem() {
        var said = shell("kerf exec nobody\nadvance 1ms\nstatus\n", Terminal.FIRST_LIGHT);
        assertThat(said.status()).isZero();
        assertThat(said.err()).contains("there is no instance nobody");
        assertThat(said.out()).contains("time          1 ms");
    }

    @Test
    void withStopOnErrorTheFirstFailureEndsItWithItsStatus() {
        var lines = "kerf load web-server --kernel=vmlinux\nstatus\n";
        var said = shell(lines, Terminal.FIRST_LIGHT, "--stop-on-error");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(shell("kerf create\n", Terminal.FIRST_LIGHT, "--stop-on-error").status()).isEqualTo(2);
        assertThat(shell("kerf init -i no.dtb\n", Terminal.FIRST_LIGHT, "--stop-on-error").status()).isEqualTo(3);
        assertThat(shell("exit\nkerf create\n", Terminal.FIRST_LIGHT, "--stop-on-error").status()).isZero();
    }

    @Test
    void whatIsDoneIsSavedAndCanBeGoneOnWith() {
        var saved = folder.resolve("life.mksession");
        var story = "advance 1s\nadvance 5s\ninject panic database\nadvance 1ms\nstatus\n";
        var first = shell(story, Terminal.FIRST_LIGHT, "--save", saved);
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(Terminal.say("replay", saved, "--verify").status()).isZero();
        var fingerprint = last(first.out());
        var again = shell("status\nkerf kill database --force\n", saved, "--save", folder.resolve("more.mksession"));
        assertThat(again.out()).contains(fingerprint);
        assertThat(Terminal.say("replay", folder.resolve("more.mksession"), "--verify").status()).isZero();
    }

    private static String last(String text) {
        return text.lines().reduce((_, line) -> line).orElseThrow();
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        assertThat(shell("", "nowhere.json").status()).isEqualTo(3);
        assertThat(shell("", Terminal.FIRST_LIGHT, "--save", Terminal.FIRST_LIGHT).status()).isEqualTo(2);
        assertThat(shell("").status()).isEqualTo(2);
    }
}
