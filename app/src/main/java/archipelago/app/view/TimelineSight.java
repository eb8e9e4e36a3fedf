package archipelago.app.view;

import archipelago.app.layout.History;
import archipelago.app.layout.MessageFlow;
import archipelago.app.layout.TimeScale;
import archipelago.app.layout.TimeWindow;
import archipelago.engine.frame.Frame;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which stretch of time a timeline shows: one that goes on with the present, or one that somebody chose.
final class TimelineSight {
    private static final double KEY_ZOOM = 2;
    private static final int KEY_PAN = 5;

    private Frame frame;
    private History history;
    private TimeScale.Mode mode = TimeScale.Mode.LINEAR;
    private final ReadOnlyObjectWrapper<TimeWindow> window = new ReadOnlyObjectWrapper<>();
    private long speed;
    private boolean following = true;

    /// Takes what is new.
    void update(Frame newest, History known) {
        frame = newest;
        history = known;
        // A chapter of another pace tells of spans of another length.
        if (window.get() == null || following && newest.speedNsPerSecond != speed) {
            window.set(fitting(paced()));
            speed = newest.speedNsPerSecond;
        }
        if (following) {
            window.set(window.get().follow(newest.nowNs, knownAhead()));
        }
    }

    private TimeWindow paced() {
        return TimeWindow.paced(frame.nowNs, frame.speedNsPerSecond, knownAhead());
    }

    private boolean knownAhead() {
        return frame.furthestNs > frame.nowNs;
    }

    /// Sets instants apart in another way. Where too much happens for it, less time is shown, as in the lanes.
    void scale(TimeScale.Mode wanted) {
        mode = wanted;
        if (window.get() != null) {
            window.set(mode == TimeScale.Mode.LINEAR && following ? paced() : fitting(window.get()));
        }
    }

    /// A window in which so little happens that the scale of time can be what was asked for.
    private TimeWindow fitting(TimeWindow wanted) {
        boolean fits = mode == TimeScale.Mode.LINEAR
                || history.sent(wanted.fromNs(), wanted.toNs()) <= MessageFlow.MOST_LINES;
        return fits
                ? wanted
                : TimeScale.around(wanted, middle(wanted), shown -> history.sent(shown.fromNs(), shown.toNs()));
    }

    /// The present if it is in a window, else its middle.
    private long middle(TimeWindow of) {
        boolean seen = frame.nowNs >= of.fromNs() && frame.nowNs <= of.toNs();
        return seen ? frame.nowNs : of.fromNs() + of.spanNs() / 2;
    }

    /// What is shown; null before there was anything to show.
    TimeWindow window() {
        return window.get();
    }

    /// The same, to be followed.
    ReadOnlyObjectProperty<TimeWindow> windows() {
        return window.getReadOnlyProperty();
    }

    boolean following() {
        return following;
    }

    /// Shows the present, and goes on with it.
    void follow() {
        following = true;
        if (frame != null) {
            window.set(window.get().follow(frame.nowNs, knownAhead()));
        }
    }

    /// Stays where it is while the present goes on.
    void stay() {
        following = false;
    }

    void show(TimeWindow chosen) {
        following = false;
        window.set(chosen);
    }

    /// Shows more of time or less; an instant keeps its place.
    void zoom(double factor, long aroundNs) {
        window.set(window.get().zoom(factor, aroundNs));
    }

    /// Takes the window of a view that was zoomed in its place, and goes on with the present as before.
    void become(TimeWindow wanted) {
        window.set(wanted);
    }

    /// The same by a key: around the present if it is in sight, else around the middle.
    void zoom(boolean in) {
        if (window.get() != null) {
            zoom(in ? KEY_ZOOM : 1 / KEY_ZOOM, middle(window.get()));
        }
    }

    /// Moves along by a part of the width.
    void pan(boolean earlier) {
        if (window.get() != null) {
            show(window.get().pan((earlier ? -1 : 1) * window.get().spanNs() / KEY_PAN));
        }
    }
}
