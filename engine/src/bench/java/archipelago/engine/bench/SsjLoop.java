package archipelago.engine.bench;

import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;

/// SSJ of the University of Montreal, with any of its event lists. An event that has happened is scheduled again, so
/// SSJ allocates nothing per event.
final class SsjLoop extends HoldLoop {
    private final Simulator simulator;

    SsjLoop(EventList list, int pending, Delays delays, long holds) {
        super(delays, holds);
        simulator = new Simulator(list);
        simulator.init();
        for (int i = 0; i < pending; i++) {
            new Hold().schedule(nextNs());
        }
    }

    @Override
    public long run() {
        simulator.start();
        return (long) simulator.time();
    }

    private final class Hold extends Event {
        Hold() {
            super(simulator);
        }

        @Override
        public void actions() {
            if (goesOn()) {
                schedule(nextNs());
            }
        }
    }
}
