package archipelago.app.cli;

import archipelago.app.shell.Display;
import archipelago.engine.cli.Program;
import picocli.CommandLine;

/// The whole command line: the window, pictures, and the commands that need neither.
public final class CommandLines {
    private CommandLines() {}

    /// The command line, ready for [Program#execute].
    public static CommandLine create() {
        var program = new CommandLine(new OpenCommand(Display::obstacle));
        program.addSubcommand(new PictureCommand());
        program.addSubcommand(new ViewBenchCommand());
        return Program.complete(program);
    }
}
