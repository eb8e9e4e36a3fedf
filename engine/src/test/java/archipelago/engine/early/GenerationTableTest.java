package archipelago.engine.early;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call;
import archipelago.engine.journal.Happening;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Site;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The table of differences between the two series of 2025 and mk2, row by row: what can be seen of each on a machine
/// of each of the three generations.
class GenerationTableTest {
    private interface Row {
        /// What a program or a person sees, in words.
        String seen(Generation generation);
    }

    private static Stream<DynamicTest> row(String name, Row row, String first, String second, String mk2) {
        return Stream.of(
                test(name, row, Generation.RFC_V1, first),
                test(name, row, Generation.RFC_V2, second),
                test(name, row, Generation.MK2, mk2));
    }

    private static DynamicTest test(String name, Row row, Generation generation, String expected) {
        return DynamicTest.dynamicTest(
                name + ", " + generation.words(), () -> assertThat(row.seen(generation)).isEqualTo(expected));
    }

    @TestFactory
    Stream<DynamicTest> eachRowOfTheTable() {
        return Stream.of(
                        row("identity: what reboot(1) starts", GenerationTableTest::identity,
                                "-EBUSY: CPU 1 is the host's", "instance 1", "instance 1"),
                        row("CPU preparation: where a CPU waits, and the switch of CPU 7", g -> preparation(g),
                                "OFFLINE, ok", "OFFLINE, ok", "PARKED_POOL, -EACCES"),
                        row("start of CPUs: out of what the boot CPU comes, and after how long",
                                GenerationTableTest::start, "OFFLINE after 40us", "OFFLINE after 90us",
                                "PARKED_POOL after a copy of the image"),
                        row("return and restart: a start without a new load", GenerationTableTest::restart,
                                "EARLY_BOOT, hangs with interrupts off", "EARLY_BOOT, hangs with interrupts off",
                                "UP, works"),
                        row("memory: the pool at the first instant, and growing it", GenerationTableTest::memory,
                                "no pool, -ENOSYS", "2 GiB, -ENOSYS", "no pool, ok"),
                        row("messages: of two at once, and one of 233 and of 4000 bytes", GenerationTableTest::messages,
                                "1 lost, ok, -EINVAL", "1 lost, -EMSGSIZE, -EMSGSIZE", "0 lost, ok, ok"),
                        row("user interface: the file system and the table of images", GenerationTableTest::files,
                                "nothing; Type        Start Address   Segments",
                                "device_tree instances; MK_ID  Type        Start Address   Segments",
                                "device_tree instances overlays;"
                                        + " MK_ID  Type        Start Address   Segments  Mode  Cmdline"),
                        row("states: after load, after start", GenerationTableTest::states,
                                "none, none", "loading, active", "loaded, active"),
                        row("load: kexec_load and kexec_file_load", GenerationTableTest::loading,
                                "ok, -EINVAL", "-EINVAL, ok", "-EINVAL, ok"),
                        row("hand-over to spawn", GenerationTableTest::handOver,
                                "Using specified physical address for multikernel shared memory",
                                "Successfully restored multikernel instance 1 ('blue') from KHO (240 bytes)",
                                "Linux boots from manifest, instance 1 (blue)"),
                        row("devices: giving one away", GenerationTableTest::device,
                                "-ENOSYS", "-ENOSYS", "-ENODEV"),
                        row("halt: by call, by message", GenerationTableTest::halt,
                                "-EINVAL; ok: UP, none", "-EINVAL; ok: OFF, active", "ok; -EPERM: OFF, loaded"),
                        row("console", g -> word(lab(g).ask(new Command.Console.Open()).errno()),
                                "-ENOENT", "-ENOENT", "ok"))
                .flatMap(tests -> tests);
    }

    // --- the machine ----------------------------------------------------------------------------

    private static Lab lab(Generation generation) {
        return YearOf2025.lab(generation);
    }

    private static Lab loaded(Generation generation) {
        return YearOf2025.loaded(generation, "blue");
    }

    private static Lab up(Generation generation) {
        return YearOf2025.up(generation, "blue");
    }

    private static Errno reboot(Lab lab, long command, long number) {
        return lab.ask(YearOf2025.reboot(command, number)).errno();
    }

    private static String word(Errno errno) {
        return errno.ok() ? "ok" : errno.signed();
    }

    // --- the rows -------------------------------------------------------------------------------

    private static String identity(Generation generation) {
        var lab = loaded(generation);
        var errno = reboot(lab, RunOperations.BOOT, 1);
        return errno.ok() ? "instance " + lab.kernel("blue").id : errno.signed() + ": CPU 1 is the host's";
    }

    private static String preparation(Generation generation) {
        var lab = loaded(generation);
        return lab.simulation().state().cores.site(2) + ", "
                + word(lab.ask(YearOf2025.switched(7, "0")).errno());
    }

    private static String start(Generation generation) {
        var lab = loaded(generation);
        var before = lab.simulation().state().cores.site(2);
        long fromNs = lab.now();
        lab.done(YearOf2025.start(generation));
        assertThat(lab.simulation().state().cores.site(2)).isEqualTo(Site.RUNNING);
        long tookNs = lab.now() - fromNs;
        return before + " after " + (tookNs < Times.MS ? Times.text(tookNs) : "a copy of the image");
    }

    private static String restart(Generation generation) {
        var lab = up(generation);
        YearOf2025.stop(lab, generation, "blue");
        lab.done(YearOf2025.start(generation)).runFor(Times.S);
        var kernel = lab.kernel("blue");
        return kernel.phase + ", "
                + lab.simulation().state().cores.hang(kernel.bootedOn).words();
    }

    private static String memory(Generation generation) {
        var lab = lab(generation);
        long bytes = lab.simulation().state().pool.chunkBytes();
        return (bytes == 0 ? "no pool" : Sizes.shown(bytes)) + ", "
                + word(generation == Generation.MK2
                        ? lab.ask(YearOf2025.fill()).errno()
                        : lab.ask(new Command.GrowPool(Sizes.GIB, 0)).errno());
    }

    private static String messages(Generation generation) {
        var lab = up(generation);
        long before = lab.simulation().state().messagesLost;
        lab.send("host", 0, "blue");
        lab.send("host", 0, "blue");
        lab.runFor(Times.MS);
        long lost = lab.simulation().state().messagesLost - before;
        return lost + " lost, " + word(YearOf2025.sent(lab, 233)) + ", " + word(YearOf2025.sent(lab, 4000));
    }

    private static String files(Generation generation) {
        var tree = FileTree.of(lab(generation).simulation().world());
        var names = tree.list(TreePaths.ROOT).stream().sorted().toList();
        return (names.isEmpty() ? "nothing" : String.join(" ", names)) + "; "
                + YearOf2025.text(tree, "/proc/kimage").lines().findFirst().orElseThrow();
    }

    private static String states(Generation generation) {
        var lab = loaded(generation);
        var before = lab.kernel("blue").status.word();
        lab.done(YearOf2025.start(generation));
        return before + ", " + lab.kernel("blue").status.word();
    }

    private static String loading(Generation generation) {
        var lab = YearOf2025.ready(generation, "blue");
        var list = lab.ask(new Call.KexecLoad("red", "vmlinux", 64 * Sizes.MIB, 0, "", 0x10)).errno();
        return word(list) + ", " + word(lab.ask(YearOf2025.fileLoad(1)).errno());
    }

    private static String handOver(Generation generation) {
        var lab = up(generation);
        int slot = lab.kernel("blue").slot;
        return lab.facts().stream()
                .map(fact -> fact.what() instanceof Happening.Logged(int kernel, var line) && kernel == slot ? line : "")
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String device(Generation generation) {
        var lab = YearOf2025.ready(generation, "blue");
        return word(lab.ask(new Command.DeviceToPool("0000:3b:00.0")).errno());
    }

    private static String halt(Generation generation) {
        var lab = up(generation);
        var call = reboot(lab, RunOperations.HALT, generation == Generation.RFC_V1 ? 2 : 1);
        var message = lab.ask(new Call.SendMessage(
                        generation == Generation.RFC_V1 ? 2 : 1, MessageKind.SHUTDOWN.words(), 8))
                .errno();
        lab.runFor(Times.S);
        return word(call) + "; " + word(message) + ": " + lab.kernel("blue").phase + ", "
                + lab.kernel("blue").status.word();
    }
}
