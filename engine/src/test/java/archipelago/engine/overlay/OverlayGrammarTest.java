package archipelago.engine.overlay;

import static archipelago.engine.overlay.Overlays.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation under every target: what it comes to where it is well formed, and where it is not, at
/// which item it ends.
class OverlayGrammarTest {
    private static final String POOL = "/resources";
    private static final String BLUE = "/instances/blue";
    private static final String INSTANCES = "/instances";
    private static final Change POOL_IS_THERE = new Change.EnterPool();
    private static final Change BLUE_IS_THERE = new Change.EnterInstance("blue");
    private static final long GIB = 1L << 30;

    private static Arguments cell(String target, String operation, Change... changes) {
        return Arguments.of(target, operation, List.of(changes));
    }

    // --- well formed ----------------------------------------------------------------------------

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                cell(POOL, "cpu-add { cpu@0 { reg = <4>; }; cpu@1 { reg = /bits/ 64 <6>; numa-node-id = <1>; }; };",
                        POOL_IS_THERE, new Change.PoolCpuAdd(4, -1), new Change.PoolCpuAdd(6, 1)),
                cell(POOL, "cpu-remove { cpu@0 { reg = /bits/ 64 <0x100000004>; numa-node-id = <1023>; }; };",
                        POOL_IS_THERE, new Change.PoolCpuRemove(0x1_0000_0004L, 1023)),
                cell(POOL, "memory-add { memory@0 { size = /bits/ 64 <0x40000000>; numa-node-id = <0>; }; };",
                        POOL_IS_THERE, new Change.PoolMemoryAdd(GIB, 0)),
                cell(POOL, "memory-remove { memory@0 { reg = /bits/ 64 <0x100000000 0x40000000>; }; };",
                        POOL_IS_THERE, new Change.PoolMemoryRemove(4 * GIB, GIB, -1)),
                cell(POOL, "device-add { pci@0 { pci-id = \"0000:3b:00.0\"; alias = \"nvme0\"; driver = \"x\"; }; };",
                        POOL_IS_THERE, new Change.PoolDeviceAdd("0000:3b:00.0", "nvme0")),
                cell(POOL, "device-remove { pci@0 { pci-id = \"3B:0.1\"; }; };",
                        POOL_IS_THERE, invalid("Invalid pci-id format '3B:0.1'")),
                cell(POOL, "device-remove { pci@0 { pci-id = \" 0x10001:13b:20.9xyz\"; }; };",
                        POOL_IS_THERE, new Change.PoolDeviceRemove("0001:3b:00.1")),
                cell(BLUE, "cpu-add { cpu@0 { reg = /bits/ 64 <4>; numa-node-id = <1>; flags = <1>; }; };",
                        BLUE_IS_THERE, new Change.CpuAdd("blue", 4, 1)),
                cell(BLUE, "cpu-remove { cpu@0 { reg = <4>; numa-node-id = <1>; }; };",
                        BLUE_IS_THERE, new Change.CpuRemove("blue", 4)),
                cell(BLUE, "memory-add { memory@0 { reg = /bits/ 64 <0x1000 0x2000>; mem-type = <1>; }; };",
                        BLUE_IS_THERE, new Change.MemoryAdd("blue", 0x1000, 0x2000, -1)),
                cell(BLUE, "memory-remove { memory@0 { reg = /bits/ 64 <0x1000 0x2000>; }; };",
                        BLUE_IS_THERE, new Change.MemoryRemove("blue", 0x1000, 0x2000)),
                cell(BLUE, "device-add { pci@0 { pci-id = \"0:3b:0.0\"; driver = \"vfio-pci\"; alias = \"a\"; }; };",
                        BLUE_IS_THERE, new Change.DeviceAdd("blue", "0000:3b:00.0", "vfio-pci")),
                cell(BLUE, "device-remove { pci@0 { pci-id = \"0:3b:0.0\"; driver = \"x\"; }; };",
                        BLUE_IS_THERE, new Change.DeviceRemove("blue", "0000:3b:00.0")),
                cell(INSTANCES, "instance-create { instance-name = \"blue\"; id = <3>; resources { cpus = /bits/ 64"
                                + " <8 10 8>; memory-bytes = /bits/ 64 <0x40000000>; numa-nodes = <1 0>; }; };",
                        new Change.InstanceCreate("blue", 3, GIB, List.of(8L, 10L), List.of(1, 0))),
                cell(INSTANCES, "instance-create { instance-name = \"blue\"; resources { }; };",
                        new Change.InstanceCreate("blue", Change.ANY_ID, 0, List.of(), List.of())),
                cell(INSTANCES, "instance-create { instance-name = \"blue\"; id = /bits/ 64 <3>; resources { }; };",
                        new Change.InstanceCreate("blue", Change.ANY_ID, 0, List.of(), List.of())),
                cell(INSTANCES, "instance-create { instance-name = \"blue\"; id = <0x80000000>; resources { }; };",
                        new Change.InstanceCreate("blue", Change.ANY_ID, 0, List.of(), List.of())),
                cell(INSTANCES, "instance-create { instance-name = \"blue\"; id = <0>; resources { }; };",
                        new Change.InstanceCreate("blue", 0, 0, List.of(), List.of())),
                cell(INSTANCES, "instance-remove { instance-name = \"blue\", \"green\"; };",
                        new Change.InstanceRemove("blue")),
                cell(POOL, "cpu-add { };", POOL_IS_THERE),
                cell(POOL, "cpu-add { core@0 { reg = <4>; }; CPU@1 { reg = <5>; }; };", POOL_IS_THERE),
                cell(POOL, "cpu-add@7 { cpu@0 { reg = <4>; }; };", POOL_IS_THERE, new Change.PoolCpuAdd(4, -1)),
                cell(POOL, "frobnicate { cpu@0 { reg = <4>; }; };", POOL_IS_THERE),
                cell(BLUE, "", BLUE_IS_THERE),
                cell(INSTANCES, ""));
    }

    @ParameterizedTest
    @MethodSource
    void wellFormed(String target, String operation, List<Change> changes) {
        assertThat(Overlays.one(target, operation).apply()).isEqualTo(changes);
    }

    // --- where it does not belong ---------------------------------------------------------------

    static Stream<Arguments> misplaced() {
        var cells = new ArrayList<Arguments>();
        for (var op : OverlayOp.values()) {
            var node = op.node() + " { cpu@0 { }; };";
            if (op.isAboutInstances()) {
                cells.add(cell(POOL, node, POOL_IS_THERE,
                        invalid(op.node() + " belongs under /instances, not /resources")));
                cells.add(cell(BLUE, node, BLUE_IS_THERE,
                        invalid(op.node() + " belongs under /instances, not /instances/blue")));
            } else {
                var logged = op.node().startsWith("memory") ? op.node() : op.node().split("-")[0] + " operation";
                cells.add(cell(INSTANCES, node, invalid("/instances is not a resource holder, " + logged
                        + " rejected")));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource
    void misplaced(String target, String operation, List<Change> changes) {
        assertThat(Overlays.one(target, operation).apply()).isEqualTo(changes);
        assertThat(Overlays.one(target, operation).undo()).isEqualTo(changes);
    }

    // --- malformed ------------------------------------------------------------------------------

    /// An item of each operation that is in order, and what is wrong with another one.
    static Stream<Arguments> malformed() {
        var cells = new ArrayList<Arguments>();
        for (var target : List.of(POOL, BLUE)) {
            for (var op : List.of("cpu-add", "cpu-remove")) {
                badItems(cells, target, op, "cpu", "reg = <4>;", List.of(
                        "", "Invalid reg property in %s",
                        "reg;", "Invalid reg property in %s",
                        "reg = [00 04];", "Invalid reg property in %s",
                        "reg = <0 4 0>;", "Invalid reg property in %s",
                        "reg = <4>; numa-node-id;", "Invalid numa-node-id property in %s",
                        "reg = <4>; numa-node-id = /bits/ 64 <0>;", "Invalid numa-node-id property in %s",
                        "reg = <4>; numa-node-id = <1024>;", "%s: numa-node-id 1024 out of range",
                        "reg = <4>; numa-node-id = <0xffffffff>;", "%s: numa-node-id 4294967295 out of range",
                        "numa-node-id = <1024>;", "Invalid reg property in %s"));
            }
            for (var op : List.of("device-add", "device-remove")) {
                badItems(cells, target, op, "pci", "pci-id = \"0000:3b:00.0\";", List.of(
                        "", "Invalid pci-id property in %s",
                        "pci-id;", "Invalid pci-id property in %s",
                        "pci-id = <0x30303030>;", "Invalid pci-id property in %s",
                        "pci-id = \"\";", "Invalid pci-id format ''",
                        "pci-id = \"3b:00.0\";", "Invalid pci-id format '3b:00.0'",
                        "pci-id = \"0000:3b:00:0\";", "Invalid pci-id format '0000:3b:00:0'",
                        "pci-id = \"0000:-3b:00.0\";", "Invalid pci-id format '0000:-3b:00.0'",
                        "pci-id = \"0000:3b:00.\";", "Invalid pci-id format '0000:3b:00.'"));
            }
            var ranges = target.equals(POOL) ? List.of("memory-remove") : List.of("memory-add", "memory-remove");
            for (var op : ranges) {
                badItems(cells, target, op, "memory", "reg = /bits/ 64 <0x1000 0x1000>;", List.of(
                        "", "Invalid reg property in %s",
                        "size = /bits/ 64 <0x1000>;", "Invalid reg property in %s",
                        "reg = /bits/ 64 <0x1000>;", "Invalid reg property in %s",
                        "reg = /bits/ 64 <0x1000 0x1000 0>;", "Invalid reg property in %s",
                        "reg = /bits/ 64 <0x1000 0x1000>; numa-node-id = [01];", "Invalid numa-node-id property in %s",
                        "reg = /bits/ 64 <0x1000 0x1000>; numa-node-id = <2000>;",
                        "%s: numa-node-id 2000 out of range"));
            }
        }
        badItems(cells, POOL, "memory-add", "memory", "size = /bits/ 64 <0x1000>;", List.of(
                "", "Invalid size property in %s",
                "size = <0x1000>;", "Invalid size property in %s",
                "size = /bits/ 64 <0>;", "%s: size 0x0 is not a positive page multiple",
                "size = /bits/ 64 <0x1001>;", "%s: size 0x1001 is not a positive page multiple",
                "size = /bits/ 64 <0xffffffffffffffff>;",
                "%s: size 0xffffffffffffffff is not a positive page multiple",
                "reg = /bits/ 64 <0 0x1000>;", "%s adds pool memory by size, not by reg",
                "reg; size = /bits/ 64 <0x1000>;", "%s adds pool memory by size, not by reg",
                "numa-node-id = <1024>; reg;", "%s: numa-node-id 1024 out of range"));
        return cells.stream();
    }

    private static void badItems(
            List<Arguments> cells, String target, String op, String kind, String good, List<String> badAndWhy) {
        for (int i = 0; i < badAndWhy.size(); i += 2) {
            var why = badAndWhy.get(i + 1).formatted(kind + "@b");
            cells.add(Arguments.of(target, op, kind, good, badAndWhy.get(i), why));
        }
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String target, String op, String kind, String good, String bad, String why) {
        var items = kind + "@a { " + good + " }; " + kind + "@b { " + bad + " }; " + kind + "@c { " + good + " };";
        var whole = Overlays.one(target, op + " { " + kind + "@a { " + good + " }; };").apply();
        var overlay = Overlays.one(target, op + " { " + items + " };");
        assertThat(overlay.apply()).startsWith(whole.toArray(Change[]::new)).hasSize(3).last().isEqualTo(invalid(why));
        assertThat(overlay.undo()).hasSize(3).last().isEqualTo(invalid(why));
    }

    @Test
    void ofSeveralMistakesInAnItemTheKernelFindsThoseOfTheAddressLastWhereItAddsAndFirstWhereItRemoves() {
        var twice = " { memory@0 { numa-node-id; }; };";
        assertThat(Overlays.one(BLUE, "memory-add" + twice).apply()).last()
                .isEqualTo(invalid("Invalid numa-node-id property in memory@0"));
        assertThat(Overlays.one(BLUE, "memory-remove" + twice).apply()).last()
                .isEqualTo(invalid("Invalid reg property in memory@0"));
    }

    @Test
    void memoryThatNoMachineHasFailsWhereItIsAskedFor() {
        var grown = Overlays.one(POOL, "memory-add { memory@0 { size = /bits/ 64 <0x8000000000000000>; }; };");
        assertThat(grown.apply()).last().isEqualTo(
                new Change.Rejected(Errno.ENOMEM, "Failed to grow the pool by 8796093022208 MB: -12"));
        var given = Overlays.one(BLUE, "memory-add { memory@0 { reg = /bits/ 64 <0 0xfffffffffffff000>; }; };");
        assertThat(given.apply()).last().isEqualTo(
                new Change.Rejected(Errno.ENOMEM, "Failed to send memory IPI: -12"));
        var made = Overlays.one(INSTANCES, "instance-create { instance-name = \"blue\"; resources {"
                + " memory-bytes = /bits/ 64 <0xfffffffffffff000>; }; };");
        assertThat(made.apply()).containsExactly(
                new Change.Rejected(Errno.ENOMEM, "Requested memory (0xfffffffffffff000) exceeds available pool"));
    }

    // --- instances ------------------------------------------------------------------------------

    static Stream<Arguments> creations() {
        return Stream.of(
                Arguments.of("resources { };", "instance-create requires a valid 'instance-name'"),
                Arguments.of("instance-name; resources { };", "instance-create requires a valid 'instance-name'"),
                Arguments.of("instance-name = \"\"; resources { };",
                        "instance-create requires a valid 'instance-name'"),
                Arguments.of("instance-name = [62 6c]; resources { };",
                        "instance-create requires a valid 'instance-name'"),
                Arguments.of("instance-name = \"a/b\"; resources { };", "instance name 'a/b' must not contain '/'"),
                Arguments.of("instance-name = \"a\";", "instance-create requires a 'resources' subnode"),
                Arguments.of(asked("memory-bytes = <1>;"),
                        "Invalid memory-bytes property length: 4 (must be 8 bytes for u64 size)"),
                Arguments.of(asked("memory-bytes = /bits/ 64 <0>;"), "Invalid memory size 0 in memory-bytes"),
                Arguments.of(asked("memory-bytes = /bits/ 64 <0x1800>;"), "Memory size 0x1800 not page-aligned"),
                Arguments.of(asked("cpus;"), "Empty CPU list in cpus"),
                Arguments.of(asked("cpus = <4 5 6>;"),
                        "Invalid cpus property length: 12 (must be an array of 64-bit physical CPU IDs)"),
                Arguments.of(asked("numa-nodes;"),
                        "Invalid numa-nodes property length: 0 (must be an array of 32-bit node IDs)"),
                Arguments.of(asked("numa-nodes = [00];"),
                        "Invalid numa-nodes property length: 1 (must be an array of 32-bit node IDs)"),
                Arguments.of(asked("numa-nodes = <1024 0>;"), "Invalid NUMA node 1024 in numa-nodes"),
                Arguments.of(asked("device-names = \"nic\";"),
                        "device-names is not supported; assign devices with device-add"),
                Arguments.of(asked("device-names; numa-nodes; cpus; memory-bytes;"),
                        "Invalid memory-bytes property length: 0 (must be 8 bytes for u64 size)"),
                Arguments.of(asked("device-names; numa-nodes; cpus;"), "Empty CPU list in cpus"),
                Arguments.of(asked("device-names; numa-nodes;"),
                        "Invalid numa-nodes property length: 0 (must be an array of 32-bit node IDs)"));
    }

    private static String asked(String resources) {
        return "instance-name = \"a\"; resources { " + resources + " };";
    }

    @ParameterizedTest
    @MethodSource
    void creations(String body, String why) {
        assertThat(Overlays.one(INSTANCES, "instance-create { " + body + " };").apply()).containsExactly(invalid(why));
    }

    @Test
    void aNodeBehindTheFirstIsNotLookedAt() {
        var created = Overlays.one(INSTANCES, "instance-create { " + asked("numa-nodes = <1 5000>;") + " };").apply();
        assertThat(created).containsExactly(
                new Change.InstanceCreate("a", Change.ANY_ID, 0, List.of(), List.of(1, 5000)));
    }

    @Test
    void aRemovalWithoutANameIsRejected() {
        assertThat(Overlays.one(INSTANCES, "instance-remove { };").apply())
                .containsExactly(invalid("instance-remove requires a valid 'instance-name'"));
    }
}
