package archipelago.app.view;

import archipelago.app.build.Draft;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A machine drawn by hand: its shape at the left, its map in the middle, who shares it at the right. What is wrong is
/// said at once, in the words of `archipelago check`; every change can be taken back.
public final class BuildPage extends Page {
    private static final double SIDE = 268;
    private static final double FLOW_END = 96;

    private final Workshop workshop;
    private final Function<Workshop, String> save;
    private final Runnable run;
    private final BuildMap map;
    private final BuildKernels kernels;
    private final List<Runnable> refreshing = new ArrayList<>();
    private final VBox devices = new VBox();
    private final VBox flows = new VBox();
    private final Label told = Parts.paragraph("build-told");
    private final Button undo = Parts.button("build-undo", Text.BUILD_UNDO);
    private final Button redo = Parts.button("build-redo", Text.BUILD_REDO);
    private final Button start = Parts.button("build-run", Text.BUILD_RUN);

    /// @param save writes the drawing into files and says what came of it; an empty text if nothing did
    /// @param run runs the drawing; it is sound
    public BuildPage(Workshop workshop, Look look, Function<Workshop, String> save, Runnable run) {
        this.workshop = workshop;
        this.save = save;
        this.run = run;
        getStyleClass().add("build-page");
        var toMap = new Runnable[1];
        kernels = new BuildKernels(workshop, look, () -> toMap[0].run());
        map = new BuildMap(workshop, look, kernels::chosen);
        toMap[0] = map::requestFocus;
        told.setId("build-told");
        var middle = new VBox(map, hint(), told);
        middle.getStyleClass().add("build-middle");
        VBox.setVgrow(map, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        var columns = new HBox(column(machine()), middle, column(sharing()));
        columns.getStyleClass().add("build-columns");
        VBox.setVgrow(columns, Priority.ALWAYS);
        columns.setMinHeight(0);
        var card = new VBox(head(), columns);
        card.getStyleClass().addAll("card", "page-card");
        getChildren().add(card);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        workshop.onChange(this::refresh);
        look.theme().addListener((property, was, theme) -> refresh());
        refresh();
    }

    @Override
    public void takeKeyboard() {
        map.requestFocus();
    }

    @Override
    public void pulse(double scale) {
        map.pulse(scale);
    }

    /// The map of what is drawn.
    public Region map() {
        return map;
    }

    /// Where a core lies on it.
    public Rectangle2D tile(int core) {
        return map.tile(core);
    }

    // --- parts ----------------------------------------------------------------------------------

    private HBox head() {
        var title = new BuildField("build-title", "", words -> {
            workshop.change(workshop.draft().titled(words));
            return "";
        });
        title.field().setAccessibleText(Text.BUILD_TITLE.of());
        title.field().setPrefColumnCount(22);
        refreshing.add(() -> title.show(workshop.draft().title()));
        undo.setOnAction(event -> workshop.undo());
        redo.setOnAction(event -> workshop.redo());
        start.getStyleClass().add("accent");
        start.setOnAction(event -> run());
        var keep = Parts.button("build-save", Text.BUILD_SAVE);
        keep.setOnAction(event -> save());
        var close = Parts.button("build-close", Text.PAGE_CLOSE);
        close.setOnAction(event -> leave());
        var heading = Parts.label("page-title", Text.BUILD_HEADING.of());
        heading.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(heading, title, Parts.spring(), undo, redo, close, keep, start);
        head.getStyleClass().add("start-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static Label hint() {
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.BUILD_MAP_HINT.of());
        return hint;
    }

    private static ScrollPane column(Region content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("story-scroll");
        scroll.setPrefWidth(SIDE);
        scroll.setMinWidth(SIDE);
        return scroll;
    }

    private VBox machine() {
        var box = new VBox(
                Parts.section(Text.MAP_TITLE),
                number("build-sockets", Text.ROW_SOCKETS, Draft.MOST_SOCKETS, 1, Draft::sockets,
                        n -> shaped(n, workshop.draft().nodesPerSocket(), workshop.draft().coresPerNode())),
                number("build-nodes", Text.BUILD_NODES, Draft.MOST_NODES_PER_SOCKET, 1, Draft::nodesPerSocket,
                        n -> shaped(workshop.draft().sockets(), n, workshop.draft().coresPerNode())),
                number("build-cores", Text.BUILD_CORES, Draft.MOST_CORES_PER_NODE, 1, Draft::coresPerNode,
                        n -> shaped(workshop.draft().sockets(), workshop.draft().nodesPerSocket(), n)),
                memory(),
                number("build-distance", Text.BUILD_DISTANCE, Draft.MOST_DISTANCE, Draft.LEAST_DISTANCE,
                        Draft::farDistance, n -> workshop.draft().withFar(n)),
                Parts.section(Text.BUILD_DEVICES),
                devices);
        var add = Parts.button("build-add-device", Text.BUILD_ADD_DEVICE);
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> workshop.change(workshop.draft().withDevice()));
        box.getChildren().add(add);
        box.getStyleClass().add("build-side");
        devices.getStyleClass().add("build-list");
        return box;
    }

    private Draft shaped(int sockets, int nodes, int cores) {
        return workshop.draft().shaped(sockets, nodes, cores, workshop.draft().bytesPerNode());
    }

    private BuildField number(
            String id, Text name, int most, int least, ToIntFunction<Draft> now, IntFunction<Draft> next) {
        var field = new BuildField(id, name.of(), words -> {
            if (!words.matches("[0-9]{1,4}") || Integer.parseInt(words) < least || Integer.parseInt(words) > most) {
                return Text.BUILD_NO_NUMBER.of(words, least, most);
            }
            workshop.change(next.apply(Integer.parseInt(words)));
            return "";
        });
        refreshing.add(() -> field.show(Integer.toString(now.applyAsInt(workshop.draft()))));
        return field;
    }

    private BuildField memory() {
        var field = new BuildField("build-memory", Text.BUILD_NODE_MEMORY.of(), words -> {
            var bytes = Sizes.parse(words);
            if (bytes.isEmpty() || bytes.getAsLong() <= 0) {
                return Text.BUILD_NO_SIZE.of(words);
            }
            var draft = workshop.draft();
            workshop.change(
                    draft.shaped(draft.sockets(), draft.nodesPerSocket(), draft.coresPerNode(), bytes.getAsLong()));
            return "";
        });
        refreshing.add(() -> field.show(Sizes.text(workshop.draft().bytesPerNode())));
        return field;
    }

    private VBox sharing() {
        var box = new VBox(Parts.section(Text.SECTION_KERNELS), kernels, Parts.section(Text.BUILD_FLOWS), flows);
        box.getStyleClass().add("build-side");
        flows.getStyleClass().add("build-list");
        return box;
    }

    // --- what it says now -----------------------------------------------------------------------

    private void refresh() {
        refreshing.forEach(Runnable::run);
        kernels.refresh();
        map.repaint();
        undo.setDisable(!workshop.canUndo());
        redo.setDisable(!workshop.canRedo());
        listDevices();
        listFlows();
        var problems = workshop.problemsOf(Optional.empty());
        boolean sound = workshop.blueprint().problems().isEmpty();
        start.setDisable(!sound);
        told.setText(sound
                ? Text.BUILD_SOUND.of()
                : problems.isEmpty() ? Text.BUILD_UNSOUND.of() : String.join("\n", problems.stream().limit(3).toList()));
        told.pseudoClassStateChanged(Parts.IMPOSSIBLE, !sound);
    }

    private void listDevices() {
        devices.getChildren().clear();
        for (int i = 0; i < workshop.draft().devices().size(); i++) {
            int index = i;
            var device = workshop.draft().devices().get(i);
            var owner = new ComboBox<String>();
            owner.setId("build-device-" + i);
            owner.getStyleClass().add("pop-choice");
            owner.getItems().add(Draft.POOL);
            workshop.draft().kernels().forEach(kernel -> owner.getItems().add(kernel.name()));
            owner.setValue(device.owner());
            owner.setMaxWidth(118);
            owner.setAccessibleText(device.name());
            owner.setOnAction(event -> workshop.change(workshop.draft().given(index, owner.getValue())));
            devices.getChildren().add(row(
                    Parts.label("row-value", device.name() + " · " + device.node()), owner,
                    "build-no-device-" + i, () -> workshop.change(workshop.draft().withoutDevice(index))));
        }
    }

    private void listFlows() {
        flows.getChildren().clear();
        for (int i = 0; i < workshop.draft().flows().size(); i++) {
            int index = i;
            var traffic = workshop.draft().flows().get(i).traffic();
            var words = Parts.label("build-flow",
                    traffic.from() + " → " + traffic.to() + " · " + Times.shown(traffic.everyNs(), 1));
            words.setMinWidth(0);
            flows.getChildren().add(row(words, new Region(), "build-no-flow-" + i, () -> {
                var rest = new ArrayList<>(workshop.draft().flows());
                rest.remove(index);
                workshop.change(workshop.draft().withFlows(rest));
            }));
        }
        flows.getChildren().add(newFlow());
    }

    /// Two kernels and how often one asks the other.
    private HBox newFlow() {
        var from = end("build-flow-from");
        var to = end("build-flow-to");
        var add = Parts.button("build-add-flow", Text.BUILD_ADD_FLOW);
        add.setOnAction(event -> {
            if (from.getValue() != null && to.getValue() != null && !from.getValue().equals(to.getValue())) {
                workshop.change(workshop.draft().withFlow(from.getValue(), to.getValue()));
            }
        });
        var row = new HBox(from, to, add);
        row.getStyleClass().add("build-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ComboBox<String> end(String id) {
        var choice = new ComboBox<String>();
        choice.setId(id);
        choice.getStyleClass().add("pop-choice");
        choice.setPrefWidth(FLOW_END);
        choice.setAccessibleText(Text.BUILD_FLOWS.of());
        choice.getItems().add(Draft.HOST);
        workshop.draft().kernels().forEach(kernel -> choice.getItems().add(kernel.name()));
        return choice;
    }

    private static HBox row(Label words, Region choice, String id, Runnable remove) {
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var button = new Button(null, Parts.icon("close"));
        button.setId(id);
        button.getStyleClass().add("why-close");
        button.setAccessibleText(Text.BUILD_REMOVE.of());
        button.setOnAction(event -> remove.run());
        var row = new HBox(words, choice, button);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("build-row");
        return row;
    }

    // --- the keyboard ---------------------------------------------------------------------------

    private void key(KeyEvent event) {
        boolean shortcut = event.isShortcutDown();
        if (shortcut && event.getCode() == KeyCode.Z && !event.isShiftDown()) {
            workshop.undo();
        } else if (shortcut && (event.getCode() == KeyCode.Y || event.getCode() == KeyCode.Z)) {
            workshop.redo();
        } else if (shortcut && event.getCode() == KeyCode.S) {
            save();
        } else if (shortcut && event.getCode() == KeyCode.ENTER) {
            run();
        } else if (map.isFocused() && event.getText().matches("[1-9]")) {
            kernels.choose(Integer.parseInt(event.getText()));
        } else {
            return;
        }
        event.consume();
    }

    private void save() {
        var came = save.apply(workshop);
        if (!came.isEmpty()) {
            told.setText(came);
        }
    }

    private void run() {
        if (workshop.blueprint().problems().isEmpty()) {
            leave();
            run.run();
        }
    }
}
