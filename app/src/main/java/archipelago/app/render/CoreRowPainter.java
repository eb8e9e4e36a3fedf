package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.CoreStretch;
import archipelago.app.layout.History;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineLayout.CoreRow;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.Frame;
import archipelago.engine.state.Phase;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;

/// The rows of cores in a timeline: in the colour of whose each core was, dark where it worked, hatched while it was
/// on its way, started or stood still; and a line where it changed hands.
final class CoreRowPainter {
    private static final double SIZE = 11;
    private static final double LETTERS = 13;
    /// How many shades of work are told apart.
    private static final int SHADES = 4;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Frame frame;
    private final History history;
    private final Theme theme;
    private final TimelineImages kept;
    private final Map<Color, Color[]> hues = new HashMap<>();

    /// @param kept images that the same place has; null where shapes are wanted
    CoreRowPainter(
            Pen pen, TimelineLayout layout, Frame frame, History history, Theme theme, TimelineImages kept) {
        this.kept = kept;
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.history = history;
        this.theme = theme;
    }

    /// The numbers of cores, at the left; where rows are too low for that, of one in several.
    void names(TimelineMarks marks) {
        double free = Double.NEGATIVE_INFINITY;
        for (var row : layout.coreRows()) {
            if (!layout.seen(row.top(), row.bottom())) {
                continue;
            }
            boolean chosen = row.core() == marks.core();
            if (chosen) {
                pen.g.setColor(Pen.alpha(theme.colour(Role.ACCENT), 0.35));
                pen.g.fill(new Rectangle2D.Double(
                        8, row.top(), layout.plotLeft() - 10, Math.max(2, row.bottom() - row.top())));
            }
            double y = (row.top() + row.bottom()) / 2;
            if (y - LETTERS / 2 >= free && layout.whole(y - LETTERS / 2, y + LETTERS / 2)) {
                var words = Text.CPU.of(layout.rows().machine().physicalId(row.core()));
                pen.right(words, layout.plotLeft() - 8, y, Typeface.MONO, SIZE, theme.colour(Role.TEXT_MUTED));
                free = y + LETTERS / 2;
            }
        }
    }

    void bars() {
        for (var row : layout.coreRows()) {
            if (layout.seen(row.top(), row.bottom())) {
                bar(row);
            }
        }
    }

    private void bar(CoreRow row) {
        double gap = row.named() ? 2 : row.bottom() - row.top() > 4 ? 1 : 0;
        double top = row.top() + (row.named() ? 1 : 0);
        double tall = row.bottom() - row.top() - gap;
        var stretches = history.coreStretches(row.core(), layout.fromNs(), layout.toNs());
        CoreStretch before = null;
        for (var stretch : stretches) {
            double left = layout.clampedX(stretch.fromNs());
            double right = layout.clampedX(Math.min(stretch.toNs(), frame.furthestNs));
            if (right > left) {
                strip(row, stretch, new Rectangle2D.Double(left, top, right - left, tall));
            }
            if (before != null && before.owner() != stretch.owner()) {
                handover(layout.x(stretch.fromNs()), stretch.owner(), top, tall, row.named());
            }
            before = stretch;
        }
    }

    private void strip(CoreRow row, CoreStretch stretch, Rectangle2D box) {
        var surface = theme.colour(Role.SURFACE);
        var hue = theme.kernel(stretch.owner()).solid();
        switch (stretch.site()) {
            case RUNNING -> {
                pen.g.setColor(Pen.blend(surface, hue, 0.2));
                pen.g.fill(box);
                phases(stretch, box, hue);
                busy(row.core(), stretch.kernel(), box, hue);
            }
            case HOTPLUG, MOVING -> {
                pen.g.setColor(Pen.blend(surface, hue, 0.1));
                pen.g.fill(box);
                Glyphs.hatch(pen.g, box, hue, 5);
            }
            case PARKED_POOL, PARKED_INSTANCE, OFFLINE -> {
                pen.g.setColor(theme.colour(Role.SUNKEN));
                pen.g.fill(box);
                if (box.getHeight() >= 5) {
                    Glyphs.hatch(pen.g, box, Pen.alpha(stretch.owner() < 0 ? theme.colour(Role.HATCH) : hue, 0.5), 9);
                }
            }
            case DEAD -> {
                pen.g.setColor(theme.colour(Role.DANGER_SOFT));
                pen.g.fill(box);
                Glyphs.crossHatch(pen.g, box, Pen.alpha(theme.colour(Role.DANGER), 0.5), 6);
            }
        }
    }

    /// What its kernel went through while the core ran it: starting is hatched, a panic is crossed.
    private void phases(CoreStretch stretch, Rectangle2D box, Color hue) {
        if (stretch.kernel() <= 0 || stretch.kernel() >= history.slots()) {
            return;
        }
        for (var life : history.stretches(stretch.kernel(), layout.fromNs(), layout.toNs())) {
            double left = Math.max(box.getX(), layout.clampedX(life.fromNs()));
            double right = Math.min(box.getMaxX(), layout.clampedX(life.toNs()));
            if (right <= left || life.phase() == Phase.UP) {
                continue;
            }
            var part = new Rectangle2D.Double(left, box.getY(), right - left, box.getHeight());
            if (life.phase() == Phase.PANICKING) {
                pen.g.setColor(theme.colour(Role.DANGER_SOFT));
                pen.g.fill(part);
                Glyphs.crossHatch(pen.g, part, Pen.alpha(theme.colour(Role.DANGER), 0.5), 6);
            } else {
                Glyphs.hatch(pen.g, part, Pen.alpha(hue, 0.35), 12);
            }
        }
    }

    /// Work, as dark as the share of each column that it took.
    private void busy(int core, int kernel, Rectangle2D box, Color hue) {
        int step = box.getHeight() < 5 ? 2 : 1;
        int left = (int) box.getX();
        int right = (int) Math.min(box.getMaxX(), layout.clampedX(frame.furthestNs));
        var columnsNs = layout.columnsNs(left, right, step);
        var work = history.busyBefore(kernel, core, columnsNs);
        var shades = shades(hue);
        int start = left;
        int shade = 0;
        if (kept != null) {
            kept.row.begin(pen.g, left, right, box.getY(), box.getMaxY());
        }
        for (int i = 0; i < work.length; i++) {
            int now = i + 1 == work.length ? 0 : shade(work[i + 1] - work[i], columnsNs[i + 1] - columnsNs[i]);
            if (now != shade) {
                int x = left + i * step;
                if (shade > 0) {
                    pen.part(kept, new Rectangle2D.Double(start, box.getY(), x - start, box.getHeight()), shades[shade]);
                }
                start = x;
                shade = now;
            }
        }
        if (kept != null) {
            kept.row.end(pen.g);
        }
    }

    private static int shade(long busyNs, long columnNs) {
        return busyNs <= 0 ? 0 : (int) Math.min(SHADES, Math.ceilDiv(SHADES * busyNs, Math.max(1, columnNs)));
    }

    private Color[] shades(Color hue) {
        return hues.computeIfAbsent(hue, one -> {
            var shades = new Color[SHADES + 1];
            for (int shade = 1; shade <= SHADES; shade++) {
                shades[shade] = Pen.alpha(one, 0.3 + 0.15 * shade);
            }
            return shades;
        });
    }

    private void handover(double x, int to, double top, double tall, boolean sign) {
        if (x < layout.plotLeft() || x > layout.plotRight()) {
            return;
        }
        var colour = theme.kernel(to).stroke();
        pen.vertical(x, top, top + tall, colour);
        if (sign && x + 14 < layout.plotRight()) {
            pen.g.setColor(theme.colour(Role.SURFACE));
            pen.g.fill(new Rectangle2D.Double(x + 2, top, 12, tall));
            pen.g.setColor(colour);
            Glyphs.sign(pen.g, Glyphs.Sign.MOVING, x + 8, top + tall / 2, 9);
        }
    }
}
