package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one blob. It believes nothing: every offset and length is checked before it is used, and
/// the first thing that is wrong ends the reading, because what follows cannot be trusted.
final class FlattenedTreeReader {
    private final Place place;
    private final ByteBuffer blob;
    private final List<DeviceTree.Reservation> reservations = new ArrayList<>();
    private int totalBytes;
    private int stringsAt;
    private int stringsEnd;
    private int at;
    private int end;

    /// Ends the reading from inside; it never leaves this class.
    private static final class Corrupt extends Exception {
        private static final long serialVersionUID = 1L;

        Corrupt(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /// A node whose end has not come yet.
    private static final class Open {
        final String path;
        final List<Property> properties = new ArrayList<>();
        final List<Node> children = new ArrayList<>();
        final Set<String> names = new HashSet<>();

        Open(String path) {
            this.path = path;
        }
    }

    FlattenedTreeReader(String file, byte[] bytes) {
        place = Place.whole(file);
        blob = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    Reading<DeviceTree> read() {
        try {
            header();
            reserved();
            return Reading.of(new DeviceTree(structure(), reservations, false));
        } catch (Corrupt corrupt) {
            return Reading.refused(List.of(place.problem(corrupt.getMessage(),
                    "the blob again from its source: dtc -I dts -O dtb")));
        }
    }

    private void header() throws Corrupt {
        int length = blob.capacity();
        check(length >= FlattenedTree.HEADER_BYTES, "the file has " + length
                + " bytes, too few for a device-tree blob");
        check(length <= FlattenedTree.MAX_BYTES, "the file has " + length + " bytes, more than the "
                + FlattenedTree.MAX_BYTES + " that are read");
        check(blob.getInt(0) == FlattenedTree.MAGIC,
                "the file does not begin like a device-tree blob, with d0 0d fe ed");
        totalBytes = blob.getInt(4);
        check(totalBytes >= FlattenedTree.HEADER_BYTES && totalBytes <= length, "the header tells of "
                + Integer.toUnsignedString(totalBytes) + " bytes, but the file has " + length);
        int version = blob.getInt(20);
        int compatible = blob.getInt(24);
        check(version >= FlattenedTree.OLDEST_COMPATIBLE && compatible <= FlattenedTree.VERSION,
                "the blob has version " + version + "; versions 16 and 17 are read");
        at = blob.getInt(8);
        stringsAt = blob.getInt(12);
        check(at >= FlattenedTree.HEADER_BYTES && at <= totalBytes && at % 4 == 0,
                "the structure begins outside of the file, or unaligned");
        check(stringsAt >= FlattenedTree.HEADER_BYTES && stringsAt <= totalBytes,
                "the strings begin outside of the file");
        stringsEnd = block(stringsAt, blob.getInt(32), "strings");
        end = version >= FlattenedTree.VERSION ? block(at, blob.getInt(36), "structure") : totalBytes;
    }

    private int block(int start, int bytes, String what) throws Corrupt {
        check(bytes >= 0 && bytes <= totalBytes - start, "the " + what + " end outside of the file");
        return start + bytes;
    }

    private void reserved() throws Corrupt {
        int offset = blob.getInt(16);
        check(offset >= FlattenedTree.HEADER_BYTES && offset % 8 == 0,
                "the reservations begin outside of the file, or unaligned");
        while (true) {
            check(offset <= totalBytes - FlattenedTree.RESERVATION_BYTES, "the reservations never end");
            long address = blob.getLong(offset);
            long bytes = blob.getLong(offset + 8);
            if (address == 0 && bytes == 0) {
                return;
            }
            reservations.add(new DeviceTree.Reservation(List.of(), address, bytes, place));
            offset += FlattenedTree.RESERVATION_BYTES;
        }
    }

    private Node structure() throws Corrupt {
        Deque<Open> open = new ArrayDeque<>();
        Optional<Node> root = Optional.empty();
        while (true) {
            int tokenAt = at;
            int token = word();
            check(root.isEmpty() || token == FlattenedTree.END || token == FlattenedTree.NOP,
                    where(tokenAt) + "something follows the root node");
            switch (token) {
                case FlattenedTree.BEGIN_NODE -> open.push(begin(open));
                case FlattenedTree.PROPERTY -> {
                    check(!open.isEmpty(), where(tokenAt) + "a property stands outside of all nodes");
                    property(open.peek(), tokenAt);
                }
                case FlattenedTree.END_NODE -> {
                    check(!open.isEmpty(), where(tokenAt) + "a node ends that never began");
                    root = close(open);
                }
                case FlattenedTree.NOP -> { }
                case FlattenedTree.END -> {
                    check(root.isPresent(), where(tokenAt) + "the tree ends before its root node");
                    return root.get();
                }
                default -> throw new Corrupt(where(tokenAt) + "there is no token 0x" + Integer.toHexString(token));
            }
        }
    }

    private Open begin(Deque<Open> open) throws Corrupt {
        int nameAt = at;
        var name = text(at, end, "the name of a node");
        at += name.length() + 1;
        align();
        if (open.isEmpty()) {
            check(name.isEmpty(), where(nameAt) + "the root node has a name");
            return new Open(Node.ROOT);
        }
        check(open.size() < DeviceTreeSource.MAX_DEPTH, where(nameAt) + "nodes are nested deeper than "
                + DeviceTreeSource.MAX_DEPTH);
        checkName(name, nameAt, "#?*", "node");
        check(name.indexOf('@') == name.lastIndexOf('@'), where(nameAt) + "the name of a node has two @: " + name);
        var parent = open.peek();
        check(parent.names.add("node " + name), where(nameAt) + "a node stands twice: "
                + Node.join(parent.path, name));
        return new Open(Node.join(parent.path, name));
    }

    /// Ends the innermost node; gives the root when that has ended.
    private Optional<Node> close(Deque<Open> open) {
        var done = open.pop();
        var node = new Node(done.path, List.of(), done.properties, done.children, place);
        if (open.isEmpty()) {
            return Optional.of(node);
        }
        open.peek().children.add(node);
        return Optional.empty();
    }

    private void property(Open node, int tokenAt) throws Corrupt {
        int length = word();
        int nameAt = word();
        check(nameAt >= 0 && nameAt < stringsEnd - stringsAt, where(tokenAt)
                + "the name of a property lies outside of the strings");
        var name = text(stringsAt + nameAt, stringsEnd, "the name of a property");
        checkName(name, stringsAt + nameAt, "@", "property");
        check(length >= 0 && length <= end - at, where(tokenAt) + "the value of " + name
                + " ends outside of the structure");
        check(node.children.isEmpty(), where(tokenAt) + "the property " + name + " stands behind a child node");
        check(node.names.add("property " + name), where(tokenAt) + "the property " + name + " stands twice in "
                + node.path);
        var value = new byte[length];
        blob.get(at, value);
        at += length;
        align();
        node.properties.add(new Property(name, List.of(), parts(value), place));
    }

    private static void checkName(String name, int offset, String notAllowed, String what) throws Corrupt {
        check(!name.isEmpty(), where(offset) + "a " + what + " has no name");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!SourceScanner.isName(c) || notAllowed.indexOf(c) >= 0) {
                throw new Corrupt(where(offset + i) + "the name of a " + what + " holds the byte 0x"
                        + Integer.toHexString(c));
            }
        }
    }

    /// Guesses how a value was written: strings, cells, or else bytes.
    private List<Part> parts(byte[] value) {
        if (value.length == 0) {
            return List.of();
        }
        if (looksLikeText(value)) {
            var all = new String(value, 0, value.length - 1, StandardCharsets.US_ASCII);
            return Arrays.stream(all.split("\0", -1)).map(text -> (Part) new Part.Text(text, place)).toList();
        }
        if (value.length % 4 != 0) {
            return List.of(new Part.Bytes(HexFormat.of().formatHex(value), place));
        }
        var cells = new ArrayList<Cell>();
        for (var words = ByteBuffer.wrap(value); words.hasRemaining(); ) {
            cells.add(Cell.number(Integer.toUnsignedLong(words.getInt()), place));
        }
        return List.of(new Part.Cells(32, cells, place));
    }

    private static boolean looksLikeText(byte[] value) {
        if (value[0] == 0 || value[value.length - 1] != 0) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            boolean printable = value[i] >= ' ' && value[i] < 0x7f;
            if (!printable && (value[i] != 0 || value[i - 1] == 0)) {
                return false;
            }
        }
        return true;
    }

    private int word() throws Corrupt {
        check(end - at >= 4, where(at) + "the structure ends in the middle");
        int word = blob.getInt(at);
        at += 4;
        return word;
    }

    private void align() {
        at = (at + 3) & ~3;
    }

    /// The characters from `start` up to a zero byte that must come before `limit`.
    private String text(int start, int limit, String what) throws Corrupt {
        int zero = start;
        while (zero < limit && zero - start <= DeviceTreeSource.MAX_NAME && blob.get(zero) != 0) {
            zero++;
        }
        check(zero - start <= DeviceTreeSource.MAX_NAME, where(start) + what + " is longer than "
                + DeviceTreeSource.MAX_NAME);
        check(zero < limit, where(start) + what + " never ends");
        var bytes = new byte[zero - start];
        blob.get(start, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String where(int offset) {
        return "at byte 0x" + Integer.toHexString(offset) + " ";
    }

    private static void check(boolean fact, String sentence) throws Corrupt {
        if (!fact) {
            throw new Corrupt(sentence);
        }
    }
}
