package archipelago.app.view;

import archipelago.app.action.Choice;
import archipelago.app.action.Typed;
import archipelago.app.i18n.Text;
import archipelago.app.start.Entry;
import archipelago.app.start.Gallery;
import archipelago.app.start.Miniature;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/// What can be opened: the scenarios of the library and the files that were opened last, each as a small map with its
/// title and a sentence. Typing leaves those that fit; the arrow keys choose, Enter opens.
public final class StartPage extends FilteredPage {
    /// Something that can be done from here, beside opening what is shown.
    ///
    /// @param id of its button
    /// @param label with its key
    public record Deed(String id, String label, Runnable effect) {}

    private static final double MOST_WIDTH = 1240;
    private static final double TEXT_HEIGHT = 74;
    private static final double GAP = 16;
    private static final int MOST_COLUMNS = 4;

    private final Gallery gallery;
    private final Look look;
    private final Consumer<Entry> open;
    private final FlowPane sections;
    private final ScrollPane scroll = scroll();
    private final Label nothing = Parts.paragraph("find-nothing");
    /// Whether cards have pictures; in a low window their words take the room.
    private final BooleanProperty pictured = new SimpleBooleanProperty(true);
    private final Map<Entry, Card> cards = new LinkedHashMap<>();
    private List<Entry> known = List.of();
    private List<Entry> shown = List.of();
    private int chosen;
    private long seen = -1;

    /// @param open takes what was chosen
    /// @param deeds what else can be done
    public StartPage(Gallery gallery, Look look, Consumer<Entry> open, List<Deed> deeds) {
        this(gallery, look, open, deeds, new FlowPane());
    }

    private StartPage(
            Gallery gallery, Look look, Consumer<Entry> open, List<Deed> deeds, FlowPane sections) {
        super("start-filter", Text.START_PROMPT, sections);
        this.gallery = gallery;
        this.look = look;
        this.open = open;
        this.sections = sections;
        getStyleClass().add("start-page");
        var buttons = new ArrayList<Button>();
        for (var deed : deeds) {
            var button = new Button(deed.label());
            button.setId("start-" + deed.id());
            button.getStyleClass().add("do-button");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> {
                leave();
                deed.effect().run();
            });
            buttons.add(button);
        }
        sections.getStyleClass().add("start-sections");
        scroll.widthProperty().addListener((property, was, now) -> list());
        heightProperty().addListener((property, was, height) -> pictured.set(height.doubleValue() >= LOW));
        scroll.setFocusTraversable(false);
        fill(MOST_WIDTH, Text.PRODUCT, Text.START_INTRO, buttons, nothing);
        look.theme().addListener((property, was, theme) -> askForPictures());
        list();
    }

    @Override
    public void pulse(double scale) {
        if (gallery.changes() != seen) {
            seen = gallery.changes();
            if (!gallery.entries().equals(known)) {
                list();
            }
            cards.values().forEach(Card::look);
        }
    }

    @Override
    public void end() {
        gallery.stopPainting();
    }

    // --- what is shown --------------------------------------------------------------------------

    @Override
    void list() {
        var entries = gallery.entries();
        known = entries;
        cards.keySet().retainAll(new HashSet<>(entries));
        entries.forEach(entry -> cards.computeIfAbsent(entry, Card::new));
        var choices = new LinkedHashMap<Choice, Entry>();
        entries.forEach(entry -> choices.put(
                Choice.plain(entry.title(), entry.section().label() + " " + entry.sentence() + " " + entry.name(), hands -> {}),
                entry));
        var fitting = new HashSet<>(new Typed(typed()).among(List.copyOf(choices.keySet())));
        var found = choices.entrySet().stream()
                .filter(one -> fitting.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        show(found);
        askForPictures();
    }

    private void show(List<Entry> found) {
        shown = new ArrayList<>();
        sections.getChildren().clear();
        for (var section : Entry.Section.values()) {
            var inside = found.stream().filter(entry -> entry.section() == section).toList();
            if (!inside.isEmpty()) {
                var tiles = new TilePane();
                tiles.getStyleClass().add("start-tiles");
                tiles.setTileAlignment(Pos.TOP_LEFT);
                tiles.setPrefColumns(Math.min(columns(), inside.size()));
                inside.forEach(entry -> tiles.getChildren().add(cards.get(entry)));
                var heading = Parts.label("section", section.label().toUpperCase(Locale.ROOT));
                var box = new VBox(heading, tiles);
                box.getStyleClass().add("start-section");
                sections.getChildren().add(box);
                shown.addAll(inside);
            }
        }
        nothing.setText(typed().isEmpty() ? Text.START_READING.of() : Text.FIND_NOTHING.of(typed()));
        Parts.show(nothing, found.isEmpty());
        choose(0);
        scroll.setVvalue(0);
    }

    /// How many cards stand beside each other.
    private int columns() {
        double room = scroll.getWidth() - GAP;
        return (int) Math.clamp((room + GAP) / (Miniature.WIDTH + GAP), 1, MOST_COLUMNS);
    }

    private void askForPictures() {
        gallery.paint(look.get(), shown);
        seen = -1;
    }

    // --- the keyboard ---------------------------------------------------------------------------

    @Override
    void key(KeyEvent event) {
        if (event.isShiftDown() || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> choose(chosen - 1);
            case RIGHT -> choose(chosen + 1);
            case UP -> choose(beside(-1));
            case DOWN -> choose(beside(1));
            case ENTER -> {
                if (!shown.isEmpty()) {
                    open(shown.get(chosen));
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// The card in the next row, or the one before, that lies nearest; the same if there is no such row.
    private int beside(int rows) {
        if (shown.isEmpty()) {
            return 0;
        }
        applyCss();
        layout(); // What has just been listed has no place yet.
        var here = place(chosen);
        int best = chosen;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < shown.size(); i++) {
            var there = place(i);
            double down = (there.getMinY() - here.getMinY()) * rows;
            double off = down * 10 + Math.abs(there.getMinX() - here.getMinX());
            if (down > 1 && off < least) {
                best = i;
                least = off;
            }
        }
        return best;
    }

    private Bounds place(int index) {
        var card = cards.get(shown.get(index));
        return sections.sceneToLocal(card.localToScene(card.getLayoutBounds()));
    }

    private void choose(int index) {
        chosen = Math.clamp(index, 0, Math.max(0, shown.size() - 1));
        for (int i = 0; i < shown.size(); i++) {
            cards.get(shown.get(i)).pseudoClassStateChanged(Parts.CHOSEN, i == chosen);
        }
        if (!shown.isEmpty() && sections.getHeight() > 0) {
            reveal(place(chosen));
        }
    }

    private void reveal(Bounds card) {
        double room = scroll.getViewportBounds().getHeight();
        double spare = sections.getHeight() - room;
        if (spare > 0) {
            double top = scroll.getVvalue() * spare;
            double least = card.getMaxY() - room;
            double to = Math.clamp(top, Math.min(least, card.getMinY() - 30), Math.max(least, card.getMinY() - 30));
            scroll.setVvalue(Math.clamp(to / spare, 0, 1));
        }
    }

    private void open(Entry entry) {
        leave();
        open.accept(entry);
    }

    /// An entry as a button with its picture.
    private final class Card extends Button {
        private final Entry entry;
        private final ImageView picture = new ImageView();
        private BufferedImage painted;

        Card(Entry entry) {
            this.entry = entry;
            getStyleClass().clear();
            getStyleClass().add("start-card");
            setId("start-" + entry.name().replace('/', '-'));
            picture.setFitWidth(Miniature.WIDTH);
            picture.setFitHeight(Miniature.HEIGHT);
            picture.setSmooth(true);
            var frame = new StackPane(picture);
            frame.getStyleClass().add("start-picture");
            pictured.addListener((property, was, now) -> Parts.show(frame, now));
            Parts.show(frame, pictured.get());
            frame.setMinSize(Miniature.WIDTH, Miniature.HEIGHT);
            frame.setMaxSize(Miniature.WIDTH, Miniature.HEIGHT);
            var title = Parts.paragraph("start-name");
            title.setText(entry.number() > 0 ? entry.number() + "  " + entry.title() : entry.title());
            var sentence = Parts.label("start-sentence", entry.sentence());
            sentence.setWrapText(true);
            sentence.setMinHeight(0);
            var words = new VBox(title, sentence);
            words.getStyleClass().add("start-words");
            words.setMinHeight(TEXT_HEIGHT);
            words.setMaxHeight(TEXT_HEIGHT);
            words.setPrefWidth(Miniature.WIDTH);
            setGraphic(new VBox(frame, words));
            setFocusTraversable(false);
            setAccessibleText(entry.title() + ". " + entry.sentence());
            setOnAction(event -> open(entry));
        }

        void look() {
            var made = gallery.picture(entry);
            if (made.isPresent() && made.get() != painted) {
                painted = made.get();
                picture.setImage(SwingFXUtils.toFXImage(painted, null));
            }
        }

        boolean painted() {
            return painted != null;
        }
    }

    /// How many of the cards that are shown have their pictures.
    public long painted() {
        return shown.stream().filter(entry -> cards.get(entry).painted()).count();
    }

    /// What is shown, in order.
    public List<Entry> shown() {
        return List.copyOf(shown);
    }
}
