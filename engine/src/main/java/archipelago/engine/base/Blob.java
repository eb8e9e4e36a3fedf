package archipelago.engine.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that never change, such as the content of a file. Two blobs are equal if their bytes are.
public final class Blob {
    public static final Blob EMPTY = new Blob(new byte[0]);

    private final byte[] bytes;
    /// The hash once it is known; 0 before, and then it is worked out each time.
    private long hash;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of these bytes.
    public static Blob of(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /// The bytes of a text in UTF-8.
    public static Blob text(String text) {
        return new Blob(text.getBytes(StandardCharsets.UTF_8));
    }

    /// This blob with another one behind it.
    public Blob plus(Blob more) {
        var joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
        return new Blob(joined);
    }

    /// The bytes from one index up to another.
    public Blob part(int from, int to) {
        return new Blob(Arrays.copyOfRange(bytes, from, to));
    }

    /// The bytes as UTF-8; what is none becomes a replacement character.
    public String asText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int length() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// A hash of the length and of every byte, the same on every platform.
    public long hash() {
        if (hash == 0) {
            var whole = new Hash64().add(bytes.length);
            for (byte b : bytes) {
                whole.add(b);
            }
            hash = whole.value(); // Whoever else works it out at the same time comes to the same.
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// How long it is and how it begins.
    @Override
    public String toString() {
        var shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        return bytes.length + " bytes " + shown + (bytes.length > 8 ? "…" : "");
    }
}
