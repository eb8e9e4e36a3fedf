package archipelago.engine.invariant;

import archipelago.engine.machine.Machine;
import archipelago.engine.state.State;
import java.util.ArrayList;
import java.util.List;

/// A promise that does not hold.
///
/// @param event how many events had been handled when it was looked at
public record Violation(Invariant invariant, String detail, long event, long atNs) {

    /// All promises that do not hold in this state.
    public static List<Violation> in(State state, Machine machine) {
        var violations = new ArrayList<Violation>();
        for (var invariant : Invariant.values()) {
            invariant.broken(state, machine)
                    .ifPresent(detail -> violations.add(
                            new Violation(invariant, detail, state.events, state.nowNs)));
        }
        return violations;
    }

    /// For people: the promise, what broke it and when.
    public String sentence() {
        return invariant.name() + ": " + invariant.sentence() + ", but after event " + event + " " + detail;
    }
}
