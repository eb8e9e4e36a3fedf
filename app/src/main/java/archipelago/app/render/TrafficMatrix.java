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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who sent how many messages to whom: a line for each sender, a column for each target; the more,
/// the deeper the colour. Where cells have no room for numbers, a rectangle in each is as large as they are
/// many, and a line of words tells the numbers of the kernel that is picked, or of the pair that talks most.
final class TrafficMatrix {
    private static final double LABELS = 86;
    private static final double TITLE = 20;
    private static final double HEADINGS = 18;
    private static final double FOOT = 16;
    /// Numbers have room in cells from this size on, and in those of the second height stand larger.
    private static final double NUMBER_HIGH = 10.5;
    private static final double NUMBER_WIDE = 34;
    private static final double ROOMY_HIGH = 13.5;
    private static final double CELL_MOST_HIGH = 68;
    /// Less than this nobody can tell from its neighbour.
    private static final double HEAT_LEAST = 4;
    private static final double HEAT_MOST = 20;
    /// Without numbers, a cell is not wider than so many times its height.
    private static final double HEAT_FLAT = 2.5;
    private static final double SIZE = 11;
    private static final double SMALL = 10;

    private final Moment moment;
    private final Theme theme;
    private final Stretch stretch;
    private final ChartPlaces places;
    /// By sender and target, packed: how many messages went between two kernels that are there; none is not listed.
    private final Map<Integer, Integer> sent = new HashMap<>();
    /// By slot: how many a kernel sent, and got.
    private final Map<Integer, Integer> sentBy = new HashMap<>();
    private final Map<Integer, Integer> takenBy = new HashMap<>();

    TrafficMatrix(Moment moment, Stretch stretch, ChartPlaces places) {
        this.moment = moment;
        theme = moment.theme();
        this.stretch = stretch;
        this.places = places;
    }

    void paint(Pen pen, Rectangle2D box) {
        paint(pen, box, false);
    }

    /// @param told whether the words about the numbers stand there even if the numbers themselves do
    void paint(Pen pen, Rectangle2D box, boolean told) {
        var kernels = moment.frame().kernels;
        count(kernels);
        int most = sent.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        var plan = plan(box, kernels.size(), told);
        var unit = (plan.numbers() ? Text.CHART_ROW_TO_COLUMN : Text.CHART_ROW_TO_COLUMN_AREA).of();
        var brief = (plan.numbers() ? Text.CHART_ROW_TO_COLUMN : Text.CHART_AREA).of();
        ChartsView.title(pen, box, Text.CHART_TRAFFIC.of(), List.of(stretch.words(unit), unit, brief), theme);
        if (most == 0) {
            ChartsView.nothing(pen, box, Text.CHART_NO_TRAFFIC, theme);
            return;
        }
        if (plan.foot()) {
            foot(pen, box, kernels.size() - plan.count());
        }
        if (plan.count() > 0) {
            var shown = Foremost.of(kernels, plan.count(), kernel -> talk(kernel.slot()), moment.selected());
            cells(pen, shown, plan, most);
        }
    }

    /// How the room is divided.
    ///
    /// @param count how many kernels have a line and a column
    /// @param numbers whether cells have room for numbers
    /// @param first the place of the first cell
    /// @param labels what names take at the left
    private record Plan(int count, boolean numbers, boolean foot, Rectangle2D first, double labels) {
        boolean roomy() {
            return numbers && first.getHeight() >= ROOMY_HIGH;
        }
    }

    private static Plan plan(Rectangle2D box, int kernels, boolean told) {
        double labels = Math.min(LABELS, box.getWidth() * 0.32);
        double top = box.getY() + TITLE + HEADINGS;
        double wide = box.getWidth() - labels;
        double high = box.getMaxY() - top - (told ? FOOT : 0);
        if (wide / kernels >= NUMBER_WIDE && high / kernels >= NUMBER_HIGH) {
            var first = new Rectangle2D.Double(
                    box.getX() + labels, top, wide / kernels, Math.min(CELL_MOST_HIGH, high / kernels));
            return new Plan(kernels, true, told, first, labels);
        }
        double left = box.getMaxY() - top - FOOT;
        int count = (int) Math.clamp(Math.min(wide, left) / HEAT_LEAST, 0, kernels);
        double h = count == 0 ? 0 : Math.min(left / count, HEAT_MOST);
        double w = count == 0 ? 0 : Math.min(wide / count, h * HEAT_FLAT);
        var first = new Rectangle2D.Double(box.getX() + labels, top, w, Math.min(h, w * HEAT_FLAT));
        return new Plan(count, false, true, first, labels);
    }

    private void foot(Pen pen, Rectangle2D box, int missing) {
        double y = box.getMaxY() - 6;
        var told = words();
        double room = box.getWidth() - Pen.width(told, Typeface.MEDIUM, SIZE) - 14;
        var full = missing == 0 ? "" : Text.CHART_MORE_QUIETER.count(missing);
        boolean fits = Pen.width(full, Typeface.TEXT, SIZE) <= room;
        var more = fits ? full : Text.MORE.count(missing);
        double taken = more.isEmpty() ? 0 : Pen.width(more, Typeface.TEXT, SIZE) + 14;
        var words = Pen.fit(told, box.getWidth() - taken, Typeface.MEDIUM, SIZE);
        pen.left(words, box.getX(), y, Typeface.MEDIUM, SIZE, theme.colour(Role.TEXT));
        pen.right(more, box.getMaxX(), y, Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
    }

    /// What the picked kernel sends and gets, or which pair talks most.
    private String words() {
        var frame = moment.frame();
        if (moment.selected() instanceof Selection.OfKernel(int slot) && frame.kernel(slot) != null) {
            return Text.MATRIX_OF.of(
                    frame.kernel(slot).name(), sentBy.getOrDefault(slot, 0), takenBy.getOrDefault(slot, 0));
        }
        return sent.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                .map(pair -> Text.MATRIX_MOST.of(
                        frame.kernel(pair.getKey() >>> 16).name(),
                        frame.kernel(pair.getKey() & 0xFFFF).name(),
                        pair.getValue()))
                .orElse("");
    }

    private long talk(int slot) {
        return sentBy.getOrDefault(slot, 0) + (long) takenBy.getOrDefault(slot, 0);
    }

    private void count(List<KernelView> kernels) {
        var present = kernels.stream().map(KernelView::slot).collect(Collectors.toSet());
        for (var pair : moment.history().talk().traffic(stretch.beginNs(), stretch.toNs())) {
            if (present.contains(pair.from()) && present.contains(pair.to())) {
                sent.put(key(pair.from(), pair.to()), pair.messages());
                sentBy.merge(pair.from(), pair.messages(), Integer::sum);
                takenBy.merge(pair.to(), pair.messages(), Integer::sum);
            }
        }
    }

    private static int key(int from, int to) {
        return from << 16 | to;
    }

    private int sent(KernelView from, KernelView to) {
        return sent.getOrDefault(key(from.slot(), to.slot()), 0);
    }

    private void cells(Pen pen, List<KernelView> kernels, Plan plan, int most) {
        var first = plan.first();
        double w = first.getWidth();
        double h = first.getHeight();
        var all = new Rectangle2D.Double(first.getX(), first.getY(), w * kernels.size(), h * kernels.size());
        places.behind(all, (x, y) -> behind(kernels, (int) ((y - all.y) / h), (int) ((x - all.x) / w)));
        if (!plan.numbers()) {
            pen.g.setColor(theme.colour(Role.SUNKEN));
            pen.g.fill(all);
        }
        names(pen, kernels, plan);
        for (int r = 0; r < kernels.size(); r++) {
            double y = all.y + r * h;
            for (int c = 0; c < kernels.size(); c++) {
                int count = sent(kernels.get(r), kernels.get(c));
                var cell = new Rectangle2D.Double(all.x + c * w, y, w, h);
                if (plan.numbers()) {
                    number(pen, cell, count, (double) count / most, r == c, plan.roomy() ? SIZE : SMALL);
                } else if (count > 0) {
                    heat(pen, cell, (double) count / most);
                }
            }
        }
        for (int r = 0; r < kernels.size(); r++) {
            var itself = new Selection.OfKernel(kernels.get(r).slot());
            var line = new Rectangle2D.Double(all.x - plan.labels(), all.y + r * h, plan.labels() + all.width, h);
            places.things().add(line, itself);
            if (moment.selected().equals(itself)) {
                double round = Math.min(7, h);
                pen.g.setColor(theme.colour(Role.ACCENT));
                pen.g.setStroke(new BasicStroke(1.5f));
                pen.g.draw(new RoundRectangle2D.Double(all.x, line.y, all.width, h, round, round));
            }
        }
    }

    private String behind(List<KernelView> kernels, int row, int column) {
        int last = kernels.size() - 1;
        var from = kernels.get(Math.clamp(row, 0, last)).name();
        var to = kernels.get(Math.clamp(column, 0, last)).name();
        return FactQueryWords.between(from, to) + " " + FactQueryWords.stretch(stretch.beginNs(), stretch.toNs());
    }

    private void number(Pen pen, Rectangle2D place, int count, double share, boolean own, double size) {
        var cell = new RoundRectangle2D.Double(
                place.getX() + 1, place.getY() + 1, place.getWidth() - 2, place.getHeight() - 2, 5, 5);
        var ground = count == 0
                ? theme.colour(Role.SUNKEN)
                : Pen.blend(theme.colour(Role.ACCENT_SOFT), theme.colour(Role.ACCENT), share);
        pen.g.setColor(ground);
        pen.g.fill(cell);
        var words = own && count == 0 ? "·" : number(count);
        pen.centre(words, cell.getCenterX(), cell.getCenterY(), Typeface.MONO, size, ink(ground, count));
    }

    /// A rectangle whose area is the share, in the middle of its cell; one message is still seen.
    private void heat(Pen pen, Rectangle2D cell, double share) {
        double side = Math.sqrt(share);
        double w = Math.max(1.5, (cell.getWidth() - 1) * side);
        double h = Math.max(1.5, (cell.getHeight() - 1) * side);
        pen.g.setColor(theme.colour(Role.ACCENT));
        pen.g.fill(new Rectangle2D.Double(cell.getCenterX() - w / 2, cell.getCenterY() - h / 2, w, h));
    }

    /// Names at the left, and names or ids above. Where they have no room at each line and column, they stand at some,
    /// and at the one that is picked.
    private void names(Pen pen, List<KernelView> kernels, Plan plan) {
        var first = plan.first();
        double w = first.getWidth();
        double h = first.getHeight();
        double size = h >= ROOMY_HIGH ? SIZE : SMALL;
        int everyRow = (int) Math.max(1, Math.ceil(NUMBER_HIGH / h));
        boolean named = kernels.stream().allMatch(kernel -> Pen.width(kernel.name(), Typeface.MEDIUM, size) <= w - 4);
        double widest = kernels.stream().mapToDouble(kernel -> Pen.width(id(kernel), Typeface.MEDIUM, size)).max().orElse(0);
        int everyColumn = named ? 1 : (int) Math.max(1, Math.ceil((widest + 5) / w));
        int picked = 0;
        for (int k = 0; k < kernels.size(); k++) {
            picked = moment.selected().equals(new Selection.OfKernel(kernels.get(k).slot())) ? k : picked;
        }
        for (int k = 0; k < kernels.size(); k++) {
            var kernel = kernels.get(k);
            var ink = theme.kernel(kernel.slot()).stroke();
            if ((k - picked) % everyRow == 0) {
                var name = Pen.fit(kernel.name(), plan.labels() - 8, Typeface.MEDIUM, size);
                pen.left(name, first.getX() - plan.labels(), first.getY() + (k + 0.5) * h, Typeface.MEDIUM, size, ink);
            }
            if ((k - picked) % everyColumn == 0) {
                pen.centre(named ? kernel.name() : id(kernel), first.getX() + (k + 0.5) * w,
                        first.getY() - HEADINGS / 2, Typeface.MEDIUM, size, ink);
            }
        }
    }

    private static String id(KernelView kernel) {
        return Integer.toString(kernel.id());
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
