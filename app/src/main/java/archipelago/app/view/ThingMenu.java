package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.Hands;
import archipelago.app.action.Situation;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The menu of what can be done to a thing: each item with its key, and under it the line of the
/// real tool, or why it cannot be done now.
public final class ThingMenu {
    private static final double POINTS = 13;
    private static final double WIDTH = 330;

    private final ActionTable actions;
    private final Hands hands;
    private final Function<Selection, Situation> situation;
    private final Look look;
    private ContextMenu open;
    private double enlargement = 1;

    public ThingMenu(ActionTable actions, Hands hands, Function<Selection, Situation> situation, Look look) {
        this.actions = actions;
        this.hands = hands;
        this.situation = situation;
        this.look = look;
    }

    /// Opens the menu of a thing, and picks the thing.
    public void show(Node owner, Selection thing, double screenX, double screenY) {
        hands.select(thing);
        enlargement = enlargement(owner);
        var items = items(situation.apply(thing));
        if (!items.isEmpty()) {
            open(owner, items, screenX, screenY);
        }
    }

    /// Opens the choice of kernels that a core can go to.
    public void showOwners(Node owner, Selection core, double screenX, double screenY) {
        enlargement = enlargement(owner);
        open(owner, owners(situation.apply(core)), screenX, screenY);
    }

    private void open(Node owner, List<MenuItem> items, double screenX, double screenY) {
        close();
        open = new ContextMenu(items.toArray(MenuItem[]::new));
        open.getStyleClass().add("thing-menu");
        open.setAutoHide(true);
        double points = POINTS * enlargement;
        open.setStyle("-fx-font-size: " + points + "px;");
        open.show(owner, screenX, screenY);
    }

    /// How much larger than usual the thing is shown that the menu belongs to.
    private static double enlargement(Node owner) {
        return owner.getLocalToSceneTransform().getMxx();
    }

    /// Closes the menu.
    ///
    /// @return whether one was open
    public boolean close() {
        boolean was = open != null && open.isShowing();
        if (was) {
            open.hide();
        }
        return was;
    }

    private List<MenuItem> items(Situation now) {
        var items = new ArrayList<MenuItem>();
        if (now.core() >= 0) {
            var move = new Menu();
            move.setGraphic(words(Text.ACTION_MOVE_CORE.of(), keys(actions.get(Action.Id.MOVE_CORE)), ""));
            move.getItems().setAll(owners(now));
            items.add(move);
            items.add(item(actions.get(Action.Id.TAKE_CORE_BACK), now));
            items.add(new SeparatorMenuItem());
        }
        var kernel = now.kernel();
        if (kernel != null) {
            var menu = kernel.host() ? List.of(actions.get(Action.Id.PANIC)) : actions.kernelMenu();
            items.add(heading(kernel.name(), kernel.slot()));
            menu.forEach(action -> items.add(item(action, now)));
        }
        return items;
    }

    private MenuItem heading(String name, int slot) {
        var label = Parts.label("menu-heading", name);
        var bar = Parts.label("menu-bar");
        var box = new HBox(bar, label);
        box.setStyle(look.kernelStyle(slot));
        box.getStyleClass().add("menu-head");
        var item = new CustomMenuItem(box, false);
        item.setDisable(true);
        item.getStyleClass().add("heading-item");
        return item;
    }

    private MenuItem item(Action action, Situation now) {
        var why = action.impossible().apply(now);
        var second = why.orElseGet(() -> action.kerfLine(now)
                .orElseGet(() -> action.id() == Action.Id.PANIC ? Text.MENU_FAULT.of() : ""));
        var item = new CustomMenuItem(words(action.label().of(), keys(action), second));
        item.setId("menu-" + action.id());
        item.setDisable(why.isPresent());
        item.setOnAction(event -> action.perform(now, hands));
        return item;
    }

    /// An item for each kernel that a core could go to, and the pool.
    private List<MenuItem> owners(Situation now) {
        var items = new ArrayList<MenuItem>();
        int owner = now.frame().owner[now.core()];
        for (var kernel : now.frame().kernels) {
            if (kernel.slot() != owner) {
                items.add(owner(now, kernel.slot(), kernel.name()));
            }
        }
        if (owner >= 0) {
            items.add(owner(now, CoreMove.POOL, Text.POOL.of()));
        }
        return items;
    }

    private MenuItem owner(Situation now, int slot, String name) {
        var machine = now.scenario().machine();
        var move = CoreMove.plan(now.frame(), machine, now.core(), slot);
        var lines = move.commands().stream()
                .map(command -> now.kerfLine().of(command).orElse(""))
                .collect(Collectors.joining("\n"));
        var item = new CustomMenuItem(words(name, "", lines));
        item.setId("move-to-" + slot);
        item.setOnAction(event -> hands.move(move));
        return item;
    }

    private static String keys(Action action) {
        return action.keys().isEmpty() ? "" : KeyWords.of(action.keys().getFirst());
    }

    private Node words(String first, String key, String second) {
        var label = Parts.label("menu-words", first);
        var line = new HBox(label, Parts.spring());
        line.getStyleClass().add("menu-row");
        if (!key.isEmpty()) {
            line.getChildren().add(Parts.label("menu-key", key));
        }
        var box = new VBox(line);
        if (!second.isEmpty()) {
            Label under = Parts.label(second.startsWith("kerf ") ? "menu-line" : "menu-why", second);
            under.setWrapText(true);
            under.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(under);
        }
        box.getStyleClass().add("menu-content");
        // All equally wide, so that the keys stand below one another.
        box.setMinWidth(WIDTH * enlargement);
        box.setMaxWidth(WIDTH * enlargement);
        return box;
    }
}
