package archipelago.engine.devicetree;

import static archipelago.engine.devicetree.Trees.root;
import static archipelago.engine.devicetree.Trees.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlattenedTreeTest {
    @Test
    void valuesComeBackInTheFormThatTheyLookLike() {
        var node = FlattenedTree.read("t.dtb", FlattenedTree.write(
                root("names = \"one\", \"two\"; id = <1 2>; mac = [00 01 02]; flag;"))).value().orElseThrow()
                        .root();

        assertThat(node.property("names").orElseThrow().parts()).extracting(part -> part instanceof Part.Text)
                .containsExactly(true, true);
        assertThat(node.property("id").orElseThrow().u32s().value().orElseThrow()).containsExactly(1L, 2L);
        assertThat(node.property("mac").orElseThrow().bytes()).containsExactly(0, 1, 2);
        assertThat(node.property("flag").orElseThrow().parts()).isEmpty();
    }

    @Test
    void everyTruncationIsRefused() {
        var blob = FlattenedTree.write(Trees.tree(Trees.resource("baseline.dts")));
        for (int length = 0; length < blob.length; length++) {
            assertThat(FlattenedTree.read("t.dtb", Arrays.copyOf(blob, length)).value()).as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void everyKindOfDamageIsNamed() {
        assertThat(damaged(0, 0)).contains("does not begin like a device-tree blob");
        assertThat(damaged(4, 1 << 30)).contains("the header tells of 1073741824 bytes");
        assertThat(damaged(8, 41)).contains("the structure begins outside of the file, or unaligned");
        assertThat(damaged(12, -1)).contains("the strings begin outside of the file");
        assertThat(damaged(16, 44)).contains("the reservations begin outside of the file, or unaligned");
        assertThat(damaged(20, 3)).contains("versions 16 and 17 are read");
        assertThat(damaged(24, 18)).contains("versions 16 and 17 are read");
        assertThat(damaged(32, 1 << 20)).contains("the strings end outside of the file");
        assertThat(damaged(36, -1)).contains("the structure end outside of the file");
        // The structure begins at 0x38: the root, its name, and then the property "compatible".
        assertThat(damaged(0x38, 7)).contains("at byte 0x38 there is no token 0x7");
        assertThat(damaged(0x3c, 'a' << 24)).contains("at byte 0x3c the root node has a name");
        assertThat(damaged(0x44, 1 << 16)).contains("the value of compatible ends outside of the structure");
        assertThat(damaged(0x48, 1 << 16))
                .contains("at byte 0x40 the name of a property lies outside of the strings");
    }

    private static String damaged(int offset, int word) {
        var blob = FlattenedTree.write(Trees.tree(Trees.resource("baseline.dts")));
        ByteBuffer.wrap(blob).putInt(offset, word);
        var reading = FlattenedTree.read("t.dtb", blob);
        assertThat(reading.value()).isEmpty();
        return told(reading);
    }
}
