package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import java.util.List;
import java.util.stream.Stream;

/// A DAXFS image in the memory of a pool: one copy that every kernel reads which has mounted it.
///
/// @param keeper the slot of the kernel whose pool it lies in
/// @param name by which people know it: what the person on the host calls it, behind the keeper's name if that is an
///     instance
/// @param base its physical address, by which it is mounted
/// @param overlayBytes the room for what is written to it
/// @param entries what has been written, in order
/// @param corrupt whether its superblock is broken
public record SharedImage(
        int keeper, String name, long base, long bytes, long overlayBytes, List<Entry> entries, boolean corrupt) {
    public SharedImage {
        entries = List.copyOf(entries);
    }

    /// An image in the host's pool.
    public SharedImage(
            String name, long base, long bytes, long overlayBytes, List<Entry> entries, boolean corrupt) {
        this(State.HOST, name, base, bytes, overlayBytes, entries, corrupt);
    }

    /// A file that some kernel wrote.
    public record Entry(String path, long bytes, int writer) {}

    /// How much room is left for what is written.
    public long freeBytes() {
        return overlayBytes - entries.stream().mapToLong(Entry::bytes).sum();
    }

    public boolean has(String path) {
        return entries.stream().anyMatch(entry -> entry.path().equals(path));
    }

    /// The image with one file more.
    public SharedImage with(Entry entry) {
        return new SharedImage(
                keeper, name, base, bytes, overlayBytes, Stream.concat(entries.stream(), Stream.of(entry)).toList(), corrupt);
    }

    void digest(Hash64 hash) {
        hash.add(name).add(base).add(bytes).add(overlayBytes).add(corrupt ? 1 : 0).add(entries.size());
        entries.forEach(entry -> hash.add(entry.path()).add(entry.bytes()).add(entry.writer()));
        if (keeper != State.HOST) {
            hash.add("of").add(keeper);
        }
    }

    /// A kernel that has an image mounted, and the paths that it remembers as absent: nobody tells it
    /// when another kernel makes them.
    public record Mount(int kernel, long base, List<String> absent) {
        public Mount {
            absent = List.copyOf(absent);
        }

        /// The mount, now remembering that a path is absent.
        public Mount without(String path) {
            return new Mount(kernel, base, Stream.concat(absent.stream(), Stream.of(path)).toList());
        }

        /// The mount, no longer remembering it.
        public Mount forgetting(String path) {
            return new Mount(kernel, base, absent.stream().filter(known -> !known.equals(path)).toList());
        }

        void digest(Hash64 hash) {
            hash.add(kernel).add(base).add(absent.size());
            absent.forEach(hash::add);
        }
    }
}
