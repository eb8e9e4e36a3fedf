package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Paints one core: its state as a glyph, a pattern and a word, its load as a line and a bar.
final class TilePainter {
    static final double ID_SIZE = 11.5;
    static final double WORD_SIZE = 11;
    static final double SMALL_ID = 10.5;
    private static final double LEAST_HIGH_FOR_ID = 32;
    private static final double SIDE = 8;
    private static final double DASH = 5;

    private final MapPen pen;
    private final Machine machine;
    private final Frame frame;
    private final MapNotes notes;
    private final MachineMapLayout layout;
    private final TileStamps stamps;
    /// Either all small tiles have an id or none.
    private final String longest;

    /// @param stamps empty tiles that were painted before; null where none are kept
    TilePainter(
            MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapNotes notes, TileStamps stamps) {
        this.stamps = stamps;
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
        this.notes = notes;
        longest = Long.toString(machine.cores().stream().mapToLong(Machine.Core::physicalId).max().orElse(0));
    }

    /// Paints everything that routes may cross.
    void ground(int core, Rectangle2D box, Level level) {
        var state = TileState.of(frame, core, notes);
        switch (level) {
            case FULL, TILE -> tile(core, box, state, level);
            case GLYPH -> glyph(core, box, state);
            case CELL, BLOCK -> new CellPainter(pen, frame, notes).cell(core, box, state);
        }
    }

    /// Paints what is to be read, after the routes.
    void letters(int core, Rectangle2D box, Level level) {
        var state = TileState.of(frame, core, notes);
        switch (level) {
            case FULL, TILE -> words(core, box, state, level);
            case GLYPH -> {
                boolean named = smallId(core, box, state);
                boolean speaks = state.kind() != TileState.Kind.RUNNING && state.kind() != TileState.Kind.POOL;
                if (speaks) {
                    double middle = box.getCenterY() + (named ? SMALL_ID / 2 : 0);
                    sign(state, box.getCenterX(), middle, Math.min(13, box.getWidth() * 0.5));
                }
            }
            case CELL, BLOCK -> {}
        }
    }

    /// The id on a small tile that has room for it and a sign below it.
    private boolean smallId(int core, Rectangle2D box, TileState state) {
        var id = Long.toString(machine.physicalId(core));
        boolean fits = box.getHeight() >= LEAST_HIGH_FOR_ID
                && Typeface.MONO_MEDIUM.width(longest, SMALL_ID) + 5 <= box.getWidth();
        if (fits) {
            // Behind the id of a core that runs stands its load, in the same colour.
            var ink = state.kind() == TileState.Kind.RUNNING ? pen.colour(Theme.Role.TEXT) : ink(state);
            pen.centred(id, Typeface.MONO_MEDIUM, SMALL_ID, ink, box.getCenterX(), box.getY() + SMALL_ID + 2);
        }
        return fits;
    }

    /// Where a tile's id stands, so that labels can keep off it.
    static Rectangle2D idRoom(Rectangle2D box, String id) {
        return new Rectangle2D.Double(
                box.getX() + SIDE - 2,
                box.getY() + 4,
                Typeface.MONO_MEDIUM.width(id, ID_SIZE) + 4,
                15);
    }

    private void tile(int core, Rectangle2D box, TileState state, Level level) {
        var shape = shape(core, box, level == Level.FULL ? 9 : 7);
        ground(shape, state, 7);
        border(shape, state, state.kind() == TileState.Kind.RUNNING && frame.busy[core] ? 1.8 : 1.1);
        tray(core, box);
        if (state.kind().showsLoad()) {
            load(core, box, state, level);
        }
    }

    /// The outline of a tile. Threads of a physical core are parts of one: round outside only.
    private Shape shape(int core, Rectangle2D box, double radius) {
        boolean left = layout.joinedLeft(core);
        boolean right = layout.joinedRight(core);
        return left || right ? MapPen.round(box, left ? 0 : radius, right ? 0 : radius) : MapPen.round(box, radius);
    }

    private void words(int core, Rectangle2D box, TileState state, Level level) {
        var id = Long.toString(machine.physicalId(core));
        pen.text(id, Typeface.MONO_MEDIUM, ID_SIZE, ink(state), box.getX() + SIDE, box.getY() + 15.5);
        // Most cores of a machine do nothing most of the time; they say so quietly.
        if (state.kind() == TileState.Kind.IDLE || state.kind() == TileState.Kind.ENDED) {
            quiet(state, box, level);
        } else if (state.kind() != TileState.Kind.RUNNING) {
            said(core, box, state, level);
        }
        if (level == Level.FULL) {
            fields(core, box, state);
        }
    }

    private void glyph(int core, Rectangle2D box, TileState state) {
        if (!stamped(core, box, state)) {
            var shape = shape(core, box, 4);
            ground(shape, state, 6);
            border(shape, state, 1);
        }
        if (state.kind().showsLoad()) {
            double h = (box.getHeight() - 4) * frame.meanLoad(core) / 100;
            pen.fill(
                    new Rectangle2D.Double(box.getX() + 2, box.getMaxY() - 2 - h, box.getWidth() - 4, h),
                    MapPen.mixed(pen.colour(Theme.Role.TILE), look(state), 0.45));
        }
    }

    /// Most tiles of a large machine are alike, and without a pattern that depends on where they stand.
    private boolean stamped(int core, Rectangle2D box, TileState state) {
        boolean running = state.kind() == TileState.Kind.RUNNING;
        if (stamps == null || !running && state.kind() != TileState.Kind.IDLE) {
            return false;
        }
        var look = new TileStamps.Look(
                pen.colour(running ? Theme.Role.TILE : Theme.Role.TILE_IDLE),
                look(state),
                layout.joinedLeft(core),
                layout.joinedRight(core));
        return stamps.put(pen.g, box, look, at -> shape(core, at, 4));
    }

    private void ground(Shape shape, TileState state, double gap) {
        var tile = pen.colour(Theme.Role.TILE);
        switch (state.kind()) {
            case IDLE -> pen.ground(shape, pen.colour(Theme.Role.TILE_IDLE));
            case POOL -> {
                pen.ground(shape, pen.colour(Theme.Role.TILE_IDLE));
                Glyphs.hatch(pen.g, shape, MapPen.faded(pen.colour(Theme.Role.HATCH), 0.7), gap);
            }
            case PARKED, HALTING -> {
                pen.ground(shape, pen.colour(Theme.Role.TILE_IDLE));
                Glyphs.hatch(pen.g, shape, MapPen.faded(look(state), 0.3), gap);
            }
            case ENDED -> pen.ground(shape, pen.colour(Theme.Role.TILE_IDLE));
            case HUNG -> {
                // Rising lines only: it has not fallen, it does not move.
                pen.ground(shape, pen.colour(Theme.Role.DANGER_SOFT));
                Glyphs.hatch(pen.g, shape, MapPen.faded(pen.colour(Theme.Role.DANGER), 0.2), gap + 2);
            }
            case PANICKED, DEAD -> {
                pen.ground(shape, pen.colour(Theme.Role.DANGER_SOFT));
                Glyphs.crossHatch(pen.g, shape, MapPen.faded(pen.colour(Theme.Role.DANGER), 0.24), gap + 1);
            }
            default -> pen.ground(shape, tile);
        }
    }

    private void border(Shape shape, TileState state, double width) {
        var look = look(state);
        switch (state.kind()) {
            case HOTPLUG, MOVING -> pen.dashed(shape, look, 2, DASH, DASH, dashPhase());
            case GHOST -> pen.dashed(shape, look, 1.4, 2, 4, 0);
            case POOL, ENDED -> pen.line(shape, pen.colour(Theme.Role.LINE_STRONG), 1);
            case PARKED, HALTING -> pen.line(shape, MapPen.faded(look, 0.7), 1);
            case PANICKED, HUNG, DEAD -> pen.line(shape, pen.colour(Theme.Role.DANGER), 1.1);
            default -> pen.line(shape, look, width);
        }
    }

    /// The border moves with the machine's time, twelve pixels a second on screen.
    private double dashPhase() {
        double seconds = frame.speedNsPerSecond <= 0 ? 0 : (double) frame.nowNs / frame.speedNsPerSecond;
        return -(seconds * 12) % (2 * DASH) + 2 * DASH;
    }

    private Color look(TileState state) {
        return pen.theme.kernel(state.kernel()).stroke();
    }

    private Color ink(TileState state) {
        return switch (state.kind()) {
            case POOL, ENDED -> pen.colour(Theme.Role.TEXT_MUTED);
            case PANICKED, HUNG, DEAD -> pen.colour(Theme.Role.DANGER);
            case IDLE -> MapPen.mixed(look(state), pen.colour(Theme.Role.TEXT_MUTED), 0.35);
            default -> state.kernel() < 0 ? pen.colour(Theme.Role.TEXT_MUTED) : look(state);
        };
    }

    /// The line on which messages wait, on the core that takes its kernel's doorbells.
    private void tray(int core, Rectangle2D box) {
        for (var kernel : frame.kernels) {
            if (kernel.bootCore() == core && kernel.phase().alive()) {
                double y = Math.floor(box.getY() + 18) + 0.5;
                double reach = Math.min(30, box.getWidth() - 44);
                var colour = MapPen.faded(pen.theme.kernel(kernel.slot()).stroke(), 0.8);
                pen.line(new Line2D.Double(box.getMaxX() - 6 - reach, y, box.getMaxX() - 6, y), colour, 1);
                pen.line(new Line2D.Double(box.getMaxX() - 6 - reach, y - 3, box.getMaxX() - 6 - reach, y), colour, 1);
                pen.line(new Line2D.Double(box.getMaxX() - 6, y - 3, box.getMaxX() - 6, y), colour, 1);
            }
        }
    }

    private void load(int core, Rectangle2D box, TileState state, Level level) {
        var look = look(state);
        double left = box.getX() + SIDE;
        double width = box.getWidth() - 2 * SIDE;
        double bottom = box.getMaxY() - (level == Level.FULL ? 34 : 16);
        double top = box.getY() + (level == Level.FULL ? 40 : box.getHeight() < 56 ? 20 : 24);
        if (bottom - top >= 6 && state.kind() == TileState.Kind.RUNNING) {
            history(core, new Rectangle2D.Double(left, top, width, bottom - top), look);
        }
        double y = Math.floor(box.getMaxY() - 12);
        var track = MapPen.round(new Rectangle2D.Double(left - 0.5, y, width + 1, 5), 2);
        if (pen.theme.name() == Theme.Name.CONTRAST) {
            // There lines are bright: a full track would look like a full load.
            pen.line(track, pen.colour(Theme.Role.LINE), 1);
        } else {
            pen.fill(track, pen.colour(Theme.Role.LINE));
        }
        double share = frame.meanLoad(core) / 100.0;
        if (share > 0) {
            var bar = MapPen.round(new Rectangle2D.Double(left - 0.5, y, Math.max(5, (width + 1) * share), 5), 2);
            pen.fill(bar, look);
        }
    }

    private void history(int core, Rectangle2D room, Color look) {
        var line = new Path2D.Double();
        int n = Frame.LOAD_BUCKETS;
        for (int b = 0; b < n; b++) {
            double x = room.getX() + room.getWidth() * b / (n - 1);
            double y = room.getMaxY() - room.getHeight() * frame.load[core * n + b] / 100;
            if (b == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        var area = new Path2D.Double(line);
        area.lineTo(room.getMaxX(), room.getMaxY());
        area.lineTo(room.getX(), room.getMaxY());
        area.closePath();
        pen.fill(area, MapPen.faded(look, 0.12));
        pen.line(line, MapPen.faded(look, 0.85), 1.3);
    }

    /// The sign of an idle core alone, or of one that is off with all others; the legend says what it means.
    private void quiet(TileState state, Rectangle2D box, Level level) {
        pen.g.setColor(pen.colour(Theme.Role.TEXT_FAINT));
        double top = box.getY() + (level == Level.FULL ? 38 : 18);
        double bottom = box.getMaxY() - (level == Level.FULL ? 30 : 13);
        double size = Math.clamp(bottom - top - 2, 6, 11);
        var sign = state.kind() == TileState.Kind.ENDED ? Glyphs.Sign.OFF : Glyphs.Sign.IDLE;
        Glyphs.sign(pen.g, sign, box.getCenterX(), (top + bottom) / 2, size);
    }

    /// A glyph and a word, or what of them has room.
    private void said(int core, Rectangle2D box, TileState state, Level level) {
        double room = box.getWidth() - 8;
        if (level == Level.FULL) {
            saidInOneLine(box, state);
            return;
        }
        var word = fitting(state, room);
        var ink = ink(state);
        double middle = box.getY() + 20 + (box.getHeight() - 20) / 2;
        boolean both = box.getHeight() >= 58;
        if (!word.isEmpty() && !both && !waitedFor(core) && (state.kind().wrong() || state.kind() == TileState.Kind.GHOST)) {
            // What is wrong is told by a sign too, beside the id where there is no other room.
            double id = Typeface.MONO_MEDIUM.width(Long.toString(machine.physicalId(core)), ID_SIZE);
            sign(state, box.getX() + SIDE + id + 9, box.getY() + 11.5, 9);
        }
        if (word.isEmpty() || both) {
            sign(state, box.getCenterX(), word.isEmpty() ? middle - 2 : middle - 11, 13);
        }
        if (!word.isEmpty()) {
            double baseline = MapPen.baseline(both ? middle + 8 : middle - 3, WORD_SIZE);
            clear(word, state, box.getCenterX(), baseline);
            pen.centred(word, Typeface.STRONG, WORD_SIZE, ink, box.getCenterX(), baseline);
        }
    }

    /// Whether messages wait on the tile, where the sign would stand.
    private boolean waitedFor(int core) {
        return frame.flights.stream().anyMatch(flight -> flight.toCore() == core && flight.waiting(frame.nowNs));
    }

    /// A large tile has its owner's name above, so there is less height and more width.
    private void saidInOneLine(Rectangle2D box, TileState state) {
        double width = Typeface.STRONG.width(state.word(), WORD_SIZE);
        double middle = (box.getY() + 38 + box.getMaxY() - 6) / 2;
        double left = box.getCenterX() - (width + 18) / 2;
        sign(state, left + 6, middle, 12);
        double baseline = MapPen.baseline(middle, WORD_SIZE);
        clear(state.word(), state, left + 18 + width / 2, baseline);
        pen.text(state.word(), Typeface.STRONG, WORD_SIZE, ink(state), left + 18, baseline);
    }

    /// Takes away what is behind a word.
    private void clear(String word, TileState state, double x, double baseline) {
        double w = Typeface.STRONG.width(word, WORD_SIZE) + 6;
        var ground = switch (state.kind()) {
            case PANICKED, HUNG, DEAD -> Theme.Role.DANGER_SOFT;
            case POOL, PARKED, HALTING, IDLE, ENDED -> Theme.Role.TILE_IDLE;
            default -> Theme.Role.TILE;
        };
        pen.fill(MapPen.round(new Rectangle2D.Double(x - w / 2, baseline - 11, w, 14), 4), pen.colour(ground));
    }

    private static String fitting(TileState state, double room) {
        if (Typeface.STRONG.width(state.word(), WORD_SIZE) <= room) {
            return state.word();
        }
        return Typeface.STRONG.width(state.shortWord(), WORD_SIZE) <= room ? state.shortWord() : "";
    }

    private void sign(TileState state, double x, double y, double size) {
        pen.g.setColor(ink(state));
        switch (state.kind()) {
            case BOOTING -> Glyphs.progress(pen.g, state.progress(), x, y, size);
            case HOTPLUG, MOVING -> Glyphs.sign(pen.g, Glyphs.Sign.MOVING, x, y, size);
            case PANICKED -> Glyphs.sign(pen.g, Glyphs.Sign.PANICKED, x, y, size);
            case HUNG -> Glyphs.sign(pen.g, Glyphs.Sign.HUNG, x, y, size);
            case DEAD -> Glyphs.sign(pen.g, Glyphs.Sign.DEAD, x, y, size);
            case ENDED -> Glyphs.sign(pen.g, Glyphs.Sign.OFF, x, y, size * 0.8);
            case POOL, PARKED, HALTING -> Glyphs.sign(pen.g, Glyphs.Sign.PARKED, x, y, size * 0.8);
            case IDLE -> Glyphs.sign(pen.g, Glyphs.Sign.IDLE, x, y, size);
            case RUNNING, GHOST -> Glyphs.sign(pen.g, Glyphs.Sign.RUNNING, x, y, size);
        }
    }

    /// What a large tile says besides: its kernel, its part in it, its load as a figure.
    private void fields(int core, Rectangle2D box, TileState state) {
        var kernel = frame.present(state.kernel());
        var muted = pen.colour(Theme.Role.TEXT_MUTED);
        double left = box.getX() + SIDE;
        if (kernel != null) {
            double room = box.getWidth() - 2 * SIDE;
            // The line above has to have room for the messages that wait.
            var both = kernel.name() + " · " + Text.TILE_BOOT_CORE.of();
            boolean part = kernel.bootCore() == core && Typeface.TEXT.width(both, WORD_SIZE) <= room;
            var name = part ? both : MapPen.cut(kernel.name(), Typeface.TEXT, WORD_SIZE, room);
            pen.text(name, Typeface.TEXT, WORD_SIZE, muted, left, box.getY() + 31);
        }
        if (state.kind().showsLoad()) {
            var share = Text.PERCENT.of(frame.meanLoad(core));
            var words = state.kind() == TileState.Kind.IDLE
                    ? Text.IDLE.of()
                    : frame.busy[core] ? Text.TILE_BUSY.of(share) : share;
            pen.text(words, Typeface.TEXT, WORD_SIZE, muted, left, box.getMaxY() - 18);
        }
    }
}
