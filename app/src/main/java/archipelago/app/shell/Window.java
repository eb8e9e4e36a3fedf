package archipelago.app.shell;

import archipelago.app.action.Action;
import archipelago.app.action.ActionTable;
import archipelago.app.action.Choice;
import archipelago.app.action.Choices;
import archipelago.app.action.ConsoleOrders;
import archipelago.app.action.Situation;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.session.MachineSession;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.ConsolePane;
import archipelago.app.view.Finder;
import archipelago.app.view.Fold;
import archipelago.app.view.FoldBar;
import archipelago.app.view.InspectorFigures;
import archipelago.app.view.InspectorPane;
import archipelago.app.view.KeysOverlay;
import archipelago.app.view.Look;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.MapPane;
import archipelago.app.view.Page;
import archipelago.app.view.SecondFuture;
import archipelago.app.view.StatusBar;
import archipelago.app.view.ThingMenu;
import archipelago.app.view.TimelinePane;
import archipelago.app.view.TopBar;
import archipelago.app.vm.Desk;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.Live;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;

/// The window on a running machine. It looks at the machine once a pulse and never waits for it;
/// what it shows changes only where the machine, or what is picked out, has changed.
public final class Window {
    /// What brings something to the front that takes the keyboard itself.
    private static final Set<Action.Id> TAKES_KEYBOARD =
            EnumSet.of(
                    Action.Id.CONSOLE,
                    Action.Id.GO_TO,
                    Action.Id.RUN_UNTIL,
                    Action.Id.BOOKMARK,
                    Action.Id.PLACES,
                    Action.Id.FIGURE,
                    Action.Id.PARAMETERS,
                    Action.Id.BLACK_BOX,
                    Action.Id.ACTS,
                    Action.Id.FIND,
                    Action.Id.EVENTS,
                    Action.Id.FILTER_EVENTS,
                    Action.Id.MACHINE_LIST,
                    Action.Id.SHELL,
                    Action.Id.RANGE_ROWS);

    private final Station station;
    private final Stage stage;
    private final MachineSession session;
    private final Desk desk;
    private final Look look;
    private final ActionTable actions = new ActionTable();
    private final WindowHands hands;
    private final WindowLectern lectern;
    private final ThingMenu menu;
    private final MapPane map;
    private final MachineDeck deck;
    private final TimelinePane timeline;
    private final ConsolePane console;
    private final InspectorFigures figures;
    private final InspectorPane inspector;
    private final RunWriting writing;
    private final FigureKeeping keeping;
    private final TimeTravel travel;
    private final Parameters parameters;
    private final Workbench workbench;
    private final BrokenPromise broken;
    private final Crashes crashes;
    private final KeysOverlay keys = new KeysOverlay(actions);
    private final Finder finder;
    private final Pages pages;
    private final Tour tour;
    private final OpenCards cards;
    private TopBar top;
    private final StackPane root = new StackPane();
    private final KeyboardKeeping keyboard = new KeyboardKeeping(this::takeKeyboard);
    private final AnimationTimer timer;
    /// Whether the key that was pressed last did something.
    private boolean strokeUsed;
    private Stamp stamp = Stamp.NEVER;

    Window(Live live, Station station, Look look) {
        this.station = station;
        this.stage = station.stage();
        this.look = look;
        session = new MachineSession(live);
        var machine = session.scenario().machine();
        desk = new Desk(session.scenario());
        desk.update(session.frame());
        session.onOutcome(desk::answered);
        hands = new WindowHands(this, session, desk, look);
        menu = new ThingMenu(actions, hands, this::situation, look);
        map = new MapPane(machine, desk.selection(), desk.inspector(), hands, desk.words(), menu, look);
        deck = new MachineDeck(map, machine, desk.selection(), menu, look, new SecondFuture(session::futures));
        timeline = new TimelinePane(session, desk.selection(), menu, look);
        console = new ConsolePane(
                desk.console(), new ConsoleOrders(hands), session::frame, deck::takeKeyboard);
        figures = new InspectorFigures(machine, look);
        travel = new TimeTravel(session, desk, deck, timeline, System::nanoTime);
        parameters = new Parameters(session, hands, deck, travel.layer());
        workbench = new Workbench(session, desk, deck, timeline, menu, travel, System::nanoTime, hands::writeDown);
        lectern = new WindowLectern(
                this,
                session,
                desk,
                new Grades(session, desk, travel.layer(), List.of(deck, timeline), actions.keyWords(Action.Id.UPDATE_NOW)),
                new SidePanes(machine, desk, menu, look, workbench.side(), workbench.measures().measures(),
                        timeline.time()),
                new Undoing(session, desk, deck, travel.layer()));
        broken = new BrokenPromise(session, desk, deck, travel.layer(), travel::followFact);
        crashes = new Crashes(session, desk, deck, travel.layer(), travel::followFact);
        inspector = new InspectorPane(
                desk.inspector(),
                actions,
                () -> situation(desk.selection().get()),
                this::act,
                figures,
                core -> select(new Selection.OfCore(core)),
                travel.whyPart(),
                travel::followFact);
        travel.onFollowed(() -> {
            lectern.columns().reveal(Fold.DETAILS);
            inspector.revealWhy();
        });
        pages = new Pages(deck::takeKeyboard);
        tour = new Tour(this, travel.layer());
        finder = new Finder(this::choices, hands, this::takeKeyboard);
        Executor beside = work -> Thread.ofPlatform().daemon().start(work);
        Consumer<String> teller = sentence -> Platform.runLater(() -> desk.status().explain(sentence));
        writing = new RunWriting(station.dialogs()::forRun, beside, teller);
        keeping = new FigureKeeping(
                session,
                this,
                travel.layer(),
                new FigureWriting(session, station.dialogs()::forFigure, beside, teller),
                deck,
                timeline,
                look::get,
                desk.selection()::get);
        cards = new OpenCards(List.of(
                map::cancelDrag,
                menu::close,
                travel,
                keeping,
                parameters,
                broken,
                crashes,
                lectern.undoing(),
                travel::stopSearch,
                tour));
        timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                pulse();
            }
        };
    }

    /// Opens the window on a machine and shows it. Closing the window closes the machine.
    public static Window open(Live live, Stage stage, Theme.Name theme) {
        return new Station(stage, theme, Logbook.NONE, new RecentFiles()).show(live);
    }

    /// Puts the window together and brings it on the stage.
    ///
    /// @param state how somebody had the window before
    void assemble(WindowState state) {
        var frame = new BorderPane();
        frame.getStyleClass().add("window");
        top = new TopBar(session, desk.clock(), actions, this::act, look);
        // What was clicked must not keep the keyboard: Space is play and pause.
        top.addEventFilter(MouseEvent.MOUSE_CLICKED, event -> {
            if (!cardOpen()) {
                deck.takeKeyboard();
            }
        });
        frame.setTop(top);
        travel.clockAt(top.readout());
        var columns = new Columns(
                session.scenario(),
                desk,
                look,
                menu,
                deck,
                timeline,
                workbench.fronts(console.front(), travel.pane().front()),
                inspector,
                lectern.sides(),
                hands::toChapter,
                () -> act(Action.Id.STORY_SKIP),
                session::enter,
                new FoldBar(actions.keyWords(Action.Id.ORDINARY_SIZE), lectern::ordinarySize));
        frame.setCenter(columns);
        frame.setBottom(new StatusBar(desk.status(), actions.keyWords(Action.Id.TO_ANSWER),
                workbench.measured(), desk.links(), keys::toggle, station::showFidelity, station::speak));
        root.getStyleClass().add("archipelago");
        var enlargement = new Enlargement(List.of(frame, travel.layer(), pages, keys, finder));
        lectern.furnish(
                columns,
                enlargement,
                new Presentation(stage, frame, columns, enlargement, actions, desk),
                new OwnWindows(look, stage, this::key),
                actions.keyWords(Action.Id.TEAR_OFF));
        lectern.presentation().listenTo(root);
        root.getChildren().addAll(enlargement, lectern.presentation().laser(), workbench.announcement());
        root.setStyle(look.rootStyle());
        look.theme().addListener((property, was, theme) -> {
            root.setStyle(look.rootStyle());
            stamp = Stamp.NEVER;
        });
        desk.selection().addListener((property, was, selection) -> desk.update(session.frame()));
        stage.setTitle(Text.WINDOW_TITLE.of(session.scenario().title()));
        station.seat(root, look);
        // What stands in a split pane comes into the scene with the pane's skin; nothing there can have the keyboard before.
        root.applyCss();
        lectern.restore(state);
        takeKeyboard();
        timer.start();
    }

    /// Looks at the machine again and again, or leaves it to itself.
    public void follow(boolean on) {
        if (on) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    /// Looks at the machine once.
    void pulse() {
        if (lectern.grades().follow()) {
            showNews();
        }
        lectern.grades().tell();
        paint(stage.getRenderScaleX());
        keyboard.look(root.getScene());
    }

    /// Takes the newest frame, and shows what is new in it.
    private void showNews() {
        var frame = session.pulse();
        var newest = Stamp.of(frame, desk.selection().get());
        desk.update(frame);
        cards.update(frame);
        workbench.update(frame);
        if (!newest.equals(stamp)) {
            stamp = newest;
            deck.update(frame, desk.history());
            timeline.update(frame, desk.history());
            lectern.sides().update(frame, desk.history());
            figures.update(frame, desk.history(), desk.selection().get());
            inspector.refreshButtons();
        }
    }

    private void paint(double screenScale) {
        double scale = screenScale * lectern.enlargement().factor();
        deck.pulse(scale);
        timeline.pulse(scale);
        lectern.sides().pulse(scale);
        figures.pulse(scale);
        pages.pulse(scale);
    }

    private Situation situation(Selection target) {
        return new Situation(session.scenario(), session.frame(), desk.chronicle(), target);
    }

    private List<Choice> choices() {
        var choices = new ArrayList<>(new Choices(actions).of(situation(desk.selection().get())));
        choices.addAll(deck.choices());
        choices.addAll(station.choices());
        return choices;
    }

    private void act(Action.Id id) {
        actions.get(id).perform(situation(desk.selection().get()), hands);
        if (!TAKES_KEYBOARD.contains(id) && !pages.shown()) {
            deck.takeKeyboard();
        }
    }

    /// Whether something stands over the machine that takes what is typed.
    private boolean cardOpen() {
        return cards.typedInto() || finder.shown() || pages.shown();
    }

    /// What stands over the window, apart from pages.
    OpenCards cards() {
        return cards;
    }

    void takeKeyboard() {
        pages.page().ifPresentOrElse(Page::takeKeyboard, deck::takeKeyboard);
    }

    /// What a key does that is pressed anywhere in the window.
    void key(KeyEvent event) {
        boolean typed = event.getEventType() == KeyEvent.KEY_TYPED;
        if (typed && strokeUsed) {
            event.consume(); // What a key has opened does not get its character.
            return;
        }
        strokeUsed = false;
        if (keys.shown() && event.getCode() == KeyCode.ESCAPE) {
            keys.toggle();
            event.consume();
            return;
        }
        if (keys.shown() && !typed && keys.scroll(event.getCode())) {
            event.consume();
            return;
        }
        // A page has the keyboard, but for what leads to another page.
        if (pages.shown() && !actions.forKey(event).map(Action::leadsAway).orElse(false)) {
            return;
        }
        if (menu.shown() && event.getCode() != KeyCode.ESCAPE) {
            event.consume(); // It has had it already; the window under it must not move.
            return;
        }
        if (finder.shown() || ControlKeys.usedBy(event)) {
            return;
        }
        if (lectern.press(event, () -> actions.press(event, situation(desk.selection().get()), hands))) {
            event.consume();
            strokeUsed = !typed;
        }
    }

    /// Picks something out, as a click on it does.
    public void select(Selection selection) {
        desk.selection().set(selection);
    }

    /// Lays the window out in so many pixels, with the newest of everything, and gives what it is made of.
    public Region laidOut(int width, int height) {
        double scale = screenScale();
        root.resize(width / scale, height / scale);
        // Twice: what a first layout makes visible takes its place in the second.
        for (int round = 0; round < 2; round++) {
            root.applyCss();
            root.layout();
            stamp = Stamp.NEVER;
            lectern.grades().updateNow();
            pulse();
        }
        root.applyCss();
        root.layout();
        paint(scale);
        return root;
    }

    /// The window as a picture of a size, in pixels.
    public BufferedImage picture(int width, int height) {
        map.settle();
        laidOut(width, height);
        double scale = screenScale();
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        // What hangs over the edges, such as a bar that is not drawn out, is not in the picture.
        parameters.setViewport(new Rectangle2D(0, 0, width, height));
        var image = root.snapshot(parameters, new WritableImage(width, height));
        return SwingFXUtils.fromFXImage(image, null);
    }

    /// Lays the window out as large as it is on the screen again, after a picture of another size.
    void fitScene() {
        root.resize(stage.getScene().getWidth(), stage.getScene().getHeight());
        stamp = Stamp.NEVER;
    }

    private double screenScale() {
        return stage.getRenderScaleX() > 0 ? stage.getRenderScaleX() : 1;
    }

    /// How somebody has the window.
    ///
    /// @param before what is not to be seen in it stays so
    WindowState state(WindowState before) {
        return lectern.state(before, stage.getScene(), look.get().name());
    }

    /// The same, of a window that goes on.
    WindowState seen(WindowState before) {
        return lectern.seen(before, stage.getScene(), look.get().name());
    }

    /// Shows what another window showed of the same machine.
    void like(Window before) {
        select(before.desk.selection().get());
        desk.clock().storySpeed().set(before.desk.clock().storySpeed().get());
        deck.show(before.deck.shown().get());
    }

    /// Stops looking at the machine, which somebody else ends.
    void leave() {
        timer.stop();
        pages.close();
        travel.end();
    }

    /// Shows another machine of the same make from now on, with everything in the window as it is set up.
    void exchange(Live live, boolean play) {
        session.exchange(live);
        travel.forget();
        stamp = Stamp.NEVER;
        if (!desk.clock().storySpeed().get()) {
            session.speed(desk.clock().speed().get());
        }
        if (play) {
            session.play();
        }
        top.title(live.scenario());
        timeline.followNow();
        pulse();
    }

    Station station() {
        return station;
    }

    ActionTable actions() {
        return actions;
    }

    Tour tour() {
        return tour;
    }

    /// The time display.
    Region clock() {
        return top.readout();
    }

    Pages pages() {
        return pages;
    }

    Look look() {
        return look;
    }

    /// The frame that the window shows.
    Frame frame() {
        return session.frame();
    }

    ThingMenu menu() {
        return menu;
    }

    MachineDeck deck() {
        return deck;
    }

    MapPane map() {
        return map;
    }

    TimelinePane timeline() {
        return timeline;
    }

    RunWriting writing() {
        return writing;
    }

    FigureKeeping keeping() {
        return keeping;
    }

    ConsolePane console() {
        return console;
    }

    KeysOverlay keys() {
        return keys;
    }

    Finder finder() {
        return finder;
    }

    InspectorPane inspector() {
        return inspector;
    }

    TimeTravel travel() {
        return travel;
    }

    Crashes crashes() {
        return crashes;
    }

    BrokenPromise broken() {
        return broken;
    }

    Parameters parameters() {
        return parameters;
    }

    Workbench workbench() {
        return workbench;
    }

    /// Shows everything again, because something is in sight that was not.
    void lookAgain() {
        stamp = Stamp.NEVER;
    }

    WindowLectern lectern() {
        return lectern;
    }

    WindowHands hands() {
        return hands;
    }

    Desk desk() {
        return desk;
    }
}
