package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A chart of bars below one another, each with a name and a figure.
final class BarRows {
    private static final double SIZE = 11;
    private static final double TITLE = 20;
    private static final double LEAST = 19;
    private static final double MOST = 34;
    private static final double LABELS = 150;
    private static final double LABELS_SHARE = 0.36;
    private static final double THICK = 9;

    /// @param slot the kernel whose colour it has; -1 for the pool
    /// @param share how long the bar is, 0 to 1
    /// @param behind the words that find in the table what it stands for
    record Bar(String name, int slot, double share, String figure, Selection what, String behind) {}

    private final Theme theme;
    private final Stretch stretch;
    private final ChartPlaces places;

    BarRows(Theme theme, Stretch stretch, ChartPlaces places) {
        this.theme = theme;
        this.stretch = stretch;
        this.places = places;
    }

    /// Bars of what happened in the stretch of time.
    void paint(Pen pen, Rectangle2D box, String title, String unit, List<Bar> bars, Text nothing) {
        ChartsView.title(pen, box, title, List.of(stretch.words(unit), unit), theme);
        bars(pen, box, bars, nothing);
    }

    /// Bars of something that has its own time, whichever stretch is looked at.
    void paintAlways(Pen pen, Rectangle2D box, String title, String when, List<Bar> bars, Text nothing) {
        ChartsView.title(pen, box, title, List.of(when), theme);
        bars(pen, box, bars, nothing);
    }

    private void bars(Pen pen, Rectangle2D box, List<Bar> bars, Text nothing) {
        if (bars.isEmpty()) {
            ChartsView.nothing(pen, box, nothing, theme);
            return;
        }
        double room = box.getHeight() - TITLE;
        int count = (int) Math.min(bars.size(), room / LEAST);
        if (count < bars.size()) {
            room -= 15;
            count = (int) Math.max(0, room / LEAST);
            var words = Text.MORE_LINES.count(bars.size() - count);
            pen.left(words, box.getX(), box.getMaxY() - 6, Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
        }
        double widest = bars.stream().limit(count).mapToDouble(bar -> Pen.width(bar.name(), Typeface.MEDIUM, SIZE)).max().orElse(0);
        double labels = Math.min(Math.min(LABELS, widest + 12), box.getWidth() * LABELS_SHARE);
        double high = count == 0 ? 0 : Math.min(MOST, room / count);
        for (int i = 0; i < count; i++) {
            double y = box.getY() + TITLE + i * high;
            bar(pen, bars.get(i), labels, new Rectangle2D.Double(box.getX(), y, box.getWidth(), high));
        }
    }

    private void bar(Pen pen, Bar bar, double labels, Rectangle2D row) {
        places.things().add(row, bar.what());
        places.behind(row, bar.behind());
        double figure = Pen.width(bar.figure(), Typeface.MONO, SIZE);
        var name = Pen.fit(bar.name(), labels - 8, Typeface.MEDIUM, SIZE);
        pen.left(name, row.getX(), row.getCenterY(), Typeface.MEDIUM, SIZE, theme.kernel(bar.slot()).stroke());
        double x = row.getX() + labels;
        double width = Math.max(0, row.getWidth() - labels - figure - 10);
        double y = Math.rint(row.getCenterY() - THICK / 2);
        pen.g.setColor(theme.colour(Role.SUNKEN));
        pen.g.fill(new Rectangle2D.Double(x, y, width, THICK));
        pen.g.setColor(theme.kernel(bar.slot()).solid());
        double part = Math.max(bar.share() > 0 ? 1 : 0, width * Math.clamp(bar.share(), 0, 1));
        pen.g.fill(new Rectangle2D.Double(x, y, part, THICK));
        pen.right(bar.figure(), row.getMaxX() - 2, row.getCenterY(), Typeface.MONO, SIZE, theme.colour(Role.TEXT));
    }
}
