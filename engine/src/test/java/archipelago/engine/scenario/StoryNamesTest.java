package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryNamesTest {
    private static final ScenarioLibrary LIBRARY = new ScenarioLibrary(new ScenarioReader());

    @Test
    void aKernelHasItsNewNameWhereverItsStoryNamesIt() {
        var story = List.of(new Scenario.Chapter("web starts", "", 1, List.of(
                step(new Scenario.Deed.Give(new Command.Exec("web"))),
                step(new Scenario.Deed.Give(new Command.In("web", new Command.Halt("inner")))),
                step(new Scenario.Deed.Give(new Command.Fault.Panic("web", -1))),
                step(new Scenario.Deed.AwaitUp("web")),
                step(new Scenario.Deed.Expect(List.of(
                        new Expectation.StatusIs("web", Optional.of(Status.LOADED)),
                        new Expectation.Place(List.of(4L), Site.RUNNING, "web"),
                        new Expectation.Logged("web", List.of("web")),
                        new Expectation.File("web", "/proc/iomem", Expectation.FileForm.HAS, "web")))))));
        var steps = StoryNames.renamed(story, "web", "shop").getFirst().steps();

        assertThat(steps).extracting(Scenario.Step::deed).containsExactly(
                new Scenario.Deed.Give(new Command.Exec("shop")),
                new Scenario.Deed.Give(new Command.In("shop", new Command.Halt("inner"))),
                new Scenario.Deed.Give(new Command.Fault.Panic("shop", -1)),
                new Scenario.Deed.AwaitUp("shop"),
                new Scenario.Deed.Expect(List.of(
                        new Expectation.StatusIs("shop", Optional.of(Status.LOADED)),
                        new Expectation.Place(List.of(4L), Site.RUNNING, "shop"),
                        new Expectation.Logged("shop", List.of("web")),
                        new Expectation.File("shop", "/proc/iomem", Expectation.FileForm.HAS, "web"))));
    }

    @Test
    void thereAndBackEveryStoryOfTheLibraryIsWhatItWas() {
        for (var name : LIBRARY.phenomena()) {
            var scenario = LIBRARY.read(name).value().orElseThrow().scenario();
            for (var kernel : List.of("web-server", "blue", "green", "database")) {
                var there = StoryNames.renamed(scenario.story(), kernel, "another-name");
                assertThat(StoryNames.renamed(there, "another-name", kernel)).as(name).isEqualTo(scenario.story());
            }
        }
    }

    private static Scenario.Step step(Scenario.Deed deed) {
        return new Scenario.Step(0, deed);
    }
}
