package archipelago.app.render;

import java.util.ArrayList;
import java.util.List;

/// Prose in lines that are as long as the room is wide.
final class Paragraph {
    private Paragraph() {}

    /// The text, broken between words; a word that is wider than the room has a line of its own.
    static List<String> lines(String text, double width, Typeface face, double points) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && face.width(line + " " + word, points) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
