package archipelago.app.shell;

import archipelago.app.view.Page;
import java.util.Optional;
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
            }
        });
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
