package archipelago.engine.kernfs;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Shorthand for tests that read files.
final class Files {
    static final String MULTIKERNEL = "/sys/fs/multikernel";

    private final FileTree tree;

    private Files(FileTree tree) {
        this.tree = tree;
    }

    static Files of(Lab lab) {
        return new Files(FileTree.of(lab.simulation().world()));
    }

    static Files of(FileTree tree) {
        return new Files(tree);
    }

    FileTree tree() {
        return tree;
    }

    Blob bytes(String path) {
        var content = tree.read(path);
        assertThat(content).as(path).isInstanceOf(Content.Bytes.class);
        return ((Content.Bytes) content).blob();
    }

    String text(String path) {
        return new String(bytes(path).bytes(), StandardCharsets.UTF_8);
    }

    /// A file that is read as a device tree.
    DeviceTree deviceTree(String path) {
        return FlattenedTree.read(path, bytes(path).bytes()).value().orElseThrow();
    }

    Errno refusal(String path) {
        var content = tree.read(path);
        assertThat(content).as(path).isInstanceOf(Content.Refused.class);
        return ((Content.Refused) content).errno();
    }

    /// A path and everything under it: modes, and what the files hold.
    String told(String path) {
        var out = new StringBuilder();
        tell(path, out);
        return out.toString();
    }

    private void tell(String path, StringBuilder out) {
        var entry = tree.entry(path).orElseThrow();
        boolean directory = entry.kind() == Entry.Kind.DIRECTORY;
        out.append(String.format(Locale.ROOT, "%04o %s%s\n", entry.mode(), path, directory ? "/" : ""));
        if (directory) {
            tree.list(path).forEach(name -> tell(path + "/" + name, out));
        } else {
            switch (tree.read(path)) {
                case Content.Refused(var errno) -> out.append("     | ").append(errno.signed()).append('\n');
                case Content.Bytes _ -> (path.endsWith("/device_tree") || path.endsWith("/dtbo")
                                ? DeviceTreeText.write(deviceTree(path))
                                : text(path))
                        .lines()
                        .forEach(line -> out.append("     | ").append(line).append('\n'));
            }
        }
    }
}
