package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.RingsLayout;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The inbound rings of all kernels: what is in each of their 64 slots, or in the only one of 2025, which is
/// filled and which is taken next, and whether anybody comes to take it.
public final class RingsView implements MachineView {
    static final double SMALL = 11;
    static final double BETWEEN = 14;

    private RingsLayout layout;
    private List<Rectangle2D> labels = List.of();
    private int skipped;

    @Override
    public void paint(Graphics2D picture, Moment moment, double width, double height) {
        layout = RingsLayout.of(moment.frame(), width, height, skipped);
        skipped = layout.skipped();
        var written = new ArrayList<Rectangle2D>();
        try (var pen = new Pen(picture)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            for (var strip : layout.strips()) {
                new StripPainter(pen, strip, moment, written).paint();
            }
            double y = layout.bottom() + RingsLayout.NOTES / 2 + 2;
            RingSlots.legend(pen, moment, layout, width - hidden(pen, moment.theme(), width, y), y);
        }
        labels = List.copyOf(written);
    }

    /// Says how many rows are out of sight.
    ///
    /// @return what that takes at the right end of a line
    private double hidden(Pen pen, Theme theme, double width, double y) {
        var words = new ArrayList<String>();
        if (layout.skipped() > 0) {
            words.add("▲ " + Text.ROWS_ABOVE.of(layout.skipped()));
        }
        if (layout.below() > 0) {
            words.add("▼ " + Text.ROWS_BELOW.of(layout.below()));
        }
        if (words.isEmpty()) {
            return 0;
        }
        var line = String.join("   ", words);
        pen.right(line, width - 8, y, Typeface.MEDIUM, SMALL, theme.colour(Role.TEXT_MUTED));
        return Pen.width(line, Typeface.MEDIUM, SMALL) + 24;
    }

    @Override
    public void scroll(double x, int lines) {
        skipped = Math.max(0, skipped + lines);
    }

    @Override
    public Selection hit(double x, double y) {
        return layout == null ? Selection.NOTHING : layout.hit(x, y);
    }

    /// From ring to ring, and in each over the messages that are in it.
    @Override
    public Selection next(Selection from, int rows) {
        return layout == null ? from : layout.next(from, rows);
    }

    /// Where everything of the last painting lies; null before the first.
    RingsLayout layout() {
        return layout;
    }

    /// The rooms of the words that the last painting wrote at the rings.
    List<Rectangle2D> labels() {
        return labels;
    }
}
