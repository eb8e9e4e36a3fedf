package archipelago.engine.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our compiler and the real one must make the same of the same source.
class AgainstDtcTest {
    private static final List<String> COMPILE = List.of("-q", "-I", "dts", "-O", "dtb");
    private static final List<String> DECOMPILE = List.of("-q", "-I", "dtb", "-O", "dts");

    @ParameterizedTest
    @ValueSource(strings = {"older-baseline.dts", "baseline.dts", "overlay.dts", "grammar.dts", "merging.dts",
        "phandles.dts", "plugin.dts", "/scenarios/first-light.dts"})
    void theBlobIsTheSameByteForByteAndDtcReadsOurs(String name) throws Exception {
        var source = Trees.resource(name);
        var ours = FlattenedTree.write(Trees.tree(source));
        var dtc = Comparison.with("dtc");

        // dtc does not know the older header.
        var known = source.replace("/multikernel-v1/;", "/dts-v1/;").getBytes(StandardCharsets.UTF_8);
        var theirs = dtc.run(COMPILE, known);
        assertThat(theirs.status()).as(theirs.errors()).isZero();
        assertThat(Trees.shape(blob(ours))).isEqualTo(Trees.shape(blob(theirs.output())));
        assertThat(ours).isEqualTo(theirs.output());

        var decompiled = dtc.run(DECOMPILE, ours);
        assertThat(decompiled.status()).as(decompiled.errors()).isZero();
        var again = Trees.tree(new String(decompiled.output(), StandardCharsets.UTF_8));
        assertThat(Trees.shape(again.root())).isEqualTo(Trees.shape(blob(ours)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"older-baseline.dts", "baseline.dts", "overlay.dts", "grammar.dts", "merging.dts",
        "phandles.dts", "plugin.dts", "/scenarios/first-light.dts"})
    void dtcMakesTheSameOfWhatWeWrite(String name) throws Exception {
        var tree = Trees.tree(Trees.resource(name));
        var dtc = Comparison.with("dtc");

        var theirs = dtc.run(COMPILE, DeviceTreeText.write(tree).getBytes(StandardCharsets.UTF_8));
        assertThat(theirs.status()).as(theirs.errors()).isZero();
        assertThat(theirs.output()).isEqualTo(FlattenedTree.write(tree));
    }

    /// What stands between the braces of the root; each is wrong in one way.
    @ParameterizedTest
    @ValueSource(strings = {"x = <0x800000000>;", "x = /bits/ 8 <256>;", "x = /bits/ 24 <1>;", "x = <1>; x = <2>;",
        "a { }; a { };", "a { }; x;", "a@1@2 { };", "a@1 = <1>;", "n#1 { };", "x = <&nobody>;", "x = &nobody;",
        "l: a { }; l: b { };", "x = <(1 / 0)>;", "x = <08>;", "x = <0x>;", "x = <'ab'>;", "x = <''>;", "x = <1, 2>;",
        "x = <-1>;", "x = [0 1];", "x = [abc];", "x = ;", "x = 5;", "x = okay;", "x = <1>, ;", "x = \"a\" \"b\";",
        "x = <1", "x = \"a;", "x /* ", "a { }", "x = <1> y = <2>;", "l : x;", "x = /bits/ 64 <&{/}>;", "é = <1>;",
        "a { phandle = <0>; };", "a { phandle = <1>; }; b { phandle = <1>; };", "a { name = \"b\"; };",
        "a { }; /delete-node/ a;", "x = \"\\xzz\";", "x = <0x1ffffffffffffffff>;", "x = <(1 + 2>;", "};"})
    void whatDtcRefusesWeRefuse(String body) throws Exception {
        var source = "/dts-v1/; / { " + body + " };";
        assertThat(Trees.read(source).value()).isEmpty();

        var theirs = Comparison.with("dtc").run(COMPILE, source.getBytes(StandardCharsets.UTF_8));
        assertThat(theirs.status()).isNotZero();
    }

    private static Node blob(byte[] bytes) {
        return FlattenedTree.read("test.dtb", bytes).value().orElseThrow().root();
    }
}
