package archipelago.engine.state;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Models;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A kernel's pool of memory: chunks taken from that kernel, and the regions of them that are lent. It is the
/// host's, or that of an instance that has been given a baseline of its own.
/// The cores of the pool stand in the core table. (`kernel/multikernel/mem.c`.)
@Models(
        value = Subject.POOL,
        exactly = "memory of an instance: one piece if it can be had, else pieces that are halved again"
                    + " and again",
        approximately = "the park loop and its page tables take 96 KiB, as was seen in a pool of 16 GiB")
public final class Pool {
    /// The park loop and its page tables live in the first chunk; 96 KiB were seen to be missing from
    /// a pool of 16 GiB (multikernel-linux-expt, `LEARNINGS.md`).
    public static final long PARK_BYTES = 96 * 1024;
    /// What a running Linux adds and removes of memory at once, at addresses that are a multiple of it.
    public static final long BLOCK_BYTES = 128 * Sizes.MIB;
    /// Stands for "no kernel" in a region: the pool's own use.
    public static final int PARK = -2;

    /// Stands for "no kernel" in a region: an image that several kernels may read.
    public static final int SHARED = -3;

    /// A contiguous run of pages that the kernel gave up, shown in `/proc/iomem`.
    public record Chunk(long base, long bytes, int node) {
        public long end() {
            return base + bytes;
        }
    }

    /// A piece of one chunk that is in use.
    ///
    /// @param kernel the slot of the instance that has it, or [#PARK] or [#SHARED]
    public record Region(long base, long bytes, int node, int kernel) {
        public long end() {
            return base + bytes;
        }
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    /// What the cores watch that are idle in it.
    public final Mailbox mailbox;
    /// Whether a baseline has been applied.
    public boolean exists;
    /// The baseline as it was written, which only generations before mk2 keep.
    public Blob baseline = Blob.EMPTY;
    /// Whether cores park outside of the pool's memory, as they did before mk2.
    public boolean parksElsewhere;

    public Pool() {
        this(new Mailbox());
    }

    private Pool(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    public Pool copy() {
        var copy = new Pool(mailbox.copy());
        copy.chunks.addAll(chunks);
        copy.regions.addAll(regions);
        copy.exists = exists;
        copy.baseline = baseline;
        copy.parksElsewhere = parksElsewhere;
        return copy;
    }

    /// Makes it as if there had never been one: the kernel that knew of it begins a new life.
    public void forget() {
        chunks.clear();
        regions.clear();
        exists = false;
        baseline = Blob.EMPTY;
        parksElsewhere = false;
        mailbox.forget();
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
        setUpPark();
    }

    /// Forgets a chunk. If the park area was in it, it moves into what is left; the caller knows that no
    /// core runs there.
    public void remove(Chunk chunk) {
        chunks.remove(chunk);
        regions.removeIf(r -> r.kernel() == PARK && within(r, chunk));
        setUpPark();
    }

    private void setUpPark() {
        if (!parksElsewhere && regions.stream().noneMatch(r -> r.kernel() == PARK)) {
            var room = firstFit(PARK, PARK_BYTES, -1);
            if (room != null) {
                lend(room);
            }
        }
    }

    /// The chunk that begins at an address and is so long, if there is one.
    public Optional<Chunk> chunk(long base, long bytes) {
        return chunks.stream().filter(c -> c.base() == base && c.bytes() == bytes).findFirst();
    }

    /// Whether there is a park loop that cores can go to.
    public boolean hasPark() {
        return parksElsewhere && !chunks.isEmpty() || regions.stream().anyMatch(r -> r.kernel() == PARK);
    }

    /// Whether the park loop lives in a chunk.
    public boolean parksIn(Chunk chunk) {
        return regions.stream().anyMatch(r -> r.kernel() == PARK && within(r, chunk));
    }

    private static boolean within(Region region, Chunk chunk) {
        return region.base() >= chunk.base() && region.end() <= chunk.end();
    }

    /// Whether an instance has memory in a chunk.
    public boolean lent(Chunk chunk) {
        return regions.stream().anyMatch(r -> r.kernel() != PARK && within(r, chunk));
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

    /// Lends memory as the host of October 2025 did: the rest from one place if one has it, else a piece of the first
    /// of these sizes that can be had. Lends nothing if there is not enough in all.
    ///
    /// @return whether it could be had
    public boolean lendInPieces(int kernel, long bytes, long... pieceBytes) {
        var before = List.copyOf(regions);
        long leftBytes = bytes;
        while (leftBytes > 0) {
            Region found = firstFit(kernel, leftBytes, -1);
            for (int i = 0; found == null && i < pieceBytes.length; i++) {
                found = pieceBytes[i] < leftBytes ? firstFit(kernel, pieceBytes[i], -1) : null;
            }
            if (found == null) {
                regions.clear();
                regions.addAll(before);
                return false;
            }
            lend(found);
            leftBytes -= found.bytes();
        }
        return true;
    }

    /// Lends memory in one piece, as for an instance that exists already.
    ///
    /// @return the region, or nothing if no chunk has that much in one piece
    public Optional<Region> lendWhole(int kernel, long bytes, int node) {
        var found = Optional.ofNullable(firstFit(kernel, bytes, node));
        found.ifPresent(this::lend);
        return found;
    }

    /// Gives a stretch of memory to a kernel wherever it lies: what is in no chunk yet becomes one. None of it may
    /// be lent.
    public void adopt(int kernel, MemoryRange range, int node) {
        long end = range.base() + range.bytes();
        long at = range.base();
        while (at < end) {
            long from = at;
            var within = chunks.stream().filter(c -> c.base() <= from && from < c.end()).findFirst();
            long nextChunk = chunks.stream().mapToLong(Chunk::base).filter(base -> base > from).min().orElse(end);
            long to = Math.min(end, within.map(Chunk::end).orElse(nextChunk));
            if (within.isEmpty()) {
                chunks.add(new Chunk(from, to - from, node));
            }
            lend(new Region(from, to - from, node, kernel));
            at = to;
        }
    }

    /// The region of an instance that begins at an address and is so long, if there is one.
    public Optional<Region> region(int kernel, long base, long bytes) {
        return regions.stream()
                .filter(r -> r.kernel() == kernel && r.base() == base && r.bytes() == bytes)
                .findFirst();
    }

    /// The regions of an instance, by address.
    public List<Region> regionsOf(int kernel) {
        return regions.stream().filter(r -> r.kernel() == kernel).toList();
    }

    /// Takes one region back.
    public void release(Region region) {
        regions.remove(region);
    }

    /// Where so much would lie if it were lent now, beginning and ending at a multiple of `align`; nothing
    /// is lent.
    public OptionalLong freeAligned(long bytes, long align, int node) {
        for (var chunk : chunks) {
            if (node >= 0 && chunk.node() != node) {
                continue;
            }
            long at = alignUp(chunk.base(), align);
            for (var region : regions) {
                if (region.end() > at && region.base() < at + bytes) {
                    at = alignUp(region.end(), align);
                }
            }
            if (at + bytes <= chunk.end()) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    private static long alignUp(long address, long align) {
        return Math.ceilDiv(address, align) * align;
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

    /// Whether it is as it was made: its kernel has never managed a pool.
    boolean untouched() {
        boolean empty = chunks.isEmpty() && regions.isEmpty() && baseline.length() == 0;
        return empty && !exists && !parksElsewhere && mailbox.untouched();
    }

    /// Leaves the mailbox out, which stands elsewhere for the host.
    void digest(Hash64 hash) {
        hash.add(exists ? 1 : 0).add(chunks.size());
        for (var c : chunks) {
            hash.add(c.base()).add(c.bytes()).add(c.node());
        }
        hash.add(regions.size());
        for (var r : regions) {
            hash.add(r.base()).add(r.bytes()).add(r.node()).add(r.kernel());
        }
        if (parksElsewhere || baseline.length() > 0) { // Runs of mk2 have the fingerprints that they always had.
            hash.add(parksElsewhere ? 1 : 0).add(baseline.hash());
        }
    }
}
