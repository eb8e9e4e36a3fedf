package archipelago.app.view;

import archipelago.app.i18n.Text;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the seed with which a scenario begins again.
public final class SeedPage extends Page {
    private static final double WIDTH = 380;

    private final TextField field = new TextField();
    private final Label problem = Parts.paragraph("pop-problem");
    private final LongConsumer begin;

    /// @param seed the one of the run that is shown
    /// @param begin begins again with a seed
    public SeedPage(long seed, LongConsumer begin) {
        this.begin = begin;
        field.setId("seed");
        field.getStyleClass().add("pop-field");
        field.setText(Long.toString(seed + 1));
        field.setAccessibleText(Text.SEED_TITLE.of());
        field.setOnAction(event -> go());
        field.textProperty().addListener((property, was, now) -> Parts.show(problem, false));
        problem.setId("seed-problem");
        Parts.show(problem, false);
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.SEED_HINT.of());
        var start = Parts.button("seed-begin", Text.SEED_BEGIN);
        start.getStyleClass().add("accent");
        start.setOnAction(event -> go());
        var buttons = new HBox(Parts.spring(), start);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var card = new VBox(Parts.label("pop-title", Text.SEED_TITLE.of()), field, problem, hint, buttons);
        card.getStyleClass().addAll("card", "pop-card");
        card.setPrefWidth(WIDTH);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
    }

    @Override
    public void takeKeyboard() {
        field.requestFocus();
        field.selectAll();
    }

    private void go() {
        try {
            long seed = Long.parseLong(field.getText().strip());
            leave();
            begin.accept(seed);
        } catch (NumberFormatException notANumber) {
            problem.setText(Text.SEED_PROBLEM.of(field.getText().strip()));
            Parts.show(problem, true);
            field.selectAll();
        }
    }
}
