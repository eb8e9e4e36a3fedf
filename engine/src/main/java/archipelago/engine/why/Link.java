package archipelago.engine.why;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One link of a chain of causes: an event or an act, with what it made happen at once.
///
/// @param origin the number of the event, or the negative number of the act
/// @param facts what it told, in order; nothing if nothing of it can be seen from outside
public record Link(long origin, List<Fact> facts) {
    public Link {
        facts = List.copyOf(facts);
    }

    /// Whether it is a person's act.
    public boolean act() {
        return origin < 0;
    }

    /// What somebody asked for in this link, a person or the story. Further causes are only how it came about that
    /// it was asked.
    public Optional<Fact> request() {
        return facts.stream().filter(fact -> fact.what() instanceof Happening.Requested).findFirst();
    }

    /// The fact that tells most of it; that a core has work to do explains nothing.
    public Optional<Fact> headline() {
        return facts.stream().filter(fact -> !(fact.what() instanceof Happening.CoreBusy)).min(Comparator.comparingInt(fact -> weight(fact.what())));
    }

    /// What changes the machine before what tells of it, and what tells of it before what goes on anyway.
    private static int weight(Happening what) {
        return switch (what) {
            case Happening.MachineReset _ -> 0;
            case Happening.FaultInjected _ -> 1;
            case Happening.StatusChanged _ -> 2;
            case Happening.PhaseEntered _ -> 3;
            case Happening.InstanceCreated _, Happening.InstanceRemoved _ -> 4;
            case Happening.CoreReassigned _, Happening.DeviceReassigned _ -> 5;
            case Happening.MessageLost _, Happening.SendRefused _, Happening.DoorbellLost _, Happening.DoorbellCut _ -> 6;
            case Happening.Requested _ -> 7;
            case Happening.Answered _ -> 8;
            case Happening.MessageSent _ -> 9;
            case Happening.MessageTaken _ -> 10;
            case Happening.CoreWent _, Happening.TaskMoved _ -> 11;
            case Happening.ConsoleReceived _, Happening.ConsoleRead _, Happening.ConsoleInput _ -> 12;
            case Happening.Logged _, Happening.TasksBegan _, Happening.TasksEnded _ -> 13;
            case Happening.CoreBusy _ -> 14;
            case Happening.ChapterBegan _, Happening.Checkpoint _ -> 15;
        };
    }
}
