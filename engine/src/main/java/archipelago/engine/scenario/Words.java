package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How things of a file are quoted, listed and guessed at in sentences about it.
final class Words {
    private static final int QUOTE_MAX = 40;
    private static final int LIST_MAX = 40;
    private static final int GUESSES_MAX = 1000;

    private Words() {}

    /// The text in double quotes, cut after 40 characters; what cannot be shown stands as its code.
    static String quoted(String text) {
        return '"' + clipped(text) + '"';
    }

    /// The text without quotes, cut after 40 characters; what cannot be shown stands as its code.
    static String clipped(String text) {
        var out = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == QUOTE_MAX) {
                return out.append('…').toString();
            }
            int c = text.codePointAt(i);
            out.append(visible(c) ? Character.toString(c) : code(c));
            i += Character.charCount(c);
        }
        return out.toString();
    }

    /// A single character as a sentence names it: in quotes, or by its code.
    static String character(int codePoint) {
        if (codePoint == '"') {
            return "a double quote";
        }
        return visible(codePoint) && codePoint != ' ' ? '"' + Character.toString(codePoint) + '"' : code(codePoint);
    }

    static String code(int codePoint) {
        var digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static boolean visible(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /// `"a", "b" or "c"`; after forty of them, how many there are in all.
    static String anyOf(Collection<String> words) {
        var all = List.copyOf(words);
        var out = new StringBuilder();
        for (int i = 0; i < all.size() && i < LIST_MAX; i++) {
            if (i > 0) {
                out.append(i == all.size() - 1 ? " or " : ", ");
            }
            out.append(quoted(all.get(i)));
        }
        return all.size() > LIST_MAX ? out + ", … (" + all.size() + " in all)" : out.toString();
    }

    /// Physical ids as a list; after forty of them, how many there are in all.
    static String ids(List<Long> ids) {
        if (ids.size() <= LIST_MAX) {
            return CpuList.text(ids);
        }
        return CpuList.text(ids.subList(0, LIST_MAX)) + ",… (" + ids.size() + " in all)";
    }

    /// `cpu 16`, or `cpus 16,18`.
    static String cpus(List<Long> ids) {
        return (ids.size() == 1 ? "cpu " : "cpus ") + ids(ids);
    }

    /// The advice for a word that is not known: the nearest known one, or all of them.
    static String meant(String word, Collection<String> known) {
        return nearest(word, known).map(Words::quoted).orElseGet(() -> anyOf(known));
    }

    /// The one of the first thousand known words that takes the fewest edits; the first of equals,
    /// and none if even that one is far away.
    static Optional<String> nearest(String word, Collection<String> known) {
        Optional<String> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        int looked = 0;
        for (var candidate : known) {
            if (++looked > GUESSES_MAX) {
                break;
            }
            int bound = Math.max(1, Math.max(candidate.length(), Math.min(word.length(), 100)) * 2 / 5);
            if (Math.abs(candidate.length() - word.length()) > bound) {
                continue;
            }
            int edits = edits(word, candidate);
            if (edits <= bound && edits < fewest) {
                fewest = edits;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into another.
    private static int edits(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int swap = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1;
                int least = Math.min(rows[i - 1][j - 1] + swap, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
