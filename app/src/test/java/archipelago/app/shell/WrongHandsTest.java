package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import archipelago.engine.overlay.Change;
import archipelago.engine.state.Hang;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What can go wrong can be done by hand, is seen, and is told in words: on the machine itself.
@ExtendWith(ApplicationExtension.class)
class WrongHandsTest {
    private static final Path STORY = Path.of("../scenarios/first-light.json");
    /// Both instances are up and talk; nothing of the story has gone wrong yet.
    private static final long TALK_NS = 5_605_800 * Times.US;
    private static final int WEB = 1;

    private LiveEngine live;
    private Window window;
    private Seat seat;

    @Start
    void start(Stage stage) {
        var source = ScenarioSource.read(STORY, new ScenarioReader()).value().orElseThrow();
        live = new LiveEngine(new Session(source.scenario()));
        live.seek(TALK_NS);
        stage.setX(0);
        stage.setY(0);
        window = Window.open(live, stage, Theme.Name.LIGHT);
        seat = Seat.at(window);
    }

    @BeforeEach
    void waitForTheFirstPicture() {
        seat.waitFor(frame -> frame.nowNs == TALK_NS);
    }

    @Test
    void aCoreThatIsHungByMenuIsSeenAndToldToHang(FxRobot robot) {
        robot.clickOn(tile(18));
        robot.type(KeyCode.X);
        robot.clickOn(Seat.menuItem(robot, "Hang with interrupts off"));
        int core = core(18);
        seat.waitFor(frame -> frame.hang(core) == Hang.IRQS_OFF);

        select(new Selection.OfCore(core));
        assertThat(labels(robot, ".inspector .row-value")).contains("loops, interrupts off");
        assertThat(labels(robot, "#kernel-1 .kernel-phase")).containsExactly("1 CPU hangs");
    }

    @Test
    void aMessageThatIsOnItsWayIsLostByTheKeyForFaults(FxRobot robot) {
        Frame frame = window.frame();
        for (int step = 0; step < 200 && frame.flights.isEmpty(); step++) {
            long events = frame.events;
            robot.type(KeyCode.RIGHT);
            frame = seat.waitFor(f -> f.events > events);
        }
        long message = frame.flights.getFirst().message();
        select(new Selection.OfFlight(message));
        robot.type(KeyCode.X);
        robot.clickOn(Seat.menuItem(robot, "Lose it"));

        var answer = answer(command -> command instanceof Command.Fault.Flight);
        assertThat(answer.errno().ok()).as(answer.sentence()).isTrue();
        assertThat(answer.sentence()).contains("#" + message, "is lost");
    }

    @Test
    void memoryIsGivenWithTheKeyboardAlone(FxRobot robot) {
        long before = window.frame().kernel(WEB).memoryBytes();
        robot.type(KeyCode.DIGIT2);
        robot.press(KeyCode.SHIFT).type(KeyCode.G).release(KeyCode.SHIFT);
        // The smallest size stands first.
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(window.menu().shown()).as("a choice closes the menu").isFalse();
        goOn(robot, 50 * Times.MS);
        var answer = answer(Command.AddMemory.class::isInstance);
        assertThat(answer.errno().ok()).as(answer.sentence()).isTrue();
        seat.waitFor(frame -> frame.kernel(WEB).memoryBytes() == before + 128 * Sizes.MIB);
    }

    @Test
    void aTransactionIsRolledBackFromTheTree(FxRobot robot) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.deck().show(Optional.of(ViewKind.TREE)));
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.hands().give(new Command.AddCpu("database", 24)));
        goOn(robot, 50 * Times.MS);
        var added = mine(seat.waitFor(frame -> mine(frame).isPresent())).orElseThrow();
        live.pause();
        seat.waitFor(frame -> !frame.playing);
        assertThat(window.frame().owner[core(24)]).isEqualTo((short) 2);

        select(new Selection.OfTransaction(0, added.number()));
        robot.clickOn("#do-ROLL_BACK");
        live.play();
        var answer = answer(command -> command instanceof Command.RollBack);
        assertThat(answer.errno().ok()).as(answer.sentence()).isTrue();
        var frame = seat.waitFor(f -> mine(f).isEmpty());
        assertThat(frame.owner[core(24)]).isEqualTo((short) -1);
    }

    /// The transaction that gave the database CPU 24, once it is applied.
    private static Optional<Transaction> mine(Frame frame) {
        return frame.transactions.stream()
                .filter(one -> one.overlay().apply().stream()
                        .anyMatch(change -> change instanceof Change.CpuAdd(var _, long cpu, int _) && cpu == 24))
                .findFirst();
    }

    /// Lets time pass fast enough for what takes milliseconds.
    private void goOn(FxRobot robot, long nsPerSecond) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> live.speed(nsPerSecond));
        robot.type(KeyCode.SPACE);
    }

    @Test
    void anActThatIsRefusedSaysWhyInTheMenuAndByTheMachine(FxRobot robot) {
        select(new Selection.OfKernel(WEB));
        robot.press(KeyCode.SHIFT).type(KeyCode.G).release(KeyCode.SHIFT);
        assertThat(labels(robot, ".menu-why")).contains("the pool has no 4 GiB in one piece (-ENOMEM)");
        robot.type(KeyCode.ESCAPE);

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.hands().give(new Command.RollBack(77)));
        seat.waitFor(frame -> robot.lookup(".refusal").query().isVisible());
        assertThat(labels(robot, ".refusal-title")).containsExactly("Refused: Roll back tx_77");
        assertThat(labels(robot, ".refusal-sentence")).singleElement().asString().startsWith("-ENOENT (2)");
    }

    @Test
    void afterAResetTheMapSaysSoAndNothingElseIsOffered(FxRobot robot) {
        robot.clickOn(tile(18));
        robot.type(KeyCode.X);
        robot.clickOn(Seat.menuItem(robot, "Machine check (takes all kernels down)"));
        var frame = seat.waitFor(f -> f.ended);

        assertThat(frame.kernel(0).phase()).isEqualTo(Phase.OFF);
        robot.type(KeyCode.DIGIT2, KeyCode.C);
        assertThat(labels(robot, ".status-message")).singleElement().asString().contains("has been reset");
        robot.type(KeyCode.LEFT);
        seat.waitFor(f -> !f.ended);
    }

    @Test
    void aConsoleIsOpenedReadAndTypedTo(FxRobot robot) {
        robot.type(KeyCode.DIGIT2, KeyCode.O);
        robot.clickOn("#console-attach");
        seat.waitFor(frame -> frame.consoles.stream().anyMatch(link -> link.instance() == 1));
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.console().toggle();
            window.console().toggle();
            robot.lookup("#console-typed").queryAs(TextField.class).setText("uname -r");
        });
        robot.type(KeyCode.ENTER);
        var answer = answer(command -> command instanceof Command.Console.Write write
                && write.bytes().asText().equals("uname -r\n"));
        assertThat(answer.sentence()).isEqualTo("9 bytes were typed to web-server");

        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> window.hands().give(new Command.Console.Print(
                "web-server", Blob.text("7.0.0-mk2\n"))));
        robot.type(KeyCode.ESCAPE);
        robot.type(KeyCode.SPACE);
        seat.waitFor(frame -> labels(robot, ".console-scroll .console-text").contains("7.0.0-mk2"));
    }

    @Test
    void aDeviceIsDraggedToAnotherKernelThroughThePool(FxRobot robot) {
        var mark = window.map().places().devices().stream().filter(one -> one.index() == 0).findFirst().orElseThrow();
        var from = window.map().localToScreen(mark.bounds().getCenterX(), mark.bounds().getCenterY());
        robot.drag(from, MouseButton.PRIMARY).moveTo(tile(64)).drop();
        goOn(robot, 50 * Times.MS);
        seat.waitFor(frame -> frame.books.deviceOwner().getFirst() == 2);
    }

    private Answered answer(Predicate<Command> which) {
        var frame = seat.waitFor(f -> answered(f, which).isPresent());
        return answered(frame, which).orElseThrow();
    }

    private static Optional<Answered> answered(Frame frame, Predicate<Command> which) {
        for (int i = frame.happened - 1; i >= 0; i--) {
            if (frame.journal.get(i).what() instanceof Answered answer && which.test(answer.command())) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private void select(Selection selection) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            window.select(selection);
            window.pulse();
        });
    }

    private int core(long cpu) {
        return live.scenario().machine().coreOf(cpu);
    }

    private Point2D tile(long cpu) {
        var tile = window.map().places().tile(core(cpu));
        return window.map().localToScreen(tile.getCenterX(), tile.getCenterY());
    }

    private static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
