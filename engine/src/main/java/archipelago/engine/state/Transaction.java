package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.overlay.Overlay;
import java.util.Locale;

/// An overlay that was written to `overlays/new` and has a directory `overlays/tx_<n>` of its own, also
/// if it could not be applied. (`kernel/multikernel/overlay.c`.)
///
/// @param number counts from 2, since the kernel adds one to a counter that begins at 1; never used again
public record Transaction(int number, Outcome outcome, Overlay overlay) {

    /// The word in its `status` file.
    public enum Outcome {
        APPLIED,
        /// Applied in part, or could not be undone.
        FAILED;

        /// As the `status` file prints it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void digest(Hash64 hash) {
        hash.add(number).add(outcome.ordinal()).add(overlay.blob().hash());
    }
}
