package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks what shall become of a drawing that no file has, before it would be gone.
public final class UnsavedPage extends Page {
    private static final double WIDTH = 520;

    private final Button save;

    /// @param title of the drawing
    /// @param keep saves it, and goes on if that was done
    /// @param drop goes on without it
    /// @param draw goes back to it
    public UnsavedPage(String title, Runnable keep, Runnable drop, Runnable draw) {
        var text = Parts.paragraph("pop-hint");
        text.setText(Text.UNSAVED_TEXT.of(title));
        save = button("unsaved-save", Text.BUILD_SAVE, keep);
        save.getStyleClass().add("accent");
        var buttons = new HBox(button("unsaved-leave", Text.UNSAVED_LEAVE, drop), Parts.spring(),
                button("unsaved-draw", Text.UNSAVED_STAY, draw), save);
        buttons.getStyleClass().add("pop-buttons");
        var card = new VBox(Parts.label("pop-title", Text.UNSAVED_TITLE.of()), text, buttons);
        card.getStyleClass().addAll("card", "pop-card");
        card.setPrefWidth(WIDTH);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
    }

    private Button button(String id, Text words, Runnable deed) {
        var button = Parts.button(id, words);
        button.setOnAction(event -> {
            leave();
            deed.run();
        });
        return button;
    }

    @Override
    public void takeKeyboard() {
        save.requestFocus();
    }
}
