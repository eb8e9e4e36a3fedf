package archipelago.app.shell;

import archipelago.app.action.Action;
import archipelago.app.action.Choice;
import archipelago.app.action.Openings;
import archipelago.app.build.Aside;
import archipelago.app.build.Beginning;
import archipelago.app.i18n.Language;
import archipelago.app.i18n.Text;
import archipelago.app.render.Theme;
import archipelago.app.start.Entry;
import archipelago.app.start.Gallery;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.FidelityPage;
import archipelago.app.view.Look;
import archipelago.app.view.Page;
import archipelago.app.view.ProblemPage;
import archipelago.app.view.SeedPage;
import archipelago.app.view.StartPage;
import archipelago.app.view.UnsavedPage;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.cli.Inputs;
import archipelago.engine.live.Live;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.session.Bookmark;
import archipelago.engine.session.Moment;
import archipelago.engine.session.Session;
import archipelago.engine.session.SessionFile;
import archipelago.engine.survey.Survey;
import archipelago.engine.survey.SurveyReader;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Holds the stage: on it one window after another, and of each the machine that it shows. What is opened is read beside
/// the window, and the machine that runs stays until the new one is ready. Closing the stage ends the machine.
public final class Station implements Openings {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 640;
    /// The thread that reads files ends when it has had nothing to do for so long.
    private static final long IDLE_S = 10;

    private final Stage stage;
    private final Consumer<WindowState> keep;
    private final Logbook logbook;
    private final RecentFiles recent;
    private final Gallery gallery;
    private final ThreadPoolExecutor beside = new ThreadPoolExecutor(
            0, 1, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Station::openingThread);
    private final FileDialogs dialogs;
    private Drawing drawing;
    private Scene scene;
    private Berth berth;
    private WindowState state;
    private Window window;

    /// A machine with what it was opened from, and the record of its session.
    private record Berth(Live live, Optional<Inputs.Opened> opened, Optional<SessionFile> recording) {}

    /// @param recent the files that were opened last
    public Station(Stage stage, Theme.Name theme, Logbook logbook, RecentFiles recent) {
        this(stage, WindowState.FIRST.in(theme), last -> {}, logbook, recent);
    }

    /// @param state how somebody had the window
    /// @param keep is told how they have it when they close it
    public Station(
            Stage stage, WindowState state, Consumer<WindowState> keep, Logbook logbook, RecentFiles recent) {
        this(stage, state, keep, logbook, recent, new SystemFileDialogs(stage));
    }

    /// @param dialogs ask for files
    Station(
            Stage stage,
            WindowState state,
            Consumer<WindowState> keep,
            Logbook logbook,
            RecentFiles recent,
            FileDialogs dialogs) {
        this.stage = stage;
        this.state = state;
        this.keep = keep;
        this.dialogs = dialogs;
        this.logbook = logbook;
        this.recent = recent;
        this.gallery = new Gallery(recent);
        this.drawing = new Drawing(dialogs, recent, Aside.nowhere(), this::open, this::explain);
        stage.setOnHidden(event -> close());
        stage.setOnCloseRequest(event -> {
            if (asksForUnsaved()) {
                event.consume();
            }
        });
    }

    private static Thread openingThread(Runnable work) {
        var thread = new Thread(work, "archipelago-opening");
        thread.setDaemon(true);
        return thread;
    }

    /// Keeps drawings that no file has where a killed program does not take them along, and asks what shall become of one
    /// that was left there.
    public void keepDrawings(Aside aside) {
        drawing = new Drawing(dialogs, recent, aside, this::open, this::explain);
        drawing.left(window.look(), this::show).ifPresent(question -> {
            window.tour().close(); // Whoever has drawn here is not here for the first time.
            show(question);
        });
    }

    // --- what is on the stage -------------------------------------------------------------------

    /// Shows a machine that somebody else has started.
    public Window show(Live live) {
        return show(new Berth(live, Optional.empty(), Optional.empty()));
    }

    /// Starts a session, shows it and lets it play.
    public Window show(Inputs.Opened opened) {
        var shown = show(berth(opened));
        berth.live().play();
        return shown;
    }

    /// The same for somebody who is here for the first time: nothing plays until they have said whether they want a tour.
    public Window welcome(Inputs.Opened opened) {
        var shown = show(berth(opened));
        shown.tour().ask();
        return shown;
    }

    private Berth berth(Inputs.Opened opened) {
        var recording = logbook.begin(opened);
        return new Berth(new LiveEngine(opened.session()), Optional.of(opened), recording);
    }

    private Window show(Berth next) {
        var before = berth;
        if (window != null) {
            state = window.state(state);
            window.leave();
        }
        berth = next;
        window = new Window(next.live(), this, new Look(state.theme()));
        window.assemble(state);
        if (before != null) {
            beside.execute(() -> end(before));
        }
        return window;
    }

    /// Brings what a window is made of on the stage.
    void seat(Parent root, Look look) {
        if (scene != null) {
            scene.setRoot(root);
            look.dress(scene);
            return;
        }
        var screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(
                root,
                Math.min(state.width() > 0 ? state.width() : WIDTH, screen.getWidth()),
                Math.min(state.height() > 0 ? state.height() : HEIGHT, screen.getHeight()));
        look.dress(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> window.key(event));
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> window.key(event));
        scene.setOnDragOver(Station::welcome);
        scene.setOnDragDropped(event -> event.setDropCompleted(drop(event.getDragboard().getFiles())));
        // No larger than the screen: there are small ones.
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        stage.setScene(scene);
        stage.show();
    }

    private static void welcome(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
    }

    /// Files that were let go of over the window: the first one is opened.
    ///
    /// @return whether there is one
    boolean drop(List<File> files) {
        files.stream().findFirst().ifPresent(file -> open(file.toPath()));
        return !files.isEmpty();
    }

    /// Whether a drawing that no file has keeps the stage open; what shall become of it is asked then.
    private boolean asksForUnsaved() {
        var asking = window == null
                ? Optional.<UnsavedPage>empty()
                : drawing.unsaved(window.look(), this::show, () -> {
                    if (!asksForUnsaved()) {
                        stage.hide();
                    }
                });
        asking.ifPresent(this::show);
        return asking.isPresent();
    }

    /// The window is put together anew, because its words are made with it; machine, selection and view stay.
    @Override
    public void speak(Language language) {
        if (language == Language.chosen()) {
            return;
        }
        language.choose();
        var before = window;
        state = before.state(state).speaking(Optional.of(language));
        before.leave();
        window = new Window(berth.live(), this, before.look());
        window.assemble(state);
        window.like(before);
        window.takeKeyboard();
        window.desk().status().explain(Text.LANGUAGE_NOW.of());
    }

    /// How somebody has the window now, for a program that is asked to end from outside.
    public WindowState seen() {
        return window.seen(state);
    }

    private void close() {
        if (window != null) {
            keep.accept(window.state(state));
            window.leave();
            end(berth);
        }
    }

    private void end(Berth old) {
        old.live().close();
        old.recording().ifPresent(logbook::end);
    }

    Stage stage() {
        return stage;
    }

    FileDialogs dialogs() {
        return dialogs;
    }

    /// The window that is shown.
    public Window window() {
        return window;
    }

    // --- again ----------------------------------------------------------------------------------

    @Override
    public void startOver() {
        startOver(berth.live().scenario().seed());
    }

    @Override
    public void askForSeed() {
        show(new SeedPage(berth.live().scenario().seed(), this::startOver));
    }

    /// Begins again with a seed. The window keeps all that was set up in it.
    void startOver(long seed) {
        var scenario = berth.live().scenario().withSeed(seed);
        var opened = berth.opened();
        boolean sameRun = seed == berth.live().scenario().seed();
        var frame = window.frame();
        var marks = frame.bookmarks.stream()
                .map(mark -> new Bookmark(
                        mark.name(), new Moment(mark.branch(), mark.commands(), mark.events(), mark.atNs()), mark.note(),
                        mark.badge()))
                .toList();
        beside.execute(() -> {
            var again = opened.map(known -> known.again(seed));
            var session = again.map(Inputs.Opened::session).orElseGet(() -> new Session(scenario));
            var recording = again.flatMap(logbook::begin);
            long kept = marks.stream().filter(mark -> sameRun && session.keep(mark)).count();
            var next = new Berth(new LiveEngine(session), again, recording);
            Platform.runLater(() -> exchange(next, frame.playing, marks.size() - kept));
        });
    }

    private void exchange(Berth next, boolean play, long lost) {
        var before = berth;
        berth = next;
        window.exchange(next.live(), play);
        beside.execute(() -> end(before));
        long seed = next.live().scenario().seed();
        window.desk().status().explain(
                lost == 0 ? Text.STARTED_OVER.of(seed) : Text.STARTED_OVER_WITHOUT.count(lost, seed));
    }

    // --- another --------------------------------------------------------------------------------

    @Override
    public void chooseFile() {
        dialogs.forOpening().ifPresent(this::open);
    }

    /// Opens a scenario or a saved session in place of what is shown, or draws what another program tells of a computer.
    /// A file with mistakes is told about, and changes nothing.
    public void open(Path file) {
        window.desk().status().explain(Text.OPENING.of(file));
        beside.execute(() -> {
            boolean describes = SurveyReader.describes(file);
            var survey = describes ? Optional.of(SurveyReader.read(file)) : Optional.<Reading<Survey>>empty();
            Platform.runLater(() -> survey.ifPresentOrElse(read -> draw(file, read), () -> begin(file)));
        });
    }

    /// Draws a computer that another program describes. The machine that runs goes on under the page.
    private void draw(Path file, Reading<Survey> reading) {
        window.desk().status().dismiss();
        reading.value().ifPresentOrElse(
                survey -> show(drawing.page(Beginning.of(survey, file), window.look())),
                () -> show(new ProblemPage(
                        file.toString(), reading.problems(), () -> open(file), this::importMachine)));
    }

    private void begin(Path file) {
        open(file.toString(), () -> {
            var opening = Inputs.open(file, Optional.empty());
            opening.opened().ifPresent(opened -> recent.opened(file));
            return opening;
        });
    }

    /// Opens a scenario that travels inside the program.
    public void openFromLibrary(String name) {
        open(name, () -> Inputs.openFromLibrary(name));
    }

    /// @param name what it is called while it is read
    /// @param source reads it, on a thread beside the window
    void open(String name, Supplier<Inputs.Opening> source) {
        open(name, source, shown -> {});
    }

    private void open(String name, Supplier<Inputs.Opening> source, Consumer<Window> then) {
        window.desk().status().explain(Text.OPENING.of(name));
        beside.execute(() -> {
            var opening = source.get();
            var next = opening.opened().map(this::berth);
            Platform.runLater(() -> next.ifPresentOrElse(ready -> {
                then.accept(show(ready));
                ready.live().play();
                if (!opening.problems().isEmpty()) {
                    tell(name, opening.problems(), source);
                }
            }, () -> tell(name, opening.problems(), source)));
        });
    }

    private void tell(String name, List<Problem> problems, Supplier<Inputs.Opening> source) {
        window.desk().status().dismiss();
        show(new ProblemPage(name, problems, () -> open(name, source), this::chooseFile));
    }

    private void explain(String sentence) {
        window.desk().status().explain(sentence);
    }

    private void show(Page page) {
        window.pages().show(page);
    }

    @Override
    public void showStartPage() {
        show(new StartPage(gallery, window.look(), this::open, List.of(
                deed(Action.Id.OPEN_FILE, this::chooseFile),
                deed(Action.Id.NEW_MACHINE, this::newMachine),
                deed(Action.Id.IMPORT_MACHINE, this::importMachine),
                deed(Action.Id.TOUR, this::beginTour))));
    }

    private StartPage.Deed deed(Action.Id id, Runnable effect) {
        return new StartPage.Deed(id.name(), window.actions().get(id).label().of(), effect);
    }

    private void open(Entry entry) {
        entry.file().ifPresentOrElse(this::open, () -> openFromLibrary(entry.name()));
    }

    /// What can be opened, to be found by typing.
    List<Choice> choices() {
        return gallery.entries().stream()
                .map(entry -> Choice.plain(entry.title(), Text.START_OPEN.of(entry.section().label()), hands -> open(entry)))
                .toList();
    }

    @Override
    public void editMachine() {
        var asked = berth.opened().flatMap(opened -> opened.source().request());
        show(drawing.page(Beginning.of(berth.live().scenario(), asked), window.look()));
    }

    @Override
    public void newMachine() {
        show(drawing.page(Beginning.small(Text.BUILD_UNTITLED.of()), window.look()));
    }

    @Override
    public void importMachine() {
        dialogs.forDescription().ifPresent(this::open);
    }

    @Override
    public void showFidelity() {
        show(new FidelityPage());
    }

    @Override
    public void beginTour() {
        if (berth.live().scenario().name().equals(ScenarioLibrary.DEFAULT)) {
            window.pages().close();
            window.tour().beginInStory();
        } else {
            open(ScenarioLibrary.DEFAULT, () -> Inputs.openFromLibrary(ScenarioLibrary.DEFAULT), shown -> shown.tour().beginInStory());
        }
    }
}
