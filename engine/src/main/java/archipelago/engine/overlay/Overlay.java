package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import java.util.List;

/// A transaction's blob as the kernel understands it: what to change, in the order in which the kernel
/// does it, and what to change to undo it.
///
/// @param blob as it was written
/// @param target the target path of the first fragment, as `tx_<n>/instance` shows it
/// @param resources the text of `mk,resources`, or `unknown`
public record Overlay(Blob blob, String target, String resources, List<Change> apply, List<Change> undo) {
    /// What is shown where the blob does not say.
    public static final String UNKNOWN = "unknown";
    /// The most that the kernel takes in one write.
    public static final int MOST_BYTES = 1 << 20;

    public Overlay {
        apply = List.copyOf(apply);
        undo = List.copyOf(undo);
    }
}
