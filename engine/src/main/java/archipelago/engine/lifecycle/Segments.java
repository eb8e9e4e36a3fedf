package archipelago.engine.lifecycle;

import archipelago.engine.base.Sizes;
import archipelago.engine.state.MemoryRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where an image comes to lie: kernel, boot parameters, command line and initial RAM disk, in this order, first
/// fit by address.
public final class Segments {
    /// Linux on x86 wants its first address so (`CONFIG_PHYSICAL_ALIGN`, its default).
    private static final long KERNEL_ALIGN = 2 * Sizes.MIB;

    private Segments() {}

    /// Finds room for an image; empty if one of its parts does not fit.
    ///
    /// @param memory what it may lie in
    /// @param taken what of it is in use
    public static Optional<List<MemoryRange>> place(
            long imageBytes, long initrdBytes, List<MemoryRange> memory, List<MemoryRange> taken) {
        var room = new Placement(memory, taken);
        long mostBytes = memory.stream().mapToLong(MemoryRange::bytes).sum();
        var wanted = new ArrayList<MemoryRange>(); // As (alignment, bytes).
        wanted.add(new MemoryRange(KERNEL_ALIGN, pages(imageBytes)));
        wanted.add(new MemoryRange(Sizes.PAGE, Sizes.PAGE));
        wanted.add(new MemoryRange(Sizes.PAGE, Sizes.PAGE));
        if (initrdBytes > 0) {
            wanted.add(new MemoryRange(Sizes.PAGE, pages(initrdBytes)));
        }
        var segments = new ArrayList<MemoryRange>();
        for (var want : wanted) {
            boolean absurd = want.bytes() <= 0 || want.bytes() > mostBytes;
            var found = absurd ? Optional.<MemoryRange>empty() : room.take(want.bytes(), want.base());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            segments.add(found.get());
        }
        return Optional.of(List.copyOf(segments));
    }

    /// Whole pages; negative for more than 64 bits can hold.
    private static long pages(long bytes) {
        return (bytes + Sizes.PAGE - 1) / Sizes.PAGE * Sizes.PAGE;
    }
}
