package archipelago.engine.compare;

/// Where two futures part. Up to there they are one run, to the bit; after these two turns their
/// fingerprints differ.
///
/// @param equalEvents how many events they have in common
/// @param equalNs when the last of what they have in common happened
public record Divergence(long equalEvents, long equalNs, Turn a, Turn b) {

    /// The instant at which they part: of the earlier one of the two turns.
    public long atNs() {
        return Math.min(a.atNs(), b.atNs());
    }
}
