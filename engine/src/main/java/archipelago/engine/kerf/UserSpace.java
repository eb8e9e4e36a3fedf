package archipelago.engine.kerf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The part of the host's disk that belongs to the tool and not to the kernel: its lock, its notes on what
/// was loaded. It lives as long as the shell that owns it; the machine knows nothing of it.
public final class UserSpace {
    /// Keeps two kerfs from changing things at once.
    public static final String LOCK = "/var/run/kerf.lock";
    static final String NOTES = "/var/lib/kerf/instances/";
    /// Where the images that the tool built lie in memory, by instance.
    static final String IMAGES = "/var/lib/kerf/daxfs/";
    private static final List<String> FOLDERS =
            List.of("/tmp", "/var/run", "/var/lib/kerf/instances", "/var/lib/kerf/rootfs", "/var/lib/kerf/daxfs");

    private final TreeMap<String, String> files = new TreeMap<>();

    public UserSpace() {}

    /// All files with what they hold, as they are now.
    public Map<String, String> files() {
        return new TreeMap<>(files);
    }

    /// Makes the disk what it was.
    ///
    /// @param others as [#files] gave them
    public void restore(Map<String, String> others) {
        files.clear();
        files.putAll(others);
    }

    /// Whether a path lies here.
    public static boolean holds(String path) {
        return path.equals("/var") || path.startsWith("/var/") || path.equals("/tmp") || path.startsWith("/tmp/");
    }

    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    public boolean exists(String path) {
        return files.containsKey(path) || folder(path);
    }

    public boolean folder(String path) {
        return FOLDERS.stream().anyMatch(folder -> folder.equals(path) || folder.startsWith(path + "/"));
    }

    /// The names in a folder, in the order of their letters.
    public List<String> list(String folder) {
        var names = new TreeSet<String>();
        var all = new ArrayList<>(FOLDERS);
        all.addAll(files.keySet());
        for (var path : all) {
            if (path.startsWith(folder + "/")) {
                names.add(path.substring(folder.length() + 1).split("/", 2)[0]);
            }
        }
        return List.copyOf(names);
    }

    void write(String path, String content) {
        files.put(path, content);
    }

    /// Makes a file that must not be there.
    ///
    /// @return whether it was not
    public boolean createNew(String path) {
        return files.putIfAbsent(path, "") == null;
    }

    /// @return whether it was there
    public boolean delete(String path) {
        return files.remove(path) != null;
    }

    /// Where the note on what was loaded into an instance lies.
    static String note(String instance) {
        return NOTES + instance + ".json";
    }
}
