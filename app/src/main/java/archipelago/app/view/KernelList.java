package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Desk;
import archipelago.app.vm.KernelsVm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The kernels, one row each, and the pool.
final class KernelList extends VBox {
    private static final PseudoClass ABOUT = PseudoClass.getPseudoClass("about");

    private final Desk desk;
    private final Look look;
    private final ThingMenu menu;
    private final Map<Integer, Row> rows = new TreeMap<>();
    private final Row pool;
    /// What was selected when the rows were last looked after.
    private Selection shown = Selection.NOTHING;

    KernelList(Desk desk, Look look, ThingMenu menu) {
        this.desk = desk;
        this.look = look;
        this.menu = menu;
        getStyleClass().add("kernel-list");
        pool = new Row(-1);
        pool.name.setText(Text.POOL.of());
        Parts.show(pool.pill, false);
        pool.detail.show(desk.kernels().pool().get());
        desk.kernels().pool().addListener((property, was, words) -> pool.detail.show(words));
        desk.kernels().rows().addListener((property, was, list) -> show(list));
        desk.selection().addListener((property, was, selection) -> choose(selection));
        look.theme().addListener((property, was, theme) -> recolour());
        desk.links().pointed().addListener((property, was, thing) -> light(thing));
        show(desk.kernels().rows().get());
    }

    private void show(List<KernelsVm.Row> list) {
        var nodes = new ArrayList<Node>();
        for (var row : list) {
            var node = rows.computeIfAbsent(row.slot(), Row::new);
            node.show(row);
            nodes.add(node);
        }
        nodes.add(pool);
        if (!nodes.equals(getChildren())) {
            getChildren().setAll(nodes);
        }
        choose(desk.selection().get());
    }

    private void choose(Selection selection) {
        for (var row : rows.values()) {
            row.pseudoClassStateChanged(Parts.CHOSEN, selection.equals(new Selection.OfKernel(row.slot)));
        }
        pool.pseudoClassStateChanged(Parts.CHOSEN, selection.equals(new Selection.OfKernel(-1)));
        if (selection instanceof Selection.OfKernel(int slot) && !selection.equals(shown)) {
            var row = slot < 0 ? pool : rows.get(slot);
            // Rows that have just come get their places first.
            Platform.runLater(() -> {
                if (row != null) {
                    Scrolling.reveal(row);
                }
            });
        }
        shown = selection;
    }

    /// The kernels that belong to what the pointer is on.
    private void light(Selection thing) {
        var kernels = desk.related(thing).kernels();
        rows.values().forEach(row ->
                row.pseudoClassStateChanged(ABOUT, row.slot >= 0 && kernels.get(row.slot)));
    }

    private void recolour() {
        rows.values().forEach(row -> row.setStyle(look.kernelStyle(row.slot)));
        pool.setStyle(look.kernelStyle(-1));
    }

    /// One kernel: bar in its colour, name, what it has, and its status.
    private final class Row extends HBox {
        final int slot;
        final Label name = Parts.label("kernel-name");
        final FactsLine detail = new FactsLine("kernel-detail");
        final Label pill = Parts.pill();
        final Label phase = Parts.label("kernel-phase");

        Row(int slot) {
            this.slot = slot;
            getStyleClass().add("kernel-row");
            setStyle(look.kernelStyle(slot));
            setId("kernel-" + slot);
            setAlignment(Pos.CENTER_LEFT);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            var bar = new Region();
            bar.getStyleClass().add("kernel-bar");
            name.setMinWidth(0);
            var words = new VBox(name, detail);
            words.getStyleClass().add("kernel-words");
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            phase.setMinWidth(Region.USE_PREF_SIZE);
            var state = new VBox(pill, phase);
            state.getStyleClass().add("kernel-state");
            state.setAlignment(Pos.CENTER_RIGHT);
            getChildren().addAll(bar, words, state);
            Parts.show(phase, false);
            setOnMouseEntered(event -> desk.links().point(new Selection.OfKernel(slot)));
            setOnMouseExited(event -> desk.links().point(Selection.NOTHING));
            setOnMousePressed(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    desk.selection().set(new Selection.OfKernel(slot));
                }
            });
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ENTER) {
                    desk.selection().set(new Selection.OfKernel(slot));
                    event.consume();
                }
            });
            setOnContextMenuRequested(event -> {
                menu.show(this, new Selection.OfKernel(slot), event.getScreenX(), event.getScreenY());
                event.consume();
            });
            setAccessibleText(Text.POOL.of());
        }

        void show(KernelsVm.Row row) {
            name.setText(row.name());
            detail.show(row.detail());
            pill.setText(row.status());
            Parts.show(pill, !row.status().isEmpty());
            Parts.tone(pill, row.tone());
            phase.setText(row.phase());
            Parts.show(phase, !row.phase().isEmpty());
            setAccessibleText(Text.KERNEL_ROW.of(row.name(), row.detail(), row.status(), row.phase()));
        }
    }
}
