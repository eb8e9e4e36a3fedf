package archipelago.engine.scenario;

import java.util.Locale;

/// Finds out, in a person's words, why a text that was sound JSON up to some place is not beyond it.
final class JsonFault {
    /// What may stand at a place.
    enum Where {
        START,
        OBJECT_FIRST,
        OBJECT_MORE,
        LIST_FIRST,
        LIST_MORE,
        END
    }

    /// @param offset where it is, from 0
    record Fault(int offset, String sentence, String advice) {}

    private static final String KEY = "a key in double quotes";
    private static final String ESCAPES = "\"\\/bfnrt";

    private final String text;
    private final String inside;
    private int at;

    private JsonFault(String text, int from, String inside) {
        this.text = text;
        this.inside = inside;
        this.at = from;
    }

    /// @param from up to where the text is sound
    /// @param where what may follow there
    /// @param inside the innermost thing that is open, in words; empty if there is none
    /// @param otherwise the place to name if no reason is found
    static Fault find(String text, int from, Where where, String inside, int otherwise) {
        var fault = new JsonFault(text, from, inside).after(where);
        return fault != null ? fault : new Fault(otherwise, "from here on this is not JSON", "");
    }

    // Each of the following steps returns the fault that it met, or null if there was none.

    private Fault after(Where where) {
        skipSpace();
        return switch (where) {
            case START -> atEnd()
                    ? new Fault(0, "the file is empty", "a scenario begins with { \"schema\": 1, \"title\": …")
                    : outermost();
            case OBJECT_FIRST -> key(KEY + " or \"}\"");
            case OBJECT_MORE -> separator('}');
            case LIST_FIRST -> value("a value or \"]\"");
            case LIST_MORE -> separator(']');
            case END -> end();
        };
    }

    private Fault outermost() {
        int start = at;
        var fault = value("a value");
        return fault == null && at > start ? end() : fault;
    }

    private Fault end() {
        skipSpace();
        return atEnd() ? null : unexpected("the end of the file", "nothing after the outermost value");
    }

    private Fault separator(char closing) {
        if (atEnd() || here() != ',') {
            boolean forgotten = !atEnd() && (here() == '"' || here() == '{' || here() == '[');
            return unexpected("\",\" or \"" + closing + '"',
                    forgotten ? "a comma after the value before this" : "a comma, or the closing " + closing);
        }
        int comma = at++;
        skipSpace();
        if (!atEnd() && (here() == '}' || here() == ']')) {
            return new Fault(comma, "a comma before the closing " + here() + " has nothing after it", "no comma here");
        }
        return closing == '}' ? key(KEY) : value("a value");
    }

    private Fault key(String expected) {
        if (atEnd() || here() != '"') {
            return unexpected(expected, "");
        }
        var fault = string();
        if (fault != null) {
            return fault;
        }
        skipSpace();
        if (atEnd() || here() != ':') {
            return unexpected("\":\" after the key", "a colon between the key and its value");
        }
        at++;
        skipSpace();
        return value("a value");
    }

    private Fault value(String expected) {
        if (atEnd()) {
            return unexpected(expected, "");
        }
        char c = here();
        if (c == '"') {
            return string();
        }
        if (c == '-' || c >= '0' && c <= '9') {
            return number();
        }
        if (isLetter(c)) {
            return word();
        }
        if (c == '+' || c == '.') {
            return new Fault(at, "a number begins with a digit or with \"-\", not with \"" + c + '"',
                    c == '.' ? "a 0 before the point" : "the number without the sign");
        }
        return c == '{' || c == '[' ? null : unexpected(expected, "");
    }

    private Fault string() {
        int start = at++;
        while (!atEnd() && here() != '"') {
            char c = here();
            if (c == '\n' || c == '\r') {
                return new Fault(start, "the text that begins here is not closed in its line",
                        "a closing \" at its end; for a line break in a text write \\n");
            }
            if (c < ' ') {
                return new Fault(at, "the control character " + Words.code(c) + " inside a text",
                        "\\u" + Words.code(c).substring(2));
            }
            if (c == '\\') {
                var fault = escape();
                if (fault != null) {
                    return fault;
                }
            }
            at++;
        }
        if (atEnd()) {
            return new Fault(start, "the file ends inside the text that begins here", "a closing \" at its end");
        }
        at++;
        return null;
    }

    private Fault escape() {
        int backslash = at++;
        if (atEnd()) {
            return null;
        }
        if (here() == 'u') {
            for (int i = 1; i <= 4; i++) {
                if (at + i >= text.length() || Character.digit(text.charAt(at + i), 16) < 0) {
                    return new Fault(backslash, "\\u is not followed by four hexadecimal digits",
                            "\\u00e9, for example");
                }
            }
            at += 4;
            return null;
        }
        if (ESCAPES.indexOf(here()) >= 0) {
            return null;
        }
        var escaped = Words.character(text.codePointAt(at));
        return new Fault(backslash, "a backslash before " + escaped + " has no meaning", "\\\\ for a backslash itself");
    }

    private Fault number() {
        int start = at;
        if (here() == '-') {
            at++;
        }
        int digits = digits();
        if (digits == 0) {
            return unexpected("a digit after \"-\"", "a number, such as -1");
        }
        if (digits > 1 && text.charAt(at - digits) == '0') {
            return new Fault(start, "a number of several digits must not begin with 0",
                    "the number without the zeros in front");
        }
        if (!atEnd() && here() == '.') {
            at++;
            if (digits() == 0) {
                return unexpected("a digit after the point", "a 0 there, or the number without the point");
            }
        }
        if (!atEnd() && (here() == 'e' || here() == 'E')) {
            at++;
            if (!atEnd() && (here() == '+' || here() == '-')) {
                at++;
            }
            if (digits() == 0) {
                return unexpected("a digit after the e of the exponent", "the number written out");
            }
        }
        return !atEnd() && isLetter(here()) ? afterNumber(start) : null;
    }

    private Fault afterNumber(int start) {
        while (!atEnd() && isLetter(here())) {
            at++;
        }
        var whole = text.substring(start, at);
        return new Fault(start, "a number with letters after it: " + Words.clipped(whole),
                "in double quotes: " + Words.quoted(whole));
    }

    private int digits() {
        int start = at;
        while (!atEnd() && here() >= '0' && here() <= '9') {
            at++;
        }
        return at - start;
    }

    private Fault word() {
        int start = at;
        while (!atEnd() && (isLetter(here()) || here() >= '0' && here() <= '9' || here() == '-')) {
            at++;
        }
        var word = text.substring(start, at);
        return switch (word) {
            case "true", "false", "null" -> null;
            case "True", "TRUE", "False", "FALSE", "Null", "NULL" ->
                new Fault(start, "the word " + word + " is written small in JSON", word.toLowerCase(Locale.ROOT));
            default -> new Fault(start, "expected a value, found the word " + Words.clipped(word),
                    "a text in double quotes: " + Words.quoted(word));
        };
    }

    private Fault unexpected(String expected, String advice) {
        if (atEnd()) {
            int end = text.stripTrailing().length();
            return new Fault(end, "the file ends inside " + inside + "; expected " + expected,
                    "the rest of it, or a look at whether the file was cut short");
        }
        char c = here();
        boolean comment = c == '#' || text.startsWith("//", at) || text.startsWith("/*", at);
        if (comment) {
            return new Fault(at, "expected " + expected + ", found a comment", "no comments: JSON has none");
        }
        if (c == '\'' || c == '“' || c == '”' || c == '„') {
            return new Fault(at, "expected " + expected + ", found " + Words.character(c),
                    "straight double quotes: \"");
        }
        int from = at;
        while (!atEnd() && (isLetter(here()) || here() == '-' && at > from)) {
            at++;
        }
        if (at > from) {
            var word = text.substring(from, at);
            return new Fault(from, "expected " + expected + ", found the word " + Words.clipped(word),
                    expected.startsWith(KEY) ? Words.quoted(word) : advice);
        }
        return new Fault(at, "expected " + expected + ", found " + Words.character(text.codePointAt(at)), advice);
    }

    private void skipSpace() {
        while (!atEnd() && " \t\r\n".indexOf(here()) >= 0) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char here() {
        return text.charAt(at);
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }
}
