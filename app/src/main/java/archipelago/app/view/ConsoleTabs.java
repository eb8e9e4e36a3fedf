package archipelago.app.view;

import archipelago.app.i18n.Text;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.SegmentedButton;

/// Chooses between the timeline and what can stand in its place.
final class ConsoleTabs extends SegmentedButton {
    /// Where the words of a tab stand, so that they are on one line with the title of the card.
    private static final double BASELINE = 16;

    private final List<Front> fronts;

    /// @param plain whether none of them is in front, so that the timeline is seen
    ConsoleTabs(List<Front> fronts, BooleanBinding plain) {
        this.fronts = fronts;
        var group = new ToggleGroup();
        var time = tab(Text.TIMELINE_TITLE, Text.CONSOLE_TIP, group, plain, () -> fronts.forEach(Front::hide));
        time.setId("tab-timeline");
        getButtons().add(time);
        for (var front : fronts) {
            var button = tab(front.title(), front.tip(), group, front.shown(), front::show);
            button.setId("tab-" + front.id());
            getButtons().add(button);
            // One at a time, whatever brought it to the front.
            front.shown().addListener((property, was, now) -> {
                if (now) {
                    hideOthers(front);
                }
            });
        }
        setToggleGroup(group);
        Segments.take(getButtons());
        getStyleClass().add("tabs");
    }

    private void hideOthers(Front shown) {
        fronts.stream().filter(front -> front != shown).forEach(front -> front.shown().set(false));
    }

    @Override
    public double getBaselineOffset() {
        return BASELINE;
    }

    private static ToggleButton tab(
            Text words, Text tip, ToggleGroup group, ObservableBooleanValue inFront, Runnable show) {
        var button = new ToggleButton(words.of());
        button.setTooltip(new Tooltip(tip.of()));
        button.setToggleGroup(group);
        button.setSelected(inFront.get());
        button.setOnAction(event -> {
            show.run();
            button.setSelected(true); // A tab that is pressed again stays in front.
        });
        inFront.addListener((property, was, now) -> button.setSelected(now));
        return button;
    }
}
