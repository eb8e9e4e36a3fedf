package archipelago.app.view;

import java.util.List;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of a row of buttons of which one is chosen. The tab key comes to that one and leaves the row, so that it takes
/// one step and not many; while the row is outlined, arrow keys choose the next.
final class Segments {
    private Segments() {}

    static void take(List<? extends ToggleButton> row) {
        row.forEach(button -> button.addEventFilter(KeyEvent.KEY_PRESSED, event -> press(List.copyOf(row), button, event)));
    }

    private static void press(List<? extends ToggleButton> row, ToggleButton at, KeyEvent event) {
        if (event.getCode() == KeyCode.TAB) {
            // The toolkit leaves such a row without outlining what it comes to.
            if (event.isShiftDown()) {
                row.getFirst().requestFocusTraversal(TraversalDirection.PREVIOUS);
            } else {
                row.getLast().requestFocusTraversal(TraversalDirection.NEXT);
            }
            event.consume();
        } else if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            boolean on = event.getCode() == KeyCode.RIGHT;
            int next = row.indexOf(at) + (on ? 1 : -1);
            if (next >= 0 && next < row.size()) {
                row.get(next).fire();
                at.requestFocusTraversal(on ? TraversalDirection.RIGHT : TraversalDirection.LEFT);
            }
            event.consume();
        }
    }
}
