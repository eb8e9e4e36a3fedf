package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.SequenceLayout;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.Times;
import java.awt.BasicStroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/// Says where a chart does not give time its proper room: a torn strip through it, with the time that is cut short.
final class TimeCuts {
    private static final double TOOTH = 5;
    private static final double LEAST_HALF = 1;
    private static final double MOST_HALF = 2.5;
    private static final double SMALL = 10.5;
    private static final double WORDS_HIGH = 14;
    private static final int DIGITS = 2;

    private final Pen pen;
    private final Theme theme;
    private final List<TimeScale.Cut> cuts;
    private final LongToDoubleFunction place;
    /// From where to where a strip goes.
    private final double from;
    private final double to;

    private TimeCuts(
            Pen pen, Theme theme, List<TimeScale.Cut> cuts, LongToDoubleFunction place, double from, double to) {
        this.pen = pen;
        this.theme = theme;
        this.cuts = cuts;
        this.place = place;
        this.from = from;
        this.to = to;
    }

    /// Of a chart in which time goes downwards.
    static TimeCuts of(Pen pen, SequenceLayout layout, Theme theme) {
        return new TimeCuts(pen, theme, layout.scale().cuts(), layout::y, layout.left(), layout.right());
    }

    /// Of a chart in which time goes to the right.
    static TimeCuts of(Pen pen, TimelineLayout layout, Theme theme) {
        double top = TimelineLayout.RULER + TimelineLayout.ACTS;
        return new TimeCuts(pen, theme, layout.scale().cuts(), layout::x, top, layout.lanesBottom());
    }

    /// Strips from the left to the right.
    void across() {
        double last = Double.NEGATIVE_INFINITY;
        for (var cut : cuts) {
            double y = middle(cut);
            tear(y, half(cut), new AffineTransform());
            if (y - last >= WORDS_HIGH) {
                words(cut, from + 4, y);
                last = y;
            }
        }
    }

    /// Strips from the top to the bottom; the words stand at the top, where they have room beside one another.
    void upright() {
        double last = Double.NEGATIVE_INFINITY;
        for (var cut : cuts) {
            double x = middle(cut);
            tear(x, half(cut), new AffineTransform(0, 1, 1, 0, 0, 0));
            double wide = Pen.width(Times.shown(cut.toNs() - cut.fromNs(), DIGITS), Typeface.TEXT, SMALL);
            if (x - wide / 2 - 4 >= last) {
                words(cut, x - wide / 2, from + WORDS_HIGH / 2);
                last = x + wide / 2;
            }
        }
    }

    private double middle(TimeScale.Cut cut) {
        return Math.rint((place.applyAsDouble(cut.fromNs()) + place.applyAsDouble(cut.toNs())) / 2);
    }

    /// Half of how thick a strip is: no more than lies between the things on its two sides.
    private double half(TimeScale.Cut cut) {
        double room = place.applyAsDouble(cut.toNs()) - place.applyAsDouble(cut.fromNs());
        return Math.clamp(room / 6, LEAST_HALF, MOST_HALF);
    }

    private void words(TimeScale.Cut cut, double x, double y) {
        var words = Times.shown(cut.toNs() - cut.fromNs(), DIGITS);
        pen.g.setColor(theme.colour(Role.SURFACE));
        double wide = Pen.width(words, Typeface.TEXT, SMALL);
        pen.g.fill(new Rectangle2D.Double(x - 2, y - WORDS_HIGH / 2, wide + 4, WORDS_HIGH));
        pen.left(words, x, y, Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
    }

    /// Two jagged edges with nothing between them.
    ///
    /// @param at where on the axis of time
    /// @param turn from a picture in which time goes downwards
    private void tear(double at, double half, AffineTransform turn) {
        var upper = edge(at - half, half);
        var lower = edge(at + half, half);
        var strip = new Path2D.Double(upper);
        for (double x = to; x >= from - TOOTH; x -= TOOTH) {
            strip.lineTo(x, at + half + tooth(x, half));
        }
        strip.closePath();
        pen.g.setColor(theme.colour(Role.SURFACE));
        pen.g.fill(turn.createTransformedShape(strip));
        pen.g.setColor(theme.colour(Role.LINE_STRONG));
        pen.g.setStroke(new BasicStroke(1));
        pen.g.draw(turn.createTransformedShape(upper));
        pen.g.draw(turn.createTransformedShape(lower));
    }

    private Path2D edge(double at, double half) {
        var path = new Path2D.Double();
        double first = from - TOOTH;
        path.moveTo(first, at + tooth(first, half));
        for (double x = first + TOOTH; x <= to; x += TOOTH) {
            path.lineTo(x, at + tooth(x, half));
        }
        return path;
    }

    private double tooth(double x, double half) {
        return Math.floorMod(Math.round((x - from) / TOOTH), 2) == 0 ? -half : half;
    }

    static String words(TimeScale.Mode mode) {
        return switch (mode) {
            case LINEAR -> Text.SCALE_LINEAR.of();
            case PER_EVENT -> Text.SCALE_PER_EVENT.of();
            case COMPRESSED -> Text.SCALE_COMPRESSED.of();
        };
    }
}
