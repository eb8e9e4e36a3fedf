package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A file that a person wrote, read within limits: its text, or the one reason why there is none.
public sealed interface TextFile {
    /// The largest file that is read.
    int BYTES_MAX = PlacedJson.BYTES_MAX;

    /// @param name the file as the person named it
    record Content(String name, String text) implements TextFile {}

    /// There is no such file, or it cannot be read.
    record Unreadable(Problem problem) implements TextFile {}

    /// There is a file, but it is empty, too large, or not text.
    record Unfit(Problem problem) implements TextFile {}

    /// Reads a file as UTF-8. A file over the limit is refused by its size, without reading it.
    static TextFile read(Path file) {
        return switch (FileBytes.read(file)) {
            case FileBytes.Content content -> of(content.name(), content.bytes());
            case FileBytes.Unreadable(var problem) -> new Unreadable(problem);
            case FileBytes.Unfit(var problem) -> new Unfit(problem);
        };
    }

    /// Reads bytes as UTF-8; a byte order mark in front is passed over.
    static TextFile of(String name, byte[] bytes) {
        if (startsLikeUtf16(bytes)) {
            return new Unfit(new Problem(name, 1, 1, "this file is UTF-16 text", "the same text saved as UTF-8"));
        }
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        var text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            return unfit(name, text, nul, "a NUL byte: this is not a text file",
                    "a scenario (.json) or a device tree (.dts)");
        }
        if (result.isError()) {
            var digits = Integer.toHexString(0x100 | bytes[in.position()] & 0xFF).substring(1);
            return unfit(name, text, text.length(), "the byte 0x" + digits + " is not UTF-8 text",
                    "the file saved as UTF-8");
        }
        return new Content(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static boolean startsLikeUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return mark == 0xFEFF || mark == 0xFFFE;
    }

    private static Unfit unfit(String name, String text, int offset, String sentence, String advice) {
        var place = new Lines(text).place(offset, "");
        return new Unfit(new Problem(name, place.line(), place.column(), sentence, advice));
    }
}
