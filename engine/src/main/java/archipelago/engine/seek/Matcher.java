package archipelago.engine.seek;

import archipelago.engine.journal.Causes;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Involved;

/// Whether a fact, or an event by its number and its cause, is what somebody looks for.
final class Matcher {
    private Matcher() {}

    static boolean tells(Fact fact, Sought sought) {
        var what = fact.what();
        return switch (sought) {
            case Sought.Told(var kind) -> what.word().equals(kind);
            case Sought.OfCore(int core) -> Involved.in(what).coreIs(core);
            case Sought.OfKernel(int slot) -> Involved.in(what).kernelIs(slot);
            case Sought.Message(var kind) -> what instanceof Happening.MessageSent sent
                    && kind.map(wanted -> wanted == sent.kind()).orElse(true);
            case Sought.Chapter _ -> what instanceof Happening.ChapterBegan;
            case Sought.Act _ -> what instanceof Happening.Requested(int _, var _, boolean byStory) && !byStory;
            case Sought.Refusal _ -> what instanceof Happening.Answered answered && !answered.errno().ok();
            case Sought.Fault _ -> what instanceof Happening.FaultInjected || what instanceof Happening.MachineReset;
            case Sought.Instant _, Sought.Place _, Sought.Event _ -> false;
            case Sought.BrokenPromise _, Sought.EffectOf _, Sought.Difference _ -> false;
        };
    }

    /// @param event a known one
    static boolean is(long event, Causes causes, Sought sought) {
        return switch (sought) {
            case Sought.Event(long number) -> event == number;
            case Sought.EffectOf(long origin) -> causes.of(event) == origin;
            default -> false; // Everything else is told by facts, or has to do with instants.
        };
    }
}
