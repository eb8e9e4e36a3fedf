package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.AnnouncerVm;
import archipelago.app.vm.LinksVm;
import archipelago.app.vm.MachineListVm;
import archipelago.app.vm.MachineListVm.Columns;
import archipelago.app.vm.MachineListVm.Item;
import archipelago.app.vm.MachineListVm.Part;
import archipelago.engine.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The machine as a list with levels, for the keyboard and for those who hear it: the same things as on the map, picked
/// in both, and a line that says what happens.
public final class MachineListPane extends VBox {
    private static final double ROW_HEIGHT = 21;
    private static final double HEAD_HEIGHT = 24;
    private static final Set<KeyCode> KEYS = Set.of(
            KeyCode.UP, KeyCode.DOWN, KeyCode.LEFT, KeyCode.RIGHT, KeyCode.HOME, KeyCode.END, KeyCode.PAGE_UP,
            KeyCode.PAGE_DOWN);

    private final MachineListVm machine;
    private final AnnouncerVm announcer;
    private final ObjectProperty<Selection> selection;
    private final LinksVm links;
    private final ThingMenu menu;
    private final Supplier<Frame> frame;
    private final Runnable leave;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final Table table = new Table();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Item, TreeItem<Item>> known = new HashMap<>();
    private int edition = -1;
    /// Whether the list itself picks a line now.
    private boolean own;

    /// @param leave gives the keyboard back
    public MachineListPane(
            MachineListVm machine,
            AnnouncerVm announcer,
            ObjectProperty<Selection> selection,
            LinksVm links,
            ThingMenu menu,
            Supplier<Frame> frame,
            Runnable leave) {
        this.machine = machine;
        this.announcer = announcer;
        this.selection = selection;
        this.links = links;
        this.menu = menu;
        this.frame = frame;
        this.leave = leave;
        getStyleClass().add("events-pane");
        setMinSize(0, 0);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head(), table);
        visibleProperty().bind(shown);
        selection.addListener((property, was, now) -> elsewhere(now));
        table.getSelectionModel().selectedItemProperty().addListener((property, was, now) -> picked(now));
    }

    private HBox head() {
        var said = new Label();
        said.setId("said");
        said.getStyleClass().add("compare-count");
        said.textProperty().bind(announcer.said());
        said.setMinWidth(0);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        announcer.said().addListener((property, was, now) -> {
            said.setAccessibleText(now);
            said.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        });
        var rate = new ComboBox<AnnouncerVm.Rate>();
        rate.setId("said-rate");
        rate.getStyleClass().add("pop-choice");
        rate.getItems().setAll(AnnouncerVm.Rate.values());
        rate.valueProperty().bindBidirectional(announcer.rate());
        rate.setCellFactory(list -> rateCell());
        rate.setButtonCell(rateCell());
        rate.setAccessibleText(Text.SPEAK_RATE.of());
        rate.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(said, rate);
        head.getStyleClass().add("rows-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static ListCell<AnnouncerVm.Rate> rateCell() {
        return new ListCell<>() {
            @Override
            protected void updateItem(AnnouncerVm.Rate rate, boolean empty) {
                super.updateItem(rate, empty);
                setText(empty || rate == null ? "" : rate.words());
            }
        };
    }

    /// As a tab beside the timeline.
    public Front front() {
        return new Front("list", Text.LIST_TITLE, Text.LIST_TIP, this, shown, this::toggle);
    }

    public BooleanProperty shown() {
        return shown;
    }

    /// Brings the list to the front with the keyboard in it, or takes it away.
    public void toggle() {
        Sight.putAwayUnseen(shown, this);
        shown.set(!shown.get());
        if (shown.get()) {
            machine.update(frame.get());
            update();
            elsewhere(selection.get());
            if (table.getSelectionModel().isEmpty()) {
                own = true;
                table.getSelectionModel().select(0);
                own = false;
            }
            table.requestFocus();
        } else {
            leave.run();
        }
    }

    /// Takes what is new.
    public void update() {
        if (!shown.get()) {
            return;
        }
        if (edition != machine.edition()) {
            edition = machine.edition();
            own = true;
            var picked = table.getSelectionModel().getSelectedItem();
            sync(root());
            if (picked != null && known.containsKey(picked.getValue())) {
                table.getSelectionModel().select(known.get(picked.getValue()));
            }
            own = false;
        }
        lines.forEach(Line::retell);
    }

    private TreeItem<Item> root() {
        if (table.getRoot() == null) {
            var root = item(new Item.Group(Part.MACHINE));
            root.setExpanded(true);
            item(new Item.Group(Part.KERNELS)).setExpanded(true);
            table.setRoot(root);
        }
        return table.getRoot();
    }

    private TreeItem<Item> item(Item value) {
        return known.computeIfAbsent(value, TreeItem::new);
    }

    /// Lines come and go; those that stay keep what is open below them.
    private void sync(TreeItem<Item> parent) {
        var children = machine.under(parent.getValue()).stream().map(this::item).toList();
        if (!parent.getChildren().equals(children)) {
            parent.getChildren().stream()
                    .filter(child -> !children.contains(child))
                    .toList()
                    .forEach(child -> {
                        parent.getChildren().remove(child);
                        known.remove(child.getValue());
                    });
            parent.getChildren().setAll(children);
        }
        children.forEach(this::sync);
    }

    private void picked(TreeItem<Item> item) {
        if (own || item == null) {
            return;
        }
        var what = machine.selection(item.getValue());
        if (!what.equals(Selection.NOTHING)) {
            own = true;
            selection.set(what);
            own = false;
        }
    }

    private void elsewhere(Selection now) {
        if (own || !shown.get()) {
            return;
        }
        var way = machine.wayTo(now);
        if (way.isEmpty() || !known.containsKey(way.getLast())) {
            return;
        }
        own = true;
        way.subList(0, way.size() - 1).forEach(item -> known.get(item).setExpanded(true));
        var line = known.get(way.getLast());
        table.getSelectionModel().select(line);
        table.scrollTo(Math.max(0, table.getRow(line) - 2));
        own = false;
    }

    private final class Table extends TreeTableView<Item> implements OwnKeys {
        /// Whole rows only.
        @Override
        public void resize(double width, double height) {
            super.resize(width, WholeRows.high(height, HEAD_HEIGHT, ROW_HEIGHT));
        }

        Table() {
            setId("machine-list");
            getStyleClass().add("rows");
            setFixedCellSize(ROW_HEIGHT);
            setMinSize(0, 0);
            setAccessibleText(Text.LIST_SPOKEN.of());
            setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
            column("words", Text.LIST_NAME, 150, 190, Columns::name);
            column("words", Text.EVENTS_KERNELS, 104, 120, Columns::kernel);
            column("words", Text.LIST_STATE, 130, 260, Columns::state);
            column("figure", Text.LIST_LOAD, 80, 84, Columns::load);
            column("figure", Text.LIST_WAITING, 90, 100, Columns::waiting);
            setRowFactory(tree -> new Line());
            setOnContextMenuRequested(event -> {
                var line = getSelectionModel().getSelectedItem();
                if (line != null) {
                    menu.show(this, machine.selection(line.getValue()), event.getScreenX(), event.getScreenY());
                }
                event.consume();
            });
        }

        private void column(String style, Text title, double least, double wish, Function<Columns, String> part) {
            var column = new TreeTableColumn<Item, Item>(title.of());
            column.getStyleClass().add("rows-" + style);
            column.setMinWidth(least);
            column.setPrefWidth(wish);
            column.setSortable(false);
            column.setReorderable(false);
            column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue()));
            column.setCellFactory(of -> new Cell(part));
            getColumns().add(column);
        }

        @Override
        public boolean uses(KeyEvent event) {
            return KEYS.contains(event.getCode())
                    && Stream.of(event.isAltDown(), event.isShiftDown(), event.isShortcutDown()).noneMatch(down -> down);
        }
    }

    private final class Cell extends TreeTableCell<Item, Item> {
        private final Function<Columns, String> part;

        Cell(Function<Columns, String> part) {
            this.part = part;
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            retell();
        }

        void retell() {
            setText(getItem() == null || isEmpty() ? "" : part.apply(machine.columns(getItem())));
        }
    }

    private final class Line extends TreeTableRow<Item> {
        Line() {
            lines.add(this);
            setOnMouseEntered(event -> links.point(
                    isEmpty() || getItem() == null ? Selection.NOTHING : machine.selection(getItem())));
            setOnMouseExited(event -> links.point(Selection.NOTHING));
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            retell();
        }

        void retell() {
            boolean any = getItem() != null && !isEmpty();
            setAccessibleText(any ? machine.columns(getItem()).spoken() : null);
            getChildrenUnmodifiable().stream()
                    .filter(Cell.class::isInstance)
                    .map(Cell.class::cast)
                    .forEach(Cell::retell);
        }
    }
}
