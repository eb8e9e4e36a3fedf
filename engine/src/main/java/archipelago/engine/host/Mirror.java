package archipelago.engine.host;

import archipelago.engine.base.Blob;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.Entry;
import archipelago.engine.kernfs.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A folder of this computer that holds the machine's files as they are now. Only what has changed is
/// written, each file in one piece: a program that reads sees a file before or after a change, never in
/// between. The folder keeps a mark, by which the next machine knows that what is in it may be replaced.
final class Mirror {
    /// What of the machine's tree there is, at the top.
    private static final List<String> TOPS = List.of("proc", "sys", "in");
    /// Says that the files are ours; files are made in it before they go to their places.
    private static final String MARK = ".archipelago-host";
    /// Names that are longer are found by nobody in Linux either (`NAME_MAX`).
    private static final int NAME_BYTES_MAX = 255;
    private static final int OWNER_WRITES = 0200;
    private static final int FOLDER_MODE = 0755;

    private final Path folder;
    private final Path workshop;
    private final boolean modes;
    /// What stands in the folder, by the machine's paths.
    private final TreeMap<String, Shown> shown = new TreeMap<>();

    /// @param bytes of a file; null for a directory
    /// @param basis of a directory, as in [FileTree.Visitor]
    private record Shown(int mode, Blob bytes, Object basis) {
        boolean directory() {
            return bytes == null;
        }
    }

    private Mirror(Path folder) {
        this.folder = folder;
        workshop = folder.resolve(MARK);
        modes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Takes a folder, and empties it of what an earlier machine left there.
    ///
    /// @throws Obstacle if it holds a `proc` or a `sys` of somebody else
    static Mirror in(Path folder) throws IOException, Obstacle {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Obstacle(folder, "this is a file, and the machine's files go into a folder", "another name");
        }
        var mirror = new Mirror(folder.toAbsolutePath().normalize());
        boolean ours = Files.isDirectory(mirror.workshop, LinkOption.NOFOLLOW_LINKS);
        for (var top : TOPS) {
            var place = mirror.folder.resolve(top);
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && (!ours || Files.isSymbolicLink(place))) {
                throw new Obstacle(folder, "there is a " + top + " in this folder that is not a machine's of this"
                        + " program", "an empty folder, or a new one");
            }
        }
        Files.createDirectories(mirror.workshop);
        for (var top : TOPS) {
            remove(mirror.folder.resolve(top));
        }
        return mirror;
    }

    /// The bytes that a client has put into a file of the folder, up to a limit.
    byte[] written(String path, int most) throws IOException {
        var file = place(path);
        forget(path);
        if (modes && !Files.isReadable(file)) {
            // What may only be written, its owner may make readable.
            Files.setPosixFilePermissions(
                    file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }

    /// Whatever was shown at a path, something else may stand there now.
    private void forget(String path) {
        shown.remove(path);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            shown.computeIfPresent(path.substring(0, slash), (_, above) -> new Shown(above.mode(), null, null));
        }
    }

    /// Makes the folder show the files as they are now. When this is over, it does.
    void show(FileTree tree) throws IOException {
        show(tree, new TreeMap<>());
    }

    /// @param inside the files of other kernels, by the folders in which they are shown
    void show(FileTree tree, SortedMap<String, FileTree> inside) throws IOException {
        var now = new TreeMap<String, Shown>();
        collect("", tree, now);
        inside.forEach((folderOf, files) -> {
            for (int slash = folderOf.indexOf('/', 1); slash > 0; slash = folderOf.indexOf('/', slash + 1)) {
                folder(folderOf.substring(0, slash), now);
            }
            folder(folderOf, now);
            if (now.containsKey(folderOf)) {
                collect(folderOf, files, now);
            }
        });
        removeAllBut(now.keySet());
        for (var file : now.entrySet()) {
            if (!file.getValue().equals(shown.get(file.getKey()))) {
                put(file.getKey(), file.getValue());
            }
        }
    }

    private void folder(String path, Map<String, Shown> now) {
        if (!now.containsKey(path) && canBeShown(path, now)) {
            now.put(path, new Shown(FOLDER_MODE, null, null));
        }
    }

    /// Adds all files of a kernel.
    ///
    /// @param top the folder in which they are shown; empty for this one
    private void collect(String top, FileTree tree, TreeMap<String, Shown> now) {
        tree.walk(new FileTree.Visitor() {
            @Override
            public boolean directory(String inTree, Entry entry, Object basis) {
                var path = top + inTree;
                if (!canBeShown(path, now)) {
                    return false;
                }
                var before = shown.get(path);
                now.put(path, new Shown(entry.mode() | OWNER_WRITES, null, basis));
                boolean same = basis != null && before != null && basis.equals(before.basis());
                if (same) {
                    now.putAll(shown.subMap(path + "/", path + (char) ('/' + 1)));
                }
                return !same;
            }

            @Override
            public void file(String inTree, Entry entry, Supplier<Content> content) {
                var path = top + inTree;
                if (canBeShown(path, now)) {
                    now.put(path, new Shown(entry.mode(), bytes(content.get()), null));
                }
            }
        });
    }

    /// What cannot be read, such as a file that is only written, is empty here.
    private static Blob bytes(Content content) {
        return switch (content) {
            case Content.Bytes(var blob) -> blob;
            case Content.Refused _ -> Blob.EMPTY;
        };
    }

    /// Whether the path can be one of this computer's and lies in a directory that is shown. What an instance is
    /// called is for its maker to say; a name that leads elsewhere, or nowhere, is left out.
    private boolean canBeShown(String path, Map<String, Shown> there) {
        int slash = path.lastIndexOf('/');
        var name = path.substring(slash + 1);
        boolean plain = !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && Blob.text(name).length() <= NAME_BYTES_MAX
                && (slash == 0 || there.containsKey(path.substring(0, slash)));
        if (!plain) {
            return false;
        }
        try {
            return place(path).startsWith(folder);
        } catch (InvalidPathException notOnThisSystem) {
            return false;
        }
    }

    private Path place(String path) {
        return folder.resolve(path.substring(1));
    }

    private void removeAllBut(Set<String> there) throws IOException {
        var gone = new TreeSet<>(shown.keySet());
        gone.removeAll(there);
        for (var path : gone.descendingSet()) {
            remove(place(path));
            shown.remove(path);
        }
    }

    private void put(String path, Shown now) throws IOException {
        var before = shown.get(path);
        var place = place(path);
        if (before == null || before.directory() != now.directory()) {
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) != now.directory()) {
                remove(place);
            }
        }
        if (now.directory()) {
            Files.createDirectories(place);
            mode(place, now.mode());
        } else {
            var draft = workshop.resolve("draft");
            Files.deleteIfExists(draft);
            Files.write(draft, now.bytes().bytes());
            mode(draft, now.mode());
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        shown.put(path, now);
    }

    private void mode(Path place, int mode) throws IOException {
        if (modes) {
            Files.setPosixFilePermissions(place, permissions(mode));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var letters = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            letters.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        return PosixFilePermissions.fromString(letters.toString());
    }

    /// Removes something and all that is in it, if it is there; a link itself, and not what it leads to.
    private static void remove(Path place) throws IOException {
        try {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
                    if (fault != null) {
                        throw fault;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return; // A client may have removed it already.
        }
    }
}
