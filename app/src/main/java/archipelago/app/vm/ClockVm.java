package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The time, whether it passes, and how fast.
public final class ClockVm {
    private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper(Text.TIME.of(Figures.seconds(0)));
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper atStart = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyLongWrapper speed = new ReadOnlyLongWrapper(Times.US);
    private final ReadOnlyStringWrapper speedWords = new ReadOnlyStringWrapper("");
    private final BooleanProperty storySpeed = new SimpleBooleanProperty(true);

    void update(Frame frame) {
        time.set(Text.TIME.of(Figures.seconds(frame.nowNs)));
        playing.set(frame.playing);
        atStart.set(frame.nowNs == 0 && frame.events == 0);
        speed.set(frame.speedNsPerSecond);
        speedWords.set(Text.SPEED_READOUT.of(Times.shown(frame.speedNsPerSecond, 1)));
    }

    /// `5.627 151 128 s`.
    public ReadOnlyStringProperty time() {
        return time.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty playing() {
        return playing.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty atStart() {
        return atStart.getReadOnlyProperty();
    }

    /// Nanoseconds of the machine in a second on screen.
    public ReadOnlyLongProperty speed() {
        return speed.getReadOnlyProperty();
    }

    /// `1 s = 20 µs`.
    public ReadOnlyStringProperty speedWords() {
        return speedWords.getReadOnlyProperty();
    }

    /// Whether the chapters of the story set the speed; the person's choice.
    public BooleanProperty storySpeed() {
        return storySpeed;
    }
}
