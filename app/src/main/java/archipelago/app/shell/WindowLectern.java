package archipelago.app.shell;

import archipelago.app.action.Arrangement;
import archipelago.app.action.Lectern;
import archipelago.app.i18n.Text;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.session.MachineSession;
import archipelago.app.view.Cards;
import archipelago.app.vm.Desk;
import archipelago.engine.live.Grade;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// What actions do with this window itself.
final class WindowLectern implements Lectern {
    private final Window window;
    private final MachineSession session;
    private final Desk desk;
    private final Grades grades;
    private final SidePanes sides;
    private final Undoing undoing;
    private Columns columns;
    private Enlargement enlargement;
    private Presentation presentation;
    private OwnWindows own;
    private String ownKey = "";
    private final InterfaceSize size = new InterfaceSize();

    WindowLectern(Window window, MachineSession session, Desk desk, Grades grades, SidePanes sides, Undoing undoing) {
        this.window = window;
        this.session = session;
        this.desk = desk;
        this.grades = grades;
        this.sides = sides;
        this.undoing = undoing;
    }

    /// Takes what the window is made of, once it is.
    ///
    /// @param key what is pressed to give a pane a window of its own
    void furnish(
            Columns newColumns,
            Enlargement newEnlargement,
            Presentation newPresentation,
            OwnWindows newOwnWindows,
            String key) {
        columns = newColumns;
        own = newOwnWindows;
        ownKey = key;
        var panes = columns.allPanes();
        for (int i = 0; i < panes.size(); i++) {
            var pane = panes.get(i);
            Cards.handle(pane, "own-" + i, Text.ACTION_TEAR_OFF, key, () -> maximise(pane), () -> tearOff(pane));
        }
        enlargement = newEnlargement;
        presentation = newPresentation;
        enlargement.onRoom((width, height) -> columns.fold(width, height, shownPercent()));
    }

    /// Does what a key asks for, and tells a room about it.
    ///
    /// @param other what the key does outside a presentation
    boolean press(KeyEvent event, BooleanSupplier other) {
        var words = presentation.words(event, session.progress().playing());
        boolean remote = presentation.playsOrPauses(event);
        if (remote) {
            window.hands().togglePlay();
        }
        boolean done = remote || other.getAsBoolean();
        if (done) {
            presentation.tell(words);
        }
        return done;
    }

    @Override
    public void run(Grade grade) {
        grades.run(grade);
    }

    @Override
    public void stop() {
        window.travel().stopSearch();
        session.pause();
    }

    @Override
    public void togglePresentation() {
        presentation.toggle();
    }

    @Override
    public void arrange(Arrangement arrangement) {
        columns.arrange(arrangement);
        window.deck().show(switch (arrangement) {
            case LECTURE, LAB -> Optional.empty();
            case ENGINEER -> Optional.of(ViewKind.CHARTS);
            case COMPARE -> Optional.of(ViewKind.COMPARE);
        });
        window.lookAgain();
        window.deck().takeKeyboard();
    }

    @Override
    public void enlarge(boolean larger) {
        size.step(larger);
        showSize();
    }

    @Override
    public void ordinarySize() {
        size.set(InterfaceSize.ORDINARY);
        showSize();
    }

    @Override
    public void maximise() {
        maximise(meant());
    }

    private void maximise(Region pane) {
        if (!own.has(pane)) {
            columns.maximise(pane);
            window.lookAgain();
        }
    }

    @Override
    public void tearOff() {
        tearOff(meant());
    }

    private void tearOff(Region pane) {
        if (own.has(pane)) {
            own.close(pane);
        } else {
            columns.takeOut(pane);
            own.open(pane, size.times(), columns::putBack);
            desk.status().explain(Text.TORN_OFF.of(ownKey));
        }
        window.lookAgain();
    }

    /// The pane that has the keyboard; else the one that is alone, and else the first.
    private Region meant() {
        return columns.allPanes().stream()
                .filter(WindowLectern::hasKeyboard)
                .findFirst()
                .orElse(columns.alone() != null ? columns.alone() : columns.panes().getFirst());
    }

    private static boolean hasKeyboard(Region pane) {
        var scene = pane.getScene();
        if (scene == null || !scene.getWindow().isFocused()) {
            return false;
        }
        for (Node at = scene.getFocusOwner(); at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    OwnWindows own() {
        return own;
    }

    @Override
    public void redo() {
        undoing.redo();
    }

    @Override
    public void openActs() {
        undoing.open();
    }

    /// Has the window as somebody had it.
    void restore(WindowState state) {
        columns.divide(state.dividers());
        if (state.arrangement() != Arrangement.LAB) {
            arrange(state.arrangement());
        }
        desk.links().scale().set(state.scale());
        window.workbench().announcer().rate().set(state.spoken());
        size.set(state.percent());
        enlargement.enlarge(size.times());
    }

    /// How the window is, as far as a person has made it so. Nothing is left of what hides it: a window that is asked for
    /// this is closed or replaced.
    WindowState state(WindowState before, Scene scene, Theme.Name theme) {
        var seen = seen(before, scene, theme);
        presentation.leave();
        own.closeAll();
        return seen;
    }

    /// The same, of a window that goes on.
    WindowState seen(WindowState before, Scene scene, Theme.Name theme) {
        boolean wholeScreen = presentation.on();
        return new WindowState(
                columns.arrangement(),
                wholeScreen ? before.width() : scene.getWidth(),
                wholeScreen ? before.height() : scene.getHeight(),
                theme,
                size.percent(),
                before.language(),
                desk.links().scale().get(),
                window.workbench().announcer().rate().get(),
                columns.dividers());
    }

    Undoing undoing() {
        return undoing;
    }

    private void showSize() {
        enlargement.enlarge(size.times());
        own.enlarge(size.times());
        int shown = shownPercent();
        desk.status().explain(
                shown < size.percent() ? Text.SIZE_HELD.of(size.percent(), shown)
                        : columns.folded() ? Text.SIZE_FOLDED.of(shown)
                        : Text.SIZE_NOW.of(shown));
    }

    /// How large everything is, as far as there is room.
    private int shownPercent() {
        return (int) Math.rint(enlargement.times() * 100);
    }

    @Override
    public void nextFold() {
        if (columns.folded()) {
            columns.revealNext();
            window.lookAgain();
        } else {
            desk.status().explain(Text.IMPOSSIBLE.of(Text.ACTION_NEXT_FOLD.of(), Text.FOLD_NONE.of()));
        }
    }

    Grades grades() {
        return grades;
    }

    SidePanes sides() {
        return sides;
    }

    Columns columns() {
        return columns;
    }

    Enlargement enlargement() {
        return enlargement;
    }

    Presentation presentation() {
        return presentation;
    }

    InterfaceSize size() {
        return size;
    }

    @Override
    public void updateNow() {
        if (grades.still()) {
            grades.updateNow();
        } else {
            desk.status().explain(Text.IMPOSSIBLE.of(Text.UPDATE_NOW.of(), Text.NOT_EXPRESS.of()));
        }
    }
}
