package archipelago.engine.workload;

import archipelago.engine.base.Defect;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Setting;
import archipelago.engine.operation.Operations;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;

/// What a person turns while the machine runs. It is an act like all others: it has an instant, and it can be taken back.
@Models(
        value = Subject.TIME,
        exactly = "a duration that is set by hand holds from then on, and says so wherever it is shown",
        approximately = "what is under way when a duration is changed ends as it would have ended")
public final class Settings {
    private final World world;
    private final Operations operations;
    private final Traffic traffic;

    public Settings(World world, Operations operations, Traffic traffic) {
        this.world = world;
        this.operations = operations;
        this.traffic = traffic;
    }

    public void work(Operation op, Setting setting) {
        switch (setting) {
            case Setting.SetCost cost -> set(op, cost);
            case Setting.SetRate rate -> set(op, rate);
            case Setting.SkipWait() -> throw new Defect("what the story waits for is for the story to forget");
        }
    }

    private void set(Operation op, Setting.SetCost order) {
        var cost = order.cost();
        if (order.ns() < 1 || order.ns() > cost.mostNs()) {
            operations.refuse(op, Errno.EINVAL, cost.word() + " can be set from 1ns to " + Times.text(cost.mostNs()));
            return;
        }
        long calibratedNs = world.calibratedNs(cost);
        world.set(cost, order.ns());
        operations.finish(op, cost.word() + " takes " + Times.text(order.ns()) + " " + cost.unit()
                + (order.ns() == calibratedNs
                        ? ", as by default"
                        : "; by default " + Times.text(calibratedNs)));
    }

    private void set(Operation op, Setting.SetRate order) {
        int index = order.stream() - 1;
        if (index < 0 || index >= world.state.streams().size()) {
            operations.refuse(op, Errno.ENOENT, "there is no stream " + order.stream() + " of traffic");
        } else if (order.everyNs() < ScenarioReader.EVERY_NS_MIN || order.everyNs() > ScenarioReader.TIME_NS_MAX) {
            operations.refuse(op, Errno.EINVAL, "requests can come every " + Times.text(ScenarioReader.EVERY_NS_MIN)
                    + " to every " + Times.text(ScenarioReader.TIME_NS_MAX));
        } else {
            traffic.every(index, order.everyNs());
            var stream = world.scenario.traffic().get(index);
            operations.finish(op, stream.from() + " asks " + stream.to() + " every " + Times.text(order.everyNs())
                    + (order.everyNs() == stream.everyNs()
                            ? ", as the scenario says"
                            : "; by the scenario every " + Times.text(stream.everyNs())));
        }
    }
}
