package archipelago.engine.kernfs;

import archipelago.engine.base.Errno;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A place in the tree. What is in it is made when somebody looks, and not kept.
sealed interface FileNode {
    int READ_ONLY = 0444;
    int WRITE_ONLY = 0200;
    int READ_WRITE = 0644;

    Entry entry();

    /// @param order in which the directory is read
    /// @param fill puts everything that is in the directory into a map, in any order
    /// @param basis what all that is below depends on, of which equal values mean equal files; null if it may be
    ///     anything
    record Directory(int mode, ReadOrder order, Consumer<Map<String, FileNode>> fill, Supplier<?> basis)
            implements FileNode {
        Directory(int mode, ReadOrder order, Consumer<Map<String, FileNode>> fill) {
            this(mode, order, fill, () -> null);
        }

        Map<String, FileNode> children() {
            var children = new LinkedHashMap<String, FileNode>();
            fill.accept(children);
            return children;
        }

        /// The names as they are read.
        List<String> names() {
            return children().keySet().stream().sorted(order).toList();
        }

        @Override
        public Entry entry() {
            return new Entry(Entry.Kind.DIRECTORY, mode);
        }
    }

    record File(int mode, Supplier<Content> content) implements FileNode {
        @Override
        public Entry entry() {
            return new Entry(Entry.Kind.FILE, mode);
        }
    }

    /// A directory of sysfs or of the multikernel file system.
    static Directory kernfs(Consumer<Map<String, FileNode>> fill) {
        return new Directory(0755, ReadOrder.KERNFS, fill);
    }

    /// A directory of sysfs, of which it is known on what it depends.
    static Directory kernfs(Supplier<?> basis, Consumer<Map<String, FileNode>> fill) {
        return new Directory(0755, ReadOrder.KERNFS, fill, basis);
    }

    /// The top of a file system of that kind, in which nobody makes anything.
    static Directory kernfsRoot(Consumer<Map<String, FileNode>> fill) {
        return new Directory(0555, ReadOrder.KERNFS, fill);
    }

    /// A text that is only read.
    static File text(Supplier<String> text) {
        return new File(READ_ONLY, () -> Content.text(text.get()));
    }

    /// A file without a way to read it: it can be opened, which root may, and gives an error then.
    static File onlyWritten() {
        return new File(WRITE_ONLY, () -> new Content.Refused(Errno.EINVAL));
    }
}
