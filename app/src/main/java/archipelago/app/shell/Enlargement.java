package archipelago.app.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/// Shows what it holds larger where there is very much room, so that letters can still be read on a
/// large screen and on a wall, and as much larger or smaller as somebody wants. Its contents believe that they are in a
/// window of ordinary size. Where they have less room than they need, they scroll.
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
    /// What the contents need, with their frame and without it.
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 620;
    private static final double LEAST_WIDTH_BARE = 560;
    private static final double LEAST_HEIGHT_BARE = 320;
    private static final double BAR = 12;

    private final List<Region> contents;
    private final List<Region> covers;
    private final Scale scale = new Scale(1, 1);
    private final Translate scrolled = new Translate();
    private final ScrollBar along = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private double chosen = 1;
    private boolean presenting;
    private boolean framed = true;

    /// For one pane in a window of its own.
    static Enlargement bare(Region pane) {
        var bare = new Enlargement(List.of(pane), List.of());
        bare.framed = false;
        return bare;
    }

    /// @param contents what scrolls where there is little room
    /// @param covers what lies over it, and has the room that is to be seen
    Enlargement(List<Region> contents, List<Region> covers) {
        this.contents = List.copyOf(contents);
        this.covers = List.copyOf(covers);
        for (var content : contents) {
            content.setManaged(false);
            content.getTransforms().addAll(scrolled, scale);
        }
        for (var cover : covers) {
            cover.setManaged(false);
            cover.getTransforms().add(scale);
        }
        down.setOrientation(Orientation.VERTICAL);
        for (var bar : List.of(along, down)) {
            bar.setManaged(false);
            bar.setFocusTraversable(false);
            bar.getStyleClass().add("window-scroll");
        }
        scrolled.xProperty().bind(along.valueProperty().negate());
        scrolled.yProperty().bind(down.valueProperty().negate());
        getChildren().addAll(contents);
        getChildren().addAll(along, down);
        getChildren().addAll(covers);
    }

    /// Lets go of what it shows, as it was before.
    void release(Region content) {
        getChildren().remove(content);
        content.getTransforms().removeAll(scrolled, scale);
        content.setManaged(true);
    }

    /// Makes everything so many times as large as it is made for.
    void enlarge(double times) {
        chosen = times;
        requestLayout();
    }

    /// Whether the contents are shown to a room, without their frame.
    void present(boolean now) {
        presenting = now;
        requestLayout();
    }

    /// How much larger things are drawn; 1 in an ordinary window.
    double factor() {
        double room = Math.min(getWidth() / WIDTH, getHeight() / HEIGHT);
        double fitting = Math.clamp(Math.floor(room / STEP) * STEP, 1, MOST);
        if (!presenting) {
            return fitting * chosen;
        }
        // A room must see the whole picture: what somebody has chosen beyond that is for their own screen.
        double most = Math.min(getWidth() / ROOM_WIDTH, getHeight() / ROOM_HEIGHT);
        return Math.max(FOR_A_ROOM * fitting * Math.min(chosen, 1), Math.min(FOR_A_ROOM * fitting * chosen, most));
    }

    @Override
    protected void layoutChildren() {
        double factor = factor();
        scale.setX(factor);
        scale.setY(factor);
        boolean small = presenting || !framed;
        double leastWidth = (small ? LEAST_WIDTH_BARE : LEAST_WIDTH) * factor;
        double leastHeight = (small ? LEAST_HEIGHT_BARE : LEAST_HEIGHT) * factor;
        // At its ordinary size a window is never made to scroll: it may be as small as it wants.
        boolean mayScroll = factor > 1;
        boolean wide = mayScroll && leastWidth > getWidth();
        boolean high = mayScroll && leastHeight > getHeight();
        double roomX = getWidth() - (high ? BAR : 0);
        double roomY = getHeight() - (wide ? BAR : 0);
        double width = wide ? leastWidth : roomX;
        double height = high ? leastHeight : roomY;
        range(along, wide, width, roomX);
        range(down, high, height, roomY);
        along.resizeRelocate(0, getHeight() - BAR, roomX, BAR);
        down.resizeRelocate(getWidth() - BAR, 0, BAR, roomY);
        for (var content : contents) {
            content.resizeRelocate(0, 0, width / factor, height / factor);
        }
        for (var cover : covers) {
            cover.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
        }
    }

    private static void range(ScrollBar bar, boolean shown, double whole, double room) {
        double most = shown ? Math.max(0, whole - room) : 0;
        bar.setVisible(shown);
        bar.setMin(0);
        bar.setMax(most);
        bar.setVisibleAmount(whole <= 0 ? 0 : most * room / whole);
        bar.setValue(Math.clamp(bar.getValue(), 0, most));
    }
}
