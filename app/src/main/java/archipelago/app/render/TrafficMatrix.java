package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.frame.KernelView;
import archipelago.engine.seek.FactQueryWords;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who sent how many messages to whom: a line for each sender, a column for each target; the more,
/// the deeper the colour.
final class TrafficMatrix {
    private static final double LABELS = 86;
    private static final double HEADINGS = 18;
    private static final double CELL_LEAST_HIGH = 13.5;
    private static final double CELL_LEAST_WIDE = 34;
    private static final double CELL_MOST_HIGH = 68;
    private static final double SIZE = 11;

    private final Moment moment;
    private final Theme theme;
    private final Stretch stretch;
    private final ChartPlaces places;
    /// By sender and target, packed: how many messages went between two kernels that are there; none is not listed.
    private final Map<Integer, Integer> sent = new HashMap<>();
    /// By slot: how many a kernel sent and got.
    private final Map<Integer, Integer> sentAndTaken = new HashMap<>();

    TrafficMatrix(Moment moment, Stretch stretch, ChartPlaces places) {
        this.moment = moment;
        theme = moment.theme();
        this.stretch = stretch;
        this.places = places;
    }

    void paint(Pen pen, Rectangle2D box) {
        ChartsView.title(pen, box, Text.CHART_TRAFFIC.of(), Text.CHART_ROW_TO_COLUMN.of(), stretch, theme);
        var kernels = moment.frame().kernels;
        count(kernels);
        int most = sent.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most == 0) {
            ChartsView.nothing(pen, box, Text.CHART_NO_TRAFFIC, theme);
            return;
        }
        double labels = Math.min(LABELS, box.getWidth() * 0.32);
        double top = box.getY() + 20 + HEADINGS;
        double wide = box.getWidth() - labels;
        double high = box.getMaxY() - top;
        int across = (int) (wide / CELL_LEAST_WIDE);
        int down = (int) (high / CELL_LEAST_HIGH);
        int fitting = Math.min(across, down);
        int count = kernels.size();
        if (count > fitting) {
            // A line is kept free for the word about the others.
            count = Math.max(0, Math.min(across, (int) ((high - 15) / CELL_LEAST_HIGH)));
            var words = Text.MORE_KERNELS.count(kernels.size() - count);
            pen.left(Pen.fit(words, box.getWidth(), Typeface.TEXT, SIZE), box.getX(), box.getMaxY() - 6,
                    Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
            high -= 15;
        }
        if (count == 0) {
            return;
        }
        var shown = most(kernels, count);
        var cells = new Rectangle2D.Double(
                box.getX() + labels, top, wide / count, Math.min(CELL_MOST_HIGH, high / count));
        cells(pen, shown, cells, labels, most);
    }

    /// Those that send and get most, in their own order.
    private List<KernelView> most(List<KernelView> kernels, int count) {
        if (count >= kernels.size()) {
            return kernels;
        }
        var busiest = kernels.stream()
                .sorted(Comparator.comparingInt((KernelView kernel) -> sentAndTaken.getOrDefault(kernel.slot(), 0))
                        .reversed()
                        .thenComparingInt(KernelView::slot))
                .limit(count)
                .map(KernelView::slot)
                .collect(Collectors.toSet());
        return kernels.stream().filter(kernel -> busiest.contains(kernel.slot())).toList();
    }

    private void count(List<KernelView> kernels) {
        var present = kernels.stream().map(KernelView::slot).collect(Collectors.toSet());
        for (var pair : moment.history().traffic(stretch.beginNs(), stretch.toNs())) {
            if (present.contains(pair.from()) && present.contains(pair.to())) {
                sent.put(key(pair.from(), pair.to()), pair.messages());
                sentAndTaken.merge(pair.from(), pair.messages(), Integer::sum);
                sentAndTaken.merge(pair.to(), pair.messages(), Integer::sum);
            }
        }
    }

    private static int key(int from, int to) {
        return from << 16 | to;
    }

    private int sent(KernelView from, KernelView to) {
        return sent.getOrDefault(key(from.slot(), to.slot()), 0);
    }

    /// @param first the place of the first cell
    private void cells(Pen pen, List<KernelView> kernels, Rectangle2D first, double labels, int most) {
        double w = first.getWidth();
        double h = first.getHeight();
        var accent = theme.colour(Role.ACCENT);
        boolean named = kernels.stream().allMatch(kernel -> Pen.width(kernel.name(), Typeface.MEDIUM, SIZE) <= w - 4);
        for (int r = 0; r < kernels.size(); r++) {
            var from = kernels.get(r);
            double y = first.getY() + r * h;
            name(pen, from, first.getX() - labels, y + h / 2, labels - 8);
            heading(pen, from, first.getX() + (r + 0.5) * w, first.getY() - HEADINGS / 2, named ? w - 4 : 0);
            var line = new Rectangle2D.Double(first.getX() - labels, y, labels + w * kernels.size(), h);
            places.things().add(line, new Selection.OfKernel(from.slot()));
            for (int c = 0; c < kernels.size(); c++) {
                var cell = new Rectangle2D.Double(first.getX() + c * w + 1, y + 1, w - 2, h - 2);
                int count = sent(from, kernels.get(c));
                places.behind(cell, FactQueryWords.between(from.name(), kernels.get(c).name()) + " "
                        + FactQueryWords.stretch(stretch.beginNs(), stretch.toNs()));
                double share = (double) count / most;
                var ground = count == 0
                        ? theme.colour(Role.SUNKEN)
                        : Pen.blend(theme.colour(Role.ACCENT_SOFT), accent, share);
                pen.g.setColor(ground);
                pen.g.fill(new RoundRectangle2D.Double(cell.x, cell.y, cell.width, cell.height, 5, 5));
                var words = r == c && count == 0 ? "·" : number(count);
                pen.centre(words, cell.getCenterX(), cell.getCenterY(), Typeface.MONO, SIZE, ink(ground, count));
            }
            if (moment.selected().equals(new Selection.OfKernel(from.slot()))) {
                pen.g.setColor(accent);
                pen.g.setStroke(new BasicStroke(1.5f));
                pen.g.draw(new RoundRectangle2D.Double(first.getX(), y, w * kernels.size(), h, 7, 7));
            }
        }
    }

    private void name(Pen pen, KernelView kernel, double x, double y, double width) {
        var fitting = Pen.fit(kernel.name(), width, Typeface.MEDIUM, SIZE);
        pen.left(fitting, x, y, Typeface.MEDIUM, SIZE, theme.kernel(kernel.slot()).stroke());
    }

    /// @param width what the name may take; 0 where not all names have room, and ids stand for them
    private void heading(Pen pen, KernelView kernel, double middle, double y, double width) {
        var fitting = width == 0
                ? Integer.toString(kernel.id())
                : Pen.fit(kernel.name(), width, Typeface.MEDIUM, SIZE);
        pen.centre(fitting, middle, y, Typeface.MEDIUM, SIZE, theme.kernel(kernel.slot()).stroke());
    }

    private static String number(int count) {
        return count < 10_000 ? Integer.toString(count) : count / 1000 + "k";
    }

    /// The ink that stands out most from a ground.
    private Color ink(Color ground, int count) {
        if (count == 0) {
            return theme.colour(Role.TEXT_MUTED);
        }
        var text = theme.colour(Role.TEXT);
        var surface = theme.colour(Role.SURFACE);
        return contrast(text, ground) >= contrast(surface, ground) ? text : surface;
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
