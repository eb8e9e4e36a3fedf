package archipelago.engine.seek;

import archipelago.engine.base.Times;
import archipelago.engine.machine.Machine;
import archipelago.engine.seek.FactQuery.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// Reads queries over facts. The words are those of [SoughtWords] as far as facts tell of them; `and`, `or`, `not` and
/// brackets join them, `and` may be left out, and every other word is looked for as it stands.
///
/// ```
/// any   = all { "or" all }
/// all   = one { ["and"] one }
/// one   = "not" one | "(" any ")" | told | words
/// told  = "kernel" NAME | "source" NAME | "target" NAME | "cpu" N | "event" N | "message" [KIND | N]
///       | "fact" KIND | "from" TIME | "until" TIME | "chapter" | "act" | "refusal" | "fault"
/// ```
public final class FactQueryWords {
    /// How many words the name of a kind has at most: `CpuAdd`, `user request`.
    private static final int KIND_WORDS = 3;
    private static final Set<String> JOINING = Set.of("and", "or", "not", "(", ")");

    private final ToldWords told;
    private List<Word> words = List.of();
    private int at;

    /// @param kernels the slot of the kernel that has a name, if one has
    public FactQueryWords(Machine machine, Function<String, OptionalInt> kernels) {
        told = new ToldWords(machine, kernels);
    }

    /// What came of reading.
    public sealed interface Reading {
        record Read(FactQuery query) implements Reading {}

        /// @param at where the trouble is, in characters from 0
        /// @param word the word that does not fit; empty if one is missing at the end
        record Wrong(int at, String word, Trouble trouble) implements Reading {}
    }

    /// What can be wrong with a query.
    public enum Trouble {
        NO_SUCH_KERNEL,
        NO_SUCH_CPU,
        NO_SUCH_FACT,
        NO_TIME,
        NO_NUMBER,
        /// Something has to come before this word, or behind the last one.
        SOMETHING_MISSING,
        NOT_CLOSED,
        NOT_OPENED,
        QUOTE_OPEN
    }

    /// @param quoted whether it stands for itself, whatever it says
    private record Word(int at, String text, boolean quoted) {
        boolean is(String other) {
            return !quoted && text.equalsIgnoreCase(other);
        }

        String lower() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /// Ends the reading; never leaves this class.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Reading.Wrong wrong;

        Stop(int at, String word, Trouble trouble) {
            super(trouble.name(), null, false, false);
            wrong = new Reading.Wrong(at, word, trouble);
        }
    }

    /// The query for what happened between two instants, both included.
    public static String stretch(long fromNs, long toNs) {
        return "from " + Times.text(fromNs) + " until " + Times.text(toNs);
    }

    /// The query for what one kernel sent to another.
    public static String between(String source, String target) {
        return "message source " + quoted(source) + " target " + quoted(target);
    }

    /// The query for everything about a kernel.
    public static String about(String kernel) {
        return "kernel " + quoted(kernel);
    }

    /// The query for the messages whose doorbell goes to a core, and for all else about it.
    ///
    /// @param cpu its physical id
    public static String sentTo(long cpu) {
        return "message cpu " + cpu;
    }

    /// The query for everything about a core, by its physical id.
    public static String aboutCpu(long cpu) {
        return "cpu " + cpu;
    }

    /// The query for what becomes of a message.
    public static String aboutMessage(long number) {
        return "message " + number;
    }

    private static String quoted(String name) {
        return name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '(' || c == ')') ? '"' + name + '"' : name;
    }

    public Reading read(String text) {
        try {
            words = words(text);
            at = 0;
            if (words.isEmpty()) {
                return new Reading.Read(FactQuery.ALL);
            }
            var term = any(text.length());
            if (at < words.size()) {
                throw stop(words.get(at), Trouble.NOT_OPENED);
            }
            return new Reading.Read(new FactQuery(term));
        } catch (Stop stop) {
            return stop.wrong;
        }
    }

    private static Stop stop(Word word, Trouble trouble) {
        return new Stop(word.at(), word.text(), trouble);
    }

    private static List<Word> words(String text) {
        var words = new ArrayList<Word>();
        int from = 0;
        while (from < text.length()) {
            char first = text.charAt(from);
            if (Character.isWhitespace(first)) {
                from++;
            } else if (first == '"') {
                int end = text.indexOf('"', from + 1);
                if (end < 0) {
                    throw new Stop(from, text.substring(from), Trouble.QUOTE_OPEN);
                }
                words.add(new Word(from, text.substring(from + 1, end), true));
                from = end + 1;
            } else if (first == '(' || first == ')') {
                words.add(new Word(from, String.valueOf(first), false));
                from++;
            } else {
                int end = from;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))
                        && "()\"".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                words.add(new Word(from, text.substring(from, end), false));
                from = end;
            }
        }
        return words;
    }

    private boolean next(String word) {
        boolean is = at < words.size() && words.get(at).is(word);
        at += is ? 1 : 0;
        return is;
    }

    private Term any(int end) {
        var any = new ArrayList<Term>();
        do {
            any.add(all(end));
        } while (next("or"));
        return any.size() == 1 ? any.getFirst() : new Term.Any(List.copyOf(any));
    }

    private Term all(int end) {
        var all = new ArrayList<Term>();
        do {
            all.add(one(end));
        } while (next("and") || at < words.size() && !words.get(at).is("or") && !words.get(at).is(")"));
        return all.size() == 1 ? all.getFirst() : new Term.All(List.copyOf(all));
    }

    private Term one(int end) {
        if (at == words.size()) {
            throw new Stop(end, "", Trouble.SOMETHING_MISSING);
        }
        var word = words.get(at++);
        if (word.quoted()) {
            return new Term.Holds(word.lower());
        }
        return switch (word.lower()) {
            case "and", "or", ")" -> throw stop(word, Trouble.SOMETHING_MISSING);
            case "not" -> new Term.Not(one(end));
            case "(" -> {
                var inside = any(end);
                if (!next(")")) {
                    throw stop(word, Trouble.NOT_CLOSED);
                }
                yield inside;
            }
            case "kernel" -> new Term.Told(new Sought.OfKernel(slot(end)));
            case "source" -> new Term.End(slot(end), true);
            case "target" -> new Term.End(slot(end), false);
            case "cpu" -> {
                var id = behind(end, Trouble.NO_SUCH_CPU);
                yield new Term.Told(told.meaning("cpu", List.of(id.text()))
                        .orElseThrow(() -> stop(id, Trouble.NO_SUCH_CPU)));
            }
            case "event" -> new Term.OfEvent(number(behind(end, Trouble.NO_NUMBER)));
            case "from" -> new Term.Since(time(end), true);
            case "until" -> new Term.Since(time(end), false);
            case "message" -> message();
            case "fact" -> {
                var kind = behind(end, Trouble.NO_SUCH_FACT);
                at--;
                yield kind("fact").orElseThrow(() -> stop(kind, Trouble.NO_SUCH_FACT));
            }
            case "chapter", "act", "refusal", "fault" ->
                new Term.Told(told.meaning(word.lower(), List.of()).orElseThrow());
            default -> new Term.Holds(word.lower());
        };
    }

    /// The word that has to come now.
    private Word behind(int end, Trouble trouble) {
        if (at == words.size()) {
            throw new Stop(end, "", trouble);
        }
        return words.get(at++);
    }

    private int slot(int end) {
        var name = behind(end, Trouble.NO_SUCH_KERNEL);
        return told.slot(name.text()).orElseThrow(() -> stop(name, Trouble.NO_SUCH_KERNEL));
    }

    private static long number(Word word) {
        if (!word.text().matches("[0-9]{1,18}")) {
            throw stop(word, Trouble.NO_NUMBER);
        }
        return Long.parseLong(word.text());
    }

    /// `5.6s`, or `5.6 s`.
    private long time(int end) {
        var first = behind(end, Trouble.NO_TIME);
        var ns = Times.parse(first.text());
        if (ns.isEmpty() && at < words.size()) {
            ns = Times.parse(first.text() + words.get(at).text());
            at += ns.isPresent() ? 1 : 0;
        }
        return ns.orElseThrow(() -> stop(first, Trouble.NO_TIME));
    }

    private Term message() {
        if (at < words.size() && words.get(at).text().matches("[0-9]{1,18}")) {
            return new Term.OfMessage(number(words.get(at++)));
        }
        return kind("message").orElseGet(() -> new Term.Told(new Sought.Message(Optional.empty())));
    }

    /// The kind that the next words name, as many of them as can be.
    private Optional<Term> kind(String what) {
        for (int count = Math.min(KIND_WORDS, words.size() - at); count > 0; count--) {
            var named = words.subList(at, at + count);
            if (named.stream().noneMatch(word -> word.quoted() || JOINING.contains(word.lower()))) {
                var meaning = told.meaning(what, named.stream().map(Word::text).toList());
                if (meaning.isPresent()) {
                    at += count;
                    return Optional.of(new Term.Told(meaning.get()));
                }
            }
        }
        return Optional.empty();
    }
}
