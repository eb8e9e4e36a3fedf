package archipelago.engine.session;

import archipelago.engine.base.Hash64;
import archipelago.engine.command.CommandDigest;
import archipelago.engine.scenario.LeftOut;
import archipelago.engine.scenario.ScenarioSource;
import java.util.List;
import java.util.Optional;

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
        /// @param leftOut the step of the other one's story in order to leave out which the branch was opened
        record Forked(
                int branch,
                int from,
                int kept,
                long afterEvents,
                long atNs,
                boolean undo,
                Optional<LeftOut> leftOut)
                implements Deed {
            Forked(int branch, Moment place, boolean undo, Optional<LeftOut> leftOut) {
                this(branch, place.branch(), place.commands(), place.events(), place.atNs(), undo, leftOut);
            }

            /// Where it left the other one, as a moment of that.
            Moment place() {
                return new Moment(from, kept, afterEvents, atNs);
            }
        }

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

    /// Brings back what was done: all branches and bookmarks.
    ///
    /// @param branches the first one only
    /// @param factsAtStart how many facts every branch has at the first instant
    /// @return the last branch that was acted on
    Branch openIn(List<Branch> branches, Bookmarks bookmarks, int factsAtStart) {
        var last = branches.getFirst();
        for (var deed : deeds) {
            switch (deed) {
                case Deed.Forked fork -> {
                    last = branches.get(fork.from()).saved(fork, factsAtStart);
                    branches.add(last);
                }
                case Deed.Gave gave -> {
                    last = branches.get(gave.branch());
                    last.saved(gave.given());
                }
                case Deed.Saw _, Deed.Sealed _ -> {}
                case Deed.Named(int branch, var name) -> branches.get(branch).name = name;
                case Deed.Marked(var bookmark) -> bookmarks.keep(bookmark);
                case Deed.Forgot(var name) -> bookmarks.forget(name);
            }
        }
        return last;
    }

    /// What changes whenever the place of a fork or the step that it leaves out changes.
    static String seal(Deed.Forked fork, LeftOut leftOut) {
        var hash = new Hash64()
                .add(fork.from())
                .add(fork.kept())
                .add(fork.afterEvents())
                .add(fork.atNs())
                .add(leftOut.step());
        leftOut.overNs().forEach(hash::add);
        return Hash64.text(hash.value());
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
