package archipelago.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.CostModel;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.Checkpoint;
import archipelago.engine.journal.Happening.Requested;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Reply;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void theDefaultStoryIsToldToItsEndAndGivesEverythingBack() {
        var facts = new ArrayList<Fact>();
        var scenario = Labs.firstLight();
        var machine = Simulation.begin(scenario, new CostModel(scenario.machine()), facts::add);
        while (!machine.settled() && machine.state().events < 1_000_000) {
            machine.step();
        }
        var refused = facts.stream().map(Fact::what).filter(w -> w instanceof Answered a && !a.errno().ok()).toList();
        assertThat(refused).isEmpty();
        assertThat(machine.state().story.over).isTrue();
        var cores = machine.state().cores;
        for (int c = 0; c < cores.count(); c++) {
            assertThat(cores.owner[c]).isZero();
            assertThat(cores.site(c)).isEqualTo(Site.RUNNING);
        }
        assertThat(machine.state().pool.chunks()).isEmpty();
    }

    @Test
    void aStoryThatDoesNotWaitGoesOnAtOnceAndCanWaitForAllAnswersLater() {
        var machine = run(
                give(new Command.CpuToPool(2), false),
                give(Labs.fill(), false),
                new Step(0, new Deed.AwaitAnswers()),
                Labs.give(new Command.CpuToPool(4)));
        var asked = times(Requested.class);
        assertThat(asked.get(0)).isEqualTo(asked.get(1));
        assertThat(asked.get(2)).isEqualTo(times(Answered.class).get(1)).isGreaterThan(asked.get(1));
        assertThat(machine.state().story.over).isTrue();
    }

    @Test
    void aCheckpointIsAFactAndTakesNoTime() {
        var looks = run(Labs.give(Labs.fill()), new Step(0, new Deed.Expect(List.of())), Labs.give(Labs.web()));
        assertThat(times(Checkpoint.class)).isEqualTo(List.of(times(Answered.class).getFirst()));
        long nowNs = looks.state().nowNs;
        assertThat(run(Labs.give(Labs.fill()), Labs.give(Labs.web())).state().nowNs).isEqualTo(nowNs);
    }

    @Test
    void aStoryOutlivesTheHostUnlessItWaitsForIt() {
        var panic = Labs.give(new Command.Fault.Panic("host", -1));
        var outlives = run(panic, Labs.rest(Times.S), Labs.give(Labs.fill()), Labs.rest(Times.S));
        assertThat(outlives.state().story.over).isTrue();
        assertThat(outlives.state().nowNs).isEqualTo(2 * Times.S);
        assertThat(told(Answered.class).getLast().errno()).isEqualTo(Errno.EHOSTDOWN);

        var waits = run(give(Labs.fill(), false), panic, new Step(0, new Deed.AwaitAnswers()), Labs.rest(Times.S));
        assertThat(waits.state().story.over).isTrue();
        assertThat(waits.state().nowNs).as("it never came to its last step").isLessThan(Times.S);

        var vain = run(panic, Labs.rest(Times.MS), Labs.loaded("web-server"), Labs.rest(Times.S));
        assertThat(vain.state().story.over).isTrue();
        assertThat(vain.state().nowNs).isLessThan(Times.S);
    }

    // --- what the stories were told with ----------------------------------------------------------

    private final List<Fact> facts = new ArrayList<>();

    private static Step give(Command command, boolean waits) {
        return new Step(0, new Deed.Give(command, waits, Reply.ANY));
    }

    private Simulation run(Step... steps) {
        facts.clear();
        var scenario = Labs.story(List.of(), steps);
        var machine = Simulation.begin(scenario, new CostModel(scenario.machine()), facts::add);
        while (!machine.settled() && !machine.quiet()) {
            machine.step();
        }
        return machine;
    }

    private <T> List<T> told(Class<T> kind) {
        return facts.stream().map(Fact::what).filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Long> times(Class<?> kind) {
        return facts.stream().filter(fact -> kind.isInstance(fact.what())).map(Fact::atNs).toList();
    }
}
