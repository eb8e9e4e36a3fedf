package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.FigureVm;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A figure to be kept: of what, how large, in what form. What cannot be is said on the card, which stays.
public final class FigurePane extends VBox {
    private static final double WIDTH = 380;
    private static final double CHOICE = 220;

    private final FigureVm vm;
    private final Consumer<FigureVm.Wish> save;
    private final Runnable leave;
    private final ComboBox<FigureVm.What> what = choice(List.of(FigureVm.What.values()), Text.FIGURE_VIEW);
    private final ComboBox<FigureVm.Form> form = choice(List.of(FigureVm.Form.values()), Text.FIGURE_FORM);
    private final ComboBox<FigureVm.Size> size = choice(FigureVm.SIZES, Text.FIGURE_SIZE);
    private final TextField until = new TextField();
    private final Label untilLabel = Parts.label("pop-hint", Text.FIGURE_UNTIL.of());
    private final Label problem = Parts.paragraph("pop-problem");

    /// @param save takes what is wanted
    /// @param leave closes the card
    public FigurePane(FigureVm vm, Consumer<FigureVm.Wish> save, Runnable leave) {
        this.vm = vm;
        this.save = save;
        this.leave = leave;
        getStyleClass().addAll("card", "pop-card");
        setId("figure");
        what.setId("figure-what");
        form.setId("figure-form");
        size.setId("figure-size");
        setPrefWidth(WIDTH);
        what.setOnAction(event -> vm.what(what.getValue()));
        size.setOnAction(event -> vm.size(size.getValue()));
        form.setOnAction(event -> {
            vm.form(form.getValue());
            showUntil();
        });
        until.setId("figure-until");
        until.getStyleClass().add("pop-field");
        until.setAccessibleText(Text.FIGURE_UNTIL.of());
        until.setPrefWidth(CHOICE);
        until.textProperty().addListener((property, was, now) -> vm.until(now));
        var grid = new GridPane();
        grid.getStyleClass().add("until-grid");
        grid.setVgap(4);
        grid.addRow(0, Parts.label("pop-hint", Text.FIGURE_VIEW.of()), what);
        grid.addRow(1, Parts.label("pop-hint", Text.FIGURE_FORM.of()), form);
        grid.addRow(2, Parts.label("pop-hint", Text.FIGURE_SIZE.of()), size);
        grid.addRow(3, untilLabel, until);
        problem.setId("figure-problem");
        var keep = Parts.button("figure-save", Text.FIGURE_SAVE);
        keep.getStyleClass().add("accent");
        keep.setOnAction(event -> go());
        var buttons = new HBox(Parts.spring(), keep);
        buttons.getStyleClass().add("pop-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.FIGURE_HINT.of());
        getChildren().addAll(Parts.label("pop-title", Text.ACTION_FIGURE.of()), hint, grid, problem, buttons);
    }

    private static <T> ComboBox<T> choice(List<T> of, Text words) {
        var choice = new ComboBox<T>();
        choice.getItems().setAll(of);
        choice.getStyleClass().add("pop-choice");
        choice.setPrefWidth(CHOICE);
        choice.setMaxWidth(CHOICE);
        choice.setAccessibleText(words.of());
        return choice;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            leave.run();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            go();
            event.consume();
        }
    }

    /// Begins anew, with what its view-model has begun with.
    public void begin() {
        what.setValue(vm.what());
        form.setValue(vm.form());
        size.setValue(vm.size());
        until.setText(vm.until());
        showUntil();
        Parts.show(problem, false);
        what.requestFocus();
    }

    private void showUntil() {
        Parts.show(until, vm.form().moves());
        Parts.show(untilLabel, vm.form().moves());
        requestParentLayout(); // The card is as high as what it shows.
    }

    private void go() {
        var choice = vm.choice();
        if (choice.wish() == null) {
            problem.setText(choice.problem());
            Parts.show(problem, true);
            requestParentLayout();
            return;
        }
        leave.run();
        save.accept(choice.wish());
    }
}
