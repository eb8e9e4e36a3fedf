package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.devicetree.Node;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.scenario.Generation;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a host of the generation after mk2 does otherwise.
class AfterMk2Test {
    private static final HostKernel LATER = HostKernel.USUAL.of(Generation.LATER);

    private static Lab on(HostKernel host) {
        return Lab.of(Labs.idle().on(host)).untilSettled().done(Labs.fill());
    }

    private static Lab webUp(HostKernel host) {
        return on(host).done(Labs.web()).done(Labs.load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
    }

    private static Command.Create create(String name, long cpu, long ways) {
        return new Command.Create(name, 0, List.of(cpu), Sizes.GIB, -1, List.of(), ways);
    }

    private static Node chosen(Lab lab) {
        return FileTree.of(lab.simulation().world()).bootTree(lab.kernel(WEB)).node("/chosen").orElseThrow();
    }

    // --- the host tree ----------------------------------------------------------------------------

    @Test
    void anyCpuOfTheMachineCanBeAddedLater() {
        var lab = webUp(LATER).done(new Command.CpuToPool(28)).done(new Command.AddCpu(WEB, 28));
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(5);

        var mk2 = webUp(HostKernel.USUAL).done(new Command.CpuToPool(28));
        assertThat(mk2.ask(new Command.AddCpu(WEB, 28)).errno()).isEqualTo(Errno.ENODEV);
    }

    @Test
    void theBootTreeListsEveryCpuInAHostTreeInsteadOfThePoolsCpus() {
        var later = chosen(webUp(LATER));
        var cpus = later.child("multikernel,host-tree").orElseThrow().property("cpus").orElseThrow();
        assertThat(cpus.u64s().value().orElseThrow()).hasSize(32).isSorted().contains(0L, 16L, 94L);
        assertThat(later.property("multikernel,pool-cpus")).isEmpty();

        var mk2 = chosen(webUp(HostKernel.USUAL));
        assertThat(mk2.property("multikernel,pool-cpus")).isPresent();
        assertThat(mk2.child("multikernel,host-tree")).isEmpty();
    }

    // --- cache ways -------------------------------------------------------------------------------

    @Test
    void anInstanceHasCacheWaysForItselfAndItsTreeSaysSo() {
        var lab = on(LATER).done(create(WEB, 16, 0x00ff)).done(create(DATABASE, 18, 0xff00));
        assertThat(lab.kernel(WEB).llcWayMask).isEqualTo(0x00ff);
        var tree = FileTree.of(lab.simulation().world()).instanceTree(lab.kernel(DATABASE));
        var mask = tree.node("/resources").orElseThrow().property("llc-way-mask").orElseThrow();
        assertThat(mask.u32().value()).contains(0xff00L);
    }

    @Test
    void waysThatAnotherInstanceHasAreRefusedAndNothingIsMade() {
        var lab = on(LATER).done(create(WEB, 16, 0x00ff));
        var answer = lab.ask(create(DATABASE, 18, 0x0180));
        assertThat(answer.errno()).isEqualTo(Errno.EINVAL);
        assertThat(answer.sentence()).contains(WEB, "0x180", "0xff");
        assertThat(lab.kernel(DATABASE)).isNull();
        lab.done(new Command.Delete(WEB)).done(create(DATABASE, 18, 0x0180));
    }

    @Test
    void aMaskWithoutABitIsRefused() {
        var lab = on(LATER);
        Blob overlay = OverlayWriter.overlay(List.of(
                new Change.LlcWays(WEB, 0), new Change.InstanceCreate(WEB, 1, Sizes.GIB, List.of(16L), List.of())));
        var write = new Command.Call.WriteFile(TreePaths.NEW_OVERLAY, overlay);
        assertThat(lab.ask(write).sentence()).contains("at least one bit");
        assertThat(lab.kernel(WEB)).isNull();
    }

    @Test
    void mk2PassesOverCacheWays() {
        var lab = on(HostKernel.USUAL).done(create(WEB, 16, 0x00ff)).done(create(DATABASE, 18, 0x00ff));
        assertThat(lab.kernel(WEB).llcWayMask).isZero();
        var tree = FileTree.of(lab.simulation().world()).instanceTree(lab.kernel(WEB));
        assertThat(tree.node("/resources").orElseThrow().property("llc-way-mask")).isEmpty();
    }

    // --- the IOMMU --------------------------------------------------------------------------------

    private static Lab loaded(HostKernel host) {
        return on(host).done(Labs.web()).done(Labs.load(WEB));
    }

    @Test
    void anInstanceIsNotStartedWhileADriverOfTheHostIsBoundToItsDevice() {
        var lab = loaded(LATER).done(new Fault.HostDriver("nic0", true));
        var answer = lab.ask(new Command.Exec(WEB));
        assertThat(answer.errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.log("host")).contains("pci 0000:3b:00.0: DMA not confined to instance 1: -16");
        assertThat(lab.status(WEB)).isEqualTo(Status.LOADED);

        lab.done(new Fault.HostDriver("nic0", false)).done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void withoutAnIommuNothingIsConfinedAndTheHostSaysSoOnce() {
        var lab = loaded(LATER.withoutIommu()).done(new Fault.HostDriver("nic0", true)).done(new Command.Exec(WEB));
        lab.untilUp(WEB).done(Labs.database()).done(Labs.load(DATABASE)).done(new Command.Exec(DATABASE));
        assertThat(lab.log("host").stream().filter(line -> line.startsWith("mk_iommu:")))
                .containsExactly("mk_iommu: 0000:3b:00.0 has no IOMMU, DMA of instance devices is unrestricted");
    }

    @Test
    void inMk2NobodyLooks() {
        var lab = loaded(HostKernel.USUAL).done(new Fault.HostDriver("nic0", true)).done(new Command.Exec(WEB));
        lab.untilUp(WEB);
        assertThat(lab.log("host")).noneMatch(line -> line.contains("DMA"));
    }

    @Test
    void aDriverIsBoundWhereThereIsNoneOfTheHostsAndGoesWithTheDevice() {
        var lab = loaded(LATER);
        assertThat(lab.ask(new Fault.HostDriver("moon", true)).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Fault.HostDriver("nic0", false)).errno()).isEqualTo(Errno.EINVAL);
        lab.done(new Fault.HostDriver("nvme0", true)).done(new Command.DeviceToHost("nvme0"));
        assertThat(lab.state().hostDriver).containsOnly(false);
        assertThat(lab.ask(new Fault.HostDriver("nvme0", true)).errno()).isEqualTo(Errno.EINVAL);
    }
}
