package archipelago.app.shell;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Shows what it holds larger where there is very much room, so that letters can still be read on a
/// large screen and on a wall, and as much larger or smaller as somebody wants. Its contents believe that they are in a
/// window of ordinary size. They are told how much room they have, and are never
/// made so large that what they cannot do without has none.
final class Enlargement extends Region {
    /// In a window up to this size nothing is enlarged by itself.
    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;
    /// Steps of a quarter keep thin lines even.
    private static final double STEP = 0.25;
    private static final double MOST = 3;
    /// For a room, letters are larger by this.
    private static final double FOR_A_ROOM = 1.5;
    /// What the pictures for a room need to be whole.
    private static final double ROOM_WIDTH = 760;
    private static final double ROOM_HEIGHT = 430;
    /// What one picture needs to be whole, with a frame or in a window of its own.
    private static final double LEAST_WIDTH = 640;
    private static final double LEAST_HEIGHT = 360;

    private final List<Region> contents;
    private final Scale scale = new Scale(1, 1);
    private double chosen = 1;
    private boolean presenting;
    private BiConsumer<Double, Double> onRoom = (width, height) -> {};

    Enlargement(List<Region> contents) {
        this.contents = List.copyOf(contents);
        for (var content : contents) {
            content.setManaged(false);
            content.getTransforms().add(scale);
        }
        getChildren().addAll(contents);
    }

    /// @param listener takes how wide and high a window the contents are in, in their own measure
    void onRoom(BiConsumer<Double, Double> listener) {
        onRoom = listener;
        tellRoom();
    }

    private void tellRoom() {
        if (getWidth() > 0 && getHeight() > 0) {
            onRoom.accept(getWidth() / factor(), getHeight() / factor());
        }
    }

    /// Lets go of what it shows, as it was before.
    void release(Region content) {
        getChildren().remove(content);
        content.getTransforms().remove(scale);
        content.setManaged(true);
    }

    /// Makes everything so many times as large as it is made for.
    void enlarge(double times) {
        chosen = times;
        tellRoom();
        requestLayout();
    }

    /// Whether the contents are shown to a room, without their frame.
    void present(boolean now) {
        presenting = now;
        tellRoom();
        requestLayout();
    }

    /// How much larger things are drawn; 1 in an ordinary window.
    double factor() {
        // A room must see the whole picture: what somebody has chosen beyond that is for their own screen.
        double most = presenting
                ? Math.min(getWidth() / ROOM_WIDTH, getHeight() / ROOM_HEIGHT)
                : Math.min(getWidth() / LEAST_WIDTH, getHeight() / LEAST_HEIGHT);
        double ordinary = ordinaryFactor();
        return Math.max(ordinary * Math.min(chosen, 1), Math.min(ordinary * chosen, most));
    }

    /// The same, were nothing chosen.
    private double ordinaryFactor() {
        double room = Math.min(getWidth() / WIDTH, getHeight() / HEIGHT);
        double fitting = Math.clamp(Math.floor(room / STEP) * STEP, 1, MOST);
        return presenting ? FOR_A_ROOM * fitting : fitting;
    }

    /// How many times as large everything is as it is made for: what was chosen, as far as there is room for it.
    double times() {
        return getWidth() > 0 ? factor() / ordinaryFactor() : chosen;
    }

    @Override
    protected void layoutChildren() {
        double factor = factor();
        scale.setX(factor);
        scale.setY(factor);
        tellRoom();
        for (var content : contents) {
            content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
        }
    }
}
