package archipelago.app.render;

import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Paints cores that are no more than cells: a colour, how much of it, and a sign for what has gone wrong.
final class CellPainter {
    private static final double IDLE = 0.28;
    private static final double PER_PERCENT = 0.0065;
    /// A cell that has more of its kernel's colour has light marks.
    private static final double DARK = 0.45;

    private final MapPen pen;
    private final Frame frame;
    private final MapNotes notes;

    CellPainter(MapPen pen, Frame frame, MapNotes notes) {
        this.pen = pen;
        this.frame = frame;
        this.notes = notes;
    }

    /// Paints many cores as cells, whose edges lie on whole pixels and need no smoothing.
    void cells(int[] cores, MachineMapLayout layout) {
        var states = new ArrayList<TileState>();
        pen.g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int core : cores) {
            var state = TileState.of(frame, core, notes);
            states.add(state);
            if (state.kind().showsLoad()) {
                pen.fill(layout.tile(core), loaded(core, state));
            }
        }
        textures(cores, states, layout);
        pen.g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < cores.length; i++) {
            if (!states.get(i).kind().showsLoad()) {
                cell(cores[i], layout.tile(cores[i]), states.get(i));
            }
        }
    }

    /// The mark of its kernel on each cell: dark where the cell is light, and light where it is dark.
    private void textures(int[] cores, List<TileState> states, MachineMapLayout layout) {
        var light = new TreeMap<Integer, Path2D>();
        var dark = new TreeMap<Integer, Path2D>();
        for (int i = 0; i < cores.length; i++) {
            var state = states.get(i);
            if (state.kind().showsLoad() && state.kernel() > 0) {
                var marks = strength(cores[i]) > DARK ? light : dark;
                var path = marks.computeIfAbsent(state.kernel(), slot -> new Path2D.Double());
                Texture.of(state.kernel()).mark(path, layout.tile(cores[i]));
            }
        }
        light.forEach((slot, path) -> Texture.draw(pen.g, path, pen.colour(Theme.Role.SURFACE)));
        dark.forEach((slot, path) -> Texture.draw(pen.g, path, pen.theme.kernel(slot).stroke()));
    }

    /// How much of its kernel's colour a cell has.
    private double strength(int core) {
        return IDLE + PER_PERCENT * frame.meanLoad(core);
    }

    private Color loaded(int core, TileState state) {
        return MapPen.mixed(pen.colour(Theme.Role.TILE), look(state), strength(core));
    }

    void cell(int core, Rectangle2D box, TileState state) {
        var look = look(state);
        var ground = pen.colour(Theme.Role.TILE);
        switch (state.kind()) {
            case RUNNING, IDLE, HALTING -> pen.ground(box, loaded(core, state));
            case BOOTING -> {
                pen.ground(box, MapPen.mixed(ground, look, 0.2));
                pen.fill(half(box), look);
            }
            case POOL -> pen.ground(box, pen.colour(Theme.Role.HATCH));
            case PARKED, HOTPLUG, MOVING, GHOST -> {
                pen.ground(box, MapPen.mixed(ground, look, 0.12));
                pen.ground(lower(box), MapPen.mixed(ground, look, 0.6));
            }
            case PANICKED, HUNG, DEAD -> {
                pen.ground(box, pen.colour(Theme.Role.DANGER));
                if (box.getWidth() >= 6) {
                    pen.g.setColor(pen.colour(Theme.Role.SURFACE));
                    var sign = switch (state.kind()) {
                        case HUNG -> Glyphs.Sign.HUNG;
                        case DEAD -> Glyphs.Sign.DEAD;
                        default -> Glyphs.Sign.PANICKED;
                    };
                    Glyphs.sign(pen.g, sign, box.getCenterX(), box.getCenterY(), box.getWidth() - 1);
                }
            }
            case ENDED -> pen.ground(box, pen.colour(Theme.Role.TILE_IDLE));
        }
    }

    private static Shape half(Rectangle2D box) {
        var path = new Path2D.Double();
        path.moveTo(box.getMinX(), box.getMaxY());
        path.lineTo(box.getMaxX(), box.getMaxY());
        path.lineTo(box.getMaxX(), box.getMinY());
        path.closePath();
        return path;
    }

    private static Shape lower(Rectangle2D box) {
        return new Rectangle2D.Double(box.getX(), box.getCenterY(), box.getWidth(), box.getHeight() / 2);
    }

    private Color look(TileState state) {
        return pen.theme.kernel(state.kernel()).stroke();
    }
}
