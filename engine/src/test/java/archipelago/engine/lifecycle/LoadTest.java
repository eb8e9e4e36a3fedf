package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.state.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
    /// The kernel begins at a multiple of 2 MiB; boot parameters and command line take a page each, and
    /// what lies around the kernel has room for them and for a small RAM disk.
    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "0, 1, true",
        "-8192, 8192, true",
        "1, 0, false",
        "0, 2097152, false",
        "9223372036854775807, 0, false",
        "9223372036854775807, 9223372036854775807, false"
    })
    void anImageIsLoadedExactlyIfItFitsWithItsInitrdWhateverSizesAPersonNames(
            long beyondRoomBytes, long initrdBytes, boolean fits) {
        var lab = Lab.webReady();
        var region = lab.kernel(WEB).instancePool.getFirst();
        long roomBytes = region.end() - Math.ceilDiv(region.base(), 2 * Sizes.MIB) * 2 * Sizes.MIB;
        long imageBytes = beyondRoomBytes == Long.MAX_VALUE ? Long.MAX_VALUE : roomBytes + beyondRoomBytes;
        assertThat(roomBytes).isGreaterThan(Sizes.GIB);

        var answer = lab.ask(new Command.Load(WEB, "vmlinux", imageBytes, initrdBytes, ""));

        assertThat(answer.errno()).isEqualTo(fits ? Errno.OK : Errno.ENOMEM);
        assertThat(lab.status(WEB)).isEqualTo(fits ? Status.LOADED : Status.READY);
    }
}
