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
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionTableTest {
    private final FakeLive live = Stories.live();
    private final ActionTable actions = new ActionTable();

    @Test
    void noKeyMeansTwoThings() {
        Set<String> keys = new HashSet<>();
        for (var id : Action.Id.values()) {
            for (var key : actions.get(id).keys()) {
                assertThat(keys.add(key.getName())).as("%s for %s", key.getName(), id).isTrue();
            }
        }
    }

    @Test
    void aKeyIsShownWithItsModifier() {
        assertThat(actions.keyWords(Action.Id.UNDO)).isNotEqualTo(actions.keyWords(Action.Id.ZOOM_IN)).endsWith("Z");
        assertThat(actions.keyWords(Action.Id.ZOOM_OUT)).isEqualTo("Shift+Z");
    }

    @Test
    void everyActionThatGivesACommandNamesTheToolsLine() {
        set(Status.LOADED, Phase.OFF);
        var web = of(new Selection.OfKernel(1));

        assertThat(line(Action.Id.START, web)).isEqualTo("kerf exec web-server");
        assertThat(line(Action.Id.HALT, web)).isEqualTo("kerf kill web-server");
        assertThat(line(Action.Id.FORCE_HALT, web)).isEqualTo("kerf kill web-server --force");
        assertThat(line(Action.Id.UNLOAD, web)).isEqualTo("kerf unload web-server");
        assertThat(line(Action.Id.DELETE, web)).isEqualTo("kerf delete web-server");
        assertThat(line(Action.Id.LOAD, web)).isEqualTo("kerf load web-server --kernel=vmlinux");
        assertThat(line(Action.Id.TAKE_CORE_BACK, of(new Selection.OfCore(9))))
                .isEqualTo("kerf update web-server --cpus=16,20,22");
        assertThat(line(Action.Id.PANIC, web)).as("of the simulator's shell").isEqualTo("inject panic web-server");
    }

    @Test
    void addingACoreNamesAllTheCoresThereAreToBe() {
        var line = of(Selection.NOTHING).kerfLine().of(new Command.AddCpu("web-server", 24));

        assertThat(line).contains("kerf update web-server --cpus=16,18,20,22,24");
    }

    @Test
    void whatIsImpossibleSaysWhy() {
        set(Status.LOADED, Phase.OFF);
        var web = of(new Selection.OfKernel(1));
        assertThat(why(Action.Id.HALT, web)).contains("only an active instance", "-EINVAL");
        assertThat(why(Action.Id.DELETE, web)).contains("unload its image first");
        assertThat(why(Action.Id.PANIC, web)).contains("not running");
        assertThat(actions.get(Action.Id.START).possible(web)).isTrue();

        set(Status.ACTIVE, Phase.PANICKING);
        assertThat(why(Action.Id.PANIC, web)).contains("panicking already");

        set(Status.ACTIVE, Phase.UP);
        assertThat(why(Action.Id.START, web)).contains("active already");
        assertThat(why(Action.Id.UNLOAD, web)).contains("stop it first");
        assertThat(actions.get(Action.Id.PANIC).possible(web)).isTrue();

        set(Status.READY, Phase.OFF);
        assertThat(why(Action.Id.START, web)).contains("no image is loaded");
        assertThat(actions.get(Action.Id.DELETE).possible(web)).isTrue();
        assertThat(actions.get(Action.Id.LOAD).possible(web)).isTrue();
    }

    @Test
    void theHostIsNoInstance() {
        var host = of(new Selection.OfKernel(0));
        assertThat(why(Action.Id.HALT, host)).contains("host");
        assertThat(actions.get(Action.Id.PANIC).possible(host)).isTrue();
    }

    @Test
    void nothingSelectedMeansNothingToDo() {
        var nothing = of(Selection.NOTHING);
        for (var id : Action.Id.values()) {
            var action = actions.get(id);
            if (action.group() == Action.Group.KERNEL || action.group() == Action.Group.CORE) {
                assertThat(action.possible(nothing)).as(id.name()).isFalse();
            }
        }
    }

    private void set(Status status, Phase phase) {
        live.frame.kernels.set(1, Frames.kernel(1, "web-server", status, phase, 4, 8, 4));
    }

    private Situation of(Selection selection) {
        var chronicle = new Chronicle();
        chronicle.update(live.frame);
        return new Situation(live.scenario(), live.frame, chronicle, selection);
    }

    private String line(Action.Id id, Situation situation) {
        return actions.get(id).kerfLine(situation).orElse("");
    }

    private String why(Action.Id id, Situation situation) {
        return actions.get(id).impossible().apply(situation).orElse("");
    }
}
