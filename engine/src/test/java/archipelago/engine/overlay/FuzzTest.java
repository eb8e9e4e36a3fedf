package archipelago.engine.overlay;

import static org.assertj.core.api.Assertions.fail;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Reading;
import archipelago.engine.devicetree.BaselineReader;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Mutated inputs into all readers of device trees: whatever comes in, a value or problems come out, soon
/// and without much memory.
///
/// The build reads some thousands, `.ci/run` a million. For a night: `-Darchipelago.fuzz=10000000`, with another
/// beginning `-Darchipelago.fuzz.seed=…`. Every input has a seed of its own, counted up from the beginning; what
/// fails is told with it, and `-Darchipelago.fuzz=1` with that seed reads it again.
class FuzzTest {
    private static final long INPUTS = Long.getLong("archipelago.fuzz", 20_000);
    private static final long FIRST_SEED = Long.getLong("archipelago.fuzz.seed", 1);
    private static final long REPORT_EVERY = 100_000;

    private static final long NONE = Long.MIN_VALUE;

    /// After so long on one input it hangs. The slowest takes a few milliseconds.
    private static final long HANGS_AFTER_MS = 30_000;

    /// What a reader may ask of the heap for one input, beside a share for each of its bytes.
    private static final long MOST_BYTES = 16L << 20;
    private static final long MOST_BYTES_PER_BYTE = 8192;

    private static final String MARKS = "{};:<>[]()\"'&/=,\\*#@ \n0x9a-~!?|^%+.\0é";
    private static final List<String> WORDS = List.of("/dts-v1/;", "/plugin/;", "/bits/ 64 ", "/delete-node/ ",
            "/delete-property/ ", "/memreserve/ 1 2;", "/include/ \"x\"", "&{/}", "resources", "cpus", "memory@0",
            "devices", "topology", "0xffffffffffffffff", "(1 << 63)", "'\\x41'", "fragment@0", "__overlay__", "l: ",
            "/*", "//", "*/", "<(1/0)>", "((((((((", "{{{{{{{{", "a{b{c{d{", "#define", "phandle = <1>;");
    private static final List<String> SOURCES = List.of("older-baseline.dts", "baseline.dts", "overlay.dts",
            "grammar.dts", "merging.dts", "phandles.dts", "plugin.dts", "/scenarios/first-light.dts");

    private final List<String> texts = SOURCES.stream().map(FuzzTest::resource).toList();
    private final List<byte[]> blobs = SOURCES.stream()
            .map(FuzzTest::resource)
            .map(text -> FlattenedTree.write(DeviceTreeSource.read("seed.dts", text).value().orElseThrow()))
            .toList();
    private final Heap heap = new Heap();

    /// How much the running thread has asked of the heap so far. The engine's module does without that of
    /// the management beans, so they are reached by name.
    private static final class Heap {
        private final Object threads;
        private final Method asked;

        Heap() {
            try {
                threads = Class.forName("java.lang.management.ManagementFactory")
                        .getMethod("getThreadMXBean")
                        .invoke(null);
                asked = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            } catch (ReflectiveOperationException unknown) {
                throw new AssertionError(unknown);
            }
        }

        long asked() {
            try {
                return (long) asked.invoke(threads);
            } catch (ReflectiveOperationException unknown) {
                throw new AssertionError(unknown);
            }
        }
    }

    /// What is being read, for the one who watches.
    private volatile long seed = FIRST_SEED;
    private volatile byte[] input = new byte[0];
    private long mostBytes;

    @Test
    void whateverComesInAValueOrProblemsComeOut() throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var reader = Thread.ofPlatform().daemon().name("fuzz").start(() -> {
            try {
                readAll();
            } catch (Throwable found) {
                failure.set(found);
            }
        });
        long watched;
        do {
            watched = seed;
            if (reader.join(Duration.ofMillis(HANGS_AFTER_MS))) {
                watched = NONE;
            }
        } while (watched != NONE && watched != seed);
        if (watched != NONE) {
            fail("hangs at " + told() + "\n" + List.of(reader.getStackTrace()));
        }
        if (failure.get() != null) {
            throw new AssertionError("fails at " + told(), failure.get());
        }
    }

    private String told() {
        return "seed " + seed + " with the input " + HexFormat.of().formatHex(input);
    }

    private void readAll() {
        long startedNs = System.nanoTime();
        for (long i = 0; i < INPUTS; i++) {
            var random = new SplittableRandom(FIRST_SEED + i);
            seed = FIRST_SEED + i;
            boolean source = random.nextInt(4) == 0;
            input = source ? text(random).getBytes(StandardCharsets.UTF_8) : bytes(random);
            long before = heap.asked();
            read(input, source);
            long used = heap.asked() - before;
            check(used < MOST_BYTES + MOST_BYTES_PER_BYTE * input.length, "the heap is asked for little");
            mostBytes = Math.max(mostBytes, used);
            if ((i + 1) % REPORT_EVERY == 0) {
                tell(i + 1, System.nanoTime() - startedNs);
            }
        }
    }

    /// A person who lets it run for a night wants to see that it does.
    private void tell(long inputs, long ns) {
        PrintStream out = System.out;
        out.printf(Locale.ROOT, "%,d inputs, %,d a second, at most %,d KiB for one%n", inputs,
                inputs * 1_000_000_000 / ns, mostBytes >> 10);
    }

    // --- reading --------------------------------------------------------------------------------

    private static void read(byte[] bytes, boolean source) {
        if (source) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            var tree = DeviceTreeSource.read("fuzz.dts", text);
            soundly(tree);
            soundly(BaselineReader.read("fuzz.dts", text));
            tree.value().ifPresent(value -> {
                var again = DeviceTreeSource.read("again.dts", DeviceTreeText.write(value)).value();
                check(again.equals(Optional.of(value)), "what is written is read as the same tree");
                readBlob(FlattenedTree.write(value));
            });
        } else {
            readBlob(bytes);
        }
    }

    private static void readBlob(byte[] bytes) {
        var tree = FlattenedTree.read("fuzz.dtb", bytes);
        soundly(tree);
        tree.value().ifPresent(value -> {
            var again = FlattenedTree.read("again.dtb", FlattenedTree.write(value)).value();
            check(again.map(DeviceTree::root).equals(Optional.of(value.root())), "what is written is read as the same");
        });
        var blob = Blob.of(bytes);
        for (var format : TreeFormat.values()) {
            var overlay = OverlayReader.read(blob, format);
            soundly(overlay.apply());
            soundly(overlay.undo());
            var baseline = BaselineBlob.read(blob, format);
            soundly(baseline.changes());
            check(baseline.refusal().isPresent() == baseline.changes().isEmpty(), "refused, or something to do");
            check(BaselineBlob.refusedByTheFile(blob).or(baseline::refusal).equals(baseline.refusal()),
                    "the file refuses first");
        }
    }

    private static void soundly(Reading<?> reading) {
        check(reading.problems().size() < 1000, "problems are not endless");
        reading.problems().forEach(problem -> check(!problem.sentence().isBlank(), "a problem has a sentence"));
    }

    /// What a change says can be done, or can be told.
    private static void soundly(List<Change> changes) {
        for (var change : changes) {
            change.announced(false, 2);
            change.announced(true, 2);
            switch (change) {
                case Change.Rejected(var errno, var why) ->
                    check(!errno.ok() && !why.isBlank(), "a rejection says why");
                case Change.PoolMemoryAdd(long bytes, int node) -> checkMemory(bytes, node);
                case Change.MemoryAdd(var _, long _, long bytes, int node) -> checkMemory(bytes, node);
                case Change.PoolMemoryClaim(long base, long bytes) -> {
                    checkMemory(bytes, 0);
                    check(base + bytes > 0, "memory has an end");
                }
                case Change.InstanceCreate create -> {
                    checkMemory(create.memoryBytes(), 0);
                    check(create.id() >= Change.ANY_ID, "an id is a number or none");
                    check(new HashSet<>(create.cpus()).size() == create.cpus().size(), "no CPU is named twice");
                }
                case Change.PoolDeviceAdd(var id, var _) -> check(PciId.number(id) >= 0, "a PCI id is a number");
                case Change.DeviceAdd(var _, var id, var _) -> check(PciId.number(id) >= 0, "a PCI id is a number");
                default -> { }
            }
        }
    }

    private static void checkMemory(long bytes, int node) {
        check(bytes >= 0, "there can be so much memory");
        check(node >= Change.ANY_NODE && node < KernelValues.MOST_NODES, "there can be such a node");
    }

    /// Without a library's help, since it is asked some hundred times for each input.
    private static void check(boolean fact, String sentence) {
        if (!fact) {
            throw new AssertionError(sentence);
        }
    }

    // --- inputs ---------------------------------------------------------------------------------

    private byte[] bytes(SplittableRandom random) {
        if (random.nextInt(50) > 0) {
            return mutated(blob(random), random);
        }
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] blob(SplittableRandom random) {
        var wishes = new Wishes(random.nextLong());
        return switch (random.nextInt(4)) {
            case 0 -> blobs.get(random.nextInt(blobs.size())).clone();
            case 1 -> OverlayWriter.overlay(wishes.overlay()).bytes();
            case 2 -> OverlayWriter.overlay(wishes.oldOverlay(), TreeFormat.MK1).bytes();
            default -> random.nextBoolean() ? wishes.baseline().bytes() : wishes.oldBaseline().bytes();
        };
    }

    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        var bytes = seed;
        for (int m = random.nextInt(5); m >= 0 && bytes.length >= 8; m--) {
            int at = random.nextInt(bytes.length);
            int word = at & ~3;
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> putWord(bytes, word, random.nextInt(12));
                case 3 -> putWord(bytes, word, random.nextInt(bytes.length + 64));
                case 4 -> putWord(bytes, word, 0x7fffffff + random.nextInt(3));
                case 5 -> bytes = spliced(bytes, random);
                case 6 -> bytes[at] = (byte) "@/\0\"0".charAt(random.nextInt(5));
                default -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 16));
            }
        }
        return bytes;
    }

    private static void putWord(byte[] bytes, int at, int word) {
        for (int b = 0; b < 4 && at + b < bytes.length; b++) {
            bytes[at + b] = (byte) (word >>> 24 - 8 * b);
        }
    }

    /// A piece of it once more, somewhere else.
    private static byte[] spliced(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length) & ~3;
        int length = Math.min(bytes.length - from, random.nextInt(1, 64) * 4);
        int to = random.nextInt(bytes.length) & ~3;
        var longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, to);
        System.arraycopy(bytes, from, longer, to, length);
        System.arraycopy(bytes, to, longer, to + length, bytes.length - to);
        return longer;
    }

    private String text(SplittableRandom random) {
        var seed = texts.get(random.nextInt(texts.size()));
        var text = new StringBuilder(seed);
        for (int m = random.nextInt(6); m >= 0 && !text.isEmpty(); m--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(7)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
                case 4 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 5 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())).repeat(random.nextInt(200)));
                default -> text.insert(at, seed, at / 2 % seed.length(), seed.length());
            }
        }
        if (random.nextInt(8) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        return text.toString();
    }

    private static String resource(String name) {
        var path = name.startsWith("/") ? name : "/archipelago/engine/devicetree/" + name;
        try (InputStream in = FuzzTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
