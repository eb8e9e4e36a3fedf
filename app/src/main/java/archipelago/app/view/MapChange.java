package archipelago.app.view;

import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.util.Duration;

/// How the map goes from one way to show the machine to another, so that eyes can follow: tiles glide to new places, and
/// what says more or less than before comes through what was there. On the screen only; a picture shows where it leads.
final class MapChange {
    private static final Duration GLIDE = Duration.millis(300);
    private static final Duration FADE = Duration.millis(150);

    private final Runnable repaint;
    private Transition running;
    private double share;
    private MachineMapLayout from;
    private BufferedImage before;

    MapChange(Runnable repaint) {
        this.repaint = repaint;
    }

    /// Looks at what is going to be painted on the screen, and begins to change if it is something else than before.
    ///
    /// @param was what was painted last; null before the first time
    /// @param shown what the screen shows now
    void towards(MachineMapLayout was, MachineMapLayout now, Supplier<Optional<BufferedImage>> shown) {
        if (was == null || was.width() != now.width() || was.height() != now.height()) {
            settle();
            return;
        }
        boolean moved = was.byOwner() != now.byOwner()
                || now.byOwner() && was.camera().equals(now.camera()) && was.tiles() != now.tiles();
        boolean summed = was.level() == Level.BLOCK || now.level() == Level.BLOCK;
        if (moved && !summed) {
            settle();
            from = was;
            begin(GLIDE);
        } else if (moved || was.level() != now.level()) {
            var last = shown.get();
            settle();
            last.ifPresent(picture -> {
                before = copy(picture);
                begin(FADE);
            });
        }
    }

    /// Where tiles glide from, and how far they have come; empty if they stand.
    Optional<MachineMapLayout> from() {
        return Optional.ofNullable(from);
    }

    double share() {
        return share;
    }

    /// Lays what was there over what has been painted, the fainter the later.
    void veil(Graphics2D g) {
        if (before == null) {
            return;
        }
        var transform = g.getTransform();
        var composite = g.getComposite();
        g.setTransform(AffineTransform.getTranslateInstance(transform.getTranslateX(), transform.getTranslateY()));
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) (1 - share)));
        g.drawImage(before, 0, 0, null);
        g.setComposite(composite);
        g.setTransform(transform);
    }

    /// Whether something is changing.
    boolean changing() {
        return running != null;
    }

    /// Is where it leads to at once.
    void settle() {
        if (running != null) {
            running.stop();
            running = null;
            repaint.run();
        }
        from = null;
        before = null;
    }

    private void begin(Duration duration) {
        share = 0;
        running = new Transition() {
            {
                setCycleDuration(duration);
                setInterpolator(Interpolator.EASE_BOTH);
                setOnFinished(event -> settle());
            }

            @Override
            protected void interpolate(double done) {
                share = done;
                repaint.run();
            }
        };
        running.play();
    }

    private static BufferedImage copy(BufferedImage picture) {
        var copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        picture.copyData(copy.getRaster());
        return copy;
    }
}
