package archipelago.app.view;

import archipelago.app.i18n.Language;
import archipelago.app.i18n.Text;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// The language that the window speaks, and those that it could speak: each calls itself by its own name.
final class LanguageMenu extends MenuButton {
    /// @param speak makes a language that of the window
    LanguageMenu(Consumer<Language> speak) {
        super(Language.chosen().word().toUpperCase(Locale.ROOT));
        setId("language");
        getStyleClass().add("language-menu");
        setMinWidth(Region.USE_PREF_SIZE);
        var spoken = Text.LANGUAGE_SPOKEN.of(Text.LANGUAGE_NAME.of());
        setAccessibleText(spoken);
        setTooltip(new Tooltip(spoken));
        var group = new ToggleGroup();
        for (var language : Language.values()) {
            var item = new RadioMenuItem(Text.LANGUAGE_NAME.in(language));
            item.setId("language-" + language.word());
            item.setToggleGroup(group);
            item.setSelected(language == Language.chosen());
            item.setOnAction(event -> speak.accept(language));
            getItems().add(item);
        }
    }
}
