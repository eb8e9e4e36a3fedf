package archipelago.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.scenario.ScenarioLibrary;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Whatever somebody does with a scenario of the library, what was written down of it is replayed to the bit.
class RecordedSessionsTest {
    private static final ScenarioReader SCENARIOS = new ScenarioReader();
    private static final long MOST_EVENTS = 60_000;
    /// Many acts where a run is short, so that no scenario takes long.
    private static final int MOST_ACTS = 300;
    private static final long EVENTS_IN_ALL = 400_000;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> hundredsOfActsOnManyBranchesAreReplayedToTheBit() {
        var library = new ScenarioLibrary(SCENARIOS);
        return Stream.concat(library.phenomena().stream(), Stream.of(ScenarioLibrary.DEFAULT))
                .map(name -> dynamicTest(name, () -> replays(name, library.read(name).value().orElseThrow())));
    }

    private void replays(String name, ScenarioSource source) throws IOException {
        var session = new Session(source.scenario());
        while (!session.over() && session.events() < MOST_EVENTS) {
            session.stepForward();
        }
        long endNs = session.nowNs();
        int acts = (int) Math.clamp(EVENTS_IN_ALL / Math.max(1, session.events()), 8, MOST_ACTS);
        var file = folder.resolve("a.mksession");
        try (var recording = SessionFile.begin(file, source, session)) {
            act(session, new Random(name.hashCode()), acts, endNs);
            assertThat(recording.trouble()).isEmpty();
        }
        var reading = new SessionReader(SCENARIOS).read("a.mksession", Files.readString(file));
        assertThat(reading.problems()).isEmpty();
        var replay = new Replay(reading.value().orElseThrow());

        assertThat(replay.verify()).isEmpty();
        assertThat(replay.compared()).as("before and after each act, and at the end").isGreaterThan(2 * acts);
        assertThat(replay.session().branches()).hasSameSizeAs(session.branches());
        assertThat(replay.session().bookmarks()).isEqualTo(session.bookmarks());
    }

    private static void act(Session session, Random random, int acts, long endNs) {
        for (int act = 0; act < acts; act++) {
            switch (random.nextInt(4)) {
                case 0 -> session.enterHere(random.nextInt(session.branches().size()));
                case 1 -> session.seek(random.nextLong(endNs + 1));
                default -> session.runUntil(session.nowNs() + random.nextLong(endNs / 20 + 1));
            }
            session.give(command(session, random));
            if (act % 20 == 10) {
                session.undo(session.moment().commands() - 1);
                session.mark("undone " + act, "");
            }
            var ofTheStory = session.journal().actsOfTheStory(session.factsTold());
            // Kernels that nobody halts any more talk on, and no test through minutes of that would end today.
            boolean silent = session.scenario().traffic().isEmpty();
            if (act % 20 == 15 && silent && !ofTheStory.isEmpty()) {
                session.undoAct(ofTheStory.getLast());
            }
        }
    }

    private static Command command(Session session, Random random) {
        var state = session.simulation().state();
        var there = state.kernel(random.nextInt(state.slots()));
        var kernel = there == null ? "nobody" : there.name;
        return switch (random.nextInt(7)) {
            case 0 -> new Command.Exec(kernel);
            case 1 -> new Command.Halt(kernel);
            case 2 -> new Command.ForceHalt(kernel);
            case 3 -> new Fault.Panic(kernel, -1);
            case 4 -> new Fault.Slow(kernel, 150 + random.nextInt(300));
            case 5 -> new Command.Delete(kernel);
            default -> new Command.Unload(kernel);
        };
    }
}
