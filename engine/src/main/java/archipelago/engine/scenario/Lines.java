package archipelago.engine.scenario;

import java.util.Arrays;

/// Where the lines of a text begin: turns an offset into a line and a column.
final class Lines {
    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        var found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n');
            if (ends) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /// The place of the character at an offset, which may be the end of the text.
    PlacedJson.Place place(int offset, String pointer) {
        int at = Arrays.binarySearch(starts, offset);
        int line = at >= 0 ? at : -at - 2;
        return new PlacedJson.Place(line + 1, text.codePointCount(starts[line], offset) + 1, pointer);
    }
}
