package archipelago.app.shell;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Shows what it holds larger where there is very much room, so that letters can still be read on a
/// large screen and on a wall. Its contents believe that they are in a window of ordinary size.
final class Enlargement extends Region {
    /// In a window up to this size nothing is enlarged.
    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;
    /// Steps of a quarter keep thin lines even.
    private static final double STEP = 0.25;
    private static final double MOST = 3;

    private final List<Region> contents;
    private final Scale scale = new Scale(1, 1);

    Enlargement(Region... contents) {
        this.contents = List.of(contents);
        for (var content : contents) {
            content.setManaged(false);
            content.getTransforms().add(scale);
        }
        getChildren().addAll(contents);
    }

    /// How much larger things are drawn; 1 in an ordinary window.
    double factor() {
        double room = Math.min(getWidth() / WIDTH, getHeight() / HEIGHT);
        return Math.clamp(Math.floor(room / STEP) * STEP, 1, MOST);
    }

    @Override
    protected void layoutChildren() {
        double factor = factor();
        scale.setX(factor);
        scale.setY(factor);
        for (var content : contents) {
            content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
        }
    }
}
