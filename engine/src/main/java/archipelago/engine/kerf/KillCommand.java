package archipelago.engine.kerf;

import archipelago.engine.command.Command;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf kill`: stops an instance, in good order or by force.
@CommandLine.Command(
        name = "kill",
        description = "Stops the kernel of an instance.",
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = {"--force", "-f"}, description = "do not ask it")
    private boolean force;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    KillCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var instance = run.instance(name, id, "kill");
        run.say(verbose, "Instance status: '" + instance.status() + "'");
        // A forced halt of a loaded instance reaches CPUs that the one before missed.
        var allowed = force ? List.of("active", "loaded") : List.of("active");
        if (!allowed.contains(instance.status())) {
            throw KerfStop.refused(
                    "Error: instance '" + instance.name() + "' (ID: " + instance.id() + ") is not running",
                    "Current status: '" + instance.status() + "' (expected: " + String.join(" or ", allowed) + ")");
        }
        run.say("Shutting down instance '" + instance.name() + "' (ID: " + instance.id() + ")"
                + (force ? " (force)" : "") + "...");
        var answer = run.ask(force ? new Command.ForceHalt(instance.name()) : new Command.Halt(instance.name()));
        if (!answer.errno().ok()) {
            throw run.refusedCall("reboot", answer, List.of());
        }
        run.say("✓ Shutdown command executed successfully");
        return 0;
    }
}
