package archipelago.engine.kerf;

import archipelago.engine.command.Command;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf unload`: frees the image of a stopped instance.
@CommandLine.Command(
        name = "unload",
        description = "Frees the kernel image of an instance.",
        mixinStandardHelpOptions = true)
final class UnloadCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    UnloadCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var instance = run.instance(name, id, "unload");
        run.say(verbose, "Instance status: '" + instance.status() + "'");
        var who = "instance '" + instance.name() + "' (ID: " + instance.id() + ")";
        if (instance.status().equals("active")) {
            throw KerfStop.refused("Error: " + who + " is active; stop it first: kerf kill " + instance.name());
        }
        if (!instance.status().equals("loaded")) {
            throw KerfStop.refused("Error: " + who + " has no kernel to unload",
                    "Current status: '" + instance.status() + "'; only a loaded instance can be unloaded.");
        }
        var answer = run.ask(new Command.Unload(instance.name()));
        if (!answer.errno().ok()) {
            throw run.refusedCall("kexec_file_load", answer, List.of());
        }
        run.host().userSpace().delete(UserSpace.note(instance.name()));
        freeImage(run, instance.name());
        run.say("✓ Kernel unloaded successfully");
        return 0;
    }

    /// Gives the memory of a root file system back, if the tool has built one for the instance.
    static void freeImage(KerfRun run, String instance) throws KerfStop {
        if (run.host().userSpace().delete(UserSpace.IMAGES + instance)) {
            run.ask(new Command.Dax.Free(instance));
        }
    }
}
