package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The world without the crash, as a story.
class ScenarioWithoutFaultsTest {
    private static final long TOOK_NS = 70;

    private static final Step PANIC = Labs.after(5, new Command.Fault.Panic("web-server", 20));
    private static final Step EXEC = Labs.give(new Command.Exec("web-server"));

    private static List<Step> calm(Step... steps) {
        return Labs.story(List.of(), steps).withoutFaults(step -> TOOK_NS).story().getFirst().steps();
    }

    @Test
    void aStoryInWhichNothingBreaksStaysAsItIs() {
        var story = Labs.story(Labs.chatter(), Labs.bothUp());
        assertThat(story.hasFaults()).isFalse();
        assertThat(story.withoutFaults(step -> TOOK_NS)).isEqualTo(story);
    }

    @Test
    void aFaultIsARestThatBeginsWhenItWouldHaveHappenedAndTakesAsLong() {
        assertThat(Labs.story(List.of(), PANIC).hasFaults()).isTrue();
        assertThat(calm(Labs.rest(3), PANIC, Labs.rest(9)))
                .containsExactly(Labs.rest(3), Labs.rest(5), Labs.rest(9 + TOOK_NS));
    }

    @Test
    void whatMendsAFaultGoesWithIt() {
        assertThat(calm(PANIC, Labs.loaded("web-server"), Labs.rest(9), EXEC, Labs.up("web-server"), Labs.rest(1)))
                .containsExactly(
                        Labs.rest(5),
                        Labs.rest(TOOK_NS),
                        Labs.rest(9 + TOOK_NS),
                        Labs.rest(0),
                        Labs.rest(TOOK_NS),
                        Labs.rest(1 + TOOK_NS));
    }

    @Test
    void whatConcernsOthersStays() {
        var other = Labs.give(new Command.Halt("database"));
        assertThat(calm(PANIC, other)).containsExactly(Labs.rest(5), new Step(TOOK_NS, other.deed()));
    }

    @Test
    void oneThatIsMendedIsHaltedAsEver() {
        var halt = Labs.give(new Command.Halt("web-server"));
        assertThat(calm(PANIC, EXEC, halt).getLast().deed()).isEqualTo(halt.deed());
        assertThat(calm(PANIC, EXEC, Labs.up("web-server"), halt).getLast().deed()).isEqualTo(halt.deed());
    }

    @Test
    void oneThatIsNotMendedLivesOnWithoutItsFault() {
        var deeds = calm(PANIC, Labs.give(new Command.Unload("web-server")), Labs.give(new Command.Delete("web-server")))
                .stream().map(Step::deed);
        assertThat(deeds).containsOnly(new Deed.Rest());
    }

    @Test
    void whereAFaultIsNeverOverTheStoryEndsWithIt() {
        var story = Labs.story(List.of(), PANIC, Labs.loaded("web-server"), Labs.rest(9));
        var calm = story.withoutFaults(step -> step == 1 ? -1 : TOOK_NS);
        assertThat(calm.story().getFirst().steps()).containsExactly(Labs.rest(5), Labs.rest(TOOK_NS));
    }
}
