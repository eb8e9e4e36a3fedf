package archipelago.app.shell;

import archipelago.app.view.Look;
import archipelago.app.view.PopLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// Panes that stand in windows of their own, on another screen perhaps. All keys work there as well; closing such a
/// window brings its pane back.
final class OwnWindows {
    private static final double WIDTH = 1100;
    private static final double HEIGHT = 700;

    /// A window and what makes its contents larger.
    private record Own(Stage stage, Enlargement enlargement) {}

    private final Look look;
    private final Stage first;
    private final EventHandler<KeyEvent> keys;
    private final Map<Region, Own> windows = new LinkedHashMap<>();

    /// @param first the window that they come from
    /// @param keys what keys do
    OwnWindows(Look look, Stage first, EventHandler<KeyEvent> keys) {
        this.look = look;
        this.first = first;
        this.keys = keys;
    }

    boolean has(Region pane) {
        return windows.containsKey(pane);
    }

    /// Opens a window with a pane that stands nowhere else.
    ///
    /// @param back takes the pane when its window is closed
    void open(Region pane, double times, Consumer<Region> back) {
        var enlargement = new Enlargement(List.of(pane));
        enlargement.enlarge(times);
        var cards = new PopLayer();
        var root = new StackPane(enlargement, cards);
        cards.serve(root);
        root.getStyleClass().add("archipelago");
        root.setStyle(look.rootStyle());
        look.theme().addListener((property, was, theme) -> root.setStyle(look.rootStyle()));
        var scene = new Scene(root, WIDTH, HEIGHT);
        look.dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys);
        scene.addEventFilter(KeyEvent.KEY_TYPED, keys);
        var stage = new Stage();
        stage.setTitle(first.getTitle());
        stage.setScene(scene);
        windows.put(pane, new Own(stage, enlargement));
        stage.setOnHidden(event -> {
            windows.remove(pane);
            cards.clear();
            enlargement.release(pane);
            back.accept(pane);
        });
        stage.show();
    }

    void close(Region pane) {
        windows.get(pane).stage().close();
    }

    /// Closes the window that has the keyboard, if it is one of these.
    boolean closeFocused() {
        var focused = windows.entrySet().stream().filter(own -> own.getValue().stage().isFocused()).findFirst();
        focused.ifPresent(own -> close(own.getKey()));
        return focused.isPresent();
    }

    void closeAll() {
        new ArrayList<>(windows.keySet()).forEach(this::close);
    }

    void enlarge(double times) {
        windows.values().forEach(own -> own.enlargement().enlarge(times));
    }
}
