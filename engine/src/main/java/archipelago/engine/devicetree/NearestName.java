package archipelago.engine.devicetree;

import java.util.List;
import java.util.Locale;

/// Which known name a person may have meant.
final class NearestName {
    /// Longer words are not compared: nobody mistypes that much.
    private static final int LONGEST = 64;

    private NearestName() {}

    /// The nearest known name if it is near enough to be meant; otherwise all of them.
    static String advice(String word, List<String> known) {
        if (known.isEmpty()) {
            return "nothing here";
        }
        var nearest = known.getFirst();
        int least = Integer.MAX_VALUE;
        for (var name : known) {
            int steps = steps(word.toLowerCase(Locale.ROOT), name);
            if (steps < least) {
                least = steps;
                nearest = name;
            }
        }
        return least <= 1 + nearest.length() / 3 ? nearest : "one of " + String.join(", ", known);
    }

    /// How many characters must be put in, taken out or changed to make one word into the other.
    static int steps(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
