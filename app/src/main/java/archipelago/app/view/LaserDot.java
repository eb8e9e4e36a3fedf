package archipelago.app.view;

import javafx.geometry.Point2D;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;

/// A dot that shows a room where the pointer is. It lies over everything and takes no click.
public final class LaserDot extends Pane {
    private static final double RADIUS = 11;
    private static final double RING = 24;

    private final Circle dot = new Circle(RADIUS);
    private final Circle ring = new Circle(RING);

    public LaserDot() {
        setMouseTransparent(true);
        setId("laser");
        dot.getStyleClass().add("laser-dot");
        ring.getStyleClass().add("laser-ring");
        getChildren().addAll(ring, dot);
        setVisible(false);
    }

    /// Goes to a place of the scene.
    public void moveTo(double sceneX, double sceneY) {
        Point2D here = sceneToLocal(sceneX, sceneY);
        for (var circle : new Circle[] {ring, dot}) {
            circle.setCenterX(here.getX());
            circle.setCenterY(here.getY());
        }
    }

    public void show(boolean shown) {
        setVisible(shown);
    }
}
