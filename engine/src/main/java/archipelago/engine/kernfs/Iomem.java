package archipelago.engine.kernfs;

import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// `/proc/iomem`: the machine's memory, in it the chunks of the pool, and in these what is lent. A chunk is a
/// child of the memory that it was taken from, which stays System RAM; the park loop has no entry. Of
/// regions the state knows no order, so an instance's are numbered by address. (`kernel/resource.c`,
/// `kernel/multikernel/mem.c`.)
final class Iomem {
    /// What Linux prints for a range that has lost its name: memory that was leaked with its instance.
    private static final String NAMELESS = "<BAD>";

    private final Books books;
    private final StringBuilder out = new StringBuilder();
    /// By slot, how many regions have been written.
    private final TreeMap<Integer, Integer> written = new TreeMap<>();

    private record Range(long base, long end) {}

    private Iomem(Books books) {
        this.books = books;
    }

    static String text(Books books) {
        var iomem = new Iomem(books);
        for (var memory : memory(books)) {
            iomem.line(0, memory.base(), memory.end(), "System RAM");
            iomem.pool().stream()
                    .filter(chunk -> chunk.base() >= memory.base() && chunk.end() <= memory.end())
                    .sorted(Comparator.comparingLong(Range::base))
                    .forEach(iomem::chunk);
            books.earlier().flatMap(Books.Earlier::shared)
                    .filter(shared -> shared.base() >= memory.base() && shared.end() <= memory.end())
                    .ifPresent(shared ->
                            iomem.line(1, shared.base(), shared.end(), "Multikernel Shared Memory"));
        }
        return iomem.out.toString();
    }

    /// The pool's chunks; before mk2 the memory that was set aside, whatever part of it the pool has.
    private List<Range> pool() {
        return books.earlier()
                .map(earlier -> earlier.reserved().stream().map(r -> new Range(r.base(), r.end())).toList())
                .orElseGet(() -> books.chunks().stream().map(c -> new Range(c.base(), c.end())).toList());
    }

    /// Nodes side by side are one range of the firmware's map, and so is what an instance was given in pieces.
    private static List<Range> memory(Books books) {
        var ranges = new ArrayList<Range>();
        books.keeper().memory().stream()
                .filter(node -> node.bytes() > 0)
                .sorted(Comparator.comparingLong(MemoryRange::base))
                .forEach(node -> {
                    boolean follows = !ranges.isEmpty() && ranges.getLast().end() == node.base();
                    long base = follows ? ranges.removeLast().base() : node.base();
                    ranges.add(new Range(base, node.end()));
                });
        return ranges;
    }

    private void chunk(Range chunk) {
        line(1, chunk.base(), chunk.end(), "Multikernel Memory Pool");
        for (var region : books.regions()) {
            if (region.kernel() != Pool.PARK && region.base() >= chunk.base() && region.end() <= chunk.end()) {
                line(2, region.base(), region.end(), name(region));
            }
        }
    }

    private String name(Pool.Region region) {
        if (region.kernel() == Pool.SHARED) {
            return "daxfs";
        }
        int number = written.merge(region.kernel(), 1, Integer::sum) - 1;
        return books.instances().stream()
                .filter(instance -> instance.slot() == region.kernel())
                .map(instance -> "mk-instance-" + instance.id() + "-" + instance.name() + "-region-" + number)
                .findFirst()
                .orElse(NAMELESS);
    }

    private void line(int depth, long base, long end, String name) {
        out.append("  ".repeat(depth));
        out.append(String.format(Locale.ROOT, "%08x-%08x : %s\n", base, end - 1, name));
    }
}
