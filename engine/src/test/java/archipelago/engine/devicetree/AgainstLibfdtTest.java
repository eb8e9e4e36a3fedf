package archipelago.engine.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Comparison;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What we see in a blob is what libfdt sees in it, whole or broken. The kernel looks through libfdt.
class AgainstLibfdtTest {
    private static final List<String> SEEDS =
            List.of("baseline.dts", "overlay.dts", "grammar.dts", "merging.dts", "plugin.dts");
    private static final List<String> ASKED = List.of("resources", "fragment@0", "__overlay__", "instance-create",
            "cpus", "memory", "n1", "devices");
    private static final int MUTANTS = Integer.getInteger("archipelago.libfdt", 20_000);

    private final MemorySegment space;
    private final MethodHandle checkHeader;
    private final MethodHandle firstChild;
    private final MethodHandle nextChild;
    private final MethodHandle child;
    private final MethodHandle name;
    private final MethodHandle property;
    private final MethodHandle path;

    AgainstLibfdtTest() {
        var library = Comparison.library("libfdt.so.1");
        space = Arena.ofAuto().allocate(1 << 16, 8);
        var pointer = ValueLayout.ADDRESS.withTargetLayout(
                MemoryLayout.sequenceLayout(1 << 16, ValueLayout.JAVA_BYTE));
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        checkHeader = handle(library, "fdt_check_header", FunctionDescriptor.of(number, address));
        firstChild = handle(library, "fdt_first_subnode", FunctionDescriptor.of(number, address, number));
        nextChild = handle(library, "fdt_next_subnode", FunctionDescriptor.of(number, address, number));
        child = handle(library, "fdt_subnode_offset", FunctionDescriptor.of(number, address, number, address));
        name = handle(library, "fdt_get_name", FunctionDescriptor.of(pointer, address, number, address));
        property = handle(library, "fdt_getprop", FunctionDescriptor.of(pointer, address, number, address, address));
        path = handle(library, "fdt_path_offset", FunctionDescriptor.of(number, address, address));
    }

    private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape);
    }

    @Test
    void wholeAndBrokenBlobsLookTheSame() throws Throwable {
        var blobs = SEEDS.stream().map(Trees::resource).map(Trees::tree).map(FlattenedTree::write).toList();
        int whole = 0;
        int compared = 0;
        for (int i = 0; i < MUTANTS; i++) {
            var random = new SplittableRandom(i);
            var blob = i < blobs.size()
                    ? blobs.get(i)
                    : mutant(blobs.get(random.nextInt(blobs.size())).clone(), random);
            if (isComparable(blob)) {
                compared++;
                whole += FlattenedTree.read("mutant", blob).value().isPresent() ? 1 : 0;
                MemorySegment.copy(blob, 0, space, ValueLayout.JAVA_BYTE, 0, blob.length);
                var seen = new StringBuilder();
                int fault = FlattenedTree.headerFault(blob);
                seen.append(fault).append('\n');
                if (fault == 0) {
                    var root = FlatNode.root(blob);
                    ours(seen, root, 0);
                    seen.append(root.child("resources").flatMap(node -> node.child("devices")).isPresent());
                }
                assertThat(seen.toString()).as("mutant %d: %s", i, HexFormat.of().formatHex(blob)).isEqualTo(theirs());
            }
        }
        assertThat(compared).as("blobs that could be compared").isGreaterThan(MUTANTS / 2);
        assertThat(whole).as("blobs that were not broken").isBetween(compared / 20, compared * 19 / 20);
    }

    private static byte[] mutant(byte[] blob, SplittableRandom random) {
        var words = ByteBuffer.wrap(blob);
        for (int m = random.nextInt(6); m >= 0; m--) {
            int word = random.nextInt(blob.length / 4) * 4;
            switch (random.nextInt(6)) {
                case 0 -> blob[random.nextInt(blob.length)] = (byte) random.nextInt(256);
                case 1 -> words.putInt(word, random.nextInt(10));
                case 2 -> words.putInt(word, words.getInt(random.nextInt(blob.length / 4) * 4));
                case 3 -> words.putInt(word, words.getInt(word) + random.nextInt(17) - 8);
                case 4 -> words.putInt(20, 2 + random.nextInt(17)).putInt(24, random.nextInt(3));
                default -> blob[random.nextInt(blob.length)] = (byte) "@/\0a".charAt(random.nextInt(4));
            }
        }
        return blob;
    }

    /// libfdt reads on behind the end where the header lies about it, and up to 1.6.1 it lets lengths
    /// overflow, which the kernel's copy does not.
    private static boolean isComparable(byte[] blob) {
        var words = ByteBuffer.wrap(blob);
        for (int at = 0; at + 8 <= blob.length; at += 4) {
            boolean property = words.getInt(at) == FlattenedTree.PROPERTY;
            if (property && Integer.compareUnsigned(words.getInt(at + 4), 0x7fff0000) > 0) {
                return false;
            }
        }
        return FlattenedTree.totalBytes(blob) <= blob.length;
    }

    private static void ours(StringBuilder seen, FlatNode node, int depth) {
        for (var asked : ASKED) {
            seen.append(asked).append(node.child(asked).map(FlatNode::name).orElse("-"));
            seen.append(node.property(asked).map(HexFormat.of()::formatHex).orElse("-")).append(' ');
        }
        seen.append("reg ").append(node.property("reg").map(HexFormat.of()::formatHex).orElse("-")).append('\n');
        for (var inner : node.children()) {
            seen.append(" ".repeat(depth)).append(inner.name()).append('\n');
            ours(seen, inner, depth + 1);
        }
    }

    private String theirs() throws Throwable {
        var seen = new StringBuilder();
        int fault = (int) checkHeader.invokeExact(space);
        seen.append(fault).append('\n');
        if (fault == 0) {
            try (var arena = Arena.ofConfined()) {
                theirs(seen, 0, 0, arena);
                seen.append((int) path.invokeExact(space, arena.allocateFrom("/resources/devices")) >= 0);
            }
        }
        return seen.toString();
    }

    private void theirs(StringBuilder seen, int node, int depth, Arena arena) throws Throwable {
        for (var asked : ASKED) {
            int found = (int) child.invokeExact(space, node, arena.allocateFrom(asked));
            seen.append(asked).append(found < 0 ? "-" : name(found));
            seen.append(value(node, asked, arena)).append(' ');
        }
        seen.append("reg ").append(value(node, "reg", arena)).append('\n');
        for (int inner = (int) firstChild.invokeExact(space, node); inner >= 0; ) {
            seen.append(" ".repeat(depth)).append(name(inner)).append('\n');
            theirs(seen, inner, depth + 1, arena);
            inner = (int) nextChild.invokeExact(space, inner);
        }
    }

    private String name(int node) throws Throwable {
        var text = (MemorySegment) name.invokeExact(space, node, MemorySegment.NULL);
        if (text.address() == 0) {
            return "";
        }
        long length = 0;
        while (text.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return FlatNode.text(text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private String value(int node, String asked, Arena arena) throws Throwable {
        var length = arena.allocate(ValueLayout.JAVA_INT);
        var value = (MemorySegment) property.invokeExact(space, node, arena.allocateFrom(asked), length);
        return value.address() == 0
                ? "-"
                : HexFormat.of().formatHex(value.asSlice(0, length.get(ValueLayout.JAVA_INT, 0))
                        .toArray(ValueLayout.JAVA_BYTE));
    }
}
