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
    private static final double GAPS = 30;
    private static final double BUTTON_ROOM = 22;
    /// A head that is narrower has no room for a title beside the tabs of the timeline; a still narrower one has none
    /// for the branches either.
    private static final double NARROW = 620;
    private static final double NARROWER = 440;
    private static final double LEAST_BRANCHES = 70;

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
        // In a narrow window the caption gives way first: it says the same all the time.
        var head = (HBox) work.getParent();
        // Where not even that is enough, the tabs come first, as over the timeline.
        head.widthProperty().addListener((property, was, now) -> {
            tabs.narrow(now.doubleValue() < NARROW);
            Parts.show(head.getChildren().getFirst(), now.doubleValue() >= NARROW);
        });
        work.minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.clamp(roomFor(work, head), 0, Math.max(0, work.prefWidth(-1))),
                        head.widthProperty(),
                        tabs.widthProperty(), // Known when they have their style, which is later than the first words.
                        work.textProperty()));
        return card;
    }

    /// What is left for one of the parts of a head when all others are whole, but for those that may vanish, and the button
    /// of the card is there.
    private static double roomFor(Region part, HBox head) {
        double room = head.getWidth() - head.getInsets().getLeft() - head.getInsets().getRight() - BUTTON_ROOM;
        for (var child : head.getChildren()) {
            boolean button = child instanceof Button;
            if (child.isManaged() && child != part && !button) {
                room -= child instanceof SegmentedButton tabs ? whole(tabs) : child.minWidth(-1);
            }
            room -= button ? 0 : head.getSpacing();
        }
        return room;
    }

    /// How wide tabs are that are not cut. What they wish for is too little before they have their style.
    private static double whole(Region tabs) {
        return Math.max(tabs.getWidth(), tabs.prefWidth(-1));
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
        giveWay((HBox) tabs.getParent(), heading, branches, tabs);
        return card;
    }

    /// On a very small screen the tabs come first: the one in front says what the title says.
    private static void giveWay(HBox head, Label heading, BranchMenu branches, ConsoleTabs tabs) {
        head.setMinWidth(0); // Else what is in it would make it as wide as it wants, and that would seem to be the room.
        var roomy = Bindings.createBooleanBinding(
                () -> head.getWidth() == 0 || head.getWidth() >= NARROW, head.widthProperty());
        heading.visibleProperty().bind(roomy);
        heading.managedProperty().bind(roomy);
        var branched = Bindings.createDoubleBinding(
                () -> head.getWidth() == 0 || head.getWidth() >= NARROWER ? Region.USE_PREF_SIZE : 0,
                head.widthProperty());
        // The name of a future may be long; the tabs beside it stay whole.
        branches.minWidthProperty().bind(Bindings.createDoubleBinding(
                () -> {
                    double room = head.getWidth() - whole(tabs) - heading.prefWidth(-1) - GAPS - BUTTON_ROOM;
                    return head.getWidth() > 0 && head.getWidth() < NARROWER
                            ? 0
                            : Math.max(LEAST_BRANCHES, Math.min(branches.prefWidth(-1), room));
                },
                head.widthProperty(),
                tabs.widthProperty(),
                branches.textProperty(),
                heading.textProperty()));
        branches.maxWidthProperty().bind(branched);
        roomy.addListener((property, was, now) -> tabs.narrow(!now));
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
