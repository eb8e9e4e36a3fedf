package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.SCENARIOS;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    /// What `compare` says of the default scenario with and without its panic. A new text is accepted with
    /// `mvn -o -pl engine test -Dtest=CompareCommandTest -Darchipelago.golden=accept`.
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "compare-first-light.txt");

    @TempDir
    private Path folder;

    /// A session in which somebody panicked the database and then thought better of it.
    private Path session() throws IOException {
        var path = folder.resolve("s.mksession");
        var opened = Inputs.open(Path.of(FIRST_LIGHT), Optional.empty()).opened().orElseThrow();
        try (var recording = opened.record(path)) {
            var session = opened.session();
            session.runUntil(5_625_000_000L);
            session.give(new Command.Fault.Panic("database", -1));
            session.runUntil(5_626_000_000L);
            session.seek(5_624_000_000L);
            session.give(new Command.CpuToPool(28));
            session.runUntil(5_626_000_000L);
        }
        return path;
    }

    @Test
    void theStoryBesideTheStoryWithoutItsFaultsIsWhatWasWrittenDown() throws IOException {
        var said = say("compare", FIRST_LIGHT);
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.writeString(GOLDEN, said.out());
        }
        assertThat(said.out()).isEqualTo(Files.readString(GOLDEN));
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        assertThat(said.out().lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    @Test
    void anUpdateBesideTheOldKernelLosesNothingAndOneInItsPlaceLosesWhatIsAskedMeanwhile() throws IOException {
        var beside = SCENARIOS.resolve("kernel-update.json");
        var inPlace = SCENARIOS.resolve("kernel-update-in-place.json");
        var document = RunCommandTest.json(say("compare", beside, inPlace, "--json").out());
        assertThat(document.get("common").get("events").asLong()).as("they begin alike").isPositive();
        var shop = document.get("services").get(0);
        assertThat(shop.get("name").asText()).isEqualTo("shop");
        assertThat(shop.get("a").get("kernel").asText()).isEqualTo("amber");
        assertThat(shop.get("a").get("lost").asLong()).isZero();
        assertThat(shop.get("a").get("longest_gap_ns").asLong()).as("every 40 to 50 µs").isLessThan(60_000);
        assertThat(shop.get("b").get("lost").asLong()).isPositive();
        assertThat(shop.get("b").get("longest_gap_ns").asLong()).isGreaterThan(Cost.EARLY_BOOT.defaultNs());
        assertThat(say("compare", beside, inPlace).out()).contains("requests for shop", "longest gap");
    }

    @Test
    void theDocumentHasTheNamesThatProgramsRelyOn() throws IOException {
        var said = say("compare", FIRST_LIGHT, "--json");
        var document = RunCommandTest.json(said.out());
        var run = RunCommandTest.json(say("run", FIRST_LIGHT, "--json").out());
        assertThat(document.get("schema").isInt()).isTrue();
        assertThat(document.get("equal").asBoolean()).isFalse();
        assertThat(document.get("a").get("fingerprint")).isEqualTo(run.get("fingerprint"));
        assertThat(document.get("a").get("events")).isEqualTo(run.get("events"));
        assertThat(document.get("common").get("events").asLong()).isPositive();
        var parted = document.get("divergence");
        assertThat(parted.get("a").get("event").asLong()).isEqualTo(document.get("common").get("events").asLong() + 1);
        assertThat(parted.get("a").get("told").toString()).contains("panic web-server on CPU 20");
        assertThat(document.get("instances").findValuesAsText("name"))
                .containsExactly("host", "web-server", "database");
        var web = document.get("instances").get(1);
        assertThat(web.get("a").get("boots").asInt()).isEqualTo(2);
        assertThat(web.get("b").get("boots").asInt()).isEqualTo(1);
        assertThat(web.get("a").get("service_lost_ns").asLong())
                .isGreaterThan(web.get("b").get("service_lost_ns").asLong());
        assertThat(document.get("messages").findValuesAsText("kind")).contains("USER_REQUEST", "USER_REPLY");
    }

    @Test
    void aRunBesideItselfHasEverythingInCommon() throws IOException {
        var said = say("compare", FIRST_LIGHT, FIRST_LIGHT, "--until", "5.4s");
        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("in common      everything: ").doesNotContain("they part");
        var document = RunCommandTest.json(say("compare", FIRST_LIGHT, FIRST_LIGHT, "--until", "5.4s", "--json").out());
        assertThat(document.get("equal").asBoolean()).isTrue();
        assertThat(document.get("divergence").isNull()).isTrue();
        assertThat(document.get("time_ns").asLong()).isEqualTo(5_400_000_000L);
    }

    @Test
    void theBranchOnWhichOneActedLastIsComparedWithTheOneThatItLeft() throws IOException {
        var said = say("compare", session(), "--until", "5.626s");
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("A              branch 1 ")
                .contains("B              branch 0 ")
                .contains("they part at   5.624s")
                .contains("you ask: take CPU 28 from the host into the pool");
    }

    @Test
    void aBranchIsNamedAfterAHash() throws IOException {
        var session = session();
        var said = say("compare", FIRST_LIGHT, session + "#0", "--until", "5.626s");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("B              " + session + "#0 ").contains("they part at   5.625s");
        var unknown = say("compare", session + "#2");
        assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(unknown.err()).isEqualTo("A: there is no branch 2 in " + session + "\n  try: one from 0 to 1, such as "
                + session + "#1\n");
    }

    @Test
    void whereThereIsNothingToCompareItSaysWhatToDo() throws IOException {
        var folderOfScenarios = Path.of(FIRST_LIGHT).resolveSibling("first-light.dts");
        Files.copy(folderOfScenarios, folder.resolve("first-light.dts"));
        var quiet = Files.writeString(folder.resolve("quiet.json"),
                "{ \"schema\": 1, \"title\": \"Quiet\", \"machine\": { \"baseline\": \"first-light.dts\" } }");
        var said = say("compare", quiet);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).contains("has only one future").contains("\n  try: a second file");
        assertThat(said.errLines()).noneMatch(Terminal::showsTheInside);
    }

    @Test
    void filesThatCannotBeReadAreRefusedAsEverywhere() {
        assertThat(say("compare", FIRST_LIGHT, folder.resolve("none.json")).status()).isEqualTo(ExitStatus.UNREADABLE);
        assertThat(say("compare", FIRST_LIGHT + "#0000001x").status()).isEqualTo(ExitStatus.UNREADABLE);
        var tree = Path.of(FIRST_LIGHT).resolveSibling("first-light.dts");
        assertThat(say("compare", tree, FIRST_LIGHT).status()).isEqualTo(ExitStatus.REFUSED);
    }
}
