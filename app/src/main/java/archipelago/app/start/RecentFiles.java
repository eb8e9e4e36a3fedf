package archipelago.app.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files that were opened last, the newest first, in a small file of their own. Where that cannot be read or written
/// they are known for as long as the program runs.
public final class RecentFiles {
    private static final int MOST = 12;

    private final Optional<Path> list;
    private final List<Path> files = new ArrayList<>();

    /// Known for as long as the program runs.
    public RecentFiles() {
        list = Optional.empty();
    }

    /// @param list the file that remembers them
    public RecentFiles(Path list) {
        this.list = Optional.of(list);
        try {
            for (var line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && files.size() < MOST) {
                    files.add(Path.of(line));
                }
            }
        } catch (IOException | InvalidPathException noneYet) {
            files.clear();
        }
    }

    /// Those that are still there.
    public synchronized List<Path> files() {
        return files.stream().filter(Files::isRegularFile).toList();
    }

    /// A file was opened.
    public synchronized void opened(Path file) {
        var whole = file.toAbsolutePath().normalize();
        files.remove(whole);
        files.addFirst(whole);
        while (files.size() > MOST) {
            files.removeLast();
        }
        list.ifPresent(this::write);
    }

    private void write(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, files.stream().map(Path::toString).toList(), StandardCharsets.UTF_8);
        } catch (IOException notRemembered) {
            // Then the files are known until the program ends: no reason to trouble anybody.
            return;
        }
    }
}
