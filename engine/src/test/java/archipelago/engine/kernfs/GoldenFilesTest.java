package archipelago.engine.kernfs;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Nested;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a program reads in the states of a machine's day, to the letter.
///
/// To accept new texts after reading the difference, run this test once with
/// `-Darchipelago.golden=accept`; it writes the files, which are then committed with the change.
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "files");
    private static final List<String> TOLD = List.of(
            Files.MULTIKERNEL,
            "/proc/kimage",
            "/proc/iomem",
            "/proc/meminfo",
            "/proc/mounts",
            "/proc/zoneinfo",
            "/sys/devices/system/cpu/online",
            "/sys/devices/system/cpu/offline",
            "/sys/devices/system/node",
            "/sys/bus");

    @Test
    void theHostAlone() throws IOException {
        compare("idle", Lab.idle());
    }

    @Test
    void thePoolIsFilled() throws IOException {
        compare("pooled", Lab.pooled());
    }

    @Test
    void twoInstancesAreUpAndOneHasGrownByACpu() throws IOException {
        compare("two-up", Lab.bothUp().done(new Command.AddCpu(Lab.DATABASE, 74)));
    }

    @Test
    void oneHasHaltedAndOneIsUnloaded() throws IOException {
        var lab = Lab.bothUp();
        lab.done(new Command.Halt(Lab.WEB)).untilParked(Lab.WEB);
        lab.done(new Command.Halt(Lab.DATABASE)).untilParked(Lab.DATABASE).done(new Command.Unload(Lab.DATABASE));
        compare("halted", lab);
    }

    @Test
    void aPoolInPiecesGivesRegionsInPieces() throws IOException {
        var lab = Lab.pooled();
        lab.done(new Command.Create("whole", 7, List.of(16L), 5 * Sizes.GIB, -1, List.of()));
        lab.done(new Command.Create("pieces", 0, List.of(74L, 18L), 9 * Sizes.GIB, -1, List.of("nvme0")));
        compare("pieces", lab);
    }

    @Test
    void anInstanceThatIsAHostItself() throws IOException {
        var lab = Nested.up();
        compare("nested-host", Files.of(FileTree.of(lab.simulation().world(), lab.kernel(Lab.WEB))));
        compare("nested-instance", Files.of(FileTree.of(lab.simulation().world(), lab.kernel(Nested.CACHE))));
    }

    private static void compare(String name, Lab lab) throws IOException {
        compare(name, Files.of(lab));
    }

    private static void compare(String name, Files files) throws IOException {
        var told = new StringBuilder();
        TOLD.forEach(path -> told.append(files.told(path)));
        var golden = GOLDEN.resolve(name + ".txt");
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            java.nio.file.Files.createDirectories(GOLDEN);
            java.nio.file.Files.writeString(golden, told, StandardCharsets.UTF_8);
        }
        assertThat(told.toString())
                .as("the files; accept new ones with -Darchipelago.golden=accept")
                .isEqualTo(java.nio.file.Files.readString(golden, StandardCharsets.UTF_8));
    }
}
