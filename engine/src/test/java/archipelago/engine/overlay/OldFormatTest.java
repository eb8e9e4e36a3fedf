package archipelago.engine.overlay;

import static archipelago.engine.overlay.Overlays.invalid;
import static archipelago.engine.overlay.Overlays.old;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What kerf 0.1.0 wrote for the kernels before `mk2`, and what those made of it.
class OldFormatTest {
    private static final long GIB = 1L << 30;
    private static final String MEMORY = "memory-base = <1 0>; memory-bytes = <0 0x80000000>;";

    // --- baselines ------------------------------------------------------------------------------

    private static BaselineBlob baseline(String resources) {
        return BaselineBlob.read(Overlays.blob("resources { " + resources + " };"), TreeFormat.MK1);
    }

    @Test
    void aBaselineNamesTheRangeOfThePoolAndIdsOfEitherWidth() {
        for (var cpus : List.of("<4 5 6 7>", "<4 5 6>", "/bits/ 64 <4 5 6 7>")) {
            var changes = baseline("cpus = " + cpus + "; " + MEMORY).changes();
            assertThat(changes).startsWith(new Change.PoolMemoryClaim(4 * GIB, 2 * GIB),
                    new Change.PoolCpuAdd(4, Change.ANY_NODE), new Change.PoolCpuAdd(5, Change.ANY_NODE));
            assertThat(changes).hasSize(cpus.contains("7") ? 5 : 4);
        }
    }

    @Test
    void topologyIsPassedOverAndDevicesAreNot() {
        var changes = baseline("cpus = <4>; " + MEMORY + " topology { numa-nodes { node@0 { node-id = <0>; }; }; };"
                + " devices { nic { device-type = \"pci\"; pci-id = \"0:9:0.0\"; vendor-id = <1>;"
                + " device-id = <2>; }; };")
                .changes();
        assertThat(changes).containsExactly(
                new Change.PoolMemoryClaim(4 * GIB, 2 * GIB),
                new Change.PoolCpuAdd(4, Change.ANY_NODE),
                new Change.PoolDeviceAdd("0000:09:00.0", ""));
    }

    @Test
    void theShippedExampleIsABaselineOfItsTimeOnly() {
        var source = "/multikernel-v1/; / { compatible = \"linux,multikernel-host\"; resources { cpus = <4 5 6 7>; "
                + MEMORY + " }; };";
        var blob = Blob.of(FlattenedTree.write(DeviceTreeSource.read("a.dts", source).value().orElseThrow()));
        assertThat(BaselineBlob.read(blob, TreeFormat.MK1).changes()).hasSize(5);
        assertThat(BaselineBlob.read(blob).refusal()).contains(
                invalid("Baseline: memory-base/memory-bytes are no longer accepted; use memory@N"));
        assertThat(BaselineBlob.read(Overlays.blob("resources { cpus = <0 4>; memory@0 { size = <0 0x1000>; }; };"),
                        TreeFormat.MK1).refusal())
                .contains(invalid("No 'memory-base' property in baseline"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '|', value = {
        "MEMORY ! No 'cpus' property in baseline /resources node",
        "cpus = [04]; MEMORY ! Invalid 'cpus' property length: 1 (must be multiple of 4)",
        "cpus; MEMORY ! Empty CPU list in baseline",
        "cpus = <4>; memory-bytes = <0 0x1000>; ! No 'memory-base' property in baseline",
        "cpus = <4>; memory-base = <0 0>; ! No 'memory-bytes' property in baseline",
        "cpus = <4>; memory-base = <0>; ! Invalid 'memory-base' property length: 4 (must be 8 bytes)",
        "cpus = <4>; memory-base = <0 0>; memory-bytes = <1>;"
                + " ! Invalid 'memory-bytes' property length: 4 (must be 8 bytes)",
        "cpus = <4>; memory-base = <0 0>; memory-bytes = <0 0>; ! Invalid memory size 0 in baseline",
        "cpus = <4>; memory-base = <0 0>; memory-bytes = <0 1>; ! Memory size 0x1 not page-aligned",
        "cpus = <4>; memory-base = <0 8>; memory-bytes = <0 0x1000>; ! Memory base 0x8 not page-aligned",
        "cpus = <4>; memory-base = <0xffffffff 0>; memory-bytes = <0 0x1000>;"
                + " ! Baseline memory (0xffffffff00000000-0xffffffff00000fff) outside multikernel pool",
        "cpus = <4>; MEMORY devices { a { device-type = #pci#; }; }; ! PCI device 'a' missing pci-id property"})
    void aMalformedBaselineIsRefused(String resources, String why) {
        var body = resources.replace("MEMORY", MEMORY).replace('#', '"');
        assertThat(baseline(body).refusal()).contains(invalid(why));
    }

    // --- overlays -------------------------------------------------------------------------------

    @Test
    void operationsNameTheirInstancesAndAreDoneInTheKernelsOrder() {
        var overlay = old("device-add { mk,instance = \"b\"; pci@0 { pci-id = \"0:9:0.0\"; driver = \"d\"; }; };"
                + " cpu-add { mk,instance = \"b\"; cpu@6 { reg = <6>; numa-node = <1>; }; };"
                + " cpu-remove { mk,instance = \"/\"; cpu@6 { reg = <6>; }; };"
                + " memory-add { mk,instance = \"b\"; region@0 { reg = /bits/ 64 <0x1000 0x2000>; }; };"
                + " memory-remove { mk,instance = \"a\"; region@0 { reg = /bits/ 64 <0x1000 0x2000>; }; };"
                + " device-remove { mk,instance = \"a\"; pci@0 { pci-id = \"0:9:0.0\"; }; };");
        assertThat(overlay.apply()).containsExactly(
                new Change.EnterOperation("a", "memory-remove"),
                new Change.MemoryRemove("a", 0x1000, 0x2000),
                new Change.EnterOperation("b", "memory-add"),
                new Change.MemoryAdd("b", 0x1000, 0x2000, 0),
                new Change.EnterOperation("/", "cpu-remove"),
                new Change.CpuRemove("/", 6),
                new Change.EnterOperation("b", "cpu-add"),
                new Change.CpuAdd("b", 6, 1),
                new Change.EnterOperation("a", "device-remove"),
                new Change.DeviceRemove("a", "0000:09:00.0"),
                new Change.EnterOperation("b", "device-add"),
                new Change.DeviceAdd("b", "0000:09:00.0", "d"));
        assertThat(overlay.undo()).containsExactly(
                new Change.EnterOperation("b", "device-add"),
                new Change.DeviceRemove("b", "0000:09:00.0"),
                new Change.EnterOperation("a", "device-remove"),
                new Change.DeviceAdd("a", "0000:09:00.0", ""),
                new Change.EnterOperation("b", "cpu-add"),
                new Change.CpuRemove("b", 6),
                new Change.EnterOperation("/", "cpu-remove"),
                new Change.CpuAdd("/", 6, 0),
                new Change.EnterOperation("b", "memory-add"),
                new Change.MemoryRemove("b", 0x1000, 0x2000),
                new Change.EnterOperation("a", "memory-remove"),
                new Change.MemoryAdd("a", 0x1000, 0x2000, 0));
    }

    @Test
    void anInstanceIsMadeWithDevicesOfTheBaselineAndAnAddressThatNobodyLooksAt() {
        var overlay = old("instance-create { instance-name = \"db\"; id = <2>; options { enable-host-kcore; };"
                + " resources { cpus = <4 5>; memory-base = <1 0>; memory-bytes = <0 0x40000000>; numa-nodes = <0>;"
                + " device-names = \"nic0\", \"nvme0\"; cpu-affinity = \"compact\"; memory-policy = \"local\";"
                + " uring { sq-entries = <64>; cq-entries = <128>; shim-data-pages = <4>; }; }; };");
        assertThat(overlay.apply()).containsExactly(new Change.InstanceCreate(
                "db", 2, GIB, List.of(4L, 5L), List.of(0), 4 * GIB, List.of("nic0", "nvme0")));
        assertThat(overlay.undo()).containsExactly(new Change.InstanceUncreate("db"));
    }

    @Test
    void aRemovalCannotBeUndone() {
        var overlay = old("instance-remove { instance-name = \"db\"; };");
        assertThat(overlay.apply()).containsExactly(new Change.InstanceRemove("db"));
        assertThat(overlay.undo()).containsExactly(
                new Change.NotUndone("Cannot automatically restore removed instance 'db'"));
    }

    @Test
    void onlyTheFirstFragmentIsLookedAt() {
        var two = Overlays.blob("fragment@0 { __overlay__ { instance-remove { instance-name = \"a\"; }; }; };"
                + " fragment@1 { __overlay__ { instance-remove { instance-name = \"b\"; }; }; };");
        assertThat(OverlayReader.read(two, TreeFormat.MK1).apply()).containsExactly(new Change.InstanceRemove("a"));
        assertThat(OverlayReader.read(Overlays.blob("fragment@1 { };"), TreeFormat.MK1).apply())
                .containsExactly(invalid("No fragment@0 found in overlay"));
        assertThat(OverlayReader.read(Overlays.blob("fragment@0 { };"), TreeFormat.MK1).apply())
                .containsExactly(invalid("No __overlay__ found in fragment"));
    }

    @Test
    void aTargetMeantNothingThenAndIsMissedNow() {
        var source = "fragment@0 { target-path = \"/\"; __overlay__ {"
                + " instance-remove { instance-name = \"a\"; }; }; };";
        assertThat(OverlayReader.read(Overlays.blob(source), TreeFormat.MK1).apply())
                .containsExactly(new Change.InstanceRemove("a"));
        assertThat(Overlays.read(source).apply()).containsExactly(invalid("unsupported target-path '/'"));
        assertThat(Overlays.read(source.replace("target-path = \"/\"; ", "")).apply())
                .containsExactly(invalid("fragment without a valid target-path"));
    }

    @Test
    void theDirectoryShowsWhatTheRootOrTheFragmentSaid() {
        assertThat(old("").target()).isEqualTo("unknown");
        var root = "mk,instance = \"a\"; mk,resources = \"cpu:4\"; ";
        assertThat(OverlayReader.read(Overlays.blob(root), TreeFormat.MK1).target()).isEqualTo("a");
        var inside = OverlayReader.read(
                Overlays.blob(root + "fragment-0 { __overlay__ { mk,instance = \"b\"; }; };"), TreeFormat.MK1);
        assertThat(inside.target()).isEqualTo("b");
        assertThat(inside.resources()).isEqualTo("cpu:4");
    }

    static Stream<String[]> malformed() {
        return Stream.of(
                new String[] {"cpu-add { };", "cpu-add requires mk,instance property"},
                new String[] {"cpu-add { mk,instance; };", "cpu-add requires mk,instance property"},
                new String[] {"instance-create { };", "instance-create requires 'instance-name' property"},
                new String[] {"instance-remove { instance-name = \"\"; };",
                    "instance-remove requires 'instance-name' property"},
                new String[] {"instance-create { instance-name = \"a\"; };",
                    "instance-create requires 'resources' subnode"},
                new String[] {"instance-create { instance-name = \"a\"; resources { memory-bytes = <1>; }; };",
                    "Invalid memory-bytes property length: 4 (must be 8 bytes for u64 size)"},
                new String[] {"instance-create { instance-name = \"a\"; resources { cpus = [04]; }; };",
                    "Invalid cpus property length: 1 (must be multiple of 4)"},
                new String[] {"instance-create { instance-name = \"a\"; resources { cpus; }; };",
                    "Empty CPU list in cpus"});
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String operation, String why) {
        assertThat(old(operation).apply()).containsExactly(invalid(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '|', value = {
        "cpu-add ! cpu ! reg = <4>; ! reg = [04]; ! Invalid reg property in cpu@b",
        "cpu-remove ! cpu ! reg = <4>; ! ; ! Invalid reg property in cpu@b",
        "memory-add ! region ! reg = <0 0 0 1>; ! reg = <0 0 0>; ! Invalid reg property in region@b",
        "memory-remove ! region ! reg = <0 0 0 1>; ! ; ! Invalid reg property in region@b",
        "device-add ! pci ! pci-id = |0:9:0.0|; ! ; ! Invalid pci-id property in pci@b",
        "device-remove ! pci ! pci-id = |0:9:0.0|; ! pci-id = |9:0.0|; ! Invalid pci-id format '9:0.0'"})
    void anItemThatCannotBeReadFailsInItsTurn(String op, String kind, String good, String bad, String why) {
        var items = kind + "@a { " + good + " }; " + kind + "@b { " + (bad.equals(";") ? "" : bad) + " }; " + kind
                + "@c { " + good + " };";
        var changes = old((op + " { mk,instance = |x|; " + items + " };").replace('|', '"')).apply();
        assertThat(changes).hasSize(3).startsWith(new Change.EnterOperation("x", op)).last().isEqualTo(invalid(why));
    }

    @Test
    void valuesThatAreTooLongAreReadFromTheirBeginning() {
        assertThat(old("cpu-add { mk,instance = \"x\"; cpu@0 { reg = <4 5 6>; numa-node = <1 2>; }; };").apply())
                .last().isEqualTo(new Change.CpuAdd("x", 4, 1));
        assertThat(old("memory-add { mk,instance = \"x\"; region@0 { reg = <0 1 0 2 9>; }; };").apply())
                .last().isEqualTo(new Change.MemoryAdd("x", 1, 2, 0));
    }
}
