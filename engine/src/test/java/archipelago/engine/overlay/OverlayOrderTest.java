package archipelago.engine.overlay;

import static archipelago.engine.overlay.Overlays.fragment;
import static archipelago.engine.overlay.Overlays.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.NodeDraft;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// In which order a transaction is done and undone, and what its directory tells of it.
class OverlayOrderTest {
    /// All operations that can stand under a holder of resources, written in no order at all.
    private static final String SHUFFLED = "device-add { pci@0 { pci-id = \"0:1:0.0\"; }; };"
            + " cpu-add { cpu@1 { reg = <1>; }; cpu@0 { reg = <0>; }; };"
            + " memory-add { memory@0 { reg = /bits/ 64 <0x1000 0x1000>; }; };"
            + " device-remove { pci@0 { pci-id = \"0:2:0.0\"; }; };"
            + " memory-remove { memory@0 { reg = /bits/ 64 <0x2000 0x1000>; }; };"
            + " cpu-remove { cpu@0 { reg = <2>; }; };";

    private static final String POOL_SHUFFLED = SHUFFLED.replace(
            "reg = /bits/ 64 <0x1000 0x1000>", "size = /bits/ 64 <0x1000>");

    // --- inside a fragment ----------------------------------------------------------------------

    @Test
    void anInstanceGivesBeforeItGets() {
        var overlay = Overlays.one("/instances/blue", SHUFFLED);
        assertThat(overlay.apply()).containsExactly(
                new Change.EnterInstance("blue"),
                new Change.MemoryRemove("blue", 0x2000, 0x1000),
                new Change.MemoryAdd("blue", 0x1000, 0x1000, -1),
                new Change.CpuRemove("blue", 2),
                new Change.CpuAdd("blue", 1, -1),
                new Change.CpuAdd("blue", 0, -1),
                new Change.DeviceRemove("blue", "0000:02:00.0"),
                new Change.DeviceAdd("blue", "0000:01:00.0", ""));
    }

    @Test
    void whatAnInstanceGotItGivesBackInTheReverseOrderOfOperationsButItemsStayAsTheyStand() {
        assertThat(Overlays.one("/instances/blue", SHUFFLED).undo()).containsExactly(
                new Change.EnterInstance("blue"),
                new Change.DeviceRemove("blue", "0000:01:00.0"),
                new Change.DeviceAdd("blue", "0000:02:00.0", ""),
                new Change.CpuRemove("blue", 1),
                new Change.CpuRemove("blue", 0),
                new Change.CpuAdd("blue", 2, -1),
                new Change.MemoryRemove("blue", 0x1000, 0x1000),
                new Change.MemoryAdd("blue", 0x2000, 0x1000, -1));
    }

    @Test
    void thePoolGivesItsMemoryBackAfterCpusAndDevicesSinceTheParkLoopLivesInIt() {
        assertThat(Overlays.one("/resources", POOL_SHUFFLED).apply()).containsExactly(
                new Change.EnterPool(),
                new Change.PoolCpuRemove(2, -1),
                new Change.PoolDeviceRemove("0000:02:00.0"),
                new Change.PoolMemoryRemove(0x2000, 0x1000, -1),
                new Change.PoolMemoryAdd(0x1000, -1),
                new Change.PoolCpuAdd(1, -1),
                new Change.PoolCpuAdd(0, -1),
                new Change.PoolDeviceAdd("0000:01:00.0", ""));
    }

    @Test
    void thePoolCannotShrinkByWhatItGrewButGrowsAgainByWhatItLost() {
        assertThat(Overlays.one("/resources", POOL_SHUFFLED).undo()).containsExactly(
                new Change.EnterPool(),
                new Change.PoolDeviceRemove("0000:01:00.0"),
                new Change.PoolCpuRemove(1, -1),
                new Change.PoolCpuRemove(0, -1),
                new Change.NotUndone("cannot release the 0 MB the pool grew by"),
                new Change.PoolMemoryAdd(0x1000, -1),
                new Change.PoolDeviceAdd("0000:02:00.0", ""),
                new Change.PoolCpuAdd(2, -1));
    }

    @Test
    void aDeviceThatComesBackKeepsItsNameAndItsDriver() {
        var pool = Overlays.one("/resources", "device-remove { pci@0 { pci-id = \"0:1:0.0\"; alias = \"eth9\"; }; };");
        assertThat(pool.undo()).last().isEqualTo(new Change.PoolDeviceAdd("0000:01:00.0", "eth9"));
        var blue = Overlays.one(
                "/instances/blue", "device-remove { pci@0 { pci-id = \"0:1:0.0\"; driver = \"d\"; }; };");
        assertThat(blue.undo()).last().isEqualTo(new Change.DeviceAdd("blue", "0000:01:00.0", "d"));
    }

    @Test
    void aCreationIsUndoneByARemovalAndARemovalNotAtAll() {
        var overlay = Overlays.one("/instances", "instance-remove { instance-name = \"a\"; };"
                + " instance-create { instance-name = \"b\"; resources { }; };");
        assertThat(overlay.apply()).containsExactly(
                new Change.InstanceCreate("b", Change.ANY_ID, 0, List.of(), List.of()), new Change.InstanceRemove("a"));
        assertThat(overlay.undo()).containsExactly(
                new Change.NotUndone("cannot restore removed instance 'a', apply an instance-create overlay"),
                new Change.InstanceUncreate("b"));
    }

    @Test
    void toUndoACreationItsResourcesNeedNotBeReadable() {
        var overlay = Overlays.one("/instances", "instance-create { instance-name = \"b\"; };");
        assertThat(overlay.apply()).containsExactly(invalid("instance-create requires a 'resources' subnode"));
        assertThat(overlay.undo()).containsExactly(new Change.InstanceUncreate("b"));
    }

    @Test
    void aLaterMistakeDoesNotKeepEarlierOperationsFromBeingDone() {
        var overlay = Overlays.one("/resources", "cpu-remove { cpu@0 { reg = <2>; }; }; memory-add { memory@0 { }; };"
                + " cpu-add { cpu@0 { reg = <4>; }; };");
        assertThat(overlay.apply()).containsExactly(
                new Change.EnterPool(), new Change.PoolCpuRemove(2, -1), invalid("Invalid size property in memory@0"));
        assertThat(overlay.undo()).containsExactly(
                new Change.EnterPool(), new Change.PoolCpuRemove(4, -1), invalid("Invalid size property in memory@0"));
    }

    // --- fragments ------------------------------------------------------------------------------

    private static String cpuFragment(String unit, int cpu) {
        return fragment(unit, "/resources", "cpu-add { cpu@0 { reg = <" + cpu + ">; }; };");
    }

    private static List<Long> cpus(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> switch (change) {
                    case Change.PoolCpuAdd(long cpu, int _) -> Stream.of(cpu);
                    case Change.PoolCpuRemove(long cpu, int _) -> Stream.of(cpu);
                    default -> Stream.empty();
                })
                .toList();
    }

    @Test
    void fragmentsGoByTheirNumberNotByTheirPlaceAndAreUndoneInReverse() {
        var overlay = Overlays.read(cpuFragment("10", 3) + cpuFragment("2", 1) + cpuFragment("a", 2));
        assertThat(cpus(overlay.apply())).containsExactly(1L, 2L, 3L);
        assertThat(cpus(overlay.undo())).containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "ffffffff,4294967295", "+1f,31", "0xA,10", "0X0a,10", "+0x1,1", "00000000001,1"})
    void aUnitAddressIsAHexadecimalNumberAsTheKernelReadsThem(String unit, long number) {
        assertThat(KernelValues.hexU32(unit)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "1g", "0x", "+", "++1", "-1", "100000000", " 1", "1 ", "１"})
    void withoutANumberOfThirtyTwoBitsNoFragmentIsDone(String unit) {
        assertThat(KernelValues.hexU32(unit)).isEmpty();
        var root = NodeDraft.root();
        fragmentDraft(root, "0", 1);
        fragmentDraft(root, unit, 2);
        var overlay = OverlayReader.read(blob(root));
        var why = invalid("'fragment@" + unit + "' has no valid unit address");
        assertThat(overlay.apply()).containsExactly(why);
        assertThat(overlay.undo()).containsExactly(why);
        assertThat(overlay.target()).isEqualTo("unknown");
    }

    private static void fragmentDraft(NodeDraft root, String unit, long cpu) {
        root.child("fragment@" + unit)
                .text("target-path", "/resources")
                .child("__overlay__")
                .child("cpu-add")
                .child("cpu@0")
                .u32("reg", cpu);
    }

    private static Blob blob(NodeDraft root) {
        return Blob.of(FlattenedTree.write(root.tree()));
    }

    @Test
    void twoFragmentsOfOneNumberChangePlacesInTheKernelsHeapSort() {
        var overlay = Overlays.read(cpuFragment("1", 1) + cpuFragment("01", 2));
        assertThat(cpus(overlay.apply())).containsExactly(2L, 1L);
        assertThat(cpus(overlay.undo())).containsExactly(1L, 2L);
        assertThat(cpus(Overlays.read(cpuFragment("1", 1) + cpuFragment("01", 2) + cpuFragment("001", 3)).apply()))
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void differentNumbersAreSortedHoweverManyThereAre() {
        for (int count = 0; count < 40; count++) {
            int fragments = count;
            var numbers = IntStream.range(0, count).mapToObj(i -> (long) (i * 7 % fragments) * 3 + i % 2).toList();
            assertThat(HeapOrder.sorted(numbers, Long::longValue)).isSortedAccordingTo(Long::compare)
                    .containsExactlyInAnyOrderElementsOf(numbers);
        }
    }

    @Test
    void withoutAnyFragmentThereIsNothingToDo() {
        for (var body : List.of("", "fragment { };", "fragment-0 { };", "Fragment@0 { };", "x { fragment@0 { }; };")) {
            assertThat(Overlays.read(body).apply()).containsExactly(invalid("no usable fragment@N node: -22"));
        }
    }

    @Test
    void aFragmentIsEnteredBeforeItIsFoundEmpty() {
        assertThat(Overlays.read("fragment@0 { target-path = \"/resources\"; };").apply()).containsExactly(
                new Change.EnterPool(), invalid("fragment for /resources has no __overlay__ node"));
        assertThat(Overlays.read("fragment@0 { target-path = \"/instances\"; };").apply()).containsExactly(
                invalid("fragment for /instances has no __overlay__ node"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "target-path;", "target-path = [2f 72];", "target = \"/resources\";"})
    void aTargetMustBeAText(String property) {
        assertThat(Overlays.read("fragment@0 { " + property + " __overlay__ { }; };").apply())
                .containsExactly(invalid("fragment without a valid target-path"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', value = {
        "/; unsupported target-path '/'",
        "resources; unsupported target-path 'resources'",
        "/resources/; unsupported target-path '/resources/'",
        "/instance; unsupported target-path '/instance'",
        "/instances/; '/instances/' does not name an instance",
        "/instances/a/b; '/instances/a/b' does not name an instance",
        "/instances/a/; '/instances/a/' does not name an instance"})
    void otherTargetsAreRejected(String target, String why) {
        assertThat(Overlays.one(target, "").apply()).containsExactly(invalid(why));
    }

    @Test
    void onlyTheFirstOfSeveralTargetsCounts() {
        assertThat(Overlays.read("fragment@0 { target-path = \"/resources\", \"/x\"; __overlay__ { }; };").apply())
                .containsExactly(new Change.EnterPool());
    }

    @Test
    void whatTheFirstFragmentsDoIsDoneBeforeALaterOneIsRejected() {
        var overlay = Overlays.read(cpuFragment("0", 1) + fragment("1", "/x", "") + cpuFragment("2", 3));
        assertThat(overlay.apply()).containsExactly(
                new Change.EnterPool(), new Change.PoolCpuAdd(1, -1), invalid("unsupported target-path '/x'"));
        assertThat(overlay.undo()).containsExactly(
                new Change.EnterPool(), new Change.PoolCpuRemove(3, -1), invalid("unsupported target-path '/x'"));
    }

    // --- what is shown --------------------------------------------------------------------------

    @Test
    void theDirectoryShowsTheTargetOfTheFragmentWithTheLowestNumber() {
        var overlay = Overlays.read(fragment("1", "/instances/blue", "") + fragment("0", "/instances", ""));
        assertThat(overlay.target()).isEqualTo("/instances");
        assertThat(Overlays.read("fragment@0 { };").target()).isEqualTo("unknown");
        assertThat(Overlays.read("").target()).isEqualTo("unknown");
    }

    @Test
    void theDirectoryShowsWhatTheWriterSaidOfTheResources() {
        var fragment = fragment("0", "/instances", "");
        assertThat(Overlays.read(fragment).resources()).isEqualTo("unknown");
        assertThat(Overlays.read("mk,resources;" + fragment).resources()).isEqualTo("unknown");
        assertThat(Overlays.read("mk,resources = \"\";" + fragment).resources()).isEmpty();
        assertThat(Overlays.read("mk,resources = \"cpu:4\", \"x\";" + fragment).resources()).isEqualTo("cpu:4");
        assertThat(Overlays.read("mk,resources = [63 70 75];" + fragment).resources()).isEqualTo("cpu");
    }

    @Test
    void whatIsShownIsCutWhereTheKernelsFieldsEnd() {
        var path = "/instances/" + "x".repeat(300);
        var overlay = Overlays.read("mk,resources = \"" + "ä".repeat(300) + "\";" + fragment("0", path, ""));
        assertThat(overlay.target()).isEqualTo(path.substring(0, 127));
        assertThat(overlay.resources()).isEqualTo("ä".repeat(127));
        assertThat(overlay.apply()).containsExactly(new Change.EnterInstance("x".repeat(300)));
    }

    @Test
    void namesThatAreNoTextAreShownAsTheLogPrintsThem() {
        var overlay = Overlays.read(fragment("0", "/instances", "instance-remove { instance-name = [62 e4 00]; };"));
        assertThat(overlay.apply()).containsExactly(new Change.InstanceRemove("b\\xe4"));
    }

    // --- blobs that are not whole ---------------------------------------------------------------

    @Test
    void ofABrokenBlobWhatStandsBeforeTheBreakIsStillDone() {
        var bytes = Overlays.blob(cpuFragment("0", 1) + cpuFragment("1", 2)).bytes();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int second = text.indexOf("cpu-add", text.indexOf("fragment@1"));
        bytes[second - 1] = 0x55; // No token has this number.
        var overlay = OverlayReader.read(Blob.of(bytes));
        assertThat(overlay.apply()).containsExactly(
                new Change.EnterPool(), new Change.PoolCpuAdd(1, -1), new Change.EnterPool());
    }

    @Test
    void ofWhatStandsTwiceTheFirstCounts() {
        var root = NodeDraft.root();
        var overlay = root.child("fragment@0").text("target-path", "/resources").text("target-path", "/x")
                .child("__overlay__");
        overlay.child("cpu-add").child("cpu@0").u32("reg", 1);
        overlay.child("cpu-add").child("cpu@0").u32("reg", 2);
        var read = OverlayReader.read(blob(root));
        assertThat(cpus(read.apply())).containsExactly(1L);
    }

    @Test
    void bytesThatAreNoBlobAskForNothing() {
        var why = List.of(invalid("Invalid overlay FDT header: -8"));
        assertThat(OverlayReader.read(Blob.EMPTY).apply()).isEqualTo(why);
        assertThat(OverlayReader.read(Blob.of(new byte[40])).apply())
                .containsExactly(invalid("Invalid overlay FDT header: -9"));
    }

    @Test
    void theLogTellsOfEachChangeAsItIsMade() {
        var told = Overlays.one("/instances/blue", SHUFFLED).apply().stream()
                .map(change -> change.announced(false, 7))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        assertThat(told).isEqualTo("""
                Overlay tx7: -memory 0x2000-0x2fff (0 MB) from blue
                Overlay tx7: +memory 0x1000-0x1fff (0 MB) numa=-1 -> blue
                Overlay tx7: -cpu 2 numa=-1 from blue
                Overlay tx7: +cpu 1 numa=-1 -> blue
                Overlay tx7: +cpu 0 numa=-1 -> blue
                Overlay tx7: -device 0000:02:00.0 driver=none from blue
                Overlay tx7: +device 0000:01:00.0 driver=none -> blue""");
    }
}
