package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Hash64;
import archipelago.engine.base.Problem;
import archipelago.engine.command.Command;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
    private static final long LATE_NS = 5_900_000_000L;
    /// The number of the act in which the default scenario's story panics the web server.
    private static final int PANIC = 9;
    private static final Path STORY = Path.of("../scenarios/first-light.json");
    private static final ScenarioReader SCENARIOS = new ScenarioReader();

    @TempDir
    Path folder;

    private ScenarioSource source;
    private Path file;

    @BeforeEach
    void readTheDefaultScenario() {
        source = ScenarioSource.read(STORY, SCENARIOS).value().orElseThrow();
        file = folder.resolve("a.mksession");
    }

    private Session replayed() throws IOException {
        var reading = new SessionReader(SCENARIOS).read("a.mksession", Files.readString(file));
        assertThat(reading.problems()).isEmpty();
        return Session.resume(reading.value().orElseThrow());
    }

    private static String mark(Session session) {
        session.seek(LATE_NS);
        return session.branch().number() + " " + session.events() + " " + Hash64.text(session.fingerprint());
    }

    @Test
    void whatWasDoneOnAllBranchesIsReplayedToTheBit() throws IOException {
        var random = new Random(11);
        var session = new Session(source.scenario());
        try (var recording = SessionFile.begin(file, source, session)) {
            for (int i = 0; i < 12; i++) {
                session.seek(5_300_000_000L + random.nextLong(500_000_000L));
                session.give(SessionTest.command(random));
            }
            assertThat(recording.trouble()).isEmpty();
        }
        assertThat(session.branches()).hasSizeGreaterThan(3);
        var replayed = replayed();
        assertThat(mark(replayed)).isEqualTo(mark(session));
        for (var branch : session.branches()) {
            session.enter(branch.number());
            replayed.enter(branch.number());
            assertThat(mark(replayed)).isEqualTo(mark(session));
            assertThat(replayed.factsTold()).isEqualTo(session.factsTold());
            assertThat(replayed.journal().size()).isGreaterThanOrEqualTo(replayed.factsTold());
        }
    }

    @Test
    void aProgramThatIsKilledLosesNothingThatWasDone() throws IOException {
        var session = new Session(source.scenario());
        var neverClosed = SessionFile.begin(file, source, session);
        session.runUntil(5_500_000_000L);
        session.give(new Command.Fault.Panic("web-server", -1));
        Files.writeString(file, Files.readString(file) + "{\"branch\":0,\"aft");
        assertThat(mark(replayed())).isEqualTo(mark(session));
        neverClosed.close();
    }

    @Test
    void theMarkAtTheEndIsTheFingerprintOfTheRun() throws IOException {
        var session = new Session(source.scenario());
        try (var recording = SessionFile.begin(file, source, session)) {
            session.runUntil(LATE_NS);
            assertThat(recording.path()).isEqualTo(file);
        }
        assertThat(Files.readString(file)).contains("\"seen\":\"" + Hash64.text(session.fingerprint()) + "\"");
    }

    @Test
    void everyMistakeInAFileIsToldWithItsLine() throws IOException {
        var session = new Session(source.scenario());
        SessionFile.begin(file, source, session).close();
        var text = Files.readString(file)
                + "{\"branch\":3,\"after\":1,\"at\":\"1ms\",\"seen\":\"\",\"do\":\"exec\",\"instance\":\"x\"}\n"
                + "{\"branch\":0,\"after\":1,\"at\":\"soon\",\"seen\":\"\",\"do\":\"exek\",\"instance\":\"x\"}\n"
                + "nonsense\n";
        var reading = new SessionReader(SCENARIOS).read("a.mksession", text);
        assertThat(reading.value()).isEmpty();
        assertThat(reading.problems()).extracting(Problem::line).contains(3, 4, 5);
        assertThat(reading.problems()).allSatisfy(p -> assertThat(p.sentence()).isNotBlank());
    }

    @Test
    void namesBookmarksAndNotesComeBackWithTheirMoments() throws IOException {
        var session = new Session(source.scenario());
        try (var recording = SessionFile.begin(file, source, session)) {
            session.runUntil(5_600_000_000L);
            session.mark("before", "everything talks");
            session.mark("unwanted", "");
            session.give(new Command.Fault.Panic("web-server", -1));
            session.runUntil(5_600_400_000L);
            session.mark("after", "one \"kernel\"\nis away");
            session.badge("after", 3);
            session.forget("unwanted");
            session.undo(0);
            session.name(1, "without the panic");
            assertThat(recording.trouble()).isEmpty();
        }

        var replayed = replayed();
        assertThat(replayed.bookmarks()).isEqualTo(session.bookmarks()).extracting(Bookmark::name)
                .containsExactly("before", "after");
        assertThat(replayed.branches()).extracting(Branch::name).containsExactly("", "without the panic");
        assertThat(replayed.branches()).extracting(Branch::undone)
                .containsExactly(Optional.empty(), Optional.of(new Command.Fault.Panic("web-server", -1)));
        replayed.goTo(replayed.bookmark("after").orElseThrow().moment());
        session.goTo(session.bookmark("after").orElseThrow().moment());
        assertThat(replayed.fingerprint()).isEqualTo(session.fingerprint());
    }

    @Test
    void anActThatIsTakenBackWithAllAfterItLeavesTheOldFutureAsItWas() throws IOException {
        var session = new Session(source.scenario());
        long before;
        try (var recording = SessionFile.begin(file, source, session)) {
            session.runUntil(5_600_000_000L);
            session.give(new Command.Halt("database"));
            session.runUntil(5_600_100_000L);
            session.give(new Command.Fault.Panic("web-server", -1));
            session.runUntil(5_600_200_000L);
            session.give(new Command.Fault.Panic("database", -1));
            session.runUntil(5_600_400_000L);
            before = session.fingerprint();
            session.undoFrom(1);
            assertThat(recording.trouble()).isEmpty();
        }
        assertThat(session.nowNs()).isEqualTo(5_600_400_000L);
        assertThat(session.branch().commands()).extracting(Given::command).containsExactly(new Command.Halt("database"));
        assertThat(session.branch().undone()).contains(new Command.Fault.Panic("web-server", -1));
        long without = session.fingerprint();

        session.enterHere(0);
        assertThat(session.fingerprint()).isEqualTo(before).isNotEqualTo(without);
        var replayed = replayed();
        replayed.enter(1);
        replayed.runUntil(5_600_400_000L);
        assertThat(replayed.fingerprint()).isEqualTo(without);
    }

    @Test
    void aSessionOfTheFirstSchemaIsStillRead() throws IOException {
        file = Path.of("src", "test", "resources", "sessions", "schema-1.mksession");
        var replayed = replayed();

        assertThat(replayed.branch().commands()).extracting(given -> given.command().getClass().getSimpleName())
                .containsExactly("Panic", "Exec");
        replayed.seek(LATE_NS);
        assertThat(replayed.moment().commands()).isEqualTo(2);
    }

    /// A session of schema 2 in which the database panics, that is taken back, and the branch gets a name.
    @Test
    void aSessionOfTheSecondSchemaIsStillReadAndReplayedToTheBit() throws IOException {
        file = Path.of("src", "test", "resources", "sessions", "schema-2.mksession");
        var replayed = replayed();

        assertThat(replayed.branches()).extracting(Branch::name).containsExactly("", "calm");
        assertThat(replayed.branches().get(1).undone()).contains(new Command.Fault.Panic("database", 66));
        assertThat(replayed.bookmarks()).extracting(Bookmark::name).containsExactly("talk");
        assertThat(verified()).isEmpty();
    }

    /// A session of schema 3 in which the story's own panic is left out, and somebody acts after that.
    @Test
    void aSessionOfTheThirdSchemaIsReadAndReplayedToTheBit() throws IOException {
        file = Path.of("src", "test", "resources", "sessions", "schema-3.mksession");
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            withoutThePanicOfTheStory();
        }
        var replayed = replayed();

        assertThat(replayed.branches()).hasSize(2);
        assertThat(replayed.branches().get(1).undone()).contains(new Command.Fault.Panic("web-server", 20));
        assertThat(replayed.branches().get(1).commands()).hasSize(1);
        assertThat(verified()).isEmpty();
    }

    private Optional<Replay.Divergence> verified() throws IOException {
        var reading = new SessionReader(SCENARIOS).read("a.mksession", Files.readString(file));
        return new Replay(reading.value().orElseThrow()).verify();
    }

    private void withoutThePanicOfTheStory() throws IOException {
        var session = new Session(source.scenario());
        try (var recording = SessionFile.begin(file, source, session)) {
            while (session.nextNs() <= LATE_NS
                    && session.journal().request(PANIC, session.factsTold()).isEmpty()) {
                session.stepForward();
            }
            session.runUntil(session.nowNs() + 200_000);
            session.undoAct(PANIC);
            session.give(new Command.Fault.Slow("web-server", 300));
            session.runUntil(session.nowNs() + 200_000);
            assertThat(recording.trouble()).isEmpty();
        }
    }

    @Test
    void noByteOfAForkThatLeavesOutAStepCanBeChangedUnseen() throws IOException {
        withoutThePanicOfTheStory();
        var lines = Files.readAllLines(file);
        var random = new Random(7);
        int changed = 0;
        for (int n = 1; n < lines.size(); n++) {
            var line = lines.get(n);
            for (int at = 0; line.contains("left_out") && at < line.length(); at++) {
                char other = (char) ('!' + random.nextInt('~' - '!'));
                if (other != line.charAt(at)) {
                    var altered = new ArrayList<>(lines);
                    altered.set(n, line.substring(0, at) + other + line.substring(at + 1));
                    var reading = new SessionReader(SCENARIOS).read("a.mksession", String.join("\n", altered) + "\n");
                    assertThat(reading.value()).as(altered.get(n)).isEmpty();
                    assertThat(reading.problems()).allSatisfy(p -> assertThat(p.sentence()).isNotBlank());
                    changed++;
                }
            }
        }
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void aForkThatTheStoryCannotHaveHadIsRefusedAtItsLine() throws IOException {
        var session = new Session(source.scenario());
        SessionFile.begin(file, source, session).close();
        var fork = "{\"fork\":1,\"from\":0,\"kept\":%s,\"after\":0,\"at\":\"1s\",\"left_out\":{\"step\":%s,\"over\":[%s],"
                + "\"seal\":\"0\"}}\n";
        for (var line : new String[] {
            fork.formatted("0", "9999", ""), fork.formatted("0", "0", "\"soon\""), fork.formatted("0", "-1", "3"),
            "{\"fork\":1,\"from\":0,\"kept\":0,\"after\":0,\"at\":\"1s\",\"left_out\":7}\n",
            "{\"fork\":1,\"from\":0,\"kept\":3,\"after\":0,\"at\":\"1s\"}\n"
        }) {
            var reading = new SessionReader(SCENARIOS).read("a.mksession", Files.readString(file) + line);
            assertThat(reading.value()).as(line).isEmpty();
            assertThat(reading.problems()).allSatisfy(p -> assertThat(p.line()).isEqualTo(3));
        }
        var story = source.scenario();
        assertThat(new LeftOut(9999, 0, List.of()).misfit(story)).contains("step 9999 of the story gives no command");
        assertThat(new LeftOut(0, 5, List.of(4L)).misfit(story)).contains("step 0 is over at 4ns, before it begins");
        assertThat(new LeftOut(0, 5, Collections.nCopies(9999, 5L)).misfit(story).orElseThrow()).contains("no more than");
        assertThat(new LeftOut(0, 5, List.of(Long.MAX_VALUE, Long.MAX_VALUE)).misfit(story)).isPresent();
    }

    /// Whatever one byte of a command becomes, the file is refused, or the replay says where it is not the same.
    @Test
    void noByteOfACommandCanBeChangedUnseen() throws IOException {
        var session = new Session(source.scenario());
        try (var recording = SessionFile.begin(file, source, session)) {
            session.runUntil(5_600_000_000L);
            session.give(new Command.Fault.Slow("web-server", 300));
            session.give(new Command.Exec("database")); // refused by kerf, and yet it was asked
            session.runUntil(5_600_100_000L);
            assertThat(recording.trouble()).isEmpty();
        }
        var lines = Files.readAllLines(file);
        var random = new Random(5);
        int changed = 0;
        for (int n = 1; n < lines.size(); n++) {
            var line = lines.get(n);
            for (int at = 0; line.contains("\"do\"") && at < line.length(); at++) {
                char other = (char) ('!' + random.nextInt('~' - '!'));
                if (other != line.charAt(at)) {
                    var altered = new ArrayList<>(lines);
                    altered.set(n, line.substring(0, at) + other + line.substring(at + 1));
                    assertThat(noticed(String.join("\n", altered) + "\n")).as(altered.get(n)).isTrue();
                    changed++;
                }
            }
        }
        assertThat(changed).isGreaterThan(150);
    }

    private static boolean noticed(String text) {
        var reading = new SessionReader(SCENARIOS).read("a.mksession", text);
        return reading.value().isEmpty() || new Replay(reading.value().get()).verify().isPresent();
    }
}
