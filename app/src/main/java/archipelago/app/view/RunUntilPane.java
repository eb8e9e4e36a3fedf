package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.UntilVm;
import archipelago.app.vm.UntilVm.Kind;
import archipelago.engine.seek.Sought;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/// What the machine is to run until: any of the things that are picked. It goes on to the first of them, or back to the
/// last.
public final class RunUntilPane extends VBox {
    private static final double WIDTH = 400;
    private static final double CHOICE = 190;
    private static final double LINE = 27;

    private final UntilVm vm;
    private final BiConsumer<List<Sought>, Boolean> find;
    private final Runnable leave;
    private final Map<Kind, CheckBox> boxes = new EnumMap<>(Kind.class);
    private final Map<Kind, ComboBox<UntilVm.Option>> choices = new EnumMap<>(Kind.class);
    private final TextField instant = new TextField();
    private final Label problem = Parts.paragraph("pop-problem");

    /// @param find goes to the next of several things if it is told `true`, else back to the last
    /// @param leave closes the card
    public RunUntilPane(UntilVm vm, BiConsumer<List<Sought>, Boolean> find, Runnable leave) {
        this.vm = vm;
        this.find = find;
        this.leave = leave;
        getStyleClass().addAll("card", "pop-card");
        setPrefWidth(WIDTH);
        var grid = new GridPane();
        grid.getStyleClass().add("until-grid");
        var line = new RowConstraints(LINE);
        int row = 0;
        for (var kind : Kind.values()) {
            grid.add(box(kind), 0, row);
            if (kind == Kind.INSTANT) {
                grid.add(instant(), 1, row);
            } else if (kind.chosen()) {
                grid.add(choice(kind), 1, row);
            }
            grid.getRowConstraints().add(line);
            row++;
        }
        problem.setId("until-problem");
        var back = Parts.button("until-back", Text.UNTIL_BACK);
        back.setOnAction(event -> go(false));
        var run = Parts.button("until-run", Text.UNTIL_RUN);
        run.getStyleClass().add("accent");
        run.setOnAction(event -> go(true));
        var buttons = new HBox(Parts.spring(), back, run);
        buttons.getStyleClass().add("pop-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leave.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
                go(true);
                event.consume();
            }
        });
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.UNTIL_HINT.of());
        getChildren().addAll(Parts.label("pop-title", Text.ACTION_RUN_UNTIL.of()), hint, grid, problem, buttons);
        Parts.show(problem, false);
    }

    private CheckBox box(Kind kind) {
        var box = new CheckBox(kind.label());
        box.setId("until-" + kind.name());
        box.selectedProperty().addListener((property, was, picked) -> {
            vm.pick(kind, picked);
            Parts.show(problem, false);
        });
        box.setMinWidth(USE_PREF_SIZE);
        boxes.put(kind, box);
        return box;
    }

    private TextField instant() {
        instant.setId("until-instant");
        instant.getStyleClass().add("pop-field");
        instant.setPromptText(Text.UNTIL_PROMPT.of());
        instant.setAccessibleText(Kind.INSTANT.label());
        instant.setPrefWidth(CHOICE);
        instant.textProperty().addListener((property, was, now) -> {
            vm.instant(now);
            boxes.get(Kind.INSTANT).setSelected(!now.isBlank());
        });
        return instant;
    }

    private ComboBox<UntilVm.Option> choice(Kind kind) {
        var choice = new ComboBox<UntilVm.Option>();
        choice.setId("until-choice-" + kind.name());
        choice.getStyleClass().add("pop-choice");
        choice.setPrefWidth(CHOICE);
        choice.setMaxWidth(CHOICE);
        choice.setAccessibleText(kind.label());
        choice.setOnAction(event -> {
            if (choice.getValue() != null && !choice.getValue().equals(vm.chosen(kind).orElse(null))) {
                vm.choose(kind, choice.getValue());
                boxes.get(kind).setSelected(true);
            }
        });
        choices.put(kind, choice);
        return choice;
    }

    /// Begins anew, with what was picked before and what there is now.
    public void begin() {
        boxes.forEach((kind, box) -> box.setSelected(vm.picked(kind)));
        choices.forEach((kind, choice) -> {
            choice.getItems().setAll(vm.options(kind));
            choice.setValue(vm.chosen(kind).orElse(null));
            choice.setDisable(choice.getItems().isEmpty());
            boxes.get(kind).setDisable(choice.getItems().isEmpty());
            if (choice.getItems().isEmpty()) {
                boxes.get(kind).setSelected(false);
            }
        });
        Parts.show(problem, false);
        boxes.get(Kind.INSTANT).requestFocus();
    }

    private void go(boolean forward) {
        var wish = vm.wish();
        if (wish.any().isEmpty()) {
            problem.setText(wish.problem());
            Parts.show(problem, true);
            return;
        }
        leave.run();
        find.accept(wish.any(), forward);
    }
}
