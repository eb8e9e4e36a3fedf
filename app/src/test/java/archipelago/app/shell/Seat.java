package archipelago.app.shell;

import archipelago.app.Png;
import archipelago.app.layout.Selection;
import archipelago.engine.cli.Inputs;
import archipelago.engine.frame.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A place in front of a window: what somebody there sees, waits for and keeps.
final class Seat {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Path SOURCES = Path.of("src", "test", "java");
    /// The machine that builds may be slow; a wait that is fulfilled takes no longer for it.
    private static final long PATIENCE_S = 60;
    private static final long PATIENCE_MS = 1_000 * PATIENCE_S;

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Supplier<Window> window;

    private Seat(Supplier<Window> window) {
        this.window = window;
    }

    static Seat at(Window window) {
        return new Seat(() -> window);
    }

    /// In front of whatever window stands on a stage.
    static Seat at(Station station) {
        return new Seat(station::window);
    }

    /// In front of a station at the corner of the screen, on which the scenario plays that the program begins with.
    static Seat atFirst(Station station) {
        station.stage().setX(0);
        station.stage().setY(0);
        station.show(Inputs.openDefault().opened().orElseThrow());
        return at(station);
    }

    /// Puts a stage where its window is as large as the smallest that it is made for: the screen of tests is narrower.
    static void place(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
    }

    // --- waiting --------------------------------------------------------------------------------

    /// Waits until the machine is in a state.
    Frame waitFor(Predicate<Frame> there) {
        waitUntil(() -> there.test(window.get().frame()));
        return window.get().frame();
    }

    /// Waits until something is to be seen. Whoever waits in vain is told what for, and what there was instead.
    void waitUntil(BooleanSupplier there) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_S, TimeUnit.SECONDS, () -> onTheirThread(() -> {
                window.get().pulse();
                return there.getAsBoolean();
            }));
        } catch (TimeoutException e) {
            throw new AssertionError("waited " + PATIENCE_S + " s for: " + waitedFor() + "\nwhat there was: " + seen(), e);
        }
    }

    /// The lines of the test that waits, the innermost first: they say better than any other words what it waits for.
    private static String waitedFor() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getFileName() != null && frame.getFileName().endsWith("Test.java"))
                        .map(Seat::line)
                        .collect(Collectors.joining("\n  in ")));
    }

    private static String line(StackWalker.StackFrame frame) {
        var folder = frame.getDeclaringClass().getPackageName().replace('.', '/');
        var place = frame.getFileName() + ":" + frame.getLineNumber();
        try {
            var lines = Files.readAllLines(SOURCES.resolve(folder).resolve(frame.getFileName()));
            return lines.get(frame.getLineNumber() - 1).strip() + " (" + place + ")";
        } catch (IOException e) {
            return place;
        }
    }

    private String seen() {
        return onTheirThread(() -> {
            var shown = window.get();
            var frame = shown.frame();
            return "event " + frame.events + " at " + frame.nowNs + " ns, furthest " + frame.furthestNs + " ns, branch "
                    + frame.branch + " of " + frame.branches.size() + ", chapter " + frame.chapter
                    + (frame.playing ? ", playing" : ", paused") + (frame.searching ? ", searching" : "")
                    + ", " + frame.bookmarks.size() + " bookmarks, selected " + shown.desk().selection().get()
                    + ", view " + shown.deck().shown().get() + ", keyboard at " + shown.map().getScene().getFocusOwner()
                    + typed(shown.map().getScene().getFocusOwner())
                    + (shown.map().getScene().getWindow().isFocused() ? "" : " of a window without the keyboard")
                    + ", status “" + shown.desk().status().note().get() + "”";
        });
    }

    private static String typed(Node keyboard) {
        return keyboard instanceof TextInputControl field ? " with “" + field.getText() + "”" : "";
    }

    /// Waits until nothing moves on the map any more.
    void rest() {
        look();
        waitUntil(() -> !window.get().map().changing());
        look();
    }

    // --- on the screen --------------------------------------------------------------------------

    /// The middle of a core's tile.
    Point2D tile(int core) {
        return onTheirThread(() -> {
            var map = window.get().map();
            var tile = map.places().tile(core);
            return map.localToScreen(tile.getCenterX(), tile.getCenterY());
        });
    }

    /// Lets the window paint what is new.
    void look() {
        WaitForAsyncUtils.waitForFxEvents();
        onTheirThread(() -> {
            window.get().pulse();
            return window;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Says what is at a place of a view.
    interface Hit {
        Selection at(double x, double y);
    }

    /// A point of a view, on the screen, at which something of a kind is.
    Point2D search(Node view, Hit hit, Predicate<Selection> wanted) {
        return onTheirThread(() -> {
            window.get().pulse();
            var size = view.getBoundsInLocal();
            for (double y = 1; y < size.getHeight(); y += 2) {
                for (double x = 1; x < size.getWidth(); x += 2) {
                    if (wanted.test(hit.at(x, y))) {
                        return view.localToScreen(x, y);
                    }
                }
            }
            throw new AssertionError("nothing of the kind is in sight");
        });
    }

    void select(Selection selection) {
        onTheirThread(() -> {
            window.get().select(selection);
            window.get().pulse();
            return selection;
        });
    }

    /// The line of an open menu that has these words.
    static Node menuItem(FxRobot robot, String words) {
        WaitForAsyncUtils.waitForFxEvents(20); // A menu inside of another one is made when it opens.
        return robot.lookup(".menu-words").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(words) && label.isVisible() && label.getScene() != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not among " + labels(robot, ".menu-words")));
    }

    static List<String> labels(FxRobot robot, String where) {
        return robot.lookup(where).queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    static String status(FxRobot robot) {
        return robot.lookup(".status-message").queryAs(Label.class).getText();
    }

    /// Types a key with the one held down that is Ctrl on most machines.
    static void control(FxRobot robot, KeyCode code) {
        with(robot, KeyCode.SHORTCUT, code);
    }

    static void shift(FxRobot robot, KeyCode code) {
        with(robot, KeyCode.SHIFT, code);
    }

    private static void with(FxRobot robot, KeyCode held, KeyCode code) {
        robot.press(held).type(code).release(held);
        WaitForAsyncUtils.waitForFxEvents();
    }

    // --- pictures -------------------------------------------------------------------------------

    /// Keeps a picture of the window, in pixels, to look at.
    void keep(String name, int width, int height) {
        write(onTheirThread(() -> window.get().picture(width, height)), name);
    }

    /// The window as large as it is: what is held stays where the pointer is.
    BufferedImage picture() {
        return onTheirThread(() -> {
            var scene = window.get().map().getScene();
            return window.get().picture((int) scene.getWidth(), (int) scene.getHeight());
        });
    }

    static void write(BufferedImage picture, String name) {
        Png.write(picture, PICTURES.resolve(name + ".png"));
    }

    /// Does something on the thread of the window, and waits for its answer.
    static <T> T onTheirThread(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, work);
    }
}
