package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/// Chooses between the timeline and the console of an instance.
final class ConsoleTabs extends SegmentedButton {
    /// Where the words of a tab stand, so that they are on one line with the title of the card.
    private static final double BASELINE = 16;

    ConsoleTabs(ConsolePane console) {
        var group = new ToggleGroup();
        getButtons().addAll(tab(console, group, false), tab(console, group, true));
        setToggleGroup(group);
        setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("tabs");
    }

    @Override
    public double getBaselineOffset() {
        return BASELINE;
    }

    private static ToggleButton tab(ConsolePane console, ToggleGroup group, boolean text) {
        var button = new ToggleButton((text ? Text.CONSOLE : Text.TIMELINE_TITLE).of());
        button.setId(text ? "tab-console" : "tab-timeline");
        button.setTooltip(new Tooltip(Text.CONSOLE_TIP.of()));
        button.setToggleGroup(group);
        button.setSelected(console.shown().get() == text);
        button.setOnAction(event -> {
            if (console.shown().get() != text) {
                console.toggle();
            }
            button.setSelected(true); // A tab that is pressed again stays in front.
        });
        console.shown().addListener((property, was, now) -> button.setSelected(now == text));
        return button;
    }
}
