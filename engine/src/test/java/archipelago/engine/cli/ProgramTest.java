package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Defect;
import archipelago.engine.cost.Cost;
import archipelago.engine.invariant.Invariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ProgramTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run                          | FILE is missing                       | archipelago run --help",
        "check                        | FILE is missing                       | archipelago check --help",
        "run a b                      | \"b\" is one word too many            | archipelago run --help",
        "about x                      | \"x\" is one word too many            | archipelago about --help",
        "run a --jsn                  | there is no option --jsn              | --json or --jsonl, or archipelago run --help",
        "run a --zzzzzzzz             | there is no option --zzzzzzzz         | archipelago run --help",
        "run a --until                | --until needs a value: --until T      | archipelago run --help",
        "run a --until 5              | --until: \"5\" is no time             | a number and a unit, such as 250ns, 1.84ms or 2s",
        "run a --until -1ms           | --until: \"-1ms\" is no time          | a number and a unit, such as 250ns, 1.84ms or 2s",
        "run a --events -1            | --events: \"-1\" is no count          | a whole number from 0 up",
        "run a --events 1.5           | --events: \"1.5\" is no count         | a whole number from 0 up",
        "run a --until 1s --until 2s  | --until is given twice                | --until once",
        "help nothing                 | there is no command \"nothing\"       | archipelago --help",
    })
    void wrongUsageIsToldWithWhatToWriteInstead(String words, String sentence, String advice) {
        var said = say((Object[]) words.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).isEqualTo(sentence + "\n  try: " + advice + "\n");
    }

    @Test
    void anEmptyNameIsNoFile() {
        for (var words : new String[][] {{"run", ""}, {"check", " "}, {"run", FIRST_LIGHT, "--csv", ""}}) {
            var said = say((Object[]) words);
            assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(said.err()).contains("the name of the file is empty\n  try: a name");
        }
    }

    @Test
    void aSeedIsAWholeNumberOf64Bits() {
        assertThat(say("run", FIRST_LIGHT, "--events", 1, "--seed", Long.MIN_VALUE).status()).isZero();
        var said = say("run", FIRST_LIGHT, "--seed", "9223372036854775808");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("is no seed").contains("such as 42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "about"})
    void everyCommandHasHelpAndTheVersion(String command) {
        assertThat(say(command, "--help").status()).isZero();
        assertThat(say(command, "--help").out()).startsWith("Usage: archipelago " + command);
        assertThat(say("help", command).out()).isEqualTo(say(command, "--help").out());
        assertThat(say(command, "--version").out()).isEqualTo("archipelago " + Version.text() + "\n");
        assertThat(say("--version").out()).isEqualTo("archipelago " + Version.text() + "\n");
    }

    /// A command that fails in a way that nobody thought of.
    @Command(name = "fail")
    private record Failing(Exception with) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw with;
        }
    }

    private static Terminal.Said failing(Exception with) {
        var err = new StringWriter();
        var program = Program.complete(new CommandLine(new Failing(with))).setErr(new PrintWriter(err));
        return new Terminal.Said(Program.execute(program), "", err.toString());
    }

    @Test
    void aMistakeOfTheProgramIsASentenceAndTheRestIsInAFile() throws IOException {
        for (var mistake : new Exception[] {new Defect("does not hold: x"), new NullPointerException("java.lang.X")}) {
            var said = failing(mistake);
            assertThat(said.status()).isEqualTo(ExitStatus.BROKEN);
            assertThat(said.errLines()).noneMatch(Terminal::showsTheInside);
            var report = Path.of(said.err().strip().replaceAll("(?s).* is in ", ""));
            assertThat(Files.readString(report)).contains(mistake.getClass().getName());
            Files.delete(report);
        }
    }

    @Test
    void aFileThatFailsOnTheWayIsASentence() {
        var said = failing(new IOException("No space left on device"));
        assertThat(said.status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(said.err()).contains("No space left on device").doesNotContain("Exception");
    }

    @Test
    void aboutNamesEveryDurationAndEveryPromise() throws IOException {
        var said = say("about");
        assertThat(said.status()).isZero();
        assertThat(unbroken(said.out())).contains("Exactly").contains("Approximately").contains("Not at all");
        for (var invariant : Invariant.values()) {
            assertThat(unbroken(said.out())).contains(invariant.sentence());
        }
        var document = RunCommandTest.json(say("about", "--json").out());
        assertThat(document.get("schema").isInt()).isTrue();
        assertThat(document.get("costs")).hasSize(Cost.values().length);
        assertThat(document.get("exact")).isNotEmpty();
        assertThat(document.get("approximate")).isNotEmpty();
        assertThat(document.get("not_modelled")).isNotEmpty();
    }

    /// The text without the breaks of its lines.
    private static String unbroken(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
