package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.base.CpuList;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.BitSet;
import java.util.List;

/// Two futures of a machine that is too large to stand there twice: at the left what is not the same, in words for both
/// sides; at the right where it lies in the machine, which stands there once.
final class FoldPainter {
    private static final double HEADER = 24;
    private static final double ROW = 34;
    private static final double FOOT = 18;
    private static final double GAP = 22;
    private static final double BELOW = 6;
    private static final double SIZE = 11.5;
    private static final double SMALL = 10.5;
    private static final double LIST_SHARE = 0.58;
    private static final double NAMES_SHARE = 0.28;
    /// In less width there is no room for the machine beside the list.
    private static final double LEAST_BOTH = 480;
    private static final double LEAST_HIGH = 140;
    private static final double CROSS = 4;

    private final Pen pen;
    private final Beside beside;
    private final BitSet differing;
    private final Fold fold;
    private final Theme theme;
    private final Selection selected;
    private final Places places;

    FoldPainter(Pen pen, Beside beside, BitSet differing, Moment moment, Places places) {
        this.pen = pen;
        this.beside = beside;
        this.differing = differing;
        fold = Fold.of(beside, differing);
        theme = moment.theme();
        selected = moment.selected();
        this.places = places;
    }

    /// How high it would like to be.
    double wish() {
        return Math.max(LEAST_HIGH, HEADER + fold.rows().size() * ROW + FOOT);
    }

    /// @param counted whether what each came to has its place below; else it stands under the list, if there is room
    void paint(Rectangle2D box, boolean counted) {
        boolean both = box.getWidth() >= LEAST_BOTH;
        double wide = both ? box.getWidth() * LIST_SHARE - GAP / 2 : box.getWidth();
        double end = list(new Rectangle2D.Double(box.getX(), box.getY(), wide, box.getHeight())) + BELOW;
        double table = counted ? 0 : DifferenceTable.height(box.getMaxY() - end, box.getMaxY() - end);
        if (table > 0) {
            new DifferenceTable(beside, theme).paint(pen, new Rectangle2D.Double(box.getX(), end, wide, table));
        }
        if (both) {
            double x = box.getX() + wide + GAP;
            pen.vertical(x - GAP / 2, box.getY(), box.getMaxY(), theme.colour(Role.LINE));
            var room = new Rectangle2D.Double(x, box.getY(), box.getMaxX() - x, box.getHeight());
            new DifferencePlaces(pen, beside, differing, fold.first(), theme, places).paint(room);
        }
    }

    // --- what is not the same -------------------------------------------------------------------

    /// @return where it ends
    private double list(Rectangle2D box) {
        double names = box.getWidth() * NAMES_SHARE;
        double side = (box.getWidth() - names) / 2;
        double y = box.getY() + 11;
        caption(Text.COMPARE_DIFFERS.of(), box.getX() + 2, y, names - 10);
        side("A", beside.a().title(), box.getX() + names, y, side);
        side("B", beside.b().title(), box.getX() + names + side, y, side);
        var rows = fold.rows();
        int count = (int) Math.clamp((box.getHeight() - HEADER - FOOT) / ROW, 0, rows.size());
        double top = box.getY() + HEADER;
        for (int r = 0; r < count; r++) {
            row(rows.get(r), new Rectangle2D.Double(box.getX(), top + r * ROW, box.getWidth(), ROW), names, side);
        }
        return foot(box, top + count * ROW, rows.size() - count);
    }

    private void caption(String words, double x, double y, double room) {
        pen.left(Pen.fit(words, room, Typeface.MEDIUM, SIZE), x, y, Typeface.MEDIUM, SIZE, theme.colour(Role.TEXT_MUTED));
    }

    private void side(String letter, String title, double x, double y, double room) {
        ForkRuler.letter(pen, letter, x + 9, y, theme);
        pen.left(Pen.fit(title, room - 34, Typeface.STRONG, SIZE), x + 24, y, Typeface.STRONG, SIZE, theme.colour(Role.TEXT));
    }

    private void row(Fold.Row row, Rectangle2D box, double names, double side) {
        double x = box.getX();
        double upper = box.getY() + 11;
        double lower = box.getY() + 25;
        pen.g.setColor(theme.colour(Role.LINE));
        pen.g.fill(new Rectangle2D.Double(x, Math.rint(box.getY()), box.getWidth(), 1));
        DifferenceMark.paint(pen.g, x + 8, upper, 12, theme);
        double left = x + 20;
        KernelKey.entry(pen, new KernelKey.Entry(row.slot(), "", ""), left, upper, theme);
        pen.left(Pen.fit(row.name(), names - 44, Typeface.STRONG, SIZE), left + 16, upper, Typeface.STRONG, SIZE,
                theme.colour(Role.TEXT));
        var where = where(row.cores());
        var fitting = where.stream().filter(words -> Typeface.TEXT.width(words, SMALL) <= names - 28).findFirst();
        pen.left(fitting.orElseGet(() -> Pen.fit(where.getLast(), names - 28, Typeface.TEXT, SMALL)), left, lower,
                Typeface.TEXT, SMALL, theme.colour(Role.TEXT_MUTED));
        state(row.a(), row.b(), x + names, upper, lower, side);
        state(row.b(), row.a(), x + names + side, upper, lower, side);
        if (row.slot() >= 0) {
            var itself = new Selection.OfKernel(row.slot());
            places.add(box, itself);
            if (itself.equals(selected)) {
                pen.g.setColor(theme.colour(Role.ACCENT));
                pen.g.setStroke(new BasicStroke(1.5f));
                pen.g.draw(new RoundRectangle2D.Double(x - 1, box.getY() + 1.5, box.getWidth() + 1, ROW - 3, 7, 7));
            }
        }
    }

    /// Where the cores are that differ, in more and in fewer words.
    private List<String> where(BitSet cores) {
        if (cores.isEmpty()) {
            return List.of("");
        }
        var machine = beside.machine();
        var ids = Text.CPU.of(CpuList.text(cores.stream().mapToObj(machine::physicalId).sorted().toList()));
        var nodes = cores.stream().map(machine::node).distinct().sorted().boxed().toList();
        var node = nodes.size() == 1
                ? Text.NODE.of(machine.nodes().get(nodes.getFirst()).number())
                : Text.NODES.count(nodes.size());
        return List.of(ids + " · " + node, ids, Text.CORES.count(cores.cardinality()) + " · " + node, node);
    }

    /// What is other than on the other side stands out.
    private void state(Fold.State state, Fold.State other, double x, double upper, double lower, double width) {
        double left = x;
        if (state.wrong()) {
            var red = theme.colour(Role.DANGER);
            pen.line(x, upper - CROSS, x + 2 * CROSS, upper + CROSS, 2, red);
            pen.line(x, upper + CROSS, x + 2 * CROSS, upper - CROSS, 2, red);
            left += 2 * CROSS + 6;
        }
        words(state.words(), !state.words().equals(other.words()), left, upper, x + width - left - 10, SIZE);
        words(state.has(), !state.has().equals(other.has()), x, lower, width - 10, SMALL);
    }

    private void words(String words, boolean other, double x, double y, double room, double size) {
        var face = other ? Typeface.STRONG : Typeface.TEXT;
        pen.left(Pen.fit(words, room, face, size), x, y, face, size, theme.colour(other ? Role.TEXT : Role.TEXT_MUTED));
    }

    private double foot(Rectangle2D box, double y, int missing) {
        var words = fold.rows().isEmpty() ? Text.COMPARE_ALIKE.of() : missing > 0 ? Text.MORE.count(missing) : "";
        var more = fold.counting() == 0 ? "" : Text.COMPARE_COUNTING.count(fold.counting());
        var all = List.of(words, more).stream().filter(part -> !part.isEmpty()).toList();
        double middle = y + 11;
        for (var part : all) {
            for (var line : Paragraph.lines(part, box.getWidth() - 4, Typeface.TEXT, 11)) {
                if (middle + 6 <= box.getMaxY()) {
                    pen.left(line, box.getX() + 2, middle, Typeface.TEXT, 11, theme.colour(Role.TEXT_MUTED));
                }
                middle += 15;
            }
        }
        return middle - 8;
    }
}
