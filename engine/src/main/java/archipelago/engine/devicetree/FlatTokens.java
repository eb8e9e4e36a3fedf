package archipelago.engine.devicetree;

import java.nio.ByteBuffer;

/// Walks the structure of one blob with the steps, and the checks, of libfdt: each looks only at what
/// it passes. Offsets count from the beginning of the structure; a negative one means that there is
/// nothing, or that the blob is broken there. The header must be right.
final class FlatTokens {
    static final int NOTHING = -1;

    /// Before this version, values of 8 bytes and more were aligned to 8, and names were whole paths.
    private static final int LEAF_NAMES = 16;

    private final ByteBuffer blob;
    private final int totalBytes;
    private final int version;
    private final int structureAt;
    private final long structureBytes;
    private final int stringsAt;
    private final long stringsEnd;
    private int following;
    private int depth;

    /// Reads nothing behind the end of the blob, also where the header tells of more.
    FlatTokens(byte[] bytes) {
        blob = ByteBuffer.wrap(bytes);
        totalBytes = (int) Math.min(FlattenedTree.totalBytes(bytes), bytes.length);
        version = (int) Math.min(Integer.toUnsignedLong(blob.getInt(20)), FlattenedTree.VERSION);
        structureAt = blob.getInt(8);
        structureBytes = version >= FlattenedTree.VERSION ? blob.getInt(36) : totalBytes;
        stringsAt = blob.getInt(12);
        stringsEnd = Math.min(
                totalBytes, version >= FlattenedTree.VERSION ? (long) stringsAt + blob.getInt(32) : totalBytes);
    }

    // --- steps ----------------------------------------------------------------------------------

    /// The first child of the node at `offset`.
    int firstChild(int offset) {
        depth = 0;
        int next = nextNode(offset);
        return next < 0 || depth != 1 ? NOTHING : next;
    }

    /// The child that follows this one in the same node.
    int nextSibling(int offset) {
        depth = 1;
        int next = offset;
        do {
            next = nextNode(next);
            if (next < 0 || depth < 1) {
                return NOTHING;
            }
        } while (depth > 1);
        return next;
    }

    /// The child with this name. As in libfdt, a name without `@` also finds one with a unit address.
    int child(int parent, String name) {
        depth = 0;
        for (int offset = parent; offset >= 0 && depth >= 0; offset = nextNode(offset)) {
            if (depth == 1 && isNamed(offset, name)) {
                return offset;
            }
        }
        return NOTHING;
    }

    int firstProperty(int node) {
        int offset = afterName(node);
        return offset < 0 ? NOTHING : propertyFrom(offset);
    }

    int nextProperty(int property) {
        return next(property) == FlattenedTree.PROPERTY ? propertyFrom(following) : NOTHING;
    }

    /// The first property of this name in a node; only those before its first child count.
    int property(int node, String name) {
        int offset = firstProperty(node);
        while (offset >= 0 && !propertyIsNamed(offset, name)) {
            offset = nextProperty(offset);
        }
        return offset;
    }

    private int propertyFrom(int from) {
        int offset = from;
        while (true) {
            switch (next(offset)) {
                case FlattenedTree.PROPERTY -> {
                    return offset;
                }
                case FlattenedTree.NOP -> offset = following;
                default -> {
                    return NOTHING;
                }
            }
        }
    }

    private int nextNode(int node) {
        int offset = afterName(node);
        while (offset >= 0) {
            int tag = next(offset);
            switch (tag) {
                case FlattenedTree.BEGIN_NODE -> {
                    depth++;
                    return offset;
                }
                case FlattenedTree.END_NODE -> {
                    if (--depth < 0) {
                        return following;
                    }
                }
                case FlattenedTree.END -> {
                    return NOTHING;
                }
                default -> { }
            }
            offset = following;
        }
        return NOTHING;
    }

    private int afterName(int node) {
        return node >= 0 && node % 4 == 0 && next(node) == FlattenedTree.BEGIN_NODE ? following : NOTHING;
    }

    /// The token at `offset`, which is the end too if there is none that makes sense; `following` is then
    /// negative.
    private int next(int offset) {
        following = NOTHING;
        if (!holds(offset, 4)) {
            return FlattenedTree.END;
        }
        int tag = word(offset);
        long end = offset + 4L;
        switch (tag) {
            case FlattenedTree.BEGIN_NODE -> {
                do {
                    if (!holds(end, 1)) {
                        return FlattenedTree.END;
                    }
                } while (blob.get(structureAt + (int) end++) != 0);
            }
            case FlattenedTree.PROPERTY -> {
                if (!holds(end, 4)) {
                    return FlattenedTree.END;
                }
                long length = Integer.toUnsignedLong(word((int) end));
                if (length + end >= Integer.MAX_VALUE) {
                    return FlattenedTree.END;
                }
                end += 8 + length;
                if (version < LEAF_NAMES && length >= 8 && (end - length) % 8 != 0) {
                    end += 4;
                }
            }
            case FlattenedTree.END, FlattenedTree.END_NODE, FlattenedTree.NOP -> { }
            default -> {
                return FlattenedTree.END;
            }
        }
        if (!holds(offset, end - offset)) {
            return FlattenedTree.END;
        }
        following = (int) (end + 3 & ~3L);
        return tag;
    }

    // --- what stands there ----------------------------------------------------------------------

    /// The name of a node, as bytes. Before version 16 it is what follows the last slash, if there is one.
    byte[] name(int node) {
        int from = version < LEAF_NAMES ? NOTHING : node + 4;
        int to = node + 4;
        for (byte b = blob.get(structureAt + to); b != 0; b = blob.get(structureAt + to)) {
            to++;
            if (version < LEAF_NAMES && b == '/') {
                from = to;
            }
        }
        return from < 0 ? new byte[0] : bytes(structureAt + from, to - from);
    }

    private boolean isNamed(int node, String name) {
        var there = name(node);
        if (there.length < name.length() || !matches(there, name)) {
            return false;
        }
        return there.length == name.length() || name.indexOf('@') < 0 && there[name.length()] == '@';
    }

    private static boolean matches(byte[] bytes, String start) {
        for (int i = 0; i < start.length(); i++) {
            if ((bytes[i] & 0xff) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean propertyIsNamed(int property, String name) {
        long at = nameAt(property);
        if (at < 0 || at + name.length() >= stringsEnd || blob.get((int) at + name.length()) != 0) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((blob.get((int) at + i) & 0xff) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The name of a property; empty if it lies outside of the strings.
    byte[] propertyName(int property) {
        long at = nameAt(property);
        int to = (int) at;
        while (at >= 0 && to < stringsEnd && blob.get(to) != 0) {
            to++;
        }
        return at < 0 || to >= stringsEnd ? new byte[0] : bytes((int) at, to - (int) at);
    }

    private long nameAt(int property) {
        int offset = word(property + 8);
        long at = stringsAt + (long) offset;
        return offset >= 0 && at < stringsEnd ? at : NOTHING;
    }

    byte[] value(int property) {
        return bytes(valueAt(property), word(property + 4));
    }

    /// What a program sees that takes a value for a string of C: the bytes up to a zero, which may stand
    /// behind its end.
    byte[] zeroEnded(int property) {
        int from = valueAt(property);
        int to = from;
        while (to < totalBytes && blob.get(to) != 0) {
            to++;
        }
        return bytes(from, to - from);
    }

    private int valueAt(int property) {
        int at = property + 12;
        boolean moved = version < LEAF_NAMES && at % 8 != 0 && word(property + 4) >= 8;
        return structureAt + at + (moved ? 4 : 0);
    }

    private boolean holds(long offset, long length) {
        return offset >= 0
                && structureAt + offset + length <= totalBytes
                && offset + length <= structureBytes;
    }

    private int word(int offset) {
        return blob.getInt(structureAt + offset);
    }

    private byte[] bytes(int at, int length) {
        var bytes = new byte[length];
        blob.get(at, bytes);
        return bytes;
    }
}
