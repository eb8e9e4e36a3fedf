package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The host's pool of memory: chunks taken from the host, and the regions of them that are lent.
/// The cores of the pool stand in the core table. (`kernel/multikernel/mem.c`.)
public final class Pool {
    /// The park loop and its page tables live in the first chunk; 96 KiB were seen to be missing from
    /// a pool of 16 GiB (multikernel-linux-expt, `LEARNINGS.md`).
    public static final long PARK_BYTES = 96 * 1024;
    /// Stands for "no kernel" in a region: the pool's own use.
    public static final int PARK = -2;

    /// A contiguous run of pages that the host gave up, shown in `/proc/iomem`.
    public record Chunk(long base, long bytes, int node) {
        public long end() {
            return base + bytes;
        }
    }

    /// A piece of one chunk that is in use.
    ///
    /// @param kernel the slot of the instance that has it, or [#PARK]
    public record Region(long base, long bytes, int node, int kernel) {
        public long end() {
            return base + bytes;
        }
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    /// Whether a baseline has been applied.
    public boolean exists;

    public Pool() {}

    public Pool copy() {
        var copy = new Pool();
        copy.chunks.addAll(chunks);
        copy.regions.addAll(regions);
        copy.exists = exists;
        return copy;
    }

    /// In the order in which they were taken.
    public List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    /// By address.
    public List<Region> regions() {
        return List.copyOf(regions);
    }

    /// Takes a chunk in; the park area goes into it if there is none yet.
    public void add(Chunk chunk) {
        chunks.add(chunk);
        if (regions.stream().noneMatch(r -> r.kernel() == PARK)) {
            lend(new Region(chunk.base(), PARK_BYTES, chunk.node(), PARK));
        }
    }

    /// Forgets a chunk, and the park area if it was in it.
    public void remove(Chunk chunk) {
        chunks.remove(chunk);
        regions.removeIf(r -> r.kernel() == PARK && r.base() >= chunk.base() && r.end() <= chunk.end());
    }

    /// Whether an instance has memory in a chunk.
    public boolean lent(Chunk chunk) {
        return regions.stream()
                .anyMatch(r -> r.kernel() != PARK && r.base() >= chunk.base() && r.end() <= chunk.end());
    }

    public long chunkBytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
    }

    public long freeBytes() {
        return chunkBytes() - regions.stream().mapToLong(Region::bytes).sum();
    }

    /// Takes back all that was lent to an instance.
    public void release(int kernel) {
        regions.removeIf(r -> r.kernel() == kernel);
    }

    /// Lends memory to an instance: the whole from one chunk if one has it, else in pieces halved
    /// again and again down to a page. Lends nothing if there is not enough in all.
    ///
    /// @param node the node it must come from, or -1 for any
    /// @return whether it could be had
    public boolean lend(int kernel, long bytes, int node) {
        var before = List.copyOf(regions);
        long leftBytes = bytes;
        long pieceBytes = bytes;
        while (leftBytes > 0) {
            long wantBytes = Math.min(pieceBytes, leftBytes);
            Region found = firstFit(kernel, wantBytes, node);
            if (found != null) {
                lend(found);
                leftBytes -= wantBytes;
            } else if (pieceBytes > Sizes.PAGE) {
                pieceBytes = Math.max(Sizes.PAGE, pieceBytes / 2 / Sizes.PAGE * Sizes.PAGE);
            } else {
                regions.clear();
                regions.addAll(before);
                return false;
            }
        }
        return true;
    }

    private void lend(Region region) {
        regions.add(region);
        regions.sort(Comparator.comparingLong(Region::base));
    }

    private Region firstFit(int kernel, long bytes, int node) {
        for (var chunk : chunks) {
            if (node >= 0 && chunk.node() != node) {
                continue;
            }
            long at = chunk.base();
            for (var region : regions) {
                if (region.base() < chunk.base() || region.base() >= chunk.end()) {
                    continue;
                }
                if (region.base() - at >= bytes) {
                    break;
                }
                at = Math.max(at, region.end());
            }
            if (chunk.end() - at >= bytes) {
                return new Region(at, bytes, chunk.node(), kernel);
            }
        }
        return null;
    }

    void digest(Hash64 hash) {
        hash.add(exists ? 1 : 0).add(chunks.size());
        for (var c : chunks) {
            hash.add(c.base()).add(c.bytes()).add(c.node());
        }
        hash.add(regions.size());
        for (var r : regions) {
            hash.add(r.base()).add(r.bytes()).add(r.node()).add(r.kernel());
        }
    }
}
