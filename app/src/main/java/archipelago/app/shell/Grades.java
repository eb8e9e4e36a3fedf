package archipelago.app.shell;

import archipelago.app.session.MachineSession;
import archipelago.app.view.ExpressCard;
import archipelago.app.view.PopLayer;
import archipelago.app.vm.Desk;
import archipelago.engine.live.Grade;
import archipelago.engine.live.Progress;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// In which grade time passes, and whether the pictures follow it. In express they stand still, whole and as they were,
/// and a card tells how far the machine has come.
final class Grades {
    private static final PseudoClass STILL = PseudoClass.getPseudoClass("still");

    private final MachineSession session;
    private final Desk desk;
    private final PopLayer layer;
    private final List<Region> pictures;
    private final ExpressCard card;
    private boolean once;
    /// How far the machine had come when that was told last; null where the pictures show it.
    private Progress told;

    /// @param pictures what stands still; the card hangs over the first
    /// @param key what is pressed to update the pictures
    Grades(MachineSession session, Desk desk, PopLayer layer, List<Region> pictures, String key) {
        this.session = session;
        this.desk = desk;
        this.layer = layer;
        this.pictures = List.copyOf(pictures);
        card = new ExpressCard(key, this::updateNow);
    }

    void run(Grade grade) {
        session.grade(grade);
        session.play();
    }

    /// Lets the pictures show the newest moment once.
    void updateNow() {
        once = true;
    }

    /// Whether the pictures stand still while time passes.
    boolean still() {
        var progress = session.progress();
        return progress.grade() == Grade.EXPRESS && progress.playing();
    }

    /// Tells how far the machine has come, and whether the pictures are to follow it now: always where the answer to an
    /// act is awaited or a promise is broken, because that is what somebody looks for.
    boolean follow() {
        var progress = session.progress();
        boolean still = progress.grade() == Grade.EXPRESS && progress.playing();
        boolean follows = once || !still || session.waiting() || !progress.sound();
        once = false;
        told = follows ? null : progress;
        for (var picture : pictures) {
            picture.pseudoClassStateChanged(STILL, still);
        }
        if (still) {
            card.show(progress, session.frame().nowNs);
            if (!layer.shows(card)) {
                layer.show(card, place(), PopLayer.Side.MIDDLE);
            }
        } else if (layer.shows(card)) {
            layer.hide(card);
        }
        return follows;
    }

    /// The first picture that stands in this window and in front.
    private Region place() {
        return pictures.stream()
                .filter(picture -> picture.getScene() == layer.getScene() && picture.isVisible())
                .findFirst()
                .orElse(pictures.getFirst());
    }

    /// Tells the grade, and where the pictures stand still, how far the machine has come without them.
    void tell() {
        if (told == null) {
            desk.grade(session.progress());
        } else {
            desk.pace(told); // What stands on the card stands in the bars as well.
        }
    }
}
