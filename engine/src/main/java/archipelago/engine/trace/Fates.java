package archipelago.engine.trace;

import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.state.MessageKind;
import java.util.HashMap;
import java.util.Map;

/// What became of each message of a run, by its number.
final class Fates {
    private final Map<Long, Fate> byNumber = new HashMap<>();

    /// A message that was sent.
    ///
    /// @param endNs when it was taken or lost; [Long#MAX_VALUE] if it still waits
    /// @param taken whether it was taken
    record Fate(
            long message, MessageKind kind, int from, int fromCore, int to, int bytes, long sentNs, long endNs,
            boolean taken) {
        boolean waits() {
            return endNs == Long.MAX_VALUE;
        }

        boolean lost() {
            return !waits() && !taken;
        }

        /// From when it was published until it was taken or lost.
        long latencyNs() {
            return endNs - sentNs;
        }

        private Fate ended(long atNs, boolean wasTaken) {
            return new Fate(message, kind, from, fromCore, to, bytes, sentNs, atNs, wasTaken);
        }
    }

    static Fates of(Journal.View facts) {
        var fates = new Fates();
        for (int i = 0; i < facts.size(); i++) {
            var fact = facts.get(i);
            switch (fact.what()) {
                case Happening.MessageSent(long message, var kind, int from, int fromCore, int to, int _, int bytes) ->
                    fates.byNumber.put(message, new Fate(
                            message, kind, from, fromCore, to, bytes, fact.atNs(), Long.MAX_VALUE, false));
                case Happening.MessageTaken(long message, var _, int _, int _, int _) ->
                    fates.end(message, fact.atNs(), true);
                case Happening.MessageLost(long message, var _, int _, int _) ->
                    fates.end(message, fact.atNs(), false);
                default -> {}
            }
        }
        return fates;
    }

    private void end(long message, long atNs, boolean taken) {
        byNumber.computeIfPresent(message, (_, fate) -> fate.ended(atNs, taken));
    }

    /// The fate of a message; null for one that was never published.
    Fate of(long message) {
        return byNumber.get(message);
    }
}
