package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario.Deed;
import archipelago.engine.scenario.Scenario.Step;
import archipelago.engine.scenario.Scenario.Traffic;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
    private static final String BASELINE = FirstLight.text(FirstLight.BASELINE);

    private final ScenarioReader reader = new ScenarioReader();

    @Test
    void firstLightReadsToWhatItSays() {
        var scenario = first();
        assertThat(scenario.name()).isEqualTo("first-light");
        assertThat(scenario.title()).isEqualTo("First light");
        assertThat(scenario.seed()).isEqualTo(42);
        assertThat(scenario.machine().coreCount()).isEqualTo(32);
        assertThat(scenario.traffic()).containsExactly(
                new Traffic("web-server", "database", 20_000, 5_000, 256, 1024, 3_000),
                new Traffic("host", "web-server", 40_000, 10_000, 192, 512, 2_000),
                new Traffic("database", "host", 60_000, 15_000, 128, 64, 1_000));
        assertThat(scenario.story()).hasSize(9);
        assertThat(scenario.story()).allSatisfy(chapter -> assertThat(chapter.text()).isNotBlank());
    }

    @Test
    void theStoryOfFirstLightGoesStepByStep() {
        var story = first().story();
        assertThat(story.get(0).speedNsPerSecond()).isEqualTo(Times.S);
        assertThat(story.get(0).steps()).containsExactly(give(0, Baselines.request()));
        assertThat(story.get(1).steps()).containsExactly(
                give(Times.MS, new Command.Create("web-server", 1, List.of(16L, 18L, 20L, 22L), 4 * Sizes.GIB, 0,
                        List.of("nic0"))),
                give(Times.MS, new Command.Load("web-server", "vmlinux", 64 * Sizes.MIB, 1126 << 10, "console=mktty0")),
                give(Times.MS, new Command.Exec("web-server")),
                new Step(0, new Deed.AwaitUp("web-server")));
        assertThat(story.get(4).steps()).containsExactly(
                give(0, new Command.AddCpu("database", 74)), new Step(Times.MS, new Deed.Rest()));
        assertThat(story.get(6).steps()).containsExactly(
                give(0, new Command.Fault.Panic("web-server", 20)),
                new Step(0, new Deed.AwaitLoaded("web-server")),
                new Step(200 * Times.US, new Deed.Rest()));
        assertThat(story.get(8).steps()).hasSize(7).endsWith(give(Times.MS, new Command.EmptyPool()));
    }

    @Test
    void theProgramCarriesFirstLightInsideItself() {
        var library = new ScenarioLibrary(reader);
        var carried = library.read(ScenarioLibrary.DEFAULT).value().orElseThrow().scenario();
        assertThat(carried.name()).isEqualTo("first-light");
        assertThat(carried.story()).isEqualTo(first().story());
        assertThat(library.read("no-such-scenario").value()).isEmpty();
        assertThat(library.read("../META-INF/MANIFEST").value()).isEmpty();
    }

    @Test
    void aScenarioNeedsNoStory() {
        var text = "{ \"schema\": 1, \"title\": \"Bare\", \"machine\": { \"baseline\": \"m.dts\" } }";
        var scenario = read("some/where/bare.json", text).value().orElseThrow();
        assertThat(scenario.name()).isEqualTo("bare");
        assertThat(scenario.story()).isEmpty();
        assertThat(scenario.traffic()).isEmpty();
    }

    @Test
    void whatTheMachineMayRefuseIsNoProblemOfTheFile() {
        assertThat(problemsOfSteps("""
                { "do": "fill-pool" },
                { "do": "fill-pool" },
                { "do": "create", "instance": "web", "cpus": "16", "memory": 4194304 },
                { "do": "exec", "instance": "web" },
                { "do": "load", "instance": "web", "image": "vmlinux", "image-size": 67108864 },
                { "do": "exec", "instance": "web" },
                { "do": "exec", "instance": "web" },
                { "do": "delete", "instance": "web" },
                { "do": "halt", "instance": "web" },
                { "do": "cpu-to-host", "cpu": 2 },
                { "do": "panic", "kernel": "host" }""")).isEmpty();
    }

    @Test
    void whatIsOrderedInAnInstanceIsAboutItsOwnInstances() {
        assertThat(problemsOfSteps("""
                { "do": "fill-pool" },
                { "do": "create", "instance": "web", "cpus": "16", "memory": 4194304 },
                { "do": "create", "in": "web", "instance": "a", "cpus": "18", "memory": 4194304 },
                { "do": "exec", "in": "web", "instance": "a" },
                { "do": "await-up", "instance": "web/a" },
                { "do": "panic", "kernel": "web/a" }""")).isEmpty();
        assertThat(problemsOfSteps("""
                { "do": "fill-pool" },
                { "do": "create", "instance": "web", "cpus": "16", "memory": 4194304 },
                { "do": "exec", "in": "web", "instance": "web" },
                { "do": "exec", "in": "moon", "instance": "web" },
                { "do": "fill-pool", "in": "web" },
                { "do": "panic", "in": "web", "kernel": "web" }"""))
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem.toString()).contains("web/web"))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("needs to say what its pool gets"));
    }

    @Test
    void aMisspeltCreateDoesNotMakeTheStepsAfterItWrong() {
        assertThat(problemsOfSteps("""
                { "do": "fill-pool" },
                { "do": "crate", "instance": "web", "cpus": "16", "memory": "1GiB" },
                { "do": "exec", "instance": "web" }""")).hasSize(1);
    }

    private List<Problem> problemsOfSteps(String steps) {
        return read("x.json", """
                { "schema": 1, "title": "Steps", "machine": { "baseline": "m.dts" },
                  "story": [ { "title": "All", "speed": "1ms", "steps": [ %s ] } ] }""".formatted(steps)).problems();
    }

    @Test
    void problemsOfTheBaselineAreToldUnderItsOwnName() {
        var found = reader.read("first-light.json", FirstLight.TEXT.replace("\"seed\": 42", "\"seed\": \"x\""),
                path -> new TextFile.Content("folder/" + path, "no device tree"));
        assertThat(found.value()).isEmpty();
        assertThat(found.problems()).extracting(Problem::file)
                .startsWith("first-light.json").contains("folder/first-light.dts");
    }

    @Test
    void aFileWithManyMistakesIsToldTheFirstTwoHundredAndThatThereAreMore() {
        var steps = "{ \"do\": \"exec\", \"instance\": \"nobody\" },".repeat(999) + "{ \"do\": \"rest\" }";
        var text = FirstLight.TEXT.replace("{ \"do\": \"fill-pool\" }", steps);
        assertThat(read("x.json", text).problems())
                .hasSize(Problems.MOST + 1)
                .last()
                .satisfies(p -> assertThat(p.sentence()).contains("more problems"));
    }

    @Test
    void rangesThatUnfoldToBillionsOfCpusAreStoppedAtTheLimit() {
        var create = "{ \"do\": \"create\", \"instance\": \"i\", \"cpus\": \"0-65535\", \"memory\": \"1GiB\" }";
        var steps = (create + ",").repeat(8000) + create;
        var text = FirstLight.TEXT.replace("{ \"do\": \"fill-pool\" }", steps);
        assertThat(read("x.json", text).problems()).anyMatch(p -> p.sentence().contains("more than 300000 cpus"));
    }

    @Test
    void firstLightCutOffAnywhereIsToldAndNeverAccepted() {
        var whole = FirstLight.TEXT.stripTrailing();
        for (int length = 0; length < whole.length(); length += 97) {
            var reading = read("first-light.json", whole.substring(0, length));
            assertThat(reading.value()).as("cut at %d", length).isEmpty();
            assertThat(reading.problems()).as("cut at %d", length).isNotEmpty();
        }
    }

    @Test
    void aFileThatBreaksOffIsToldOnlyThatAndNothingThatFollowsFromIt() {
        var whole = FirstLight.TEXT.stripTrailing();
        for (int length = 400; length < whole.length(); length += 97) {
            assertThat(read("first-light.json", whole.substring(0, length)).problems())
                    .as("cut at %d", length)
                    .hasSize(1);
        }
    }

    @Test
    void itsBaselineCutOffAnywhereIsToldUnderTheBaselinesNameAndNeverThrows() {
        for (int length = 0; length < BASELINE.stripTrailing().length(); length += 97) {
            var cut = BASELINE.substring(0, length);
            var reading = reader.read("first-light.json", FirstLight.TEXT, path -> new TextFile.Content(path, cut));
            assertThat(reading.value()).as("cut at %d", length).isEmpty();
            assertThat(reading.problems()).as("cut at %d", length)
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.file()).isEqualTo("first-light.dts"));
        }
    }

    @Property(tries = 1000)
    void noChangeOfAFewCharactersMakesTheReaderThrow(
            @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(max = 30) int taken,
            @ForAll @IntRange(max = 100_000) int from, @ForAll @IntRange(max = 30) int put) {
        int start = at % FirstLight.TEXT.length();
        int end = Math.min(FirstLight.TEXT.length(), start + taken);
        int other = from % FirstLight.TEXT.length();
        var piece = FirstLight.TEXT.substring(other, Math.min(FirstLight.TEXT.length(), other + put));
        var text = FirstLight.TEXT.substring(0, start) + piece + FirstLight.TEXT.substring(end);
        var reading = read("first-light.json", text);
        assertThat(reading.value().isPresent()).isEqualTo(reading.problems().isEmpty());
        assertThat(reading.problems()).isSortedAccordingTo((a, b) -> a.line() != b.line()
                ? Integer.compare(a.line(), b.line())
                : Integer.compare(a.column(), b.column()));
    }

    private Scenario first() {
        var reading = reader.read(FirstLight.FILE);
        assertThat(reading.problems()).isEmpty();
        return reading.value().orElseThrow();
    }

    private Reading<Scenario> read(String file, String text) {
        return reader.read(file, text, path -> new TextFile.Content(path, BASELINE));
    }

    private static Step give(long afterNs, Command command) {
        return new Step(afterNs, new Deed.Give(command));
    }
}
