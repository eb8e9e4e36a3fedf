package archipelago.engine.devicetree;

import java.util.Locale;
import java.util.Optional;

/// Goes through a source text character by character and knows where it is. The grammar decides
/// what it looks for next: the same characters are a name in one place and a number in another.
final class SourceScanner {
    /// What [#peek()] answers behind the last character.
    static final char END = '\0';

    private final String file;
    private final String text;
    private final Findings findings;
    private int at;

    private boolean cut;
    private int markedOffset;
    private int markedLine = 1;
    private int markedColumn = 1;

    SourceScanner(String file, String text, Findings findings) {
        this.file = file;
        this.text = text;
        this.findings = findings;
    }

    /// The next character, or [#END]; a real zero character is told apart by [#atEnd()].
    char peek() {
        return charAt(at);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// Whether the text ends inside of a comment, so that nothing is known of what should follow.
    boolean cut() {
        return cut;
    }

    int offset() {
        return at;
    }

    void back(int offset) {
        at = offset;
    }

    void skip() {
        at++;
    }

    /// Takes `word` if it comes next.
    boolean take(String word) {
        boolean found = text.startsWith(word, at);
        at += found ? word.length() : 0;
        return found;
    }

    Place place() {
        return place(at);
    }

    /// Cheap for offsets that do not go backwards, which is how a text is read.
    Place place(int offset) {
        if (offset < markedOffset) {
            markedOffset = 0;
            markedLine = 1;
            markedColumn = 1;
        }
        for (; markedOffset < Math.min(offset, text.length()); markedOffset++) {
            char c = text.charAt(markedOffset);
            boolean secondHalf = Character.isLowSurrogate(c) && Character.isHighSurrogate(charAt(markedOffset - 1));
            markedColumn += secondHalf ? 0 : 1;
            if (c == '\n') {
                markedLine++;
                markedColumn = 1;
            }
        }
        return new Place(file, markedLine, markedColumn);
    }

    /// Skips blanks and comments.
    void skipBlank() {
        while (!atEnd()) {
            if (isBlank(peek())) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            findings.add(place(), "this comment is never closed", "close it with */");
            cut = true;
        }
        at = end < 0 ? text.length() : end + 2;
    }

    void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    /// A label with its colon, which follows without a blank; the text without the colon.
    Optional<String> label() {
        int end = identifierEnd(at);
        if (end == at || charAt(end) != ':') {
            return Optional.empty();
        }
        var label = text.substring(at, end);
        at = end + 1;
        return Optional.of(label);
    }

    /// Letters, digits and `_`, not beginning with a digit; empty if something else comes next.
    String identifier() {
        return upTo(identifierEnd(at));
    }

    private int identifierEnd(int start) {
        int end = start;
        while (isIdentifier(charAt(end)) && !(end == start && isDigit(charAt(end)))) {
            end++;
        }
        return end;
    }

    /// The characters that names are made of; empty if something else comes next.
    String name() {
        int end = at;
        while (isName(charAt(end))) {
            end++;
        }
        return upTo(end);
    }

    /// The digits, letters and underscores of a number, whether or not they make one.
    String number() {
        int end = at;
        while (isIdentifier(charAt(end))) {
            end++;
        }
        return upTo(end);
    }

    /// What a path reference holds between its braces.
    String path() {
        int end = at;
        while (isName(charAt(end)) || charAt(end) == '/') {
            end++;
        }
        return upTo(end);
    }

    /// Everything up to a blank or a mark of the grammar: what a person took for one word.
    String word() {
        int end = at;
        while (end < text.length() && !isBlank(charAt(end)) && "={};,<>[]()\"'&:".indexOf(charAt(end)) < 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return upTo(end);
    }

    /// The next character as a person sees it: both halves of a pair, or the number of one that
    /// cannot be shown.
    String shownCharacter() {
        if (atEnd()) {
            return "the end of the file";
        }
        int c = text.codePointAt(at);
        boolean plain = c > ' ' && Character.isDefined(c) && !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE && Character.getType(c) != Character.FORMAT;
        return plain ? "\"" + Character.toString(c) + "\"" : "U+" + hex4(c);
    }

    void skipCharacter() {
        at += atEnd() ? 0 : Character.charCount(text.codePointAt(at));
    }

    private static String hex4(int c) {
        var digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /// The offset of the quote that closes the string or character begun at `start`, or -1. A
    /// backslash takes the character behind it along.
    int closing(int start, char quote) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a line ends between two offsets.
    boolean spansLines(int from, int to) {
        return text.indexOf('\n', from, to) >= 0;
    }

    boolean lineEndsBetween(int from) {
        return spansLines(from, at);
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    private String upTo(int end) {
        var found = text.substring(at, end);
        at = end;
        return found;
    }

    private char charAt(int offset) {
        return offset < 0 || offset >= text.length() ? END : text.charAt(offset);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifier(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isName(char c) {
        return isIdentifier(c) || c != END && ",.+*#?@-".indexOf(c) >= 0;
    }
}
