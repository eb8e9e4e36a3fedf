package archipelago.app.view;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A row of words over several lines that can be clicked, or reached by Tab and pressed with Enter. Space stays play and
/// pause.
final class LinkRow extends HBox {
    LinkRow(Node content, String spoken, Runnable effect) {
        super(content);
        HBox.setHgrow(content, Priority.ALWAYS);
        getStyleClass().add("why-link");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(spoken);
        setOnMouseClicked(event -> {
            effect.run();
            event.consume();
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                effect.run();
                event.consume();
            }
        });
    }
}
