package archipelago.engine.session;

import archipelago.engine.scenario.ScenarioSource;
import java.util.List;

/// What a session file says: where the run begins, and all that a person did in it, in the order in
/// which it was done.
public record SavedSession(ScenarioSource source, List<Deed> deeds) {
    public SavedSession {
        deeds = List.copyOf(deeds);
    }

    /// A line of the file after the first.
    public sealed interface Deed {
        /// A new branch left another one after so many events, at an instant.
        ///
        /// @param kept how many commands the two branches have in common
        record Forked(int branch, int from, int kept, long afterEvents, long atNs) implements Deed {}

        /// A command on a branch.
        ///
        /// @param fingerprint of the run just before it
        record Gave(int branch, Given given, String fingerprint) implements Deed {}

        /// How a branch looked at a point: for comparing, not for replaying.
        record Saw(int branch, long afterEvents, String fingerprint) implements Deed {}
    }
}
