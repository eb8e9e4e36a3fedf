package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Figures;
import archipelago.engine.invariant.Violation;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Says which promise is broken, in its own words, what broke it, and what led to that: each link goes to its event.
public final class BrokenCard extends VBox {
    private static final double WIDTH = 560;
    private static final double REST_HEIGHT = 190;
    private static final double LEAST_HEIGHT = 130;
    private static final double MOST_HEIGHT = 330;

    private final Label title = Parts.label("pop-title", Text.BROKEN_TITLE.of());
    private final Label name = Parts.label("pop-where");
    private final Label sentence = Parts.paragraph("broken-sentence");
    private final Label detail = Parts.paragraph("pop-problem");
    private final Label more = Parts.paragraph("pop-hint");
    private final ScrollPane chain;

    /// @param why what led to it
    /// @param go goes behind the event that broke it
    /// @param leave closes the card
    public BrokenCard(Region why, Runnable go, Runnable leave) {
        getStyleClass().addAll("card", "pop-card");
        setId("broken-promise");
        setPrefWidth(WIDTH);
        var head = new HBox(Parts.icon("alert"), title, Parts.spring(), name);
        head.getStyleClass().add("broken-head");
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.BROKEN_WHY.of());
        chain = new ScrollPane(why);
        chain.setFitToWidth(true);
        chain.getStyleClass().add("broken-why");
        var there = Parts.button("broken-go", Text.BROKEN_GO);
        there.setOnAction(event -> go.run());
        var close = Parts.button("broken-close", Text.BROKEN_CLOSE);
        close.setOnAction(event -> leave.run());
        var buttons = new HBox(more, Parts.spring(), there, close);
        buttons.getStyleClass().add("pop-buttons");
        getChildren().addAll(head, sentence, detail, hint, chain, buttons);
    }

    /// @param broken at least one
    /// @param room how high the card may be
    public void show(List<Violation> broken, double room) {
        chain.setPrefHeight(Math.clamp(room - REST_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT));
        var first = broken.getFirst();
        name.setText(first.invariant().name());
        sentence.setText(first.invariant().sentence());
        var when = Text.TIME.of(Figures.seconds(first.atNs()));
        detail.setText(Text.BROKEN_AFTER.of(Figures.grouped(first.event()), when, first.detail()));
        more.setText(broken.size() == 1 ? "" : Text.BROKEN_MORE.count(broken.size() - 1));
        setAccessibleText(title.getText() + ". " + sentence.getText() + ". " + detail.getText());
    }
}
