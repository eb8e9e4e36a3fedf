package archipelago.engine.channel;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Dax;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
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

    private static Command load(long base) {
        return new Command.Load(WEB, "vmlinux", 64 * Sizes.MIB, 0,
                "rootfstype=daxfs rootflags=phys=0x" + Long.toHexString(base) + ",size=0x10000000 init=/init");
    }

    private static String iomem(Lab lab) {
        var content = FileTree.of(lab.simulation().world()).read("/proc/iomem");
        return ((Content.Bytes) content).blob().asText();
    }
}
