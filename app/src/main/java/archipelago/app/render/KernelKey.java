package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The key to a picture's colours: a swatch, a name and a figure for each kernel, in lines that are
/// as long as the room is wide.
final class KernelKey {
    static final double LINE = 18;
    private static final double SIZE = 11.5;
    private static final double SWATCH = 10;
    private static final double GAP = 18;

    /// @param slot -1 for the pool
    record Entry(int slot, String name, String figure) {
        double width() {
            double figures = figure.isEmpty() ? 0 : 5 + Typeface.TEXT.width(figure, SIZE);
            return SWATCH + 6 + Typeface.MEDIUM.width(name, SIZE) + figures;
        }
    }

    private final List<List<Entry>> lines = new ArrayList<>();
    private int left;

    /// @param most how many lines there may be
    KernelKey(List<Entry> entries, double width, int most) {
        double x = Double.MAX_VALUE;
        double rest = GAP + Typeface.TEXT.width(Text.MORE.count(entries.size()), SIZE);
        for (var entry : entries) {
            // The last line keeps room for the number of those that found none.
            boolean last = lines.size() == most;
            double room = last && entry != entries.getLast() ? width - rest : width;
            if (x + entry.width() > room) {
                if (last || entry.width() > width || most == 0) {
                    break;
                }
                lines.add(new ArrayList<>());
                x = 0;
            }
            lines.getLast().add(entry);
            x += entry.width() + GAP;
        }
        left = entries.size() - lines.stream().mapToInt(List::size).sum();
    }

    /// One entry for each kernel that exists, without figures.
    static List<Entry> names(Frame frame) {
        return frame.kernels.stream().map(kernel -> new Entry(kernel.slot(), kernel.name(), "")).toList();
    }

    double height() {
        return lines.size() * LINE;
    }

    void paint(Pen pen, double x, double y, Moment moment, Places places) {
        var theme = moment.theme();
        double middle = y + LINE / 2;
        for (var line : lines) {
            double at = x;
            for (var entry : line) {
                entry(pen, entry, at, middle, theme);
                var box = new Rectangle2D.Double(at - 5, middle - 8.5, entry.width() + 10, 17);
                if (entry.slot() >= 0) {
                    var itself = new Selection.OfKernel(entry.slot());
                    places.add(box, itself);
                    if (itself.equals(moment.selected())) {
                        pen.g.setColor(theme.colour(Role.ACCENT));
                        pen.g.setStroke(new BasicStroke(1.5f));
                        pen.g.draw(new RoundRectangle2D.Double(
                                box.getX(), box.getY(), box.getWidth(), box.getHeight(), 7, 7));
                    }
                }
                at += entry.width() + GAP;
            }
            if (left > 0 && line == lines.getLast()) {
                pen.left(Text.MORE.count(left), at, middle, Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
            }
            middle += LINE;
        }
    }

    static void entry(Pen pen, Entry entry, double x, double middle, Theme theme) {
        var look = theme.kernel(entry.slot());
        var box = new Rectangle2D.Double(x + 0.5, middle - SWATCH / 2 + 0.5, SWATCH - 1, SWATCH - 1);
        pen.g.setColor(entry.slot() < 0 ? look.fill() : look.solid());
        pen.g.fill(box);
        var mark = new Path2D.Double();
        Texture.of(entry.slot()).mark(mark, box);
        Texture.draw(pen.g, mark, theme.colour(Role.SURFACE));
        if (entry.slot() < 0) {
            Glyphs.hatch(pen.g, box, theme.colour(Role.HATCH), 4);
            pen.g.setColor(theme.colour(Role.LINE_STRONG));
            pen.g.setStroke(new BasicStroke(1));
            pen.g.draw(box);
        }
        double at = x + SWATCH + 6;
        pen.left(entry.name(), at, middle, Typeface.MEDIUM, SIZE, theme.colour(Role.TEXT));
        at += Typeface.MEDIUM.width(entry.name(), SIZE) + 5;
        pen.left(entry.figure(), at, middle, Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
    }
}
