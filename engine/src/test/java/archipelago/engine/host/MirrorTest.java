package archipelago.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.Lab;
import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.Entry;
import archipelago.engine.kernfs.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder shows the machine's files, all of them and nothing else, and touches what is not its own.
class MirrorTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("root");
    }

    private static FileTree files(Lab lab) {
        return FileTree.of(lab.simulation().world());
    }

    private void sameAs(FileTree tree) throws IOException {
        var wanted = new TreeMap<String, Blob>();
        tree.walk(new FileTree.Visitor() {
            @Override
            public boolean directory(String path, Entry entry, Object basis) {
                wanted.put(path, Blob.EMPTY);
                return true;
            }

            @Override
            public void file(String path, Entry entry, Supplier<Content> content) {
                wanted.put(path, content.get() instanceof Content.Bytes(var bytes) ? bytes : Blob.EMPTY);
            }
        });
        var there = new TreeMap<String, Blob>();
        for (var top : List.of("proc", "sys")) {
            try (var paths = Files.walk(folder.resolve(top))) {
                for (var path : paths.toList()) {
                    there.put("/" + folder.relativize(path),
                            Files.isDirectory(path) ? Blob.EMPTY : Blob.of(Files.readAllBytes(path)));
                }
            }
        }
        assertThat(there).isEqualTo(wanted);
    }

    @Test
    void theFolderShowsEveryFileInEveryStateOfALife() throws Exception {
        var mirror = Mirror.in(folder);
        var lab = Lab.idle();
        mirror.show(FileTree.of(lab.simulation().world(), false));
        sameAs(FileTree.of(lab.simulation().world(), false));
        for (var later : List.of(lab, Lab.pooled(), Lab.bothUp(), Lab.webReady(), Lab.idle())) {
            mirror.show(files(later));
            sameAs(files(later));
        }
    }

    @Test
    void onlyWhatHasChangedIsWritten() throws Exception {
        var mirror = Mirror.in(folder);
        var lab = Lab.webLoaded();
        mirror.show(files(lab));
        var iomem = folder.resolve("proc/iomem");
        var status = folder.resolve("sys/fs/multikernel/instances/web-server/status");
        var keyBefore = Files.getAttribute(iomem, "unix:ino");
        var statusBefore = Files.getAttribute(status, "unix:ino");
        lab.done(new Command.Unload(Lab.WEB));
        mirror.show(files(lab));
        assertThat(Files.getAttribute(iomem, "unix:ino")).isEqualTo(keyBefore);
        assertThat(Files.getAttribute(status, "unix:ino")).isNotEqualTo(statusBefore);
        assertThat(status).hasContent("ready");
    }

    @Test
    void modesAreTheMachinesExceptThatDirectoriesStayOurs() throws Exception {
        var mirror = Mirror.in(folder);
        mirror.show(files(Lab.webReady()));
        assertThat(mode("proc/iomem")).isEqualTo("r--r--r--");
        assertThat(mode("sys/fs/multikernel/device_tree")).isEqualTo("rw-r--r--");
        assertThat(mode("sys/fs/multikernel/overlays/new")).isEqualTo("-w-------");
        assertThat(mode("sys/fs/multikernel")).isEqualTo("rwxr-xr-x");
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    @Test
    void whatAClientWroteIsReadAndThenReplacedByWhatTheMachineShows() throws Exception {
        var mirror = Mirror.in(folder);
        var tree = files(Lab.idle());
        mirror.show(tree);
        for (var path : List.of("/sys/fs/multikernel/overlays/new", "/sys/devices/system/cpu/cpu3/online")) {
            Files.writeString(folder.resolve(path.substring(1)), "an overlay");
            assertThat(mirror.written(path, 4)).asString().isEqualTo("an o");
            mirror.show(tree);
            sameAs(tree);
        }
    }

    @Test
    void whatAClientBreaksIsMendedWhereItSaysSo() throws Exception {
        var mirror = Mirror.in(folder);
        var lab = Lab.webReady();
        mirror.show(files(lab));
        var instance = folder.resolve("sys/fs/multikernel/instances/web-server");
        Files.delete(instance.resolve("id"));
        Files.writeString(instance.resolve("mine"), "a file that the machine does not know");
        lab.done(new Command.Delete(Lab.WEB));
        mirror.show(files(lab));
        assertThat(instance).doesNotExist();
        sameAs(files(lab));
    }

    @Test
    void anotherMachineMayHaveTheFolderAfterwards() throws Exception {
        Mirror.in(folder).show(files(Lab.webReady()));
        var tree = files(Lab.idle());
        Mirror.in(folder).show(tree);
        sameAs(tree);
    }

    @Test
    void somebodyElsesFilesAreLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("sys/fs"));
        assertThatThrownBy(() -> Mirror.in(folder)).isInstanceOf(Obstacle.class).hasMessageContaining("there is a sys");
        assertThat(folder.resolve("sys/fs")).exists();
        var file = Files.writeString(temporary.resolve("file"), "x");
        assertThatThrownBy(() -> Mirror.in(file)).isInstanceOf(Obstacle.class).hasMessageContaining("this is a file");
    }

    @Test
    void whatStandsBesideTheMachinesFilesStays() throws Exception {
        Files.createDirectories(folder);
        var kernel = Files.writeString(folder.resolve("vmlinux"), "an image");
        Mirror.in(folder).show(files(Lab.idle()));
        Mirror.in(folder);
        assertThat(kernel).hasContent("an image");
    }

    @Test
    void aLinkInPlaceOfTheFilesIsNotFollowed() throws Exception {
        Mirror.in(folder);
        var elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("sys"), elsewhere);
        assertThatThrownBy(() -> Mirror.in(folder)).isInstanceOf(Obstacle.class);
        assertThat(elsewhere).exists();
    }

    @Test
    void instancesWhoseNamesLeadElsewhereAreLeftOut() throws Exception {
        var mirror = Mirror.in(folder);
        var lab = Lab.pooled();
        lab.done(new Command.Create("..", 0, List.of(16L), 1 << 20, -1, List.of()));
        lab.done(new Command.Create("x".repeat(300), 0, List.of(18L), 1 << 20, -1, List.of()));
        lab.done(new Command.Create("plain", 0, List.of(20L), 1 << 20, -1, List.of()));
        mirror.show(files(lab));
        try (var names = Files.list(folder.resolve("sys/fs/multikernel/instances"))) {
            assertThat(names.map(name -> name.getFileName().toString())).containsExactly("plain");
        }
        assertThat(folder.resolve("sys/fs/multikernel/id")).doesNotExist();
    }
}
