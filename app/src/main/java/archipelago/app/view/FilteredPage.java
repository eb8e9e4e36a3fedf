package archipelago.app.view;

import archipelago.app.i18n.Text;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A page with a field over what it holds: typing leaves what fits, Escape first ends that. The field has the keyboard.
abstract class FilteredPage extends Page {
    private static final double LEAST_FIELD = 180;
    /// Below this a page shows only what can be chosen.
    static final double LOW = 440;
    private final TextField field = new TextField();
    private final ScrollPane scroll;

    /// @param content is scrolled under the field
    FilteredPage(String id, Text prompt, Region content) {
        scroll = new ScrollPane(content);
        field.setId(id);
        field.getStyleClass().add("pop-field");
        field.setPromptText(prompt.of());
        field.setAccessibleText(prompt.of());
        field.textProperty().addListener((property, was, now) -> list());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("story-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
    }

    /// Puts the page together.
    ///
    /// @param mostWidth the page is no wider
    /// @param beside stands beside the field
    /// @param under stands between the field and what it leaves
    final void fill(double mostWidth, Text title, Text words, List<? extends Node> beside, Node... under) {
        var intro = Parts.paragraph("start-intro");
        intro.setText(words.of());
        var controls = new ArrayList<Node>(List.of(field));
        controls.addAll(beside);
        var head = new WrappingRow(field, LEAST_FIELD, controls);
        head.getStyleClass().add("start-head");
        var card = new VBox(Parts.label("start-title", title.of()), intro, head);
        card.getChildren().addAll(under);
        card.getChildren().add(scroll);
        card.getStyleClass().addAll("card", "page-card");
        card.setMaxWidth(mostWidth);
        // In a low window, what can be chosen is worth more than what introduces it.
        heightProperty().addListener((property, was, height) -> Parts.show(intro, height.doubleValue() >= LOW));
        getChildren().add(card);
        setAlignment(Pos.CENTER);
    }

    /// Shows what fits what is typed.
    abstract void list();

    abstract void key(KeyEvent event);

    /// What is typed, without room around it.
    final String typed() {
        return field.getText().strip();
    }

    final ScrollPane scroll() {
        return scroll;
    }

    @Override
    public void takeKeyboard() {
        field.requestFocus();
    }

    @Override
    public boolean cancel() {
        boolean typed = !field.getText().isEmpty();
        field.clear();
        return typed;
    }
}
