package archipelago.engine.seek;

import java.util.Optional;

/// Where a search came to its end.
///
/// @param why what ended it
/// @param what what was found, of all that was looked for; empty if nothing was
public record Arrival(Why why, Optional<Sought> what) {
    /// What can end a search.
    public enum Why {
        /// One of the things that were sought is here.
        FOUND,
        /// Nothing is left to happen, and nothing of what was sought has happened.
        END,
        /// This is the start of the run, and nothing of what was sought lies behind it.
        START,
        /// Nothing of what was sought lies between here and the first instant from which on all facts are kept; before it
        /// only rare ones were looked through.
        FORGOTTEN,
        /// Whoever asked did not want to wait any longer; it can be gone on from here.
        PATIENCE
    }

    static Arrival at(Sought found) {
        return new Arrival(Why.FOUND, Optional.of(found));
    }

    static Arrival nowhere(Why why) {
        return new Arrival(why, Optional.empty());
    }

    public boolean found() {
        return why == Why.FOUND;
    }
}
