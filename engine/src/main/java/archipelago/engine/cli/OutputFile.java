package archipelago.engine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that a command is told to write. All are looked at before anything is begun, so that a
/// long run is not lost to a folder that does not exist, and no file is written over that is read.
public final class OutputFile {
    private static final String ELSEWHERE = "another name, or a folder in which you may write";

    private OutputFile() {}

    /// Looks whether a file may be written.
    ///
    /// @param option the option that names it
    /// @param others files of the same command that must stay apart from it
    public static void check(String option, Path file, List<Path> others) throws Refusal {
        if (Files.isDirectory(file)) {
            throw Refusal.file(file, "this is a folder, and " + option + " writes a file",
                    "a file in it, such as " + file.resolve("out"));
        }
        for (var other : others) {
            if (same(file, other)) {
                throw Refusal.usage(option + " would write over " + other + ", which this command also uses",
                        "another file for " + option);
            }
        }
        var folder = file.toAbsolutePath().getParent();
        if (!Files.exists(folder)) {
            throw Refusal.file(file, "there is no folder " + folder, "a folder that is there, or mkdir -p " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw Refusal.file(file, folder + " is a file, not a folder", ELSEWHERE);
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw Refusal.file(file, "this file may not be written", ELSEWHERE);
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other)
                    ? Files.isRegularFile(one) && Files.isSameFile(one, other)
                    : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        } catch (IOException unknown) {
            return false;
        }
    }

    /// Begins to write text.
    static Writer text(Path file) throws Refusal {
        try {
            return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /// Begins to write bytes.
    static OutputStream bytes(Path file) throws Refusal {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /// What to tell when a file could not be written after all.
    public static Refusal failed(Path file, IOException e) {
        return Refusal.file(file, e instanceof AccessDeniedException
                ? "this file may not be written"
                : "the file could not be written" + reason(e), ELSEWHERE);
    }

    /// What the system says, such as `: No space left on device`.
    private static String reason(IOException e) {
        var words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return words == null ? "" : ": " + words;
    }
}
