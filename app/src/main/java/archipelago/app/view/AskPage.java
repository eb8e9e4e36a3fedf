package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A question over the window, with a button for each answer. An answer takes it away first.
abstract class AskPage extends Page {
    private static final double WIDTH = 520;

    private final HBox buttons = new HBox();
    private Button first;

    AskPage(String title, String question) {
        var text = Parts.paragraph("pop-hint");
        text.setText(question);
        buttons.getStyleClass().add("pop-buttons");
        var card = new VBox(Parts.label("pop-title", title), text, buttons);
        card.getStyleClass().addAll("card", "pop-card");
        card.setPrefWidth(WIDTH);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
    }

    final Button button(String id, Text words, Runnable deed) {
        var button = Parts.button(id, words);
        button.setOnAction(event -> {
            leave();
            deed.run();
        });
        buttons.getChildren().add(button);
        return button;
    }

    /// The answer that has the keyboard.
    final void accent(String id, Text words, Runnable deed) {
        first = button(id, words, deed);
        first.getStyleClass().add("accent");
    }

    final void spring() {
        buttons.getChildren().add(Parts.spring());
    }

    @Override
    public final void takeKeyboard() {
        first.requestFocus();
    }
}
