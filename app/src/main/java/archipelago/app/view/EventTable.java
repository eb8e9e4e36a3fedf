package archipelago.app.view;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.vm.EventsVm;
import archipelago.app.vm.EventsVm.Row;
import archipelago.app.vm.LinksVm;
import archipelago.app.vm.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;

/// The rows of all facts. A row that is picked is picked out in every view; Enter and a double click go there in time;
/// what is picked out elsewhere is marked here. A line stands under the last row that has happened.
final class EventTable extends TableView<Integer> implements OwnKeys {
    private static final PseudoClass AHEAD = PseudoClass.getPseudoClass("ahead");
    private static final PseudoClass PRESENT = PseudoClass.getPseudoClass("present");
    private static final PseudoClass ABOUT = PseudoClass.getPseudoClass("about");
    private static final double ROW_HEIGHT = 21;
    private static final double BAR = 14;
    private static final int LEAST_COLUMNS = 2;
    private static final double HEAD_HEIGHT = 24;
    /// How many rows are copied at most.
    private static final int MOST_COPIED = 20_000;
    /// How far around the present a row about what is picked out is looked for.
    private static final int REACH = 4_000;
    private static final Set<KeyCode> KEYS = Set.of(
            KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.ENTER);

    /// From this width on there is room for causes.
    private static final double LEAST_CAUSED = 860;
    private static final double LETTER = 6.7;
    private static final double CORES_EDGES = 14;

    /// How many rows of the known future are in sight while the table goes on with the present.
    private static final int ROWS_BEHIND = 3;

    private final EventsVm events;
    private final ObjectProperty<Selection> selection;
    private final LinksVm links;
    private final LongConsumer go;
    private final List<Line> lines = new ArrayList<>();
    private final TableColumn<Integer, Integer> cores;
    private RowList list;
    private int edition = -1;
    private boolean following = true;
    private int present = -1;
    private double laidOutHeight = -1;
    /// The row to be put in sight; -1 for none.
    private int wanted = -1;
    /// Whether the table itself picks a row now, or puts one in sight.
    private boolean own;

    /// @param go goes behind an event, or an act of a negative number
    EventTable(EventsVm events, ObjectProperty<Selection> selection, LinksVm links, LongConsumer go) {
        this.events = events;
        this.selection = selection;
        this.links = links;
        this.go = go;
        links.pointed().addListener((property, was, now) -> lines.forEach(Line::restyle));
        list = new RowList(events::fact);
        setItems(list);
        setId("events");
        getStyleClass().add("rows");
        setFixedCellSize(ROW_HEIGHT);
        setMinSize(0, 0);
        setAccessibleText(Text.EVENTS_SPOKEN.of());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        var none = Parts.label("places-none", Text.EVENTS_NONE.of());
        setPlaceholder(none);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("time", Text.EVENTS_TIME, 112, 114, Row::time);
        column("number", Text.EVENTS_EVENT, 76, 78, Row::event);
        cores = column("cores", Text.EVENTS_CORES, 62, 66, Row::cores);
        column("kernels", Text.EVENTS_KERNELS, 144, 160, Row::kernels);
        column("words", Text.EVENTS_WHAT, 160, 330, Row::brief);
        var because = column("because", Text.EVENTS_CAUSE, 190, 220, Row::because);
        // Half a word is of no use: where there is no room for causes, the inspector tells them.
        widthProperty().addListener((property, was, now) -> because.setVisible(now.doubleValue() >= LEAST_CAUSED));
        setRowFactory(table -> new Line());
        getSelectionModel().getSelectedIndices().addListener(this::picked);
        widthProperty().addListener((property, was, width) -> fit());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventFilter(ScrollEvent.ANY, event -> following = false);
        selection.addListener((property, was, now) -> elsewhere(now));
    }

    private TableColumn<Integer, Integer> column(
            String style, Text title, double least, double wish, Function<Row, String> part) {
        var column = new TableColumn<Integer, Integer>(title.of());
        column.getStyleClass().add("rows-" + style);
        column.setMinWidth(least);
        column.setPrefWidth(wish);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(Integer fact, boolean empty) {
                super.updateItem(fact, empty);
                setText(empty || fact == null ? "" : part.apply(events.row(fact)));
            }
        });
        getColumns().add(column);
        return column;
    }

    /// Whole rows only.
    @Override
    public void resize(double width, double height) {
        super.resize(width, WholeRows.high(height, HEAD_HEIGHT, ROW_HEIGHT));
    }

    /// What is to be in sight is put there once it is known how much room there is.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        boolean resized = getHeight() != laidOutHeight;
        laidOutHeight = getHeight();
        int row = wanted >= 0 ? wanted : resized && following ? present : -1;
        int seen = seen();
        if (row >= 0 && seen > 0 && lookup(".virtual-flow") instanceof Parent flow) {
            flow.layout();
            int top = Math.max(0, row - seen + Math.min(ROWS_BEHIND, seen));
            // Where the end is in sight, it is the last row that has its place at the edge, not the first one in sight:
            // else there would be a gap below, which JavaFX fills with rows that are not there.
            scrollTo(top < list.size() - seen ? top : list.size());
            wanted = -1;
        }
    }

    /// How many rows have room.
    private int seen() {
        return (int) ((getHeight() - HEAD_HEIGHT) / ROW_HEIGHT);
    }

    /// Columns that have no room are left out, the last one first: no head is cut.
    private void fit() {
        double left = getWidth() > 0 ? getWidth() - BAR : Double.MAX_VALUE;
        for (var column : getColumns()) {
            left -= column.getMinWidth();
            column.setVisible(left >= 0 || getColumns().indexOf(column) < LEAST_COLUMNS);
        }
    }

    /// Shows when, who and what only, for a place that is not as wide.
    void narrow() {
        getColumns().clear();
        column("time", Text.EVENTS_TIME, 112, 114, Row::time);
        column("words", Text.EVENTS_WHAT, 120, 260, Row::told);
        fit();
    }

    /// Takes what is new.
    void update() {
        boolean anew = edition != events.edition();
        if (anew) {
            edition = events.edition();
            cores.setMinWidth(Math.max(cores.getMinWidth(), CORES_EDGES + events.coresLong() * LETTER));
            own = true;
            getSelectionModel().clearSelection();
            if (events.rows() < list.size()) {
                lookFromAbove();
            }
            list = new RowList(events::fact);
            list.growTo(events.rows());
            setItems(list);
            own = false;
        } else {
            list.growTo(events.rows());
        }
        int now = events.present();
        if (now != present || anew) {
            present = now;
            lines.forEach(Line::restyle);
            if (following) {
                putInSight(present);
            }
        }
    }

    /// JavaFX looks at a shorter list from where it stood in the longer one, below its end, where it finds only rows that
    /// are not there. So it begins at the top, and goes back to where it was once it knows the list.
    private void lookFromAbove() {
        if (lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getFirstVisibleCell() != null) {
            int first = flow.getFirstVisibleCell().getIndex();
            scrollTo(0);
            putInSight(Math.min(first + seen() - ROWS_BEHIND, events.rows() - 1));
        }
    }

    /// Shows the present, and goes on with it.
    void follow() {
        following = true;
        putInSight(present);
    }

    boolean following() {
        return following;
    }

    /// Puts a row in sight, with the rows before it and a few behind it. Nothing stands below the last row.
    private void putInSight(int row) {
        wanted = row;
        requestLayout();
    }

    private void picked(javafx.collections.ListChangeListener.Change<? extends Integer> change) {
        int row = getSelectionModel().getSelectedIndex();
        if (own || row < 0 || row >= events.rows()) {
            return;
        }
        following = false;
        var about = events.about(events.fact(row));
        if (!about.equals(Selection.NOTHING)) {
            own = true;
            selection.set(about);
            own = false;
        }
    }

    /// What is picked out elsewhere is marked, and the row nearest to the present is put in sight.
    private void elsewhere(Selection now) {
        lines.forEach(Line::restyle);
        if (own || now.equals(Selection.NOTHING) || !isVisible()) {
            return;
        }
        int row = events.rowAbout(now, REACH);
        if (row >= 0) {
            own = true;
            getSelectionModel().clearAndSelect(row);
            if (!following) {
                putInSight(row);
            }
            own = false;
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            goThere();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy();
        } else {
            following &= !KEYS.contains(event.getCode());
            return;
        }
        event.consume();
    }

    private void goThere() {
        int row = getSelectionModel().getSelectedIndex();
        if (row >= 0 && row < events.rows()) {
            following = true;
            go.accept(events.origin(events.fact(row)));
        }
    }

    /// The rows that are picked, or all if none is, as text with tabs, on the clipboard.
    ///
    /// @return how many rows
    int copy() {
        var picked = getSelectionModel().getSelectedIndices();
        var rows = picked.isEmpty()
                ? java.util.stream.IntStream.range(0, Math.min(events.rows(), MOST_COPIED)).boxed()
                : picked.stream().filter(row -> row >= 0 && row < events.rows()).limit(MOST_COPIED);
        var copied = rows.map(row -> events.row(events.fact(row)).line()).toList();
        var content = new ClipboardContent();
        content.putString(copied.stream().collect(Collectors.joining("\n", "", "\n")));
        Clipboard.getSystemClipboard().setContent(content);
        return copied.size();
    }

    @Override
    public boolean uses(KeyEvent event) {
        if (event.isAltDown()) {
            return false;
        }
        boolean copies = event.isShortcutDown() && (event.getCode() == KeyCode.C || event.getCode() == KeyCode.A);
        return copies || !event.isShortcutDown() && KEYS.contains(event.getCode());
    }

    private final class Line extends TableRow<Integer> {
        Line() {
            lines.add(this);
            setOnMouseEntered(event -> links.point(
                    isEmpty() || getItem() == null ? Selection.NOTHING : events.about(getItem())));
            setOnMouseExited(event -> links.point(Selection.NOTHING));
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !isEmpty()) {
                    goThere();
                }
            });
        }

        @Override
        protected void updateItem(Integer fact, boolean empty) {
            super.updateItem(fact, empty);
            restyle();
        }

        void restyle() {
            var fact = getItem();
            boolean any = fact != null && !isEmpty() && getIndex() < events.rows();
            boolean ahead = any && events.ahead(fact);
            pseudoClassStateChanged(AHEAD, ahead);
            pseudoClassStateChanged(PRESENT, any && getIndex() == present);
            pseudoClassStateChanged(ABOUT, any && isLit(fact));
            Parts.tone(this, any ? events.row(fact).what().tone() : Tone.NEUTRAL);
            setAccessibleText(any ? spoken(fact, ahead) : null);
        }

        private boolean isLit(int fact) {
            return events.isAbout(fact, selection.get())
                    || !links.pointed().get().equals(Selection.NOTHING) && events.isAbout(fact, links.pointed().get());
        }

        private String spoken(int fact, boolean ahead) {
            var line = events.row(fact).line().replace("\t", ", ");
            return ahead ? Text.EVENTS_AHEAD.of(line) : line;
        }
    }
}
