package archipelago.engine.cli;

import archipelago.engine.session.SessionFile;
import archipelago.engine.shell.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago shell`: a prompt on the machine's host.
@Command(
        name = "shell",
        description = {
            "Opens a prompt on the machine, or takes lines from standard input: kerf, cat, ls, rmdir, advance, inject,"
                    + " why, status; help tells more.",
            "Ends with 0 when the input ends; with --stop-on-error with the status of the line that failed."
        },
        mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
    private final InputStream input;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", converter = Converters.FileName.class,
            description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--save", paramLabel = "SESSION", converter = Converters.FileName.class,
            description = "save what is done as a session")
    private Path save;

    @Option(names = "--stop-on-error", description = "end at the first line that fails, with its status")
    private boolean stopOnError;

    ShellCommand(InputStream input) {
        this.input = input;
    }

    @Override
    public Integer call() throws Refusal, IOException {
        var err = spec.commandLine().getErr();
        var opening = Inputs.open(file, Optional.empty());
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var opened = opening.opened().get();
        if (save != null) {
            OutputFile.check("--save", save, inputs(opened));
        }
        var session = opened.session();
        // A saved session goes on where it was left.
        opened.lastSeen().ifPresentOrElse(
                saw -> session.seekEvents(saw.afterEvents()), () -> session.seek(session.furthestNs()));
        session.repeatCommands();
        var recording = recording(opened);
        int status = converse(new Shell(session, spec.commandLine().getOut(), err, terminal(), WrongUsage::text));
        if (recording != null) {
            recording.close();
            if (recording.trouble().isPresent()) {
                err.println(recording.trouble().get());
                return ExitStatus.UNREADABLE;
            }
        }
        return status;
    }

    private List<Path> inputs(Inputs.Opened opened) {
        var taken = new ArrayList<Path>();
        taken.add(file);
        if (opened.saved().isEmpty()) {
            opened.source().beside().keySet().forEach(name -> taken.add(file.resolveSibling(name)));
        }
        return taken;
    }

    private SessionFile recording(Inputs.Opened opened) throws Refusal {
        try {
            return save == null ? null : opened.record(save);
        } catch (IOException e) {
            throw OutputFile.failed(save, e);
        }
    }

    /// A line at a time, so that each sees what the one before has done.
    private int converse(Shell shell) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        while (!shell.over()) {
            if (terminal()) {
                prompt(shell);
            }
            var line = lines.readLine();
            if (line == null) {
                if (terminal()) {
                    spec.commandLine().getOut().println(); // The next prompt gets a line of its own.
                }
                return ExitStatus.DONE;
            }
            int status = shell.run(line);
            if (status == ExitStatus.BROKEN || stopOnError && status != ExitStatus.DONE) {
                return status;
            }
        }
        return ExitStatus.DONE;
    }

    private void prompt(Shell shell) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(shell.prompt());
        out.flush();
    }

    private static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
