package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimelineLayout;
import archipelago.app.layout.TimelineMarks;
import archipelago.app.render.Theme.Role;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import java.util.Optional;

/// Two futures side by side under one clock: above, where they part; in the middle, for each, the map of
/// the machine and its timeline; below, what each has come to. What differs has a sign of its own, so
/// that it can be told without colours. Where maps would be too small to read, both are folded to what differs.
public final class CompareView implements MachineView {
    private static final double EDGE = 4;
    private static final double GAP = 22;
    private static final double HEADER = 26;
    /// Between a map and its timeline, and between these and the table.
    private static final double BETWEEN = 8;
    private static final double GAP_BELOW = 12;
    private static final double LEAST_MAP = 128;
    private static final double LEAST_TIMELINE = 170;
    private static final double MOST_TIMELINE = 250;
    private static final double TIMELINE_SHARE = 0.42;
    private static final double TABLE_SHARE = 0.3;
    private static final double FOLDED_TABLE_SHARE = 0.5;
    private static final double LEAST_FOLDED_WIDE = 300;
    private static final double LEAST_FOLDED_HIGH = 76;
    private static final double LEAST_COLUMN = 130;
    private static final double LEAST_WIDTH = 100;

    private Optional<Beside> beside = Optional.empty();
    private boolean pending = true;
    private Places places = new Places();

    /// A view that has not been told yet what to compare.
    public CompareView() {}

    /// Takes what is to be compared from now on; nothing if there is only one future.
    public void show(Optional<Beside> futures) {
        beside = futures;
        pending = false;
    }

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            if (beside.isEmpty()) {
                nothing(pen, moment.theme(), width, height);
            } else {
                new Painting(pen, beside.get(), moment, places).paint(width, height);
            }
        }
    }

    @Override
    public Selection hit(double x, double y) {
        return places.at(x, y);
    }

    private void nothing(Pen pen, Theme theme, double width, double height) {
        double room = Math.min(width - 32, 520);
        if (room < 80) {
            return;
        }
        double y = Math.max(20, height / 2 - 46);
        ForkRuler.emblem(pen, width / 2, y, theme);
        var title = (pending ? Text.COMPARE_PENDING : Text.COMPARE_NOTHING_TITLE).of();
        pen.centre(Pen.fit(title, room, Typeface.STRONG, 14), width / 2, y + 34,
                Typeface.STRONG, 14, theme.colour(Role.TEXT));
        if (pending) {
            return;
        }
        double line = y + 58;
        for (var words : Paragraph.lines(Text.COMPARE_NOTHING.of(), room, Typeface.TEXT, 12.5)) {
            pen.centre(words, width / 2, line, Typeface.TEXT, 12.5, theme.colour(Role.TEXT_MUTED));
            line += 19;
        }
    }

    /// How the room below the ruler is divided. Where it is low, the timelines are left out first, then the
    /// table: in the window there is a timeline beside the view, and the maps tell most.
    ///
    /// @param columns how high the two sides are; 0 if they have no room
    /// @param timeline how much of that the timelines take
    /// @param table how high the table is
    private record Plan(double columns, double timeline, double table) {
        /// How high a map is.
        double map() {
            return columns - HEADER - (timeline > 0 ? timeline + BETWEEN : 0);
        }

        static Plan of(double column, double room) {
            if (column < LEAST_COLUMN || room < HEADER + LEAST_MAP) {
                return new Plan(0, 0, DifferenceTable.height(room, room));
            }
            double withTimeline = room - HEADER - LEAST_MAP - BETWEEN - LEAST_TIMELINE - GAP_BELOW;
            double table = DifferenceTable.height(withTimeline, room * TABLE_SHARE);
            boolean timelines = table > 0;
            if (!timelines) {
                table = DifferenceTable.height(room - HEADER - LEAST_MAP - GAP_BELOW, room * TABLE_SHARE);
            }
            double columns = room - (table > 0 ? table + GAP_BELOW : 0);
            double both = columns - HEADER - BETWEEN;
            double most = Math.max(LEAST_TIMELINE, Math.min(MOST_TIMELINE, both - LEAST_MAP));
            double timeline = Math.clamp(both * TIMELINE_SHARE, LEAST_TIMELINE, most);
            return new Plan(columns, timelines ? timeline : 0, table);
        }
    }

    /// One painting.
    private static final class Painting {
        private final Pen pen;
        private final Beside beside;
        private final Theme theme;
        private final Moment moment;
        private final Selection selected;
        private final Places places;
        private final BitSet differing;

        Painting(Pen pen, Beside beside, Moment moment, Places places) {
            this.pen = pen;
            this.beside = beside;
            this.moment = moment;
            theme = moment.theme();
            selected = moment.selected();
            this.places = places;
            differing = beside.differingCores();
        }

        void paint(double width, double height) {
            double inside = width - 2 * EDGE;
            if (inside < LEAST_WIDTH) {
                return;
            }
            var top = new Rectangle2D.Double(EDGE, 0, inside, ForkRuler.HEIGHT);
            new ForkRuler(pen, beside, theme, top).paint();
            double above = ForkRuler.HEIGHT + 6;
            double column = (inside - GAP) / 2;
            var plan = Plan.of(column, height - above);
            boolean small = plan.columns() == 0 || level(column, plan).compareTo(Level.GLYPH) > 0;
            if (small && inside >= LEAST_FOLDED_WIDE && height - above >= LEAST_FOLDED_HIGH) {
                plan = folded(new Rectangle2D.Double(EDGE, above, inside, height - above));
            } else if (plan.columns() > 0) {
                column(beside.a(), "A", new Rectangle2D.Double(EDGE, above, column, plan.columns()), plan);
                double right = EDGE + column + GAP;
                column(beside.b(), "B", new Rectangle2D.Double(right, above, column, plan.columns()), plan);
                pen.vertical(EDGE + column + GAP / 2, above, above + plan.columns(), theme.colour(Role.LINE));
            }
            if (plan.table() > 0) {
                var bottom = new Rectangle2D.Double(EDGE, height - plan.table(), inside, plan.table());
                new DifferenceTable(beside, theme).paint(pen, bottom);
            }
        }

        private Level level(double column, Plan plan) {
            return MachineMapLayout.of(beside.machine(), beside.a().frame(), column, plan.map()).level();
        }

        /// What differs in place of two maps; below it stands what each came to, if it leaves room.
        private Plan folded(Rectangle2D room) {
            var painter = new FoldPainter(pen, beside, differing, moment, places);
            double most = room.getHeight() - painter.wish() - GAP_BELOW;
            double table = DifferenceTable.height(most, room.getHeight() * FOLDED_TABLE_SHARE);
            double high = room.getHeight() - (table > 0 ? table + GAP_BELOW : 0);
            painter.paint(new Rectangle2D.Double(room.getX(), room.getY(), room.getWidth(), high), table > 0);
            return new Plan(high, 0, table);
        }

        private void column(Beside.Side side, String letter, Rectangle2D box, Plan plan) {
            header(side, letter, box);
            map(side, new Rectangle2D.Double(box.getX(), box.getY() + HEADER, box.getWidth(), plan.map()));
            if (plan.timeline() > 0) {
                double top = box.getMaxY() - plan.timeline();
                timeline(side, new Rectangle2D.Double(box.getX(), top, box.getWidth(), plan.timeline()));
            }
        }

        private void header(Beside.Side side, String letter, Rectangle2D box) {
            double y = box.getY() + 11;
            ForkRuler.letter(pen, letter, box.getX() + 9, y, theme);
            double left = box.getX() + 25;
            double room = box.getMaxX() - left;
            int count = differing.cardinality();
            var words = count == 0
                    ? Text.COMPARE_CORES_SAME.of()
                    : Text.COMPARE_CORES_DIFFER.of(count, beside.machine().coreCount());
            var more = words + " · " + Text.COMPARE_HEAT.of();
            // Both sides say the same.
            double titled = Math.max(
                    Typeface.STRONG.width(beside.a().title(), 13), Typeface.STRONG.width(beside.b().title(), 13));
            words = titled + Typeface.TEXT.width(more, 11.5) + 36 <= room ? more : words;
            double wide = Typeface.TEXT.width(words, 11.5) + 20;
            var title = Pen.fit(side.title(), room, Typeface.STRONG, 13);
            pen.left(title, left, y, Typeface.STRONG, 13, theme.colour(Role.TEXT));
            if (Typeface.STRONG.width(title, 13) + wide + 16 <= room) {
                pen.right(words, box.getMaxX() - 2, y, Typeface.TEXT, 11.5, theme.colour(Role.TEXT_MUTED));
                if (count > 0) {
                    DifferenceMark.paint(pen.g, box.getMaxX() - wide + 6, y, 13, theme);
                }
            }
        }

        private void map(Beside.Side side, Rectangle2D box) {
            var g = (Graphics2D) pen.g.create();
            g.transform(AffineTransform.getTranslateInstance(box.getX(), box.getY()));
            var layout = MachineMapLayout.of(beside.machine(), side.frame(), box.getWidth(), box.getHeight());
            new MachineMapPainter().paint(
                    g, layout, beside.machine(), side.frame(), theme, MapMarks.of(side.notes()).withSelected(selected));
            new DifferenceHeat(g, layout, beside, side, differing, theme).paint();
            for (int core = 0; core < beside.machine().coreCount(); core++) {
                places.add(moved(layout.tile(core), box), new Selection.OfCore(core));
            }
            g.dispose();
        }

        private static Rectangle2D moved(Rectangle2D tile, Rectangle2D box) {
            return new Rectangle2D.Double(
                    tile.getX() + box.getX(), tile.getY() + box.getY(), tile.getWidth(), tile.getHeight());
        }

        private void timeline(Beside.Side side, Rectangle2D box) {
            var g = (Graphics2D) pen.g.create();
            g.transform(AffineTransform.getTranslateInstance(box.getX(), box.getY()));
            var window = beside.window();
            var layout = TimelineLayout.of(
                    side.history(), side.frame(), window.fromNs(), window.toNs(), box.getWidth(), box.getHeight());
            new TimelinePainter().paint(g, layout, side.frame(), side.history(), theme, marks());
            beside.parting().ifPresent(parting -> {
                if (parting.atNs() >= window.fromNs() && parting.atNs() <= window.toNs()) {
                    try (var inner = new Pen(g)) {
                        double top = TimelineLayout.RULER + TimelineLayout.ACTS;
                        ForkRuler.parting(inner, layout.x(parting.atNs()), top, layout.lanesBottom(), theme);
                    }
                }
            });
            g.dispose();
        }

        private TimelineMarks marks() {
            return switch (selected) {
                case Selection.OfKernel(int slot) -> new TimelineMarks(slot, -1, -1, Double.NaN);
                case Selection.OfCore(int core) -> new TimelineMarks(-1, core, -1, Double.NaN);
                case Selection.OfFlight(long message) -> new TimelineMarks(-1, -1, message, Double.NaN);
                default -> TimelineMarks.NONE;
            };
        }
    }
}
