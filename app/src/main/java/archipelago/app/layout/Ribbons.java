package archipelago.app.layout;

import java.util.Comparator;
import java.util.List;

/// What stands for the messages when there are too many to draw each: a ribbon for each pair that exchanges many,
/// and a number for all other pairs, so that it never becomes a thicket.
///
/// @param shown the ribbons, the thinnest first
/// @param otherPairs how many pairs have none
/// @param otherMessages how many messages they exchange
/// @param perDot how many messages a dot on a ribbon stands for
public record Ribbons(List<Ribbon> shown, int otherPairs, int otherMessages, int perDot) {
    public static final Ribbons NONE = new Ribbons(List.of(), 0, 0, 1);

    /// More ribbons than these nobody could follow.
    static final int MOST = 28;
    /// Where cores are cells or summed up, there is less to tell them apart by.
    static final int FEW = 12;
    private static final int MOST_DOTS = 160;

    public Ribbons {
        shown = List.copyOf(shown);
    }

    /// @param most how many are shown
    static Ribbons of(List<Ribbon> all, int most) {
        var sorted = all.stream()
                .sorted(Comparator.comparingInt(Ribbon::messages).reversed()
                        .thenComparingInt(Ribbon::from)
                        .thenComparingInt(Ribbon::to))
                .toList();
        var shown = sorted.subList(0, Math.min(most, sorted.size()));
        var others = sorted.subList(shown.size(), sorted.size());
        int messages = shown.stream().mapToInt(Ribbon::messages).sum();
        long perDot = 1;
        while (messages / perDot > MOST_DOTS) {
            perDot = TimeWindow.nextStep(perDot);
        }
        return new Ribbons(
                shown.reversed(),
                others.size(),
                others.stream().mapToInt(Ribbon::messages).sum(),
                Math.toIntExact(perDot));
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }
}
