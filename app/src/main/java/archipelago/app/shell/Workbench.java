package archipelago.app.shell;

import archipelago.app.action.Instruments;
import archipelago.app.i18n.Text;
import archipelago.app.layout.TimeWindow;
import archipelago.app.session.MachineSession;
import archipelago.app.session.Prompt;
import archipelago.app.view.Announcement;
import archipelago.app.view.EventsPane;
import archipelago.app.view.Front;
import archipelago.app.view.Fronts;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.MachineListPane;
import archipelago.app.view.PromptPane;
import archipelago.app.view.RangeBar;
import archipelago.app.view.SideEvents;
import archipelago.app.view.ThingMenu;
import archipelago.app.view.TimelinePane;
import archipelago.app.vm.AnnouncerVm;
import archipelago.app.vm.Desk;
import archipelago.app.vm.EventsVm;
import archipelago.app.vm.MachineListVm;
import archipelago.app.vm.MeasuresVm;
import archipelago.app.vm.PromptVm;
import archipelago.engine.frame.Frame;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyStringProperty;

/// What looks closer at the run: tables, a stretch of time, and marks to measure with. It puts them together and
/// changes nothing of the run.
final class Workbench implements Instruments {
    private final MachineSession session;
    private final Desk desk;
    private final MachineDeck deck;
    private final TimelinePane timeline;
    private final MeasuresVm measures = new MeasuresVm();
    private final EventsVm events;
    private final EventsPane eventsPane;
    private final SideEvents side;
    private final MachineListVm list;
    private final AnnouncerVm announcer;
    private final Announcement announcement;
    private final MachineListPane listPane;
    private final WindowLanes lanes;
    private final PromptVm prompt;
    private final PromptPane promptPane;

    /// @param clock nanoseconds that never run backwards
    Workbench(
            MachineSession session,
            Desk desk,
            MachineDeck deck,
            TimelinePane timeline,
            ThingMenu menu,
            TimeTravel travel,
            LongSupplier clock,
            Runnable writeDown) {
        this.session = session;
        this.desk = desk;
        this.deck = deck;
        this.timeline = timeline;
        deck.link(desk.links());
        deck.measure(measures.measures(), query -> eventsPane().show(query));
        deck.follow(timeline.time());
        timeline.link(desk.links());
        events = new EventsVm(session.scenario().machine(), desk.chronicle(), desk.words());
        timeline.measure(measures.measures(), new RangeBar(
                measures, this::zoomToRange, this::showRowsOfRange, writeDown, this::clearRange));
        list = new MachineListVm(session.scenario(), desk.words());
        announcer = new AnnouncerVm(desk.words(), clock);
        lanes = new WindowLanes(session.scenario().machine(), desk, deck, session::frame);
        announcement = new Announcement(announcer, desk.status());
        listPane = new MachineListPane(
                list, announcer, desk.selection(), desk.links(), menu, session::frame, deck::takeKeyboard);
        prompt = new PromptVm(new Prompt(session)::say);
        promptPane = new PromptPane(prompt, deck::takeKeyboard);
        eventsPane = new EventsPane(
                events,
                desk.selection(),
                desk.links(),
                travel::followFact,
                session::frame,
                deck::takeKeyboard,
                desk.status()::explain);
        side = new SideEvents(events, desk.selection(), desk.links(), travel::followFact);
    }

    /// The table of events in a column beside the pictures.
    SideEvents side() {
        return side;
    }

    /// What stands in the place of the timeline, with what others put there.
    Fronts fronts(Front console, Front futures) {
        return new Fronts(
                List.of(eventsPane.front(), listPane.front(), promptPane.front(), console, futures), futures);
    }

    /// Takes what is new; once a pulse.
    void update(Frame frame) {
        measures.update(frame, desk.history());
        prompt.update(frame);
        if (eventsPane.shown().get() || side.isVisible()) {
            events.update(frame);
            eventsPane.update();
        }
        if (side.isVisible()) {
            side.update();
        }
        announcer.update(frame);
        if (listPane.shown().get()) {
            list.update(frame);
            listPane.update();
        }
    }

    void followNow() {
        eventsPane.follow();
        side.follow();
    }

    @Override
    public void showShell() {
        promptPane.toggle();
    }

    @Override
    public void showEvents() {
        eventsPane.toggle();
    }

    @Override
    public void filterEvents() {
        eventsPane.filter();
    }

    @Override
    public void showList() {
        listPane.toggle();
    }

    @Override
    public void markRange(boolean end) {
        var begun = measures.mark(end, session.frame().nowNs);
        if (!begun) {
            desk.status().explain((end ? Text.RANGE_NOT_BEGUN : Text.RANGE_BEGUN).of());
        }
    }

    /// Takes the stretch of time away.
    ///
    /// @return whether there was one
    boolean clearRange() {
        var now = measures.measures().get();
        measures.measures().set(now.withoutRange());
        return now.hasRange();
    }

    /// Shows the stretch of time as large as there is room.
    ///
    /// @return whether there is one that was not shown so already
    boolean zoomToRange() {
        var now = measures.measures().get();
        if (!now.hasRange() || now.window().equals(timeline.shown())) {
            return false;
        }
        timeline.show(now.window());
        return true;
    }

    /// The stretch of time, or what is shown where there is none.
    TimeWindow stretch(TimeWindow shown) {
        var now = measures.measures().get();
        return now.hasRange() ? now.window() : shown;
    }

    /// How far the measuring marks are from each other.
    ReadOnlyStringProperty measured() {
        return measures.delta();
    }

    MeasuresVm measures() {
        return measures;
    }

    @Override
    public void showRowsOfRange() {
        var query = (events.query(desk.selection().get()) + " " + measures.query()).strip();
        if (query.isEmpty()) {
            desk.status().explain(Text.RANGE_NONE.of());
        } else {
            eventsPane.show(query);
        }
    }

    @Override
    public void placeMarker(boolean second) {
        measures.measures().set(measures.measures().get().mark(second, session.frame().nowNs));
    }

    @Override
    public void nextScale() {
        var scale = desk.links().scale();
        scale.set(scale.get().next());
        desk.status().explain(switch (scale.get()) {
            case LINEAR -> Text.SCALE_LINEAR.of();
            case PER_EVENT -> Text.SCALE_PER_EVENT.of();
            case COMPRESSED -> Text.SCALE_COMPRESSED.of();
        });
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }

    @Override
    public void toggleLinks() {
        var on = desk.links().on();
        on.set(!on.get());
        desk.status().explain((on.get() ? Text.LINKS_ON : Text.LINKS_OFF).of());
    }

    @Override
    public void nextArrows() {
        var arrows = desk.links().arrows();
        arrows.set(arrows.get().next());
        desk.status().explain(switch (arrows.get()) {
            case ALL -> Text.ARROWS_ALL.of();
            case CHAIN -> Text.ARROWS_CHAIN.of();
            case NONE -> Text.ARROWS_NONE.of();
        });
    }

    @Override
    public void nextRate() {
        announcer.rate().set(announcer.rate().get().next());
        desk.status().explain(Text.ANNOUNCED.of(announcer.rate().get().words()));
    }

    /// What says aloud what happens.
    Announcement announcement() {
        return announcement;
    }

    private EventsPane eventsPane() {
        return eventsPane;
    }

    AnnouncerVm announcer() {
        return announcer;
    }

    EventsPane events() {
        return eventsPane;
    }
}
