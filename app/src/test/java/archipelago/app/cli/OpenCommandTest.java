package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.i18n.Language;
import archipelago.app.shell.Display;
import archipelago.engine.cli.ExitStatus;
import archipelago.engine.cli.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// How the window is not opened. How it is, the tests of the shell tell.
class OpenCommandTest {
    private final StringWriter err = new StringWriter();

    private int say(String... words) {
        var open = new OpenCommand(() -> Optional.of(Display.Obstacle.NO_GTK));
        var program = new CommandLine(open);
        program.addSubcommand(new PictureCommand());
        return Program.execute(Program.complete(program).setErr(new PrintWriter(err)), words);
    }

    @Test
    void withoutGtkASentenceSaysWhatToInstall() {
        assertThat(say()).isEqualTo(ExitStatus.REFUSED);
        assertThat(err.toString())
                .startsWith("There is a display, but GTK 3, which windows are drawn with, is not installed.\n  try: ")
                .contains("apt-get install libgtk-3-0")
                .doesNotContain("Exception");
    }

    @Test
    void aWordThatIsNoCommandAndNoFileIsWrongUsage() {
        assertThat(say("runn")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("\"runn\" is neither a command nor a file that is there\n"
                + "  try: one of about, bench, check, compare, dts, help, host, measure, phenomena, picture, replay, run,"
                + " shell, validate, or the name of a scenario\n");
    }

    @Test
    void aScenarioThatIsNotThereIsUnreadable() {
        assertThat(say(Path.of("none", "x.json").toString())).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void aLanguageThatIsNotSpokenIsRefusedWithThoseThatAre() {
        assertThat(say("--lang", "de")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("--lang: there is no \"de\"\n  try: one of en, it, es, fr\n");
    }

    @Test
    void onlyAWindowFollowsTheLanguageOfTheSystem() {
        assertThat(OpenCommand.spoken(Optional.of(Language.FR), true, Locale.ITALY)).isEqualTo(Language.FR);
        assertThat(OpenCommand.spoken(Optional.empty(), true, Locale.ITALY)).isEqualTo(Language.IT);
        assertThat(OpenCommand.spoken(Optional.empty(), true, Locale.JAPAN)).isEqualTo(Language.EN);
        assertThat(OpenCommand.spoken(Optional.empty(), false, Locale.ITALY)).isEqualTo(Language.EN);
        assertThat(OpenCommand.spoken(Optional.of(Language.ES), false, Locale.ITALY)).isEqualTo(Language.ES);
    }

    @Test
    void anOptionThatIsNotKnownIsWrongUsage() {
        assertThat(say("--drak")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("there is no option --drak\n  try: archipelago --help\n");
    }
}
