package archipelago.app.action;

import archipelago.app.layout.Selection;
import archipelago.app.vm.Chronicle;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.kerf.KerfLine;
import archipelago.engine.kerf.KnownImages;
import archipelago.engine.scenario.Scenario;

/// What an action is about: the machine as it is now, and the thing that is meant.
///
/// @param chronicle what has happened
/// @param target the thing that was picked or clicked
public record Situation(Scenario scenario, Frame frame, Chronicle chronicle, Selection target) {

    /// The core that is meant, or -1.
    public int core() {
        return target instanceof Selection.OfCore(int core) ? core : -1;
    }

    /// The kernel that is meant, or that owns the core that is meant; null if there is none.
    public KernelView kernel() {
        return switch (target) {
            case Selection.OfKernel(int slot) -> frame.kernel(slot);
            case Selection.OfCore(int core) -> frame.owner[core] < 0 ? null : frame.kernel(frame.owner[core]);
            case Selection.Nothing _, Selection.OfFlight _, Selection.OfDevice _ -> null;
        };
    }

    /// The physical id of the core that is meant; -1 if none is.
    public long cpu() {
        return core() < 0 ? -1 : scenario.machine().physicalId(core());
    }

    /// The lines of the tool kerf that give orders to the machine as it is now.
    public KerfLine kerfLine() {
        return new KerfLine(frame.books, scenario.machine(), KnownImages.of(scenario));
    }
}
