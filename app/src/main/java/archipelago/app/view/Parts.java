package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Tone;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Small parts that panels are made of.
final class Parts {
    static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    static final PseudoClass IMPOSSIBLE = PseudoClass.getPseudoClass("impossible");

    private Parts() {}

    static Label label(String style) {
        return label(style, "");
    }

    static Label label(String style, String words) {
        var label = new Label(words);
        label.getStyleClass().addAll(style.split(" "));
        return label;
    }

    /// A heading above a part of a column, in small capitals.
    static Label section(Text words) {
        return label("section", words.of().toUpperCase(Locale.ROOT));
    }

    /// A text over several lines.
    static Label paragraph(String style) {
        var label = label(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    static Label pill() {
        var pill = label("pill");
        pill.setMinWidth(Region.USE_PREF_SIZE);
        return pill;
    }

    /// A small button with words.
    static Button button(String id, Text words) {
        var button = new Button(words.of());
        button.setId(id);
        button.getStyleClass().add("do-button");
        button.setAccessibleText(words.of());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setMinHeight(Region.USE_PREF_SIZE);
        return button;
    }

    static void tone(Node node, Tone tone) {
        for (var other : Tone.values()) {
            node.getStyleClass().remove(style(other));
        }
        node.getStyleClass().add(style(tone));
    }

    private static String style(Tone tone) {
        return "tone-" + tone.name().toLowerCase(Locale.ROOT);
    }

    /// A drawn sign; its shape stands in the style sheet.
    static Region icon(String name) {
        var icon = new Region();
        icon.getStyleClass().addAll("icon", "icon-" + name);
        icon.setMouseTransparent(true);
        return icon;
    }

    static Region spring() {
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /// Lets a list in a card be as high as the other parts of the card leave it room, also when the window changes its size
    /// under it.
    static void highUpTo(Region list, double least, double most) {
        list.setMinHeight(least);
        list.setPrefHeight(most);
        VBox.setVgrow(list, Priority.ALWAYS);
    }

    static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
