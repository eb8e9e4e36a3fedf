package archipelago.app.shell;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
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
        var first = owner();
        if (first == null) {
            complaints.add("nothing has the keyboard");
            return;
        }
        var seen = new HashSet<Node>();
        int knownInARow = 0;
        var at = first;
        var there = Seat.onTheirThread(this::screen);
        do {
            stops.add(at);
            seen.add(at);
            check(at);
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            var next = owner();
            boolean fresh = !known.contains(name(at));
            var afterwards = fresh || next != null && !known.contains(name(next)) ? Seat.onTheirThread(this::screen) : null;
            if (fresh) {
                compare(at, there, afterwards);
            }
            there = afterwards;
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

    private Node owner() {
        return Seat.onTheirThread(scene::getFocusOwner);
    }

    private void check(Node node) {
        Seat.onTheirThread(() -> {
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
            return node;
        });
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

    private BufferedImage screen() {
        return SwingFXUtils.fromFXImage(scene.snapshot(null), null);
    }

    /// Whoever has the keyboard looks different from what it looks like without.
    private void compare(Node node, BufferedImage with, BufferedImage without) {
        var box = Seat.onTheirThread(() -> place(node));
        int differing = 0;
        for (int y = (int) box.getMinY() - MARGIN; y < box.getMaxY() + MARGIN; y++) {
            for (int x = (int) box.getMinX() - MARGIN; x < box.getMaxX() + MARGIN; x++) {
                boolean inside = x >= 0 && y >= 0 && x < Math.min(with.getWidth(), without.getWidth())
                        && y < Math.min(with.getHeight(), without.getHeight());
                differing += inside && with.getRGB(x, y) != without.getRGB(x, y) ? 1 : 0;
            }
        }
        if (differing < RING_PIXELS && !covered(box)) {
            Seat.write(with, "keyboard-unseen-" + complaints.size());
            complaints.add(name(node) + ": nobody sees that it has the keyboard (" + differing + " pixels)");
        }
    }

    /// Whether a card lies over a place: what is under it is reached, and seen when the card is gone.
    private boolean covered(Bounds box) {
        return Seat.onTheirThread(() -> scene.getRoot().lookupAll(".pop-card").stream()
                .anyMatch(card -> card.isVisible() && card.localToScene(card.getLayoutBounds()).intersects(box)));
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
