package archipelago.app.vm;

import archipelago.app.layout.ArrowChoice;
import archipelago.app.layout.LaneChoice;
import archipelago.app.layout.Selection;
import archipelago.app.layout.TimeScale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the pointer is on, in whichever view: all views light it, and what belongs to it, until it goes on. One switch
/// ends that.
public final class LinksVm {
    private final BooleanProperty on = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Selection> pointed = new ReadOnlyObjectWrapper<>(Selection.NOTHING);

    private final ObjectProperty<ArrowChoice.Mode> arrows = new SimpleObjectProperty<>(ArrowChoice.Mode.ALL);

    private final ObjectProperty<TimeScale.Mode> scale = new SimpleObjectProperty<>(TimeScale.Mode.LINEAR);

    private final ObjectProperty<LaneChoice> lanes = new SimpleObjectProperty<>(LaneChoice.KERNELS);

    public LinksVm() {
        on.addListener((property, was, now) -> pointed.set(Selection.NOTHING));
    }

    /// Whether views light what is pointed at in another one, and what belongs to what is picked.
    public BooleanProperty on() {
        return on;
    }

    /// Which messages are drawn as arrows.
    public ObjectProperty<ArrowChoice.Mode> arrows() {
        return arrows;
    }

    /// How far apart instants stand, in the lanes and in the timeline.
    public ObjectProperty<TimeScale.Mode> scale() {
        return scale;
    }

    /// Which lanes the view of lanes has.
    public ObjectProperty<LaneChoice> lanes() {
        return lanes;
    }

    /// What the pointer is on; nothing while views are not linked.
    public ReadOnlyObjectProperty<Selection> pointed() {
        return pointed.getReadOnlyProperty();
    }

    /// The pointer has come to something, or has left everything.
    public void point(Selection what) {
        if (on.get() && !what.equals(pointed.get())) {
            pointed.set(what);
        }
    }

    /// What is to be lit: what is pointed at, else what is picked.
    public Selection lit(Selection picked) {
        return pointed.get().equals(Selection.NOTHING) ? picked : pointed.get();
    }
}
