package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.rows.Reaches;
import archipelago.app.rows.Row;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import archipelago.engine.session.SessionFile;
import archipelago.engine.session.SessionReader;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
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
import org.testfx.util.WaitForAsyncUtils;

/// The whole program on the default scenario, from the mouse to the machine and back to the picture.
@ExtendWith(ApplicationExtension.class)
class RealMachineTest {
    private static final Path STORY = Path.of("../scenarios/first-light.json");
    /// Both instances are up and talk; nothing of the story has gone wrong yet.
    private static final long TALK_NS = 5_605_800 * Times.US;

    @TempDir
    static Path folder;

    private final Path record = folder.resolve("record.mksession");
    private SessionFile recording;
    private LiveEngine live;
    private Stage stage;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage primary) throws IOException {
        var source = ScenarioSource.read(STORY, new ScenarioReader()).value().orElseThrow();
        var session = new Session(source.scenario());
        recording = SessionFile.begin(record, source, session);
        live = new LiveEngine(session);
        live.seek(TALK_NS);
        stage = primary;
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @BeforeEach
    void waitForTheFirstPicture() {
        seat.waitFor(frame -> frame.nowNs == TALK_NS);
    }

    private Point2D tile(long cpu) {
        var places = window.map().places();
        var tile = places.tile(live.scenario().machine().coreOf(cpu));
        return window.map().localToScreen(tile.getCenterX(), tile.getCenterY());
    }

    @Test
    void aKernelIsCrashedWithTheMouseAndTheOthersGoOn(FxRobot robot) {
        robot.clickOn(tile(18), MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Panic"));
        seat.waitFor(frame -> frame.kernel(1).phase() == Phase.PANICKING);

        robot.type(KeyCode.SPACE);
        var frame = seat.waitFor(f -> f.kernel(1).status() == Status.LOADED);

        assertThat(frame.kernel(1).phase()).isEqualTo(Phase.OFF);
        assertThat(frame.kernel(2).phase()).isEqualTo(Phase.UP);
        assertThat(frame.kernel(0).phase()).isEqualTo(Phase.UP);
        assertThat(frame.violations).isEmpty();
    }

    @Test
    @Reaches(Row.MOVE)
    void aCoreIsMovedByDraggingItsTile(FxRobot robot) {
        int core = live.scenario().machine().coreOf(24);
        robot.drag(tile(24), MouseButton.PRIMARY).moveTo(tile(64)).drop();
        robot.type(KeyCode.PLUS, KeyCode.PLUS, KeyCode.PLUS, KeyCode.PLUS, KeyCode.PLUS, KeyCode.PLUS);
        robot.type(KeyCode.SPACE);
        var frame = seat.waitFor(f -> f.owner[core] == 2);

        assertThat(frame.site(core)).isEqualTo(Site.RUNNING);
        assertThat(frame.kernel(2).cores()).isGreaterThanOrEqualTo(6);
    }

    @Test
    @Reaches(Row.FORK)
    void anActInThePastOpensABranchAndTheMenuLeadsBackToTheOldFuture(FxRobot robot) {
        live.seek(TALK_NS + 100_000);
        live.seek(TALK_NS);
        seat.waitFor(frame -> frame.nowNs == TALK_NS && frame.furthestNs > TALK_NS);
        robot.type(KeyCode.DIGIT2, KeyCode.C);
        var frame = seat.waitFor(f -> f.branch == 1);
        assertThat(frame.branches.get(1).act()).contains(new Command.Fault.Panic("web-server", -1));

        robot.clickOn("#branches");
        robot.clickOn("branch 0 · the story");
        frame = seat.waitFor(f -> f.branch == 0);
        assertThat(frame.nowNs).isEqualTo(TALK_NS);
        assertThat(frame.kernel(1).phase()).isEqualTo(Phase.UP);
        assertThat(frame.branches).hasSize(2);
    }

    @Test
    void aRefusedActSaysWhyWithTheErrno(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.select(new Selection.OfKernel(1)));
        WaitForAsyncUtils.waitForAsyncFx(10_000, () ->
                window.hands().give(new Command.Exec("web-server")));
        seat.waitFor(f -> robot.lookup(".refusal").query().isVisible());
        assertThat(robot.lookup(".refusal-sentence").queryAs(Label.class).getText()).startsWith("-EBUSY (16)");
    }

    @Test
    void aRunThatIsPaintedAtRandomMomentsHasTheFingerprintOfOneThatNobodyWatched() {
        var unwatched = new Session(live.scenario());
        while (!unwatched.atEnd()) {
            unwatched.stepForward();
        }
        var random = new Random(3);
        live.seek(0);
        live.speed(LiveEngine.FASTEST);
        live.play();
        var end = seat.waitFor(frame -> {
            boolean finished = frame.finished; // A picture takes a newer frame, and gives this one back.
            window.select(switch (random.nextInt(4)) {
                case 0 -> Selection.NOTHING;
                case 1 -> new Selection.OfCore(random.nextInt(32));
                case 2 -> new Selection.OfKernel(random.nextInt(3));
                default -> new Selection.OfFlight(1 + random.nextInt(9000));
            });
            if (random.nextInt(3) == 0) {
                window.picture(900 + random.nextInt(300), 640 + random.nextInt(100));
            }
            return finished;
        });
        assertThat(end.branch).isZero();
        assertThat(end.nowNs).isEqualTo(unwatched.nowNs());
        assertThat(end.events).isEqualTo(unwatched.events());
        assertThat(Hash64.text(end.fingerprint)).isEqualTo(Hash64.text(unwatched.fingerprint()));
    }

    @Test
    void aWindowThatIsClosedInTheMiddleLeavesNoThreadAndLosesNothing(FxRobot robot) throws IOException {
        robot.type(KeyCode.SPACE);
        robot.clickOn(tile(18), MouseButton.SECONDARY);
        robot.clickOn(Seat.menuItem(robot, "Panic"));
        seat.waitFor(frame -> frame.kernel(1).phase() != Phase.UP);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> stage.close());

        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("archipelago-engine");
        var saved = new SessionReader(new ScenarioReader()).read("record", Files.readString(record));
        assertThat(saved.problems()).isEmpty();
        var replayed = Session.resume(saved.value().orElseThrow());
        assertThat(replayed.branch().commands()).hasSize(1);
        recording.close();
        assertThat(recording.trouble()).isEmpty();
    }
}
