package archipelago.app.render;

import archipelago.app.render.SourceTint.Piece;
import java.util.ArrayList;
import java.util.List;

/// Source as it stands in a column: what is longer goes on below, further in, and nothing is left out.
final class SourceLines {
    /// How much further in a line goes on.
    private static final int FURTHER = 4;
    /// A column has at least so many letters.
    private static final int LEAST = 8;

    /// @param number the number of the line; empty where one goes on
    record Line(String number, List<Piece> pieces) {
        int length() {
            return pieces.isEmpty() ? 0 : end(pieces.getLast());
        }
    }

    private SourceLines() {}

    /// @param letters how many letters a line has at most
    static List<Line> of(String[] lines, int letters) {
        var found = new ArrayList<Line>();
        for (int i = 0; i < lines.length; i++) {
            found.addAll(wrapped(Integer.toString(i + 1), SourceTint.pieces(lines[i]), Math.max(LEAST, letters)));
        }
        return found;
    }

    private static List<Line> wrapped(String number, List<Piece> pieces, int letters) {
        var lines = new ArrayList<Line>();
        var line = new ArrayList<Piece>();
        int indent = pieces.isEmpty() ? 0 : Math.min(pieces.getFirst().from() + FURTHER, letters / 2);
        int back = 0;
        for (var piece : pieces) {
            var rest = new Piece(piece.from() - back, piece.text(), piece.tint());
            while (end(rest) > letters) {
                boolean begins = line.isEmpty();
                int room = letters - rest.from();
                // A piece goes on below as a whole; one that has no room in any line is cut, at a space if there is one.
                int cut = begins || rest.text().length() > letters - indent ? cut(rest.text(), room) : 0;
                if (cut > 0) {
                    line.add(new Piece(rest.from(), rest.text().substring(0, cut), rest.tint()));
                }
                lines.add(new Line(lines.isEmpty() ? number : "", List.copyOf(line)));
                line.clear();
                back += rest.from() + cut - indent;
                rest = new Piece(indent, rest.text().substring(cut), rest.tint());
            }
            line.add(rest);
        }
        lines.add(new Line(lines.isEmpty() ? number : "", List.copyOf(line)));
        return lines;
    }

    /// How much of a text stands in some room: to the last space, if there is one.
    private static int cut(String text, int room) {
        if (room <= 0) {
            return 0;
        }
        int space = text.lastIndexOf(' ', room - 1);
        return space > 0 ? space + 1 : room;
    }

    private static int end(Piece piece) {
        return piece.from() + piece.text().length();
    }

    /// The length of the longest line among some.
    static int longest(List<Line> lines, int from, int to) {
        return lines.stream().skip(from).limit(Math.max(0, to - from)).mapToInt(Line::length).max().orElse(0);
    }
}
