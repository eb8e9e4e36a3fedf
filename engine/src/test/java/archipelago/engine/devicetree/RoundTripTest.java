package archipelago.engine.devicetree;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Comparison;
import archipelago.engine.base.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final Place NOWHERE = Place.whole("random");
    private static final List<String> NAMES = List.of("a", "reg", "size", "x-y", "memory", "#cells", "linux,id",
            "1");
    private static final String MARKS = "{};:<>[]()\"'&/=,\\*#@ \n0x9a-~!\0é";
    private static final List<String> SEEDS = List.of("older-baseline.dts", "baseline.dts", "overlay.dts",
            "grammar.dts",
            "merging.dts", "phandles.dts", "plugin.dts", "/scenarios/first-light.dts");

    @Property(tries = 500)
    void whatIsWrittenAsTextIsReadBackAsAnEqualTree(@ForAll("trees") DeviceTree tree) {
        var text = DeviceTreeText.write(tree);
        assertThat(Trees.tree(text)).isEqualTo(tree);
    }

    @Property(tries = 500)
    void whatIsWrittenAsABlobIsReadBackWithTheSameNamesAndBytes(@ForAll("trees") DeviceTree tree) {
        var blob = FlattenedTree.write(tree);
        var again = FlattenedTree.read("random.dtb", blob).value().orElseThrow();
        assertThat(Trees.shape(again.root())).isEqualTo(Trees.shape(tree.root()));
        assertThat(FlattenedTree.write(again)).isEqualTo(FlattenedTree.write(
                new DeviceTree(tree.root(), again.reservations(), false)));
        assertThat(again.reservations()).hasSameSizeAs(tree.reservations());
    }

    @Test
    void dtcMakesTheSameBlobOfRandomTrees() throws Exception {
        var dtc = Comparison.with("dtc");
        for (int seed = 0; seed < 60; seed++) {
            var tree = tree(new Random(seed));
            var theirs = dtc.run(List.of("-q", "-I", "dts", "-O", "dtb"),
                    DeviceTreeText.write(tree).getBytes(StandardCharsets.UTF_8));
            assertThat(theirs.status()).as("seed %d: %s", seed, theirs.errors()).isZero();
            assertThat(theirs.output()).as("seed %d", seed).isEqualTo(FlattenedTree.write(tree));
        }
    }

    @Test
    void everyExampleIsReadBackFromItsOwnText() {
        for (var name : SEEDS) {
            var tree = Trees.tree(Trees.resource(name));
            assertThat(Trees.tree(DeviceTreeText.write(tree))).as(name).isEqualTo(tree);
        }
    }

    @Property(tries = 2000)
    void mutatedSourcesGiveAValueOrProblemsInsideTheFile(@ForAll long seed) {
        var random = new Random(seed);
        var text = mutated(Trees.resource(SEEDS.get(random.nextInt(SEEDS.size()))), random);
        soundly(DeviceTreeSource.read("mutant.dts", text), text);
        soundly(BaselineReader.read("mutant.dts", text), text);
    }

    @Property(tries = 1000)
    void anyTextAtAllGivesAValueOrProblemsInsideTheFile(@ForAll String text) {
        soundly(DeviceTreeSource.read("any.dts", text), text);
        var inside = "/dts-v1/; / { " + text;
        soundly(DeviceTreeSource.read("any.dts", inside), inside);
    }

    @Property(tries = 2000)
    void mutatedBlobsGiveAValueOrProblems(@ForAll long seed) {
        var random = new Random(seed);
        var blob = FlattenedTree.write(Trees.tree(Trees.resource(SEEDS.get(random.nextInt(SEEDS.size())))));
        for (int m = random.nextInt(4); m >= 0; m--) {
            blob[random.nextInt(blob.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                    : random.nextInt(10));
        }
        if (random.nextInt(3) == 0) {
            blob = Arrays.copyOf(blob, random.nextInt(blob.length + 8));
        }
        soundly(FlattenedTree.read("mutant.dtb", blob), "");
    }

    @Property(tries = 1000)
    void anyBytesAtAllGiveAValueOrProblems(@ForAll byte[] blob) {
        soundly(FlattenedTree.read("any.dtb", blob), "");
    }

    private static void soundly(Reading<?> reading, String text) {
        var lines = text.split("\n", -1);
        for (var problem : reading.problems()) {
            assertThat(problem.sentence()).isNotBlank();
            assertThat(problem.line()).isBetween(0, lines.length);
            if (problem.line() > 0) {
                var line = lines[problem.line() - 1];
                assertThat(problem.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
            }
        }
    }

    private static String mutated(String source, Random random) {
        var text = new StringBuilder(source);
        for (int m = random.nextInt(4); m >= 0 && !text.isEmpty(); m--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
                default -> text.insert(at, source, at / 2, Math.min(source.length(), at / 2 + random.nextInt(60)));
            }
        }
        if (random.nextInt(5) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        return text.toString();
    }

    @Provide
    Arbitrary<DeviceTree> trees() {
        return Arbitraries.longs().map(seed -> tree(new Random(seed)));
    }

    private static DeviceTree tree(Random random) {
        var labels = new int[1];
        var reservations = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new DeviceTree.Reservation(labels(random, labels), random.nextLong(),
                        random.nextLong() | 1, NOWHERE))
                .toList();
        return new DeviceTree(node(Node.ROOT, 0, random, labels), reservations, false);
    }

    private static Node node(String path, int depth, Random random, int[] labels) {
        var properties = new LinkedHashMap<String, archipelago.engine.devicetree.Property>();
        for (int p = random.nextInt(5); p > 0; p--) {
            var name = NAMES.get(random.nextInt(NAMES.size())) + (random.nextBoolean() ? "" : random.nextInt(20));
            properties.put(name, new archipelago.engine.devicetree.Property(name, labels(random, labels),
                    parts(random), NOWHERE));
        }
        var children = new LinkedHashMap<String, Node>();
        for (int c = depth > 4 ? 0 : random.nextInt(4); c > 0; c--) {
            var name = "n" + random.nextInt(9) + (random.nextBoolean() ? "" : "@"
                    + Integer.toHexString(random.nextInt()));
            children.put(name, node(Node.join(path, name), depth + 1, random, labels));
        }
        return new Node(path, depth == 0 ? List.of() : labels(random, labels), List.copyOf(properties.values()),
                List.copyOf(children.values()), NOWHERE);
    }

    private static List<String> labels(Random random, int[] used) {
        return random.nextInt(5) == 0 ? List.of("l_" + used[0]++, "M" + used[0]++) : List.of();
    }

    private static List<Part> parts(Random random) {
        var parts = new ArrayList<Part>();
        for (int p = random.nextInt(4); p > 0; p--) {
            parts.add(switch (random.nextInt(3)) {
                case 0 -> cells(random);
                case 1 -> new Part.Text(text(random), NOWHERE);
                default -> new Part.Bytes(HexFormat.of().formatHex(bytes(random)), NOWHERE);
            });
        }
        return parts;
    }

    private static Part cells(Random random) {
        int bits = 8 << random.nextInt(4);
        var cells = new ArrayList<Cell>();
        for (int c = random.nextInt(5); c > 0; c--) {
            long value = random.nextBoolean() ? random.nextInt(256) : random.nextLong() >>> 64 - bits;
            cells.add(Cell.number(value, NOWHERE));
        }
        return new Part.Cells(bits, cells, NOWHERE);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int c = random.nextInt(8); c > 0; c--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.appendCodePoint(0x1f400 + random.nextInt(64));
                case 2 -> text.append("\"\\/*{};'".charAt(random.nextInt(8)));
                default -> text.append((char) ('0' + random.nextInt(60)));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return bytes;
    }
}
