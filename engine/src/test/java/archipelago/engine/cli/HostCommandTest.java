package archipelago.engine.cli;

import static archipelago.engine.cli.Terminal.FIRST_LIGHT;
import static archipelago.engine.cli.Terminal.SCENARIOS;
import static archipelago.engine.cli.Terminal.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How `host` begins, or says why it does not. What it does then, the tests of its own package tell.
class HostCommandTest {
    private static final Path MK2 = SCENARIOS.resolve("host-mk2.json");

    @TempDir
    private Path folder;

    private Terminal.Said host(Object file, Object root, Object socket, Object... more) {
        var words = new ArrayList<Object>(
                List.of("host", file, "--root", root, "--socket", socket));
        words.addAll(List.of(more));
        return say(words.toArray());
    }

    @Test
    void withoutAFolderAndASocketItIsWrongUsage() {
        assertThat(say("host", MK2).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(say("host", MK2, "--root", folder).status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void aFileThatIsNotThereIsUnreadableAndOneThatIsNoScenarioIsRefused() {
        assertThat(host("none.json", folder.resolve("r"), folder.resolve("s")).status())
                .isEqualTo(ExitStatus.UNREADABLE);
        assertThat(host(SCENARIOS.resolve("host-machine.dts"), folder.resolve("r"), folder.resolve("s")).status())
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        var root = Files.createDirectories(folder.resolve("r/proc")).getParent();
        var said = host(MK2, root, folder.resolve("s"));
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).contains("there is a proc in this folder").contains("  try: ");
    }

    @Test
    void aSocketThatCannotBeIsToldInASentence() {
        var said = host(MK2, folder.resolve("r"), folder.resolve("none").resolve("s"));
        assertThat(said.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(said.err()).contains("no socket can be made here");
        assertThat(said.errLines()).noneMatch(Terminal::showsTheInside);
    }

    @Test
    void theSessionIsNotWrittenOverTheScenario() {
        assertThat(host(MK2, folder.resolve("r"), folder.resolve("s"), "--save", MK2).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(host(FIRST_LIGHT, folder.resolve("r"), folder.resolve("s"), "--save",
                        SCENARIOS.resolve("first-light.dts")).status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void anInputThatSomebodyClosesIsToldAndOneThatWasNeverOpenIsNot() throws Exception {
        var ended = new CountDownLatch(1);
        try (var writer = new PipedOutputStream(); var reader = new PipedInputStream(writer)) {
            var input = Input.watched(reader, true);
            writer.write(1);
            input.whenItEnds(ended::countDown);
            writer.close();
            ended.await();
        }
        var nobody = new CountDownLatch(1);
        Input.watched(new ByteArrayInputStream(new byte[0]), true).whenItEnds(nobody::countDown);
        Input.watched(new ByteArrayInputStream(new byte[0]), false).whenItEnds(nobody::countDown);
        assertThat(nobody.getCount()).isOne();
    }
}
