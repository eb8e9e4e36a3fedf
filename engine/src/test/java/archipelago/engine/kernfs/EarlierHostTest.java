package archipelago.engine.kernfs;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.MemoryRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a host of the generation before mk2 does otherwise: with its memory, its trees, and transactions that
/// cannot be undone.
class EarlierHostTest {
    private static final String TREE = Files.MULTIKERNEL + "/device_tree";
    private static final MemoryRange RESERVED = new MemoryRange(4 * Sizes.GIB, 2 * Sizes.GIB);
    private static final String BASELINE = """
            compatible = "linux,multikernel-host";
            resources {
                cpus = <16 18 20 22>;
                memory-base = <0x1 0x00000000>;
                memory-bytes = <0x0 0x80000000>;
                topology { numa-nodes { node@0 { node-id = <0>; }; }; };
                devices { enp9s0_dev { device-type = "pci"; pci-id = "0000:3b:00.0"; vendor-id = <0x8086>;
                                       device-id = <0x1572>; }; };
            };
            """;

    private static Lab lab(Optional<MemoryRange> reserved) {
        var host = new HostKernel(Generation.MK1, false, false, reserved);
        return Lab.of(new Scenario("lab", "Lab", "", 42, Labs.twoSockets(), List.of(), List.of()).on(host));
    }

    private static Lab reserved() {
        return lab(Optional.of(RESERVED));
    }

    private static Command write(String path, String body) {
        var tree = DeviceTreeSource.read("a.dts", "/dts-v1/; / { " + body + " };").value().orElseThrow();
        return new WriteFile(path, Blob.of(FlattenedTree.write(tree)));
    }

    private static Command baseline(String body) {
        return write(TREE, body);
    }

    private static Command overlay(String operation) {
        return write(TreePaths.NEW_OVERLAY, "fragment@0 { __overlay__ { " + operation + " }; };");
    }

    private static String tree(Lab lab) {
        return DeviceTreeText.write(Files.of(lab).tree().poolTree()).replaceAll("\\s+", " ");
    }

    @Test
    void memoryThatWasSetAsideIsThePoolsFromTheBeginning() {
        var lab = reserved();
        assertThat(Files.of(lab).text("/proc/iomem")).contains("  100000000-17fffffff : Multikernel Memory Pool\n");
        assertThat(Files.of(lab(Optional.empty())).text("/proc/iomem")).doesNotContain("Pool");
        assertThat(tree(lab)).contains("/ { compatible = \"multikernel-v1\"; instances { }; };");
        assertThat(lab.simulation().state().pool.chunks()).isEmpty();
    }

    @Test
    void theHostsTreeIsTheBaselineAsItWasWrittenAndAllInstances() {
        var lab = reserved().done(baseline(BASELINE));
        assertThat(tree(lab)).contains("memory-base = <1 0>; memory-bytes = <0 0x80000000>; topology { numa-nodes {")
                .contains("enp9s0_dev { device-type = \"pci\";");
        lab.done(overlay("instance-create { instance-name = \"blue\"; id = <3>; resources { cpus = <18 16>;"
                + " memory-base = <0x1 0x40000000>; memory-bytes = <0 0x20000000>; device-names = \"enp9s0_dev\"; }; };"));
        assertThat(tree(lab)).contains("instances { blue { id = <3>; compatible = \"multikernel-v1\"; status = \"ready\";"
                + " resources { memory-base = /bits/ 64 <0x100000000>; memory-bytes = /bits/ 64 <0x20000000>; cpus = <16 18>;"
                + " pci@8086:1572 { vendor =");
        var own = DeviceTreeText.write(Files.of(lab).tree().instanceTree(lab.kernel("blue")));
        assertThat(own.replaceAll("\\s+", " ")).contains("/ { compatible = \"multikernel-v1\"; instances { blue {");
    }

    @Test
    void idsComeBackAsWideAsTheyWereWritten() {
        var create = overlay("instance-create { instance-name = \"blue\"; resources { cpus = /bits/ 64 <16 18>;"
                + " memory-bytes = <0 0x20000000>; }; };");
        var wide = reserved().done(baseline(BASELINE.replace("<16 18 20 22>", "/bits/ 64 <16 18 20 22>"))).done(create);
        var narrow = reserved().done(baseline(BASELINE)).done(create);
        assertThat(cpus(wide)).hasSize(16);
        assertThat(cpus(narrow)).hasSize(8);
    }

    private static byte[] cpus(Lab lab) {
        return Files.of(lab).deviceTree(TREE).node("/instances/blue/resources").orElseThrow()
                .property("cpus").orElseThrow().bytes();
    }

    @Test
    void coresParkOutsideOfThePoolSoThatItsHalvesFit() {
        var lab = reserved().done(baseline(BASELINE));
        lab.done(new Command.Create("one", 0, List.of(16L), Sizes.GIB, -1, List.of()));
        lab.done(new Command.Create("two", 0, List.of(18L), Sizes.GIB, -1, List.of()));
        assertThat(lab.simulation().state().pool.freeBytes()).isZero();
    }

    @Test
    void aBaselineIsLookedThroughBeforeAnythingIsDone() {
        assertThat(lab(Optional.empty()).ask(baseline(BASELINE)).errno()).isEqualTo(Errno.ENODEV);
        refused(reserved(), BASELINE.replace("16 18", "16 99"), Errno.ENODEV, "Baseline CPU 99 not found");
        refused(reserved(), BASELINE.replace("<0x0 0x80000000>", "<0x0 0x80001000>"), Errno.EINVAL,
                "Baseline memory (0x100000000-0x180000fff) outside multikernel pool (0x100000000-0x17fffffff)");
        refused(reserved().done(baseline(BASELINE)), BASELINE, Errno.ENODEV, "Baseline CPU 16 not found");
        refused(reserved().done(baseline(BASELINE)), BASELINE.replace("16 18 20 22", "24 26"), Errno.EBUSY,
                "the baseline has been applied already");
    }

    private static void refused(Lab lab, String body, Errno errno, String sentence) {
        int chunks = lab.simulation().state().pool.chunks().size();
        var answer = lab.ask(baseline(body));
        assertThat(answer.errno()).isEqualTo(errno);
        assertThat(answer.sentence()).contains(sentence);
        assertThat(lab.simulation().state().pool.chunks()).hasSize(chunks);
    }

    @Test
    void aTransactionThatCannotBeUndoneIsForgottenAllTheSame() {
        var lab = reserved().done(baseline(BASELINE));
        lab.done(new Command.Create("blue", 1, List.of(16L), Sizes.GIB, -1, List.of())).done(Labs.load("blue"));
        var answer = lab.ask(new Command.RollBack(2));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(answer.sentence()).contains("forgotten all the same");
        assertThat(lab.simulation().state().transactions()).isEmpty();
        assertThat(lab.simulation().state().named("blue")).isNotNull();
    }

    @Test
    void devicesThatAreNotThereLeaveTheInstanceWithoutThem() {
        var lab = reserved().done(baseline(BASELINE));
        lab.done(overlay("instance-create { instance-name = \"blue\"; resources { cpus = <16>;"
                + " memory-bytes = <0 0x20000000>; device-names = \"nvme7\"; }; };"));
        assertThat(lab.facts()).anyMatch(fact -> fact.what() instanceof Happening.Logged(int _, var line)
                && line.equals("Device 'nvme7' not available in the pool"));
    }

    @Test
    void theToolOfThatTimeWritesTheFormsOfThatTime() {
        var lab = reserved();
        lab.done(new Command.FillPool(List.of(16L, 18L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of("nic0")));
        assertThat(lab.simulation().state().pool.chunkBytes()).as("all of it").isEqualTo(2 * Sizes.GIB);
        lab.done(new Command.Create("blue", 1, List.of(16L), Sizes.GIB, -1, List.of("nic0")));
        assertThat(Files.of(lab).text(Files.MULTIKERNEL + "/overlays/tx_2/instance")).isEqualTo("unknown\n");
        assertThat(tree(lab)).contains("pci@8086:1572 {");
        lab.done(new Command.AddCpu("blue", 18)).done(new Command.Delete("blue"));
        assertThat(lab.ask(new Command.CpuToHost(16)).errno()).isEqualTo(Errno.EPERM);
        assertThat(lab.ask(new Command.EmptyPool()).errno()).isEqualTo(Errno.EPERM);
    }

    @Test
    void theToolNeedsMemoryThatWasSetAsideAndNoMoreThanThat() {
        var fill = new Command.FillPool(List.of(16L), List.of(new Command.MemoryRequest(3 * Sizes.GIB, 0)), List.of());
        assertThat(reserved().ask(fill).errno()).isEqualTo(Errno.ENOMEM);
        assertThat(lab(Optional.empty()).ask(fill).errno()).isEqualTo(Errno.ENODEV);
    }
}
