package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Device trees go from text to binary and back without loss.
class DtsCommandTest {
    private static final Path BASELINE = Terminal.SCENARIOS.resolve("first-light.dts");

    @TempDir
    private Path folder;

    @Test
    void sourceBecomesABlobAndSourceAgain() throws IOException {
        var blob = folder.resolve("a.dtb");
        var back = folder.resolve("b.dts");
        assertThat(say("dts", BASELINE, "-o", blob).status()).isZero();
        assertThat(say("dts", blob, "-o", back).status()).isZero();
        var first = DeviceTreeSource.read("a", Files.readString(BASELINE)).value().orElseThrow();
        var second = DeviceTreeSource.read("b", Files.readString(back)).value().orElseThrow();
        assertThat(FlattenedTree.write(second)).isEqualTo(FlattenedTree.write(first)).isEqualTo(Files.readAllBytes(blob));
    }

    @Test
    void brokenSourceIsToldAndNothingIsWritten() {
        var out = folder.resolve("a.dtb");
        var said = say("dts", Terminal.BROKEN.resolve("dts-semicolon-missing.dts"), "-o", out);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).contains("dts-semicolon-missing.dts:").contains("try:");
        assertThat(out).doesNotExist();
    }

    @Test
    void otherEndingsAndMissingFilesAreRefused() {
        assertThat(say("dts", BASELINE, "-o", folder.resolve("a.txt")).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(say("dts", folder.resolve("no.dts"), "-o", folder.resolve("a.dtb")).status())
                .isEqualTo(ExitStatus.UNREADABLE);
    }
}
