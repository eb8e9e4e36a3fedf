package archipelago.engine.channel;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static archipelago.engine.Nested.CACHE;
import static archipelago.engine.Nested.in;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Nested;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.Status;
import org.junit.jupiter.api.Test;

/// A root file system in the pool's memory that several kernels read.
class SharedFilesTest {
    private static final Dax BUILD = new Dax.Build("rootfs", 256 * Sizes.MIB, 16 * Sizes.KIB);

    @Test
    void twoKernelsReadOneCopy() {
        var lab = Lab.bothUp();
        long free = lab.state().pool.freeBytes();
        lab.done(BUILD);
        assertThat(free - lab.state().pool.freeBytes()).isEqualTo(256 * Sizes.MIB);
        lab.done(new Dax.Mount(WEB, "rootfs")).done(new Dax.Mount(DATABASE, "rootfs"));
        assertThat(free - lab.state().pool.freeBytes()).as("mounting copies nothing").isEqualTo(256 * Sizes.MIB);
        assertThat(iomem(lab)).containsOnlyOnce(" : daxfs");
        assertThat(lab.ask(BUILD).errno()).isEqualTo(Errno.EEXIST);
        assertThat(lab.ask(new Dax.Mount(WEB, "rootfs")).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.ask(new Dax.Mount(WEB, "other")).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void whatAKernelFoundAbsentStaysAbsentForItWhenAnotherMakesIt() {
        var lab = Lab.bothUp().done(BUILD).done(new Dax.Mount(WEB, "rootfs")).done(new Dax.Mount(DATABASE, "rootfs"));
        assertThat(lab.ask(new Dax.Lookup(WEB, "rootfs", "/run/lock")).errno()).isEqualTo(Errno.ENOENT);
        lab.done(new Dax.Write(DATABASE, "rootfs", "/run/lock", Sizes.PAGE));
        lab.done(new Dax.Lookup(DATABASE, "rootfs", "/run/lock"));
        var answer = lab.ask(new Dax.Lookup(WEB, "rootfs", "/run/lock"));
        assertThat(answer.errno()).isEqualTo(Errno.ENOENT);
        assertThat(answer.sentence()).contains("remembers");
        lab.done(new Dax.Write(DATABASE, "rootfs", "/run/other", Sizes.PAGE));
        lab.done(new Dax.Lookup(WEB, "rootfs", "/run/other"));
    }

    @Test
    void theRoomForWritingEnds() {
        var lab = Lab.bothUp().done(BUILD).done(new Dax.Mount(WEB, "rootfs"));
        lab.done(new Dax.Write(WEB, "rootfs", "/a", 12 * Sizes.KIB));
        assertThat(lab.ask(new Dax.Write(WEB, "rootfs", "/b", 5 * Sizes.KIB)).errno()).isEqualTo(Errno.ENOSPC);
        lab.done(new Dax.Write(WEB, "rootfs", "/b", 4 * Sizes.KIB));
    }

    @Test
    void theContentOutlivesAnInstanceAndTheMountDoesNot() {
        var lab = Lab.bothUp().done(BUILD).done(new Dax.Mount(WEB, "rootfs"));
        lab.done(new Dax.Write(WEB, "rootfs", "/a", 1)).done(new Command.Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED);
        lab.untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.ask(new Dax.Lookup(WEB, "rootfs", "/a")).errno()).isEqualTo(Errno.ENOENT);
        lab.done(new Dax.Mount(WEB, "rootfs")).done(new Dax.Lookup(WEB, "rootfs", "/a"));
    }

    @Test
    void aRootThatIsNotThereEndsTheBootInAPanic() {
        var lab = Lab.webReady().done(BUILD);
        long base = lab.state().images().getFirst().base();
        lab.done(load(base)).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.log(WEB)).contains("VFS: Mounted root (daxfs filesystem)");
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(new Dax.Free("rootfs"));
        lab.done(new Command.Exec(WEB)).untilStatus(WEB, Status.LOADED);
        assertThat(lab.log(WEB)).anyMatch(line -> line.contains("Unable to mount root fs"));
        assertThat(lab.ask(new Dax.Free("rootfs")).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void freeingUnderAMountIsNotPrevented() {
        var lab = Lab.bothUp().done(BUILD).done(new Dax.Mount(WEB, "rootfs"));
        assertThat(lab.ask(new Dax.Free("rootfs")).sentence()).contains("nothing prevents that");
    }

    // --- on an instance that is a host --------------------------------------------------------------

    @Test
    void aNestedHostMakesAnImageInItsOwnPoolAndItsInstancesReadIt() {
        var lab = Nested.up();
        long free = lab.kernel(WEB).pool.freeBytes();
        long ofTheHost = lab.state().pool.freeBytes();
        lab.done(in(BUILD));
        assertThat(free - lab.kernel(WEB).pool.freeBytes()).isEqualTo(256 * Sizes.MIB);
        assertThat(lab.state().pool.freeBytes()).as("the host's books know nothing of it").isEqualTo(ofTheHost);
        assertThat(iomem(lab)).doesNotContain("daxfs");
        assertThat(iomem(lab, WEB)).containsOnlyOnce(" : daxfs");
        assertThat(lab.ask(in(BUILD)).errno()).isEqualTo(Errno.EEXIST);
        assertThat(lab.ask(in(new Dax.Build("big", 4 * Sizes.GIB, 0))).errno()).isEqualTo(Errno.ENOMEM);
        lab.done(new Dax.Mount(CACHE, "rootfs")).done(new Dax.Mount(WEB, "rootfs"));
        lab.done(new Dax.Write(WEB, "rootfs", "/a", 1)).done(new Dax.Lookup(CACHE, "rootfs", "/a"));
        assertThat(lab.ask(in(new Dax.Mount(CACHE, "rootfs"))).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void whoMeansAnImageByItsNameMeansThatOfItsOwnHost() {
        var lab = Nested.up().done(BUILD).done(in(BUILD));
        lab.done(new Dax.Mount(WEB, "rootfs")).done(new Dax.Mount(CACHE, "rootfs"));
        var mounts = lab.state().mounts();
        assertThat(mounts.get(0).base()).isEqualTo(base(lab, "rootfs"));
        assertThat(mounts.get(1).base()).isEqualTo(base(lab, WEB + "/rootfs"));
        lab.done(new Dax.Mount(WEB, WEB + "/rootfs"));
        lab.done(new Dax.Free("rootfs"));
        assertThat(lab.state().images()).extracting(SharedImage::name).containsExactly(WEB + "/rootfs");
        assertThat(lab.ask(new Dax.Free(WEB + "/rootfs")).errno()).as("not the host's").isEqualTo(Errno.ENOENT);
    }

    @Test
    void anInstanceOfANestedHostHasItsRootInItsPool() {
        var lab = Nested.up().done(in(BUILD));
        lab.done(in(new Command.Halt("cache"))).untilParked(CACHE).done(in(new Command.Unload("cache")));
        lab.done(in(load("cache", base(lab, WEB + "/rootfs")))).done(in(new Command.Exec("cache"))).untilUp(CACHE);
        assertThat(lab.log(CACHE)).contains("VFS: Mounted root (daxfs filesystem)");
    }

    @Test
    void anImageOutlivesTheKernelInTheMiddleAndNotItsNextLife() {
        var lab = Nested.up().done(in(new Command.Halt("cache"))).untilParked(CACHE);
        lab.done(in(BUILD)).done(in(new Command.RemoveCpu("cache", 20))).done(in(new Command.RemoveCpu("cache", 22)));
        lab.done(in(new Command.Unload("cache"))).done(in(new Command.Delete("cache")));
        lab.done(in(new Command.CpuToHost(20))).done(in(new Command.CpuToHost(22)));
        lab.runFor(Times.MS); // Else it dies while it prints, and its slot in the host's ring is never filled.
        lab.done(new Command.Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.state().images()).as("its bytes are where they were").hasSize(1);
        lab.done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.state().images()).as("its new books say nothing of it").isEmpty();
        assertThat(lab.ask(in(new Dax.Free("rootfs"))).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void whoHasMountedAnImageReadsOnWhenTheKernelInTheMiddleIsDead() {
        var lab = Nested.up().done(in(BUILD)).done(new Dax.Mount(CACHE, "rootfs"));
        lab.done(new Dax.Write(CACHE, "rootfs", "/a", 1)).done(new Command.Fault.Panic(WEB, -1)).untilParked(WEB);
        lab.done(new Dax.Lookup(CACHE, "rootfs", "/a"));
        assertThat(lab.ask(in(new Dax.Free("rootfs"))).errno()).isEqualTo(Errno.EHOSTDOWN);
    }

    private static long base(Lab lab, String image) {
        return lab.state().images().stream().filter(one -> one.name().equals(image)).findFirst().orElseThrow().base();
    }

    private static Command load(long base) {
        return load(WEB, base);
    }

    private static Command load(String instance, long base) {
        return new Command.Load(instance, "vmlinux", 64 * Sizes.MIB, 0,
                "rootfstype=daxfs rootflags=phys=0x" + Long.toHexString(base) + ",size=0x10000000 init=/init");
    }

    private static String iomem(Lab lab) {
        return iomem(lab, "host");
    }

    private static String iomem(Lab lab, String kernel) {
        var content = FileTree.of(lab.simulation().world(), lab.kernel(kernel)).read("/proc/iomem");
        return ((Content.Bytes) content).blob().asText();
    }
}
