package archipelago.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.FakeLive;
import archipelago.app.Frames;
import archipelago.app.Stories;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Chronicle;
import archipelago.engine.command.Command;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The list of everything that can be done and gone to.
class ChoicesTest {
    private final FakeLive live = Stories.live();
    private final Choices choices = new Choices(new ActionTable());

    @Test
    void everyActionThatDoesSomethingCanBeFoundByItsWords() {
        var table = new ActionTable();
        var words = all().stream().map(Choice::words).toList();
        for (var group : List.of(Action.Group.TIME, Action.Group.TIMELINE, Action.Group.VIEW)) {
            table.of(group).stream()
                    .filter(action -> !List.of(
                                    Action.Id.SELECT_KERNEL, Action.Id.WALK, Action.Id.SCROLL, Action.Id.FIND)
                            .contains(action.id()))
                    .forEach(action -> assertThat(words).contains(action.label().of()));
        }
    }

    @Test
    void anotherKernelIsPanickedWithoutPickingItOutFirst() {
        live.frame.kernels.set(1, Frames.kernel(1, "web-server", Status.ACTIVE, Phase.UP, 4, 8, 4));
        var given = new ArrayList<Command>();
        var panic = new Typed("panic web-server").among(all()).getFirst();

        assertThat(panic.perform(GivingHands.to(given::add))).isTrue();
        assertThat(given).containsExactly(new Command.Fault.Panic("web-server", -1));
    }

    @Test
    void everyCoreAndKernelAndDeviceIsThereOnce() {
        var words = all().stream().map(choice -> choice.words() + " / " + choice.about()).toList();
        assertThat(words).contains("web-server / kernel", "nic0 / device", "CPU 24 / pool");
        assertThat(words.stream().filter(line -> line.startsWith("CPU 24 / "))).hasSize(1);
    }

    private List<Choice> all() {
        var chronicle = new Chronicle();
        chronicle.update(live.frame);
        var situation = new Situation(live.scenario(), live.frame, chronicle, Selection.NOTHING);
        return choices.of(situation);
    }
}
