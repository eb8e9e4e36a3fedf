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
    /// @param recorded the fingerprint in the file
    /// @param replayed the fingerprint of the replay
    public record Divergence(
            int branch, long equalEvents, long differentEvents, String recorded, String replayed) {

        public String sentence() {
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
                    session.enterAtCommand(gave.branch(), commandsSeen[gave.branch()]++);
                    yield compare(gave.branch(), gave.fingerprint());
                }
                case Deed.Saw saw -> {
                    session.enterAfter(saw.branch(), commandsSeen[saw.branch()], saw.afterEvents());
                    yield compare(saw.branch(), saw.fingerprint());
                }
            };
            if (divergence.isPresent()) {
                return divergence;
            }
        }
        return Optional.empty();
    }

    private Optional<Divergence> compare(int branch, String recorded) {
        compared++;
        var replayed = Hash64.text(session.fingerprint());
        if (replayed.equals(recorded)) {
            equalEvents[branch] = session.events();
            return Optional.empty();
        }
        return Optional.of(new Divergence(branch, equalEvents[branch], session.events(), recorded, replayed));
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
