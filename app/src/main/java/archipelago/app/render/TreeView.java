package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.frame.KernelView;
import archipelago.engine.kernfs.DeviceTrees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;

/// What one reads in the machine's file tree: at the left its files, at the right the device tree
/// of the selected kernel as source; the pool's if the host is selected, or nothing.
public final class TreeView implements MachineView {
    private static final String MOUNT = "/sys/fs/multikernel";
    private static final double EDGE = 16;
    private static final double HEAD = 30;
    private static final double LINE = 16;
    private static final double SIZE = 12;
    private static final double LEAST_TEXT = 260;
    /// The source stands in two columns only where they hold lines of this length.
    private static final int LONG_LINE = 60;

    private Places places = new Places();

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        if (width < 40 || height < HEAD) {
            return;
        }
        try (var pen = new Pen(g)) {
            pen.g.clip(new Rectangle2D.Double(0, 0, width, height));
            double left = Math.clamp(width * 0.3, 190, 300);
            boolean both = width - left >= LEAST_TEXT;
            if (both) {
                files(pen, moment, new Rectangle2D.Double(0, 0, left, height));
                pen.vertical(left, 8, height - 8, moment.theme().colour(Role.LINE));
            }
            double x = both ? left : 0;
            source(pen, moment, new Rectangle2D.Double(x, 0, width - x, height));
        }
    }

    @Override
    public Selection hit(double x, double y) {
        return places.at(x, y);
    }

    /// The text at the right.
    String text(Moment moment) {
        return DeviceTreeText.write(tree(moment));
    }

    private static DeviceTree tree(Moment moment) {
        var trees = new DeviceTrees(moment.machine(), moment.frame().books);
        var kernel = shown(moment);
        return kernel.host() ? trees.pool() : trees.instance(kernel.slot());
    }

    /// The kernel whose tree is shown.
    private static KernelView shown(Moment moment) {
        var frame = moment.frame();
        int slot = switch (moment.selected()) {
            case Selection.OfKernel(int kernel) -> kernel;
            case Selection.OfCore(int core) -> frame.owner[core];
            default -> 0;
        };
        var kernel = frame.kernel(slot);
        return kernel == null ? frame.kernel(0) : kernel;
    }

    private void files(Pen pen, Moment moment, Rectangle2D box) {
        var theme = moment.theme();
        var muted = theme.colour(Role.TEXT_MUTED);
        pen.caption(Text.TREE_FILES.of(), EDGE, HEAD / 2 + 2, muted);
        double room = box.getHeight() - HEAD - 8;
        var shown = shown(moment);
        var listing = FileListing.of(moment.frame(), shown, (int) (room / LINE));
        double y = HEAD + LINE / 2;
        for (int r = 0; r < listing.size(); r++) {
            var row = listing.get(r);
            double right = box.getMaxX() - 8;
            if (row.kernel() >= 0) {
                var itself = new Selection.OfKernel(row.kernel());
                var lit = new Rectangle2D.Double(8, y - LINE / 2, right - 8, LINE);
                places.add(lit, itself);
                if (row.read()) {
                    pen.g.setColor(theme.colour(Role.ACCENT_SOFT));
                    pen.g.fill(new RoundRectangle2D.Double(8, y - LINE / 2, right - 8, LINE, 7, 7));
                }
            }
            guides(pen, listing, r, y, theme);
            row(pen, row, y, right - 6, theme);
            y += LINE;
        }
    }

    /// The lines from a row to its directory, and those past it to rows below.
    private static void guides(Pen pen, List<FileListing.Row> listing, int r, double y, Theme theme) {
        var faint = theme.colour(Role.LINE_STRONG);
        int depth = listing.get(r).depth();
        for (int d = 0; d < depth; d++) {
            int level = d;
            boolean goesOn = listing.stream()
                    .skip(r + 1)
                    .takeWhile(row -> row.depth() > level)
                    .anyMatch(row -> row.depth() == level + 1);
            if (goesOn || d == depth - 1) {
                pen.vertical(EDGE + d * 15 + 4, y - LINE / 2, goesOn ? y + LINE / 2 : y + 1, faint);
            }
        }
        if (depth > 0) {
            pen.g.setColor(faint);
            pen.g.fill(new Rectangle2D.Double(Math.rint(EDGE + depth * 15 - 11), Math.rint(y), 7, 1));
        }
    }

    private static void row(Pen pen, FileListing.Row row, double y, double right, Theme theme) {
        double x = EDGE + row.depth() * 15;
        if (row.directory() && row.kernel() > 0) {
            pen.g.setColor(theme.kernel(row.kernel()).solid());
            pen.g.fill(new RoundRectangle2D.Double(x, y - 4, 8, 8, 3, 3));
            x += 13;
        }
        var face = row.directory() ? Typeface.MONO_MEDIUM : Typeface.MONO;
        var colour = row.more() ? theme.colour(Role.TEXT_MUTED) : theme.colour(Role.TEXT);
        if (row.read()) {
            colour = theme.colour(Role.ACCENT);
        }
        double value = row.value().isEmpty() ? 0 : Typeface.MONO.width(row.value(), 11) + 10;
        double least = 40;
        boolean valueFits = right - x - value >= least;
        var name = Pen.fit(row.name(), right - x - (valueFits ? value : 0), face, SIZE);
        pen.left(name, x, y, face, SIZE, colour);
        if (value > 0 && valueFits) {
            pen.right(row.value(), right, y, Typeface.MONO, 11, theme.colour(Role.TEXT_MUTED));
        }
    }

    private void source(Pen pen, Moment moment, Rectangle2D box) {
        var theme = moment.theme();
        var muted = theme.colour(Role.TEXT_MUTED);
        var shown = shown(moment);
        double right = box.getMaxX() - EDGE;
        double x = box.getX() + EDGE;
        var path = shown.host() ? MOUNT + "/device_tree" : MOUNT + "/instances/" + shown.name() + "/device_tree";
        var lines = text(moment).strip().split("\n");
        var side = shown.host() ? Text.TREE_POOL.of() : Text.TREE_INSTANCE.of(shown.id());
        double sideWidth = Typeface.TEXT.width(side, 11) + 16;
        boolean sideFits = Typeface.MONO_MEDIUM.width(path, SIZE) + sideWidth <= right - x;
        pen.left(Pen.fit(path, right - x, Typeface.MONO_MEDIUM, SIZE), x, HEAD / 2 + 2, Typeface.MONO_MEDIUM, SIZE,
                theme.colour(Role.TEXT));
        if (sideFits) {
            pen.right(side, right, HEAD / 2 + 2, Typeface.TEXT, 11, muted);
        }
        double ground = box.getHeight() - HEAD - 10;
        if (ground < LINE + 12) {
            return;
        }
        pen.g.setColor(theme.colour(Role.SUNKEN));
        pen.g.fill(new RoundRectangle2D.Double(x - 6, HEAD, right - x + 12, ground, 10, 10));
        lines(pen, lines, new Rectangle2D.Double(x, HEAD + 6, right - x, ground - 12), theme);
    }

    /// In one column, or in two if one is not enough and the room is wide.
    private static void lines(Pen pen, String[] lines, Rectangle2D room, Theme theme) {
        double letter = Typeface.MONO.width("0", SIZE);
        double gutter = Typeface.MONO.width("0000", 11) + 12;
        int rows = (int) (room.getHeight() / LINE);
        double first = gutter + longest(lines, 0, rows) * letter;
        double second = gutter + longest(lines, rows, 2 * rows) * letter;
        boolean two = lines.length > rows && first + 12 + second <= room.getWidth();
        int places = two ? 2 * rows : rows;
        int painted = lines.length > places ? places - 1 : lines.length;
        // What the second column does not need is the first one's.
        double start = Math.max(first + 12, room.getWidth() - Math.max(second, room.getWidth() / 2));
        double turn = two ? room.getX() + start : room.getMaxX();
        for (int i = 0; i < Math.min(places, lines.length); i++) {
            double left = (i < rows ? room.getX() : turn) + gutter;
            double right = two && i < rows ? turn - 6 : room.getMaxX();
            double y = room.getY() + (i % rows + 0.5) * LINE;
            if (i == painted) {
                int more = lines.length - painted;
                var words = Text.MORE_LINES.count(more);
                pen.left(words, left, y, Typeface.TEXT, 11.5, theme.colour(Role.TEXT_MUTED));
                return;
            }
            var number = Integer.toString(i + 1);
            pen.right(number, left - 12, y, Typeface.MONO, 11, theme.colour(Role.TEXT_FAINT));
            tinted(pen, cut(lines[i], (int) ((right - left) / letter)), left, y, theme);
        }
    }

    /// The length of the longest line among some, but no more than [#LONG_LINE].
    private static int longest(String[] lines, int from, int to) {
        return Arrays.stream(lines)
                .skip(from)
                .limit(Math.max(0, to - from))
                .mapToInt(line -> Math.min(LONG_LINE, line.length()))
                .max()
                .orElse(0);
    }

    private static String cut(String line, int letters) {
        return line.length() <= letters ? line : line.substring(0, Math.max(0, letters - 1)) + "…";
    }

    private static void tinted(Pen pen, String line, double x, double y, Theme theme) {
        double advance = Typeface.MONO.width("0", SIZE);
        for (var piece : SourceTint.pieces(line)) {
            double at = x + piece.from() * advance;
            pen.left(piece.text(), at, y, Typeface.MONO, SIZE, ink(piece.tint(), theme));
        }
    }

    private static Color ink(SourceTint tint, Theme theme) {
        return switch (tint) {
            case NODE -> theme.colour(Role.TEXT);
            case PROPERTY -> Pen.blend(theme.colour(Role.TEXT), theme.colour(Role.TEXT_MUTED), 0.35);
            case STRING -> theme.colour(Role.GOOD);
            case NUMBER -> theme.colour(Role.ACCENT);
            case MARK -> theme.colour(Role.TEXT_MUTED);
        };
    }
}
