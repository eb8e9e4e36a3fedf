package archipelago.app.action;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What somebody has typed to find something. Each of its words has to stand in what is found, in any order; capital
/// letters and accents make no difference.
public final class Typed {
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    // How far off a word is: less is better.
    private static final int WHOLE = 0;
    private static final int BEGINNING = 1;
    private static final int BEGINNING_OF_A_WORD = 2;
    private static final int INSIDE = 4;
    private static final int OF_WHAT_IT_IS_ABOUT = 2;
    private static final int OF_ITS_LINE = 8;
    private static final int OF_EACH_MENU = 2;
    private static final int IMPOSSIBLE = 3;

    private final List<String> words;

    /// Something that can be found, with its texts as they are compared.
    private record Entry(Choice choice, String words, String about, String line) {
        static Entry of(Choice choice) {
            return new Entry(choice, plain(choice.words()), plain(choice.about()), plain(choice.line()));
        }
    }

    private record Fit(Choice choice, int off) {}

    public Typed(String text) {
        words = BLANKS.splitAsStream(plain(text)).filter(word -> !word.isEmpty()).toList();
    }

    private static String plain(String text) {
        // Most texts are plain already, and on large machines there are very many.
        if (text.chars().allMatch(letter -> letter < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /// What fits, the best first; of what fits equally well the shortest, then what came first before. Everything fits nothing typed.
    public List<Choice> among(List<Choice> choices) {
        if (words.isEmpty()) {
            return choices;
        }
        return choices.stream()
                .map(Entry::of)
                .flatMap(entry -> off(entry).stream().mapToObj(off -> new Fit(entry.choice(), off)))
                .sorted(Comparator.comparingInt(Fit::off).thenComparingInt(fit -> fit.choice().words().length()))
                .map(Fit::choice)
                .toList();
    }

    private OptionalInt off(Entry entry) {
        int off = entry.choice().depth() * OF_EACH_MENU;
        off += entry.choice().why().isPresent() ? IMPOSSIBLE : 0;
        for (var word : words) {
            int one = off(word, entry);
            if (one < 0) {
                return OptionalInt.empty();
            }
            off += one;
        }
        return OptionalInt.of(off);
    }

    /// How far off one word is; -1 if it stands nowhere.
    private static int off(String word, Entry entry) {
        int named = place(word, entry.words());
        if (named >= 0) {
            return named;
        }
        int about = place(word, entry.about());
        if (about >= 0) {
            return OF_WHAT_IT_IS_ABOUT + about;
        }
        return entry.line().contains(word) ? OF_ITS_LINE + INSIDE : -1;
    }

    private static int place(String word, String text) {
        int best = -1;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + word.length();
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            int off = !begins ? INSIDE : ends ? WHOLE : at == 0 ? BEGINNING : BEGINNING_OF_A_WORD;
            best = best < 0 ? off : Math.min(best, off);
        }
        return best;
    }
}
