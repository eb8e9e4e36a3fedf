package archipelago.engine.bench;

import java.util.concurrent.CountDownLatch;
import nl.tudelft.simulation.dsol.SimRuntimeException;
import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;

/// DSOL of the Delft University of Technology, with either of its event lists. Its simulator has a thread of its own.
final class DsolLoop extends HoldLoop {
    private final DevsSimulator<Double> simulator = new DevsSimulator<>("hold");
    private final CountDownLatch over = new CountDownLatch(1);
    private final Executable hold = this::hold;
    private long left;
    private double lastTime;

    DsolLoop(EventListInterface<Double> list, int pending, Delays delays, long holds) {
        super(delays, holds);
        left = pending + holds;
        simulator.setEventList(list);
        var model = new AbstractDsolModel<Double, DevsSimulator<Double>>(simulator) {
            private static final long serialVersionUID = 1;

            @Override
            public void constructModel() {
                for (int i = 0; i < pending; i++) {
                    schedule();
                }
            }
        };
        try {
            simulator.initialize(model, new SingleReplication<>("hold", 0.0, 0.0, Double.MAX_VALUE));
        } catch (SimRuntimeException e) {
            throw new IllegalStateException(e);
        }
    }

    private void schedule() {
        try {
            simulator.scheduleEventRel((double) nextNs(), hold);
        } catch (SimRuntimeException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hold() {
        left--;
        if (goesOn()) {
            schedule();
        } else if (left == 0) {
            lastTime = simulator.getSimulatorTime();
            over.countDown();
        }
    }

    @Override
    public long run() {
        try {
            simulator.start();
            over.await();
        } catch (SimRuntimeException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return (long) lastTime;
    }
}
