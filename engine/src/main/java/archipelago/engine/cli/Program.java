package archipelago.engine.cli;

import archipelago.engine.base.Defect;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/// The commands that need no window, and how every command ends: with a sentence and a status, never
/// with a stack trace.
public final class Program {
    private Program() {}

    /// Adds the headless commands to the program's command line and sets how it speaks and ends.
    public static CommandLine complete(CommandLine program) {
        return complete(program, System.in);
    }

    /// @param input what stands for standard input
    static CommandLine complete(CommandLine program, InputStream input) {
        program.addSubcommand(new RunCommand());
        program.addSubcommand(new CheckCommand());
        program.addSubcommand(new ShellCommand(input));
        program.addSubcommand(new ReplayCommand());
        program.addSubcommand(new CompareCommand());
        program.addSubcommand(new HostCommand(input));
        program.addSubcommand(new PhenomenaCommand());
        program.addSubcommand(new MeasureCommand());
        program.addSubcommand(new ValidateCommand());
        program.addSubcommand(new DtsCommand());
        // A program with a window measures that too, and brings a command of its own.
        if (!program.getSubcommands().containsKey("bench")) {
            program.addSubcommand(new BenchCommand());
        }
        program.addSubcommand(new AboutCommand());
        program.addSubcommand(new CommandLine.HelpCommand());
        for (var command : program.getSubcommands().values()) {
            command.getCommandSpec().versionProvider(new Version());
        }
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler(Program::wrongUsage);
        program.setExecutionExceptionHandler((e, command, result) -> failed(e, command));
        return program;
    }

    /// Does what the arguments say.
    ///
    /// @return the status for the shell
    public static int execute(CommandLine program, String... arguments) {
        try {
            return program.execute(arguments);
        } catch (OutOfMemoryError e) {
            return end(program.getErr(), ExitStatus.REFUSED, "This needs more memory than the program has got."
                    + "\n  try: a shorter run (--until) or a smaller picture (--size)");
        } catch (Error e) {
            return failed(new IllegalStateException(e), program);
        }
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        return end(e.getCommandLine().getErr(), ExitStatus.USAGE, WrongUsage.text(e));
    }

    private static int failed(Exception e, CommandLine command) {
        return switch (e) {
            case Refusal refusal -> end(command.getErr(), refusal.exitStatus(), refusal.text());
            case IOException io -> end(command.getErr(), ExitStatus.UNREADABLE, sentence(io));
            default -> end(command.getErr(), ExitStatus.BROKEN, ownMistake(e));
        };
    }

    private static int end(PrintWriter err, int status, String text) {
        err.println(text);
        err.flush();
        return status;
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

    /// A defect as a sentence; what helps to mend it goes to a file, which the sentence names.
    public static String ownMistake(Throwable e) {
        var sentence = e instanceof Defect defect
                ? "The program has found a mistake of its own: " + defect.getMessage()
                : "The program has made a mistake.";
        return report(e)
                .map(path -> sentence + "\n  try: the same again with other input; what the makers need to know is in "
                        + path)
                .orElse(sentence);
    }

    private static Optional<Path> report(Throwable e) {
        try {
            var path = Files.createTempFile("archipelago-mistake-", ".txt");
            try (var out = new PrintWriter(Files.newBufferedWriter(path))) {
                e.printStackTrace(out);
            }
            return Optional.of(path);
        } catch (IOException nowhereToWrite) {
            return Optional.empty();
        }
    }
}
