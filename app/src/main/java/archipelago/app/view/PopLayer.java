package archipelago.app.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Small cards over the window, each beside what it belongs to. They block nothing: the window goes on under them, and
/// what lies beside them can be clicked.
public final class PopLayer extends Pane {
    private static final double GAP = 6;
    private static final double EDGE = 8;

    /// Where a card stands.
    public enum Side {
        BELOW,
        ABOVE,
        /// Over the lower edge of what it belongs to.
        FOOT,
        MIDDLE
    }

    /// @param x where it stands over its anchor, in the anchor's own measure
    private record Place(Node anchor, Side side, DoubleSupplier x) {}

    private final Map<Region, Place> places = new LinkedHashMap<>();

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
        places.put(card, new Place(anchor, side, x));
        if (!getChildren().contains(card)) {
            getChildren().add(card);
        }
        requestLayout();
    }

    public void hide(Region card) {
        places.remove(card);
        getChildren().remove(card);
    }

    public boolean shows(Region card) {
        return places.containsKey(card);
    }

    @Override
    protected void layoutChildren() {
        places.forEach(this::place);
    }

    private void place(Region card, Place place) {
        double width = Math.min(card.prefWidth(-1), getWidth() - 2 * EDGE);
        double height = Math.min(card.prefHeight(width), getHeight() - 2 * EDGE);
        Bounds anchor = bounds(place.anchor());
        double x = sceneToLocal(place.anchor().localToScene(place.x().getAsDouble(), 0)).getX() - width / 2;
        double y = switch (place.side()) {
            case BELOW -> anchor.getMaxY() + GAP;
            case ABOVE -> anchor.getMinY() - height - GAP;
            case FOOT -> anchor.getMaxY() - height - EDGE;
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
