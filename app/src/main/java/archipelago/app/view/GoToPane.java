package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.GoToVm;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A field that takes a time, an event, an act or a bookmark, and goes there. Places with names are offered under it.
/// What cannot be understood is said under the field, which stays.
public final class GoToPane extends VBox {
    private static final double WIDTH = 360;

    private final GoToVm vm;
    private final Consumer<GoToVm.Place> go;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final Label problem = Parts.paragraph("pop-problem");
    private final VBox list = new VBox();
    private List<GoToVm.Offer> offers = List.of();
    private int chosen = -1;

    /// @param go goes to a place
    /// @param leave closes the card
    public GoToPane(GoToVm vm, Consumer<GoToVm.Place> go, Runnable leave) {
        this.vm = vm;
        this.go = go;
        this.leave = leave;
        getStyleClass().addAll("card", "pop-card");
        setPrefWidth(WIDTH);
        field.setId("go-to");
        field.getStyleClass().add("pop-field");
        field.setPromptText(Text.GOTO_PROMPT.of());
        field.setAccessibleText(Text.ACTION_GO_TO.of());
        field.textProperty().addListener((property, was, now) -> offer());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        problem.setId("go-to-problem");
        list.getStyleClass().add("place-list");
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.GOTO_HINT.of());
        getChildren().addAll(Parts.label("pop-title", Text.ACTION_GO_TO.of()), field, problem, list, hint);
        Parts.show(problem, false);
    }

    /// Begins anew, with the keyboard in the field.
    public void begin() {
        field.clear();
        offer();
        field.requestFocus();
    }

    private void offer() {
        Parts.show(problem, false);
        offers = vm.offers(field.getText());
        chosen = -1;
        list.getChildren().setAll(offers.stream().map(this::row).toList());
        Parts.show(list, !offers.isEmpty());
    }

    private Button row(GoToVm.Offer offer) {
        var title = Parts.label("place-title", offer.title());
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var detail = Parts.label("place-detail", offer.detail());
        detail.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(title, detail);
        box.getStyleClass().add("place-box");
        var row = new Button(null, box);
        row.getStyleClass().add("place-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setFocusTraversable(false);
        row.setAccessibleText(offer.title() + ", " + offer.detail());
        box.prefWidthProperty().bind(list.widthProperty().subtract(18));
        row.setOnAction(event -> arrive(offer.place()));
        return row;
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> choose(Math.min(chosen + 1, offers.size() - 1));
            case UP -> choose(Math.max(chosen - 1, -1));
            case ENTER -> enter();
            case ESCAPE -> leave.run();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int row) {
        chosen = row;
        for (int i = 0; i < list.getChildren().size(); i++) {
            list.getChildren().get(i).pseudoClassStateChanged(Parts.CHOSEN, i == row);
        }
    }

    private void enter() {
        if (chosen >= 0) {
            arrive(offers.get(chosen).place());
            return;
        }
        switch (vm.read(field.getText())) {
            case GoToVm.Answer.Found(var place) -> arrive(place);
            case GoToVm.Answer.Problem(var sentence) -> {
                problem.setText(sentence);
                Parts.show(problem, true);
                field.selectAll();
            }
        }
    }

    private void arrive(GoToVm.Place place) {
        leave.run();
        go.accept(place);
    }
}
