package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Sizes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.TreeSet;

/// The bytes of a file, read within limits, or the one reason why there are none.
public sealed interface FileBytes {
    /// How many names beside a missing file are looked at for one that could be meant.
    int NEIGHBOURS_MAX = 1000;

    record Content(String name, byte[] bytes) implements FileBytes {}

    record Unreadable(Problem problem) implements FileBytes {}

    record Unfit(Problem problem) implements FileBytes {}

    static FileBytes read(Path file) {
        var name = file.toString();
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return unreadable(name, "this is a folder, not a file", "a file inside it");
            }
            if (!attributes.isRegularFile()) {
                return unreadable(name, "this is not a regular file", "a scenario (.json) or a device tree (.dts)");
            }
            if (attributes.size() > TextFile.BYTES_MAX) {
                return tooLarge(name, Sizes.shown(attributes.size()));
            }
            return content(file, name);
        } catch (NoSuchFileException missing) {
            var advice = neighbour(file).orElse("the name of a file that is there");
            return unreadable(name, "there is no such file", advice);
        } catch (AccessDeniedException denied) {
            return unreadable(name, "this file may not be read", "a file that you have the right to read");
        } catch (FileSystemException other) {
            var reason = other.getReason() == null ? "" : ": " + other.getReason();
            return unreadable(name, "the file could not be read" + reason, "");
        } catch (IOException other) {
            return unreadable(name, "the file could not be read", "");
        }
    }

    private static FileBytes content(Path file, String name) throws IOException {
        try (var in = Files.newInputStream(file)) {
            // One byte more than allowed tells a file that has grown since its size was asked for.
            var bytes = in.readNBytes(TextFile.BYTES_MAX + 1);
            if (bytes.length > TextFile.BYTES_MAX) {
                return tooLarge(name, "more than " + Sizes.shown(TextFile.BYTES_MAX));
            }
            return bytes.length > 0
                    ? new Content(name, bytes)
                    : new Unfit(new Problem(name, 1, 1, "the file is empty",
                            "a scenario (.json) or a device tree (.dts)"));
        }
    }

    private static FileBytes tooLarge(String name, String size) {
        return new Unfit(new Problem(name, 0, 0, "the file is too large: " + size,
                "a file of at most " + Sizes.shown(TextFile.BYTES_MAX)));
    }

    private static FileBytes unreadable(String name, String sentence, String advice) {
        return new Unreadable(new Problem(name, 0, 0, sentence, advice));
    }

    /// A file in the same folder whose name is much like that of one that is missing.
    private static Optional<String> neighbour(Path missing) {
        var folder = missing.toAbsolutePath().getParent();
        if (folder == null || missing.getFileName() == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                names.add(entry.getFileName().toString());
                if (names.size() == NEIGHBOURS_MAX) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException unlistable) {
            return Optional.empty();
        }
        return Words.nearest(missing.getFileName().toString(), names)
                .map(n -> Words.quoted(n) + ", which is in the same folder");
    }
}
