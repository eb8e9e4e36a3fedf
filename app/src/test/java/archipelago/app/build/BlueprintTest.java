package archipelago.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is drawn is what runs.
class BlueprintTest {
    private static final int DRAFTS = 25;
    private static final int MOST_EVENTS = 1_000_000;

    @Test
    void aSmallMachineStartsItsKernel() {
        var kernel = run(new Blueprint(Draft.small("Small"), "small")).kernel(1);

        assertThat(kernel.name()).isEqualTo("web-server");
        assertThat(kernel.phase()).isEqualTo(Phase.UP);
    }

    @Test
    void whateverFitsIsWrittenReadAndRuns() {
        var random = new RandomStream(7, "drafts");
        for (int i = 0; i < DRAFTS; i++) {
            var draft = draw(random);
            var blueprint = new Blueprint(draft, "drawn");
            assertThat(blueprint.problems()).as("%s", draft).isEmpty();
            var scenario = blueprint.reading().value().orElseThrow().scenario();
            assertThat(scenario.machine().cores()).isEqualTo(blueprint.machine().cores());
            assertThat(scenario.machine().nodes()).isEqualTo(blueprint.machine().nodes());
            assertThat(Draft.of(scenario)).as("what is read can be drawn further").isEqualTo(draft);
            var frame = run(blueprint);
            for (int k = 1; k <= draft.kernels().size(); k++) {
                assertThat(frame.kernel(k).phase()).as("%s", draft).isEqualTo(Phase.UP);
            }
        }
    }

    @Test
    void theFirstScenarioCanBeDrawnFurther() {
        var scenario = new ScenarioLibrary(new ScenarioReader())
                .read(ScenarioLibrary.DEFAULT).value().orElseThrow().scenario();
        var draft = Draft.of(scenario);

        assertThat(draft.sockets()).isEqualTo(2);
        assertThat(draft.coresOf("web-server")).isEqualTo(4);
        assertThat(draft.coresOf(Draft.POOL)).isEqualTo(3);
        assertThat(new Blueprint(draft, "again").problems()).isEmpty();
    }

    @Test
    void aChangeOfShapeKeepsOwnersAndCanBeTakenBack() {
        var workshop = new Workshop(Draft.small("Small"), "small");
        var first = workshop.draft();
        workshop.change(first.shaped(2, 2, 8, 4 * Sizes.GIB));
        assertThat(workshop.draft().coresOf("web-server")).isEqualTo(2);
        workshop.change(workshop.draft().shaped(1, 1, 2, 4 * Sizes.GIB));
        assertThat(workshop.draft().coresOf("web-server")).isZero();
        assertThat(workshop.problemsOf(Optional.of(0))).isNotEmpty();
        workshop.undo();
        workshop.undo();
        assertThat(workshop.draft()).isEqualTo(first);
        assertThat(workshop.canUndo()).isFalse();
        workshop.redo();
        assertThat(workshop.draft().sockets()).isEqualTo(2);
    }

    private static Draft draw(RandomStream random) {
        int sockets = 1 + (int) random.nextBelow(3);
        int nodes = 1 + (int) random.nextBelow(2);
        int cores = 4 + (int) random.nextBelow(12);
        var draft = new Draft("Drawn", random.nextBelow(100), List.of(), List.of(),
                List.of(), List.of(), List.of())
                .shaped(sockets, nodes, cores, 16 * Sizes.GIB);
        int kernels = 1 + (int) random.nextBelow(3);
        for (int k = 0; k < kernels; k++) {
            draft = draft.withKernel();
            var name = draft.kernels().get(k).name();
            int node = (int) random.nextBelow(sockets * nodes);
            for (int c = 1 + k; c < cores; c += kernels) {
                draft = draft.assigned(node, c, name);
            }
            // A later kernel may have taken all of an earlier one's cores; each keeps one of its own.
            draft = draft.assigned(0, 1 + k, name);
        }
        for (int k = 0; k < kernels; k++) {
            draft = draft.assigned(0, 1 + k, draft.kernels().get(k).name());
        }
        return draft;
    }

    private static Frame run(Blueprint blueprint) {
        var session = new Session(blueprint.reading().value().orElseThrow().scenario());
        int last = session.scenario().story().size() - 1;
        for (int i = 0; i < MOST_EVENTS && session.simulation().state().story.chapter < last; i++) {
            session.stepForward();
        }
        var frame = new Frame(blueprint.machine().coreCount());
        session.write(frame);
        return frame;
    }
}
