package archipelago.engine.devicetree;

import archipelago.engine.base.Require;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node of a blob as the kernel sees it: found when it is asked for, whatever may be wrong elsewhere.
/// What cannot be read is not there; of what stands twice only the first is found.
/// ([FlattenedTree#read] is the strict reader, for people.)
public final class FlatNode {
    private final FlatTokens tokens;
    private final int at;

    private FlatNode(FlatTokens tokens, int at) {
        this.tokens = tokens;
        this.at = at;
    }

    /// The root of a blob whose header is right. It is there even if nothing can be found in it.
    public static FlatNode root(byte[] blob) {
        Require.that(FlattenedTree.headerIsRight(blob), "the header of the blob is right");
        return new FlatNode(new FlatTokens(blob), 0);
    }

    /// The name with its unit address; empty for the root.
    public String name() {
        return at == 0 ? "" : text(tokens.name(at));
    }

    /// The first child of this name, or of this name and any unit address if the name has none.
    public Optional<FlatNode> child(String name) {
        return node(tokens.child(at, name));
    }

    /// The children up to the first place where the blob is broken.
    public List<FlatNode> children() {
        var children = new ArrayList<FlatNode>();
        for (int child = tokens.firstChild(at); child >= 0; child = tokens.nextSibling(child)) {
            children.add(new FlatNode(tokens, child));
        }
        return List.copyOf(children);
    }

    /// The value of a property, empty for one without a value.
    public Optional<byte[]> property(String name) {
        int property = tokens.property(at, name);
        return property < 0 ? Optional.empty() : Optional.of(tokens.value(property));
    }

    public boolean has(String property) {
        return tokens.property(at, property) >= 0;
    }

    /// A property by its name, taken for a string as [#looseText(String)] does.
    public record Named(String name, String text) {}

    /// All properties taken for strings, in their order.
    public List<Named> looseTexts() {
        var texts = new ArrayList<Named>();
        for (int p = tokens.firstProperty(at); p >= 0; p = tokens.nextProperty(p)) {
            texts.add(new Named(text(tokens.propertyName(p)), text(tokens.zeroEnded(p))));
        }
        return List.copyOf(texts);
    }

    /// A property taken for a string, up to its first zero byte, and beyond its end if it has none.
    public Optional<String> looseText(String name) {
        int property = tokens.property(at, name);
        return property < 0 ? Optional.empty() : Optional.of(text(tokens.zeroEnded(property)));
    }

    /// A property that ends with a zero byte, up to its first zero byte.
    public Optional<String> text(String name) {
        return property(name)
                .filter(value -> value.length > 0 && value[value.length - 1] == 0)
                .flatMap(value -> looseText(name));
    }

    private Optional<FlatNode> node(int offset) {
        return offset < 0 ? Optional.empty() : Optional.of(new FlatNode(tokens, offset));
    }

    /// UTF-8; of anything else the bytes beyond ASCII as the log prints them: `\xe4`.
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException otherBytes) {
            var text = new StringBuilder();
            for (byte b : bytes) {
                text.append(b >= 0 ? String.valueOf((char) b) : "\\x" + Integer.toHexString(b & 0xff));
            }
            return text.toString();
        }
    }

    /// Two nodes of one blob are equal if they stand at the same place.
    @Override
    public boolean equals(Object other) {
        return other instanceof FlatNode that && tokens == that.tokens && at == that.at;
    }

    @Override
    public int hashCode() {
        return at;
    }
}
