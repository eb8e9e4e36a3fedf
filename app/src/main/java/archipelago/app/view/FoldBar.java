package archipelago.app.view;

import archipelago.app.i18n.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/// The tabs of what has no room in a window all at once, and beside them why that is and how to get it back.
public final class FoldBar extends FittingBar {
    private final String key;
    private Consumer<Fold> choose = part -> {};
    private final SegmentedButton tabs = new SegmentedButton();
    private final Label why = Parts.label("fold-why");
    private final Button back = new Button(Text.FOLD_BACK.of());
    private final Map<Fold, ToggleButton> tabOf = new EnumMap<>(Fold.class);
    private List<Fold> parts = List.of();

    /// @param key what is pressed to have everything as large as it was made for
    public FoldBar(String key, Runnable ordinarySize) {
        this.key = key;
        getStyleClass().add("fold-bar");
        setId("fold-bar");
        setAlignment(Pos.CENTER_LEFT);
        tabs.getStyleClass().add("tabs");
        tabs.setMinWidth(Region.USE_PREF_SIZE);
        why.setMinWidth(Region.USE_PREF_SIZE);
        var spring = Parts.spring();
        HBox.setHgrow(spring, Priority.ALWAYS);
        back.setId("fold-back");
        back.getStyleClass().add("quiet-button");
        back.setAccessibleText(Text.FOLD_BACK.of());
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setTooltip(new Tooltip());
        back.setOnAction(event -> ordinarySize.run());
        getChildren().addAll(tabs, spring, why, back);
        leaveOut(List.of(why));
    }

    /// @param newChoose takes what is to be in sight
    public void onChoose(Consumer<Fold> newChoose) {
        choose = newChoose;
    }

    /// Shows tabs for what there is.
    ///
    /// @param because why not everything is in sight
    /// @param enlarged whether everything is drawn larger than it was made for
    public void show(List<Fold> newParts, Fold chosen, String because, boolean enlarged) {
        if (!newParts.equals(parts)) {
            parts = List.copyOf(newParts);
            build();
        }
        tabOf.forEach((part, tab) -> tab.setSelected(part == chosen));
        why.setText(because);
        back.setAccessibleText(because + ". " + Text.FOLD_BACK.of());
        back.getTooltip().setText(because + ". " + Text.FOLD_BACK.of() + "  " + key);
        Parts.show(back, enlarged);
    }

    private void build() {
        var group = new ToggleGroup();
        tabOf.clear();
        parts.forEach(part -> tabOf.put(part, tab(part, group)));
        tabs.getButtons().setAll(tabOf.values());
        tabs.setToggleGroup(group);
        Segments.take(tabs.getButtons());
    }

    private ToggleButton tab(Fold part, ToggleGroup group) {
        var tab = new ToggleButton(part.words().of());
        tab.setId("fold-" + part.name().toLowerCase(Locale.ROOT));
        tab.setToggleGroup(group);
        tab.setOnAction(event -> {
            tab.setSelected(true); // A tab that is pressed again stays in front.
            choose.accept(part);
        });
        return tab;
    }
}
