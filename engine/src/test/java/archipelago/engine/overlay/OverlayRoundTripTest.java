package archipelago.engine.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Comparison;
import archipelago.engine.base.Blob;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What is asked for is what is read: in the kernel's order, by us, by libfdt's eyes and by dtc.
class OverlayRoundTripTest {
    private static final int COMPILED = Integer.getInteger("archipelago.dtc", 150);

    // --- what the kernel makes of it ------------------------------------------------------------

    /// An `id` that does not fit into the kernel's signed number means that it may choose.
    private static Change asKept(Change change) {
        return change instanceof Change.InstanceCreate c && c.id() < 0
                ? new Change.InstanceCreate(c.instance(), Change.ANY_ID, c.memoryBytes(), c.cpus(), c.nodes(),
                        c.memoryBase(), c.devices())
                : change;
    }

    /// Fragments in the order of asking; in each, operations in the order of its target.
    private static List<Change> inOrder(List<Change> changes) {
        var ordered = new ArrayList<Change>();
        int from = 0;
        while (from < changes.size()) {
            var target = target(changes.get(from));
            var fragment = new ArrayList<Change>();
            while (from < changes.size() && target(changes.get(from)).equals(target)) {
                var change = changes.get(from);
                boolean once = change instanceof Change.InstanceCreate || change instanceof Change.InstanceRemove;
                if (once && fragment.stream().anyMatch(c -> c.getClass() == change.getClass())) {
                    break;
                }
                fragment.add(asKept(change));
                from++;
            }
            if (target.equals("/resources")) {
                ordered.add(new Change.EnterPool());
            } else if (!target.equals("/instances")) {
                ordered.add(new Change.EnterInstance(target));
            }
            var order = target.equals("/resources")
                    ? List.of("PoolCpuRemove", "PoolDeviceRemove", "PoolMemoryRemove", "PoolMemoryAdd", "PoolCpuAdd",
                            "PoolDeviceAdd")
                    : ORDER;
            fragment.sort(Comparator.comparingInt(change -> order.indexOf(change.getClass().getSimpleName())));
            ordered.addAll(fragment);
        }
        return ordered;
    }

    private static final List<String> ORDER = List.of("InstanceCreate", "MemoryRemove", "MemoryAdd", "CpuRemove",
            "CpuAdd", "DeviceRemove", "DeviceAdd", "InstanceRemove");

    private static String target(Change change) {
        return switch (change) {
            case Change.InstanceCreate _, Change.InstanceRemove _ -> "/instances";
            case Change.CpuAdd c -> c.instance();
            case Change.CpuRemove c -> c.instance();
            case Change.MemoryAdd c -> c.instance();
            case Change.MemoryRemove c -> c.instance();
            case Change.DeviceAdd c -> c.instance();
            case Change.DeviceRemove c -> c.instance();
            default -> "/resources";
        };
    }

    // --- properties -----------------------------------------------------------------------------

    @Property(tries = 3000)
    void whatIsAskedForIsReadInTheKernelsOrder(@ForAll long seed) {
        var changes = new Wishes(seed).overlay();
        var overlay = OverlayReader.read(OverlayWriter.overlay(changes));
        if (changes.isEmpty()) {
            assertThat(overlay.apply()).containsExactly(Overlays.invalid("no usable fragment@N node: -22"));
        } else {
            assertThat(overlay.apply()).isEqualTo(inOrder(changes));
        }
    }

    @Property(tries = 3000)
    void inTheOldFormatToo(@ForAll long seed) {
        var changes = new Wishes(seed).oldOverlay();
        var overlay = OverlayReader.read(OverlayWriter.overlay(changes, TreeFormat.MK1), TreeFormat.MK1);
        var read = overlay.apply().stream().filter(change -> !(change instanceof Change.EnterOperation)).toList();
        var asked = new ArrayList<>(changes.stream().map(OverlayRoundTripTest::asKept).toList());
        asked.sort(Comparator.comparingInt(change -> ORDER.indexOf(change.getClass().getSimpleName())));
        assertThat(read).isEqualTo(asked);
    }

    @Property(tries = 1000)
    void whatIsUndoneComesToAsManyChangesAsWereMade(@ForAll long seed) {
        var overlay = OverlayReader.read(OverlayWriter.overlay(new Wishes(seed).overlay()));
        assertThat(overlay.undo()).hasSameSizeAs(overlay.apply());
    }

    @Property(tries = 1000)
    void aBaselineIsReadAsItWasWritten(@ForAll long seed) {
        var wishes = new Wishes(seed);
        var cpus = wishes.someCpus();
        var memory = wishes.requests();
        var functions = wishes.functions();
        var read = BaselineBlob.read(OverlayWriter.baseline(cpus, memory, functions));
        assertThat(read.refusal()).isEmpty();
        assertThat(read.changes()).isEqualTo(Stream.of(memory.stream(), rest(cpus, functions))
                .flatMap(changes -> changes)
                .toList());
    }

    @Property(tries = 1000)
    void aBaselineOfTheOldFormatIsReadAsItWasWritten(@ForAll long seed) {
        var wishes = new Wishes(seed);
        var cpus = wishes.someCpus();
        var claim = wishes.claim();
        var functions = wishes.functions();
        var read = BaselineBlob.read(OverlayWriter.baseline(cpus, claim, functions), TreeFormat.MK1);
        assertThat(read.refusal()).isEmpty();
        assertThat(read.changes()).isEqualTo(Stream.of(Stream.of(claim), rest(cpus, functions))
                .flatMap(changes -> changes)
                .toList());
    }

    private static Stream<Change> rest(List<Long> cpus, List<OverlayWriter.PciFunction> functions) {
        return Stream.concat(
                cpus.stream().map(cpu -> new Change.PoolCpuAdd(cpu, Change.ANY_NODE)),
                functions.stream().map(function -> new Change.PoolDeviceAdd(function.pciId(), "")));
    }

    // --- as much as there can be ----------------------------------------------------------------

    @Test
    void anOverlayAsLongAsTheKernelTakesIsReadAllTheSame() {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < 4000; i++) {
            changes.add(new Change.CpuAdd("i" + i, i, Change.ANY_NODE));
            changes.add(new Change.PoolCpuAdd(i, Change.ANY_NODE));
        }
        var blob = OverlayWriter.overlay(changes);
        assertThat(blob.length()).isBetween(Overlay.MOST_BYTES * 9 / 10, Overlay.MOST_BYTES);
        assertThat(OverlayReader.read(blob).apply()).isEqualTo(inOrder(changes));
    }

    @Test
    void aBaselineWithThousandsOfDevicesAndAliasesIsReadAllTheSame() {
        var source = new StringBuilder("resources { cpus = <0 4>; memory@0 { size = <0 0x1000>; }; devices { ");
        var aliases = new StringBuilder("aliases { ");
        for (int i = 0; i < 3000; i++) {
            source.append("d").append(i).append(" { device-type = \"pci\"; pci-id = \"")
                    .append(Integer.toHexString(i)).append(":0:0.0\"; vendor-id = <1>; device-id = <2>; };");
            aliases.append("a").append(i).append(" = \"/resources/devices/d").append(i).append("\";");
        }
        var changes = BaselineBlob.read(Overlays.blob(aliases + "}; " + source + "}; };")).changes();
        assertThat(changes).hasSize(3002).last().isEqualTo(new Change.PoolDeviceAdd("0bb7:00:00.0", "a2999"));
    }

    // --- dtc ------------------------------------------------------------------------------------

    @Test
    void dtcReadsWhatIsWrittenAndMakesTheSameBlobOfItAgain() throws Exception {
        var dtc = Comparison.with("dtc");
        for (int seed = 0; seed < COMPILED; seed++) {
            var wishes = new Wishes(seed);
            var blob = switch (seed % 4) {
                case 0, 1 -> OverlayWriter.overlay(wishes.overlay());
                case 2 -> OverlayWriter.overlay(wishes.oldOverlay(), TreeFormat.MK1);
                default -> wishes.baseline();
            };
            var source = dtc.run(List.of("-q", "-I", "dtb", "-O", "dts"), blob.bytes());
            assertThat(source.status()).as("seed %d: %s", seed, source.errors()).isZero();
            var again = dtc.run(List.of("-q", "-I", "dts", "-O", "dtb"), source.output());
            assertThat(again.status()).as("seed %d: %s", seed, again.errors()).isZero();
            assertThat(Blob.of(again.output())).as("seed %d", seed).isEqualTo(blob);
            var ours = DeviceTreeSource.read("dtc.dts", new String(source.output(), StandardCharsets.UTF_8));
            assertThat(Blob.of(FlattenedTree.write(ours.value().orElseThrow()))).as("seed %d", seed).isEqualTo(blob);
            assertThat(FlattenedTree.read("ours.dtb", blob.bytes()).problems()).as("seed %d", seed).isEmpty();
        }
    }
}
