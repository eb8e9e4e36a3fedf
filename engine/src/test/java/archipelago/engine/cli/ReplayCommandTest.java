package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recorded session is the same run when it is run again, or the program says where it is not.
class ReplayCommandTest {
    @TempDir
    private Path folder;

    /// A session with three branches: acts while the kernels talk, each in the past of the one before.
    private Path recorded() throws IOException {
        var path = folder.resolve("acts.mksession");
        var opened = Inputs.open(Path.of(FIRST_LIGHT), Optional.empty()).opened().orElseThrow();
        try (var recording = opened.record(path)) {
            var session = opened.session();
            session.runUntil(5_605_800_000L);
            session.give(new Command.Fault.Panic("database", 66));
            session.seek(5_605_700_000L);
            session.give(new Command.AddCpu("web-server", 24));
            session.runUntil(5_605_900_000L);
            session.give(new Command.Halt("web-server"));
            session.seek(5_605_600_000L);
            session.give(new Command.RemoveCpu("web-server", 22));
            session.runUntil(5_640_000_000L);
            assertThat(session.branches()).hasSize(3);
        }
        return path;
    }

    @Test
    void aRecordedSessionEqualsItsReplayOnEveryBranch() throws IOException {
        var said = say("replay", recorded(), "--verify", "--json");
        var json = RunCommandTest.json(said.out());
        assertThat(said.status()).isZero();
        assertThat(json.get("equal").asBoolean()).isTrue();
        assertThat(json.get("compared").asInt()).isEqualTo(9);
        assertThat(json.get("branches").asInt()).isEqualTo(3);
    }

    @Test
    void aSessionAlteredInOneByteOfACommandIsToldApartWithTheFirstDifference() throws IOException {
        var path = recorded();
        var text = Files.readString(path);
        Files.writeString(path, text.replace("\"cpu\":24", "\"cpu\":26"));
        var said = say("replay", path, "--verify");
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.out()).startsWith("on branch 1 the replay equals the record up to event ")
                .contains(" and differs at event ");
        assertThat(say("replay", path).status()).isZero();
    }

    @Test
    void aBranchThatThereIsNotAndAScenarioAreRefusedInWords() throws IOException {
        var said = say("replay", recorded(), "--branch", 3);
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("0 to 2");
        assertThat(say("replay", FIRST_LIGHT).err()).contains("run --save");
    }

    @Test
    void aBranchCanBeRunToItsEnd() throws IOException {
        var json = RunCommandTest.json(say("replay", recorded(), "--branch", 0, "--json").out());
        assertThat(json.get("branch").asInt()).isZero();
        assertThat(json.get("events").asLong()).isGreaterThan(40_000);
    }
}
