package archipelago.engine.cli;

import archipelago.engine.base.Hash64;
import archipelago.engine.session.Branch;
import archipelago.engine.session.Replay;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago replay`: a saved session again, and whether it is still the same run.
@Command(
        name = "replay",
        description = "Runs a saved session again and compares it with what was recorded.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SESSION", description = "a saved session (.mksession)")
    private Path file;

    @Option(names = "--verify", description = "compare every fingerprint; exit with 1 at the first difference")
    private boolean verify;

    @Option(names = "--branch", paramLabel = "NAME",
            description = "end on this branch, by its number or its name; without it, on the last one")
    private String branch;

    @Mixin
    private FactFiles files;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws Refusal {
        var err = spec.commandLine().getErr();
        var opening = Inputs.open(file, Optional.empty());
        Inputs.print(opening.problems(), err);
        if (opening.opened().isEmpty()) {
            return opening.exitStatus();
        }
        var saved = opening.opened().get().saved();
        if (saved.isEmpty()) {
            err.println(file + " is a scenario, in which nothing has been done yet; replay takes a saved session"
                    + " (.mksession), as run --save and the window write them");
            return ExitStatus.REFUSED;
        }
        files.check();
        checkOutputs();
        var replay = new Replay(saved.get());
        var all = replay.session().branches();
        var wanted = all.stream()
                .filter(b -> String.valueOf(b.number()).equals(branch) || !b.name().isEmpty() && b.name().equals(branch))
                .findFirst();
        if (branch != null && wanted.isEmpty()) {
            err.println("--branch: this session has the branches 0 to " + (all.size() - 1) + names(all) + ", not " + branch);
            return ExitStatus.USAGE;
        }
        var divergence = replay.verify();
        var session = replay.session();
        if (divergence.isEmpty() && wanted.isPresent()) {
            session.enter(wanted.get().number());
            RunReport.toTheEnd(session);
        }
        files.write(session);
        var document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        document.put("equal", divergence.isEmpty()).put("compared", replay.compared()).put("branches", all.size());
        document.put("branch", session.branch().number()).put("events", session.events());
        document.put("fingerprint", Hash64.text(session.fingerprint()));
        divergence.ifPresent(d -> document.put("equal_events", d.equalEvents())
                .put("different_events", d.differentEvents())
                .put("sentence", d.sentence()));
        var out = spec.commandLine().getOut();
        out.println(json ? document.toPrettyString() : divergence.map(Replay.Divergence::sentence).orElse(
                "equal: " + replay.compared() + " fingerprints on " + all.size() + " branches; branch "
                        + session.branch().number() + " at event " + session.events() + " has "
                        + Hash64.text(session.fingerprint())));
        out.flush();
        return divergence.isPresent() && verify ? ExitStatus.REFUSED : ExitStatus.DONE;
    }

    private static String names(List<Branch> branches) {
        var names = branches.stream().map(Branch::name).filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() ? "" : " (with the names " + String.join(", ", names) + ")";
    }

    /// What is replayed is not written over.
    private void checkOutputs() throws Refusal {
        var taken = new ArrayList<>(List.of(file));
        for (var output : files.asked().entrySet()) {
            OutputFile.check(output.getKey(), output.getValue(), taken);
            taken.add(output.getValue());
        }
    }
}
