package archipelago.engine.cli;

import archipelago.engine.machine.Machine;
import archipelago.engine.session.Session;
import archipelago.engine.session.SessionFile;
import archipelago.engine.trace.ChromeTrace;
import archipelago.engine.trace.FactCsv;
import archipelago.engine.trace.FactSink;
import archipelago.engine.trace.Transcript;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/// `archipelago run`: a scenario or a saved session from its start to its end, without a window.
@Command(
        name = "run",
        description = "Runs a scenario without a window and prints what it came to.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--until", paramLabel = "T", converter = Converters.TimeNs.class,
            description = "stop at this machine time, such as 1.84ms")
    private Long untilNs;

    @Option(names = "--events", paramLabel = "N", description = "stop after this many events")
    private Long events;

    @Option(names = "--seed", paramLabel = "N", description = "use this seed, not the scenario's")
    private Long seed;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--transcript", paramLabel = "OUT", description = "write what happens, a line each")
    private Path transcript;

    @Option(names = "--trace", paramLabel = "OUT.json", description = "write a trace that trace viewers open")
    private Path trace;

    @Option(names = "--csv", paramLabel = "OUT.csv", description = "write what happens as a table")
    private Path csv;

    @Option(names = "--save", paramLabel = "SESSION", description = "save the run as a session")
    private Path save;

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        if (events != null && events < 0) {
            err.println("--events takes a whole number from 0 up, not " + events);
            return ExitStatus.USAGE;
        }
        var opening = Inputs.open(file, Optional.ofNullable(seed));
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var opened = opening.opened().get();
        if (opened.resumed() && seed != null) {
            err.println("a saved session has its own seed; --seed goes with a scenario");
            return ExitStatus.USAGE;
        }
        var recording = save == null ? null : SessionFile.begin(save, opened.source(), opened.session());
        var report = RunReport.run(
                opened.session(),
                untilNs == null ? Long.MAX_VALUE : untilNs,
                events == null ? Long.MAX_VALUE : events);
        writeFacts(opened.session());
        if (recording != null) {
            recording.close();
        }
        var out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.text());
        out.flush();
        return report.sound() ? ExitStatus.DONE : ExitStatus.BROKEN;
    }

    private void writeFacts(Session session) throws IOException {
        for (var sink : sinks(session.scenario().machine())) {
            try (sink) {
                for (int i = 0; i < session.factsTold(); i++) {
                    sink.write(session.journal().get(i));
                }
            }
        }
    }

    private List<FactSink> sinks(Machine machine) throws IOException {
        var sinks = new ArrayList<FactSink>();
        if (transcript != null) {
            sinks.add(new Transcript(writer(transcript), machine));
        }
        if (trace != null) {
            sinks.add(new ChromeTrace(writer(trace), machine));
        }
        if (csv != null) {
            sinks.add(new FactCsv(writer(csv), machine));
        }
        return sinks;
    }

    private static Writer writer(Path path) throws IOException {
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
}
