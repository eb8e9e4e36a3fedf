package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.session.MachineSession;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.PopLayer;
import archipelago.app.view.SearchBar;
import archipelago.app.vm.Desk;
import archipelago.app.vm.UntilVm;
import archipelago.engine.frame.Frame;
import archipelago.engine.seek.Arrival;
import archipelago.engine.seek.Sought;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Searches through time: how far one has come, what it has found, and a way to end it.
final class Searches {
    /// What takes longer than this shows how far it has come.
    private static final long SOON_NS = 500_000_000L;

    private final MachineSession session;
    private final Desk desk;
    private final MachineDeck deck;
    private final PopLayer layer;
    private final UntilVm until;
    private final LongSupplier clock;
    private final SearchBar bar = new SearchBar(this::end);
    private final AtomicReference<Arrival> arrived = new AtomicReference<>();
    private long sinceNs = -1;
    /// How many searches that found nothing have been told of.
    private int inVain;

    /// @param until has the words of what can be looked for
    /// @param clock nanoseconds that never run backwards
    Searches(
            MachineSession session, Desk desk, MachineDeck deck, PopLayer layer, UntilVm until, LongSupplier clock) {
        this.session = session;
        this.desk = desk;
        this.deck = deck;
        this.layer = layer;
        this.until = until;
        this.clock = clock;
    }

    /// Goes to the next of several things, or back to the last one.
    void find(List<Sought> any, boolean forward) {
        session.find(any, forward, arrival -> {
            if (any.size() > 1 && arrival.found()) {
                arrived.set(arrival);
            }
        });
    }

    /// Ends a search that is under way.
    ///
    /// @return whether one was
    boolean stop() {
        boolean any = session.frame().searching || deck.second().slowlyAt().isPresent();
        if (any) {
            end();
        }
        return any;
    }

    private void end() {
        session.pause();
        deck.second().stopLooking();
    }

    /// Another machine is shown, which nobody has searched yet.
    void forget() {
        inVain = 0;
        arrived.set(null);
    }

    /// Takes what is new; once a pulse, after the words of what is sought have taken it.
    void update(Frame frame) {
        if (frame.searchesInVain > inVain) {
            inVain = frame.searchesInVain;
            desk.status().explain((frame.searchStopped ? Text.SEARCH_STOPPED : Text.SEARCH_IN_VAIN).of());
        }
        var arrival = arrived.getAndSet(null);
        if (arrival != null) {
            arrival.what().ifPresent(what -> desk.status().explain(Text.SEARCH_FOUND.of(until.words(what))));
        }
        sinceNs = frame.searching ? sinceNs < 0 ? clock.getAsLong() : sinceNs : -1;
        boolean slow = frame.searching && clock.getAsLong() - sinceNs > SOON_NS;
        var looking = deck.second().slowlyAt();
        if (slow || looking.isPresent()) {
            bar.show(slow ? UntilVm.progress(frame) : UntilVm.progress(looking.getAsLong()));
            if (!layer.shows(bar)) {
                layer.show(bar, deck, PopLayer.Side.FOOT);
            }
        } else if (layer.shows(bar)) {
            layer.hide(bar);
        }
    }
}
