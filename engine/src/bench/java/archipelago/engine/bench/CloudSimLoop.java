package archipelago.engine.bench;

import org.cloudsimplus.core.CloudSimEntity;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.core.events.SimEvent;

/// CloudSim Plus: one entity that sends itself what is due.
final class CloudSimLoop extends HoldLoop {
    private static final int HOLD = 1_000_000;

    private final CloudSimPlus simulation = new CloudSimPlus();
    private double lastTime;

    CloudSimLoop(int pending, Delays delays, long holds) {
        super(delays, holds);
        new Holder(pending);
    }

    @Override
    public long run() {
        simulation.start();
        return (long) lastTime;
    }

    private final class Holder extends CloudSimEntity {
        private final int pending;

        Holder(int pending) {
            super(simulation);
            this.pending = pending;
        }

        @Override
        protected void startInternal() {
            for (int i = 0; i < pending; i++) {
                schedule(CloudSimLoop.this.nextNs(), HOLD);
            }
        }

        @Override
        public void processEvent(SimEvent event) {
            if (event.getTag() != HOLD) {
                return;
            }
            lastTime = event.getTime();
            if (goesOn()) {
                schedule(CloudSimLoop.this.nextNs(), HOLD);
            }
        }
    }
}
