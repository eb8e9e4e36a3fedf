package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.StatusVm;
import java.util.function.IntConsumer;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/// The cards in the middle: a heading with a line of explanation, and a picture under it.
public final class Cards {
    private static final double BUTTON_ROOM = 22;
    /// What is being done comes and goes, and the title shall not with it.
    private static final double LEAST_WORK = 70;
    private static final double LEAST_BRANCHES = 160;

    private Cards() {}

    /// The machine, with the bar for refusals over its lower edge.
    public static Region machine(String caption, MachineDeck deck, StatusVm status) {
        var refusal = new RefusalBar(status);
        StackPane.setAlignment(refusal, Pos.BOTTOM_CENTER);
        var work = Parts.label("card-work");
        work.textProperty().bind(status.underWay());
        work.visibleProperty().bind(status.underWay().isNotEmpty());
        work.setGraphic(Parts.icon("work"));
        var tabs = new ViewTabs(deck);
        var card = card(Text.MAP_TITLE.of(), caption, new StackPane(deck, refusal), Parts.spring(), work, tabs);
        HeadFit.on(head(card), (Label) head(card).getChildren().getFirst(), work, LEAST_WORK, tabs);
        return card;
    }

    /// One picture with a title.
    public static Region picture(String title, Region content) {
        return card(title, "", content, Parts.spring());
    }

    /// @param places what can stand in the place of the timeline
    /// @param enter takes the number of the branch that somebody wants to go to
    public static Region timeline(
            TimelinePane timeline, Fronts places, StatusVm status, IntConsumer enter) {
        var fronts = places.all();
        var branches = new BranchMenu(status, enter, places.futures()::show);
        var shown = fronts.stream().map(Front::shown).toArray(Observable[]::new);
        var plain = Bindings.createBooleanBinding(
                () -> fronts.stream().noneMatch(front -> front.shown().get()), shown);
        timeline.visibleProperty().bind(plain);
        var tabs = new ConsoleTabs(fronts, plain);
        var heading = Parts.label("card-title");
        heading.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> fronts.stream()
                                .filter(front -> front.shown().get())
                                .findFirst()
                                .map(Front::title)
                                .orElse(Text.TIMELINE_TITLE)
                                .of(),
                        shown));
        var hint = new FactsLine("card-caption");
        hint.show(Text.TIMELINE_HINT.of());
        hint.visibleProperty().bind(plain);
        var stack = new StackPane(timeline);
        fronts.forEach(front -> stack.getChildren().add(front.content()));
        var card = card(heading, hint, stack, Parts.spring(), branches, tabs);
        HeadFit.on(head(card), heading, branches, LEAST_BRANCHES, tabs);
        return card;
    }

    /// Shows the tabs in the head of a card, or takes them away.
    public static void showTabs(Region card, boolean shown) {
        head(card).getChildren().stream()
                .filter(SegmentedButton.class::isInstance)
                .forEach(tabs -> Parts.show(tabs, shown));
    }

    /// Lets a double click on the head of a card do something, and gives it a button.
    public static void handle(Region card, String id, Text spoken, String key, Runnable doubleClick, Runnable button) {
        var head = head(card);
        head.setOnMouseClicked(event -> {
            boolean onControl = event.getTarget() instanceof Node node && insideControl(node, head);
            if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY && !onControl) {
                doubleClick.run();
            }
        });
        var own = new Button(null, Parts.icon("own-window"));
        own.setId(id);
        own.getStyleClass().add("head-button");
        own.setAccessibleText(spoken.of());
        own.setTooltip(new Tooltip(spoken.of() + "  " + key));
        own.setOnAction(event -> button.run());
        own.setFocusTraversable(false);
        InvalidationListener fit = changed -> Parts.show(own, head.getWidth() >= least(head, own));
        head.widthProperty().addListener(fit);
        // What stands beside it knows its width only when it has its style, or its words.
        for (var child : head.getChildren()) {
            ((Region) child).widthProperty().addListener(fit);
        }
        Parts.show(own, false);
        head.getChildren().add(own);
    }

    /// How wide a head must be to have room for everything in it, a button included.
    private static double least(HBox head, Button button) {
        double width = head.getInsets().getLeft() + head.getInsets().getRight() + BUTTON_ROOM;
        for (var child : head.getChildren()) {
            // What is being done has the room that is left; nothing moves aside for it.
            boolean passing = child.getStyleClass().contains("card-work");
            if (child.isManaged() && child != button && !passing) {
                width += child.minWidth(-1) + head.getSpacing();
            }
        }
        return width;
    }

    private static boolean insideControl(Node node, Node head) {
        for (var at = node; at != null && at != head; at = at.getParent()) {
            if (at instanceof ButtonBase) {
                return true;
            }
        }
        return false;
    }

    private static HBox head(Region margin) {
        var card = (VBox) margin.getChildrenUnmodifiable().getFirst();
        return (HBox) card.getChildren().getFirst();
    }

    private static Region card(String title, String caption, Region content, Node... more) {
        var facts = new FactsLine("card-caption");
        facts.show(caption);
        return card(Parts.label("card-title", title), facts, content, more);
    }

    private static Region card(Label heading, FactsLine facts, Region content, Node... more) {
        heading.setMinWidth(Region.USE_PREF_SIZE);
        facts.setMinWidth(0);
        var head = new HBox(heading, facts);
        head.getChildren().addAll(more);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("card-head");
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinSize(0, 0);
        var card = new VBox(head, content);
        card.getStyleClass().add("card");
        card.setMinSize(0, 0);
        var margin = new StackPane(card);
        margin.getStyleClass().add("card-margin");
        margin.setMinHeight(160);
        return margin;
    }
}
