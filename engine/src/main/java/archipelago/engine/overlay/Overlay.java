package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import java.util.List;

/// A transaction's blob as the kernel understands it: what to change, in the order in which the kernel
/// does it, and what to change to undo it. ([OverlayReader] makes it.)
///
/// @param blob as it was written
/// @param target the target path of the first fragment, as `tx_<n>/instance` shows it
/// @param resources the text of `mk,resources`, or `unknown`
/// @param apply what is done, up to the first change that is rejected
/// @param undo what is done to undo it, up to the first change that is rejected
public record Overlay(Blob blob, String target, String resources, List<Change> apply, List<Change> undo) {
    /// What is shown where the blob does not say.
    public static final String UNKNOWN = "unknown";
    /// The most that the kernel takes in one write.
    public static final int MOST_BYTES = 1 << 20;

    public Overlay {
        apply = upToRejection(apply);
        undo = upToRejection(undo);
    }

    private static List<Change> upToRejection(List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Rejected) {
                return List.copyOf(changes.subList(0, i + 1));
            }
        }
        return List.copyOf(changes);
    }
}
