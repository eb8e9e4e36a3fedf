package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The life of an instance at the prompt, told to the letter: what each line prints, and how it ends.
///
/// To accept a new transcript after reading the difference, run this test once with
/// `-Darchipelago.golden=accept`.
class ShellLifeTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "shell-life.txt");
    private static final String[] LIFE = {
        "# From an empty pool to an empty pool.",
        "kerf show",
        "kerf init --cpus=16,18,20,22 --memory=4GB --devices=nic0 --dry-run",
        "kerf init --cpus=16,18,20,22 --memory=4GB --devices=nic0",
        "kerf init --cpus=16,18,20,22 --memory=4GB --devices=nic0",
        "kerf create web --cpus=16,18 --memory=1GB --devices=nic0 --dry-run",
        "kerf create web --cpus=16,18 --memory=1GB --devices=nic0",
        "kerf create web --cpus=20 --memory=1GB",
        "kerf create other --cpus=18,20 --memory=1GB",
        "kerf create other --id=1 --cpus=20 --memory=1GB",
        "kerf create other --cpu-count=2 --memory=1GB -v",
        "kerf exec web",
        "kerf load web --kernel=vmlinux --initrd=initrd.img --cmdline=\"console=mktty0 quiet\"",
        "kerf load web --kernel=vmlinux",
        "kerf exec web",
        "kerf exec web",
        "kerf unload web",
        "advance 2s",
        "kerf show web",
        "kerf init --cpus=none --memory=none",
        "kerf init --cpus=16,18,20,22,24 --memory=8GB@0,1GB@1 --devices=nvme0",
        "kerf kill web",
        "kerf kill web",
        "advance 1s",
        "kerf delete web",
        "kerf exec --id=1",
        "advance 2s",
        "inject panic web 18",
        "advance 1s",
        "cat /sys/fs/multikernel/instances/web/status",
        "kerf kill web --force",
        "kerf unload web -v",
        "kerf unload web",
        "kerf delete web",
        "kerf delete web",
        "kerf delete --id=2",
        "ls /sys/fs/multikernel/overlays",
        "rmdir /sys/fs/multikernel/overlays/tx_4",
        "cat /proc/iomem",
        "kerf init --cpus=none --memory=none",
        "kerf init --cpus=none --memory=none",
        "cat /proc/iomem",
    };

    @Test
    void aLifeAtThePromptIsToldAsItWasAccepted() throws IOException {
        var told = transcript();
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.writeString(GOLDEN, told, StandardCharsets.UTF_8);
        }
        assertThat(told).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    private static String transcript() {
        var lab = ShellLab.idle();
        var text = new StringBuilder();
        for (var line : LIFE) {
            text.append("$ ").append(line).append('\n');
            var said = lab.say(line);
            said.out().lines().forEach(out -> text.append(out.isEmpty() ? "" : "  " + out).append('\n'));
            said.err().lines().forEach(err -> text.append("! ").append(err).append('\n'));
            text.append(said.status() == 0 ? "" : "[" + said.status() + "]\n");
        }
        return text.toString();
    }
}
