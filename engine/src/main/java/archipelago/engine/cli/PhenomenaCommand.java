package archipelago.engine.cli;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Require;
import archipelago.engine.base.Times;
import archipelago.engine.phenomenon.Finding;
import archipelago.engine.phenomenon.Trial;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago phenomena`: what a multikernel does well, badly and strangely, each shown in a story of
/// its own and looked for in the run.
@Command(
        name = "phenomena",
        description = "Runs the library of phenomena and says of each what was expected and what happened.",
        mixinStandardHelpOptions = true)
final class PhenomenaCommand implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", converter = Converters.Count.class,
            description = "numbers of phenomena; all if none is given")
    private List<Long> ids = List.of();

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private final ScenarioLibrary library = new ScenarioLibrary(new ScenarioReader());

    @Override
    public Integer call() throws Refusal {
        var all = all();
        refuseUnknown(all);
        var wanted = all.stream().filter(scenario -> isWanted(id(scenario))).toList();
        var document = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        var list = document.putArray("phenomena");
        var out = spec.commandLine().getOut();
        int held = 0;
        try (var progress = Progress.on(spec.commandLine().getErr())) {
            for (int i = 0; i < wanted.size(); i++) {
                progress.show(i, wanted.size(), wanted.get(i).phenomenon().orElseThrow().name());
                var finding = Trial.run(wanted.get(i));
                held += finding.held() ? 1 : 0;
                if (json) {
                    write(list.addObject(), finding);
                } else {
                    out.println(line(finding));
                }
            }
        }
        if (json) {
            out.println(document.put("held", held).toPrettyString());
        } else {
            out.println(held + " of " + wanted.size() + " held"
                    + (held == wanted.size() ? "" : "; " + (wanted.size() - held) + " did not"));
        }
        out.flush();
        return held == wanted.size() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    /// Every phenomenon that travels inside the program, by number.
    private List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        for (var name : library.phenomena()) {
            var source = library.read(name).value();
            Require.that(source.isPresent(), "the scenarios inside the program are sound", name);
            all.add(source.get().scenario());
        }
        return all;
    }

    private void refuseUnknown(List<Scenario> all) throws Refusal {
        var known = new TreeSet<Long>();
        all.forEach(scenario -> known.add((long) id(scenario)));
        for (long id : ids) {
            if (!known.contains(id)) {
                throw Refusal.usage("there is no phenomenon " + id,
                        "one of " + CpuList.text(List.copyOf(known)) + ", or none for all of them");
            }
        }
    }

    private boolean isWanted(int id) {
        return ids.isEmpty() || ids.contains((long) id);
    }

    private static int id(Scenario scenario) {
        return scenario.phenomenon().orElseThrow().id();
    }

    private static String number(int id) {
        return (id < 10 ? " " : "") + id;
    }

    private static String line(Finding finding) {
        var phenomenon = finding.phenomenon();
        return number(phenomenon.id()) + " | " + phenomenon.kind() + " | " + phenomenon.name() + " | expected: " + finding.expected()
                + " | happened: " + finding.happenedInShort() + " | " + (finding.held() ? "held" : "NOT HELD");
    }

    private static void write(ObjectNode item, Finding finding) {
        var phenomenon = finding.phenomenon();
        item.put("id", phenomenon.id()).put("kind", phenomenon.kind().name()).put("name", phenomenon.name());
        item.put("teaches", phenomenon.teaches()).put("scenario", finding.scenario());
        item.put("expected", finding.expected()).put("happened", finding.happened()).put("held", finding.held());
        item.put("fingerprint", finding.fingerprint());
        var observations = item.putArray("observations");
        for (var observation : finding.observations()) {
            observations.addObject()
                    .put("at_ns", observation.atNs())
                    .put("at", Times.text(observation.atNs()))
                    .put("expected", observation.expected())
                    .put("happened", observation.happened())
                    .put("held", observation.held());
        }
    }
}
