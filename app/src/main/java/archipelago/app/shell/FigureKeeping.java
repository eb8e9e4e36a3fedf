package archipelago.app.shell;

import archipelago.app.layout.Selection;
import archipelago.app.render.Theme;
import archipelago.app.render.ViewKind;
import archipelago.app.session.MachineSession;
import archipelago.app.view.FigurePane;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.PopLayer;
import archipelago.app.view.TimelinePane;
import archipelago.app.vm.FigureVm;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps what is shown as a figure: the card on which it is chosen, and the writing.
final class FigureKeeping implements OpenCards.Card {
    private final FigureVm vm = new FigureVm();
    private final FigurePane card = new FigurePane(vm, this::write, this::closeCard);
    private final MachineSession session;
    private final Window window;
    private final PopLayer layer;
    private final FigureWriting writing;
    private final MachineDeck deck;
    private final TimelinePane timeline;
    private final Supplier<Theme> theme;
    private final Supplier<Selection> selection;

    /// @param window of which a figure can be, too
    /// @param layer on which the card stands
    FigureKeeping(
            MachineSession session,
            Window window,
            PopLayer layer,
            FigureWriting writing,
            MachineDeck deck,
            TimelinePane timeline,
            Supplier<Theme> theme,
            Supplier<Selection> selection) {
        this.session = session;
        this.window = window;
        this.layer = layer;
        this.writing = writing;
        this.deck = deck;
        this.timeline = timeline;
        this.theme = theme;
        this.selection = selection;
    }

    /// Stops time and opens the card, with the view that is in front.
    void open() {
        session.pause();
        var frame = session.frame();
        vm.begin(frame, front(deck.shown().get()), timeline.shown().toNs());
        layer.show(card, deck, PopLayer.Side.FOOT);
        card.begin();
    }

    private static FigureVm.What front(Optional<ViewKind> shown) {
        return shown.map(kind -> FigureVm.What.valueOf(kind.name())).orElse(FigureVm.What.MAP);
    }

    /// Whether the card is open, which takes what is typed.
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
        boolean open = shown();
        if (open) {
            closeCard();
        }
        return open;
    }

    private void closeCard() {
        layer.hide(card);
        deck.takeKeyboard();
    }

    private void write(FigureVm.Wish wish) {
        var stretch = timeline.following() ? null : timeline.shown();
        writing.write(
                wish,
                new FigureWriting.Sight(theme.get(), selection.get(), stretch, timeline.scale(), deck.second().against()),
                window);
    }
}
