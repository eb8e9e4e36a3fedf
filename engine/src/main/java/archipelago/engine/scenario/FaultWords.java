package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Faults as people type them: `panic web-server 20`. The first word is what stands at `do` in a file, the
/// others are the values of its keys, in their order; a value may also name its key, as in `cpu=20`.
public final class FaultWords {
    /// What can be injected; the words and keys of each are in [Verb] and nowhere else.
    private static final Set<Verb> FAULTS = EnumSet.range(Verb.PANIC, Verb.SELF_REBOOT);

    private static final String NUMBER = "-?[0-9]{1,19}";
    private static final PlacedJson.Place HERE = new PlacedJson.Place(1, 1, "");

    private FaultWords() {}

    /// How each fault is written: `panic KERNEL CPU`.
    public static List<String> forms() {
        return FAULTS.stream().map(FaultWords::form).toList();
    }

    /// The form of the fault that words begin with; empty if they begin with none.
    public static Optional<String> form(List<String> words) {
        return words.isEmpty() ? Optional.empty() : fault(words.getFirst()).map(FaultWords::form);
    }

    private static Optional<Verb> fault(String word) {
        return FAULTS.stream().filter(verb -> verb.word().equals(word)).findFirst();
    }

    private static String form(Verb fault) {
        return fault.word() + " " + String.join(" ", keys(fault)).toUpperCase(Locale.ROOT);
    }

    private static List<String> keys(Verb fault) {
        return fault.keysWith(List.of()).stream().filter(key -> !key.equals("do")).toList();
    }

    /// Reads a fault.
    public static Reading<Command> read(List<String> words) {
        // What a word is, its key alone knows: a kernel may be called 7.
        var numbered = read(words, word -> word.matches(NUMBER));
        var plain = numbered.value().isPresent() ? numbered : read(words, _ -> false);
        return plain.value().isPresent() ? plain : numbered;
    }

    /// A fault as people type it, to be read back: `hang web-server interrupts=off`. Values in the order of their keys
    /// stand alone, until one is missing.
    public static String words(Fault fault) {
        var written = FaultJson.write(fault);
        var verb = fault(written.get("do").asText()).orElseThrow();
        var line = new StringBuilder(verb.word());
        boolean inOrder = true;
        for (var key : keys(verb)) {
            if (written.has(key)) {
                line.append(' ').append(inOrder ? "" : key + "=").append(written.get(key).asText());
            } else {
                inOrder = false;
            }
        }
        return line.toString();
    }

    private static Reading<Command> read(List<String> words, Predicate<String> isNumber) {
        var name = words.isEmpty() ? "" : words.getFirst();
        var fault = fault(name);
        if (fault.isEmpty()) {
            var known = FAULTS.stream().map(Verb::word).toList();
            return refused(name.isEmpty() ? "no fault is named" : "there is no fault " + Words.quoted(name),
                    Words.meant(name, known));
        }
        var keys = keys(fault.get());
        var form = form(fault.get());
        var members = new ArrayList<PlacedJson.Member>();
        members.add(member("do", name, _ -> false));
        int next = 0;
        for (var word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals > 0 && keys.contains(word.substring(0, equals))) {
                members.add(member(word.substring(0, equals), word.substring(equals + 1), isNumber));
            } else if (next < keys.size()) {
                members.add(member(keys.get(next++), word, isNumber));
            } else {
                return refused("the word " + Words.quoted(word) + " is one too many", form);
            }
        }
        var problems = new Problems("inject");
        var command =
                CommandJson.read(new PlacedJson.Obj(HERE, members, true), List.of(), Optional.empty(), problems);
        return command.map(Reading::of).orElseGet(() ->
                refused(problems.inOrder().getFirst().sentence(), form));
    }

    private static Reading<Command> refused(String sentence, String advice) {
        return Reading.refused(List.of(new Problem("inject", 1, 1, sentence, advice)));
    }

    private static PlacedJson.Member member(String key, String word, Predicate<String> isNumber) {
        PlacedJson value = isNumber.test(word)
                ? new PlacedJson.Num(HERE, word)
                : new PlacedJson.Text(HERE, word, true);
        return new PlacedJson.Member(key, HERE, value);
    }
}
