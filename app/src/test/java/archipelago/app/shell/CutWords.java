package archipelago.app.shell;

import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;

/// Finds words that have no room on the screen.
final class CutWords {
    private CutWords() {}

    /// Adds the words below a node that are cut.
    ///
    /// @param mayBeCut styles of what holds names and sentences of any length
    static void collect(Node node, String name, Set<String> mayBeCut, List<String> cut) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled label && label.isTextTruncated()
                && label.getStyleClass().stream().noneMatch(mayBeCut::contains)) {
            cut.add(name + ": " + label.getText() + " " + label.getStyleClass());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, name, mayBeCut, cut));
        }
    }
}
