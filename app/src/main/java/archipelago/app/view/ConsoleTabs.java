package archipelago.app.view;

import archipelago.app.i18n.Text;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/// Chooses between the timeline, the console of an instance, and the places in time that have names.
final class ConsoleTabs extends SegmentedButton {
    /// Where the words of a tab stand, so that they are on one line with the title of the card.
    private static final double BASELINE = 16;

    private final ConsolePane console;
    private final PlacesPane places;
    /// Held here, because a binding that nobody holds is forgotten.
    private final BooleanBinding plain;

    ConsoleTabs(ConsolePane console, PlacesPane places) {
        this.console = console;
        this.places = places;
        var group = new ToggleGroup();
        plain = console.shown().not().and(places.shown().not());
        var time = tab(Text.TIMELINE_TITLE, Text.CONSOLE_TIP, group, plain, this::showTimeline);
        time.setId("tab-timeline");
        var lines = tab(Text.CONSOLE, Text.CONSOLE_TIP, group, console.shown(), this::showConsole);
        lines.setId("tab-console");
        var named = tab(Text.PLACES_TITLE, Text.PLACES_TIP, group, places.shown(), this::showPlaces);
        named.setId("tab-places");
        getButtons().addAll(time, lines, named);
        setToggleGroup(group);
        setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("tabs");
        // One of the two at a time, whatever brought it to the front.
        console.shown().addListener((property, was, now) -> {
            if (now) {
                places.shown().set(false);
            }
        });
        places.shown().addListener((property, was, now) -> {
            if (now) {
                console.shown().set(false);
            }
        });
    }

    @Override
    public double getBaselineOffset() {
        return BASELINE;
    }

    private void showTimeline() {
        if (console.shown().get()) {
            console.toggle();
        }
        if (places.shown().get()) {
            places.toggle();
        }
    }

    private void showConsole() {
        if (!console.shown().get()) {
            console.toggle();
        }
    }

    private void showPlaces() {
        if (!places.shown().get()) {
            places.toggle();
        }
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
