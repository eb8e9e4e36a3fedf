package archipelago.engine.cli;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Times;
import archipelago.engine.seek.Sought;
import archipelago.engine.seek.SoughtWords;
import archipelago.engine.seek.SoughtWords.Meaning;
import archipelago.engine.session.SessionFile;
import archipelago.engine.shell.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Parameters(paramLabel = "FILE", converter = Converters.FileName.class,
            description = "a scenario (.json) or a saved session (.mksession)")
    private Path file;

    @Option(names = "--until", paramLabel = "T", converter = Converters.Until.class,
            description = "stop at this machine time, such as 1.84ms; or at the first of several things, such as"
                    + " \"message HALTED or fault or 2s\"; next in the shell takes the same words")
    private String until;

    @Option(names = "--events", paramLabel = "N", converter = Converters.Count.class,
            description = "stop after this many events")
    private Long events;

    @Option(names = "--seed", paramLabel = "N", converter = Converters.Seed.class,
            description = "use this seed, not the scenario's")
    private Long seed;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Mixin
    private FactFiles files;

    @Option(names = "--save", paramLabel = "SESSION", converter = Converters.FileName.class,
            description = "save the run as a session")
    private Path save;

    @Override
    public Integer call() throws Refusal {
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
        files.check();
        checkOutputs(opened);
        var recording = recording(opened);
        var report = run(opened);
        files.write(opened.session());
        var out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.text());
        if (!json && !report.sound()) {
            new Explanation(opened.session(), out, err).why(List.of());
        }
        out.flush();
        if (recording != null) {
            recording.close();
            if (recording.trouble().isPresent()) {
                err.println(recording.trouble().get());
                return ExitStatus.UNREADABLE;
            }
        }
        return report.sound() ? comparedWithSaved(opened) : ExitStatus.BROKEN;
    }

    private SessionFile recording(Inputs.Opened opened) throws Refusal {
        try {
            return save == null ? null : opened.record(save);
        } catch (IOException e) {
            throw OutputFile.failed(save, e);
        }
    }

    private RunReport run(Inputs.Opened opened) throws Refusal {
        try (var progress = Progress.on(spec.commandLine().getErr())) {
            return RunReport.run(opened.session(), limit(opened), progress);
        }
    }

    /// What was asked for; else a saved session goes as far as it had come, and a scenario to its end.
    private RunReport.Limit limit(Inputs.Opened opened) throws Refusal {
        if (until == null && events == null) {
            return opened.lastSeen().map(saw -> RunReport.Limit.saved(saw.afterEvents())).orElse(RunReport.Limit.NONE);
        }
        var untilNs = until == null ? OptionalLong.empty() : Times.parse(until);
        var any = until == null || untilNs.isPresent() ? List.<Sought>of() : sought(opened);
        return new RunReport.Limit(
                untilNs.orElse(Long.MAX_VALUE), events == null ? Long.MAX_VALUE : events, false, any);
    }

    private List<Sought> sought(Inputs.Opened opened) throws Refusal {
        var words = List.of(until.split("\\s+"));
        return switch (new SoughtWords(opened.session()).meaning(words)) {
            case Meaning.AnyOf(var all) -> all;
            case Meaning.AnyEvent() -> throw Refusal.usage("--until: every run stops at an event", "--events 1");
            case Meaning.Nothing(var unknown) -> throw Refusal.usage("--until: \"" + unknown
                    + "\" cannot be looked for", "a time such as 1.84ms, or " + SoughtWords.FORMS);
        };
    }

    /// Whether the session has come again to what was seen when it was saved. It has not if somebody
    /// has changed the file, or if the rules of the machine have changed since.
    private int comparedWithSaved(Inputs.Opened opened) {
        var session = opened.session();
        var saw = opened.lastSeen().filter(s -> s.afterEvents() == session.events());
        var now = Hash64.text(session.fingerprint());
        if (saw.isEmpty() || !session.allCommandsGiven() || saw.get().fingerprint().equals(now)) {
            return ExitStatus.DONE;
        }
        spec.commandLine().getErr().println(new Problem(file.toString(), 0, 0,
                "after event " + session.events() + " the fingerprint is " + now + ", and when this session was saved"
                        + " it was " + saw.get().fingerprint(),
                "the file as it was saved, with the version of the program that saved it").text());
        return ExitStatus.REFUSED;
    }

    // --- what is written ------------------------------------------------------------------------

    private void checkOutputs(Inputs.Opened opened) throws Refusal {
        var taken = new ArrayList<Path>();
        taken.add(file);
        if (opened.saved().isEmpty()) {
            opened.source().beside().keySet().forEach(name -> taken.add(file.resolveSibling(name)));
        }
        var outputs = files.asked();
        if (save != null) {
            outputs.put("--save", save);
        }
        for (var output : outputs.entrySet()) {
            OutputFile.check(output.getKey(), output.getValue(), taken);
            taken.add(output.getValue());
        }
    }
}
