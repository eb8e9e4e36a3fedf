package archipelago.app.shell;

import archipelago.app.layout.Selection;
import archipelago.app.session.MachineSession;
import archipelago.app.view.BrokenCard;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.PopLayer;
import archipelago.app.view.WhyPart;
import archipelago.app.vm.Desk;
import archipelago.app.vm.WhyVm;
import archipelago.engine.frame.Frame;
import java.util.function.LongConsumer;
import javafx.scene.layout.Region;

/// Brings a broken promise before everything else, once, with the way by which it came about.
final class BrokenPromise implements OpenCards.Card {
    private final MachineDeck deck;
    private final PopLayer layer;
    private final WhyVm why;
    private final BrokenCard card;
    /// The event that broke it; 0 while nothing is broken.
    private long event;

    /// @param go goes behind an event, and stays with it
    BrokenPromise(MachineSession session, Desk desk, MachineDeck deck, PopLayer layer, LongConsumer go) {
        this.deck = deck;
        this.layer = layer;
        why = new WhyVm(desk.words(), desk.chronicle(), session::account);
        card = new BrokenCard(new WhyPart(why, go, new Region()), () -> go.accept(event), this::close);
    }

    /// Takes what is new; once a pulse.
    @Override
    public void update(Frame frame) {
        if (frame.broken.isEmpty()) {
            event = 0;
            close();
        } else if (event == 0) {
            event = frame.broken.getFirst().event();
            card.show(frame.broken, deck.getHeight());
            why.follow(event, Selection.NOTHING);
            layer.show(card, deck, PopLayer.Side.FOOT);
        }
        if (layer.shows(card)) {
            why.update(frame, Selection.NOTHING);
        }
    }

    /// Closes the card.
    ///
    /// @return whether it was open
    @Override
    public boolean close() {
        boolean was = layer.shows(card);
        if (was) {
            layer.hide(card);
            deck.takeKeyboard();
        }
        return was;
    }
}
