package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.Situation;
import archipelago.app.i18n.Text;
import archipelago.app.vm.FactLine;
import archipelago.app.vm.Inspection;
import archipelago.app.vm.Inspection.Kind;
import archipelago.app.vm.InspectorVm;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The column on the right: all about what is picked out, and what can be done to it.
public final class InspectorPane extends ScrollPane {
    private static final List<Action.Id> KERNEL_ACTIONS = List.of(
            Action.Id.START,
            Action.Id.HALT,
            Action.Id.FORCE_HALT,
            Action.Id.PANIC,
            Action.Id.UNLOAD,
            Action.Id.LOAD,
            Action.Id.DELETE,
            Action.Id.GIVE_MEMORY,
            Action.Id.CONSOLE,
            Action.Id.FAULTS);
    private static final List<Action.Id> CORE_ACTIONS =
            List.of(
                    Action.Id.MOVE_CORE,
                    Action.Id.TAKE_CORE_BACK,
                    Action.Id.CORE_TO_HOST,
                    Action.Id.PANIC,
                    Action.Id.FAULTS);
    private static final List<Action.Id> THING_ACTIONS = List.of(Action.Id.MENU);
    private static final List<Action.Id> TRANSACTION_ACTIONS = List.of(Action.Id.ROLL_BACK);

    private static final double HEADROOM = 12;

    private final ActionTable actions;
    private final Supplier<Situation> situation;
    private final InspectorFigures figures;
    private final Region why;
    private final LongConsumer goToFact;
    private final Label label = Parts.label("section");
    private final Label title = Parts.label("inspector-title");
    private final Label pill = Parts.pill();
    private final Label phase = Parts.label("inspector-phase");
    private final VBox rows = new VBox();
    private final VBox layers = new VBox();
    private final Label layersTitle = Parts.section(Text.SECTION_LAYERS);
    private final WorkPart work;
    private final Label workTitle = Parts.section(Text.SECTION_WORK);
    private final Label factsTitle = Parts.section(Text.SECTION_LATELY);
    private final VBox facts = new VBox();
    private final Label doTitle = Parts.section(Text.SECTION_DO);
    private final GridPane buttons = new GridPane();
    private final Map<Action.Id, Button> buttonOf = new EnumMap<>(Action.Id.class);
    private final Label hint = Parts.paragraph("inspector-hint");
    private Inspection shown;
    private List<Action.Id> offered = List.of();

    public InspectorPane(
            InspectorVm inspector,
            ActionTable actions,
            Supplier<Situation> situation,
            Consumer<Action.Id> act,
            InspectorFigures figures,
            IntConsumer toCore,
            Region why,
            LongConsumer goToFact) {
        this.actions = actions;
        work = new WorkPart(toCore);
        this.situation = situation;
        this.figures = figures;
        this.why = why;
        this.goToFact = goToFact;
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        for (var id : Action.Id.values()) {
            if (Stream.of(KERNEL_ACTIONS, CORE_ACTIONS, THING_ACTIONS, TRANSACTION_ACTIONS)
                    .anyMatch(ids -> ids.contains(id))) {
                buttonOf.put(id, button(id, act));
            }
        }
        setContent(column());
        inspector.inspection().addListener((property, was, inspection) -> show(inspection));
        if (inspector.inspection().get() != null) {
            show(inspector.inspection().get());
        }
    }

    private VBox column() {
        title.setMinWidth(0);
        var titles = new VBox(title, phase);
        titles.setMinWidth(0);
        HBox.setHgrow(titles, Priority.ALWAYS);
        var head = new HBox(titles, pill);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("inspector-head");
        rows.getStyleClass().add("rows");
        facts.getStyleClass().add("facts");
        layers.getStyleClass().add("layers");
        buttons.getStyleClass().add("buttons");
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        buttons.getColumnConstraints().setAll(half, half);
        var top = new VBox(label, head);
        top.getStyleClass().add("inspector-top");
        var column = new VBox(
                top,
                figures.stateMachine(),
                rows,
                part(layersTitle, layers),
                part(workTitle, work),
                part(doTitle, buttons),
                why,
                part(factsTitle, facts),
                figures.ring(),
                figures.memory(),
                figures.requests(),
                hint);
        column.getStyleClass().add("inspector-column");
        column.setFillWidth(true);
        return column;
    }

    private static VBox part(Label heading, Region content) {
        var part = new VBox(heading, content);
        part.getStyleClass().add("part");
        return part;
    }

    private Button button(Action.Id id, Consumer<Action.Id> act) {
        var action = actions.get(id);
        var button = new Button(action.label().of());
        button.setId("do-" + id);
        button.getStyleClass().add("do-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> act.accept(id));
        return button;
    }

    private void show(Inspection inspection) {
        var before = shown;
        shown = inspection;
        label.setText(inspection.label().toUpperCase(Locale.ROOT));
        title.setText(inspection.title());
        pill.setText(inspection.status());
        Parts.tone(pill, inspection.tone());
        Parts.show(pill, !inspection.status().isEmpty());
        phase.setText(inspection.phase());
        Parts.show(phase, !inspection.phase().isEmpty());
        if (before == null || !before.rows().equals(inspection.rows())) {
            showRows(inspection.rows());
        }
        if (before == null || !before.facts().equals(inspection.facts())) {
            showFacts(inspection.facts());
        }
        Parts.show(factsTitle.getParent(), !inspection.facts().isEmpty());
        if (before == null || !before.layers().equals(inspection.layers())) {
            layers.getChildren().setAll(inspection.layers().stream().map(LayersPart::new).toList());
        }
        Parts.show(layersTitle.getParent(), !inspection.layers().isEmpty());
        if (before == null || !before.work().equals(inspection.work())) {
            work.show(inspection.work());
        }
        Parts.show(workTitle.getParent(), !inspection.work().none());
        boolean kernel = inspection.kind() == Kind.KERNEL;
        boolean there = kernel && situation.get().frame().kernel(inspection.kernel()) != null;
        Parts.show(figures.stateMachine(), there && inspection.kernel() > 0);
        Parts.show(figures.ring(), kernel);
        Parts.show(figures.memory(), kernel || inspection.kind() == Kind.MACHINE || inspection.kind() == Kind.POOL);
        Parts.show(figures.requests(), kernel || inspection.kind() == Kind.MACHINE);
        boolean machine = inspection.kind() == Kind.MACHINE;
        hint.setText(machine ? Text.INSPECTOR_HINT.of() : inspection.note());
        Parts.show(hint, !hint.getText().isEmpty());
        if (before == null
                || before.kind() != inspection.kind()
                || before.kernel() != inspection.kernel()
                || before.core() != inspection.core()) {
            setVvalue(0);
        }
        refreshButtons();
    }

    private void showRows(List<Inspection.Row> list) {
        rows.getChildren().setAll(list.stream().map(InspectorPane::row).toList());
    }

    private static HBox row(Inspection.Row row) {
        var name = Parts.label("row-name", row.name());
        name.setMinWidth(Region.USE_PREF_SIZE);
        var value = Parts.paragraph("row-value");
        value.setText(row.value());
        value.setAlignment(Pos.TOP_RIGHT);
        Parts.tone(value, row.tone());
        HBox.setHgrow(value, Priority.ALWAYS);
        var box = new HBox(name, value);
        box.getStyleClass().add("row");
        return box;
    }

    private void showFacts(List<FactLine> list) {
        facts.getChildren().setAll(list.reversed().stream().map(this::fact).toList());
    }

    /// What happened, with a way to where it did.
    private Node fact(FactLine line) {
        var row = factRow(line);
        if (line.origin() == 0) {
            return row;
        }
        return new LinkRow(row, line.title(), () -> goToFact.accept(line.origin()));
    }

    /// Brings why something happened into sight: somebody has asked for it.
    public void revealWhy() {
        reveal(why);
    }

    /// Brings a part of the column into sight, unless its beginning is there.
    public void reveal(Node part) {
        layout();
        double beyond = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
        double top = getContent().sceneToLocal(part.localToScene(0, 0)).getY();
        double seen = top - getVvalue() * beyond;
        boolean inSight = seen > 0 && seen < getViewportBounds().getHeight() / 2;
        if (beyond > 0 && part.isVisible() && !inSight) {
            setVvalue(Math.clamp((top - HEADROOM) / beyond, 0, 1));
        }
    }

    private static HBox factRow(FactLine line) {
        var dot = new Region();
        dot.getStyleClass().add("fact-dot");
        Parts.tone(dot, line.tone());
        var title = Parts.paragraph("fact-title");
        title.setText(line.title());
        var detail = Parts.paragraph("fact-detail");
        detail.setText(line.detail());
        Parts.show(detail, !line.detail().isEmpty());
        var words = new VBox(title, detail);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var time = Parts.label("fact-time", line.time());
        time.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(dot, words, time);
        row.getStyleClass().add("fact");
        return row;
    }

    private void showButtons(Inspection inspection) {
        var now = situation.get();
        var ids = switch (inspection.kind()) {
            case CORE -> CORE_ACTIONS;
            case KERNEL -> KERNEL_ACTIONS;
            case TRANSACTION -> TRANSACTION_ACTIONS;
            case MESSAGE, DEVICE, REGION, NODE, POOL -> THING_ACTIONS;
            case MACHINE -> List.<Action.Id>of();
        };
        if (now.kernel() != null && now.kernel().host() && inspection.kind() == Kind.KERNEL) {
            ids = List.of(Action.Id.PANIC, Action.Id.FAULTS);
        }
        // Only one of the two makes sense at a time.
        Parts.show(doTitle.getParent(), !ids.isEmpty());
        var hidden = actions.get(Action.Id.LOAD).possible(now) ? Action.Id.UNLOAD : Action.Id.LOAD;
        var shownIds = ids.stream().filter(id -> id != hidden).toList();
        if (shownIds.equals(offered)) {
            return;
        }
        offered = shownIds;
        buttons.getChildren().clear();
        for (int i = 0; i < shownIds.size(); i++) {
            // A single one may have long words.
            buttons.add(buttonOf.get(shownIds.get(i)), i % 2, i / 2, shownIds.size() == 1 ? 2 : 1, 1);
        }
    }

    /// Greys what is impossible now, and says why.
    public void refreshButtons() {
        showButtons(shown);
        if (buttons.getChildren().isEmpty()) {
            return;
        }
        var now = situation.get();
        buttonOf.forEach((id, button) -> {
            var action = actions.get(id);
            var why = action.impossible().apply(now);
            // A disabled button shows no tooltip, so an impossible one is only greyed.
            button.pseudoClassStateChanged(Parts.IMPOSSIBLE, why.isPresent());
            var words = why.or(() -> action.kerfLine(now)).orElse(action.label().of());
            if (button.getTooltip() == null || !button.getTooltip().getText().equals(words)) {
                button.setTooltip(new Tooltip(words));
                button.setAccessibleText(
                        why.map(reason -> Text.IMPOSSIBLE.of(action.label().of(), reason))
                                .orElse(action.label().of()));
            }
        });
    }
}
