package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.render.Badge;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The signs that a bookmark can bear: each a shape and a colour, so that either is enough to tell them apart.
final class BadgeChoice extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /// @param chosen takes the number of the one that somebody picks
    BadgeChoice(IntConsumer chosen) {
        getStyleClass().add("badges");
        for (var badge : Badge.values()) {
            var button = new ToggleButton(null, icon(badge.ordinal()));
            button.setId("badge-" + badge.ordinal());
            button.getStyleClass().add("badge");
            button.setAccessibleText(words(badge.ordinal()));
            button.setTooltip(new Tooltip(words(badge.ordinal())));
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                button.setSelected(true);
                chosen.accept(badge.ordinal());
            });
            getChildren().add(button);
        }
        Segments.take(group.getToggles().stream().map(ToggleButton.class::cast).toList());
    }

    void choose(int badge) {
        group.selectToggle(group.getToggles().get(badge));
    }

    static Region icon(int badge) {
        return Parts.icon("badge-" + Badge.of(badge).name().toLowerCase(Locale.ROOT));
    }

    static String words(int badge) {
        return switch (Badge.of(badge)) {
            case FLAG -> Text.BADGE_FLAG.of();
            case PENNANT -> Text.BADGE_PENNANT.of();
            case SQUARE -> Text.BADGE_SQUARE.of();
            case DISC -> Text.BADGE_DISC.of();
            case DIAMOND -> Text.BADGE_DIAMOND.of();
        };
    }
}
