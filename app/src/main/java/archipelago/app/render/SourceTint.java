package archipelago.app.render;

import java.util.ArrayList;
import java.util.List;

/// What a piece of a line of device-tree source is, as far as its colour goes.
enum SourceTint {
    NODE,
    PROPERTY,
    STRING,
    NUMBER,
    MARK;

    /// @param from its first letter's column, from 0
    record Piece(int from, String text, SourceTint tint) {}

    /// A line as [archipelago.engine.devicetree.DeviceTreeText] writes them, or the beginning of one.
    static List<Piece> pieces(String line) {
        var pieces = new ArrayList<Piece>();
        boolean opens = line.endsWith("{");
        int at = 0;
        boolean value = false;
        while (at < line.length()) {
            char c = line.charAt(at);
            int end = at + 1;
            if (c == '"') {
                end = string(line, at);
                pieces.add(new Piece(at, line.substring(at, end), STRING));
            } else if (c == '/' && !opens) {
                // A word of the language, such as /bits/.
                int close = line.indexOf('/', at + 1);
                end = close < 0 ? line.length() : close + 1;
                pieces.add(new Piece(at, line.substring(at, end), MARK));
            } else if (word(c)) {
                while (end < line.length() && word(line.charAt(end))) {
                    end++;
                }
                pieces.add(new Piece(at, line.substring(at, end), value ? NUMBER : opens ? NODE : PROPERTY));
            } else if (c != ' ') {
                value |= c == '=';
                pieces.add(new Piece(at, line.substring(at, end), MARK));
            }
            at = end;
        }
        return pieces;
    }

    private static int string(String line, int from) {
        int at = from + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(line.length(), at + 1);
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || "@,._-#+?".indexOf(c) >= 0;
    }
}
