package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.TourVm;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One step of the tour, beside the place of the window that it speaks of. It blocks nothing.
public final class TourCard extends VBox {
    private static final double WIDTH = 420;

    private final Label count = Parts.label("tour-count");
    private final Button skip = Parts.button("tour-end", Text.TOUR_END);
    private final Button show = Parts.button("tour-show", Text.TOUR_SHOW);
    private final Button on = Parts.button("tour-next", Text.TOUR_NEXT);
    private final Label title = Parts.label("pop-title");
    private final Label text = Parts.paragraph("tour-text");
    private final Label keys = Parts.paragraph("tour-keys");
    private final String onKey;

    /// @param next goes on
    /// @param end ends the tour
    /// @param help does for the person what the step asks for
    /// @param onKey the key that goes on, from anywhere in the window
    public TourCard(TourVm tour, Runnable next, Runnable end, Runnable help, String onKey) {
        this.onKey = onKey;
        getStyleClass().addAll("card", "pop-card", "tour-card");
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        count.setMinWidth(USE_PREF_SIZE);
        skip.setOnAction(event -> end.run());
        show.setOnAction(event -> help.run());
        on.getStyleClass().add("accent");
        on.setOnAction(event -> next.run());
        var buttons = new HBox(count, Parts.spring(), skip, show, on);
        buttons.getStyleClass().add("pop-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, text, keys, buttons);
        tour.step().addListener((property, was, step) -> step.ifPresent(this::tell));
    }

    /// Takes the keyboard, where nothing but its own question is asked.
    public void takeKeyboard() {
        on.requestFocus();
    }

    private void tell(TourVm.Step step) {
        boolean asks = step == TourVm.Step.WELCOME;
        boolean last = step == TourVm.Step.OTHERS;
        count.setText(Text.TOUR_COUNT.of(step.ordinal(), TourVm.Step.count()));
        Parts.show(count, !asks);
        keys.setText(asks ? Text.TOUR_WELCOME_KEYS.of() : Text.TOUR_KEYS.of(onKey));
        title.setText(step.title());
        text.setText(step.text());
        setAccessibleText(step.title() + ". " + step.text() + " " + keys.getText());
        Parts.show(show, !asks && !last);
        Parts.show(skip, !last);
        skip.setText((asks ? Text.TOUR_NOT_NOW : Text.TOUR_END).of());
        on.setText((asks ? Text.TOUR_BEGIN : last ? Text.TOUR_DONE : Text.TOUR_NEXT).of());
    }
}
