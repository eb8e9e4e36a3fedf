package archipelago.engine.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Gives the headless program command lines and keeps what it says.
final class Terminal {
    static final Path SCENARIOS = Path.of("..", "scenarios");
    static final String FIRST_LIGHT = SCENARIOS.resolve("first-light.json").toString();
    static final Path BROKEN = Path.of("src", "test", "resources", "broken");

    /// What a command came to.
    record Said(int status, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }

    /// The program without its window.
    @Command(name = "archipelago", mixinStandardHelpOptions = true, versionProvider = Version.class)
    private static final class Headless {}

    private Terminal() {}

    static Said say(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var program = Program.complete(new CommandLine(new Headless()), InputStream.nullInputStream())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        var arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int status = Program.execute(program, arguments);
        program.getOut().flush();
        program.getErr().flush();
        return new Said(status, out.toString(), err.toString());
    }

    /// Whether a line shows the inside of the program, which nobody ever sees.
    static boolean showsTheInside(String line) {
        return line.matches(".*(\\bat [a-z]+(\\.\\w+)+\\(|Exception|\\bjava[.x]|archipelago\\.\\w+\\.|picocli|jackson|"
                + "is null\\b|\\$[0-9]|@[0-9a-f]{6,}).*");
    }
}
