package archipelago.engine.kerf;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf console`: what an instance has written on its console. The machine stands still while one reads, so
/// the tool shows what there is and detaches at once.
@CommandLine.Command(
        name = "console",
        description = "Shows the console of a running instance.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    private final KerfRun run;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the instance")
    private String name;

    @Option(names = "--id", paramLabel = "N", description = "its id, in place of the name")
    private Integer id;

    @Option(names = {"--verbose", "-v"}, description = "say more")
    private boolean verbose;

    ConsoleCommand(KerfRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws KerfStop {
        var instance = run.instance(name, id, "console");
        if (!instance.status().equals("active")) {
            throw KerfStop.refused("Error: instance '" + instance.name() + "' is not active",
                    "Current status: '" + instance.status() + "' (expected: 'active')");
        }
        run.say(verbose, "Instance ID: " + instance.id());
        return attach(run, instance.name());
    }

    static int attach(KerfRun run, String name) throws KerfStop {
        if (!run.host().terminal()) {
            throw KerfStop.refused("Error: standard input is not a terminal");
        }
        run.say("Connected to the console of '" + name + "'.");
        run.host().console(name).forEach(run::say);
        var now = InstanceFiles.named(run.files(), name).map(InstanceFiles::status).orElse("gone");
        if (!now.equals("active")) {
            run.say("Instance '" + name + "' is no longer active (status: " + now + ")");
        }
        run.say("Detached: the machine stands still at the prompt; let time go on with advance.");
        return 0;
    }
}
