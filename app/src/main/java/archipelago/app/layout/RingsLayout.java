package archipelago.app.layout;

import archipelago.engine.frame.FlightView;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the rings of all kernels lie: a strip of two rows of 32 slots for each kernel, in one or
/// more columns, so that words have room as long as possible.
public final class RingsLayout {
    public static final int ROW = 32;
    private static final int SLOTS = 64;
    /// What the row of notes at the bottom takes.
    public static final double NOTES = 26;
    /// A strip this high has room for words above and below its rows.
    public static final double WORDY = 92;
    /// A strip this high has room for two lines of words above its rows.
    public static final double TALL = 112;
    /// A strip this high has room for a line of words above its rows.
    public static final double HEADED = 40;

    private static final double WIDE_ENOUGH = 320;
    private static final double TALLEST = 190;
    /// A strip this high has two lines of words between its rows, a lower one has one.
    private static final double SPACIOUS = 150;
    /// A strip this high has room for a name before its slots.
    private static final double NAMED = 15;
    private static final double NAME_LEAST = 300;
    private static final double NAME_WIDE = 96;
    private static final double MARGIN = 10;
    private static final double INDENT = 14;
    private static final double BETWEEN = 18;
    private static final double LEAST_SEEN = 14;
    /// What would else be empty makes slots higher.
    private static final double TALL_SLOT = 22;

    /// What is in a slot.
    public enum Content {
        FREE,
        /// A producer has it and has not published its message.
        CLAIMED,
        /// Published; its doorbell is under way.
        RINGING,
        /// Published, and its doorbell has come.
        WAITING
    }

    /// One slot of a ring.
    ///
    /// @param flight the message in it; null if there is none to be seen
    public record Slot(int number, Content content, FlightView flight, Rectangle2D box) {}

    /// The ring of one kernel.
    ///
    /// @param bounds the whole strip with its words
    /// @param slots all 64, by number; or the only one
    public record Strip(KernelView kernel, Rectangle2D bounds, List<Slot> slots) {
        /// How many messages can wait in it.
        public int room() {
            return slots.size() == 1 ? 1 : slots.size() - 1;
        }

        /// Whether nobody can send anything more. A slot that stands alone takes a message at any time.
        public boolean full() {
            return slots.size() > 1 && kernel.pending() == room();
        }

        public boolean wordy() {
            return bounds.getHeight() >= WORDY;
        }

        public boolean tall() {
            return bounds.getHeight() >= TALL;
        }

        /// Whether what belongs below the upper row and above the lower one shares a line.
        public boolean shared() {
            return bounds.getHeight() < SPACIOUS;
        }

        /// Whether a name has room before the slots, because it has none above them.
        public boolean named() {
            return !headed() && bounds.getHeight() >= NAMED && bounds.getWidth() >= NAME_LEAST;
        }

        public boolean headed() {
            return bounds.getHeight() >= HEADED;
        }

        public long count(Content content) {
            return slots.stream().filter(slot -> slot.content() == content).count();
        }
    }

    /// Lower than this no strip is that anybody should see; the others are scrolled.
    private static final double LEAST = 17;

    private final List<Strip> strips;
    private final double bottom;
    private final int skipped;
    private final int below;

    private RingsLayout(Frame frame, double width, double height, int wanted) {
        bottom = Math.max(1, height - NOTES);
        int kernels = frame.kernels.size();
        int columns = 1;
        while (columns < kernels && bottom / rows(kernels, columns) < WORDY && width / (columns + 1) >= WIDE_ENOUGH) {
            columns++;
        }
        int all = rows(kernels, columns);
        int shown = Math.clamp((long) (bottom / LEAST), 1, all);
        double high = Math.min(TALLEST, bottom / shown);
        skipped = Math.clamp(wanted, 0, all - shown);
        below = all - shown - skipped;
        double wide = (width - 2 * Math.min(MARGIN, width / 10) - (columns - 1) * BETWEEN) / columns;
        var found = new ArrayList<Strip>();
        for (int i = 0; i < kernels; i++) {
            var kernel = frame.kernels.get(i);
            // Columns are filled one after another, so that the host and the first instances stand together.
            int column = i / all;
            int row = i % all - skipped;
            if (row < 0 || row >= shown) {
                continue;
            }
            double x = Math.min(MARGIN, width / 10) + column * (wide + BETWEEN);
            double y = row * high;
            var bounds = new Rectangle2D.Double(x, y, Math.max(0.5, wide), high);
            var empty = new Strip(kernel, bounds, List.of());
            found.add(new Strip(kernel, bounds, slots(kernel, frame, empty)));
        }
        strips = List.copyOf(found);
    }

    private static int rows(int kernels, int columns) {
        return Math.max(1, (kernels + columns - 1) / columns);
    }

    public static RingsLayout of(Frame frame, double width, double height) {
        return of(frame, width, height, 0);
    }

    /// @param skipped how many rows of strips are out of sight above; corrected if there are not so many
    public static RingsLayout of(Frame frame, double width, double height, int skipped) {
        return new RingsLayout(frame, width, height, skipped);
    }

    /// How many rows of strips are out of sight above.
    public int skipped() {
        return skipped;
    }

    /// How many are out of sight below.
    public int below() {
        return below;
    }

    private static List<Slot> slots(KernelView kernel, Frame frame, Strip strip) {
        var flights = new FlightView[SLOTS];
        for (var flight : frame.flights) {
            if (flight.toKernel() == kernel.slot()) {
                flights[flight.slot()] = flight;
            }
        }
        var bounds = strip.bounds();
        double indent = strip.named() ? NAME_WIDE : Math.min(INDENT, bounds.getWidth() * 0.1);
        double pitch = (bounds.getWidth() - indent) / ROW;
        double gap = Math.min(3, pitch * 0.14);
        double top = bounds.getY() + (strip.tall() ? 54 : strip.wordy() ? 36 : strip.headed() ? 18 : 1);
        double between = !strip.wordy() ? 2 : strip.shared() ? 19 : 34;
        double below = strip.wordy() ? 21 : strip.headed() ? 5 : 2;
        // Where strips are narrow and not low, slots are higher than wide: a shape in them can be told.
        boolean wordless = strip.headed() && !strip.wordy();
        double most = Math.max(pitch, wordless ? Math.min(TALL_SLOT, 2.2 * pitch) : Math.min(LEAST_SEEN, 1.8 * pitch));
        double high = Math.max(0.5, Math.min(most, (bounds.getMaxY() - below - top - between) / 2));
        var found = new ArrayList<Slot>();
        int slots = frame.books.generation().messageArea().slots();
        for (int number = 0; number < slots; number++) {
            double x = bounds.getX() + indent + number % ROW * pitch;
            double y = top + (number < ROW ? 0 : high + between);
            boolean claimed = (number - kernel.ringTail() & SLOTS - 1) < kernel.pending();
            var box = new Rectangle2D.Double(x, y, Math.max(0.1, pitch - gap), high);
            found.add(new Slot(number, content(flights[number], claimed, frame.nowNs), flights[number], box));
        }
        return List.copyOf(found);
    }

    private static Content content(FlightView flight, boolean claimed, long nowNs) {
        if (flight == null) {
            return claimed ? Content.CLAIMED : Content.FREE;
        }
        return flight.waiting(nowNs) ? Content.WAITING : Content.RINGING;
    }

    public List<Strip> strips() {
        return strips;
    }

    /// The slots in the kernel table of those whose messages stand in the strips.
    public Set<Integer> senders() {
        return strips.stream()
                .flatMap(strip -> strip.slots().stream())
                .filter(slot -> slot.flight() != null)
                .map(slot -> slot.flight().fromKernel())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Where the strips end and the notes begin.
    public double bottom() {
        return bottom;
    }

    /// The message in the slot at a place, or the kernel whose ring is there.
    public Selection hit(double x, double y) {
        for (var strip : strips) {
            for (var slot : strip.slots()) {
                if (slot.flight() != null && slot.box().contains(x, y)) {
                    return new Selection.OfFlight(slot.flight().message());
                }
            }
            if (strip.bounds().contains(x, y)) {
                return new Selection.OfKernel(strip.kernel().slot());
            }
        }
        return Selection.NOTHING;
    }

    /// What comes after a ring or a message in one, or before it: each ring is followed by the messages in it.
    public Selection next(Selection from, int rows) {
        var things = new ArrayList<Selection>();
        for (var strip : strips) {
            things.add(new Selection.OfKernel(strip.kernel().slot()));
            strip.slots().stream()
                    .filter(slot -> slot.flight() != null)
                    .forEach(slot -> things.add(new Selection.OfFlight(slot.flight().message())));
        }
        if (things.isEmpty() || rows == 0) {
            return from;
        }
        int at = things.indexOf(from);
        return things.get(at < 0 ? 0 : Math.clamp(at + (long) rows, 0, things.size() - 1));
    }
}
