package archipelago.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.survey.SurveyReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is drawn is what runs.
class BlueprintTest {
    private static final int DRAFTS = 25;
    private static final int MOST_EVENTS = 1_000_000;

    @Test
    void aSmallMachineStartsItsKernel() {
        var kernel = run(new Blueprint(Beginning.small("Small"), "small")).kernel(1);

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
            var again = Beginning.of(scenario, blueprint.reading().value().orElseThrow().request());
            assertThat(again.nodes()).as("what is read can be drawn further").isEqualTo(draft.nodes());
            assertThat(again.kernels()).isEqualTo(draft.kernels());
            assertThat(again.flows()).isEqualTo(draft.flows());
            assertThat(new Blueprint(again, "drawn").written()).isEqualTo(blueprint.written());
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
        var draft = Beginning.of(scenario, Optional.empty());

        assertThat(draft.sockets()).isEqualTo(2);
        assertThat(draft.coresOf("web-server")).isEqualTo(4);
        assertThat(draft.coresOf(Draft.POOL)).isEqualTo(3);
        assertThat(new Blueprint(draft, "again").problems()).isEmpty();
    }

    @Test
    void whatNobodyTouchesStaysAsItWasWritten() {
        var library = new ScenarioLibrary(new ScenarioReader());
        var names = new ArrayList<>(library.phenomena());
        names.addAll(List.of("first-light", "kernel-update", "standby", "host-mk1", "host-mk2", "october-2025", "caches-and-threads"));
        for (var name : names) {
            var source = library.read(name).value().orElseThrow();
            var reading = new Blueprint(Beginning.of(source.scenario(), source.request()), name).reading();
            assertThat(reading.value()).as("%s %s", name, reading.problems()).isPresent();
            var again = reading.value().get();
            assertThat(again.scenario().story()).as(name).isEqualTo(source.scenario().story());
            assertThat(again.scenario().traffic()).as(name).isEqualTo(source.scenario().traffic());
            assertThat(again.scenario().services()).as(name).isEqualTo(source.scenario().services());
            assertThat(again.scenario().work()).as(name).isEqualTo(source.scenario().work());
            assertThat(again.scenario().host()).as(name).isEqualTo(source.scenario().host());
            assertThat(again.scenario().phenomenon()).as(name).isEqualTo(source.scenario().phenomenon());
            assertThat(again.scenario().machine().nodes()).as(name).isEqualTo(source.scenario().machine().nodes());
            assertThat(again.scenario().machine().cores()).as(name).isEqualTo(source.scenario().machine().cores());
            assertThat(again.request()).as(name).isEqualTo(source.request());
        }
    }

    @Test
    void aStoryGoesOnWithAKernelThatHasOtherCoresAndAnotherName() {
        var source = firstLight();
        var draft = Beginning.of(source.scenario(), source.request());
        var workshop = new Workshop(draft, "first-light");
        int web = draft.kernels().indexOf(draft.kernels().stream().filter(k -> k.name().equals("web-server")).findFirst().orElseThrow());
        workshop.change(draft.assigned(0, 1, "web-server").withKernel(web, draft.kernels().get(web).named("shop")));

        assertThat(workshop.blueprint().problems()).isEmpty();
        var story = workshop.blueprint().reading().value().orElseThrow().scenario().steps();
        assertThat(story).hasSameSizeAs(source.scenario().steps());
        assertThat(story).extracting(Scenario.Step::deed)
                .anyMatch(deed -> deed instanceof Scenario.Deed.Give(Command.Fault.Panic(var kernel, long _), boolean _, var _)
                        && kernel.equals("shop"))
                .anyMatch(deed -> deed instanceof Scenario.Deed.Give(Command.Create create, boolean _, var _)
                        && create.instance().equals("shop") && create.cpus().contains(draft.nodes().getFirst().cpus().get(1)));
    }

    /// Which cores share a cache, and which are threads of one core, is no matter of who has them.
    @Test
    void cachesAndSiblingsStayThroughADrawing() {
        var source = new ScenarioLibrary(new ScenarioReader()).read("caches-and-threads").value().orElseThrow();
        var before = source.scenario().machine();
        assertThat(before.hasCaches()).isTrue();
        assertThat(before.hasSiblings()).isTrue();
        var draft = Beginning.of(source.scenario(), source.request());
        var name = draft.kernels().getFirst().name();
        var workshop = new Workshop(draft, "caches-and-threads");
        workshop.change(draft.assigned(0, 31, name).withKernel(0, draft.kernels().getFirst().named("shop")));

        var drawn = workshop.blueprint().reading().value().orElseThrow().scenario().machine();
        assertThat(drawn.cores()).isEqualTo(before.cores());

        // Another node, for which nothing is said, leaves the others as they are.
        int cores = draft.nodes().getFirst().cpus().size();
        workshop.change(workshop.draft().shaped(3, 1, cores, draft.bytesPerNode()));
        var grown = workshop.blueprint().machine();
        assertThat(grown.coreCount()).isEqualTo(before.coreCount() + cores);
        for (int core = 0; core < before.coreCount(); core++) {
            assertThat(grown.coresOfCache(grown.cache(core))).isEqualTo(before.coresOfCache(before.cache(core)));
            assertThat(grown.siblings(core)).isEqualTo(before.siblings(core));
        }
    }

    @Test
    void stepsThatMakeNoSenseAnyMoreAreToldAndDroppedOneByOneOrAll() {
        var source = firstLight();
        var draft = Beginning.of(source.scenario(), source.request());
        var workshop = new Workshop(draft, "first-light");
        workshop.change(draft.withoutKernel(0));
        assertThat(workshop.blueprint().sound()).isFalse();
        var troubles = workshop.blueprint().troubles();
        assertThat(troubles).isNotEmpty().allSatisfy(trouble -> {
            assertThat(trouble.problems()).isNotEmpty();
            assertThat(trouble.step().steps()).isNotEmpty();
        });
        int steps = workshop.blueprint().story().stream().mapToInt(chapter -> chapter.steps().size()).sum();

        workshop.drop(troubles.getFirst());
        assertThat(workshop.blueprint().story().stream().mapToInt(chapter -> chapter.steps().size()).sum())
                .isEqualTo(steps - troubles.getFirst().step().steps().size());
        workshop.undo();
        workshop.dropAll();
        assertThat(workshop.blueprint().troubles()).isEmpty();
        assertThat(workshop.blueprint().problems()).isEmpty();
        workshop.undo();
        assertThat(workshop.blueprint().troubles()).as("one undo brings all of them back").hasSameSizeAs(troubles);
    }

    @Test
    void aDescribedServerIsDrawnInOneStepAndRuns() {
        for (var name : List.of("lscpu-laptop.json", "lscpu-two-sockets.json", "lscpu-epyc-table.json", "hwloc-laptop.xml",
                "hwloc-two-sockets.xml", "hwloc-epyc.xml")) {
            var file = Path.of("..", "engine", "src", "test", "resources", "archipelago", "engine", "survey", name);
            var survey = SurveyReader.read(file).value().orElseThrow();
            var blueprint = new Blueprint(Beginning.of(survey, name), "mine");

            assertThat(blueprint.problems()).as(name).isEmpty();
            assertThat(blueprint.machine().cores()).isEqualTo(survey.machine().cores());
            var kernel = run(blueprint).kernel(1);
            assertThat(kernel.phase()).as(name).isEqualTo(Phase.UP);
            assertThat(kernel.cores()).as(name).isGreaterThan(3);
        }
    }

    private static ScenarioSource firstLight() {
        return new ScenarioLibrary(new ScenarioReader()).read(ScenarioLibrary.DEFAULT).value().orElseThrow();
    }

    @Test
    void aChangeOfShapeKeepsOwnersAndCanBeTakenBack() {
        var workshop = new Workshop(Beginning.small("Small"), "small");
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
        var draft = Beginning.small("Drawn").seeded(random.nextBelow(100)).withoutKernel(0)
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
