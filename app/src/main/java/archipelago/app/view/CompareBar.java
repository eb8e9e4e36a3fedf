package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Figures;
import archipelago.app.vm.FuturesVm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Above the view that compares: with what, and the way from one difference to the next.
public final class CompareBar extends HBox {
    private final ComboBox<With> with = new ComboBox<>();
    private final Label count = Parts.label("compare-count");
    private final Button previous = Parts.button("difference-previous", Text.DIFFERENCE_PREVIOUS);
    private final Button next = Parts.button("difference-next", Text.DIFFERENCE_NEXT);
    private final FuturesVm futures;
    private boolean filling;

    /// Something to compare with.
    ///
    /// @param branch its number, or [SecondFuture#NATURAL]
    private record With(int branch, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// @param against compares with another branch
    /// @param look goes to the next difference if it is told `true`, else to the one before
    public CompareBar(FuturesVm futures, IntConsumer against, Consumer<Boolean> look) {
        this.futures = futures;
        getStyleClass().add("compare-bar");
        setAlignment(Pos.CENTER_LEFT);
        with.setId("compare-with");
        with.getStyleClass().add("pop-choice");
        with.setAccessibleText(Text.COMPARE_WITH.of());
        with.setMinWidth(0);
        with.setOnAction(event -> {
            if (!filling && with.getValue() != null) {
                against.accept(with.getValue().branch());
            }
        });
        previous.setOnAction(event -> look.accept(false));
        next.setOnAction(event -> look.accept(true));
        count.setMinWidth(Region.USE_PREF_SIZE);
        var label = Parts.label("row-name", Text.COMPARE_WITH.of());
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(label, with, Parts.spring(), count, previous, next);
        futures.rows().addListener((property, was, rows) -> fill());
        fill();
    }

    private void fill() {
        var wanted = Optional.ofNullable(with.getValue()).map(With::branch).orElse(SecondFuture.NATURAL);
        choose(wanted);
    }

    /// Shows with which branch it is compared.
    public void choose(int branch) {
        var all = new ArrayList<With>(List.of(new With(SecondFuture.NATURAL, Text.COMPARE_NATURAL.of())));
        futures.rows().get().stream()
                .filter(row -> !row.present())
                .map(row -> new With(row.number(), Text.FUTURE_NUMBERED.of(row.number(), row.title())))
                .forEach(all::add);
        filling = true;
        if (!all.equals(with.getItems())) {
            with.getItems().setAll(all);
        }
        with.setValue(all.stream().filter(one -> one.branch() == branch).findFirst().orElse(all.getFirst()));
        filling = false;
    }

    /// Shows how many differences are known, and how many of them have passed.
    public void show(Optional<SecondFuture.Answer> answer) {
        var known = answer.filter(one -> one.beside().isPresent());
        count.setText(known.map(one -> one.known() == 0
                        ? ""
                        : one.passed() == 0
                                ? Text.DIFFERENCES_AHEAD.count(one.known())
                                : Text.DIFFERENCE_COUNT.of(grouped(one.passed()), grouped(one.known())))
                .orElse(""));
        previous.setDisable(known.isEmpty());
        next.setDisable(known.isEmpty());
    }

    private static String grouped(long number) {
        return Figures.grouped(number);
    }
}
