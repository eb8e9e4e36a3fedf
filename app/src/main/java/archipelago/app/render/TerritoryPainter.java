package archipelago.app.render;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.Selection;
import archipelago.app.layout.Territory;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Phase;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Paints what a kernel owns as a place, and its name above it. The host's edge is double.
final class TerritoryPainter {
    static final double TAG_SIZE = 11;
    private static final double TAG_SIDE = 7;
    private static final double TAG_SIGN = 14;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Machine machine;
    private final Frame frame;
    private final MapMarks marks;

    /// A name tag as it stands: its box and its words.
    record Tag(int slot, Rectangle2D box, String text, boolean sign) {}

    TerritoryPainter(MapPen pen, MachineMapLayout layout, Machine machine, Frame frame, MapMarks marks) {
        this.pen = pen;
        this.layout = layout;
        this.machine = machine;
        this.frame = frame;
        this.marks = marks;
    }

    void ground(Territory territory) {
        boolean danger = danger(territory.slot());
        var look = pen.theme.kernel(territory.slot());
        var stroke = danger ? pen.colour(Theme.Role.DANGER) : look.stroke();
        pen.ground(territory.outline(), danger ? pen.colour(Theme.Role.DANGER_SOFT) : look.fill());
        if (look.pattern() == Theme.Pattern.DIAGONAL && !danger) {
            Glyphs.hatch(pen.g, territory.outline(), MapPen.faded(stroke, 0.22), 7);
        }
        edge(territory, stroke, danger);
    }

    /// After all grounds, because a tether may cross another kernel's.
    void tethers(Territory territory) {
        boolean danger = danger(territory.slot());
        var stroke = danger ? pen.colour(Theme.Role.DANGER) : pen.theme.kernel(territory.slot()).stroke();
        // Not a wall: it only says that two places are one kernel's.
        territory.tethers().forEach(tether -> pen.dashed(tether, stroke, 1.6, 1, 4, 0));
    }

    private void edge(Territory territory, Color stroke, boolean danger) {
        if (layout.level() == Level.BLOCK) {
            return;
        }
        boolean fine = layout.level() == Level.CELL;
        var itself = new Selection.OfKernel(territory.slot());
        boolean marked = marks.selected().equals(itself)
                || marks.hovered().equals(itself)
                || territory.slot() >= 0 && marks.related().kernels().get(territory.slot())
                || marks.drag().filter(drag -> drag.over(territory.slot())).isPresent();
        double width = fine ? 1 : marked ? 2.6 : 1.3;
        if (frame.kernel(territory.slot()) == null) {
            // Nobody wrote down that this is anybody's place.
            pen.dashed(territory.outline(), stroke, width + 0.3, 5, 5, 0);
            return;
        }
        if (territory.slot() == 0 && !fine) {
            pen.line(territory.outline(), stroke, width + 2.9);
            var between = danger ? pen.colour(Theme.Role.DANGER_SOFT) : pen.theme.kernel(0).fill();
            pen.line(territory.outline(), between, 1.6);
        } else {
            pen.line(territory.outline(), stroke, width);
        }
    }

    /// The tag of a territory, cut to its room; null if not even a letter has room.
    Tag tag(Territory territory) {
        var room = territory.tagRoom();
        var kernel = frame.present(territory.slot());
        if (room.isEmpty() || kernel == null) {
            return null;
        }
        boolean sign = danger(kernel.slot()) || starting(kernel);
        double around = 2 * TAG_SIDE + (sign ? TAG_SIGN : 0);
        var parts = words(kernel, territory);
        for (int n = parts.size(); n > 0; n--) {
            var text = String.join(" · ", parts.subList(0, n));
            double width = Typeface.STRONG.width(text, TAG_SIZE) + around;
            if (width <= room.getWidth()) {
                return new Tag(kernel.slot(), box(room, width), text, sign);
            }
        }
        var cut = MapPen.cut(parts.getFirst(), Typeface.STRONG, TAG_SIZE, room.getWidth() - around);
        double bare = Typeface.STRONG.width(parts.getFirst(), TAG_SIZE) + 2 * TAG_SIDE;
        if (sign && !cut.equals(parts.getFirst()) && bare <= room.getWidth()) {
            return new Tag(kernel.slot(), box(room, bare), parts.getFirst(), false); // The tiles have the sign too.
        }
        if (cut.isEmpty()) {
            return null;
        }
        return new Tag(kernel.slot(), box(room, Typeface.STRONG.width(cut, TAG_SIZE) + around), cut, sign);
    }

    private static Rectangle2D box(Rectangle2D room, double width) {
        double w = Math.min(room.getWidth(), Math.ceil(width));
        return new Rectangle2D.Double(room.getX(), room.getY(), w, room.getHeight());
    }

    void paint(Tag tag) {
        var look = pen.theme.kernel(tag.slot());
        boolean danger = danger(tag.slot());
        var ink = pen.colour(Theme.Role.SURFACE);
        var shape = MapPen.round(tag.box(), tag.box().getHeight() / 2);
        pen.fill(shape, danger ? pen.colour(Theme.Role.DANGER) : look.solid());
        double x = tag.box().getX() + TAG_SIDE;
        double middle = tag.box().getCenterY();
        if (tag.sign()) {
            pen.g.setColor(ink);
            if (danger) {
                Glyphs.sign(pen.g, Glyphs.Sign.PANICKED, x + 4.5, middle, 10);
            } else {
                Glyphs.progress(pen.g, progress(frame.present(tag.slot())), x + 4.5, middle, 10);
            }
            x += TAG_SIGN;
        }
        pen.text(tag.text(), Typeface.STRONG, TAG_SIZE, ink, x, MapPen.baseline(middle, TAG_SIZE));
    }

    /// What a tag says, the most important first.
    private List<String> words(KernelView kernel, Territory territory) {
        var words = new ArrayList<String>();
        words.add(kernel.name());
        if (frame.kernel(kernel.slot()) == null) {
            words.add(Text.NO_RECORD.of());
            words.add(Text.CORES.count(territory.cores()));
            return words;
        }
        if (frame.ended) {
            words.add(Text.TILE_OFF.of());
        } else if (danger(kernel.slot())) {
            words.add(Text.TAG_PANICKED.of());
        } else if (!kernel.host() && kernel.phase() == Phase.OFF) {
            words.add(kernel.status().word());
        } else if (kernel.phase() != Phase.UP) {
            words.add(Terms.of(kernel.phase()).of());
        }
        if (kernel.slow() && !frame.ended) {
            words.add(Text.TAG_SLOW.of(kernel.slowPercent()));
        }
        boolean whole = territory.cores() == kernel.cores();
        words.add(whole
                ? Text.CORES.count(kernel.cores())
                : Text.TAG_CORES.count(kernel.cores(), territory.cores()));
        if (kernel.memoryBytes() > 0) {
            var size = Sizes.shown(kernel.memoryBytes());
            words.add(remote(kernel) ? Text.TAG_REMOTE.of(size) : size);
        }
        return words;
    }

    /// Whether a kernel has panicked. After a reset that is nothing special any more.
    private boolean danger(int slot) {
        return !frame.ended && marks.notes().panicked(slot);
    }

    /// Whether a kernel has memory only on nodes where it has no core.
    private boolean remote(KernelView kernel) {
        if (kernel.host()) {
            return false;
        }
        boolean any = false;
        for (var range : frame.memory) {
            if (range.kernel() == kernel.slot()) {
                any = true;
                if (hasCoreOn(kernel.slot(), range.node())) {
                    return false;
                }
            }
        }
        return any;
    }

    private boolean hasCoreOn(int slot, int node) {
        for (int core = 0; core < frame.owner.length; core++) {
            if (frame.owner[core] == slot && machine.node(core) == node) {
                return true;
            }
        }
        return false;
    }

    private static boolean starting(KernelView kernel) {
        return kernel.phase() == Phase.EARLY_BOOT
                || kernel.phase() == Phase.SECONDARIES
                || kernel.phase() == Phase.INIT;
    }

    private static double progress(KernelView kernel) {
        return switch (kernel.phase()) {
            case EARLY_BOOT -> 0.2;
            case SECONDARIES -> 0.5;
            default -> 0.8;
        };
    }
}
