package archipelago.engine.scenario;

import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Faults as words at a prompt: a verb of the scenario files, then its values in the order of its keys, or
/// `key=value`: `panic web-server 18`, `hang web-server interrupts=off`.
public final class FaultLine {
    private static final Set<Verb> FAULTS = EnumSet.range(Verb.PANIC, Verb.SELF_REBOOT);
    /// The keys whose values are numbers.
    private static final Set<String> NUMBERS = Set.of("cpu", "percent", "message", "about", "node");

    private FaultLine() {}

    /// How each fault is written: `panic KERNEL CPU`.
    public static List<String> forms() {
        return FAULTS.stream().map(FaultLine::form).toList();
    }

    private static String form(Verb verb) {
        var words = keys(verb).stream().map(key -> " " + key.toUpperCase(Locale.ROOT));
        return verb.word() + words.reduce("", String::concat);
    }

    private static List<String> keys(Verb verb) {
        return verb.keysWith(List.of()).stream().filter(key -> !key.equals("do")).toList();
    }

    /// The form of the fault that words begin with; empty if they begin with none.
    public static Optional<String> form(List<String> words) {
        return words.isEmpty() ? Optional.empty() : verb(words.getFirst()).map(FaultLine::form);
    }

    private static Optional<Verb> verb(String word) {
        return FAULTS.stream().filter(verb -> verb.word().equals(word)).findFirst();
    }

    /// Reads a fault. Its first word must be that of one.
    public static Reading<Command> read(List<String> words) {
        var problems = new Problems("inject");
        var object = object(verb(words.getFirst()).orElseThrow(), words.subList(1, words.size()), problems);
        var placed = PlacedJson.read(object.toString(), problems);
        var command = placed.filter(PlacedJson.Obj.class::isInstance)
                .map(PlacedJson.Obj.class::cast)
                .flatMap(json -> CommandJson.read(json, List.of(), Optional.empty(), problems));
        return command.isPresent() && problems.none()
                ? Reading.of(command.get())
                : Reading.refused(problems.inOrder());
    }

    private static ObjectNode object(Verb verb, List<String> words, Problems problems) {
        var object = JsonNodeFactory.instance.objectNode().put("do", verb.word());
        var keys = keys(verb);
        int next = 0;
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                put(object, word.substring(0, equals), word.substring(equals + 1));
            } else if (next < keys.size()) {
                put(object, keys.get(next++), word);
            } else {
                problems.addAt(0, 0, "\"" + word + "\" is one word too many", form(verb));
            }
        }
        return object;
    }

    private static void put(ObjectNode object, String key, String value) {
        if (NUMBERS.contains(key) && value.matches("[0-9]{1,18}")) {
            object.put(key, Long.parseLong(value));
        } else {
            object.put(key, value);
        }
    }
}
