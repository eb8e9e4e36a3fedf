package archipelago.app.shell;

import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.app.render.ViewKind;
import archipelago.app.session.Aftermath;
import archipelago.app.session.MachineSession;
import archipelago.app.view.BlastCard;
import archipelago.app.view.CompareBar;
import archipelago.app.view.GoToPane;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.MarkEditor;
import archipelago.app.view.PlacesPane;
import archipelago.app.view.PopLayer;
import archipelago.app.view.RunUntilPane;
import archipelago.app.view.SecondFuture;
import archipelago.app.view.TimelinePane;
import archipelago.app.view.WhyPart;
import archipelago.app.vm.BlastVm;
import archipelago.app.vm.Desk;
import archipelago.app.vm.FuturesVm;
import archipelago.app.vm.GoToVm;
import archipelago.app.vm.MarksVm;
import archipelago.app.vm.UntilVm;
import archipelago.app.vm.WhyVm;
import archipelago.engine.frame.BookmarkView;
import archipelago.engine.frame.BranchView;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening;
import archipelago.engine.seek.Sought;
import archipelago.engine.session.Moment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Time as a place: bookmarks, futures, ways to a moment, and why things happened. It puts the cards of these together
/// and knows what they do to the machine.
final class TimeTravel implements PlacesPane.Keeper, OpenCards.Card {
    /// The thread that works out what acts changed ends when it has had nothing to do for so long.
    private static final long IDLE_S = 10;

    private final MachineSession session;
    private final Desk desk;
    private final MachineDeck deck;
    private final TimelinePane timeline;
    private final PopLayer layer = new PopLayer();
    private final MarksVm marks = new MarksVm();
    private final FuturesVm futures;
    private final GoToVm places;
    private final UntilVm until;
    private final WhyVm why;
    private final BlastVm blast;
    private final Aftermath aftermath;
    private final ThreadPoolExecutor beside = new ThreadPoolExecutor(
            0, 1, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), TimeTravel::aftermathThread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final GoToPane goTo;
    private final RunUntilPane runUntil;
    private final MarkEditor editor;
    private final PlacesPane pane;
    private final Searches searches;
    private final CompareBar comparing;
    private final WhyPart whyPart;
    private Runnable revealWhy = () -> {};
    private long revealed;
    private Node clockReadout;

    /// @param clock nanoseconds that never run backwards
    TimeTravel(MachineSession session, Desk desk, MachineDeck deck, TimelinePane timeline, LongSupplier clock) {
        this.session = session;
        this.desk = desk;
        this.deck = deck;
        this.timeline = timeline;
        var machine = session.scenario().machine();
        futures = new FuturesVm(desk.words());
        places = new GoToVm(desk.words());
        until = new UntilVm(machine, futures, marks);
        why = new WhyVm(desk.words(), desk.chronicle(), session::account);
        blast = new BlastVm(machine);
        aftermath = new Aftermath(session::futures, beside, clock);
        searches = new Searches(session, desk, deck, layer, until, clock);
        goTo = new GoToPane(places, this::go, this::closeCards);
        runUntil = new RunUntilPane(until, this::find, this::closeCards);
        editor = new MarkEditor(marks, this, this::closeCards);
        pane = new PlacesPane(futures, marks, this, this::go, deck::takeKeyboard);
        comparing = new CompareBar(futures, deck::compareWith, this::lookForDifference);
        var card = new BlastCard(blast, this::showWithout, aftermath::giveUp, this::workOutAgain);
        whyPart = new WhyPart(why, this::follow, card);
        deck.wear(comparing);
        timeline.onMark(this::go);
        timeline.onAct(act -> follow(-act));
        marks.update(session.frame());
        futures.update(session.frame());
        until.update(session.frame());
        places.update(session.frame(), desk.history(), marks.marks().get());
    }

    private static Thread aftermathThread(Runnable work) {
        var thread = new Thread(work, "archipelago-aftermath");
        thread.setDaemon(true);
        return thread;
    }

    PopLayer layer() {
        return layer;
    }

    PlacesPane pane() {
        return pane;
    }

    Region whyPart() {
        return whyPart;
    }

    /// @param reveal brings what is told of causes into sight
    void onFollowed(Runnable reveal) {
        revealWhy = reveal;
    }

    /// @param readout the time display, under which the field to go somewhere opens
    void clockAt(Node readout) {
        clockReadout = readout;
    }

    /// Takes what is new; once a pulse.
    @Override
    public void update(Frame frame) {
        marks.update(frame);
        futures.update(frame);
        until.update(frame);
        places.update(frame, desk.history(), marks.marks().get());
        why.update(frame, desk.selection().get());
        revealFollowed();
        workOut(frame);
        blast.update(aftermath.state());
        comparing.show(deck.compared());
        differenceFound();
        searches.update(frame);
    }

    // --- bookmarks ------------------------------------------------------------------------------

    /// Sets a bookmark at this moment, or takes the one that is there, and opens its card.
    void bookmark() {
        if (session.frame().playing) {
            session.pause();
        }
        var here = marks.here();
        var name = here.map(BookmarkView::name).orElseGet(marks::freshName);
        if (here.isEmpty()) {
            session.mark(name, "");
        }
        closeCards();
        layer.show(editor, timeline, PopLayer.Side.ABOVE, timeline::presentX);
        editor.begin(name, here.map(BookmarkView::note).orElse(""),
                here.map(BookmarkView::badge).orElse(0), desk.clock().time().get());
    }

    void nextBookmark(boolean back) {
        marks.next(back).ifPresentOrElse(
                this::go, () -> desk.status().explain((back ? Text.MARK_FIRST : Text.MARK_LAST).of()));
    }

    @Override
    public void rename(String bookmark, String name, String note) {
        session.rename(bookmark, name, note);
    }

    @Override
    public void badge(String bookmark, int badge) {
        session.badge(bookmark, badge);
    }

    @Override
    public void forget(String bookmark) {
        session.forget(bookmark);
    }

    private void go(BookmarkView mark) {
        timeline.followNow();
        session.goTo(new Moment(mark.branch(), mark.commands(), mark.events(), mark.atNs()));
    }

    // --- to a moment ----------------------------------------------------------------------------

    void openGoTo() {
        closeCards();
        layer.show(goTo, clockReadout, PopLayer.Side.BELOW);
        goTo.begin();
    }

    void openRunUntil() {
        closeCards();
        layer.show(runUntil, clockReadout, PopLayer.Side.BELOW);
        runUntil.begin();
    }

    @Override
    public boolean typedInto() {
        return open();
    }

    /// Closes the cards that are open.
    ///
    /// @return whether any was
    @Override
    public boolean close() {
        boolean any = open();
        if (any) {
            closeCards();
        }
        return any;
    }

    /// Whether a card is open that takes what is typed.
    boolean open() {
        return layer.shows(goTo) || layer.shows(runUntil) || layer.shows(editor);
    }

    private void closeCards() {
        layer.hide(goTo);
        layer.hide(runUntil);
        layer.hide(editor);
        deck.takeKeyboard();
    }

    private void go(GoToVm.Place place) {
        timeline.followNow();
        switch (place) {
            // What has not been computed yet is searched for, so that it can be given up.
            case GoToVm.Place.Instant(long ns) when ns > session.frame().furthestNs ->
                searches.find(List.of(new Sought.Instant(ns)), true);
            case GoToVm.Place.Instant(long ns) -> session.seek(ns);
            case GoToVm.Place.Event(long number) -> session.goTo(number);
            case GoToVm.Place.Act(int number) -> follow(-number);
            case GoToVm.Place.Mark(var bookmark) -> go(bookmark);
        }
    }

    // --- futures --------------------------------------------------------------------------------

    @Override
    public void goTo(int branch) {
        timeline.followNow();
        session.enter(branch);
    }

    @Override
    public void compare(int branch) {
        deck.compareWith(branch);
        comparing.choose(branch);
    }

    @Override
    public void name(int branch, String name) {
        session.name(branch, name);
    }

    /// Goes to the next instant at which two futures do not tell the same, or back to the last one.
    void lookForDifference(boolean forward) {
        if (!deck.comparing()) {
            deck.show(Optional.of(ViewKind.COMPARE));
            return;
        }
        if (!deck.second().look(session.frame().nowNs, forward)) {
            desk.status().explain(Text.COMPARE_NOTHING_TITLE.of());
        }
    }

    private void differenceFound() {
        var found = deck.second().found();
        if (found == null) {
            return;
        }
        if (found.atNs().isPresent()) {
            timeline.followNow();
            session.seek(found.atNs().getAsLong());
        } else if (!found.stopped()) {
            desk.status().explain(Text.DIFFERENCE_NONE.of());
        }
    }

    // --- why ------------------------------------------------------------------------------------

    /// Goes behind an event, or behind an act of a negative number, lights what it is about, and tells why it was.
    private void follow(long origin) {
        var lit = why.lit(origin);
        if (!lit.equals(Selection.NOTHING)) {
            desk.selection().set(lit);
        }
        why.follow(origin, desk.selection().get());
        timeline.followNow();
        session.goTo(origin);
    }

    /// Goes behind the event of a fact that is told, or the act; what is picked out stays so.
    void followFact(long origin) {
        why.follow(origin, desk.selection().get());
        timeline.followNow();
        session.goTo(origin);
    }

    /// Goes to the next of several things, or back to the last one.
    void find(List<Sought> any, boolean forward) {
        timeline.followNow();
        searches.find(any, forward);
    }

    /// Ends a search that is under way.
    ///
    /// @return whether one was
    boolean stopSearch() {
        return searches.stop();
    }

    /// Goes on to what was caused by what happened last.
    void toEffect() {
        long last = session.frame().lastOrigin;
        if (last == 0) {
            desk.status().explain(Text.NOTHING_HAPPENED.of());
        } else {
            find(List.of(new Sought.EffectOf(last)), true);
        }
    }

    private void revealFollowed() {
        var told = why.told().get();
        long followed = told.followed() ? told.origin() : 0;
        if (followed != revealed) {
            revealed = followed;
            if (followed != 0) {
                Platform.runLater(revealWhy);
            }
        }
    }

    private void workOut(Frame frame) {
        var told = why.told().get();
        boolean another = aftermath.state().act() != told.act();
        if (told.act() == 0) {
            aftermath.forget();
        } else if (!frame.playing || another && told.byHand()) {
            aftermath.ask(frame, told.act()); // The story acts all the time: while it plays, nobody asks about each.
        }
    }

    private void workOutAgain() {
        aftermath.forget();
    }

    /// The world without an act: the branch on which it was taken back, or a new one; and both beside each other.
    private void showWithout(int act) {
        var frame = session.frame();
        var known = given(frame, act).flatMap(request -> frame.branches.stream()
                .filter(branch -> isWithout(branch, frame.branch, request))
                .findFirst());
        int here = frame.branch;
        timeline.followNow();
        known.ifPresentOrElse(branch -> session.enter(branch.number()), () -> session.undo(act));
        compare(here);
    }

    /// @param request when an act was given, and what
    private record Request(long atNs, Happening.Requested what) {}

    private static Optional<Request> given(Frame frame, int act) {
        for (int i = 0; i < frame.journal.size(); i++) {
            var fact = frame.journal.get(i);
            if (fact.what() instanceof Happening.Requested what && what.act() == act) {
                return Optional.of(new Request(fact.atNs(), what));
            }
        }
        return Optional.empty();
    }

    private static boolean isWithout(BranchView branch, int parent, Request request) {
        return branch.parent() == parent && branch.forkedAtNs() == request.atNs()
                && branch.undone().equals(Optional.of(request.what().command()));
    }

    /// Brings the places that have names to the front, or takes them away.
    void showPlaces() {
        pane.toggle();
    }

    /// Another machine of the same make is shown from now on.
    void forget() {
        closeCards();
        searches.forget();
        aftermath.forget();
        why.forget();
        deck.second().forget();
        revealed = 0;
    }

    /// Nothing is worked out any more.
    void end() {
        aftermath.forget();
        deck.second().stopLooking();
        beside.shutdownNow();
    }

    BlastVm blast() {
        return blast;
    }
}
