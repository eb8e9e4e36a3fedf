package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.journal.Involved;
import archipelago.engine.machine.Machine;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/// A machine at a glance: a small cell for each core in the room of its node. Those that are not the same in two futures
/// are dark, with their number at the node; the others have the pale colour of their owner. A diamond stands where the
/// first difference is.
final class DifferencePlaces {
    private static final double HEADER = 24;
    private static final double FOOT = 18;
    private static final double LABEL = 15;
    private static final double GAP = 8;
    private static final double CELL_MOST = 18;
    /// In smaller cells gaps would take most of the room.
    private static final double CELL_APART = 3;
    private static final double SIZE = 11;
    private static final double SWATCH = 9;

    private final Pen pen;
    private final Beside beside;
    private final Machine machine;
    private final BitSet differing;
    private final Optional<Fold.First> first;
    private final Theme theme;
    private final Places places;

    DifferencePlaces(
            Pen pen, Beside beside, BitSet differing, Optional<Fold.First> first, Theme theme, Places places) {
        this.pen = pen;
        this.beside = beside;
        machine = beside.machine();
        this.differing = differing;
        this.first = first;
        this.theme = theme;
        this.places = places;
    }

    /// How nodes and their cores are set out.
    ///
    /// @param columns how many nodes stand beside each other
    /// @param cell how wide and high a core is
    private record Plan(int columns, double wide, double high, double cell) {
        /// @param least how wide a node is at least, if there is so much room
        static Plan of(int nodes, int cores, double least, double width, double height) {
            Plan best = new Plan(1, width, height, 0);
            for (int columns = 1; columns <= nodes; columns++) {
                int lines = Math.ceilDiv(nodes, columns);
                double wide = (width - (columns - 1) * GAP) / columns;
                double high = (height - (lines - 1) * GAP) / lines;
                double cell = cell(cores, wide, high - LABEL);
                if (cell > best.cell && (columns == 1 || wide >= least)) {
                    best = new Plan(columns, wide, high, cell);
                }
            }
            return best;
        }

        private static double cell(int cores, double wide, double high) {
            return IntStream.rangeClosed(1, cores)
                    .mapToDouble(across -> Math.min(wide / across, high / Math.ceilDiv(cores, across)))
                    .map(cell -> Math.min(CELL_MOST, cell >= CELL_APART ? Math.floor(cell) : cell))
                    .max()
                    .orElse(0);
        }

        int across() {
            return (int) Math.max(1, Math.floor(wide / cell + 1e-6));
        }
    }

    void paint(Rectangle2D box) {
        int count = differing.cardinality();
        double y = box.getY() + 11;
        var words = count == 0 ? Text.COMPARE_CORES_SAME.of() : Text.COMPARE_CORES_DIFFER.of(count, machine.coreCount());
        pen.left(Pen.fit(words, box.getWidth(), Typeface.STRONG, SIZE + 0.5), box.getX(), y, Typeface.STRONG, SIZE + 0.5,
                theme.colour(Role.TEXT));
        int nodes = machine.nodes().size();
        int most = IntStream.range(0, nodes).map(node -> cores(node).length).max().orElse(1);
        double room = box.getHeight() - HEADER - FOOT;
        if (room < 2 * LABEL) {
            return;
        }
        double least = IntStream.range(0, nodes).mapToDouble(node -> label(node, true)).max().orElse(0);
        var plan = Plan.of(nodes, most, least, box.getWidth(), room);
        if (plan.cell() <= 0) {
            return;
        }
        boolean brief = IntStream.range(0, nodes).anyMatch(node -> label(node, false) > plan.wide());
        for (int node = 0; node < nodes; node++) {
            double x = box.getX() + node % plan.columns() * (plan.wide() + GAP);
            double top = box.getY() + HEADER + node / plan.columns() * (plan.high() + GAP);
            node(node, x, top, plan, brief);
        }
        legend(box);
    }

    private int[] cores(int node) {
        return IntStream.range(0, machine.coreCount()).filter(core -> machine.node(core) == node).toArray();
    }

    private long count(int node) {
        return differing.stream().filter(core -> machine.node(core) == node).count();
    }

    private String name(int node, boolean brief) {
        return (brief ? Text.MAP_NODE_BRIEF : Text.NODE).of(machine.nodes().get(node).number());
    }

    /// How wide the words above a node are.
    private double label(int node, boolean brief) {
        long count = count(node);
        double marked = count == 0 ? 0 : 20 + Typeface.STRONG.width(Long.toString(count), SIZE);
        return Typeface.STRONG.width(name(node, brief), SIZE) + marked;
    }

    private void node(int node, double x, double y, Plan plan, boolean brief) {
        var cores = cores(node);
        long count = count(node);
        var ink = theme.colour(count > 0 ? Role.TEXT : Role.TEXT_MUTED);
        var face = count > 0 ? Typeface.STRONG : Typeface.TEXT;
        var name = name(node, brief);
        pen.left(name, x, y + 6, face, SIZE, ink);
        if (count > 0) {
            double at = x + Typeface.STRONG.width(name, SIZE) + 12;
            DifferenceMark.paint(pen.g, at, y + 6, 11, theme);
            pen.left(Long.toString(count), at + 8, y + 6, Typeface.STRONG, SIZE, ink);
        }
        double gap = plan.cell() >= CELL_APART ? 1 : 0;
        var frame = beside.a().frame();
        for (int c = 0; c < cores.length; c++) {
            var cell = new Rectangle2D.Double(
                    x + c % plan.across() * plan.cell(), y + LABEL + c / plan.across() * plan.cell(),
                    plan.cell() - gap, plan.cell() - gap);
            boolean other = differing.get(cores[c]);
            pen.g.setColor(other ? theme.colour(Role.TEXT) : theme.kernel(frame.owner[cores[c]]).fill());
            pen.g.fill(cell);
            places.add(cell, new Selection.OfCore(cores[c]));
            if (first.isPresent() && cores[c] == firstCore(first.get())) {
                ForkRuler.diamond(pen, cell.getCenterX(), cell.getCenterY(), theme);
            }
        }
    }

    /// The core that the first difference is about; where it is about a kernel, the first one of its cores.
    private int firstCore(Fold.First about) {
        if (about.core() != Involved.NONE) {
            return about.core();
        }
        var frame = beside.a().frame();
        return IntStream.range(0, machine.coreCount())
                .filter(core -> frame.present(frame.owner[core]) != null
                        && frame.present(frame.owner[core]).name().equals(about.kernel()))
                .findFirst()
                .orElse(Involved.NONE);
    }

    private void legend(Rectangle2D box) {
        double y = box.getMaxY() - 7;
        double x = box.getX();
        if (!differing.isEmpty()) {
            pen.g.setColor(theme.colour(Role.TEXT));
            pen.g.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH));
            x = words(Text.COMPARE_DARK.of(), x + SWATCH + 6, y, box) + 16;
        }
        if (first.isPresent()) {
            var about = first.get();
            var place = about.core() == Involved.NONE
                    ? about.kernel()
                    : Text.CPU.of(machine.physicalId(about.core())) + ", " + about.kernel();
            ForkRuler.diamond(pen, x + 7, y, theme);
            words(Text.COMPARE_FIRST.of(place), x + 19, y, box);
        }
    }

    private double words(String words, double x, double y, Rectangle2D box) {
        var fitting = Pen.fit(words, box.getMaxX() - x, Typeface.TEXT, SIZE);
        pen.left(fitting, x, y, Typeface.TEXT, SIZE, theme.colour(Role.TEXT_MUTED));
        return x + Typeface.TEXT.width(fitting, SIZE);
    }
}
