package archipelago.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines as they come over the socket, and what they mean.
class RequestTest {
    @Test
    void everyRequestHasOneForm() {
        assertThat(Request.read("mount multikernel /sys/fs/multikernel"))
                .isEqualTo(new Request.Mount("multikernel", "/sys/fs/multikernel"));
        assertThat(Request.read("written /a%20b")).isEqualTo(new Request.Written("/a b"));
        assertThat(Request.read("rmdir /sys")).isEqualTo(new Request.RemoveDirectory("/sys"));
        assertThat(Request.read("kexec_file_load /k /i quiet%20100%25%0A 48"))
                .isEqualTo(new Request.LoadKernel(Optional.of("/k"), Optional.of("/i"), "quiet 100%\n", 48));
        assertThat(Request.read("reboot 4276215469 672274793 1296780361 1"))
                .isEqualTo(new Request.Reboot(0xfee1deadL, 672274793, 0x4D4B4C49, 1));
        assertThat(Request.read("advance 1.84ms")).isEqualTo(new Request.Advance(1_840_000));
        assertThat(Request.read("inject panic blue 5")).isEqualTo(new Request.Inject(new Command.Fault.Panic("blue", 5)));
    }

    @Test
    void aDashStandsForNoneAndIsADashOnlyWhenItIsEncoded() {
        assertThat(Request.read("kexec_file_load - - - 49"))
                .isEqualTo(new Request.LoadKernel(Optional.empty(), Optional.empty(), "", 49));
        assertThat(Request.read("kexec_file_load %2D - %2D 52"))
                .isEqualTo(new Request.LoadKernel(Optional.of("-"), Optional.empty(), "-", 52));
        assertThat(Request.read("kexec_file_load /k -  52"))
                .as("a text may also be empty")
                .isEqualTo(new Request.LoadKernel(Optional.of("/k"), Optional.empty(), "", 52));
    }

    @Test
    void magicNumbersMayBeSigned() {
        assertThat(Request.read("reboot -18751827 672274793 1296780361 -1"))
                .isEqualTo(new Request.Reboot(0xfee1deadL, 672274793, 0x4D4B4C49, -1));
    }

    @Test
    void faultsAreWordsInTheOrderOfTheirKeysOrWithThem() {
        assertThat(Request.read("inject panic 7")).isEqualTo(new Request.Inject(new Command.Fault.Panic("7", -1)));
        assertThat(Request.read("inject panic cpu=5 kernel=web%20server"))
                .isEqualTo(new Request.Inject(new Command.Fault.Panic("web server", 5)));
        assertThat(Request.read("inject panic blue cpu=5"))
                .isEqualTo(new Request.Inject(new Command.Fault.Panic("blue", 5)));
    }

    @Test
    void everyFaultOfAScenarioFileCanBeInjected() {
        assertThat(Request.read("inject hang blue interrupts=off"))
                .isEqualTo(new Request.Inject(new Command.Fault.Hang("blue", -1, false)));
        assertThat(Request.read("inject stop-cpu 5")).isEqualTo(new Request.Inject(new Command.Fault.StopCpu(5)));
        assertThat(Request.read("inject fragment 0 64MiB"))
                .isEqualTo(new Request.Inject(new Command.Fault.Fragment(0, 64 << 20)));
        assertThat(Request.read("inject stray-write blue ring host"))
                .isEqualTo(new Request.Inject(
                        new Command.Fault.StrayWrite("blue", Command.Fault.Spot.RING, "host")));
        assertThat(Request.read("inject self-reboot blue"))
                .isEqualTo(new Request.Inject(new Command.Fault.PowerOff("blue", true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '|', value = {
        "||!there is no request \"\"",
        "mounts a b!there is no request \"mounts\"",
        "mount multikernel!there are 1 arguments",
        "advance!there are 0 arguments",
        "advance 3!\"3\" is no time",
        "reboot 1 2 3!there are 3 arguments",
        "reboot 0x1 2 3 4!\"0x1\" is no decimal number",
        "reboot 99999999999999999999 2 3 4!\"99999999999999999999\" is no decimal number",
        "kexec_file_load /k /i - x!\"x\" is no decimal number",
        "written /a%2!the argument \"/a%2\" is not percent-encoded UTF-8",
        "written /a%ff!the argument \"/a%ff\" is not percent-encoded UTF-8",
        "inject!no fault is named",
        "inject earthquake!there is no fault \"earthquake\"",
        "inject panic blue 5 6!the word \"6\" is one too many",
        "inject panic blue five!expected"})
    void anythingElseIsUnclear(String line, String sentence) {
        var request = Request.read(line == null ? "" : line);
        assertThat(request).isInstanceOf(Request.Unclear.class);
        assertThat(((Request.Unclear) request).sentence()).contains(sentence);
        assertThat(((Request.Unclear) request).advice()).isNotBlank();
    }

    @Property
    void everyTextComesThroughPercentEncoding(@ForAll String text) {
        var sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // No lone surrogates.
        var encoded = new StringBuilder();
        for (byte b : sent.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(String.format(Locale.ROOT, "%02x", b));
        }
        assertThat(Request.read("written " + encoded)).isEqualTo(new Request.Written(sent));
    }

    @Property
    void noLineMakesItThrow(@ForAll String line) {
        assertThat(Request.read(line)).isNotNull();
        assertThat(Request.read("inject " + line)).isNotNull();
    }
}
