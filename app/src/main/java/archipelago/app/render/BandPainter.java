package archipelago.app.render;

import archipelago.app.layout.History;
import archipelago.app.layout.LoadBands;
import archipelago.app.layout.LoadBands.Band;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineLayout.Lane;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The work of lanes that stand for many cores: a band from the least busy of them to the busiest, and a line for the
/// mean. One core at work among many idle ones reaches as high as if all were: that is what the band's upper edge says,
/// and the line says that it is one.
final class BandPainter {
    /// With so many cores a mean alone hides too much.
    private static final int MANY_CORES = 8;
    /// Lower than this a bar is a line of a heat map: as dark as its cores were busy.
    private static final int LEAST = 10;
    /// What is left of a bar above and below its work.
    static final double EDGE = 2;
    private static final double COLUMN = 2;

    private final Pen pen;
    private final TimelineLayout layout;
    private final Frame frame;
    private final History history;
    private final TimelineImages kept;
    private final LoadBands bands;
    private final long columnNs;
    private final Map<Integer, List<Integer>> cores = new HashMap<>();
    private final Map<Color, Color[]> hues = new HashMap<>();

    /// What a height of a column stands for, from its foot to its head.
    private enum Part {
        /// Every core was at least as busy.
        ALL(0.6),
        /// Some were, some were not.
        SOME(0.36),
        MEAN(0.95),
        /// The busiest was.
        BUSIEST(0.8);

        private final double strength;

        Part(double strength) {
            this.strength = strength;
        }
    }

    /// @param kept images that the same place has; null where shapes are wanted
    BandPainter(Pen pen, TimelineLayout layout, Frame frame, History history, TimelineImages kept) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.history = history;
        this.kept = kept;
        bands = kept == null ? new LoadBands() : kept.bands;
        columnNs = Math.max(1, Math.round(COLUMN * (layout.toNs() - layout.fromNs()) / layout.plotWidth()));
        for (int core = 0; core < frame.owner.length; core++) {
            cores.computeIfAbsent((int) frame.owner[core], none -> new ArrayList<>()).add(core);
        }
    }

    /// Whether the work of a lane is a band.
    static boolean stands(Lane lane, TimelineLayout layout) {
        // Its columns lie at equal distances in time.
        return layout.scale().mode() == TimeScale.Mode.LINEAR && lane.cores() >= MANY_CORES && lane.barBottom() - lane.barTop() - 2 * EDGE >= LEAST;
    }

    /// @param top of the room for the band, and its height: whole numbers
    void paint(Lane lane, double top, int tall, Color hue) {
        var own = cores.getOrDefault(lane.kernel(), List.of()).stream().mapToInt(core -> core).toArray();
        var band = bands.of(history, lane.kernel(), own, columnNs, layout.fromNs(), layout.toNs(), frame.furthestNs);
        if (band.columns() == 0) {
            return;
        }
        if (kept != null) {
            kept.row.begin(pen.g, layout.plotLeft(), layout.plotRight(), top, top + tall);
        }
        var colours = hues.computeIfAbsent(hue, BandPainter::colours);
        int begun = 0;
        for (int c = 1; c <= band.columns(); c++) {
            if (c == band.columns() || !alike(band, c, c - 1)) {
                columns(band, begun, c, top, tall, colours);
                begun = c;
            }
        }
        if (kept != null) {
            kept.row.end(pen.g);
        }
    }

    private static Color[] colours(Color hue) {
        var colours = new Color[Part.values().length];
        for (var part : Part.values()) {
            colours[part.ordinal()] = Pen.alpha(hue, part.strength);
        }
        return colours;
    }

    private static boolean alike(Band band, int one, int other) {
        return band.least(one) == band.least(other) && band.mean(one) == band.mean(other)
                && band.most(one) == band.most(other);
    }

    private void columns(Band band, int from, int until, double top, int tall, Color[] colours) {
        int most = height(band.most(from), tall);
        int mean = height(band.mean(from), tall);
        int least = band.least(from) * tall / LoadBands.ALL;
        double left = x(from);
        double right = x(until);
        int foot = 0;
        for (int i = 1; i <= most && right > left; i++) {
            if (i == most || part(i, least, mean, most) != part(foot, least, mean, most)) {
                var box = new Rectangle2D.Double(left, top + tall - i, right - left, i - foot);
                pen.part(kept, box, colours[part(foot, least, mean, most).ordinal()]);
                foot = i;
            }
        }
    }

    /// Whatever was busy at all has some height.
    private static int height(int share, int tall) {
        return Math.ceilDiv(share * tall, LoadBands.ALL);
    }

    private static Part part(int at, int least, int mean, int most) {
        return at == mean - 1 ? Part.MEAN : at == most - 1 ? Part.BUSIEST : at < least ? Part.ALL : Part.SOME;
    }

    /// Columns end between pixels, so that neighbours do not overlap.
    private double x(int column) {
        return Math.rint(layout.clampedX(layout.fromNs() / columnNs * columnNs + column * columnNs));
    }
}
