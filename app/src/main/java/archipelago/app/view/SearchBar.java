package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// How far a search through time has come, and a way to end it.
public final class SearchBar extends HBox {
    private static final double WIDTH = 90;
    private static final double ROOM = 290;

    private final Label words = Parts.label("search-words");

    public SearchBar(Runnable stop) {
        getStyleClass().addAll("card", "search-bar");
        setId("searching");
        setAlignment(Pos.CENTER_LEFT);
        var bar = new ProgressBar();
        bar.setPrefWidth(WIDTH);
        bar.setAccessibleText(Text.SEARCH_STOP.of());
        words.setMinWidth(ROOM); // The button stays where it is while the words change.
        var end = Parts.button("search-stop", Text.SEARCH_STOP);
        end.setOnAction(event -> stop.run());
        getChildren().addAll(bar, words, end);
    }

    public void show(String progress) {
        words.setText(progress);
    }
}
