package archipelago.engine.session;

import archipelago.engine.base.Hash64;
import archipelago.engine.command.CommandDigest;
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
        /// @param undo whether the branch was opened in order not to give the next command of the other one
        record Forked(int branch, int from, int kept, long afterEvents, long atNs, boolean undo) implements Deed {}

        /// A command on a branch.
        ///
        /// @param fingerprint of the run just before it
        record Gave(int branch, Given given, String fingerprint) implements Deed {}

        /// The last command of a branch has been carried out.
        ///
        /// @param seal of the command and of the run just after it, as [#seal] makes it
        record Sealed(int branch, String seal) implements Deed {}

        /// How a branch looked at a point: for comparing, not for replaying.
        ///
        /// @param commands how many of the branch's commands lay before it, or [#ALL]
        record Saw(int branch, int commands, long afterEvents, String fingerprint) implements Deed {
            /// All that had been given until then, as in files of schema 1.
            static final int ALL = -1;
        }

        /// A branch has got a name, or has lost it if the name is empty.
        record Named(int branch, String name) implements Deed {}

        /// A bookmark was set.
        record Marked(Bookmark bookmark) implements Deed {}

        /// The bookmark of this name was taken away.
        record Forgot(String name) implements Deed {}
    }

    /// What changes whenever a command, its place, or the run after it changes, even if the machine took no
    /// notice of the command.
    ///
    /// @param after the run's fingerprint just after the command
    static String seal(Given given, long after) {
        return Hash64.text(new Hash64()
                .add(given.afterEvents())
                .add(given.atNs())
                .add(CommandDigest.of(given.command()))
                .add(after)
                .value());
    }
}
