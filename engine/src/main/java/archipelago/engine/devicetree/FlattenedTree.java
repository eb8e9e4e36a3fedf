package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;
import archipelago.engine.base.Require;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The binary form of a device tree (`.dtb`), version 17: what the kernel takes and gives.
public final class FlattenedTree {
    /// The largest blob that is read.
    public static final int MAX_BYTES = 4 << 20;

    static final int MAGIC = 0xd00dfeed;
    static final int VERSION = 17;
    static final int OLDEST_COMPATIBLE = 16;
    static final int HEADER_BYTES = 40;
    static final int RESERVATION_BYTES = 16;
    static final int BEGIN_NODE = 1;
    static final int END_NODE = 2;
    static final int PROPERTY = 3;
    static final int NOP = 4;
    static final int END = 9;

    /// The kernel reads older blobs than anybody writes.
    private static final int OLDEST_READ = 2;
    private static final int FAULT_TRUNCATED = -8;
    private static final int FAULT_MAGIC = -9;
    private static final int FAULT_VERSION = -10;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    /// Where each name, and each ending of a name, stands in the strings.
    private final Map<String, Integer> offsets = new HashMap<>();

    private FlattenedTree() {}

    /// Writes a tree as dtc does, byte for byte. An overlay gets the nodes that tell which of its
    /// cells are references.
    public static byte[] write(DeviceTree tree) {
        var flat = new FlattenedTree();
        flat.node(tree.plugin() ? OverlayFixups.added(tree) : tree.root());
        flat.token(END);
        int reservedBytes = (tree.reservations().size() + 1) * RESERVATION_BYTES;
        int structureAt = HEADER_BYTES + reservedBytes;
        int stringsAt = structureAt + flat.structure.size();
        var out = ByteBuffer.allocate(stringsAt + flat.strings.size());
        out.putInt(MAGIC).putInt(out.capacity()).putInt(structureAt).putInt(stringsAt).putInt(HEADER_BYTES);
        out.putInt(VERSION).putInt(OLDEST_COMPATIBLE).putInt(bootCpu(tree));
        out.putInt(flat.strings.size()).putInt(flat.structure.size());
        for (var reservation : tree.reservations()) {
            out.putLong(reservation.address()).putLong(reservation.bytes());
        }
        out.putLong(0).putLong(0);
        out.put(flat.structure.toByteArray()).put(flat.strings.toByteArray());
        Require.that(!out.hasRemaining(), "a blob is as long as its header says", out.remaining());
        return out.array();
    }

    /// Reads a blob; never fails otherwise than with problems. Values come back as strings or cells
    /// where they look like it, and as bytes where not; a blob does not tell.
    ///
    /// @param file the name to use in problems
    public static Reading<DeviceTree> read(String file, byte[] blob) {
        return new FlattenedTreeReader(file, blob).read();
    }

    /// Whether a blob begins as the kernel wants it before it looks any further: magic number, version,
    /// and blocks that lie inside of the length that it tells, which need not be its real one.
    public static boolean headerIsRight(byte[] blob) {
        return headerFault(blob) == 0;
    }

    /// What is wrong with the header, as the negative number that the kernel's log tells; 0 if nothing.
    /// (libfdt, `fdt_check_header`.)
    public static int headerFault(byte[] blob) {
        if (blob.length < HEADER_BYTES) {
            return FAULT_TRUNCATED;
        }
        var in = ByteBuffer.wrap(blob);
        if (in.getInt(0) != MAGIC) {
            return FAULT_MAGIC;
        }
        long version = Integer.toUnsignedLong(in.getInt(20));
        long compatible = Integer.toUnsignedLong(in.getInt(24));
        if (version < OLDEST_READ || compatible > VERSION || version < compatible) {
            return FAULT_VERSION;
        }
        boolean sized = version >= VERSION;
        long headerBytes = version <= 2 ? 32 : sized ? HEADER_BYTES : 36;
        long totalBytes = totalBytes(blob);
        boolean inside = totalBytes >= headerBytes
                && totalBytes <= Integer.MAX_VALUE
                && blockIsInside(in.getInt(16), 0, headerBytes, totalBytes)
                && blockIsInside(in.getInt(8), sized ? in.getInt(36) : 0, headerBytes, totalBytes)
                && blockIsInside(in.getInt(12), in.getInt(32), headerBytes, totalBytes);
        return inside ? 0 : FAULT_TRUNCATED;
    }

    private static boolean blockIsInside(int at, int bytes, long headerBytes, long totalBytes) {
        long start = Integer.toUnsignedLong(at);
        return start >= headerBytes && start + Integer.toUnsignedLong(bytes) <= totalBytes;
    }

    /// How long a blob says that it is; it must have a header.
    public static long totalBytes(byte[] blob) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(blob).getInt(4));
    }

    /// The `reg` of the first CPU, as dtc guesses it.
    private static int bootCpu(DeviceTree tree) {
        return tree.node("/cpus")
                .flatMap(cpus -> cpus.children().stream().findFirst())
                .flatMap(cpu -> cpu.property("reg"))
                .flatMap(reg -> reg.u32().value())
                .map(Long::intValue)
                .orElse(0);
    }

    private void node(Node node) {
        token(BEGIN_NODE);
        var name = node.name().getBytes(StandardCharsets.UTF_8);
        structure.writeBytes(name);
        structure.write(0);
        pad();
        for (var property : node.properties()) {
            var value = property.bytes();
            token(PROPERTY);
            token(value.length);
            token(nameOffset(property.name()));
            structure.writeBytes(value);
            pad();
        }
        node.children().forEach(this::node);
        token(END_NODE);
    }

    private int nameOffset(String name) {
        Integer known = offsets.get(name);
        if (known != null) {
            return known;
        }
        int offset = strings.size();
        strings.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        for (int i = 0; i < name.length(); i++) {
            offsets.putIfAbsent(name.substring(i), offset + i);
        }
        return offset;
    }

    private void token(int word) {
        structure.writeBytes(ByteBuffer.allocate(4).putInt(word).array());
    }

    private void pad() {
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }
}
