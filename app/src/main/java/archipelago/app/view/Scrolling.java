package archipelago.app.view;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Brings a part of something long into sight.
final class Scrolling {
    private Scrolling() {}

    /// Scrolls the pane that a node is in as far as needed to see it; does nothing for what is not scrolled.
    static void reveal(Node node) {
        var at = node.getParent();
        while (at != null && !(at instanceof ScrollPane)) {
            at = at.getParent();
        }
        if (!(at instanceof ScrollPane pane)) {
            return;
        }
        pane.applyCss();
        pane.layout();
        var content = pane.getContent();
        double shown = pane.getViewportBounds().getHeight();
        double beyond = content.getBoundsInLocal().getHeight() - shown;
        var box = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double above = pane.getVvalue() * beyond;
        if (beyond > 0 && box.getMinY() < above) {
            pane.setVvalue(box.getMinY() / beyond);
        } else if (beyond > 0 && box.getMaxY() > above + shown) {
            pane.setVvalue((box.getMaxY() - shown) / beyond);
        }
    }
}
