package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The grammar of values: what stands between the `=` and the `;`.
final class SourceValues {
    private final SourceScanner in;
    private final SourceLiterals literals;
    private final CellExpression expressions;
    private final Findings findings;
    private boolean sound;
    private List<String> labels = List.of();

    SourceValues(SourceScanner in, SourceLiterals literals, Findings findings) {
        this.in = in;
        this.literals = literals;
        this.findings = findings;
        expressions = new CellExpression(in, literals, findings);
    }

    /// Reads a value up to its `;`, which is left.
    ///
    /// @return the offset behind the value's last character, or -1 if it was not understood up to
    ///     there; then a problem was noted
    int read(SourceNode.SourceProperty property) {
        sound = true;
        labels = new ArrayList<>();
        var parts = new ArrayList<Part>();
        int end;
        do {
            skipLabels();
            part(parts);
            end = in.offset();
            skipLabels();
        } while (sound && in.take(","));
        property.parts = parts;
        property.valueLabels = labels;
        return sound ? end : -1;
    }

    private void skipLabels() {
        in.skipBlank();
        for (var label = in.label(); label.isPresent(); label = in.label()) {
            labels.add(label.get());
            in.skipBlank();
        }
    }

    private void part(List<Part> parts) {
        var place = in.place();
        char c = in.peek();
        if (c == '"') {
            parts.add(literals.string());
        } else if (c == '<') {
            parts.add(array(32, place));
        } else if (c == '[') {
            parts.add(bytes(place));
        } else if (c == '&') {
            var reference = reference();
            if (reference.isEmpty()) {
                sound = false;
            } else {
                parts.add(new Part.Path(reference, "", place));
            }
        } else if (in.take("/bits/")) {
            wideArray(parts, place);
        } else {
            sound = false;
            tellNoValue(place);
        }
    }

    private void tellNoValue(Place place) {
        if (in.take("/incbin/") || in.take("/include/")) {
            findings.add(place, "no other file is read here: a file must say all by itself",
                    "the bytes themselves, such as [de ad be ef]");
        } else if (in.atEnd() || ";,}".indexOf(in.peek()) >= 0) {
            findings.add(place, "a value is missing here", "<1>, \"text\", [00 ff] or &label");
        } else if (SourceScanner.isDigit(in.peek())) {
            var word = SourceLiterals.shown(in.word());
            findings.add(place, "a number stands without < and >", "<" + word + ">");
        } else if (SourceScanner.isName(in.peek())) {
            var word = SourceLiterals.shown(in.word());
            findings.add(place, "a text stands without quotes", "\"" + word + "\", or &" + word
                    + " if it is a label");
        } else {
            findings.add(place, in.shownCharacter() + " cannot begin a value", "<1>, \"text\", [00 ff] or &label");
        }
    }

    private void wideArray(List<Part> parts, Place place) {
        in.skipBlank();
        var widthPlace = in.place();
        long bits = SourceScanner.isDigit(in.peek()) ? literals.number() : 0;
        boolean known = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        if (!known) {
            findings.add(widthPlace, "the width behind /bits/ is not known", "8, 16, 32 or 64");
        }
        in.skipBlank();
        if (in.peek() == '<') {
            parts.add(array(known ? (int) bits : 64, place));
        } else {
            findings.add(in.place(), "a < is missing behind /bits/", "/bits/ 64 <1 2>");
            sound = false;
        }
    }

    private Part array(int bits, Place place) {
        var opening = in.place();
        in.skip();
        var cells = new ArrayList<Cell>();
        while (true) {
            skipLabels();
            if (in.take(">")) {
                break;
            }
            if (in.atEnd() || findings.full() || ";{}<\"[=".indexOf(in.peek()) >= 0 || statementBegins()) {
                findings.add(opening, "this < is never closed", "a > behind the last number");
                sound = in.peek() == ';';
                break;
            }
            cell(bits, cells);
        }
        return new Part.Cells(bits, cells, place);
    }

    /// Whether a name comes next that begins the next property or node.
    private boolean statementBegins() {
        if (SourceScanner.isDigit(in.peek())) {
            return false;
        }
        int here = in.offset();
        boolean named = !in.name().isEmpty();
        in.skipBlank();
        boolean begins = named && (in.peek() == '=' || in.peek() == '{');
        in.back(here);
        return begins;
    }

    private void cell(int bits, List<Cell> cells) {
        var place = in.place();
        char c = in.peek();
        if (c == '&') {
            var reference = reference();
            if (bits != 32) {
                findings.add(place, "a reference cannot stand in " + bits + "-bit cells", "a part of its own: <"
                        + reference + ">");
            } else if (!reference.isEmpty()) {
                cells.add(new Cell(0, reference, place));
            }
        } else if (c == '(' || c == '\'' || SourceScanner.isDigit(c)) {
            int start = in.offset();
            long value = expressions.read();
            cells.add(Cell.number(fitted(value, bits, in.between(start, in.offset()), place), place));
        } else {
            strayInArray(place);
        }
    }

    /// A number whose high bits are all zero or all one fits, as in dtc: `(-1)` is a cell.
    private long fitted(long value, int bits, String written, Place place) {
        long mask = bits == 64 ? -1 : (1L << bits) - 1;
        if (Long.compareUnsigned(value, mask) > 0 && (value | mask) != -1) {
            var shown = SourceLiterals.shown(written);
            var halves = "0x" + Long.toHexString(value >>> 32) + " 0x" + Long.toHexString(value & 0xffffffffL);
            findings.add(place, shown + " does not fit into " + (bits == 8 ? "an " : "a ") + bits + "-bit cell",
                    bits == 32 ? "/bits/ 64 <" + shown + ">, or two cells, the high half first: <" + halves + ">"
                            : "a number up to 0x" + Long.toHexString(mask) + ", or wider cells");
        }
        return value & mask;
    }

    private void strayInArray(Place place) {
        char c = in.peek();
        if (c == ',') {
            in.skip();
            findings.add(place, "a comma stands between cells", "a blank between cells: <1 2>");
        } else if (c == '-' || c == '~' || c == '!') {
            in.skip();
            findings.add(place, "a sign stands outside of parentheses", "(" + c + "1)");
        } else if ("+*/%|^?".indexOf(c) >= 0) {
            in.skip();
            findings.add(place, "a computation stands outside of parentheses", "(1 " + c + " 2)");
        } else if (SourceScanner.isName(c)) {
            var word = SourceLiterals.shown(in.word());
            findings.add(place, word + " is not a number", "a number, or &" + word + " for a node with that label");
        } else {
            findings.add(place, in.shownCharacter() + " cannot stand between < and >", "numbers and references");
            in.skipCharacter();
        }
    }

    private Part bytes(Place place) {
        in.skip();
        var hex = new StringBuilder();
        while (true) {
            skipLabels();
            if (in.take("]")) {
                break;
            }
            if (in.atEnd() || findings.full() || ";{}<\"[=".indexOf(in.peek()) >= 0) {
                findings.add(place, "this [ is never closed", "a ] behind the last byte");
                sound = in.peek() == ';';
                break;
            }
            var word = in.place();
            var digits = in.number();
            boolean allHex = digits.chars().allMatch(d -> Character.digit(d, 16) >= 0);
            if (digits.isEmpty()) {
                findings.add(word, in.shownCharacter() + " cannot stand between [ and ]",
                        "bytes such as [de ad be ef]");
                in.skipCharacter();
            } else if (!allHex || digits.length() % 2 != 0) {
                findings.add(word, SourceLiterals.shown(digits) + " is not a byte",
                        "two hexadecimal digits for each byte, without 0x: [0a ff]");
            } else {
                hex.append(digits.toLowerCase(Locale.ROOT));
            }
        }
        return new Part.Bytes(hex.toString(), place);
    }

    /// Reads `&label` or `&{/path}`; empty behind a problem.
    String reference() {
        int start = in.offset();
        var place = in.place();
        in.skip();
        boolean right;
        if (in.take("{")) {
            right = in.path().startsWith("/") && in.take("}");
        } else {
            right = !in.identifier().isEmpty();
        }
        if (!right) {
            findings.add(place, "this reference is not complete", "&label or &{/path}");
            return "";
        }
        return in.between(start, in.offset());
    }
}
