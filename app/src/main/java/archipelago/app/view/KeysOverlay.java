package archipelago.app.view;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.i18n.Text;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The keys, on top of everything, made from the table of actions: in as few columns as show all of them, or else in as
/// many as have room; and then whole lines of them.
public final class KeysOverlay extends StackPane {
    private static final List<Action.Group> ORDER = List.of(
            Action.Group.TIME,
            Action.Group.TIMELINE,
            Action.Group.PLACES,
            Action.Group.KERNEL,
            Action.Group.CORE,
            Action.Group.THING,
            Action.Group.CLOSER,
            Action.Group.MAP,
            Action.Group.VIEW,
            Action.Group.LECTURE,
            Action.Group.SCENARIO);
    private static final int MOST_COLUMNS = 8;
    private static final double BETWEEN = 24;
    private static final double BAR = 16;
    private static final double EDGE = 12;
    private static final double WHEEL_LINE = 20;

    private final List<KeysGroup> groups;
    private final HBox columns = new HBox(BETWEEN);
    private final ScrollPane scroll = new ScrollPane(columns);
    private final VBox card;
    private Dimension2D arranged = new Dimension2D(0, 0);
    private int lines;
    private int shownLines;
    /// How far the wheel has been turned towards the next line.
    private double turned;

    public KeysOverlay(ActionTable actions) {
        getStyleClass().add("overlay");
        groups = ORDER.stream().map(group -> new KeysGroup(group, actions)).toList();
        columns.getChildren().addAll(groups);
        var hint = Parts.paragraph("keys-hint");
        hint.setText(Text.KEYS_HINT.of());
        scroll.getStyleClass().add("keys-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.vvalueProperty().addListener((property, was, now) -> show(Math.rint(now.doubleValue() * hiddenLines())));
        scroll.addEventFilter(ScrollEvent.SCROLL, this::turn);
        card = new VBox(Parts.label("keys-title", Text.ACTION_KEYS.of()), scroll, hint);
        card.getStyleClass().addAll("card", "keys-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(card);
        setAlignment(Pos.CENTER);
        setAccessibleText(Text.ACTION_KEYS.of());
        Parts.show(this, false);
        setOnMouseClicked(event -> Parts.show(this, false));
        setMinSize(0, 0);
    }

    @Override
    protected void layoutChildren() {
        var room = new Dimension2D(getWidth(), getHeight());
        if (isVisible() && room.getWidth() > 0 && !room.equals(arranged)) {
            arranged = room;
            arrange(room);
        }
        super.layoutChildren();
    }

    private void arrange(Dimension2D room) {
        double high = groups.stream().mapToDouble(KeysGroup::lineHeight).max().orElse(1);
        double around = card.prefWidth(-1) - card.getInsets().getLeft() - card.getInsets().getRight();
        double wide = room.getWidth() - 2 * EDGE - (card.prefWidth(-1) - around) - BAR;
        scroll.setMinHeight(high);
        scroll.setPrefHeight(high);
        double rest = card.prefHeight(room.getWidth() - 2 * EDGE) - high;
        int fitting = Math.max(1, (int) ((room.getHeight() - 2 * EDGE - rest) / high));
        var found = divided(1);
        for (int many = 2; many <= MOST_COLUMNS && lines(found) > fitting; many++) {
            var next = divided(many);
            if (width(next) > wide) {
                break;
            }
            found = next;
        }
        lines = lines(found);
        shownLines = Math.min(lines, fitting);
        place(found, high);
        scroll.setMinHeight(shownLines * high);
        scroll.setPrefHeight(shownLines * high);
        scroll.setPrefWidth(Math.min(wide, width(found)) + BAR);
        show(0);
    }

    private void place(List<List<KeysGroup>> found, double high) {
        columns.getChildren().clear();
        for (var some : found) {
            double keys = some.stream().mapToDouble(KeysGroup::keysWidth).max().orElse(0);
            some.forEach(group -> group.align(keys, high));
            var column = new VBox(high); // An empty line between two groups, so that lines stand beside lines.
            column.getChildren().addAll(some);
            columns.getChildren().add(column);
        }
        columns.applyCss();
    }

    /// The groups in so many columns, in their order, so that the longest is as short as can be.
    private List<List<KeysGroup>> divided(int many) {
        int least = groups.stream().mapToInt(KeysGroup::lines).max().orElse(1);
        while (true) {
            var found = new ArrayList<List<KeysGroup>>();
            for (var group : groups) {
                if (found.isEmpty() || lines(List.of(found.getLast())) + 1 + group.lines() > least) {
                    found.add(new ArrayList<>());
                }
                found.getLast().add(group);
            }
            if (found.size() <= many) {
                return found;
            }
            least++;
        }
    }

    private static int lines(List<List<KeysGroup>> found) {
        return found.stream()
                .mapToInt(some -> some.stream().mapToInt(KeysGroup::lines).sum() + some.size() - 1)
                .max()
                .orElse(0);
    }

    private static double width(List<List<KeysGroup>> found) {
        double wide = (found.size() - 1) * BETWEEN;
        for (var some : found) {
            wide += some.stream().mapToDouble(KeysGroup::keysWidth).max().orElse(0)
                    + KeysGroup.BETWEEN
                    + some.stream().mapToDouble(KeysGroup::wordsWidth).max().orElse(0);
        }
        return wide;
    }

    private int hiddenLines() {
        return lines - shownLines;
    }

    /// Moves along where there are more keys than room.
    ///
    /// @return whether the key does that
    public boolean scroll(KeyCode code) {
        int by =
                switch (code) {
                    case UP -> -1;
                    case DOWN -> 1;
                    case PAGE_UP -> -Math.max(1, shownLines / 2);
                    case PAGE_DOWN -> Math.max(1, shownLines / 2);
                    default -> 0;
                };
        show(Math.rint(scroll.getVvalue() * hiddenLines()) + by);
        return by != 0;
    }

    private void turn(ScrollEvent event) {
        turned -= event.getDeltaY();
        double by = (int) (turned / WHEEL_LINE);
        turned -= by * WHEEL_LINE;
        show(Math.rint(scroll.getVvalue() * hiddenLines()) + by);
        event.consume();
    }

    /// Has a line stand first.
    private void show(double line) {
        double value = hiddenLines() > 0 ? Math.clamp(line, 0, hiddenLines()) / hiddenLines() : 0;
        if (scroll.getVvalue() != value) {
            scroll.setVvalue(value);
        }
    }

    public boolean shown() {
        return isVisible();
    }

    public void toggle() {
        Parts.show(this, !isVisible());
    }
}
