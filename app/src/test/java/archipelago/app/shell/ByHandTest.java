package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Lived;
import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.rows.Photographer;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.app.start.RecentFiles;
import archipelago.engine.base.Times;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What anybody tries first, on a machine that runs, with keys and mouse and nothing else.
@ExtendWith(ApplicationExtension.class)
class ByHandTest {
    private static final int WEB = 1;
    private static final int DATABASE = 2;

    @TempDir
    static Path folder;

    private Path chosen;
    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        live = new LiveEngine(new Session(Lived.scenario()));
        live.seek(Lived.TALK_NS);
        Seat.place(stage);
        window = new Station(stage, WindowState.FIRST, last -> {}, Logbook.NONE, new RecentFiles(),
                new ChosenFile(() -> chosen)).show(live);
        seat = Seat.at(window);
    }

    @BeforeEach
    void waitForTheFirstPicture() {
        seat.waitFor(frame -> frame.nowNs == Lived.TALK_NS);
    }

    // --- time -----------------------------------------------------------------------------------

    @Test
    @Reaches(Row.PLAY_PAUSE)
    void spacePlaysAndPauses(FxRobot robot) {
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.playing && frame.nowNs > Lived.TALK_NS);
        Photographer.picture();
        robot.type(KeyCode.SPACE);
        long there = seat.waitFor(frame -> !frame.playing).nowNs;
        robot.clickOn("#PLAY_PAUSE");
        seat.waitFor(frame -> frame.playing && frame.nowNs > there);
        robot.clickOn("#PLAY_PAUSE");
        seat.waitFor(frame -> !frame.playing);
    }

    @Test
    @Reaches({Row.STEP, Row.STEP_BACK})
    void oneEventForthAndOneBack(FxRobot robot) {
        long events = window.frame().events;
        long fingerprint = window.frame().fingerprint;
        robot.type(KeyCode.RIGHT);
        seat.waitFor(frame -> frame.events == events + 1);
        robot.clickOn("#STEP");
        seat.waitFor(frame -> frame.events == events + 2);
        robot.type(KeyCode.LEFT);
        seat.waitFor(frame -> frame.events == events + 1);
        robot.clickOn("#STEP_BACK");
        var frame = seat.waitFor(f -> f.events == events);
        assertThat(frame.fingerprint).as("the same moment, to the bit").isEqualTo(fingerprint);
    }

    @Test
    @Reaches(Row.RUN_UNTIL)
    void shiftAndRightGoesToTheNextEventOfAKernel(FxRobot robot) {
        long events = window.frame().events;
        robot.type(KeyCode.DIGIT3);
        Seat.shift(robot, KeyCode.RIGHT);
        var frame = seat.waitFor(f -> f.events > events);
        assertThat(frame.lastOrigin).isPositive();
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfKernel(DATABASE));
    }

    @Test
    @Reaches(Row.SPEED)
    void theSliderIsDraggedToAnySpeed(FxRobot robot) {
        Slider slider = robot.lookup(".speed").query();
        long before = window.frame().speedNsPerSecond;
        var thumb = robot.lookup(".speed .thumb").query();
        robot.drag(thumb, MouseButton.PRIMARY).moveBy(23, 0).drop();
        long faster = seat.waitFor(frame -> frame.speedNsPerSecond > before).speedNsPerSecond;
        assertThat(slider.getValue()).isPositive();
        assertThat(Seat.labels(robot, ".speed-readout").getFirst()).startsWith("1 s = ");
        robot.write("-");
        seat.waitFor(frame -> frame.speedNsPerSecond < faster);
    }

    @Test
    @Reaches(Row.SCRUB)
    void theRulerIsDraggedThroughThePastWhileTheMachineRuns(FxRobot robot) {
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.nowNs > Lived.TALK_NS + 10 * Times.US);
        var ruler = window.timeline();
        var late = ruler.localToScreen(ruler.getWidth() * 0.5, 8);
        robot.drag(late, MouseButton.PRIMARY).moveTo(ruler.localToScreen(ruler.getWidth() * 0.4, 8))
                .moveTo(ruler.localToScreen(ruler.getWidth() * 0.3, 8));
        long early = seat.waitFor(frame -> !frame.playing && frame.nowNs < frame.furthestNs).nowNs;
        robot.moveTo(ruler.localToScreen(ruler.getWidth() * 0.2, 8)).drop();
        seat.waitFor(frame -> frame.nowNs < early);
    }

    // --- pictures -------------------------------------------------------------------------------

    @Test
    @Reaches(Row.MAP)
    void messagesMoveOnTheMap(FxRobot robot) {
        robot.type(KeyCode.SPACE);
        seat.waitUntil(() -> !window.map().places().flights().isEmpty());
        // The same message is seen in two places.
        Map<Long, Point2D> seen = new HashMap<>();
        seat.waitUntil(() -> {
            for (var mark : window.map().places().flights()) {
                var now = new Point2D(mark.x(), mark.y());
                if (seen.computeIfAbsent(mark.flight().message(), first -> now).distance(now) > 4) {
                    return true;
                }
            }
            return false;
        });
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);
        for (int step = 0; step < 60 && window.map().places().flights().isEmpty(); step++) {
            long events = window.frame().events;
            robot.type(KeyCode.RIGHT);
            seat.waitFor(frame -> frame.events > events);
        }
        assertThat(window.map().places().flights()).isNotEmpty();
    }

    @Test
    @Reaches(Row.LANES)
    void theLanesComeToTheFront(FxRobot robot) {
        robot.type(KeyCode.V);
        assertThat(window.deck().shown().get()).contains(ViewKind.LANES);
        robot.clickOn("#tab-map").clickOn("#tab-lanes");
        assertThat(window.deck().shown().get()).contains(ViewKind.LANES);
        seat.look();
    }

    @Test
    @Reaches(Row.MEMORY)
    void aPieceOfMemoryIsClicked(FxRobot robot) {
        robot.clickOn("#tab-memory");
        seat.look();
        var view = robot.lookup("#view").query();
        robot.clickOn(seat.search(view, window.deck()::thingAt, Selection.OfRegion.class::isInstance));
        assertThat(window.desk().selection().get()).isInstanceOf(Selection.OfRegion.class);
    }

    // --- things ---------------------------------------------------------------------------------

    @Test
    @Reaches(Row.INSPECT)
    void whateverIsClickedIsTold(FxRobot robot) {
        robot.clickOn(seat.tile(core(18)));
        assertThat(told(robot)).contains("18");
        robot.clickOn("#kernel-2");
        assertThat(told(robot)).isEqualTo("database");
        robot.clickOn("#kernel--1");
        assertThat(told(robot)).isEqualTo("pool");
        robot.clickOn(onMap(Selection.OfDevice.class));
        assertThat(told(robot)).isIn("nic0", "nvme0");
        robot.clickOn(seat.search(window.timeline(), window.timeline()::thingAt, Selection.OfFlight.class::isInstance));
        assertThat(window.desk().selection().get()).isInstanceOf(Selection.OfFlight.class);
        assertThat(window.frame().branches).as("looking changes nothing").hasSize(1);
    }

    @Test
    @Reaches(Row.SELECTION)
    void whatIsPickedInOneViewIsPickedInAll(FxRobot robot) {
        robot.clickOn("#tab-events");
        robot.clickOn("#kernel-2");
        assertThat(robot.lookup("#kernel-2").query().getPseudoClassStates()).extracting(Object::toString).contains("chosen");
        robot.clickOn(seat.tile(core(18)));
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(core(18)));
        assertThat(told(robot)).contains("18");
        robot.clickOn("#tab-lanes");
        assertThat(window.desk().selection().get()).isEqualTo(new Selection.OfCore(core(18)));
    }

    @Test
    @Reaches(Row.STOP_AND_START)
    void aKernelIsStoppedAndStartedFromItsMenu(FxRobot robot) {
        robot.clickOn("#kernel-1", MouseButton.SECONDARY);
        Photographer.picture();
        robot.clickOn(Seat.menuItem(robot, "Halt"));
        faster(robot);
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> frame.kernel(WEB) != null && frame.kernel(WEB).status() == Status.LOADED);
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> !frame.playing);
        robot.clickOn("#kernel-1", MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Start"));
        robot.type(KeyCode.SPACE);
        // It is on its way up; the story switches it off again soon after it is.
        seat.waitFor(frame -> frame.kernel(WEB) != null && frame.kernel(WEB).status() == Status.ACTIVE
                && frame.kernel(WEB).phase() != Phase.OFF);
    }

    /// So fast that a kernel starts within seconds, and no state of it is missed.
    private static void faster(FxRobot robot) {
        for (int press = 0; press < 9; press++) {
            robot.write("+");
        }
    }

    @Test
    @Reaches(Row.COMPARE)
    void anActInThePastIsComparedWithTheFutureThatItLeft(FxRobot robot) {
        robot.type(KeyCode.G).write("5.606 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == 5_606 * Times.MS);
        robot.type(KeyCode.G).write("5.6059 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == 5_605_900 * Times.US);
        robot.type(KeyCode.DIGIT3, KeyCode.C);
        seat.waitFor(frame -> frame.branch == 1);
        robot.type(KeyCode.G).write("5.60598 s").type(KeyCode.ENTER);
        seat.waitFor(frame -> frame.nowNs == 5_605_980 * Times.US);
        Seat.control(robot, KeyCode.DIGIT4);
        seat.waitUntil(() -> window.deck().beside().filter(beside -> !beside.comparison().equal()).isPresent());
        assertThat(window.deck().beside().orElseThrow().parting().orElseThrow().atNs()).isEqualTo(5_605_900 * Times.US);
    }

    // --- files ----------------------------------------------------------------------------------

    @Test
    @Reaches(Row.TABLES)
    void theStretchThatIsSeenIsWrittenAsATable(FxRobot robot) throws IOException {
        for (var name : List.of("run.csv", "run.json")) {
            writeDown(robot, name);
        }
        assertThat(Files.readAllLines(folder.resolve("run.csv"))).hasSizeGreaterThan(3);
    }

    @Test
    @Reaches(Row.TRACE)
    void theStretchThatIsSeenIsWrittenAsATrace(FxRobot robot) {
        writeDown(robot, "run.pftrace");
        assertThat(folder.resolve("run.pftrace")).isNotEmptyFile();
    }

    private void writeDown(FxRobot robot, String name) {
        chosen = folder.resolve(name);
        robot.type(KeyCode.W);
        seat.waitUntil(() -> Seat.status(robot).startsWith("Written: ") && Seat.status(robot).endsWith(name));
    }

    @Test
    @Reaches(Row.COLOUR_BLIND)
    void theKeyForThemesLeadsThroughAllAndBack(FxRobot robot) {
        robot.type(KeyCode.T);
        assertThat(window.look().get().name()).isEqualTo(Theme.Name.DARK);
        robot.type(KeyCode.T);
        assertThat(window.look().get().name()).isEqualTo(Theme.Name.CONTRAST);
        seat.look();
        Photographer.picture();
        robot.type(KeyCode.T);
        assertThat(window.look().get().name()).isEqualTo(Theme.Name.LIGHT);
    }

    private int core(long cpu) {
        return live.scenario().machine().coreOf(cpu);
    }

    private static String told(FxRobot robot) {
        return robot.lookup(".inspector-title").queryLabeled().getText();
    }

    /// Where on the map something of a kind is.
    private Point2D onMap(Class<? extends Selection> kind) {
        return seat.search(window.map(), window.map().places()::hit, kind::isInstance);
    }
}
