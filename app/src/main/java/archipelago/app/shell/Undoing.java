package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.session.MachineSession;
import archipelago.app.view.ActsPane;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.PopLayer;
import archipelago.app.vm.ActsVm;
import archipelago.app.vm.Desk;
import java.util.Optional;

/// Taking acts back and returning to them. Nothing is lost by either: what is taken back stays as a future of its own.
final class Undoing implements OpenCards.Card {
    private final MachineSession session;
    private final Desk desk;
    private final MachineDeck deck;
    private final PopLayer layer;
    private final ActsVm acts;
    private final ActsPane pane;

    Undoing(MachineSession session, Desk desk, MachineDeck deck, PopLayer layer) {
        this.session = session;
        this.desk = desk;
        this.deck = deck;
        this.layer = layer;
        acts = new ActsVm(desk.words(), session::actedOn);
        pane = new ActsPane(acts, this::undoFrom, this::redo, this::close);
    }

    private ActsVm now() {
        acts.update(session.frame(), desk.history());
        return acts;
    }

    /// Takes the last act before now back.
    void undo() {
        var given = now().acts();
        if (given.isEmpty()) {
            session.undo();
            return;
        }
        acts.undone(given.getFirst())
                .ifPresentOrElse(branch -> session.enter(branch.number()), session::undo);
        tell(Text.UNDO_NAMED, given.getFirst().words());
    }

    private void undoFrom(ActsVm.Act act) {
        close();
        if (acts.acts().getFirst().number() == act.number()) {
            undo();
        } else {
            session.undoFrom(act.number());
            tell(Text.UNDO_FROM_NAMED, act.words());
        }
    }

    /// Returns to the branch on which what was taken back is still done.
    void redo() {
        close();
        var way = now().redo();
        way.ifPresentOrElse(
                redo -> {
                    session.enter(redo.branch());
                    tell(Text.REDO_NAMED, redo.words());
                },
                () -> desk.status().explain(Text.IMPOSSIBLE.of(Text.REDO.of(), Text.NOTHING_TO_REDO.of())));
    }

    private void tell(Text what, String act) {
        desk.status().explain(what.of(act));
    }

    /// Opens the list of what people have done.
    void open() {
        now();
        layer.show(pane, deck, PopLayer.Side.MIDDLE);
        pane.begin();
    }

    /// Closes the list.
    ///
    /// @return whether it was open
    @Override
    public boolean close() {
        boolean open = layer.shows(pane);
        layer.hide(pane);
        if (open) {
            deck.takeKeyboard();
        }
        return open;
    }

    /// What undoing would take back now, in words.
    Optional<String> undoes() {
        return now().acts().stream().findFirst().map(act -> Text.UNDO_NAMED.of(act.words()));
    }

    /// What redoing would return to now, in words.
    Optional<String> redoes() {
        return now().redo().map(redo -> Text.REDO_NAMED.of(redo.words()));
    }
}
