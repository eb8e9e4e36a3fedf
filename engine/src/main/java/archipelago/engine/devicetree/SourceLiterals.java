package archipelago.engine.devicetree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// Reads the smallest pieces of a source text that have a value: numbers, characters, strings.
final class SourceLiterals {
    /// The longest word that is repeated in a problem.
    private static final int WORD_SHOWN = 40;
    /// What C lets follow a number; the longer ones first.
    private static final List<String> SUFFIXES = List.of("ULL", "UL", "LL", "U", "L");
    /// So many octal digits has the greatest 64-bit number.
    private static final int MOST_DIGITS = 22;

    private final SourceScanner in;
    private final Findings findings;

    SourceLiterals(SourceScanner in, Findings findings) {
        this.in = in;
        this.findings = findings;
    }

    /// A whole number as in C: decimal, `0x` hexadecimal or `0` octal, perhaps ending in `U` or
    /// `L`. When it is wrong a problem is noted and 0 stands for it.
    long number() {
        var place = in.place();
        var word = in.number();
        var digits = withoutSuffix(word);
        int radix = digits.startsWith("0x") || digits.startsWith("0X") ? 16 : digits.startsWith("0") ? 8 : 10;
        var body = radix == 16 ? digits.substring(2) : digits;
        if (body.isEmpty() || !body.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            findings.add(place, shown(word) + " is not a number", advice(radix, digits));
            return 0;
        }
        var value = unsigned(body, radix);
        if (value.isEmpty()) {
            findings.add(place, shown(word) + " does not fit into 64 bits", "a number up to 0xffffffffffffffff");
        }
        return value.orElse(0);
    }

    private static String withoutSuffix(String word) {
        for (var suffix : SUFFIXES) {
            if (word.endsWith(suffix)) {
                return word.substring(0, word.length() - suffix.length());
            }
        }
        return word;
    }

    private static String advice(int radix, String digits) {
        return switch (radix) {
            case 16 -> "hexadecimal digits behind 0x, such as 0x1f";
            case 8 -> digits.chars().allMatch(Character::isDigit)
                    ? digits.replaceFirst("^0+", "") + "; a number that begins with 0 is octal"
                    : "a decimal number such as 12, or a hexadecimal one such as 0x1f";
            default -> "a decimal number such as 12, or a hexadecimal one such as 0x1f";
        };
    }

    private static OptionalLong unsigned(String digits, int radix) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        if (digits.length() - first > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(digits, first, digits.length(), radix));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /// A character such as `'a'` or `'\n'`; its byte's value, 0 behind a problem.
    long character() {
        int start = in.offset();
        var place = in.place();
        int end = in.closing(start, '\'');
        if (end < 0 || in.spansLines(start, end)) {
            findings.add(place, "this character is never closed",
                    "one character between single quotes, such as 'a'");
            in.skip();
            return 0;
        }
        in.back(end + 1);
        var bytes = unescaped(in.between(start + 1, end), place);
        if (bytes.length != 1) {
            findings.add(place, "there are " + bytes.length + " bytes between the single quotes instead of one",
                    "one character of ASCII such as 'a', or a string in double quotes");
            return 0;
        }
        return Byte.toUnsignedLong(bytes[0]);
    }

    /// A string in double quotes. One that is not text when its escapes are resolved comes back as
    /// bytes, which mean the same.
    Part string() {
        int start = in.offset();
        var place = in.place();
        int end = in.closing(start, '"');
        if (end < 0 || in.spansLines(start, end) && !goesOnLikeAValue(end + 1)) {
            findings.add(place, "this string is never closed", "a double quote at its end");
            in.back(start);
            in.skipLine();
            return new Part.Text("", place);
        }
        in.back(end + 1);
        var raw = in.between(start + 1, end);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(raw)) {
            findings.add(place, "this string holds half of a character", "a text in UTF-8");
        }
        var bytes = unescaped(raw, place);
        try {
            return new Part.Text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
                    place);
        } catch (CharacterCodingException notText) {
            return new Part.Bytes(HexFormat.of().formatHex(bytes) + "00", place);
        }
    }

    /// A string may span lines. But when nothing that can follow a string follows, the quote that
    /// closes it is more likely the first quote of another one.
    private boolean goesOnLikeAValue(int behind) {
        int here = in.offset();
        in.back(behind);
        in.skipBlank();
        char next = in.peek();
        in.back(here);
        return next == ';' || next == ',';
    }

    private byte[] unescaped(String raw, Place place) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); ) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                int length = Character.charCount(raw.codePointAt(i));
                out.writeBytes(raw.substring(i, i + length).getBytes(StandardCharsets.UTF_8));
                i += length;
            } else {
                i = escape(raw, i + 1, out, place);
            }
        }
        return out.toByteArray();
    }

    private int escape(String raw, int at, ByteArrayOutputStream out, Place place) {
        char c = raw.charAt(at);
        int named = "abtnvfr".indexOf(c);
        if (named >= 0) {
            out.write("\u0007\b\t\n\u000b\f\r".charAt(named));
            return at + 1;
        }
        boolean hex = c == 'x';
        int first = hex ? at + 1 : at;
        int radix = hex ? 16 : 8;
        int end = first;
        while (end < raw.length() && end - first < (hex ? 2 : 3) && raw.charAt(end) < 128
                && Character.digit(raw.charAt(end), radix) >= 0) {
            end++;
        }
        if (end > first) {
            out.write(Integer.parseInt(raw.substring(first, end), radix));
            return end;
        }
        if (hex) {
            findings.add(place, "no hexadecimal digit follows the \\x in these quotes",
                    "two digits, such as \\x1b");
            return first;
        }
        int length = Character.charCount(raw.codePointAt(at));
        out.writeBytes(raw.substring(at, at + length).getBytes(StandardCharsets.UTF_8));
        return at + length;
    }

    static String shown(String word) {
        return word.length() <= WORD_SHOWN ? word : word.substring(0, WORD_SHOWN) + "…";
    }
}
