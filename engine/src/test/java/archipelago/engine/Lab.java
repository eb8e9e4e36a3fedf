package archipelago.engine;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.message.Messages;
import archipelago.engine.run.Simulation;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A machine on a bench: tests give it commands, let time pass and look. Kernels are meant by name,
/// cores by physical id. After every event and every command it checks that all promises hold.
public final class Lab {
    public static final String WEB = "web-server";
    public static final String DATABASE = "database";
    private static final long MOST_EVENTS = 2_000_000;

    private final Simulation simulation;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Integer, Happening.Answered> answers = new TreeMap<>();

    private Lab(Scenario scenario) {
        simulation = Simulation.begin(scenario, new CostModel(scenario.machine()), this::told);
    }

    private void told(Fact fact) {
        facts.add(fact);
        if (fact.what() instanceof Happening.Answered answer) {
            answers.put(answer.act(), answer);
        }
    }

    // --- benches --------------------------------------------------------------------------------

    public static Lab of(Scenario scenario) {
        return new Lab(scenario);
    }

    /// Nothing but the host runs.
    public static Lab idle() {
        return of(Labs.idle());
    }

    /// The pool is filled.
    public static Lab pooled() {
        return idle().done(Labs.fill());
    }

    public static Lab webReady() {
        return pooled().done(Labs.web());
    }

    public static Lab webLoaded() {
        return webReady().done(Labs.load(WEB));
    }

    public static Lab webActive() {
        return webLoaded().done(new Command.Exec(WEB)).untilUp(WEB);
    }

    /// Both instances are up; nobody talks.
    public static Lab bothUp() {
        return webActive()
                .done(Labs.database())
                .done(Labs.load(DATABASE))
                .done(new Command.Exec(DATABASE))
                .untilUp(DATABASE);
    }

    // --- commands -------------------------------------------------------------------------------

    /// Gives a command and lets no time pass.
    ///
    /// @return the number of the act
    public int give(Command command) {
        int act = simulation.give(command, false);
        check();
        return act;
    }

    /// Gives a command and goes on until it is answered.
    public Happening.Answered ask(Command command) {
        return answerTo(give(command));
    }

    /// The system call itself, as a program makes it that does not ask kerf.
    public Command.Call.Reboot reboot(String instance, long command) {
        return new Command.Call.Reboot(RunOperations.MAGIC_1, RunOperations.MAGIC_2, command, kernel(instance).id);
    }

    /// Gives a command that must succeed.
    public Lab done(Command command) {
        var answer = ask(command);
        assertThat(answer.errno()).as(answer.sentence()).isEqualTo(Errno.OK);
        return this;
    }

    /// Goes on until an act is answered.
    public Happening.Answered answerTo(int act) {
        until("act " + act + " is answered", () -> answered(act));
        return answers.get(act);
    }

    public boolean answered(int act) {
        return answers.containsKey(act);
    }

    /// A kernel sends another one a message that changes nothing: an answer that nobody waits for.
    public Errno send(String from, long cpu, String to) {
        var errno = new Messages(simulation.world())
                .send(
                        kernel(from),
                        core(cpu),
                        kernel(to),
                        MessageKind.RESOURCE_ACK,
                        64,
                        -1,
                        Errno.OK.ordinal(),
                        MessageKind.CPU_ADD);
        check();
        return errno;
    }

    // --- time -----------------------------------------------------------------------------------

    public void step() {
        simulation.step();
        check();
    }

    public Lab runFor(long ns) {
        return runUntil(now() + ns);
    }

    public Lab runUntil(long ns) {
        while (simulation.nextNs() <= ns) {
            step();
        }
        simulation.waitUntil(ns);
        return this;
    }

    public Lab until(String what, BooleanSupplier reached) {
        long last = simulation.state().events + MOST_EVENTS;
        while (!reached.getAsBoolean()) {
            assertThat(simulation.nextNs()).as("something is due, until " + what).isNotEqualTo(Long.MAX_VALUE);
            assertThat(simulation.state().events).as("events until " + what).isLessThan(last);
            step();
        }
        return this;
    }

    public Lab untilUp(String kernel) {
        return until(kernel + " is up", () -> kernel(kernel) != null && kernel(kernel).phase == Phase.UP);
    }

    public Lab untilStatus(String kernel, Status status) {
        return until(kernel + " is " + status.word(), () -> kernel(kernel).status == status);
    }

    /// All cores that execute a kernel have parked.
    public Lab untilParked(String kernel) {
        int slot = kernel(kernel).slot;
        var cores = simulation.state().cores;
        return until(kernel + " has parked", () -> {
            for (int core = 0; core < cores.count(); core++) {
                boolean executes = cores.site(core) == Site.RUNNING || cores.site(core) == Site.HOTPLUG;
                if (cores.siteKernel[core] == slot && executes) {
                    return false;
                }
            }
            return true;
        });
    }

    public Lab untilSettled() {
        return until("nothing is under way", simulation::settled);
    }

    private void check() {
        assertThat(Violation.in(simulation.state(), simulation.world().machine))
                .as(() -> "at event " + simulation.state().events + ", " + Times.text(now()))
                .isEmpty();
    }

    // --- looking --------------------------------------------------------------------------------

    public Simulation simulation() {
        return simulation;
    }

    public State state() {
        return simulation.state();
    }

    public long now() {
        return simulation.state().nowNs;
    }

    public long cost(Cost cost) {
        return simulation.world().costNs(cost);
    }

    public Kernel kernel(String name) {
        return simulation.state().named(name);
    }

    public Status status(String name) {
        return kernel(name).status;
    }

    public int core(long cpu) {
        int core = simulation.world().machine.coreOf(cpu);
        assertThat(core).as("CPU " + cpu).isNotNegative();
        return core;
    }

    public Site site(long cpu) {
        return simulation.state().cores.site(core(cpu));
    }

    /// Where a core physically is: the kernel that it runs or on whose mailbox it is parked.
    public String with(long cpu) {
        return nameOf(simulation.state().cores.siteKernel[core(cpu)]);
    }

    /// Whose the books say that a core is.
    public String owner(long cpu) {
        return nameOf(simulation.state().cores.owner[core(cpu)]);
    }

    public long cpu(int core) {
        return simulation.world().machine.physicalId(core);
    }

    private String nameOf(int place) {
        var keeper = simulation.state().present(CoreTable.keeper(place)).name;
        return place == CoreTable.POOL ? "pool" : place < 0 ? "pool of " + keeper : keeper;
    }

    /// A core faults in the park loop and stops for good.
    public Lab kill(long cpu) {
        assertThat(site(cpu).parked()).as("CPU " + cpu + " is parked").isTrue();
        return done(new Command.Fault.StopCpu(cpu));
    }

    public int mark() {
        return facts.size();
    }

    public List<Fact> facts() {
        return facts;
    }

    public List<Fact> factsSince(int mark) {
        return List.copyOf(facts.subList(mark, facts.size()));
    }

    public <T extends Happening> List<T> told(Class<T> kind) {
        return toldSince(0, kind);
    }

    public <T extends Happening> List<T> toldSince(int mark, Class<T> kind) {
        return factsSince(mark).stream().map(Fact::what).filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The instants of the facts of one kind that match.
    public <T extends Happening> List<Long> times(int mark, Class<T> kind, Predicate<T> match) {
        return factsSince(mark).stream()
                .filter(f -> kind.isInstance(f.what()) && match.test(kind.cast(f.what())))
                .map(Fact::atNs)
                .toList();
    }

    public List<String> log(String kernel) {
        int slot = kernel(kernel).slot;
        return told(Happening.Logged.class).stream()
                .filter(l -> l.kernel() == slot)
                .map(Happening.Logged::line)
                .toList();
    }
}
