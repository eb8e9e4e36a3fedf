package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.MeasuresVm;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What a stretch of time comes to, and what can be done with it. It stands below the timeline while there is one.
public final class RangeBar extends HBox {
    /// @param rows shows what happened in it
    public RangeBar(MeasuresVm measures, Runnable zoom, Runnable rows, Runnable writeDown, Runnable clear) {
        setId("range");
        getStyleClass().addAll("rows-head", "range-bar", "row-buttons");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.PARENT);
        var facts = new FactsLine("range-fact");
        facts.setId("range-facts");
        facts.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(facts, Priority.ALWAYS);
        var whole = new Tooltip();
        whole.textProperty().bind(measures.told());
        Tooltip.install(facts, whole);
        measures.told().addListener((property, was, now) -> {
            facts.show(now);
            setAccessibleText(Text.RANGE_SPOKEN.of(now));
            Parts.show(this, !now.isEmpty());
        });
        getChildren().add(facts);
        getChildren().addAll(List.of(
                button("range-zoom", Text.RANGE_ZOOM, Text.ACTION_ZOOM_IN, zoom),
                button("range-rows", Text.EVENTS_TITLE, Text.ACTION_RANGE_ROWS, rows),
                button("range-write", Text.RANGE_WRITE, Text.ACTION_WRITE_DOWN, writeDown),
                button("range-clear", Text.RANGE_CLEAR, Text.ACTION_CANCEL, clear)));
        Parts.show(this, false);
    }

    private static Button button(String id, Text words, Text tip, Runnable effect) {
        var button = Parts.button(id, words);
        button.setTooltip(new Tooltip(tip.of()));
        button.setOnAction(event -> effect.run());
        return button;
    }
}
