package archipelago.app.view;

import archipelago.app.action.ActionTable;
import archipelago.app.action.Hands;
import archipelago.app.action.Offer;
import archipelago.app.action.Offers;
import archipelago.app.action.ShellLine;
import archipelago.app.action.Situation;
import archipelago.app.layout.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The menu of what can be done to a thing: each item with its key, and under it the line of the
/// real tool, or why it cannot be done now.
public final class ThingMenu {
    private static final double POINTS = 13;
    private static final double WIDTH = 330;

    private final Offers offers;
    private final Hands hands;
    private final Function<Selection, Situation> situation;
    private final Look look;
    private ContextMenu open;
    private double enlargement = 1;

    public ThingMenu(ActionTable actions, Hands hands, Function<Selection, Situation> situation, Look look) {
        offers = new Offers(actions);
        this.hands = hands;
        this.situation = situation;
        this.look = look;
    }

    /// Opens the menu of a thing, and picks the thing.
    public void show(Node owner, Selection thing, double screenX, double screenY) {
        hands.select(thing);
        show(owner, offers::of, thing, screenX, screenY);
    }

    /// Opens the choice of kernels that a core can go to.
    ///
    /// @param aimed takes the place whose line somebody has come to, by keys or with the pointer, and nothing once the
    ///     menu is closed
    public void showOwners(
            Node owner, Selection core, double screenX, double screenY, Consumer<OptionalInt> aimed) {
        var places = Offers.otherPlaces(situation.apply(core));
        show(owner, offers::owners, core, screenX, screenY);
        if (!shown()) {
            return;
        }
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            ((CustomMenuItem) open.getItems().get(i)).getContent().getParent().focusedProperty()
                    .addListener((property, was, focused) -> {
                        if (focused) {
                            aimed.accept(OptionalInt.of(place));
                        }
                    });
        }
        open.setOnHidden(event -> aimed.accept(OptionalInt.empty()));
    }

    /// Opens the choice of faults that can strike a thing.
    public void showFaults(Node owner, Selection thing, double screenX, double screenY) {
        show(owner, offers::faults, thing, screenX, screenY);
    }

    /// Opens the choice of how much memory an instance gets.
    public void showMemory(Node owner, Selection kernel, double screenX, double screenY) {
        show(owner, offers::memory, kernel, screenX, screenY);
    }

    private void show(
            Node owner, Function<Situation, List<Offer>> what, Selection thing, double screenX, double screenY) {
        enlargement = enlargement(owner);
        var items = items(what.apply(situation.apply(thing)));
        if (!items.isEmpty()) {
            open(owner, items, screenX, screenY);
        }
    }

    private void open(Node owner, List<MenuItem> items, double screenX, double screenY) {
        close();
        open = new ContextMenu(items.toArray(MenuItem[]::new));
        open.getStyleClass().add("thing-menu");
        open.setAutoHide(true);
        double points = POINTS * enlargement;
        open.setStyle("-fx-font-size: " + points + "px;");
        open.show(owner, screenX, screenY);
        // Arrow keys walk over its lines from the first moment on, whatever opened it.
        open.getSkin().getNode().requestFocus();
    }

    /// How much larger than usual the thing is shown that the menu belongs to.
    private static double enlargement(Node owner) {
        return owner.getLocalToSceneTransform().getMxx();
    }

    /// Whether the menu is open, and the keys are its own.
    public boolean shown() {
        return open != null && open.isShowing();
    }

    /// Closes the menu.
    ///
    /// @return whether one was open
    public boolean close() {
        boolean was = shown();
        if (was) {
            open.hide();
        }
        return was;
    }

    private List<MenuItem> items(List<Offer> offers) {
        // Where there is nothing but notes, they are walked to, so that they are read out.
        boolean onlyNotes = offers.stream().allMatch(Offer.Note.class::isInstance);
        return offers.stream().map(offer -> item(offer, onlyNotes)).toList();
    }

    private MenuItem item(Offer offer, boolean onlyNotes) {
        return switch (offer) {
            case Offer.Item one -> item(one);
            case Offer.More more -> more(more);
            case Offer.Heading(var name, int slot) -> new Passed(heading(name, slot));
            case Offer.Note(var words) -> onlyNotes ? stop(note(words)) : new Passed(note(words));
            case Offer.Line _ -> new SeparatorMenuItem();
        };
    }

    private static MenuItem stop(Node content) {
        var item = new CustomMenuItem(content, false);
        item.setDisable(true);
        return item;
    }

    /// A line that arrow keys pass by: nothing can be done with it.
    private static final class Passed extends SeparatorMenuItem {
        Passed(Node content) {
            var line = new StackPane(content);
            line.getStyleClass().add("menu-passed");
            line.setAlignment(Pos.CENTER_LEFT);
            setContent(line);
        }
    }

    private MenuItem item(Offer.Item offer) {
        var item = new CustomMenuItem(words(offer.label(), offer.key(), offer.line(), offer.why()));
        offer.action().ifPresent(action -> item.setId("menu-" + action.id()));
        item.setDisable(offer.why().isPresent());
        item.setOnAction(event -> offer.effect().accept(hands));
        return item;
    }

    /// A menu of its own. Its lines are made when somebody opens it: there may be many.
    private MenuItem more(Offer.More offer) {
        var menu = new Menu();
        menu.setGraphic(words(offer.label(), offer.key(), "", Optional.empty()));
        if (offer.offers().isEmpty()) {
            menu.setDisable(true);
            return menu;
        }
        menu.getItems().setAll(new MenuItem());
        menu.setOnShowing(event -> {
            if (event.getTarget() == menu) {
                menu.getItems().setAll(items(offer.offers()));
            }
        });
        return menu;
    }

    private Node note(String words) {
        var label = Parts.paragraph("menu-why");
        label.setText(words);
        label.setMaxWidth(WIDTH * enlargement);
        return label;
    }

    private Node heading(String name, int slot) {
        var label = Parts.label("menu-heading", name);
        var bar = Parts.label("menu-bar");
        var box = new HBox(bar, label);
        box.setStyle(look.kernelStyle(slot));
        box.getStyleClass().add("menu-head");
        return box;
    }

    private Node words(String first, String key, String line, Optional<String> why) {
        var label = Parts.label("menu-words", first);
        var row = new HBox(label, Parts.spring());
        row.getStyleClass().add("menu-row");
        if (!key.isEmpty()) {
            row.getChildren().add(Parts.label("menu-key", key));
        }
        var box = new Lines(WIDTH * enlargement);
        box.getChildren().add(row);
        var second = why.orElse(line);
        if (!second.isEmpty()) {
            Label under = Parts.label(why.isEmpty() && ShellLine.isCode(second) ? "menu-line" : "menu-why", second);
            under.setWrapText(true);
            under.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(under);
        }
        box.getStyleClass().add("menu-content");
        return box;
    }

    /// Lines of one width, so that the keys stand below one another. A menu asks for a height before it
    /// has a width; the answer is that of the lines as they will be broken.
    private static final class Lines extends VBox {
        private final double width;

        Lines(double width) {
            this.width = width;
            setMinWidth(width);
            setPrefWidth(width);
            setMaxWidth(width);
        }

        @Override
        protected double computePrefHeight(double any) {
            return super.computePrefHeight(width);
        }

        @Override
        protected double computeMinHeight(double any) {
            return super.computeMinHeight(width);
        }
    }
}
