package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf exec`: starts a loaded instance, or starts it again.
@CommandLine.Command(
        name = "exec",
        description = "Starts the kernel of a loaded instance.",
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = "--console", description = "show its console at once")
    private boolean console;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    ExecCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var instance = run.instance(name, id, "exec");
        run.say(verbose, "Instance status: '" + instance.status() + "'");
        if (!instance.status().equals("loaded")) {
            throw KerfStop.refused("Error: instance '" + instance.name() + "' (ID: " + instance.id() + ") has no kernel"
                            + " ready to start",
                    "Current status: '" + instance.status() + "' (expected: 'loaded')",
                    instance.status().equals("active")
                            ? "It runs already."
                            : "Load one first: kerf load " + instance.name() + " --kernel=FILE");
        }
        run.say("Booting instance '" + instance.name() + "' (ID: " + instance.id() + ")...");
        var answer = run.ask(new Command.Exec(instance.name()));
        if (!answer.errno().ok()) {
            throw run.refusedCall("reboot", answer, answer.errno() == Errno.EINVAL
                    ? List.of("Note: is an image loaded, and has the instance a CPU?")
                    : List.of());
        }
        run.say("✓ Boot command executed successfully");
        return console ? ConsoleCommand.attach(run, instance) : 0;
    }
}
