package archipelago.app.shell;

import archipelago.app.action.Instruments;
import archipelago.app.view.EventsPane;
import archipelago.app.view.Front;
import archipelago.app.view.Fronts;
import archipelago.app.view.MachineDeck;
import archipelago.app.view.TimelinePane;
import archipelago.app.vm.Desk;
import archipelago.app.vm.EventsVm;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.List;

/// What looks closer at the run: tables, a stretch of time, and marks to measure with. It puts them together and
/// changes nothing of the run.
final class Workbench implements Instruments {
    private final EventsVm events;
    private final EventsPane eventsPane;

    Workbench(Machine machine, Desk desk, MachineDeck deck, TimelinePane timeline, TimeTravel travel) {
        events = new EventsVm(machine, desk.chronicle(), desk.words());
        eventsPane = new EventsPane(
                events, desk.selection(), travel::followFact, deck::takeKeyboard, desk.status()::explain);
    }

    /// What stands in the place of the timeline, with what others put there.
    Fronts fronts(Front console, Front futures) {
        return new Fronts(List.of(eventsPane.front(), console, futures), futures);
    }

    /// Takes what is new; once a pulse.
    void update(Frame frame) {
        if (eventsPane.shown().get()) {
            events.update(frame);
            eventsPane.update();
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
    public void showList() {}

    @Override
    public void markRange(boolean end) {}

    @Override
    public void showRowsOfRange() {}

    @Override
    public void placeMarker(boolean second) {}

    EventsPane events() {
        return eventsPane;
    }
}
