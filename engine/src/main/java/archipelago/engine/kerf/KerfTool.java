package archipelago.engine.kerf;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// kerf, version 0.2.0: its commands, options, messages in our words, and exit statuses: 0 done, 1 refused, 2
/// wrong usage, 3 a file is missing or unreadable, 130 interrupted. (`src/kerf`, commit `8b72b3e9b266`.)
public final class KerfTool {
    private final Host host;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Function<ParameterException, String> wrongUsage;

    /// @param wrongUsage what to tell somebody whose words cannot be understood
    public KerfTool(Host host, PrintWriter out, PrintWriter err, Function<ParameterException, String> wrongUsage) {
        this.host = host;
        this.out = out;
        this.err = err;
        this.wrongUsage = wrongUsage;
    }

    /// Does what the words after `kerf` say.
    ///
    /// @return the exit status
    public int run(List<String> words) {
        var line = commands(new KerfRun(host, out, err));
        var command = words.stream().filter(word -> !word.startsWith("-")).findFirst();
        if (command.isPresent() && !line.getSubcommands().containsKey(command.get())) {
            err.println("Error: there is no command " + command.get() + "\nThere are "
                    + String.join(", ", line.getSubcommands().keySet()) + ".");
            return KerfStop.USAGE;
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, arguments) -> {
            err.println(wrongUsage.apply(e));
            return KerfStop.USAGE;
        });
        line.setExecutionExceptionHandler((e, failed, parsed) -> stopped(e));
        int status = line.execute(words.toArray(String[]::new));
        out.flush();
        err.flush();
        return status;
    }

    private CommandLine commands(KerfRun run) {
        var line = new CommandLine(new Root(run)).setOut(out).setErr(err);
        line.addSubcommand(new InitCommand(run));
        line.addSubcommand(new CreateCommand(run));
        line.addSubcommand(new UpdateCommand(run));
        line.addSubcommand(new LoadCommand(run));
        line.addSubcommand(new ExecCommand(run));
        line.addSubcommand(new KillCommand(run));
        line.addSubcommand(new UnloadCommand(run));
        line.addSubcommand(new DeleteCommand(run));
        line.addSubcommand(new ShowCommand(run));
        line.addSubcommand(new DumpCommand(run));
        line.addSubcommand(new ConsoleCommand(run));
        return line;
    }

    private int stopped(Exception e) throws Exception {
        if (e instanceof KerfStop stop) {
            stop.lines().forEach(err::println);
            return stop.status();
        }
        throw e; // A mistake of our own, which the program tells by itself.
    }

    /// The part before the command.
    @Command(
            name = "kerf",
            version = "kerf 0.2.0, as this machine has it",
            description = "Makes instances out of the machine's resources and starts kernels in them.",
            mixinStandardHelpOptions = true)
    private static final class Root implements Callable<Integer> {
        private final KerfRun run;

        Root(KerfRun run) {
            this.run = run;
        }

        @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, description = "show what is written")
        void debug(boolean on) {
            run.debug(on);
        }

        @Override
        public Integer call() throws KerfStop {
            throw KerfStop.usage("Error: name a command", "kerf --help says which there are.");
        }
    }
}
