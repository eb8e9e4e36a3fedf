package archipelago.app.render;

import archipelago.app.i18n.Text;
import archipelago.app.layout.CacheMark;
import archipelago.app.layout.Caption;
import archipelago.app.layout.DeviceMark;
import archipelago.app.layout.Link;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.engine.frame.Frame;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Paints what the tiles stand on: sockets, the interconnect between them, captions and devices.
final class SocketPainter {
    static final double TEXT_SIZE = 12;
    private static final double DEVICE_SIZE = 11;
    private static final double OWNER_SIZE = 10;
    private static final double CACHE_SIZE = 10.5;
    private static final double LEAST_BRACKET = 4;
    private static final double ROOMY_LANE = 30;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Frame frame;
    private final MapMarks marks;

    SocketPainter(MapPen pen, MachineMapLayout layout, Frame frame, MapMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.marks = marks;
    }

    /// @param seen what of the surface is painted
    void paint(Rectangle2D seen) {
        layout.links().forEach(link -> link(link, seen));
        for (var panel : layout.panels()) {
            if (panel.intersects(seen)) {
                pen.ground(MapPen.round(panel, 10), pen.colour(Theme.Role.SUNKEN));
                pen.line(MapPen.round(panel, 10), pen.colour(Theme.Role.LINE), 1);
            }
        }
    }

    /// Names of sockets, nodes and devices; those that would be cut are left out.
    void words(Rectangle2D seen) {
        layout.captions().stream().filter(caption -> seen.contains(caption.room())).forEach(this::caption);
        layout.devices().stream().filter(device -> seen.contains(device.bounds())).forEach(this::device);
    }

    /// Where the number of a cache stands, if it has room.
    static Rectangle2D words(CacheMark cache) {
        var room = cache.bracket();
        double wide = Typeface.MEDIUM.width(Text.MAP_CACHE.of(cache.cache()), CACHE_SIZE) + 10;
        return room.getHeight() >= CACHE_SIZE && wide + 12 <= room.getWidth()
                ? new Rectangle2D.Double(room.getCenterX() - wide / 2, room.getY(), wide, room.getHeight())
                : new Rectangle2D.Double();
    }

    /// A bracket below the tiles of each last-level cache, with its number where there is room.
    void caches(Rectangle2D seen) {
        var line = pen.colour(Theme.Role.LINE_STRONG);
        var ink = pen.colour(Theme.Role.TEXT_MUTED);
        for (var cache : layout.caches()) {
            var room = cache.bracket();
            if (room.getHeight() < LEAST_BRACKET || !room.intersects(seen)) {
                continue;
            }
            var text = Text.MAP_CACHE.of(cache.cache());
            var words = words(cache);
            boolean said = !words.isEmpty() && seen.contains(room);
            double y = said ? Math.round(room.getCenterY()) + 0.5 : room.getY() + 2.5;
            double up = Math.min(4, y - room.getY());
            double left = room.getX() + 0.5;
            double right = room.getMaxX() - 0.5;
            double cut = said ? words.getWidth() / 2 : 0;
            var bracket = new Path2D.Double();
            bracket.moveTo(left, y - up);
            bracket.lineTo(left, y);
            bracket.lineTo(room.getCenterX() - cut, y);
            bracket.moveTo(room.getCenterX() + cut, y);
            bracket.lineTo(right, y);
            bracket.lineTo(right, y - up);
            pen.line(bracket, line, 1);
            if (said) {
                pen.centred(text, Typeface.MEDIUM, CACHE_SIZE, ink, room.getCenterX(), MapPen.baseline(y, CACHE_SIZE));
            }
        }
    }

    /// What a caption says in the room that it has.
    static String words(Caption caption, MachineMapLayout layout) {
        var face = caption.main() ? Typeface.STRONG : Typeface.MEDIUM;
        var alike = layout.captions().stream()
                .filter(other -> other.main() == caption.main() && other.room().getWidth() >= caption.room().getWidth() - 1)
                .toList();
        for (int parts = caption.text().size(); parts > 1; parts--) {
            int count = parts;
            // As many words as the others of its width have room for, so that no digit makes a difference.
            if (alike.stream().allMatch(other -> face.width(upTo(count, other), TEXT_SIZE) <= caption.room().getWidth())) {
                return upTo(parts, caption);
            }
        }
        // Either all of them are brief or none, so that a row of them reads as one.
        boolean brief = layout.captions().stream()
                .filter(other -> other.main() == caption.main())
                .anyMatch(other -> face.width(other.text().getFirst(), TEXT_SIZE) > other.room().getWidth());
        var words = brief ? caption.brief() : caption.text().getFirst();
        return MapPen.cut(words, face, TEXT_SIZE, caption.room().getWidth());
    }

    private static String upTo(int parts, Caption caption) {
        return String.join(" · ", caption.text().subList(0, Math.min(parts, caption.text().size())));
    }

    private void caption(Caption caption) {
        pen.text(
                words(caption, layout),
                caption.main() ? Typeface.STRONG : Typeface.MEDIUM,
                TEXT_SIZE,
                pen.colour(Theme.Role.TEXT_MUTED),
                caption.room().getX() + 1,
                Math.round(MapPen.baseline(caption.room().getCenterY(), TEXT_SIZE)));
    }

    private void device(DeviceMark device) {
        var box = MapPen.round(device.bounds(), 4);
        int owner = device.index() < 0 ? -1 : marks.notes().deviceOwner().get(device.index());
        var look = pen.theme.kernel(owner);
        pen.fill(box, look.fill());
        if (owner < 0 && device.index() >= 0) {
            Glyphs.hatch(pen.g, box, MapPen.faded(pen.colour(Theme.Role.HATCH), 0.6), 5);
        }
        var tag = device.tag() > 0 ? device.owner() : MapPen.grown(device.bounds(), -1);
        Texture.of(owner).cover(pen.g, MapPen.grown(tag, -1), MapPen.faded(look.stroke(), 0.4));
        var itself = new Selection.OfDevice(device.index());
        boolean marked = marks.hovered().equals(itself)
                || marks.selected().equals(itself)
                || device.index() >= 0 && marks.related().devices().get(device.index());
        pen.line(box, look.stroke(), marked ? 2 : 1);
        if (owner == 0) {
            pen.line(MapPen.round(MapPen.grown(device.bounds(), -2), 2.5), MapPen.faded(look.stroke(), 0.45), 1);
        }
        if (device.index() >= 0 && frame.devicesGone.get(device.index())) {
            gone(device, box);
            return;
        }
        Color ink = owner < 0 ? pen.colour(Theme.Role.TEXT_MUTED) : look.stroke();
        double x = device.words().getCenterX();
        double baseline = MapPen.baseline(device.bounds().getCenterY(), DEVICE_SIZE);
        if (device.index() >= 0) {
            double w = Typeface.MONO_MEDIUM.width(device.text(), DEVICE_SIZE) + 4;
            pen.fill(new Rectangle2D.Double(x - w / 2, device.bounds().getCenterY() - 6, w, 12), look.fill());
        }
        pen.centred(device.text(), Typeface.MONO_MEDIUM, DEVICE_SIZE, ink, x, baseline);
        owner(device, owner, look, ink);
    }

    /// Behind a device's name that of who has it, on what its territory looks like.
    private void owner(DeviceMark device, int owner, Theme.Identity look, Color ink) {
        if (device.tag() <= 0) {
            return;
        }
        var kernel = frame.present(owner);
        var name = kernel == null ? Text.POOL.of() : kernel.name();
        var words = Pen.fit(name, device.tag() - 10, Typeface.STRONG, OWNER_SIZE);
        var room = device.owner();
        double wide = Typeface.STRONG.width(words, OWNER_SIZE);
        double x = room.getMaxX() - 5 - wide;
        pen.fill(new Rectangle2D.Double(x - 2, room.getCenterY() - 6, wide + 4, 12), look.fill());
        pen.text(words, Typeface.STRONG, OWNER_SIZE, ink, x, MapPen.baseline(room.getCenterY(), OWNER_SIZE));
    }

    /// A function that does not answer any more: crossed out, and its name struck through.
    private void gone(DeviceMark device, RoundRectangle2D box) {
        var danger = pen.colour(Theme.Role.DANGER);
        pen.fill(box, pen.colour(Theme.Role.DANGER_SOFT));
        Glyphs.crossHatch(pen.g, box, MapPen.faded(danger, 0.2), 6);
        pen.line(box, danger, 1);
        double x = device.words().getCenterX();
        double y = device.bounds().getCenterY();
        pen.centred(device.text(), Typeface.MONO_MEDIUM, DEVICE_SIZE, danger, x, MapPen.baseline(y, DEVICE_SIZE));
        double half = Typeface.MONO_MEDIUM.width(device.text(), DEVICE_SIZE) / 2 + 2;
        pen.line(new Line2D.Double(x - half, y + 0.5, x + half, y + 0.5), danger, 1);
    }

    private void link(Link link, Rectangle2D seen) {
        var lane = link.lane();
        if (!lane.intersects(seen)) {
            return;
        }
        var text = Text.MAP_DISTANCE.of(link.distance());
        double half = halfWords(link);
        double x = Math.floor(lane.getCenterX()) + 0.5;
        double top = lane.getY() + 16;
        double bottom = lane.getMaxY() - 16;
        var colour = pen.colour(Theme.Role.LINE);
        boolean said = said(link);
        double y = wordsAt(lane, half);
        for (double dx : lane.getWidth() < ROOMY_LANE ? new double[] {-1.5, 1.5} : new double[] {-3, 3}) {
            if (said) {
                pen.line(new Line2D.Double(x + dx, top, x + dx, y - half), colour, 1);
                if (y + half < bottom) {
                    pen.line(new Line2D.Double(x + dx, y + half, x + dx, bottom), colour, 1);
                }
            } else {
                pen.line(new Line2D.Double(x + dx, top, x + dx, bottom), colour, 1);
            }
        }
        if (said && seen.contains(wordsRoom(link))) {
            var before = pen.g.getTransform();
            pen.g.transform(AffineTransform.getRotateInstance(-Math.PI / 2, x, y));
            pen.centred(text, Typeface.TEXT, 11, pen.colour(Theme.Role.TEXT_FAINT), x, y + MapPen.CAPS * 5.5);
            pen.g.setTransform(before);
        }
    }

    private static double halfWords(Link link) {
        return Typeface.TEXT.width(Text.MAP_DISTANCE.of(link.distance()), 11) / 2 + 10;
    }

    /// Whether a lane has room for the distance; where it has none, the legend says it.
    static boolean said(Link link) {
        return link.distance() > 0
                && link.lane().getWidth() >= ROOMY_LANE
                && link.lane().getHeight() > 3 * halfWords(link);
    }

    /// Where the words in a lane have their middle; below the middle of the lane, where most
    /// messages pass, but not over its end.
    ///
    /// @param half half of what the words take
    private static double wordsAt(Rectangle2D lane, double half) {
        return Math.round(lane.getY() + Math.min(lane.getHeight() * 0.84, lane.getHeight() - half));
    }

    /// What the words in a lane take, so that labels can keep off them.
    static Rectangle2D wordsRoom(Link link) {
        var lane = link.lane();
        double half = Typeface.TEXT.width(Text.MAP_DISTANCE.of(link.distance()), 11) / 2 + 4;
        return new Rectangle2D.Double(lane.getCenterX() - 8, wordsAt(lane, half + 6) - half, 16, 2 * half);
    }
}
