package archipelago.app.view;

import archipelago.app.layout.Level;
import archipelago.app.layout.MachineMapLayout;
import archipelago.app.layout.MapCamera;
import archipelago.app.layout.MapMoves;
import archipelago.app.layout.Selection;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.geometry.Point2D;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Duration;

/// What part of the machine the map shows, and a lens over it: by wheel, pointer and keys. Ctrl and the wheel zoom
/// where the pointer is, a double click goes closer until tiles say more, a drag on empty space moves the map along,
/// and while Alt is held, what is under the pointer stands under a lens.
public final class MapSight {
    private static final double ZOOM_PER_NOTCH = 1.25;
    private static final double NOTCH = 40;
    private static final Duration FLIGHT = Duration.millis(280);

    private final Region pane;
    private final Supplier<MachineMapLayout> map;
    private final Supplier<Selection> selected;
    private final Runnable repaint;
    private MapCamera camera = MapCamera.ALL;
    private MapCamera aim = MapCamera.ALL;
    private Transition flight;
    private boolean alt;
    /// Not every wheel and button tells which keys are held.
    private boolean control;
    private boolean shift;
    private boolean lens;
    private Point2D pointer;
    private Point2D grip;
    private MachineMapLayout gripped;

    /// @param pane what the map is shown on
    /// @param map where everything was when it was painted last; null before
    MapSight(Region pane, Supplier<MachineMapLayout> map, Supplier<Selection> selected, Runnable repaint) {
        this.pane = pane;
        this.map = map;
        this.selected = selected;
        this.repaint = repaint;
        pane.setOnScroll(this::scroll);
        pane.setOnZoom(this::pinch);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::point);
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, event -> point((Point2D) null));
        EventHandler<KeyEvent> keys = this::held;
        pane.sceneProperty().addListener((property, was, scene) -> {
            if (was != null) {
                was.removeEventFilter(KeyEvent.ANY, keys); // The stage shows another window now.
            }
            if (scene != null) {
                scene.addEventFilter(KeyEvent.ANY, keys);
            }
        });
        // Whoever leaves the window with Alt and Tab has it released elsewhere.
        pane.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty).addListener(
                (property, was, focused) -> {
                    alt(false);
                    control = false;
                    shift = false;
                });
    }

    private void held(KeyEvent event) {
        boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
        if (event.getCode() == KeyCode.ALT) {
            alt(pressed);
        } else if (event.getCode() == KeyCode.CONTROL || event.getCode() == KeyCode.COMMAND) {
            control = pressed;
        } else if (event.getCode() == KeyCode.SHIFT) {
            shift = pressed;
        }
    }

    private void alt(boolean held) {
        if (held != alt) {
            alt = held;
            repaint.run();
        }
    }

    /// What is shown now.
    public MapCamera camera() {
        return camera;
    }

    /// Where the lens is held, if one is: under the pointer, or over the selected core.
    Optional<java.awt.geom.Point2D> lensAt() {
        var at = map.get();
        if (!alt && !lens || at == null || at.level() == Level.FULL) {
            return Optional.empty();
        }
        if (pointer != null) {
            return Optional.of(new java.awt.geom.Point2D.Double(pointer.getX(), pointer.getY()));
        }
        return selected.get() instanceof Selection.OfCore(int core)
                ? Optional.of(new java.awt.geom.Point2D.Double(at.tile(core).getCenterX(), at.tile(core).getCenterY()))
                : Optional.empty();
    }

    /// Keeps in sight what was, on a map of another size.
    void resized(MachineMapLayout before, MachineMapLayout now) {
        if (flight == null) {
            camera = MapMoves.kept(before, now);
        }
    }

    /// Whether a lens is held over the map.
    public boolean lens() {
        return lensAt().isPresent();
    }

    /// Ends a flight where it leads to.
    public void arrive() {
        if (flight != null) {
            flight.stop();
            flight = null;
            look(aim);
        }
    }

    /// Takes a lens that stays, or puts it away.
    public void toggleLens() {
        lens = !lens;
        repaint.run();
    }

    /// Puts the lens away.
    ///
    /// @return whether there was one
    boolean endLens() {
        boolean was = lens;
        lens = false;
        repaint.run();
        return was;
    }

    private void point(MouseEvent event) {
        point(new Point2D(event.getX(), event.getY()));
        alt = event.isAltDown();
    }

    private void point(Point2D at) {
        pointer = at;
        if (alt || lens) {
            repaint.run();
        }
    }

    private void scroll(ScrollEvent event) {
        var at = map.get();
        if (at == null) {
            return;
        }
        if (event.isShortcutDown() || control) {
            double factor = Math.pow(ZOOM_PER_NOTCH, event.getDeltaY() / NOTCH);
            look(MapMoves.zoomed(at, factor, event.getX(), event.getY()));
            event.consume();
        } else if (!camera.seesAll()) {
            look(MapMoves.dragged(at, event.getDeltaX(), event.getDeltaY()));
            event.consume();
        }
    }

    private void pinch(ZoomEvent event) {
        if (map.get() != null) {
            look(MapMoves.zoomed(map.get(), event.getZoomFactor(), event.getX(), event.getY()));
            event.consume();
        }
    }

    /// Goes closer to a point, until tiles say more; with Shift away from it.
    void drill(MouseEvent event) {
        var at = map.get();
        var band = at.bands().stream().filter(one -> one.box().contains(event.getX(), event.getY())).findFirst();
        if (event.isShiftDown() || shift) {
            fly(MapMoves.drilledOut(at, event.getX(), event.getY()));
        } else if (band.isPresent()) {
            fly(MapMoves.framed(at, bounds(band.get().cores().stream().map(at::tile).toList())));
        } else {
            fly(MapMoves.drilledIn(at, event.getX(), event.getY()));
        }
    }

    /// Takes hold of the map, to move it along.
    void grip(MouseEvent event) {
        grip = camera.seesAll() ? null : new Point2D(event.getX(), event.getY());
        gripped = map.get();
    }

    /// Moves the map along, if somebody has taken hold of it.
    boolean drag(MouseEvent event) {
        if (grip == null) {
            return false;
        }
        look(MapMoves.dragged(gripped, event.getX() - grip.getX(), event.getY() - grip.getY()));
        return true;
    }

    void letGo() {
        grip = null;
    }

    /// Goes closer to what is selected, or else to the middle; or away from it.
    public void closer(boolean in) {
        var at = map.get();
        if (at == null) {
            return;
        }
        var view = at.view();
        double x = view.getCenterX();
        double y = view.getCenterY();
        if (selected.get() instanceof Selection.OfCore(int core) && at.seen(at.tile(core))) {
            x = at.tile(core).getCenterX();
            y = at.tile(core).getCenterY();
        }
        look(MapMoves.zoomed(at, in ? ZOOM_PER_NOTCH * ZOOM_PER_NOTCH : 1 / ZOOM_PER_NOTCH / ZOOM_PER_NOTCH, x, y));
    }

    /// Shows all of the machine.
    public void all() {
        fly(MapCamera.ALL);
    }

    /// Shows a thing in the middle of the view, and large enough to be read.
    public void flyTo(Selection thing) {
        var at = map.get();
        if (at == null) {
            return;
        }
        switch (thing) {
            case Selection.OfCore(int core) -> fly(MapMoves.shown(at, core));
            case Selection.OfKernel(int slot) -> at.home(slot).ifPresent(place -> fly(MapMoves.framed(at, place)));
            case Selection.OfNode(int node) -> {
                if (!at.node(node).isEmpty()) {
                    fly(MapMoves.framed(at, at.node(node)));
                }
            }
            default -> {}
        }
    }

    /// Brings what was selected elsewhere into the view, if only a part of the map is shown.
    void reveal(Selection thing) {
        if (!camera.seesAll() && map.get() != null && thing instanceof Selection.OfCore(int core)) {
            look(MapMoves.revealed(map.get(), core));
        }
    }

    private void look(MapCamera at) {
        if (flight != null) {
            flight.stop();
            flight = null;
        }
        camera = at;
        repaint.run();
    }

    private void fly(MapCamera to) {
        if (flight != null) {
            flight.stop();
        }
        var from = camera;
        aim = to;
        flight = new Transition() {
            {
                setCycleDuration(FLIGHT);
                setInterpolator(Interpolator.EASE_BOTH);
            }

            @Override
            protected void interpolate(double share) {
                camera = from.towards(to, share);
                repaint.run();
            }
        };
        flight.play();
    }

    private static Rectangle2D bounds(Iterable<Rectangle2D> boxes) {
        Rectangle2D all = null;
        for (var box : boxes) {
            all = all == null ? box : all.createUnion(box);
        }
        return all;
    }
}
