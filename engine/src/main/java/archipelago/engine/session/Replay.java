package archipelago.engine.session;

import archipelago.engine.base.Hash64;
import archipelago.engine.session.SavedSession.Deed;
import java.util.Optional;

/// Goes through a saved session again and compares it with what was written down: the fingerprint
/// before every command, and at every mark.
public final class Replay {
    /// Where a replay and the record part.
    ///
    /// @param branch the branch on which they differ
    /// @param equalEvents up to how many events they are known to be equal on that branch
    /// @param differentEvents after how many events they are known to differ
    /// @param command which command of the branch, counted from 0, is not the one that was recorded; else -1
    /// @param recorded the fingerprint in the file, or the seal of the command
    /// @param replayed the fingerprint of the replay, or the seal that the command should have
    public record Divergence(
            int branch, long equalEvents, long differentEvents, int command, String recorded, String replayed) {
        static final int NO_COMMAND = -1;

        public String sentence() {
            if (command != NO_COMMAND) {
                return "on branch " + branch + " the replay equals the record up to event " + equalEvents
                        + " and differs at event " + differentEvents + ": command " + (command + 1) + ", given between"
                        + " them, is not the one that was recorded, or did not do the same (recorded " + recorded
                        + ", replayed " + replayed + ")";
            }
            return "on branch " + branch + " the replay equals the record up to event " + equalEvents
                    + " and differs at event " + differentEvents + ": recorded " + recorded + ", replayed " + replayed;
        }
    }

    private final SavedSession saved;
    private final Session session;
    private final long[] equalEvents;
    private final int[] commandsSeen;
    private int compared;

    public Replay(SavedSession saved) {
        this.saved = saved;
        session = Session.resume(saved);
        equalEvents = new long[session.branches().size()];
        commandsSeen = new int[session.branches().size()];
    }

    /// Compares everything that was written down, in the order in which it was; empty if all is equal.
    public Optional<Divergence> verify() {
        for (var deed : saved.deeds()) {
            var divergence = switch (deed) {
                case Deed.Forked fork -> {
                    commandsSeen[fork.branch()] = fork.kept();
                    yield Optional.<Divergence>empty();
                }
                case Deed.Gave gave -> {
                    session.goTo(session.branches().get(gave.branch()).before(commandsSeen[gave.branch()]++));
                    yield compare(gave.branch(), gave.fingerprint());
                }
                case Deed.Sealed sealed -> compareSeal(sealed);
                case Deed.Saw saw -> {
                    int commands = saw.commands() == Deed.Saw.ALL ? commandsSeen[saw.branch()] : saw.commands();
                    session.enterAfter(saw.branch(), commands, saw.afterEvents());
                    yield compare(saw.branch(), saw.fingerprint());
                }
                case Deed.Named _, Deed.Marked _, Deed.Forgot _ -> Optional.<Divergence>empty();
            };
            if (divergence.isPresent()) {
                return divergence;
            }
        }
        return Optional.empty();
    }

    private Optional<Divergence> compareSeal(Deed.Sealed sealed) {
        int branch = sealed.branch();
        int last = commandsSeen[branch] - 1;
        if (last < 0) {
            return Optional.of(new Divergence(branch, 0, 1, 0, sealed.seal(), "no command"));
        }
        var given = session.branches().get(branch).command(last);
        session.enterAfter(branch, last + 1, given.afterEvents());
        compared++;
        var seal = SavedSession.seal(given, session.fingerprint());
        return seal.equals(sealed.seal())
                ? Optional.empty()
                : Optional.of(new Divergence(
                        branch, session.events(), session.events() + 1, last, sealed.seal(), seal));
    }

    private Optional<Divergence> compare(int branch, String recorded) {
        compared++;
        var replayed = Hash64.text(session.fingerprint());
        if (replayed.equals(recorded)) {
            equalEvents[branch] = session.events();
            return Optional.empty();
        }
        return Optional.of(new Divergence(
                branch, equalEvents[branch], session.events(), Divergence.NO_COMMAND, recorded, replayed));
    }

    /// How many fingerprints have been compared.
    public int compared() {
        return compared;
    }

    /// The session, where the comparison left it.
    public Session session() {
        return session;
    }
}
