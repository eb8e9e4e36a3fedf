package archipelago.app.view;

import archipelago.app.action.Choice;
import archipelago.app.i18n.Text;
import archipelago.app.render.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.SegmentedButton;

/// Chooses the view of the machine that is in front.
final class ViewTabs extends SegmentedButton {
    /// Where the words of a tab stand, so that they are on one line with the title of the card.
    private static final double BASELINE = 16;

    ViewTabs(MachineDeck deck) {
        var group = new ToggleGroup();
        getButtons().add(tab(deck, group, Optional.empty(), Text.VIEW_MAP));
        for (var kind : ViewKind.values()) {
            getButtons().add(tab(deck, group, Optional.of(kind), words(kind)));
        }
        setToggleGroup(group);
        Segments.take(getButtons());
        getStyleClass().add("tabs");
    }

    @Override
    public double getBaselineOffset() {
        return BASELINE;
    }

    /// The views, to be found by typing.
    static List<Choice> choices(MachineDeck deck) {
        var choices = new ArrayList<Choice>();
        choices.add(Choice.plain(
                Text.VIEW_MAP.of(), Text.FIND_VIEW.of(), hands -> deck.show(Optional.empty())));
        for (var kind : ViewKind.values()) {
            choices.add(Choice.plain(
                    words(kind).of(), Text.FIND_VIEW.of(), hands -> deck.show(Optional.of(kind))));
        }
        return choices;
    }

    static Text words(ViewKind kind) {
        return switch (kind) {
            case LANES -> Text.VIEW_LANES;
            case MEMORY -> Text.VIEW_MEMORY;
            case RINGS -> Text.VIEW_RINGS;
            case TREE -> Text.VIEW_TREE;
            case CHARTS -> Text.VIEW_CHARTS;
            case COMPARE -> Text.VIEW_COMPARE;
        };
    }

    private static ToggleButton tab(MachineDeck deck, ToggleGroup group, Optional<ViewKind> kind, Text words) {
        var button = new ToggleButton(words.of());
        button.setId("tab-" + kind.map(ViewKind::word).orElse("map"));
        button.setTooltip(new Tooltip(Text.VIEW_TIP.of(words.of())));
        button.setToggleGroup(group);
        button.setSelected(deck.shown().get().equals(kind));
        button.setOnAction(event -> {
            deck.show(kind);
            button.setSelected(true); // A tab that is pressed again stays in front.
        });
        deck.shown().addListener((property, was, now) -> button.setSelected(now.equals(kind)));
        return button;
    }
}
