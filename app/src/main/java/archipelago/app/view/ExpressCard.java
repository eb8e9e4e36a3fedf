package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Figures;
import archipelago.engine.live.Progress;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is to be seen of a run of which the pictures do not follow: how far it has come, in numbers.
public final class ExpressCard extends VBox {
    private static final double WIDTH = 380;

    private final Label sentence = Parts.paragraph("express-sentence");
    private final Label time = Parts.label("express-number");
    private final Label events = Parts.label("express-number");
    private final Label tempo = Parts.label("express-number");
    private final Label messages = Parts.label("express-number");

    /// @param key what is pressed to update
    public ExpressCard(String key, Runnable updateNow) {
        getStyleClass().addAll("card", "express-card");
        setId("express");
        setPrefWidth(WIDTH);
        var numbers = new GridPane();
        numbers.getStyleClass().add("express-numbers");
        var names = new ColumnConstraints();
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setHalignment(HPos.RIGHT);
        numbers.getColumnConstraints().addAll(names, values);
        numbers.addRow(0, name(Text.EXPRESS_TIME), time);
        numbers.addRow(1, name(Text.EXPRESS_EVENTS), events);
        numbers.addRow(2, name(Text.EXPRESS_TEMPO), tempo);
        numbers.addRow(3, name(Text.EXPRESS_MESSAGES), messages);
        var update = Parts.button("update-now", Text.UPDATE_NOW);
        update.setOnAction(event -> updateNow.run());
        var foot = new HBox(update, Parts.label("key", key));
        foot.getStyleClass().add("express-foot");
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Parts.label("card-title", Text.EXPRESS_TITLE.of()), sentence, numbers, foot);
    }

    private static Label name(Text words) {
        return Parts.label("express-name", words.of());
    }

    /// @param picturedNs which moment the pictures show
    public void show(Progress progress, long picturedNs) {
        sentence.setText(Text.EXPRESS_SENTENCE.of(Text.TIME.of(Figures.seconds(picturedNs))));
        time.setText(Text.TIME.of(Figures.seconds(progress.nowNs())));
        events.setText(Figures.grouped(progress.events()));
        tempo.setText(Figures.grouped(progress.eventsPerSecond()));
        messages.setText(Figures.grouped(progress.messages()));
    }
}
