package archipelago.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Setting.SkipWait;
import archipelago.engine.frame.Frame;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import archipelago.engine.shell.ShellLab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A person's own acts can make impossible what the story waits for; it goes on when somebody says so.
class SkipWaitTest {
    private static final long TALK_NS = 5_605_800 * Times.US;
    private static final long BEFORE_EXEC_NS = 5_275_200 * Times.US;
    private static final long LATER_NS = 6 * Times.S;
    private static final int SECOND_KERNEL = 1;

    private static Scenario firstLight() {
        return new ScenarioReader().read(Path.of("..", "scenarios", "first-light.json")).value().orElseThrow();
    }

    /// Somebody starts the web server just before the story does, whose order is refused then, and stops it while it boots:
    /// nobody brings up what the story waits for.
    private static Session stuck() {
        var session = new Session(firstLight());
        session.runUntil(BEFORE_EXEC_NS);
        session.give(new Command.Exec("web-server"));
        session.runUntil(BEFORE_EXEC_NS + 50 * Times.MS);
        session.give(new Command.ForceHalt("web-server"));
        session.runUntil(LATER_NS);
        return session;
    }

    private static Frame frame(Session session) {
        var frame = new Frame(session.scenario().machine().coreCount());
        session.write(frame);
        return frame;
    }

    @Test
    void aStoryWhoseOrderWasRefusedWaitsUntilSomebodyLetsItGoOn() {
        var session = stuck();
        assertThat(frame(session).chapter).isEqualTo(SECOND_KERNEL);
        assertThat(frame(session).storyAwaits).isEqualTo("web-server");
        session.give(new SkipWait());
        session.runUntil(LATER_NS + Times.S);
        assertThat(frame(session).chapter).isGreaterThan(SECOND_KERNEL);
    }

    @Test
    void toSkipAWaitIsAnActThatIsReachedAgainAndTakenBack() {
        var session = stuck();
        session.give(new SkipWait());
        session.runUntil(LATER_NS + Times.S);
        long fingerprint = session.fingerprint();
        session.seek(TALK_NS);
        session.seek(LATER_NS + Times.S);
        assertThat(session.fingerprint()).isEqualTo(fingerprint);
        session.undo(2);
        assertThat(frame(session).chapter).isEqualTo(SECOND_KERNEL);
    }

    @Test
    void whereTheStoryWaitsForNoKernelThereIsNothingToSkip() {
        var session = new Session(firstLight());
        session.runUntil(TALK_NS);
        session.give(new SkipWait());
        var journal = frame(session).journal;
        assertThat(journal.get(journal.size() - 1).what()).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.errno()).isEqualTo(Errno.EINVAL);
            assertThat(answered.sentence()).isEqualTo("the story waits for no kernel");
        });
        assertThat(frame(session).chapter).isEqualTo(3);
    }

    @Test
    void atThePromptItIsCalledSkip() {
        var lab = ShellLab.of(firstLight());
        assertThat(lab.say("skip").err()).contains("skip: ").contains("the story waits for no kernel");
        assertThat(lab.say("skip it").status()).isEqualTo(2);
        lab.say("advance 5275200us");
        lab.say("kerf exec web-server");
        lab.say("advance 50ms");
        lab.say("kerf kill web-server --force");
        lab.say("advance 1s");
        assertThat(lab.say("status").out()).contains("waits until web-server is up");
        assertThat(lab.say("skip").out()).contains("the story goes on without web-server");
        assertThat(lab.say("status").out()).doesNotContain("waits until web-server is up");
    }
}
