package archipelago.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.cost.CostModel;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.state.Site;
import java.util.ArrayList;
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
}
