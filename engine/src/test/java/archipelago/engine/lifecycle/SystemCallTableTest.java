package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call.KexecFileLoad;
import archipelago.engine.command.Command.Call.Reboot;
import archipelago.engine.command.Command.ImageForm;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.state.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The system calls as a program makes them that does not ask kerf: each in each state, as one table. A
/// cell is the errno, or the word of the instance's status afterwards.
class SystemCallTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            call       | none    | ready   | loaded  | active
            load       | -ENOENT | loaded  | -EBUSY  | -EBUSY
            boot       | -EINVAL | -EINVAL | active  | -EBUSY
            halt       | -ENOENT | -EINVAL | -EINVAL | loaded
            force halt | -ENOENT | -EINVAL | loaded  | loaded
            unload     | -ENOENT | ready   | ready   | ready
            """)
    void everyCallInEveryState(String call, String none, String ready, String loaded, String active) {
        var results = List.of(
                result(Lab.pooled(), call),
                result(Lab.webReady(), call),
                result(Lab.webLoaded(), call),
                result(Lab.webActive(), call));
        assertThat(results).containsExactly(none, ready, loaded, active);
    }

    private static String result(Lab lab, String call) {
        var answer = lab.ask(call(call));
        return answer.errno().ok() ? lab.status(WEB).word() : answer.errno().signed();
    }

    private static Command call(String call) {
        return switch (call) {
            case "load" -> load(ImageForm.ELF, ImageOperations.loadFlags(1, true));
            case "unload" -> load(ImageForm.ELF, ImageOperations.unloadFlags(1));
            case "boot" -> reboot(RunOperations.BOOT);
            case "halt" -> reboot(RunOperations.HALT);
            case "force halt" -> reboot(RunOperations.FORCE_HALT);
            default -> throw new IllegalArgumentException(call);
        };
    }

    @ParameterizedTest
    @CsvSource({"0x34, OK", "0x31, OK", "0x14, EINVAL", "0x4, EINVAL", "0x24, EINVAL", "0x10034, EINVAL", "0xfff4, ENOENT"})
    void theFlagsNameAnInstanceAndNothingElse(String flags, Errno errno) {
        var call = load(ImageForm.ELF, Long.decode(flags));
        assertThat(Lab.webReady().ask(call).errno()).isEqualTo(errno);
    }

    @Test
    void theFlagsAreThoseOfTheHeader() {
        assertThat(ImageOperations.loadFlags(1, false)).isEqualTo(0x34);
        assertThat(ImageOperations.unloadFlags(1)).isEqualTo(0x31);
        assertThat(ImageOperations.idIn(ImageOperations.loadFlags(2047, true))).isEqualTo(2047);
    }

    @ParameterizedTest
    @CsvSource({"ELF, OK", "SIGNED_ELF, OK", "BZIMAGE, ENOEXEC", "OTHER, ENOEXEC"})
    void theKernelLoadsAnElfFileOnly(ImageForm form, Errno errno) {
        assertThat(Lab.webReady().ask(load(form, 0x30)).errno()).isEqualTo(errno);
    }

    @ParameterizedTest
    @CsvSource({"ELF, EKEYREJECTED", "SIGNED_ELF, OK", "BZIMAGE, ENOEXEC"})
    void whereSignaturesAreEnforcedOnlySignedImagesAreLoaded(ImageForm form, Errno errno) {
        var lab = Lab.of(Labs.idle().on(HostKernel.USUAL.enforcing()));
        assertThat(lab.done(Labs.fill()).done(Labs.web()).ask(load(form, 0x30)).errno()).isEqualTo(errno);
    }

    @Test
    void aCompressedImageIsUnpackedByKerfWhichCostsItItsSignature() {
        var lab = Lab.webReady();
        lab.done(new Command.Load(WEB, "bzImage", 17 * Sizes.MIB, ImageForm.BZIMAGE, 0, ""));
        assertThat(lab.kernel(WEB).image).isEqualTo("bzImage");
    }

    @Test
    void rebootWantsItsTwoMagicNumbersAndACommandItKnows() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(new Reboot(1, RunOperations.MAGIC_2, RunOperations.BOOT, 1)).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Reboot(RunOperations.MAGIC_1, 1, RunOperations.BOOT, 1)).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(reboot(0x01234567)).errno()).isEqualTo(Errno.EINVAL);
        lab.done(reboot(0x4D4B4C49));
    }

    @Test
    void anImageIsFreedUnderARunningKernelWithoutAQuestion() {
        var lab = Lab.webActive().done(load(ImageForm.ELF, 0x31));
        assertThat(lab.kernel(WEB).phase).as("it goes on").isEqualTo(Phase.UP);
        assertThat(lab.kernel(WEB).imagePulled).isTrue();
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).as("kerf sees a ready instance").isEqualTo(Errno.EINVAL);
        assertThat(lab.send("host", 0, WEB)).as("its ring is gone").isEqualTo(Errno.ENODEV);
    }

    private static KexecFileLoad load(ImageForm form, long flags) {
        return new KexecFileLoad("vmlinux", 64 * Sizes.MIB, form, 0, "quiet", flags);
    }

    private static Reboot reboot(long command) {
        return new Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, command, 1);
    }
}
