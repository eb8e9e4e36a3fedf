package archipelago.engine.scenario;

import java.util.Arrays;

/// Where the lines of a text begin: turns an offset into a line and a column. It remembers the last
/// answer, so that asking from front to back stays quick even if all of a large file is one line.
final class Lines {
    private final String text;
    private final int[] starts;
    private int lastOffset;
    private int lastLine;
    private int lastColumn;

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
        boolean further = line == lastLine && offset >= lastOffset;
        lastColumn = further
                ? lastColumn + text.codePointCount(lastOffset, offset)
                : text.codePointCount(starts[line], offset);
        lastLine = line;
        lastOffset = offset;
        return new PlacedJson.Place(line + 1, lastColumn + 1, pointer);
    }
}
