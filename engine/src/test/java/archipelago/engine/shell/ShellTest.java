package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the prompt does beside kerf, and kerf's own files.
class ShellTest {
    @TempDir
    Path folder;

    @Test
    void emptyLinesAndCommentsDoNothing() {
        var lab = ShellLab.idle();
        for (var line : new String[] {"", "   ", "# kerf exec web-server", "status # of the machine"}) {
            assertThat(lab.say(line).status()).isZero();
        }
    }

    @Test
    void whatNobodyKnowsIsWrongUsage() {
        var lab = ShellLab.idle();
        assertThat(lab.say("frobnicate").status()).isEqualTo(2);
        assertThat(lab.say("cat \"/proc").err()).contains("a quote is not closed");
        assertThat(lab.say("advance").err()).contains("a time is missing");
        assertThat(lab.say("advance soon").err()).contains("\"soon\" is no time", "advance 250us");
        assertThat(lab.say("cat").err()).contains("a path is missing");
    }

    @Test
    void everyVerbIsKnown() {
        for (var verb : Verbs.SHELL) {
            assertThat(ShellLab.idle().say(verb).err()).doesNotContain("there is no command");
        }
        for (var verb : Verbs.KERF) {
            assertThat(ShellLab.idle().say("kerf " + verb + " --help").status()).as(verb).isZero();
        }
    }

    @Test
    void timePassesAsFarAsItIsTold() {
        var lab = ShellLab.idle().done("advance 1.5ms").done("advance 250us");
        assertThat(lab.session().nowNs()).isEqualTo(1_750_000);
    }

    @Test
    void filesAreReadAsLinuxGivesThem() {
        var lab = ShellLab.webReady();
        assertThat(lab.say("cat /sys/fs/multikernel/instances/web-server/status").out()).isEqualTo("ready\n");
        assertThat(lab.say("cat /sys/fs/multikernel/overlays/tx_2/instance").out()).isEqualTo("/instances\n");
        assertThat(lab.say("cat /sys/fs/multikernel/device_tree").out()).contains("cpus-available");
        assertThat(lab.say("ls /sys/fs/multikernel").out()).isEqualTo("device_tree\ninstances\noverlays\n");
        assertThat(lab.say("ls /proc/kimage").out()).isEqualTo("/proc/kimage\n");
        assertThat(lab.say("cat /proc/nothing").err()).isEqualTo("cat: /proc/nothing: No such file or directory\n");
        assertThat(lab.say("cat /proc").err()).contains("Is a directory");
        assertThat(lab.say("cat /proc/kimage /nowhere").status()).isEqualTo(1);
        assertThat(lab.say("ls /nowhere").status()).isEqualTo(1);
    }

    @Test
    void removingATransactionsDirectoryUndoesIt() {
        var lab = ShellLab.webReady().done("kerf update web-server --cpus=16,18,20,22,24");
        assertThat(lab.say("rmdir /sys/fs/multikernel/overlays/tx_3/").out()).contains("transaction 3 is undone");
        assertThat(lab.lastOrder()).isEqualTo(new Command.RollBack(3));
        assertThat(lab.say("kerf show web-server").out()).contains("cpus = <0 16 0 18 0 20 0 22>");
        assertThat(lab.say("rmdir /sys/fs/multikernel/overlays/tx_3").err()).contains("No such file or directory");
        assertThat(lab.say("rmdir /sys/fs/multikernel/instances/web-server").err()).contains("Operation not permitted");
    }

    @Test
    void anInjectedPanicIsTheReasonForWhatFollows() {
        var lab = ShellLab.webActive().done("inject panic web-server 18").done("advance 100ms");
        assertThat(lab.say("cat /sys/fs/multikernel/instances/web-server/status").out()).isEqualTo("loaded\n");
        var why = lab.say("why");
        assertThat(why.out())
                .startsWith("The host marked web-server loaded, because the host took HALTED #1 from web-server, because"
                        + " web-server sent HALTED #1 to the host, because web-server went off, because you asked at ")
                .contains(" to panic web-server on CPU 18.\nevent 49\n")
                .endsWith("which was your decision\n");
        assertThat(lab.say("why 1").out()).startsWith("Event 1 came, because you asked at 0 ns to give CPUs").contains("\nevent 1\n");
        assertThat(lab.say("why act 5").out()).startsWith("You asked at ").contains("to panic web-server on CPU 18.\nact 5\n");
        assertThat(lab.say("why act 9").err()).isEqualTo("there is no act 9 on this branch\n  try: why act 5\n");
        assertThat(lab.say("why 999999").status()).isEqualTo(1);
        assertThat(lab.say("why not").status()).isEqualTo(2);
        assertThat(lab.say("inject").err()).contains("inject panic KERNEL CPU", "inject hang KERNEL CPU INTERRUPTS");
        assertThat(lab.say("inject hang web-server").err()).contains("interrupts", "try: inject hang");
        assertThat(lab.say("inject panic web-server 18 19").status()).isEqualTo(2);
        assertThat(lab.say("inject panic nobody").status()).isEqualTo(1);
        assertThat(lab.say("inject flood web-server").status()).isEqualTo(2);
    }

    @Test
    void whatAnActLedToIsToldEventByEventAndAgainstTheFutureWithoutIt() {
        var lab = ShellLab.webActive().done("inject panic web-server 18").done("advance 100ms");

        assertThat(lab.say("effects act 5").out())
                .startsWith("act 5 led to 9 events so far; it scheduled ")
                .contains("web-server is off");
        assertThat(lab.say("effects 999999").status()).isEqualTo(1);
        assertThat(lab.say("effects of this").status()).isEqualTo(2);
        assertThat(lab.say("blast 5").out())
                .startsWith("act 5, panic web-server on CPU 18 at ")
                .contains("reached: web-server, at ", "1 added: the host marked web-server loaded");
        assertThat(lab.say("blast 99").err()).isEqualTo("there is no act 99 on this branch\n  try: blast 5\n");
        assertThat(lab.say("blast").out()).isEqualTo(lab.say("blast 5").out());
        assertThat(lab.say("blast it").status()).isEqualTo(2);
    }

    // --- kerf's own files -------------------------------------------------------------------------

    @Test
    void aLockThatIsLeftBehindStopsEveryChangeAfterASecond() {
        var lab = ShellLab.pooled().done("inject panic host").done("advance 10ms");
        var said = lab.say(ShellLab.WEB);
        assertThat(said.status()).as("somebody stops a kerf that hangs").isEqualTo(130);
        assertThat(lab.say("ls /var/run").out()).isEqualTo("kerf.lock\n");
        long before = lab.session().nowNs();
        assertThat(lab.say(ShellLab.WEB).err()).contains("could not acquire lock /var/run/kerf.lock");
        assertThat(lab.session().nowNs() - before).isEqualTo(Times.S);
        lab.done("rm /var/run/kerf.lock");
        assertThat(lab.say("rm /var/run/kerf.lock").status()).isEqualTo(1);
        assertThat(lab.say("rm /proc/kimage").err()).contains("Operation not permitted");
    }

    @Test
    void whatWasLoadedIsNotedUntilItIsUnloaded() {
        var lab = ShellLab.webLoaded();
        assertThat(lab.say("cat /var/lib/kerf/instances/web-server.json").out()).contains("\"path\" : \"vmlinux\"");
        assertThat(lab.say("kerf show web-server -v").out())
                .contains("vmlinux (ELF)", "Initrd          initrd.img", "Loaded At");
        lab.done("kerf unload web-server");
        assertThat(lab.say("ls /var/lib/kerf/instances").out()).isEmpty();
        assertThat(lab.say("kerf show web-server -v").out()).contains("(not loaded)");
    }

    // --- files of the person ----------------------------------------------------------------------

    @Test
    void whatIsDumpedCanBeGivenBack() {
        var lab = ShellLab.webReady();
        var pool = folder.resolve("pool.dtb");
        var web = folder.resolve("web.dtb");
        lab.done("kerf dump -o " + pool).done("kerf dump web-server -o " + web).done("kerf delete web-server");
        assertThat(lab.say("kerf init --input=" + pool).out()).contains("Devices to host: 0000:3b:00.0");
        lab.done(ShellLab.FILL).done("kerf create again --input=" + web);
        assertThat(lab.say("kerf show again").out()).contains("cpus = <0 16 0 18 0 20 0 22>", "nic0");
        assertThat(lab.say("kerf dump again --dts").out()).contains("model = \"again\"");
        assertThat(lab.say("kerf dump -o " + folder).status()).isEqualTo(3);
    }

    @Test
    void formAndSizeOfAKernelAreReadFromItsFile() throws IOException {
        var elf = Files.write(folder.resolve("vmlinux"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        var bz = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        bz.put(0x1f1, (byte) 1).putShort(0x1fe, (short) 0xaa55);
        bz.putInt(0x202, 0x53726448).putShort(0x206, (short) 0x20f);
        bz.putInt(0x248, 0).putInt(0x24c, 1024).putInt(1024 + 1024 - 4, 40 << 20);
        var compressed = Files.write(folder.resolve("bzImage"), bz.array());
        var lab = ShellLab.webReady();

        lab.done("kerf load web-server --kernel=" + elf + " --initrd=" + compressed);
        assertThat(lab.lastOrder()).isEqualTo(new Command.Load(
                "web-server", elf.toString(), 8, Command.ImageForm.ELF, 4096, ""));
        lab.done("kerf unload web-server").done("kerf load web-server --kernel=" + compressed + " --ip=dhcp --nic=eth0"
                + " --console=mktty0 --cmdline='quiet splash'");
        assertThat(lab.lastOrder()).isEqualTo(new Command.Load(
                "web-server", compressed.toString(), 40 * Sizes.MIB, Command.ImageForm.BZIMAGE, 0,
                "quiet splash ip=:::::::eth0:dhcp console=mktty0"));
        assertThat(lab.say("kerf show web-server").out()).contains("bzImage (vmlinux extracted at load)");
    }

    @Test
    void aSignedKernelIsKnownByItsLastLine() throws IOException {
        var signed = folder.resolve("signed");
        Files.writeString(signed, "\u007fELF and so on~Module signature appended~\n");
        var lab = ShellLab.webReady().done("kerf load web-server --kernel=" + signed);
        assertThat(lab.lastOrder()).isInstanceOfSatisfying(
                Command.Load.class, load -> assertThat(load.form()).isEqualTo(Command.ImageForm.SIGNED_ELF));
    }

    @Test
    void aRootFileSystemLiesInThePoolsMemoryUntilItIsUnloaded() throws IOException {
        Files.write(folder.resolve("init"), new byte[5000]);
        var lab = ShellLab.webReady();
        lab.done("kerf load web-server --kernel=vmlinux --rootfs-dir=" + folder + " --entrypoint=/sbin/init");
        assertThat(lab.say("cat /proc/iomem").out()).contains(" : daxfs");
        assertThat(lab.say("cat /proc/kimage").out())
                .containsPattern("rootfstype=daxfs rootflags=phys=0x[0-9a-f]+,size=8192 init=/init")
                .contains(" kerf.entrypoint=/sbin/init");
        assertThat(lab.say("ls /var/lib/kerf/daxfs").out()).isEqualTo("web-server\n");
        lab.done("kerf unload web-server");
        assertThat(lab.say("cat /proc/iomem").out()).doesNotContain("daxfs");
    }

    // --- consoles -----------------------------------------------------------------------------------

    @Test
    void aConsoleIsOpenedSelectedAndReadAsInTheWindowAndWhatComesMeanwhileWaits() {
        var lab = ShellLab.atATerminal().done(ShellLab.FILL).done(ShellLab.WEB);
        lab.done(ShellLab.LOAD + " --console=mktty0");
        var connected = lab.say("kerf exec web-server --console");
        assertThat(connected.out()).contains("Connected to the console of 'web-server'.");
        assertThat(lab.orders()).endsWith(
                new Command.Exec("web-server"),
                new Command.Console.Open(),
                new Command.Console.Write(1, Blob.text("1\n")),
                new Command.Console.Read(1));
        var up = lab.done("advance 1s").say("kerf console web-server");
        assertThat(up.out()).contains("user space is up").contains("stands still");
        assertThat(lab.say("kerf console web-server").out()).as("read already").doesNotContain("user space is up");

        lab.done("kerf kill web-server").done("advance 1s");
        var rest = lab.say("kerf console web-server");
        assertThat(rest.status()).isZero();
        assertThat(rest.out()).contains("powering off", "no longer active (status: loaded)");
        assertThat(lab.orders()).endsWith(new Command.Console.Read(1), new Command.Console.Close(1));
        assertThat(lab.say("kerf console web-server").err()).contains("is not active");
    }

    @Test
    void whatWasDoneWithAConsoleIsDoneAgainWhenOneGoesBack() {
        var lab = ShellLab.atATerminal().done(ShellLab.FILL).done(ShellLab.WEB);
        lab.done(ShellLab.LOAD + " --console=mktty0");
        lab.done("kerf exec web-server --console").done("advance 1s").done("kerf console web-server");
        var session = lab.session();
        long endNs = session.nowNs();
        long fingerprint = session.fingerprint();
        session.seek(0);
        assertThat(session.fingerprint()).isNotEqualTo(fingerprint);
        session.seek(endNs);
        assertThat(session.fingerprint()).isEqualTo(fingerprint);
        assertThat(lab.orders()).contains(new Command.Console.Open(), new Command.Console.Read(1));
    }

    // --- reports ------------------------------------------------------------------------------------

    @Test
    void aReportChangesNothingInAnyForm() {
        var lab = ShellLab.idle();
        long before = lab.session().fingerprint();
        var init = "kerf init --cpus=16,18 --memory=1GB --devices=nic0 --report";
        assertThat(lab.say(init).out()).contains("Status: ✓ VALID", "Memory pool: 16-18 (2 CPUs, 6%)");
        assertThat(lab.say(init + " --format json").out()).contains("\"status\" : \"valid\"", "\"pci_id\" : ");
        assertThat(lab.say(init + " --format yaml").out()).contains("errors: []", "    nic0:\n", "status: valid");
        assertThat(lab.session().fingerprint()).isEqualTo(before);
    }

    @Test
    void aTextReportOfAFileBreaksOffAsInTheRealTool() {
        var pool = folder.resolve("pool.dtb");
        ShellLab.pooled().done("kerf dump -o " + pool);
        var said = ShellLab.idle().say("kerf init --report --input=" + pool);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("known bug of kerf 0.2.0", "list index out of range");
        assertThat(ShellLab.idle().say("kerf init --report --format=json --input=" + pool).status()).isZero();
    }

    @Test
    void onlyWholeIdleChunksGoBack() {
        var lab = ShellLab.pooled();
        var said = lab.say("kerf init --cpus=16,18,20,22,24,26,64,66,68,70,72,74 --memory=4GB@0,8GB@1"
                + " --devices=nic0,nvme0");
        assertThat(said.status()).isZero();
        assertThat(said.err()).contains("node 0 still holds 4096 MB more than requested");
        assertThat(said.out()).contains("already matches");
    }

    @Test
    void withDebugTheOverlayIsShownAndTheCallIsMarked() {
        var lab = ShellLab.pooled();
        assertThat(lab.say("kerf --debug create web-server --cpus=16 --memory=1GB").out()).contains("instance-create");
        assertThat(lab.say("kerf --debug load web-server --kernel=vmlinux").err()).contains("flags 0x3c");
        assertThat(lab.lastOrder()).isInstanceOf(Command.Call.KexecFileLoad.class);
    }

    @Test
    void setListsDurationsWithTheirSourcesAndTurnsThem() {
        var lab = ShellLab.idle();
        assertThat(lab.say("set").out()).contains("ipi-flight            600ns", "derived: LATR");
        assertThat(lab.say("set ipi-flight 2us").out()).contains("ipi-flight takes 2us per doorbell; by default 600ns");
        assertThat(lab.say("set").out()).contains("set by hand at 0ns, default 600ns");
        assertThat(lab.say("set ipi-flight default").out()).contains("as by default");
        assertThat(lab.say("set ipi-flight 2s").err()).contains("can be set from 1ns to 60us");
        assertThat(lab.say("set ipi-fligth 2us").status()).isEqualTo(2);
        assertThat(lab.say("set rate 1 2us").err()).contains("there is no stream 1");
        assertThat(lab.say("set ipi-flight soon").err()).contains("is no time");
    }

    @Test
    void aLinkIsCutAndMended() {
        var lab = ShellLab.webActive();
        assertThat(lab.say("inject cut host web-server").out()).contains("doorbells from host reach it no more");
        assertThat(lab.say("inject cut host web-server").status()).isEqualTo(1);
        assertThat(lab.say("inject mend host web-server").out()).contains("reach it again");
    }
}
