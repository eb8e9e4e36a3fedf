package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.vm.StatusVm;
import java.util.function.IntConsumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The cards in the middle: a heading with a line of explanation, and a picture under it.
public final class Cards {
    /// What the title of a card needs beside what the host is doing.
    private static final double TITLE_ROOM = 110;
    private static final double GAPS = 30;
    /// A head that is narrower has no room for a title beside the tabs of the timeline; a still narrower one has none
    /// for the branches either.
    private static final double NARROW = 620;
    private static final double NARROWER = 440;

    private Cards() {}

    /// The machine, with the bar for refusals over its lower edge.
    public static Region machine(String caption, MachineDeck deck, StatusVm status) {
        var refusal = new RefusalBar(status);
        StackPane.setAlignment(refusal, Pos.BOTTOM_CENTER);
        var work = Parts.label("card-work");
        work.textProperty().bind(status.operation());
        work.visibleProperty().bind(status.operation().isNotEmpty());
        work.setGraphic(Parts.icon("work"));
        var tabs = new ViewTabs(deck);
        var card = card(Text.MAP_TITLE.of(), caption, new StackPane(deck, refusal), Parts.spring(), work, tabs);
        // In a narrow window the caption gives way first: it says the same all the time.
        var head = (Region) work.getParent();
        work.minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(0, Math.min(work.prefWidth(-1), head.getWidth() - tabs.prefWidth(-1) - TITLE_ROOM - GAPS)),
                        head.widthProperty(),
                        work.textProperty()));
        return card;
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
    private static void giveWay(HBox head, Label heading, Region branches, ConsoleTabs tabs) {
        var roomy = Bindings.createBooleanBinding(
                () -> head.getWidth() == 0 || head.getWidth() >= NARROW, head.widthProperty());
        heading.visibleProperty().bind(roomy);
        heading.managedProperty().bind(roomy);
        var branched = Bindings.createDoubleBinding(
                () -> head.getWidth() == 0 || head.getWidth() >= NARROWER ? Region.USE_PREF_SIZE : 0,
                head.widthProperty());
        branches.minWidthProperty().bind(branched);
        branches.maxWidthProperty().bind(branched);
        roomy.addListener((property, was, now) -> tabs.narrow(!now));
    }

    private static Region card(String title, String caption, Region content, Node... more) {
        var facts = new FactsLine("card-caption");
        facts.show(caption);
        return card(Parts.label("card-title", title), facts, content, more);
    }

    private static Region card(Label heading, FactsLine facts, Region content, Node... more) {
        heading.setMinWidth(Region.USE_PREF_SIZE);
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
