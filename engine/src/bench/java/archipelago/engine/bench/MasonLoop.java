package archipelago.engine.bench;

import sim.engine.Schedule;
import sim.engine.SimState;
import sim.engine.Steppable;

/// MASON of George Mason University.
final class MasonLoop extends HoldLoop {
    private final SimState state = new SimState(1);
    private final Schedule schedule = state.schedule;
    private double lastTime;

    MasonLoop(int pending, Delays delays, long holds) {
        super(delays, holds);
        Steppable hold = new Steppable() {
            private static final long serialVersionUID = 1;

            @Override
            public void step(SimState s) {
                lastTime = schedule.time();
                if (goesOn()) {
                    schedule.scheduleOnce(lastTime + nextNs(), this);
                }
            }
        };
        for (int i = 0; i < pending; i++) {
            schedule.scheduleOnce(nextNs(), hold);
        }
    }

    @Override
    public long run() {
        while (schedule.step(state)) {
            // A step handles all events of one instant.
        }
        return (long) lastTime;
    }
}
