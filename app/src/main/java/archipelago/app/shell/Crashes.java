package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.session.MachineSession;
import archipelago.app.view.BlackBoxCard;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.PopLayer;
import archipelago.app.vm.BlackBoxVm;
import archipelago.app.vm.BlackBoxVm.Crash;
import archipelago.app.vm.Desk;
import archipelago.app.vm.Figures;
import archipelago.engine.base.Times;
import archipelago.engine.frame.Frame;
import java.util.function.LongConsumer;

/// What the window does about a crash: it keeps the last moments of the kernel, and it can stop the machine there.
final class Crashes implements OpenCards.Card {
    /// How far back the black box leads: long enough to see what came before, short enough to see each message.
    private static final long REWIND_NS = 20 * Times.US;

    private final MachineSession session;
    private final Desk desk;
    private final MachineDeck deck;
    private final PopLayer layer;
    private final LongConsumer go;
    private final BlackBoxVm vm;
    private final BlackBoxCard card;
    private boolean stops;
    private Crash shown;
    private boolean playing;
    private long seen;
    private int branch;

    /// @param go goes behind an event, and stays with it
    Crashes(MachineSession session, Desk desk, MachineDeck deck, PopLayer layer, LongConsumer go) {
        this.session = session;
        this.desk = desk;
        this.deck = deck;
        this.layer = layer;
        this.go = go;
        vm = new BlackBoxVm(desk.words());
        card = new BlackBoxCard(
                Times.shown(REWIND_NS, 0),
                go,
                () -> session.seek(Math.max(0, shown.atNs() - REWIND_NS)),
                () -> go.accept(shown.origin()));
        seen = session.frame().told();
        branch = session.frame().branch;
    }

    /// Opens the black box of the kernel that is picked out, or of the one that crashed last.
    void open() {
        int kernel = desk.selection().get() instanceof Selection.OfKernel(int slot) ? slot : -1;
        vm.last(session.frame(), kernel).ifPresentOrElse(this::open, () -> desk.status().explain(Text.CRASH_NONE.of()));
    }

    private void open(Crash crash) {
        shown = crash;
        layer.show(card, deck, PopLayer.Side.TOP);
        var time = Text.TIME.of(Figures.seconds(crash.atNs()));
        card.begin(crash.name(), time, vm.lines(session.frame(), crash));
    }

    /// Lets the machine stop at every crash, or go on there.
    void toggleStop() {
        stops = !stops;
        desk.status().explain((stops ? Text.CRASH_STOPS : Text.CRASH_GOES_ON).of());
    }

    /// Takes what is new; once a pulse. Only what comes while the machine plays counts: whoever goes somewhere knows where.
    @Override
    public void update(Frame frame) {
        boolean goesOn = (playing || frame.playing) && frame.branch == branch && frame.told() > seen;
        int from = frame.journal.indexOf(seen);
        seen = frame.told();
        branch = frame.branch;
        playing = frame.playing;
        if (stops && goesOn) {
            vm.since(frame, from).ifPresent(this::stopAt);
        }
    }

    private void stopAt(Crash crash) {
        session.pause();
        go.accept(crash.origin());
        session.mark(Text.CRASH_MARK.of(crash.name()) + " · " + Figures.seconds(crash.atNs()), "");
        desk.selection().set(new Selection.OfKernel(crash.kernel()));
        open(crash);
    }

    boolean shown() {
        return layer.shows(card);
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
            layer.hide(card);
            deck.takeKeyboard();
        }
        return was;
    }
}
