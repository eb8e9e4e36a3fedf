package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that was saved is the same run for ever, or says that it is not.
class SavedRunTest {
    @TempDir
    private Path folder;

    private static String fingerprint(Terminal.Said said) throws IOException {
        return RunCommandTest.json(said.out()).get("fingerprint").asText();
    }

    @Test
    void aSavedRunComesToTheSameFingerprint() throws IOException {
        var saved = folder.resolve("s.mksession");
        var first = say("run", FIRST_LIGHT, "--save", saved, "--json");
        var again = say("run", saved, "--json");
        assertThat(again.status()).isZero();
        assertThat(fingerprint(again)).isEqualTo(fingerprint(first));
        assertThat(say("check", saved).out()).isEqualTo(saved + ": a sound session\n");
    }

    @Test
    void aRunThatWasSavedOnTheWayGoesAsFarAsItHadCome() throws IOException {
        var saved = folder.resolve("s.mksession");
        var first = say("run", FIRST_LIGHT, "--save", saved, "--events", 4000, "--json");
        var again = say("run", saved, "--json");
        assertThat(fingerprint(again)).isEqualTo(fingerprint(first));
        assertThat(RunCommandTest.json(again.out()).get("stopped").asText()).isEqualTo("saved");
        var further = say("run", saved, "--events", 4001, "--json");
        assertThat(RunCommandTest.json(further.out()).get("events").asLong()).isEqualTo(4001);
    }

    @Test
    void theSeedOfASavedRunIsItsOwn() throws IOException {
        var saved = folder.resolve("s.mksession");
        var first = say("run", FIRST_LIGHT, "--seed", 7, "--save", saved, "--events", 9000, "--json");
        assertThat(fingerprint(say("run", saved, "--json"))).isEqualTo(fingerprint(first));
        var refused = say("run", saved, "--seed", 7);
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).isEqualTo("a saved session has its own seed\n  try: --seed with a scenario\n");
    }

    /// A session in which somebody took a core from the host, before and after the story's own steps.
    private Path acted() throws IOException {
        var path = folder.resolve("acted.mksession");
        var opened = Inputs.open(Path.of(FIRST_LIGHT), Optional.empty()).opened().orElseThrow();
        try (var recording = opened.record(path)) {
            var session = opened.session();
            session.runUntil(1_000_000);
            session.give(new Command.CpuToPool(30));
            session.runUntil(1_000_000_000);
            session.give(new Command.CpuToPool(28));
            session.runUntil(2_000_000_000);
            session.give(new Command.CpuToPool(94));
        }
        return path;
    }

    @Test
    void commandsAreRepeatedAndStayWhenTheSessionIsSavedAgain() throws IOException {
        var path = acted();
        var plain = say("run", FIRST_LIGHT, "--until", "2s", "--json");
        var first = say("run", path, "--json");
        assertThat(first.err()).isEmpty();
        assertThat(fingerprint(first)).isNotEqualTo(fingerprint(plain));

        var copy = folder.resolve("copy.mksession");
        assertThat(fingerprint(say("run", path, "--save", copy, "--json"))).isEqualTo(fingerprint(first));
        assertThat(fingerprint(say("run", copy, "--json"))).isEqualTo(fingerprint(first));
        assertThat(Files.readAllLines(copy)).hasSize(Files.readAllLines(path).size() + 1);
    }

    @Test
    void aSessionThatBreaksOffAnywhereAfterItsFirstLineOpens() throws IOException {
        var whole = Files.readString(acted());
        var cut = folder.resolve("cut.mksession");
        for (int length = whole.indexOf('\n') + 1; length <= whole.length(); length++) {
            Files.writeString(cut, whole.substring(0, length));
            var said = say("check", cut);
            assertThat(said.status()).as(said.err()).isZero();
        }
        Files.writeString(cut, whole.substring(0, whole.indexOf('\n') + 1));
        assertThat(say("run", cut, "--events", 3).status()).isZero();
    }

    @Test
    void aSessionWithoutItsFirstLineIsRefused() throws IOException {
        var whole = Files.readString(acted());
        var cut = Files.writeString(folder.resolve("cut.mksession"), whole.substring(0, whole.indexOf('\n') / 2));
        assertThat(say("check", cut).status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(say("run", cut).status()).isEqualTo(ExitStatus.REFUSED);
    }

    /// The bytes of what was seen before a command are left out: they are for comparing, and what is
    /// compared here is the end.
    @Test
    void aChangedByteInACommandIsRefusedOrLeadsElsewhere() throws IOException {
        var path = acted();
        var whole = Files.readString(path);
        var right = fingerprint(say("run", path, "--json"));
        var changed = folder.resolve("changed.mksession");
        int from = whole.indexOf('\n') + 1;
        int lineEnd = whole.indexOf('\n', from);
        var line = whole.substring(from, lineEnd);
        int seen = line.indexOf("\"seen\":\"") + "\"seen\":\"".length();
        List<String> unnoticed = new ArrayList<>();
        for (int i = 0; i < line.length(); i++) {
            if (i >= seen && i < seen + 16) {
                continue;
            }
            for (char put : new char[] {'7', 'x', '"', ' ', '}', '-'}) {
                var other = line.substring(0, i) + put + line.substring(i + 1);
                if (other.equals(line)) {
                    continue;
                }
                Files.writeString(changed, whole.substring(0, from) + other + whole.substring(lineEnd));
                var said = say("run", changed, "--json");
                assertThat(said.status()).as(other + "\n" + said.err()).isLessThanOrEqualTo(ExitStatus.REFUSED);
                assertThat(said.errLines()).as(other).noneMatch(Terminal::showsTheInside);
                if (said.status() == ExitStatus.DONE && fingerprint(said).equals(right)) {
                    unnoticed.add(other);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void aScenarioThatWasChangedInsideASessionIsNoticed() throws IOException {
        var path = acted();
        var changed = Files.writeString(
                folder.resolve("changed.mksession"),
                Files.readString(path).replace("\\\"seed\\\": 42", "\\\"seed\\\": 43").replace("\"seed\":42", "\"seed\":43"));
        var said = say("run", changed);
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).startsWith(changed + ":").contains("fingerprint").contains("\n  try: ");
    }
}
