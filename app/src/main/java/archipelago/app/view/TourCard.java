package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.TourVm;
import java.util.List;
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

    /// @param next goes on
    /// @param end ends the tour
    /// @param help does for the person what the step asks for
    public TourCard(TourVm tour, Runnable next, Runnable end, Runnable help) {
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
        for (var button : List.of(skip, show, on)) {
            button.setFocusTraversable(false); // Keys belong to what the tour asks for; Ctrl+T goes on, Esc ends.
        }
        getChildren().addAll(title, text, buttons);
        tour.step().addListener((property, was, step) -> step.ifPresent(this::tell));
    }

    private void tell(TourVm.Step step) {
        count.setText(Text.TOUR_COUNT.of(step.ordinal() + 1, TourVm.Step.values().length));
        title.setText(step.title());
        text.setText(step.text());
        setAccessibleText(step.title() + ". " + step.text());
        Parts.show(show, step != TourVm.Step.OTHERS);
        Parts.show(skip, step != TourVm.Step.OTHERS);
        on.setText((step == TourVm.Step.OTHERS ? Text.TOUR_DONE : Text.TOUR_NEXT).of());
    }
}
