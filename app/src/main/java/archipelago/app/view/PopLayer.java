package archipelago.app.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
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
        FOOT
    }

    private record Place(Node anchor, Side side) {}

    private final Map<Region, Place> places = new LinkedHashMap<>();

    public PopLayer() {
        setPickOnBounds(false);
        setMouseTransparent(false);
    }

    /// Shows a card beside something; one that is shown already goes there.
    public void show(Region card, Node anchor, Side side) {
        places.put(card, new Place(anchor, side));
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

    /// The cards that are shown, the newest last.
    public List<Region> cards() {
        return new ArrayList<>(places.keySet());
    }

    @Override
    protected void layoutChildren() {
        places.forEach(this::place);
    }

    private void place(Region card, Place place) {
        double width = Math.min(card.prefWidth(-1), getWidth() - 2 * EDGE);
        double height = Math.min(card.prefHeight(width), getHeight() - 2 * EDGE);
        Bounds anchor = bounds(place.anchor());
        double x = anchor.getCenterX() - width / 2;
        double y = switch (place.side()) {
            case BELOW -> anchor.getMaxY() + GAP;
            case ABOVE -> anchor.getMinY() - height - GAP;
            case FOOT -> anchor.getMaxY() - height - EDGE;
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

    /// Where a place of another node lies here.
    public Point2D place(Node node, double x, double y) {
        return sceneToLocal(node.localToScene(x, y));
    }
}
