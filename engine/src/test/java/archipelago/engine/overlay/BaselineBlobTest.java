package archipelago.engine.overlay;

import static archipelago.engine.overlay.Overlays.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.NodeDraft;
import archipelago.engine.devicetree.FlattenedTree;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the kernel makes of a baseline, and every reason for which it refuses one.
class BaselineBlobTest {
    private static final long GIB = 1L << 30;
    private static final String CPUS = "cpus = /bits/ 64 <4 6>; ";
    private static final String MEMORY = "memory@0 { size = /bits/ 64 <0x40000000>; };";
    private static final String NIC = "device-type = \"pci\"; pci-id = \"0000:3b:00.0\"; vendor-id = <0x8086>;"
            + " device-id = <0x1572>;";

    private static BaselineBlob read(String resources) {
        return BaselineBlob.read(Overlays.blob("resources { " + resources + " };"));
    }

    @Test
    void memoryComesFirstThenCpusAsWrittenThenDevices() {
        var baseline = read("cpus = /bits/ 64 <6 4 6>; memory@1 { size = /bits/ 64 <0x40000000>; numa-node-id = <1>; };"
                + " memory@0 { size = /bits/ 64 <0x1000>; numa-node-id = <0xffffffff>; };"
                + " devices { nic { " + NIC + " }; };");
        assertThat(baseline.refusal()).isEmpty();
        assertThat(baseline.changes()).containsExactly(
                new Change.PoolMemoryAdd(GIB, 1),
                new Change.PoolMemoryAdd(4096, Change.ANY_NODE),
                new Change.PoolCpuAdd(6, Change.ANY_NODE),
                new Change.PoolCpuAdd(4, Change.ANY_NODE),
                new Change.PoolDeviceAdd("0000:3b:00.0", ""));
    }

    @Test
    void onlyPciFunctionsAreMoved() {
        var baseline = read(CPUS + MEMORY + "devices { a { device-type = \"platform\"; device-name = \"uart\"; };"
                + " b { }; c { device-type = \"usb\"; }; d { device-type; }; e { " + NIC + " }; };");
        assertThat(baseline.changes()).filteredOn(Change.PoolDeviceAdd.class::isInstance)
                .containsExactly(new Change.PoolDeviceAdd("0000:3b:00.0", ""));
    }

    @Test
    void aDeviceHasTheFirstAliasWhosePathLeadsToIt() {
        var blob = Overlays.blob("aliases { a = \"/resources/devices/x\"; b = \"/resources/devices/nic\";"
                + " c = \"/resources/devices/nic@1\"; d = \"resources/devices/nic@2\"; };"
                + "resources { " + CPUS + MEMORY + "devices { nic@1 { " + NIC + " }; nic@2 { " + NIC + " }; }; };");
        assertThat(BaselineBlob.read(blob).changes()).filteredOn(Change.PoolDeviceAdd.class::isInstance)
                .containsExactly(
                        new Change.PoolDeviceAdd("0000:3b:00.0", "b"), new Change.PoolDeviceAdd("0000:3b:00.0", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '|', value = {
        "MEMORY ! No 'cpus' property in baseline /resources node",
        "cpus = <4 5 6>; MEMORY ! Invalid 'cpus' property length: 12 (must be an array of 64-bit physical CPU IDs)",
        "cpus = [04]; MEMORY ! Invalid 'cpus' property length: 1 (must be an array of 64-bit physical CPU IDs)",
        "cpus; MEMORY ! Empty CPU list in baseline",
        "cpus; ! Empty CPU list in baseline",
        "CPUS ! Baseline has no memory@N node; the pool needs memory",
        "CPUS memory { size = /bits/ 64 <0x1000>; }; ! Baseline has no memory@N node; the pool needs memory",
        "CPUS memory-base = <0 0>; memory-bytes = <0 0x1000>;"
                + " ! Baseline: memory-base/memory-bytes are no longer accepted; use memory@N",
        "CPUS memory@0 { }; ! Baseline memory@0: missing or invalid 'size'",
        "CPUS memory@0 { reg = /bits/ 64 <0 0x1000>; }; ! Baseline memory@0: missing or invalid 'size'",
        "CPUS memory@0 { size = <0x1000>; }; ! Baseline memory@0: missing or invalid 'size'",
        "CPUS memory@0 { size = <0 0>; }; ! Baseline memory@0: size 0x0 not a positive page multiple",
        "CPUS MEMORY memory@1 { size = <0 1>; }; ! Baseline memory@1: size 0x1 not a positive page multiple",
        "CPUS memory@0 { size = <0 0x1000>; numa-node-id; }; ! Baseline memory@0: invalid 'numa-node-id' length 0",
        "CPUS memory@0 { size = <0 0x1000>; numa-node-id = <1024>; };"
                + " ! Baseline memory@0: numa-node-id 1024 out of range",
        "CPUS memory@0 { size = <0 0x1000>; numa-node-id = <0xfffffffe>; };"
                + " ! Baseline memory@0: numa-node-id -2 out of range",
        "DEVICE device-type = |pci|; ! PCI device 'nic' missing pci-id property",
        "DEVICE device-type = |pci|; pci-id = |3b:00.0|; ! Invalid pci-id format '3b:00.0' for device 'nic'",
        "DEVICE device-type = |pci|; pci-id = |0:3b:0.0|; device-id = <1>;"
                + " ! PCI device 'nic' missing or invalid vendor-id",
        "DEVICE device-type = |pci|; pci-id = |0:3b:0.0|; vendor-id = [01]; device-id = <1>;"
                + " ! PCI device 'nic' missing or invalid vendor-id",
        "DEVICE device-type = |pci|; pci-id = |0:3b:0.0|; vendor-id = <1>;"
                + " ! PCI device 'nic' missing or invalid device-id"})
    void aMalformedBaselineIsRefusedAsAWhole(String resources, String why) {
        var body = resources.contains("DEVICE")
                ? CPUS + MEMORY + "devices { a { " + NIC + " }; " + resources.replace("DEVICE", "nic {") + " }; };"
                : resources.replace("MEMORY", MEMORY).replace("CPUS", CPUS);
        var baseline = read(body.replace('|', '"'));
        assertThat(baseline.refusal()).contains(invalid(why));
        assertThat(baseline.changes()).isEmpty();
    }

    @Test
    void thirtyTwoBitIdsAreReadInPairsWhereTheirNumberIsEven() {
        assertThat(read("cpus = <4 5 6 7>; " + MEMORY).changes()).contains(
                new Change.PoolCpuAdd(0x4_0000_0005L, Change.ANY_NODE),
                new Change.PoolCpuAdd(0x6_0000_0007L, Change.ANY_NODE));
    }

    @Test
    void theOldPropertiesDoNotHurtBesideMemory() {
        assertThat(read(CPUS + "memory-bytes = <0 0x1000>; " + MEMORY).refusal()).isEmpty();
    }

    @Test
    void moreRequestsThanThereCanBeNodesAreTooMany() {
        var requests = new StringBuilder(CPUS);
        for (int i = 0; i <= 1024; i++) {
            requests.append("memory@").append(Integer.toHexString(i)).append(" { size = <0 0x1000>; };");
        }
        assertThat(read(requests.toString()).refusal())
                .contains(new Change.Rejected(Errno.E2BIG, "Baseline: more than 1024 memory@ nodes"));
    }

    @Test
    void memoryThatNoMachineHasFailsOnlyWhenItIsTaken() {
        var baseline = read(CPUS + MEMORY + "memory@1 { size = <0x80000000 0>; numa-node-id = <1>; };");
        assertThat(baseline.refusal()).isEmpty();
        assertThat(baseline.changes()).containsSubsequence(
                new Change.PoolMemoryAdd(GIB, Change.ANY_NODE),
                new Change.Rejected(Errno.ENOMEM,
                        "Baseline: failed to allocate 8796093022208 MB on node 1: -12"));
    }

    // --- the file -------------------------------------------------------------------------------

    @Test
    void theFileRefusesInstancesButNotAnEmptyNode() {
        var pool = "resources { " + CPUS + MEMORY + " };";
        var why = invalid("Device tree contains kernel instances");
        assertThat(BaselineBlob.read(Overlays.blob(pool + "instances { a { }; };")).refusal()).contains(why);
        assertThat(BaselineBlob.read(Overlays.blob(pool + "instances { };")).refusal()).isEmpty();
        assertThat(BaselineBlob.refusedByTheFile(Overlays.blob("instances { a { }; };"))).contains(why);
        assertThat(BaselineBlob.refusedByTheFile(Overlays.blob(""))).isEmpty();
        assertThat(BaselineBlob.read(Overlays.blob("")).refusal())
                .contains(invalid("No /resources node found in baseline DTB"));
    }

    @Test
    void theLengthMustBeTheOneThatTheHeaderTells() {
        var bytes = Overlays.blob("resources { " + CPUS + MEMORY + " };").bytes();
        int length = bytes.length;
        for (int received : List.of(length + 1, length - 1)) {
            assertThat(refusedByTheFile(Arrays.copyOf(bytes, received))).contains(invalid(
                    "DTB size mismatch: header says " + length + " bytes, received " + received + " bytes"));
        }
    }

    private static Optional<Change.Rejected> refusedByTheFile(byte[] bytes) {
        return BaselineBlob.refusedByTheFile(Blob.of(bytes));
    }

    /// The offset of a word of the header, what is written there, and the number that the log tells.
    @ParameterizedTest
    @CsvSource({"0,0,-9", "4,39,-8", "4,-1,-8", "8,39,-8", "8,1000000,-8", "12,39,-8", "12,1000000,-8", "16,0,-8",
        "16,1000000,-8", "20,1,-10", "20,16,0", "20,15,-10", "20,-1,0", "24,18,-10", "24,17,0", "24,0,0",
        "32,1000000,-8", "32,-1,-8", "36,1000000,-8", "36,-1,-8"})
    void theHeaderIsCheckedBeforeAnythingElse(int offset, int word, int fault) {
        var bytes = Overlays.blob("resources { " + CPUS + MEMORY + " };").bytes();
        ByteBuffer.wrap(bytes).putInt(offset, word);
        assertThat(FlattenedTree.headerFault(bytes)).isEqualTo(fault);
        assertThat(FlattenedTree.headerIsRight(bytes)).isEqualTo(fault == 0);
        var baseline = BaselineBlob.read(Blob.of(bytes));
        if (fault != 0) {
            assertThat(baseline.refusal()).contains(invalid("Invalid device tree header: " + fault));
        } else {
            assertThat(baseline.refusal()).isEmpty();
        }
    }

    @Test
    void aFileOfAFewBytesHasNoHeader() {
        assertThat(BaselineBlob.read(Blob.EMPTY).refusal()).contains(invalid("Invalid device tree header: -8"));
    }

    @Test
    void whatStandsTwiceIsReadOnce() {
        var root = NodeDraft.root();
        root.child("resources").u64s("cpus", List.of(4L)).child("memory@0").u64("size", 4096);
        root.child("resources").u64s("cpus", List.of(5L));
        assertThat(BaselineBlob.read(Blob.of(FlattenedTree.write(root.tree()))).changes()).containsExactly(
                new Change.PoolMemoryAdd(4096, Change.ANY_NODE), new Change.PoolCpuAdd(4, Change.ANY_NODE));
    }
}
