package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme.Role;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.frame.Frame;
import archipelago.engine.kernfs.DeviceTrees;
import archipelago.engine.overlay.InstancesTree;
import archipelago.engine.scenario.Generation.Files;
import archipelago.engine.state.Transaction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// What one reads in the machine's file tree: at the left its files, at the right as source the device
/// tree of the selected kernel, or the overlay of the selected transaction; the pool's tree if the host is
/// selected, or nothing. Both sides scroll.
public final class TreeView implements MachineView {
    private static final String MOUNT = "/sys/fs/multikernel";
    private static final double EDGE = 16;
    private static final double HEAD = 30;
    private static final double LINE = 16;
    private static final double SIZE = 12;
    private static final double LEAST_TEXT = 260;
    private static final double LEAST_VALUE = 26;
    /// The source stands in two columns only where they hold lines of this length; then it has no longer ones.
    private static final int LONG_LINE = 60;
    private static final String DTBO = "dtbo";
    private static final int SHOW_WHAT_IS_READ = Integer.MIN_VALUE;

    private Places places = new Places();
    private List<FileListing.Row> listing = List.of();
    /// Where the files end and the source begins.
    private double border;
    private int firstFile;
    private int firstLine;
    private Selection shownLast = Selection.NOTHING;

    @Override
    public void paint(Graphics2D g, Moment moment, double width, double height) {
        places = new Places();
        if (!moment.selected().equals(shownLast)) {
            shownLast = moment.selected();
            firstLine = 0;
            firstFile = SHOW_WHAT_IS_READ;
        }
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
            border = x;
            source(pen, moment, new Rectangle2D.Double(x, 0, width - x, height));
        }
    }

    @Override
    public Selection hit(double x, double y) {
        return places.at(x, y);
    }

    @Override
    public void scroll(double x, int lines) {
        if (x < border) {
            firstFile += lines;
        } else {
            firstLine += lines;
        }
    }

    @Override
    public Selection next(Selection from, int rows) {
        var things = listing.stream()
                .map(FileListing.Row::what)
                .filter(what -> !what.equals(Selection.NOTHING))
                .distinct()
                .toList();
        if (things.isEmpty()) {
            return from;
        }
        int at = things.indexOf(from);
        return things.get(at < 0 ? 0 : Math.clamp(at + rows, 0, things.size() - 1));
    }

    /// The text at the right.
    String text(Moment moment) {
        var read = ReadFile.of(moment.frame(), moment.selected());
        var books = moment.frame().booksOf(read.host());
        switch (moment.frame().books.generation().files()) {
            case NONE -> {
                return Text.TREE_NONE.of();
            }
            case INSTANCES -> {
                return read.ofPool()
                        ? InstancesTree.INVITATION
                        : InstancesTree.source(books.treeOf(read.instance().slot()));
            }
            case TRANSACTIONS -> { }
        }
        if (read.transaction() == null) {
            var trees = new DeviceTrees(moment.machine(), books);
            return DeviceTreeText.write(read.ofPool() ? trees.pool() : trees.instance(read.instance().slot()));
        }
        // What cannot be read as a tree was written all the same, and has a directory.
        return FlattenedTree.read(DTBO, read.transaction().overlay().blob().bytes())
                .value()
                .map(DeviceTreeText::write)
                .orElseGet(Text.TREE_UNREADABLE::of);
    }

    /// In front of a path stands whose it is, but for the host's.
    static String in(Frame frame, int host) {
        return host == 0 || frame.present(host) == null ? "" : frame.present(host).name() + ":";
    }

    private void files(Pen pen, Moment moment, Rectangle2D box) {
        var theme = moment.theme();
        var muted = theme.colour(Role.TEXT_MUTED);
        pen.caption(Text.TREE_FILES.of(), EDGE, HEAD / 2 + 2, muted);
        int lines = (int) ((box.getHeight() - HEAD - 8) / LINE);
        listing = FileListing.of(moment.frame(), ReadFile.of(moment.frame(), moment.selected()), lines);
        firstFile = Math.clamp(firstFile == SHOW_WHAT_IS_READ ? readRow() - lines / 2 : firstFile, 0,
                Math.max(0, listing.size() - lines));
        double y = HEAD + LINE / 2;
        for (int r = firstFile; r < Math.min(listing.size(), firstFile + lines); r++) {
            var row = listing.get(r);
            double right = box.getMaxX() - 8;
            if (!row.what().equals(Selection.NOTHING)) {
                var lit = new Rectangle2D.Double(8, y - LINE / 2, right - 8, LINE);
                places.add(lit, row.what());
                if (row.read()) {
                    pen.g.setColor(theme.colour(Role.ACCENT_SOFT));
                    pen.g.fill(new RoundRectangle2D.Double(8, y - LINE / 2, right - 8, LINE, 7, 7));
                }
            }
            guides(pen, listing, r, y, theme);
            row(pen, row, y, right - 6, theme);
            y += LINE;
        }
        thumb(pen, new Rectangle2D.Double(box.getMaxX() - 5, HEAD, 3, lines * LINE), firstFile, lines, listing.size(),
                theme);
    }

    private int readRow() {
        for (int r = 0; r < listing.size(); r++) {
            if (listing.get(r).read()) {
                return r;
            }
        }
        return 0;
    }

    /// Says how much of a list is in sight, and where; nothing if all is.
    private static void thumb(Pen pen, Rectangle2D track, int first, int shown, int all, Theme theme) {
        if (shown >= all || shown <= 0) {
            return;
        }
        double height = Math.max(18, track.getHeight() * shown / all);
        double top = track.getY() + (track.getHeight() - height) * Math.min(first, all - shown) / (all - shown);
        pen.g.setColor(theme.colour(Role.LINE_STRONG));
        pen.g.fill(new RoundRectangle2D.Double(track.getX(), top, track.getWidth(), height, 3, 3));
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
        var colour = theme.colour(row.read() ? Role.ACCENT : Role.TEXT);
        var name = Pen.fit(row.name(), right - x, face, SIZE);
        pen.left(name, x, y, face, SIZE, colour);
        // What a file is called matters more than what it holds, which stands at the right as well.
        double room = right - x - face.width(name, SIZE) - 10;
        if (!row.value().isEmpty() && room >= LEAST_VALUE) {
            boolean failed = row.value().equals(Transaction.Outcome.FAILED.word());
            var ink = theme.colour(failed ? Role.DANGER : Role.TEXT_MUTED);
            var valueFace = failed ? Typeface.MONO_MEDIUM : Typeface.MONO;
            pen.right(Pen.fit(row.value(), room, valueFace, 11), right, y, valueFace, 11, ink);
        }
    }

    /// The file whose content is shown.
    private static String file(Files files, ReadFile read) {
        if (files == Files.NONE) {
            return "/sys/fs";
        }
        if (read.transaction() != null) {
            return MOUNT + "/overlays/tx_" + read.transaction().number() + "/" + DTBO;
        }
        return read.ofPool()
                ? MOUNT + "/device_tree"
                : MOUNT + "/instances/" + read.instance().label()
                        + (files == Files.INSTANCES ? "/device_tree_source" : "/device_tree");
    }

    /// What it is, in words.
    private static String about(Files files, ReadFile read) {
        if (files == Files.NONE) {
            return "";
        }
        if (read.transaction() != null) {
            return Text.TREE_TRANSACTION.of(read.transaction().outcome().word());
        }
        return read.ofPool() ? Text.TREE_POOL.of() : Text.TREE_INSTANCE.of(read.instance().id());
    }

    private void source(Pen pen, Moment moment, Rectangle2D box) {
        var theme = moment.theme();
        var muted = theme.colour(Role.TEXT_MUTED);
        var read = ReadFile.of(moment.frame(), moment.selected());
        var files = moment.frame().books.generation().files();
        double right = box.getMaxX() - EDGE;
        double x = box.getX() + EDGE;
        var path = in(moment.frame(), read.host()) + file(files, read);
        var lines = text(moment).strip().split("\n");
        var side = about(files, read);
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
        source(pen, lines, new Rectangle2D.Double(x, HEAD + 6, right - x, ground - 12), theme);
    }

    /// In one column, or in two if one is not enough and the room is wide.
    private void source(Pen pen, String[] whole, Rectangle2D room, Theme theme) {
        double letter = Typeface.MONO.width("0", SIZE);
        double gutter = Typeface.MONO.width("0000", 11) + 12;
        boolean wide = 2 * (gutter + LONG_LINE * letter) + 12 <= room.getWidth();
        var all = SourceLines.of(whole, wide ? LONG_LINE : (int) ((room.getWidth() - gutter) / letter));
        int rows = (int) (room.getHeight() / LINE);
        firstLine = Math.clamp(firstLine, 0, Math.max(0, all.size() - rows));
        var lines = all.subList(firstLine, all.size());
        double first = gutter + SourceLines.longest(lines, 0, rows) * letter;
        double second = gutter + SourceLines.longest(lines, rows, 2 * rows) * letter;
        boolean two = lines.size() > rows && first + 12 + second <= room.getWidth();
        int spots = two ? 2 * rows : rows;
        int painted = lines.size() > spots ? spots - 1 : lines.size();
        // What the second column does not need is the first one's.
        double start = Math.max(first + 12, room.getWidth() - Math.max(second, room.getWidth() / 2));
        double turn = two ? room.getX() + start : room.getMaxX();
        for (int i = 0; i < Math.min(spots, lines.size()); i++) {
            double left = (i < rows ? room.getX() : turn) + gutter;
            double y = room.getY() + (i % rows + 0.5) * LINE;
            if (i == painted) {
                int more = lines.size() - painted;
                var words = Text.MORE_LINES.count(more);
                pen.left(words, left, y, Typeface.TEXT, 11.5, theme.colour(Role.TEXT_MUTED));
                break;
            }
            pen.right(lines.get(i).number(), left - 12, y, Typeface.MONO, 11, theme.colour(Role.TEXT_FAINT));
            for (var piece : lines.get(i).pieces()) {
                pen.left(piece.text(), left + piece.from() * letter, y, Typeface.MONO, SIZE, ink(piece.tint(), theme));
            }
        }
        thumb(pen, new Rectangle2D.Double(room.getMaxX() + 2, room.getY(), 3, room.getHeight()), firstLine, spots,
                all.size(), theme);
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
