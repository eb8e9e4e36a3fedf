package archipelago.engine.cli;

import archipelago.engine.host.HostedMachine;
import archipelago.engine.host.Obstacle;
import archipelago.engine.host.RequestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago host`: a machine at the disposal of programs from outside.
@Command(
        name = "host",
        description = "Puts the machine at the disposal of programs: its files in a folder, its system calls at a"
                + " socket. Ends when its input ends, or by a signal.",
        mixinStandardHelpOptions = true)
final class HostCommand implements Callable<Integer> {
    /// How long a signal waits for the present request.
    private static final long PATIENCE_S = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", converter = Converters.FileName.class,
            description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--root", paramLabel = "DIR", required = true, converter = Converters.FileName.class,
            description = "the folder that shows the machine's files")
    private Path root;

    @Option(names = "--socket", paramLabel = "PATH", required = true, converter = Converters.FileName.class,
            description = "the Unix socket that takes requests")
    private Path socket;

    @Option(names = "--seed", paramLabel = "N", converter = Converters.Seed.class,
            description = "use this seed, not the scenario's")
    private Long seed;

    @Option(names = "--save", paramLabel = "SESSION", converter = Converters.FileName.class,
            description = "save what the programs do as a session")
    private Path save;

    private final InputStream standardInput;

    /// @param standardInput its end may mean that whoever started the program has gone
    HostCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws Refusal, IOException {
        var input = Input.watched(standardInput);
        var err = spec.commandLine().getErr();
        var opening = Inputs.open(file, Optional.ofNullable(seed));
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var opened = opening.opened().get();
        if (opened.saved().isPresent() && seed != null) {
            throw Refusal.usage("a saved session has its own seed", "--seed with a scenario");
        }
        if (!toThePresent(opened)) {
            err.println(file + ": a promise is broken in this session; run tells which");
            return ExitStatus.BROKEN;
        }
        checkOutput(opened);
        var over = new CountDownLatch(1);
        try (var recording = save == null ? null : opened.record(save)) {
            int status = serve(opened, input, over);
            if (recording != null && recording.trouble().isPresent()) {
                err.println(recording.trouble().get());
                return ExitStatus.UNREADABLE;
            }
            return status;
        } catch (Obstacle obstacle) {
            throw Refusal.here(obstacle.file() + ": " + obstacle.getMessage(), obstacle.advice());
        } finally {
            over.countDown();
        }
    }

    private void checkOutput(Inputs.Opened opened) throws Refusal {
        if (save != null) {
            var used = new ArrayList<Path>(List.of(file, socket));
            if (opened.saved().isEmpty()) {
                opened.source().beside().keySet().forEach(name -> used.add(file.resolveSibling(name)));
            }
            OutputFile.check("--save", save, used);
        }
    }

    /// A saved session goes on where it was left.
    private boolean toThePresent(Inputs.Opened opened) {
        var limit = opened.lastSeen().map(saw -> RunReport.Limit.saved(saw.afterEvents())).orElse(RunReport.Limit.NONE);
        return opened.saved().isEmpty() || RunReport.run(opened.session(), limit, new Progress(spec.commandLine().getErr(), false)).sound();
    }

    /// @param over is counted down when nothing is left to be written
    private int serve(Inputs.Opened opened, Input input, CountDownLatch over) throws IOException, Obstacle {
        var err = spec.commandLine().getErr();
        var machine = HostedMachine.open(opened.session(), root, sentence -> {
            err.println(sentence);
            err.flush();
        });
        try (var server = RequestServer.open(socket, machine)) {
            var hook = new Thread(() -> endBySignal(server, over), "archipelago-host-end");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                input.whenItEnds(server::stop);
                var out = spec.commandLine().getOut();
                out.println("The machine listens at " + socket + "; its files are in " + root);
                out.flush();
                server.serve();
            } finally {
                forget(hook);
            }
        }
        machine.violations().forEach(violation -> err.println(violation.sentence()));
        return machine.violations().isEmpty() ? ExitStatus.DONE : ExitStatus.BROKEN;
    }

    /// Lets the present request be answered, and all be written that has to be.
    private void endBySignal(RequestServer server, CountDownLatch over) {
        server.stop();
        try {
            if (!over.await(PATIENCE_S, TimeUnit.SECONDS)) {
                Files.deleteIfExists(socket);
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itRuns) {
            return; // It waits for what is done next.
        }
    }
}
