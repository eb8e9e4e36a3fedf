package archipelago.engine.kernfs;

import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// `/proc/iomem` of a kernel: its memory, in it the chunks of the pool, and in these what is lent. A chunk is a
/// child of the memory that it was taken from, which stays System RAM; the park loop has no entry. Of
/// regions the state knows no order, so an instance's are numbered by address. (`kernel/resource.c`,
/// `kernel/multikernel/mem.c`.)
final class Iomem {
    /// What Linux prints for a range that has lost its name: memory that was leaked with its instance.
    private static final String NAMELESS = "<BAD>";
    private static final String SYSTEM_RAM = "System RAM";
    /// What a multikernel calls memory that it added to itself while it ran. (`kernel/multikernel/hotplug.c`.)
    private static final String ADDED_RAM = "System RAM (multikernel)";

    private final Books books;
    private final StringBuilder out = new StringBuilder();
    /// By slot, how many regions have been written.
    private final TreeMap<Integer, Integer> written = new TreeMap<>();

    private record Range(long base, long end) {}

    /// A stretch of memory that is one entry.
    private record Stretch(long base, long end, String name) {}

    private Iomem(Books books) {
        this.books = books;
    }

    static String text(Books books) {
        var iomem = new Iomem(books);
        for (var memory : memory(books)) {
            iomem.line(0, memory.base(), memory.end(), memory.name());
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

    /// Nodes side by side are one range of the firmware's map, and so is what an instance was given in pieces at its
    /// start. What was added to it later is not of that map, and has another name.
    private static List<Stretch> memory(Books books) {
        var stretches = new ArrayList<Stretch>();
        var all = books.keeper().memory();
        all.subList(0, books.keeper().bootRanges()).stream()
                .filter(range -> range.bytes() > 0)
                .sorted(Comparator.comparingLong(MemoryRange::base))
                .forEach(range -> {
                    boolean follows = !stretches.isEmpty() && stretches.getLast().end() == range.base();
                    long base = follows ? stretches.removeLast().base() : range.base();
                    stretches.add(new Stretch(base, range.end(), SYSTEM_RAM));
                });
        all.subList(books.keeper().bootRanges(), all.size())
                .forEach(range -> stretches.add(new Stretch(range.base(), range.end(), ADDED_RAM)));
        stretches.sort(Comparator.comparingLong(Stretch::base));
        return stretches;
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
