package archipelago.app.view;

import archipelago.app.build.Beginning;
import archipelago.app.build.Workshop;
import archipelago.app.i18n.Text;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
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
    /// In a narrower page the map has one column beside it and not two.
    private static final double ROOMY = 1000;
    /// What is long enough to be scrolled always has a bar.
    private static final double BAR = 16;
    private static final double LEAST_TITLE = 170;

    private final Workshop workshop;
    private final Doors doors;
    private final BuildMap map;
    private final BuildKernels kernels;
    private final List<Runnable> refreshing = new ArrayList<>();
    private final BuildMachine machine;
    private final BuildStory story;
    private final BuildTalk talk;
    private final HBox columns = new HBox();
    private final Label told = Parts.paragraph("build-told");
    private final Button undo = Parts.button("build-undo", Text.BUILD_UNDO);
    private final Button redo = Parts.button("build-redo", Text.BUILD_REDO);
    private final Button start = Parts.button("build-run", Text.BUILD_RUN);

    /// What leads from the drawing to the world.
    ///
    /// @param bring draws on with what stands in a file, and says what came of it; an empty text if nothing did
    /// @param save writes the drawing into files and says what came of it; an empty text if nothing did
    /// @param run runs the drawing; it is sound
    /// @param left is told when the page goes and no file has the drawing
    public record Doors(Supplier<String> bring, Supplier<String> save, Runnable run, Runnable left) {}

    public BuildPage(Workshop workshop, Look look, Doors doors) {
        this.workshop = workshop;
        this.doors = doors;
        getStyleClass().add("build-page");
        var toMap = new Runnable[1];
        kernels = new BuildKernels(workshop, look, () -> toMap[0].run(), this::remove);
        map = new BuildMap(workshop, look, kernels::chosen);
        toMap[0] = map::requestFocus;
        machine = new BuildMachine(workshop);
        story = new BuildStory(workshop);
        talk = new BuildTalk(workshop);
        told.setId("build-told");
        var middle = new VBox(map, hint(), told);
        middle.getStyleClass().add("build-middle");
        VBox.setVgrow(map, Priority.ALWAYS);
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        columns.getStyleClass().add("build-columns");
        VBox.setVgrow(columns, Priority.ALWAYS);
        columns.setMinHeight(0);
        widthProperty().addListener((property, was, width) -> place(middle, width.doubleValue() < ROOMY));
        place(middle, false);
        var card = new VBox(head(), columns);
        card.getStyleClass().addAll("card", "page-card");
        getChildren().add(card);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        workshop.onChange(this::refresh);
        look.theme().addListener((property, was, theme) -> refresh());
        refresh();
    }

    /// Puts the map between two columns, or beside one that is scrolled, where there is little room.
    private void place(Region middle, boolean narrow) {
        if (!columns.getChildren().isEmpty() && narrow == (columns.getChildren().getFirst() == middle)) {
            return;
        }
        var heading = Parts.section(Text.SECTION_KERNELS);
        columns.getChildren().clear();
        if (narrow) {
            var beside = scrolled(column(heading, kernels, talk, machine, story));
            beside.setMinWidth(SIDE + BAR);
            columns.getChildren().addAll(middle, beside);
        } else {
            columns.getChildren()
                    .addAll(scrolled(column(machine, story)), middle, scrolled(column(heading, kernels, talk)));
        }
    }

    @Override
    public void end() {
        if (workshop.unsaved()) {
            doors.left().run();
        }
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

    private Region head() {
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
        var bring = Parts.button("build-import", Text.BUILD_IMPORT);
        bring.setTooltip(new Tooltip(Text.IMPORT_HINT.of()));
        bring.setOnAction(event -> tell(doors.bring().get()));
        var anew = Parts.button("build-anew", Text.BUILD_ANEW);
        anew.setOnAction(event -> workshop.change(Beginning.small(Text.BUILD_UNTITLED.of())));
        var close = Parts.button("build-close", Text.PAGE_CLOSE);
        close.setOnAction(event -> leave());
        var heading = Parts.label("page-title", Text.BUILD_HEADING.of());
        heading.setMinWidth(USE_PREF_SIZE);
        var head = new WrappingRow(
                title, LEAST_TITLE, List.of(heading, title, undo, redo, anew, bring, close, keep, start));
        head.getStyleClass().add("start-head");
        return head;
    }

    private static Label hint() {
        var hint = Parts.paragraph("pop-hint");
        hint.setText(Text.BUILD_MAP_HINT.of());
        return hint;
    }

    private static ScrollPane scrolled(Region content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("story-scroll");
        scroll.setPrefWidth(SIDE);
        scroll.setMinWidth(SIDE);
        return scroll;
    }

    private static VBox column(Region... parts) {
        var box = new VBox(parts);
        box.getStyleClass().add("build-side");
        return box;
    }

    // --- what it says now -----------------------------------------------------------------------

    private void refresh() {
        refreshing.forEach(Runnable::run);
        kernels.refresh();
        map.repaint();
        undo.setDisable(!workshop.canUndo());
        redo.setDisable(!workshop.canRedo());
        machine.refresh();
        story.refresh();
        talk.refresh();
        var problems = workshop.problemsOf(Optional.empty());
        boolean sound = workshop.blueprint().sound();
        start.setDisable(!sound);
        told.setText(sound
                ? Text.BUILD_SOUND.of()
                : problems.isEmpty() ? Text.BUILD_UNSOUND.of() : String.join("\n", problems.stream().limit(3).toList()));
        told.pseudoClassStateChanged(Parts.IMPOSSIBLE, !sound);
    }

    /// Takes a kernel away, and says what went with it.
    private void remove(int kernel) {
        var before = workshop.draft();
        var after = before.withoutKernel(kernel);
        workshop.change(after);
        told.setText(Text.BUILD_GONE.of(before.kernels().get(kernel).name(),
                Text.BUILD_STEPS.count(before.steps() - after.steps()), before.flows().size() - after.flows().size()));
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

    /// Says what came of something, unless it is nothing.
    public void tell(String came) {
        if (!came.isEmpty()) {
            told.setText(came);
        }
    }

    private void save() {
        tell(doors.save().get());
    }

    private void run() {
        if (workshop.blueprint().sound()) {
            leave();
            doors.run().run();
        }
    }
}
