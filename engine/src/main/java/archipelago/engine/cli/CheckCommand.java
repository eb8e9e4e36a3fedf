package archipelago.engine.cli;

import archipelago.engine.scenario.FileCheck;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago check`: everything that is wrong with files, each problem with its place.
@Command(
        name = "check",
        description = "Finds everything that is wrong with scenarios, device trees and sessions.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", converter = Converters.FileName.class,
            description = "files to look at")
    private List<Path> files;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        var document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        var list = document.putArray("files");
        int status = ExitStatus.DONE;
        for (var file : files) {
            var verdict = Inputs.check(file);
            status = Math.max(status, statusOf(verdict.outcome()));
            if (json) {
                var item = list.addObject().put("file", file.toString()).put("kind", verdict.kind().words());
                item.put("sound", verdict.outcome() == FileCheck.Outcome.SOUND);
                var problems = item.putArray("problems");
                for (var p : verdict.problems()) {
                    problems.addObject()
                            .put("file", p.file())
                            .put("line", p.line())
                            .put("column", p.column())
                            .put("sentence", p.sentence())
                            .put("advice", p.advice());
                }
            } else {
                Inputs.print(verdict.problems(), spec.commandLine().getErr());
                if (verdict.outcome() == FileCheck.Outcome.SOUND) {
                    spec.commandLine().getOut().println(file + ": a sound " + verdict.kind().words());
                }
            }
        }
        if (json) {
            spec.commandLine().getOut().println(document.toPrettyString());
        }
        spec.commandLine().getOut().flush();
        return status;
    }

    private static int statusOf(FileCheck.Outcome outcome) {
        return switch (outcome) {
            case SOUND -> ExitStatus.DONE;
            case FAULTY -> ExitStatus.REFUSED;
            case UNREADABLE -> ExitStatus.UNREADABLE;
        };
    }
}
