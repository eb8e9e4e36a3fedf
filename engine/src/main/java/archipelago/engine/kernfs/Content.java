package archipelago.engine.kernfs;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import java.nio.charset.StandardCharsets;

/// What reading a file gives.
public sealed interface Content {

    /// All of the file.
    record Bytes(Blob blob) implements Content {}

    /// Nothing, and the reason.
    record Refused(Errno errno) implements Content {}

    /// A file that holds a text.
    static Content text(String text) {
        return new Bytes(Blob.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
