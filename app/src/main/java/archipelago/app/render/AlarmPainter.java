package archipelago.app.render;

import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.engine.frame.Frame;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;

/// Paints what must not be missed from however far away: where a kernel has just panicked, and where a doorbell was
/// lost and what it rang for still waits.
final class AlarmPainter {
    /// How long a ripple is seen, in seconds on the screen.
    private static final double RIPPLE_SECONDS = 1.4;
    private static final double RIPPLE_REACH = 64;
    private static final int RIPPLES = 3;
    private static final double RADIUS = 6.5;

    private final MapPen pen;
    private final MachineMapLayout layout;
    private final Frame frame;
    private final MapNotes notes;

    AlarmPainter(MapPen pen, MachineMapLayout layout, Frame frame, MapNotes notes) {
        this.pen = pen;
        this.layout = layout;
        this.frame = frame;
        this.notes = notes;
    }

    /// Rings that spread from where a kernel has panicked, and fade. They follow the machine's time, as everything on
    /// the map does, so a still picture shows them where they are.
    void ripples() {
        if (frame.ended || frame.speedNsPerSecond <= 0) {
            return;
        }
        notes.panickedAtNs().forEach((slot, atNs) -> {
            double age = (double) (frame.nowNs - atNs) / frame.speedNsPerSecond / RIPPLE_SECONDS;
            if (notes.panicked(slot) && age >= 0 && age < 1) {
                place(slot, notes.panickedOn().get(slot)).ifPresent(at -> ripple(at, age));
            }
        });
    }

    private void ripple(Point2D at, double age) {
        double reach = 12 + RIPPLE_REACH * (1 - (1 - age) * (1 - age));
        for (int ring = 0; ring < RIPPLES; ring++) {
            double r = reach - 11 * ring;
            if (r > 6) {
                var circle = new Ellipse2D.Double(at.getX() - r, at.getY() - r, 2 * r, 2 * r);
                pen.line(circle, MapPen.faded(pen.colour(Theme.Role.DANGER), 0.75 * (1 - age)), 2.4 - 0.6 * ring);
            }
        }
    }

    /// Signs where doorbells were lost.
    void lost() {
        for (int slot : deaf(frame, notes)) {
            place(slot, notes.lostDoorbells().get(slot).core())
                    .ifPresent(at -> lost(pen, at.getX(), at.getY(), RADIUS));
        }
    }

    /// The kernels at which a doorbell was lost and what it rang for still waits. Of one that is down all wait anyway.
    static List<Integer> deaf(Frame frame, MapNotes notes) {
        return notes.lostDoorbells().keySet().stream()
                .filter(slot -> frame.kernel(slot) != null && frame.kernel(slot).phase().alive())
                .filter(slot -> frame.flights.stream().anyMatch(flight -> flight.toKernel() == slot
                        && flight.waiting(frame.nowNs)
                        && flight.arrivesNs() <= notes.lostDoorbells().get(slot).atNs()))
                .sorted()
                .toList();
    }

    /// Where something about a core is shown: at its tile, or at what stands for its kernel.
    private Optional<Point2D> place(int slot, int core) {
        if (layout.level() == Level.BLOCK) {
            return layout.place(slot);
        }
        var tile = layout.tile(core);
        return Optional.of(new Point2D.Double(tile.getCenterX(), tile.getMinY() + Math.min(tile.getHeight() / 2, 18)));
    }

    /// A ring with a slash: something that was sent and did not come to be heard.
    static void lost(MapPen pen, double x, double y, double radius) {
        var ring = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        var danger = pen.colour(Theme.Role.DANGER);
        pen.fill(ring, pen.colour(Theme.Role.SURFACE));
        pen.line(ring, danger, 1.6);
        double reach = radius * 1.15;
        pen.line(new Line2D.Double(x - reach, y + reach, x + reach, y - reach), danger, 1.6);
    }
}
