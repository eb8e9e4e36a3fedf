package archipelago.engine.scenario;

import archipelago.engine.base.Reading;
import archipelago.engine.command.Command;
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
    private static final Set<Verb> FAULTS = EnumSet.of(Verb.PANIC);

    private static final String NUMBER = "-?[0-9]{1,19}";
    private static final PlacedJson.Place HERE = new PlacedJson.Place(1, 1, "");

    private FaultWords() {}

    /// Reads a fault.
    public static Reading<Command> read(List<String> words) {
        // What a word is, its key alone knows: a kernel may be called 7.
        var numbered = read(words, word -> word.matches(NUMBER));
        var plain = numbered.value().isPresent() ? numbered : read(words, word -> false);
        return plain.value().isPresent() ? plain : numbered;
    }

    private static Reading<Command> read(List<String> words, Predicate<String> isNumber) {
        var problems = new Problems("inject");
        var members = new ArrayList<PlacedJson.Member>();
        var name = words.isEmpty() ? "" : words.getFirst();
        members.add(member("do", name, word -> false));
        var keys = keysOf(name);
        int next = 0;
        for (var word : words.subList(Math.min(1, words.size()), words.size())) {
            int equals = word.indexOf('=');
            if (equals > 0 && keys.contains(word.substring(0, equals))) {
                members.add(member(word.substring(0, equals), word.substring(equals + 1), isNumber));
            } else if (next < keys.size()) {
                members.add(member(keys.get(next++), word, isNumber));
            } else if (!keys.isEmpty()) {
                problems.add(HERE, "the word " + Words.quoted(word) + " is one too many", form(name, keys));
                break;
            }
        }
        var object = new PlacedJson.Obj(HERE, members, true);
        var verb = CommandJson.verb(object, FAULTS, keys, problems);
        if (verb.isEmpty()) {
            return Reading.refused(problems.inOrder());
        }
        var command = CommandJson.read(object, List.of(), Optional.empty(), problems);
        return problems.none() && command.isPresent()
                ? Reading.of(command.get())
                : Reading.refused(problems.inOrder());
    }

    private static PlacedJson.Member member(String key, String word, Predicate<String> isNumber) {
        var place = new PlacedJson.Place(1, 1, "/" + key);
        PlacedJson value = isNumber.test(word)
                ? new PlacedJson.Num(place, word)
                : new PlacedJson.Text(place, word, true);
        return new PlacedJson.Member(key, place, value);
    }

    private static List<String> keysOf(String name) {
        return FAULTS.stream()
                .filter(verb -> verb.word().equals(name))
                .flatMap(verb -> verb.keysWith(List.of()).stream())
                .filter(key -> !key.equals("do"))
                .toList();
    }

    private static String form(String name, List<String> keys) {
        return name + " " + String.join(" ", keys).toUpperCase(Locale.ROOT);
    }
}
