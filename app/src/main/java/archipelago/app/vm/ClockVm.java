package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Progress;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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
    private final ReadOnlyObjectWrapper<Grade> grade = new ReadOnlyObjectWrapper<>(Grade.RUN);
    private final BooleanProperty storySpeed = new SimpleBooleanProperty(true);

    void update(Frame frame) {
        time.set(Text.TIME.of(Figures.seconds(frame.nowNs)));
        playing.set(frame.playing);
        atStart.set(frame.nowNs == 0 && frame.events == 0);
        speed.set(frame.speedNsPerSecond);
        showSpeed();
    }

    /// Takes how far the machine has come, where the frame may be older.
    void pace(Progress progress) {
        time.set(Text.TIME.of(Figures.seconds(progress.nowNs())));
        playing.set(progress.playing());
        atStart.set(progress.nowNs() == 0 && progress.events() == 0);
        grade(progress.grade());
    }

    /// Takes in which grade time passes.
    void grade(Grade newest) {
        grade.set(newest);
        showSpeed();
    }

    private void showSpeed() {
        speedWords.set(
                grade.get() == Grade.RUN ? Text.SPEED_READOUT.of(Times.shown(speed.get(), 1)) : Text.SPEED_MOST.of());
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

    /// `1 s = 20 µs`; in the fast grades that it is as fast as can be.
    public ReadOnlyStringProperty speedWords() {
        return speedWords.getReadOnlyProperty();
    }

    /// In which grade time passes.
    public ReadOnlyObjectProperty<Grade> grade() {
        return grade.getReadOnlyProperty();
    }

    /// Whether the chapters of the story set the speed; the person's choice.
    public BooleanProperty storySpeed() {
        return storySpeed;
    }
}
