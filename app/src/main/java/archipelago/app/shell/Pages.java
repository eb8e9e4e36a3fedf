package archipelago.app.shell;

import archipelago.app.view.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// The place of the pages that lie over a window: one at a time, which has the keyboard.
final class Pages extends StackPane {
    private final Runnable giveBack;
    private Page page;

    /// @param giveBack gives the keyboard back to the window
    Pages(Runnable giveBack) {
        this.giveBack = giveBack;
        setPickOnBounds(false);
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                if (!page.cancel()) {
                    close();
                }
                event.consume();
            } else if (event.getCode() == KeyCode.TAB) {
                boolean back = event.isShiftDown();
                go(back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT,
                        back ? TraversalDirection.NEXT : TraversalDirection.PREVIOUS);
                event.consume();
            }
        });
    }

    /// Leads the tab key through the page and around: what lies under it is covered, and must not get the keyboard.
    private void go(TraversalDirection way, TraversalDirection other) {
        var at = getScene().getFocusOwner();
        if (at != null && within(at)) {
            at.requestFocusTraversal(way);
        }
        if (within(getScene().getFocusOwner())) {
            return;
        }
        var stops = new ArrayList<Node>();
        collect(page, stops);
        if (!stops.isEmpty()) {
            var end = way == TraversalDirection.NEXT ? stops.getFirst() : stops.getLast();
            end.requestFocus();
            if (stops.size() > 1) {
                // Only what the tab key has come to is outlined everywhere: one step on and one back.
                end.requestFocusTraversal(way);
                getScene().getFocusOwner().requestFocusTraversal(other);
            }
        }
    }

    private boolean within(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    private static void collect(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, stops));
        }
    }

    void show(Page next) {
        end();
        page = next;
        page.onLeave(() -> {
            if (page == next) {
                close();
            }
        });
        getChildren().setAll(page);
        setVisible(true);
        page.takeKeyboard();
    }

    void close() {
        if (shown()) {
            end();
            giveBack.run();
        }
    }

    private void end() {
        if (page != null) {
            page.end();
        }
        page = null;
        getChildren().clear();
        setVisible(false);
    }

    boolean shown() {
        return page != null;
    }

    Optional<Page> page() {
        return Optional.ofNullable(page);
    }

    void pulse(double scale) {
        if (page != null) {
            page.pulse(scale);
        }
    }
}
