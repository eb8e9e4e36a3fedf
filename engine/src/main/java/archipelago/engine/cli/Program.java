package archipelago.engine.cli;

import archipelago.engine.base.Defect;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/// The commands that need no window, and how every command ends: with a sentence and a status, never
/// with a stack trace.
public final class Program {
    private Program() {}

    /// Adds the headless commands to the program's command line and sets how it speaks and ends.
    public static CommandLine complete(CommandLine program) {
        program.addSubcommand(new RunCommand());
        program.addSubcommand(new CheckCommand());
        program.addSubcommand(new AboutCommand());
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler(Program::wrongUsage);
        program.setExecutionExceptionHandler(Program::failed);
        return program;
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        command.getErr().println(e.getMessage());
        command.getErr().println("  try: " + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return ExitStatus.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
        command.getErr().println(switch (e) {
            case IOException io -> sentence(io);
            case Defect defect -> "The program has found a mistake of its own: " + defect.getMessage();
            default -> "The program has made a mistake: " + e;
        });
        command.getErr().flush();
        return e instanceof IOException ? ExitStatus.UNREADABLE : ExitStatus.REFUSED;
    }

    private static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException other -> other.getFile() + ": "
                    + (other.getReason() == null ? "cannot be read or written" : other.getReason());
            default -> "a file could not be read or written: " + e.getMessage();
        };
    }
}
