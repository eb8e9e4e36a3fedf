package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Subject;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Chance;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.Chances;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Faults that come by chance: at which instant, of which kind and in whom is drawn from a stream of the scenario's seed
/// that has no other use, so that a seed stands for a run and nothing else that is drawn shifts. What is drawn strikes by
/// the rules of every fault.
@Models(
        value = Subject.FAULTS,
        approximately = "faults by chance come as often as somebody says; how often they come in a real machine has not"
                    + " been published")
final class ChanceFaults {
    private static final int SLOW_PERCENT = 200;
    private static final long DELAY_NS = 10 * Times.US;

    private final World world;
    private final Operations operations;
    private final Consumer<Fault> strike;

    /// @param strike lets a fault happen for which nobody has asked
    ChanceFaults(World world, Operations operations, Consumer<Fault> strike) {
        this.world = world;
        this.operations = operations;
        this.strike = strike;
    }

    void begin(Operation op, Fault.Chaos order) {
        if (order.everyNs() < 1 || order.forNs() < 0) {
            operations.refuse(op, Errno.EINVAL, "faults come in times that are not negative");
            return;
        }
        for (var name : order.kernels()) {
            if (world.state.presentNamed(name) == null) {
                operations.refuse(op, Errno.ENOENT, "there is no kernel " + name);
                return;
            }
        }
        int round = ++world.state.chanceRounds;
        long untilNs = order.forNs() == 0 ? Long.MAX_VALUE : Math.addExact(world.now(), order.forNs());
        world.state.chances = new Chances(order, untilNs, new RandomStream(world.scenario.seed(), "chance " + round));
        schedule();
        operations.finish(op, "faults come by chance, every " + Times.text(order.everyNs()) + " on average");
    }

    void end(Operation op) {
        if (world.state.chances == null) {
            operations.refuse(op, Errno.EINVAL, "no faults come by chance");
            return;
        }
        long struck = world.state.chances.struck;
        world.state.chances = null;
        operations.finish(op, "no more faults come by chance; " + struck + " have struck");
    }

    private void schedule() {
        var chances = world.state.chances;
        long delayNs = 1 + chances.draws.nextBelow(2 * chances.plan.everyNs());
        // One that would come too late still comes, to say that it is over.
        world.after(delayNs, Priority.OUTSIDE, new Event.ChanceDue(world.state.chanceRounds));
    }

    /// One more fault is due, and another one after it.
    void due(Event.ChanceDue event) {
        if (!present(event.round())) {
            return;
        }
        if (world.now() > world.state.chances.untilNs) {
            world.state.chances = null;
            return;
        }
        world.after(0, Priority.OUTSIDE, new Event.ChanceStrikes(event.round()));
        schedule();
    }

    void strikes(Event.ChanceStrikes event) {
        if (present(event.round())) {
            draw(world.state.chances).ifPresent(fault -> {
                world.state.chances.struck++;
                strike.accept(fault);
            });
        }
    }

    private boolean present(int round) {
        return world.state.chances != null && round == world.state.chanceRounds;
    }

    /// What happens now; nothing if there is nobody whom it could strike.
    private Optional<Fault> draw(Chances chances) {
        var kinds = chances.plan.kinds().isEmpty() ? List.of(Chance.values()) : chances.plan.kinds();
        var kind = one(chances.draws, kinds);
        var victims = victims(chances.plan.kernels());
        if (victims.isEmpty()) {
            return Optional.empty();
        }
        var victim = one(chances.draws, victims);
        return switch (kind) {
            case LOSE_MESSAGE -> message(chances.draws, victim, Disturbance.LOSE);
            case DELAY_MESSAGE -> message(chances.draws, victim, Disturbance.DELAY);
            case DUPLICATE_MESSAGE -> message(chances.draws, victim, Disturbance.DUPLICATE);
            case CORRUPT_MESSAGE -> message(chances.draws, victim, Disturbance.CORRUPT);
            case LOSE_DOORBELL -> Optional.of(new Fault.LoseDoorbell(victim.name));
            case CUT_LINK -> other(chances.draws, victim).map(to -> world.state.cut(victim.slot, to.slot)
                    ? new Fault.MendLink(victim.name, to.name)
                    : new Fault.CutLink(victim.name, to.name));
            case SLOW -> Optional.of(new Fault.Slow(
                    victim.name, victim.slowPercent > Kernel.USUAL_PERCENT ? Kernel.USUAL_PERCENT : SLOW_PERCENT));
            case HANG -> core(chances.draws, victim)
                    .map(cpu -> new Fault.Hang(victim.name, cpu, chances.draws.nextBelow(2) == 0));
            case PANIC -> core(chances.draws, victim).map(cpu -> new Fault.Panic(victim.name, cpu));
        };
    }

    private static <T> T one(RandomStream draws, List<T> of) {
        return of.get((int) draws.nextBelow(of.size()));
    }

    /// Kernels that run, of those that are meant.
    private List<Kernel> victims(List<String> names) {
        return running().stream()
                .filter(kernel -> names.isEmpty() ? !kernel.host() : names.contains(kernel.name))
                .toList();
    }

    private List<Kernel> running() {
        var running = new ArrayList<Kernel>();
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var kernel = world.state.kernel(slot);
            if (kernel != null && kernel.phase.alive()) {
                running.add(kernel);
            }
        }
        return running;
    }

    private Optional<Fault> message(RandomStream draws, Kernel from, Disturbance effect) {
        long delayNs = effect == Disturbance.DELAY ? DELAY_NS : 0;
        return other(draws, from).map(to -> new Fault.NextMessage(effect, from.name, to.name, "", delayNs));
    }

    private Optional<Kernel> other(RandomStream draws, Kernel than) {
        var others = running().stream().filter(kernel -> kernel != than).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(one(draws, others));
    }

    /// The physical id of a core that executes a kernel.
    private Optional<Long> core(RandomStream draws, Kernel kernel) {
        var cores = new ArrayList<Long>();
        for (int core = 0; core < world.state.cores.count(); core++) {
            if (world.state.cores.executes(core, kernel.slot)) {
                cores.add(world.machine.physicalId(core));
            }
        }
        return cores.isEmpty() ? Optional.empty() : Optional.of(one(draws, cores));
    }
}
