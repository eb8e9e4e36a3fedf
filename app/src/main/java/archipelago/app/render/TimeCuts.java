package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.TimeScale;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Says where a chart does not give time its proper room: a torn strip across it, with the time that is cut short.
final class TimeCuts {
    private static final double TOOTH = 5;
    private static final double LEAST_HALF = 1;
    private static final double MOST_HALF = 2.5;
    private static final double SMALL = 10.5;
    private static final int DIGITS = 2;

    private final Pen pen;
    private final SequenceLayout layout;
    private final Theme theme;

    TimeCuts(Pen pen, SequenceLayout layout, Theme theme) {
        this.pen = pen;
        this.layout = layout;
        this.theme = theme;
    }

    void across() {
        double last = Double.NEGATIVE_INFINITY;
        for (var cut : layout.scale().cuts()) {
            double y = Math.rint((layout.y(cut.fromNs()) + layout.y(cut.toNs())) / 2);
            tear(y, Math.clamp((layout.y(cut.toNs()) - layout.y(cut.fromNs())) / 6, LEAST_HALF, MOST_HALF));
            var words = Times.shown(cut.toNs() - cut.fromNs(), DIGITS);
            double wide = Pen.width(words, Typeface.TEXT, SMALL);
            if (y - last >= 14) {
                double x = layout.left() + 4;
                pen.g.setColor(theme.colour(Role.SURFACE));
                pen.g.fill(new Rectangle2D.Double(x - 2, y - 7, wide + 4, 14));
                pen.left(words, x, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
                last = y;
            }
        }
    }

    /// Two jagged edges with nothing between them.
    ///
    /// @param half half its height: no more than lies between the things on its two sides
    private void tear(double y, double half) {
        var upper = edge(y - half, half);
        var lower = edge(y + half, half);
        var strip = new Path2D.Double(upper);
        for (double x = layout.right(); x >= layout.left() - TOOTH; x -= TOOTH) {
            strip.lineTo(x, y + half + tooth(x, half));
        }
        strip.closePath();
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(strip);
        pen.g.setColor(theme.colour(Role.LINE_STRONG));
        pen.g.setStroke(new BasicStroke(1));
        pen.g.draw(upper);
        pen.g.draw(lower);
    }

    private Path2D edge(double y, double half) {
        var path = new Path2D.Double();
        double from = layout.left() - TOOTH;
        path.moveTo(from, y + tooth(from, half));
        for (double x = from + TOOTH; x <= layout.right(); x += TOOTH) {
            path.lineTo(x, y + tooth(x, half));
        }
        return path;
    }

    private double tooth(double x, double half) {
        return Math.floorMod(Math.round((x - layout.left()) / TOOTH), 2) == 0 ? -half : half;
    }

    static String words(TimeScale.Mode mode) {
        return switch (mode) {
            case LINEAR -> Text.SCALE_LINEAR.of();
            case PER_EVENT -> Text.SCALE_PER_EVENT.of();
            case COMPRESSED -> Text.SCALE_COMPRESSED.of();
        };
    }
}
