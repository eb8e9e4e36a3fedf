package archipelago.app.shell;

import archipelago.app.action.Instruments;
import archipelago.app.session.MachineSession;
import archipelago.app.view.EventsPane;
import archipelago.app.view.Front;
import archipelago.app.view.Fronts;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.MachineListPane;
import archipelago.app.view.ThingMenu;
import archipelago.app.view.TimelinePane;
import archipelago.app.vm.AnnouncerVm;
import archipelago.app.vm.Desk;
import archipelago.app.vm.EventsVm;
import archipelago.app.vm.MachineListVm;
import archipelago.engine.frame.Frame;
import java.util.List;
import java.util.function.LongSupplier;

/// What looks closer at the run: tables, a stretch of time, and marks to measure with. It puts them together and
/// changes nothing of the run.
final class Workbench implements Instruments {
    private final EventsVm events;
    private final EventsPane eventsPane;
    private final MachineListVm list;
    private final AnnouncerVm announcer;
    private final MachineListPane listPane;

    /// @param clock nanoseconds that never run backwards
    Workbench(
            MachineSession session,
            Desk desk,
            MachineDeck deck,
            TimelinePane timeline,
            ThingMenu menu,
            TimeTravel travel,
            LongSupplier clock) {
        events = new EventsVm(session.scenario().machine(), desk.chronicle(), desk.words());
        list = new MachineListVm(session.scenario(), desk.words());
        announcer = new AnnouncerVm(desk.words(), clock);
        listPane = new MachineListPane(list, announcer, desk.selection(), menu, session::frame, deck::takeKeyboard);
        eventsPane = new EventsPane(
                events, desk.selection(), travel::followFact, deck::takeKeyboard, desk.status()::explain);
    }

    /// What stands in the place of the timeline, with what others put there.
    Fronts fronts(Front console, Front futures) {
        return new Fronts(List.of(eventsPane.front(), listPane.front(), console, futures), futures);
    }

    /// Takes what is new; once a pulse.
    void update(Frame frame) {
        if (eventsPane.shown().get()) {
            events.update(frame);
            eventsPane.update();
        }
        if (listPane.shown().get()) {
            list.update(frame);
            announcer.update(frame);
            listPane.update();
        }
    }

    void followNow() {
        eventsPane.follow();
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
    public void markRange(boolean end) {}

    @Override
    public void showRowsOfRange() {}

    @Override
    public void placeMarker(boolean second) {}

    AnnouncerVm announcer() {
        return announcer;
    }

    EventsPane events() {
        return eventsPane;
    }
}
