package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.SCENARIOS;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    /// What `run --json` says of the scenarios, fingerprint and all. When a rule of the machine has
    /// changed on purpose, the new document is accepted with
    /// `mvn -o -pl engine test -Dtest=RunCommandTest -Darchipelago.golden=accept`, and looked at before it is committed.
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @TempDir
    private Path folder;

    static JsonNode json(String text) throws IOException {
        var mapper = new ObjectMapper();
        try (var parser = mapper.createParser(text)) {
            var document = mapper.<JsonNode>readTree(parser);
            assertThat(parser.nextToken()).as("one document and nothing after it").isNull();
            return document;
        }
    }

    private static JsonNode run(Object... options) throws IOException {
        var words = new Object[options.length + 2];
        words[0] = "run";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = "--json";
        var said = say(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        return json(said.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "first-light", "kernel-update", "kernel-update-in-place", "standby", "september-2025", "october-2025"
    })
    void everyScenarioRunsToWhatWasWrittenDown(String name) throws IOException {
        var said = say("run", SCENARIOS.resolve(name + ".json"), "--json");
        var golden = GOLDEN.resolve("run-" + name + ".json");
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.writeString(golden, said.out());
        }
        assertThat(said.out()).isEqualTo(Files.readString(golden));
        assertThat(said.status()).isEqualTo(ExitStatus.DONE);
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aRunStopsAtTheFirstOfSeveralThings() throws IOException {
        var panic = json(say("run", FIRST_LIGHT, "--until", "fault or 11s", "--json").out());
        assertThat(panic.get("stopped").asText()).isEqualTo("found");
        assertThat(json(say("run", FIRST_LIGHT, "--until", "fault or 5.3s", "--json").out()).get("time_ns").asLong())
                .isEqualTo(5_300_000_000L);
        var calm = SCENARIOS.resolve("phenomena").resolve("08-create.json");
        assertThat(json(say("run", calm, "--until", "fault or time 90s", "--json").out()).get("time_ns").asLong())
                .as("time passes when nothing is left to happen").isEqualTo(90_000_000_000L);
        assertThat(json(say("run", calm, "--until", "fault", "--json").out()).get("stopped").asText())
                .isEqualTo("end-of-story");
        assertThat(say("run", calm, "--until", "fault or luck").err())
                .startsWith("--until: \"luck\" cannot be looked for\n  try: a time such as 1.84ms, or event, event N");
        assertThat(say("run", calm, "--until", "event").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void whatTasksDidAndHowOftenLocksWereTakenIsReported() throws IOException {
        var contention = SCENARIOS.resolve("phenomena").resolve("58-one-lock-becomes-two.json");
        var document = run(contention, "--until", "2.88s");
        var unlink = document.get("tasks").get(0);
        assertThat(unlink.get("program").asText()).isEqualTo("unlink");
        assertThat(unlink.get("kernel").asText()).isEqualTo("whole");
        assertThat(unlink.get("count").asInt()).isEqualTo(6);
        long spentNs = unlink.get("private_ns").asLong() + unlink.get("waited_ns").asLong()
                + unlink.get("lines_ns").asLong() + unlink.get("held_ns").asLong() + unlink.get("off_ns").asLong();
        assertThat(spentNs).as("six tasks from user space to the halt, 11 ms").isBetween(66_000_000L, 66_100_000L);
        assertThat(document.get("locks")).hasSize(1);
        var lock = document.get("locks").get(0);
        assertThat(lock.get("name").asText()).isEqualTo("directory");
        assertThat(lock.get("taken").asLong() - unlink.get("operations").asLong()).isBetween(0L, 1L);
        assertThat(lock.get("waited_for").asLong()).isLessThan(lock.get("taken").asLong());
        assertThat(lock.get("crossings").asLong()).isPositive();

        var said = say("run", contention, "--until", "2.88s").out();
        assertThat(said).contains("unlink       in whole: 6 tasks, " + unlink.get("operations").asLong() + " operations");
        assertThat(said).contains("directory    of whole: taken " + lock.get("taken").asLong() + " times");
    }

    @Test
    void theDocumentHasTheNamesThatProgramsRelyOn() throws IOException {
        var document = run(FIRST_LIGHT, "--events", 5000);
        assertThat(document.get("schema").isInt()).isTrue();
        assertThat(document.get("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(document.get("time_ns").isIntegralNumber()).isTrue();
        assertThat(document.get("events").asLong()).isEqualTo(5000);
        assertThat(document.get("messages").asLong()).isPositive();
        assertThat(document.get("violations").isArray()).isTrue();
        var names = document.get("instances").findValuesAsText("name");
        assertThat(names).containsExactly("host", "web-server", "database");
        for (var instance : document.get("instances")) {
            assertThat(instance.get("id").isInt()).isTrue();
            assertThat(instance.get("status").asText()).isNotEmpty();
            assertThat(instance.get("cpus")).isNotEmpty();
            long before = -1;
            for (var cpu : instance.get("cpus")) {
                assertThat(cpu.asLong()).as("CPUs in ascending order").isGreaterThan(before);
                before = cpu.asLong();
            }
        }
    }

    @Test
    void theSummaryForPeopleTellsTheSame() throws IOException {
        var document = run(FIRST_LIGHT, "--events", 5000);
        var said = say("run", FIRST_LIGHT, "--events", 5000);
        assertThat(said.out())
                .contains(document.get("fingerprint").asText())
                .contains("5000")
                .contains("web-server")
                .contains("the number of events that was asked for")
                .contains("held after every event");
    }

    @Test
    void aRunCanEndBeforeItBegins() throws IOException {
        assertThat(run(FIRST_LIGHT, "--events", 0).get("time_ns").asLong()).isZero();
        assertThat(run(FIRST_LIGHT, "--until", "0ns").get("time_ns").asLong()).isZero();
    }

    @Test
    void aRunCanWaitAfterTheEndOfItsStory() throws IOException {
        var document = run(FIRST_LIGHT, "--until", "100s");
        assertThat(document.get("time_ns").asLong()).isEqualTo(100_000_000_000L);
        assertThat(document.get("stopped").asText()).isEqualTo("time");
    }

    @Test
    void whicheverLimitComesFirstEndsTheRun() throws IOException {
        assertThat(run(FIRST_LIGHT, "--until", "1ms", "--events", 5000).get("stopped").asText()).isEqualTo("time");
        assertThat(run(FIRST_LIGHT, "--until", "100s", "--events", 3).get("stopped").asText()).isEqualTo("events");
    }

    @Test
    void theSameSeedIsTheSameRunAndAnotherIsAnother() throws IOException {
        var plain = run(FIRST_LIGHT, "--events", 20_000).get("fingerprint");
        assertThat(run(FIRST_LIGHT, "--events", 20_000, "--seed", 42).get("fingerprint")).isEqualTo(plain);
        assertThat(run(FIRST_LIGHT, "--events", 20_000, "--seed", -1).get("fingerprint")).isNotEqualTo(plain);
    }

    @Test
    void everythingThatIsToBeWrittenIsWritten() throws IOException {
        var names = new String[] {"a.txt", "b.json", "c.csv", "d.mksession"};
        run(FIRST_LIGHT, "--events", 3000,
                "--transcript", folder.resolve(names[0]),
                "--trace", folder.resolve(names[1]),
                "--csv", folder.resolve(names[2]),
                "--save", folder.resolve(names[3]));
        for (var name : names) {
            assertThat(folder.resolve(name)).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--transcript", "--trace", "--csv", "--save"})
    void noFileThatTheRunReadsIsWrittenOver(String option) throws IOException {
        var scenario = Files.copy(Path.of(FIRST_LIGHT), folder.resolve("first-light.json"));
        var tree = Files.copy(Terminal.SCENARIOS.resolve("first-light.dts"), folder.resolve("first-light.dts"));
        for (var target : new Path[] {scenario, tree, folder.resolve(".").resolve("first-light.json")}) {
            var before = Files.readString(target);
            var said = say("run", scenario, option, target);
            assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(said.err()).startsWith(option + " would write over ").contains("\n  try: another file");
            assertThat(target).hasContent(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--transcript", "--trace", "--csv", "--save"})
    void whereNothingCanBeWrittenTheRunDoesNotBegin(String option) throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        for (var target : new Path[] {folder, folder.resolve("none").resolve("x"), file.resolve("x")}) {
            var said = say("run", FIRST_LIGHT, option, target);
            assertThat(said.status()).isEqualTo(ExitStatus.UNREADABLE);
            assertThat(said.err()).startsWith(target + ": ").contains("\n  try: ");
            assertThat(said.out()).isEmpty();
        }
    }

    @Test
    void twoOutputsNeedTwoFiles() {
        var said = say("run", FIRST_LIGHT, "--csv", folder.resolve("a"), "--trace", folder.resolve("a"));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aFileThatIsNoScenarioIsRefusedWithItsPlace() throws IOException {
        var broken = Files.writeString(folder.resolve("x.json"), "{ \"schema\": 1,, }");
        assertThat(say("run", broken).status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(say("run", broken).err()).startsWith(broken + ":1:");
        assertThat(say("run", folder.resolve("none.json")).status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(say("run", folder).status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(say("run", folder.resolve("none.dts")).status()).isEqualTo(ExitStatus.UNREADABLE);
        var tree = say("run", Terminal.SCENARIOS.resolve("first-light.dts"));
        assertThat(tree.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(tree.err()).contains("this is a device tree").contains("the scenario (.json)");
    }
}
