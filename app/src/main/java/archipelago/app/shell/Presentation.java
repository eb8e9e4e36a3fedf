package archipelago.app.shell;

import archipelago.app.action.ActionTable;
import archipelago.app.action.KeyWords;
import archipelago.app.i18n.Text;
import archipelago.app.view.LaserDot;
import archipelago.app.view.LectureHead;
import archipelago.app.vm.Desk;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// The window as it is shown to a room: without its frame, larger, with a large clock, with the last key in words, and
/// with a dot where the pointer is while Ctrl is held.
///
/// What remote controls for slides send means here: Page up and Page down go by chapters, as they always do; the full
/// stop and B, which make a wall black, play and pause; F5, which begins a show, plays. Esc ends it.
final class Presentation {
    private static final PseudoClass PRESENTING = PseudoClass.getPseudoClass("presenting");

    private final Stage stage;
    private final BorderPane frame;
    private final Columns columns;
    private final Enlargement enlargement;
    private final ActionTable actions;
    private final Desk desk;
    private final LectureHead head;
    private final LaserDot laser = new LaserDot();
    private Node top;
    private Node foot;
    private boolean on;

    Presentation(Stage stage, BorderPane frame, Columns columns, Enlargement enlargement, ActionTable actions, Desk desk) {
        this.stage = stage;
        this.frame = frame;
        this.columns = columns;
        this.enlargement = enlargement;
        this.actions = actions;
        this.desk = desk;
        head = new LectureHead(desk.chapters(), desk.clock(), desk.status());
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    }

    /// Hears where the pointer is and whether it is to be seen.
    ///
    /// @param window all of it
    void listenTo(Parent window) {
        window.addEventFilter(MouseEvent.ANY, event -> laser.moveTo(event.getSceneX(), event.getSceneY()));
        window.addEventFilter(KeyEvent.KEY_RELEASED, event -> point(event, false));
        window.addEventFilter(KeyEvent.KEY_PRESSED, event -> point(event, true));
    }

    private void point(KeyEvent event, boolean down) {
        if (event.getCode() == KeyCode.CONTROL) {
            laser.show(on && down);
        }
    }

    LaserDot laser() {
        return laser;
    }

    LectureHead head() {
        return head;
    }

    boolean on() {
        return on;
    }

    void toggle() {
        if (on) {
            leave();
        } else {
            begin();
        }
    }

    private void begin() {
        on = true;
        top = frame.getTop();
        foot = frame.getBottom();
        frame.setTop(head);
        frame.setBottom(null);
        show();
        stage.setFullScreen(true);
    }

    /// Ends it.
    ///
    /// @return whether it was on
    boolean leave() {
        if (!on) {
            return false;
        }
        on = false;
        laser.show(false);
        head.tell("");
        frame.setTop(top);
        frame.setBottom(foot);
        show();
        stage.setFullScreen(false);
        return true;
    }

    private void show() {
        frame.pseudoClassStateChanged(PRESENTING, on);
        columns.present(on);
        enlargement.present(on);
    }

    /// Whether a key of a remote control plays or pauses; what the key means otherwise it does not mean here.
    boolean playsOrPauses(KeyEvent event) {
        boolean plain = !event.isShiftDown() && !event.isShortcutDown() && !event.isAltDown();
        return on && plain && event.getEventType() == KeyEvent.KEY_PRESSED && event.getCode() == KeyCode.B;
    }

    /// What a key is about to do, in words; empty if nothing.
    ///
    /// @param playing whether time passes before it
    String words(KeyEvent event, boolean playing) {
        if (playsOrPauses(event)) {
            return Text.CAPTION.of("B", (playing ? Text.PAUSE : Text.PLAY).of());
        }
        return actions.forKey(event)
                .map(action -> {
                    var key = action.keys().stream().filter(keys -> ActionTable.matches(keys, event)).findFirst();
                    return Text.CAPTION.of(key.map(KeyWords::of).orElse(""), switch (action.id()) {
                        case PLAY_PAUSE -> (playing ? Text.PAUSE : Text.PLAY).of();
                        default -> action.label().of();
                    });
                })
                .orElse("");
    }

    void tell(String done) {
        if (on && !done.isEmpty() && desk.status().note().get().isEmpty()) {
            head.tell(done);
        }
    }
}
