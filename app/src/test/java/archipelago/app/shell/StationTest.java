package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.i18n.Language;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.RecentFiles;
import archipelago.app.view.RasterView;
import archipelago.engine.base.Problem;
import archipelago.engine.base.Times;
import archipelago.engine.cli.Inputs;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.session.SessionFile;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.api.FxToolkitContext;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.support.FiredEvents;
import org.testfx.util.WaitForAsyncUtils;

/// One stage, and on it one machine after another.
@ExtendWith(ApplicationExtension.class)
class StationTest {
    private static final Path LIBRARY = Path.of("..", "scenarios");
    private static final int EXCHANGES = 4;
    private static final long TALK_NS = 5_605_800 * Times.US;

    @TempDir
    Path folder;

    private final List<SessionFile> ended = new ArrayList<>();
    private WindowState last;
    private Stage stage;
    private Station station;
    private Seat seat;

    /// Records as the program does, in a folder of the test.
    private final class Recorded implements Logbook {
        private int number;

        @Override
        public Optional<SessionFile> begin(Inputs.Opened opened) {
            try {
                return Optional.of(opened.record(folder.resolve("run-" + number++ + SessionFile.ENDING)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void end(SessionFile record) {
            record.close();
            ended.add(record);
        }
    }

    @Start
    void start(Stage primary) {
        stage = primary;
        station = new Station(stage, WindowState.FIRST, state -> last = state, new Recorded(), new RecentFiles(folder.resolve("recent.txt")),
                new ChosenFile(LIBRARY.resolve("kernel-update.json")));
        seat = Seat.atFirst(station);
    }

    @Test
    @Reaches(Row.RESET)
    void startingOverKeepsEverythingThatWasSetUp(FxRobot robot) {
        robot.type(KeyCode.SPACE);
        fx(() -> window().hands().toChapter(4));
        seat.waitFor(frame -> frame.chapter >= 3 && !frame.playing);
        robot.type(KeyCode.DIGIT2);
        robot.clickOn("#tab-rings");
        robot.type(KeyCode.MINUS);
        robot.type(KeyCode.M).type(KeyCode.ENTER);
        var marked = seat.waitFor(frame -> frame.bookmarks.size() == 1).bookmarks.getFirst();
        long speed = window().desk().clock().speed().get();
        var before = window();

        robot.push(KeyCode.CONTROL, KeyCode.R);
        var frame = seat.waitFor(f -> f.events == 0 && f.nowNs == 0 && !f.bookmarks.isEmpty());

        assertThat(window()).as("the same window").isSameAs(before);
        assertThat(window().desk().selection().get()).isEqualTo(new Selection.OfKernel(1));
        assertThat(window().deck().shown().get()).contains(ViewKind.RINGS);
        assertThat(window().desk().clock().storySpeed().get()).isFalse();
        seat.waitFor(f -> f.speedNsPerSecond == speed);
        assertThat(frame.bookmarks).extracting(BookmarkView::name).containsExactly(marked.name());
        assertThat(frame.playing).isFalse();

        robot.type(KeyCode.N);
        var there = seat.waitFor(f -> f.nowNs == marked.atNs() && f.events == marked.events());
        assertThat(there.kernel(1).name()).isEqualTo("web-server");
        seat.waitUntil(() -> engines() == 1);
        assertThat(ended).hasSize(1);
    }

    @Test
    void aRunPlaysOnAfterItWasBegunAgain(FxRobot robot) {
        seat.waitFor(frame -> frame.playing && frame.nowNs > 0);
        robot.push(KeyCode.CONTROL, KeyCode.R);
        seat.waitUntil(() -> ended.size() == 1);
        seat.waitFor(frame -> frame.playing && frame.nowNs > 0);
    }

    @Test
    @Reaches(Row.TRANSLATIONS)
    void theWindowSpeaksAnotherLanguageAtOnceOnTheSameMachine(FxRobot robot) {
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);
        robot.type(KeyCode.DIGIT1).clickOn("#tab-rings");
        long events = window().frame().events;
        var before = window();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("italiano").type(KeyCode.ENTER);

        seat.waitUntil(() -> window() != before && window().frame().events == events);
        assertThat(Language.chosen()).isEqualTo(Language.IT);
        assertThat(Seat.status(robot)).isEqualTo("Da ora la finestra parla italiano.");
        assertThat(Seat.labels(robot, ".section")).anyMatch(words -> words.startsWith("CAPITOLO"));
        assertThat(window().desk().selection().get()).isEqualTo(new Selection.OfKernel(0));
        assertThat(window().deck().shown().get()).contains(ViewKind.RINGS);
        assertThat(engines()).isEqualTo(1);
        Photographer.picture();
        robot.type(KeyCode.RIGHT);
        seat.waitFor(frame -> frame.events == events + 1);

        robot.clickOn("#language").clickOn("English");
        seat.waitUntil(() -> Language.chosen() == Language.EN);
        fx(stage::close);
        assertThat(last.language()).contains(Language.EN);
    }

    @AfterEach
    void speakEnglishAgain() {
        Language.EN.choose();
    }

    @Test
    @Reaches(Row.REPETITIONS)
    void anotherSeedIsTypedAndStandsBesideTheTitle(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        robot.write("x").type(KeyCode.ENTER);
        assertThat(robot.lookup("#seed-problem").queryAs(Label.class).getText()).startsWith("“x”");
        Photographer.picture();
        robot.push(KeyCode.CONTROL, KeyCode.A).write("7").type(KeyCode.ENTER);

        seat.waitUntil(() -> robot.lookup(".scenario-title").queryAs(Label.class).getText().endsWith("seed 7"));
        assertThat(window().pages().shown()).isFalse();
        robot.type(KeyCode.SPACE);
        seat.waitUntil(() -> window().frame().playing || window().frame().nowNs >= 0);
    }

    @Test
    void anotherScenarioTakesThePlaceOfTheFirst(FxRobot robot) {
        fx(() -> window().look().theme().set(Theme.of(Theme.Name.DARK)));
        robot.push(KeyCode.CONTROL, KeyCode.O);
        seat.waitUntil(() -> ended.size() == 1);

        assertThat(window().look().get().name()).isEqualTo(Theme.Name.DARK);
        seat.waitFor(frame -> frame.playing && frame.nowNs > 0);
        seat.waitUntil(() -> engines() == 1);
        seat.waitUntil(() -> window().map().isFocused()); // The keyboard is the new window's.
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);
    }

    @Test
    void theKeyboardIsANewWindowsBeforeAnythingIsPainted() {
        fx(() -> {
            var scene = window().map().getScene();
            station.show(Inputs.openFromLibrary("kernel-update").opened().orElseThrow());
            assertThat(scene.getFocusOwner()).isSameAs(window().map());
            window().deck().show(Optional.of(ViewKind.RINGS));
            station.speak(Language.IT);
            assertThat(scene.getFocusOwner()).isInstanceOf(RasterView.class).extracting(Node::getParent).isSameAs(window().deck());
        });
        seat.look();
        assertThat(stage.getScene().getFocusOwner().getParent()).as("after a pulse").isSameAs(window().deck());
    }

    /// The toolkit remembers what the pointer was on last, what had the keyboard and what was to be drawn, and lets go
    /// of them when it pleases; so it may hold one window that has gone. What the program forgets to take away holds
    /// all of them.
    @Test
    void windowsThatHaveGoneAreNotKept(FxRobot robot) {
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int exchanged = 1; exchanged <= EXCHANGES; exchanged++) {
            gone.add(new WeakReference<>(window()));
            gone.add(new WeakReference<>(window().desk()));
            robot.push(KeyCode.CONTROL, KeyCode.O);
            int all = exchanged;
            seat.waitUntil(() -> ended.size() == all);
            seat.waitUntil(() -> window().map().isFocused());
        }
        seat.waitUntil(() -> engines() == 1);
        seat.waitUntil(() -> {
            forgetEvents();
            System.gc();
            return gone.stream().filter(kept -> kept.get() != null).count() <= 2;
        });
    }

    @Test
    @Reaches(Row.VALIDATE)
    void aFileWithMistakesIsToldOfWithPlacesAndTheMachineGoesOn(FxRobot robot) throws IOException {
        Files.copy(LIBRARY.resolve("first-light.dts"), folder.resolve("first-light.dts"));
        var text = Files.readString(LIBRARY.resolve("first-light.json"));
        var file = folder.resolve("mine.json");
        Files.writeString(file, text.replace("\"20us\", \"jitter\"", "\"20 parsecs\", \"jitter\"")
                .replace("\"do\": \"fill-pool\"", "\"do\": \"fil-pool\"").replace("\"seed\": 42", "\"seed\": \"x\""));
        assertThat(Files.readString(file)).isNotEqualTo(text);
        var before = window();

        fx(() -> station.drop(List.of(file.toFile())));
        seat.waitUntil(() -> window().pages().shown());
        var problems = problems(robot);
        assertThat(problems).hasSizeGreaterThanOrEqualTo(3).allMatch(problem -> problem.line() > 0);
        assertThat(problems.getFirst().text()).contains("mine.json:5:");
        seat.keep("station-problems-light", 1280, 720);
        Photographer.picture();
        fx(() -> window().look().theme().set(Theme.of(Theme.Name.DARK)));
        seat.keep("station-problems-dark", 1280, 720);

        assertThat(window()).isSameAs(before);
        robot.type(KeyCode.ESCAPE);
        assertThat(window().pages().shown()).isFalse();
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);

        fx(() -> station.open(file));
        seat.waitUntil(() -> window().pages().shown());
        Files.writeString(file, text);
        robot.type(KeyCode.ENTER);
        seat.waitUntil(() -> window() != before);
        assertThat(window().frame().journal.size()).isNotNegative();
        assertThat(window().pages().shown()).isFalse();
        assertThat(new RecentFiles(folder.resolve("recent.txt")).files()).containsExactly(file.toAbsolutePath());
    }

    @Test
    void aSavedSessionIsGoneOnWith(FxRobot robot) throws IOException {
        var file = folder.resolve("old" + SessionFile.ENDING);
        var opened = Inputs.openDefault().opened().orElseThrow();
        try (var record = opened.record(file)) {
            opened.session().seek(TALK_NS);
            opened.session().mark("here", "");
            record.mark();
        }
        var before = window();
        fx(() -> station.open(file));
        seat.waitUntil(() -> window() != before);
        seat.waitFor(frame -> frame.bookmarks.stream().anyMatch(mark -> mark.name().equals("here")));
    }

    @Test
    void aFileThatIsNotThereIsToldOfToo(FxRobot robot) {
        fx(() -> station.open(folder.resolve("nowhere.json")));
        seat.waitUntil(() -> window().pages().shown());
        assertThat(problems(robot)).singleElement().extracting(Problem::sentence).asString().contains("no such file");
        robot.clickOn("#problems-close");
        assertThat(window().pages().shown()).isFalse();
    }

    @Test
    void theSeedIsAskedForInAPicture(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        seat.keep("station-seed", 1280, 720);
    }

    // --- looking --------------------------------------------------------------------------------

    @SuppressWarnings("unchecked")
    private static List<Problem> problems(FxRobot robot) {
        return List.copyOf(((ListView<Problem>) robot.lookup("#problems").queryAs(ListView.class)).getItems());
    }

    private Window window() {
        return station.window();
    }

    private static long engines() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("archipelago-engine"))
                .count();
    }

    /// The robot keeps all events, and they keep the window.
    private static void forgetEvents() {
        fx(() -> {
            try {
                var kept = FxToolkitContext.class.getDeclaredField("firedEvents");
                kept.setAccessible(true);
                ((FiredEvents) kept.get(FxToolkit.toolkitContext())).clearEvents();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void fx(Runnable deed) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, deed);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
