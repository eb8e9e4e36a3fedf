package archipelago.app;

import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.session.Session;
import java.nio.file.Path;

/// A session in which somebody has acted: two acts on the story, one of them taken back on a branch with a name, a third
/// act on a branch of that, and three bookmarks. It stands on the story, three milliseconds after the first act.
public final class Lived {
    public static final long TALK_NS = 5_605_800 * Times.US;
    public static final long PANIC_NS = TALK_NS + Times.MS;
    public static final long GONE_NS = PANIC_NS + 200 * Times.US;
    public static final long LATER_NS = TALK_NS + 3 * Times.MS;

    private Lived() {}

    public static Scenario scenario() {
        return new ScenarioReader().read(Path.of("..", "scenarios", "first-light.json")).value().orElseThrow();
    }

    public static Session session() {
        var session = new Session(scenario());
        session.runUntil(TALK_NS);
        session.mark("both talk", "before anything was done");
        session.give(new Command.Fault.Slow("web-server", 200));
        session.runUntil(PANIC_NS);
        session.give(new Command.Fault.Panic("database", -1));
        session.runUntil(GONE_NS);
        session.mark("database is gone", "");
        session.runUntil(LATER_NS);
        session.undo(1);
        session.name(1, "the database lives");
        session.seek(TALK_NS + 2 * Times.MS);
        session.give(new Command.Halt("web-server"));
        session.runUntil(LATER_NS);
        session.enterHere(0);
        session.mark("three milliseconds on", "what is left of the service");
        return session;
    }

    /// Where the story makes the database.
    public static Fact created(Journal journal) {
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).what() instanceof Happening.Requested(int _, Command.Create create, boolean _)
                    && create.instance().equals("database")) {
                return journal.get(i);
            }
        }
        throw new AssertionError("the story makes a database");
    }
}
