package archipelago.app.shell;

import archipelago.app.action.Hands;
import archipelago.app.session.MachineSession;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.ParametersPane;
import archipelago.app.view.PopLayer;
import archipelago.app.vm.ParametersVm;
import archipelago.engine.frame.Frame;

/// The card of durations and rates: what it is told, it gives to the machine as an act.
final class Parameters implements ParametersPane.Keeper, OpenCards.Card {
    private final MachineSession session;
    private final Hands hands;
    private final MachineDeck deck;
    private final PopLayer layer;
    private final ParametersVm vm = new ParametersVm();
    private final ParametersPane pane;

    Parameters(MachineSession session, Hands hands, MachineDeck deck, PopLayer layer) {
        this.session = session;
        this.hands = hands;
        this.deck = deck;
        this.layer = layer;
        pane = new ParametersPane(vm, this, this::close);
    }

    void open() {
        vm.update(session.frame());
        layer.show(pane, deck, PopLayer.Side.TOP);
        pane.begin();
    }

    /// Takes what is new; once a pulse.
    @Override
    public void update(Frame frame) {
        if (shown()) {
            vm.update(frame);
        }
    }

    @Override
    public void set(ParametersVm.Row row, long ns) {
        hands.give(row.set().apply(ns));
    }

    @Override
    public void resetAll() {
        hands.giveInTurn(vm.resetAll());
    }

    boolean shown() {
        return layer.shows(pane);
    }

    @Override
    public boolean typedInto() {
        return shown();
    }

    /// Closes the card.
    ///
    /// @return whether it was open
    @Override
    public boolean close() {
        boolean was = shown();
        if (was) {
            layer.hide(pane);
            deck.takeKeyboard();
        }
        return was;
    }
}
