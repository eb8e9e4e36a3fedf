package archipelago.engine.kerf;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command.Console;
import archipelago.engine.state.ConsoleLink;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kerf console`: what an instance prints on its console. The machine stands still while one reads, so the tool
/// selects the instance on `/dev/mktty`, or goes on where it did so before, shows what has come since, and leaves
/// the device open behind itself: what comes while time goes on is there at the next look.
@CommandLine.Command(
        name = "console",
        description = "Shows the console of a running instance.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    private static final int NO_LINK = 0;

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
        boolean open = link(run, instance) != NO_LINK;
        if (!instance.status().equals("active") && !open) {
            throw KerfStop.refused("Error: instance '" + instance.name() + "' is not active",
                    "Current status: '" + instance.status() + "' (expected: 'active')");
        }
        run.say(verbose, "Instance ID: " + instance.id());
        return attach(run, instance);
    }

    /// Shows the console of an instance that runs, or the rest of what one printed that does not any more.
    static int attach(KerfRun run, InstanceFiles instance) throws KerfStop {
        if (!run.host().terminal()) {
            throw KerfStop.refused("Error: standard input is not a terminal");
        }
        int link = link(run, instance);
        if (link == NO_LINK) {
            run.ask(new Console.Open());
            link = run.host().consoles().getLast().number();
            checked(run.ask(new Console.Write(link, Blob.text(instance.id() + "\n"))));
        }
        run.say("Connected to the console of '" + instance.name() + "'.");
        checked(run.ask(new Console.Read(link)));
        run.host().heard(link).lines().forEach(run::say);
        var now = InstanceFiles.named(run.files(), instance.name()).map(InstanceFiles::status).orElse("gone");
        if (now.equals("active")) {
            run.say("The machine stands still at the prompt: let time go on with advance, and look again.");
        } else {
            run.say("Instance '" + instance.name() + "' is no longer active (status: " + now + ")");
            checked(run.ask(new Console.Close(link)));
        }
        return 0;
    }

    /// One connection is looked up for an instance; whoever opened it, what comes goes there.
    private static int link(KerfRun run, InstanceFiles instance) {
        return run.host().consoles().stream()
                .filter(link -> link.instance() == instance.id())
                .mapToInt(ConsoleLink::number)
                .findFirst()
                .orElse(NO_LINK);
    }

    private static void checked(Host.Answer answer) throws KerfStop {
        if (!answer.errno().ok()) {
            throw KerfStop.refused("Error: /dev/mktty: " + KerfRun.sentence(answer));
        }
    }
}
