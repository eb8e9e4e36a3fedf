package archipelago.engine.cli;

import archipelago.engine.measure.Laboratory;
import archipelago.engine.measure.Platform;
import archipelago.engine.scenario.Workload;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all experiments have in common on the command line.
abstract class Measuring implements Callable<Integer> {
    private static final int SCHEMA = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    /// What came of an experiment.
    ///
    /// @param lines for people
    record Answer(ObjectNode json, List<String> lines) {
        Answer {
            lines = List.copyOf(lines);
        }
    }

    /// Does the experiment.
    abstract Answer answer() throws Refusal;

    @Override
    public final Integer call() throws Refusal {
        var answer = answer();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.json().toPrettyString());
        } else {
            answer.lines().forEach(out::println);
        }
        out.flush();
        return ExitStatus.DONE;
    }

    static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
    }

    static Platform platform(String name) throws Refusal {
        var platform = Laboratory.platform(name);
        if (platform.isEmpty()) {
            throw unknown("machine", name, Laboratory.platforms());
        }
        return platform.get();
    }

    static Workload.Program program(String what, String name, List<Workload.Program> all, List<String> names)
            throws Refusal {
        if (!names.contains(name)) {
            throw unknown(what, name, names);
        }
        return all.stream().filter(program -> program.name().equals(name)).findFirst().orElseThrow();
    }

    static <E extends Enum<E>> E word(String what, String name, E[] known) throws Refusal {
        var words = Stream.of(known).map(Measuring::word).toList();
        int at = words.indexOf(name);
        if (at < 0) {
            throw unknown(what, name, words);
        }
        return known[at];
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static int count(String option, long value, int most) throws Refusal {
        if (value < 1 || value > most) {
            throw Refusal.usage(option + " is " + value, "a whole number from 1 to " + most);
        }
        return (int) value;
    }

    private static Refusal unknown(String what, String name, List<String> known) {
        return Refusal.usage("no " + what + " is called \"" + name + '"', "one of " + String.join(", ", known));
    }
}
