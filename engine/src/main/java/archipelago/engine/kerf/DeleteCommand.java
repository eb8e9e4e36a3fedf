package archipelago.engine.kerf;

import archipelago.engine.command.Command;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf delete`: removes an instance; what it had returns to the pool.
@CommandLine.Command(
        name = "delete",
        description = "Removes an instance without a kernel.",
        mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = "--dry-run", description = "check only")
    private boolean dryRun;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    DeleteCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var instance = run.instance(name, id, "delete");
        run.say(verbose, "Instance status: '" + instance.status() + "'");
        var who = "Error: cannot delete instance '" + instance.name() + "' (ID: " + instance.id() + ")";
        switch (instance.status()) {
            case "loaded" -> throw KerfStop.refused(
                    who, "It has a kernel (status: loaded). Unload it first: kerf unload " + instance.name());
            case "active" -> throw KerfStop.refused(who, "It is running (status: active). Stop it and unload its kernel"
                    + " first.");
            default -> {}
        }
        if (dryRun) {
            run.say("✓ Validation passed for deletion of instance '" + instance.name() + "'");
            run.say("✓ Instance would be deleted (dry run); without --dry-run it is");
            return 0;
        }
        int number = run.overlay(new Command.Delete(instance.name()));
        run.say("✓ Deleted instance '" + instance.name() + "' (transaction " + number + ")");
        run.say(verbose, "  Instance ID: " + instance.id());
        return 0;
    }
}
