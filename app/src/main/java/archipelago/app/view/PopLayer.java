package archipelago.app.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Small cards over the window, each beside what it belongs to. They block nothing: the window goes on under them, and
/// what lies beside them can be clicked. What belongs to a pane that stands in a window of its own opens over that window,
/// in the layer that it has for this.
public final class PopLayer extends Pane {
    private static final double GAP = 6;
    private static final double EDGE = 8;
    /// What the lowest line of the window takes, in which it is told what cannot be done.
    private static final double LOWEST_LINE = 34;

    /// Where a card stands.
    public enum Side {
        BELOW,
        ABOVE,
        /// Over the lower edge of what it belongs to.
        FOOT,
        /// From the upper edge of what it belongs to downwards, as far as the window goes without its lowest line.
        TOP,
        MIDDLE
    }

    /// @param x where it stands over its anchor, in the anchor's own measure
    private record Place(Node anchor, Side side, DoubleSupplier x) {}

    private final Map<Region, Place> places = new LinkedHashMap<>();
    /// Cards of this layer that are shown in the layer of another window.
    private final Map<Region, PopLayer> elsewhere = new LinkedHashMap<>();

    public PopLayer() {
        setPickOnBounds(false);
        setMouseTransparent(false);
    }

    /// Shows a card beside something; one that is shown already goes there.
    public void show(Region card, Node anchor, Side side) {
        show(card, anchor, side, () -> anchor.getLayoutBounds().getCenterX());
    }

    /// @param x over which place of the anchor its middle stands
    public void show(Region card, Node anchor, Side side, DoubleSupplier x) {
        var there = layerOver(anchor);
        if (!there.places.containsKey(card)) {
            hide(card); // It may be open over another window.
        }
        if (there != this) {
            elsewhere.put(card, there);
            anchor.getScene().getWindow().requestFocus();
        }
        there.put(card, new Place(anchor, side, x));
    }

    private void put(Region card, Place place) {
        places.put(card, place);
        if (!getChildren().contains(card)) {
            getChildren().add(card);
        }
        requestLayout();
    }

    /// Makes this the layer for what stands below the root of another window.
    public void serve(Node root) {
        root.getProperties().put(PopLayer.class, this);
    }

    /// The layer of the window in which something stands.
    private PopLayer layerOver(Node anchor) {
        boolean away = anchor.getScene() != null && anchor.getScene() != getScene();
        return away && anchor.getScene().getRoot().getProperties().get(PopLayer.class) instanceof PopLayer other ? other : this;
    }

    public void hide(Region card) {
        var other = elsewhere.remove(card);
        if (other != null) {
            other.hide(card);
        }
        places.remove(card);
        getChildren().remove(card);
    }

    /// Takes all cards away, because the window closes.
    public void clear() {
        places.clear();
        getChildren().clear();
    }

    public boolean shows(Region card) {
        return places.containsKey(card) || elsewhere.containsKey(card) && elsewhere.get(card).shows(card);
    }

    @Override
    protected void layoutChildren() {
        places.forEach(this::place);
    }

    private void place(Region card, Place place) {
        double width = Math.min(card.prefWidth(-1), getWidth() - 2 * EDGE);
        double height = Math.min(card.prefHeight(width), getHeight() - 2 * EDGE);
        Bounds anchor = bounds(place.anchor());
        if (place.side() == Side.TOP) {
            double below = getHeight() - LOWEST_LINE - EDGE - Math.max(EDGE, anchor.getMinY());
            height = Math.min(height, Math.max(card.minHeight(width), below));
        }
        double x = sceneToLocal(place.anchor().localToScene(place.x().getAsDouble(), 0)).getX() - width / 2;
        double y = switch (place.side()) {
            case BELOW -> anchor.getMaxY() + GAP;
            case ABOVE -> anchor.getMinY() - height - GAP;
            case FOOT -> anchor.getMaxY() - height - EDGE;
            case TOP -> anchor.getMinY();
            case MIDDLE -> anchor.getCenterY() - height / 2;
        };
        card.resizeRelocate(
                Math.rint(Math.clamp(x, EDGE, Math.max(EDGE, getWidth() - width - EDGE))),
                Math.rint(Math.clamp(y, EDGE, Math.max(EDGE, getHeight() - height - EDGE))),
                width,
                height);
    }

    private Bounds bounds(Node anchor) {
        return sceneToLocal(anchor.localToScene(anchor.getLayoutBounds()));
    }
}
