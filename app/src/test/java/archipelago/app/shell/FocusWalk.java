package archipelago.app.shell;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Goes through a window with the tab key, and tells what somebody would miss who has no mouse or does not see.
final class FocusWalk {
    private static final int MOST_STOPS = 120;
    /// A ring is at least this many pixels.
    private static final int RING_PIXELS = 24;
    private static final int MARGIN = 5;
    /// Behind so many stops in a row that are known from other walks, nothing new is expected.
    private static final int MOST_KNOWN = 6;

    private final FxRobot robot;
    private final Scene scene;
    /// What has been looked at on other walks is passed by.
    private final Set<String> known;
    private final boolean whole;
    private final List<Node> stops = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private FocusWalk(FxRobot robot, Scene scene, Set<String> known, boolean whole) {
        this.whole = whole;
        this.robot = robot;
        this.scene = scene;
        this.known = known;
    }

    /// Goes around once, from what has the keyboard back to it.
    ///
    /// @param known what need not be looked at again; what was looked at is added
    static FocusWalk around(FxRobot robot, Scene scene, Set<String> known) {
        return gone(new FocusWalk(robot, scene, known, true));
    }

    /// Goes on from what has the keyboard as long as something new comes.
    ///
    /// @param known as in [#around]
    static FocusWalk throughNews(FxRobot robot, Scene scene, Set<String> known) {
        return gone(new FocusWalk(robot, scene, known, false));
    }

    private static FocusWalk gone(FocusWalk walk) {
        walk.go();
        walk.stops.forEach(stop -> walk.known.add(name(stop)));
        return walk;
    }

    List<Node> stops() {
        return List.copyOf(stops);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void go() {
        robot.type(KeyCode.TAB); // What has the keyboard by itself is outlined only once the tab key was used.
        WaitForAsyncUtils.waitForFxEvents();
        var first = Seat.onTheirThread(scene::getFocusOwner);
        if (first == null) {
            complaints.add("nothing has the keyboard");
            return;
        }
        var keys = Seat.onTheirThread(Robot::new);
        var seen = new HashSet<Node>();
        int knownInARow = 0;
        var at = first;
        do {
            stops.add(at);
            seen.add(at);
            boolean fresh = !known.contains(name(at));
            var stop = at;
            var next = Seat.onTheirThread(() -> step(stop, fresh, keys));
            if (next == at) {
                complaints.add(name(at) + ": the tab key does not lead on from it");
                return;
            }
            at = next;
            knownInARow = fresh ? 0 : knownInARow + 1;
            if (!whole && knownInARow == MOST_KNOWN) {
                return;
            }
        } while (at != null && at != first && !seen.contains(at) && stops.size() < MOST_STOPS);
        if (at != first) {
            complaints.add("the way does not come back: it ends at " + name(at));
        }
    }

    /// Looks at what has the keyboard, and goes on from there.
    ///
    /// @param fresh whether its ring is looked at
    /// @return what has the keyboard then
    private Node step(Node node, boolean fresh, Robot keys) {
        scene.getRoot().applyCss();
        scene.getRoot().layout(); // What came to the keyboard out of sight has been scrolled into it.
        check(node);
        var place = around(node);
        var with = fresh ? screen(place) : null;
        keys.keyType(KeyCode.TAB);
        if (fresh) {
            compare(node, with, screen(place));
        }
        return scene.getFocusOwner();
    }

    private void check(Node node) {
        if (spoken(node).isBlank()) {
            complaints.add(name(node) + ": has no words to be read out");
        }
        if (node.getAccessibleRole() == null || node.getAccessibleRole() == AccessibleRole.NODE
                || node.getAccessibleRole() == AccessibleRole.PARENT) {
            complaints.add(name(node) + ": does not say what it is (" + node.getAccessibleRole() + ")");
        }
        if (!inSight(node)) {
            complaints.add(name(node) + ": has the keyboard and is out of sight");
        }
    }

    private static String spoken(Node node) {
        if (node.getAccessibleText() != null) {
            return node.getAccessibleText();
        }
        if (node instanceof TextInputControl field && field.getPromptText() != null && !field.getPromptText().isEmpty()) {
            return field.getPromptText();
        }
        return node instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }

    private boolean inSight(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        var box = place(node);
        return box.getWidth() > 0 && box.getHeight() > 0 && box.getMaxX() > 0 && box.getMaxY() > 0
                && box.getMinX() < scene.getWidth() && box.getMinY() < scene.getHeight();
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /// The part of the window in which the ring of a node is.
    private Rectangle2D around(Node node) {
        var box = place(node);
        double left = Math.max(0, Math.floor(box.getMinX()) - MARGIN);
        double top = Math.max(0, Math.floor(box.getMinY()) - MARGIN);
        double right = Math.min(scene.getWidth(), Math.ceil(box.getMaxX()) + MARGIN);
        double bottom = Math.min(scene.getHeight(), Math.ceil(box.getMaxY()) + MARGIN);
        return new Rectangle2D(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private BufferedImage screen(Rectangle2D part) {
        var parameters = new SnapshotParameters();
        parameters.setViewport(part);
        return SwingFXUtils.fromFXImage(scene.getRoot().snapshot(parameters, null), null);
    }

    /// Whoever has the keyboard looks different from what it looks like without.
    private void compare(Node node, BufferedImage with, BufferedImage without) {
        int differing = 0;
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                differing += with.getRGB(x, y) != without.getRGB(x, y) ? 1 : 0;
            }
        }
        if (differing < RING_PIXELS && !covered(place(node))) {
            Seat.write(with, "keyboard-unseen-" + complaints.size());
            complaints.add(name(node) + ": nobody sees that it has the keyboard (" + differing + " pixels)");
        }
    }

    /// Whether a card lies over a place: what is under it is reached, and seen when the card is gone.
    private boolean covered(Bounds box) {
        return scene.getRoot().lookupAll(".pop-card").stream()
                .anyMatch(card -> card.isVisible() && card.localToScene(card.getLayoutBounds()).intersects(box));
    }

    static String name(Node node) {
        if (node == null) {
            return "nothing";
        }
        return node.getClass().getSimpleName() + (node.getId() == null ? "" : "#" + node.getId()) + " " + node.getStyleClass()
                + " “" + spoken(node) + "”";
    }

    /// All that can have the keyboard and is there, in the order of the scene.
    static List<Node> reachable(Node node) {
        var found = new ArrayList<Node>();
        collect(node, found);
        return found;
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        // In a row of which one is chosen the tab key comes to that one; the arrow keys lead to the others.
        boolean other = node instanceof ToggleButton toggle && toggle.getToggleGroup() != null && !toggle.isSelected();
        if (node.isFocusTraversable() && !other) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }
}
