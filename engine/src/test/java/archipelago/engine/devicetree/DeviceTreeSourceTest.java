package archipelago.engine.devicetree;

import static archipelago.engine.devicetree.Trees.read;
import static archipelago.engine.devicetree.Trees.root;
import static archipelago.engine.devicetree.Trees.told;
import static archipelago.engine.devicetree.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTreeSourceTest {
    @Test
    void aNodeKnowsItsNameItsPlaceAndWhatIsInIt() {
        var tree = tree("/dts-v1/;\n/ {\n    spare: memory@80 {\n        size = <1>;\n    };\n};\n");
        var memory = tree.root().child("memory@80").orElseThrow();

        assertThat(memory.path()).isEqualTo("/memory@80");
        assertThat(memory.baseName()).isEqualTo("memory");
        assertThat(memory.unitAddress()).hasValue("80");
        assertThat(memory.labels()).containsExactly("spare");
        assertThat(memory.place()).isEqualTo(new Place("test.dts", 3, 12));
        assertThat(memory.property("size").orElseThrow().place()).isEqualTo(new Place("test.dts", 4, 9));
        assertThat(tree.node("/memory@80")).contains(memory);
        assertThat(tree.node("/memory")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "<1 0x10 017>                     | 00000001000000100000000f",
        "/bits/ 64 <0x800000000>          | 0000000800000000",
        "/bits/ 16 <1 (-1)>, /bits/ 8 <7> | 0001ffff07",
        "\"ab\", \"\"                     | 61620000",
        "\"\\x41\\n\\\\\"                 | 410a5c00",
        "[de ad be ef]                    | deadbeef",
        "<'a'>, [01]                      | 0000006101",
        "<(1 << 4 ^ 2) (7 / 2 * 3)>       | 0000001200000009",
        "<((1 < 2) ? 5 : (1 / 1))>        | 00000005",
    })
    void aValueBecomesBigEndianBytes(String value, String hex) {
        assertThat(HexFormat.of().formatHex(root("x = " + value + ";").root().property("x").orElseThrow().bytes()))
                .isEqualTo(hex);
    }

    @Test
    void aValueIsReadAsWhatItIsMeantToBeOrRefusedAtItsPlace() {
        var node = root("a = <7>; b = /bits/ 64 <1 2>; c = \"x\", \"y\"; d; e = \"one\";").root();

        assertThat(node.property("a").orElseThrow().u32().value()).contains(7L);
        assertThat(node.property("b").orElseThrow().u64s().value().orElseThrow()).containsExactly(1L, 2L);
        assertThat(node.property("c").orElseThrow().strings().value().orElseThrow()).containsExactly("x", "y");
        assertThat(node.property("e").orElseThrow().string().value()).contains("one");
        assertThat(told(node.property("b").orElseThrow().u32()))
                .startsWith("1:24 the value of b is not one 32-bit number: it has 16 bytes");
        assertThat(told(node.property("d").orElseThrow().string())).contains("it has no value");
    }

    @Test
    void aReferenceBecomesAPhandleInCellsAndAPathOutsideOfThem() {
        var tree = root("x = <&there>; y = &there; there: a { b { }; }; ");

        assertThat(tree.root().property("x").orElseThrow().u32().value()).contains(1L);
        assertThat(tree.root().property("y").orElseThrow().string().value()).contains("/a");
        assertThat(tree.node("/a").orElseThrow().property("phandle").orElseThrow().u32().value()).contains(1L);
    }

    @Test
    void allProblemsOfAFileAreToldAtOnceEachAtItsPlace() {
        var text = """
                /dts-v1/;
                / {
                    cpus = <1 2, 3>;
                    size = <0x800000000>
                    na$me = <1>;
                    a { x = okay; };
                    a { };
                    late = "text";
                    b { y = [0 11]; z = <&nobody> }
                    c { x = 5;
                };
                """;
        assertThat(told(read(text))).isEqualTo("""
                2:3 this { is never closed
                3:16 a comma stands between cells
                4:13 0x800000000 does not fit into a 32-bit cell
                4:25 a ; is missing behind the value of size
                5:7 "$" is not allowed in a name
                6:13 a text stands without quotes
                7:5 a node a stands twice between these braces
                8:5 a property stands behind a child node
                9:14 0 is not a byte
                9:26 there is no node &nobody
                9:34 a ; is missing behind the value of z
                9:36 a ; is missing behind this }
                10:13 a number stands without < and >""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/ { };                          | 1:1 the file does not begin with its header | /dts-v1/; as the first line",
        "``                              | 1:1 the file does not begin with its header | /dts-v1/; as the first line",
        "/dts-v1/;                       | 1:10 the file has no root node | / { … };",
        "/dts-v1/; / { x /* ;            | 1:17 this comment is never closed | close it with */",
        "/dts-v1/; / { x = <1; };        | 1:19 this < is never closed | a > behind the last number",
        "/dts-v1/; / { }; };             | 1:18 this } closes nothing | no } here, or a { before it",
        "/dts-v1/; / { }; &l { x; };     | 1:18 there is no node &l before this line | a label in front of the node that is meant: name: node { … };",
        "/dts-v1/; /include/ \"a\"; / { }; | 1:11 /include/ is not read: a file must say all by itself | the contents of that file in its place",
        "/dts-v1/; / { x = /incbin/(\"a\"); }; | 1:19 no other file is read here: a file must say all by itself | the bytes themselves, such as [de ad be ef]",
        "/dts-v1/; / { x = <0x800000000>; }; | 1:20 0x800000000 does not fit into a 32-bit cell | /bits/ 64 <0x800000000>, or two cells, the high half first: <0x8 0x0>",
        "/dts-v1/; / { a@1 = <1>; };     | 1:15 \"@\" is not allowed in the name of a property: a@1 | a = …; or { … }; for a node",
        "/dts-v1/; / { x = <08>; };      | 1:20 08 is not a number | 8; a number that begins with 0 is octal",
        "/dts-v1/; / { x = <-1>; };      | 1:20 a sign stands outside of parentheses | (-1)",
        "/dts-v1/; / { x = <(1 / 0)>; }; | 1:23 this divides by zero | another divisor",
        "/dts-v1/; / { l: a { }; l: b { }; }; | 1:28 the label l is used twice | another label here",
        "/dts-v1/; / { é; };             | 1:15 \"é\" cannot begin a node or a property | letters, digits and , . _ + - in a name; in a property's also # ? * and in a node's one @",
    })
    void aProblemSaysWhatIsWrongAndWhatToWriteInstead(String text, String told, String advice) {
        var reading = read(text);
        assertThat(told(reading)).startsWith(told);
        assertThat(reading.problems().getFirst().advice()).isEqualTo(advice);
    }

    @Test
    void anUnclosedStringDoesNotHideTheNextLine() {
        assertThat(told(read("/dts-v1/;\n/ {\n  a = \"one;\n  b = \"two\";\n  c = <x>;\n};\n")))
                .startsWith("3:7 this string is never closed")
                .contains("5:8 x is not a number");
    }

    @Test
    void theOlderHeaderIsAccepted() {
        assertThat(tree("/multikernel-v1/; / { x; };")).isEqualTo(tree("/dts-v1/; / { x; };"));
    }

    @Test
    void columnsCountCharactersNotHalves() {
        assertThat(told(read("/dts-v1/; / { x = \"\uD83D\uDC27\", y; };")))
                .startsWith("1:24 a text stands without quotes");
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 5_000})
    void nestingHasALimitAndIsNeverAnError(int depth) {
        var reading = read("/dts-v1/; /" + " { a".repeat(depth - 1) + " { " + " };".repeat(depth));
        if (depth <= DeviceTreeSource.MAX_DEPTH) {
            assertThat(told(reading)).isEmpty();
        } else {
            assertThat(told(reading)).contains("nodes are nested deeper than 64");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "(", "<", "\"", "a{", "a:", "&", "/", "\\\"\n", "x=<(", "~", "\0", "/*",
            "'", "?", "[",
        "l:a{", "#", "\uD800", "&l{", "(1?"})
    void floodsOfOneThingAreAnsweredWithProblems(String flood) {
        int times = 400_000 / flood.length();
        for (var start : new String[] {"", "/dts-v1/; / {", "/dts-v1/; / { x = <", "/dts-v1/; / { x = <("}) {
            var reading = read(start + flood.repeat(times));
            assertThat(reading.value()).isEmpty();
            assertThat(reading.problems()).hasSizeLessThanOrEqualTo(Findings.MAX_PROBLEMS + 1);
        }
    }

    @Test
    void aFileThatIsTooLongIsNotReadAtAll() {
        var reading = read("{".repeat(10 << 20));
        assertThat(told(reading)).startsWith("0:0 the file has 10485760 characters");
    }

    @Test
    void hugeNumbersAreProblems() {
        assertThat(told(read("/dts-v1/; / { x = <" + "9".repeat(1_000_000) + ">; };")))
                .contains("does not fit into 64 bits")
                .hasSizeLessThan(200);
    }
}
