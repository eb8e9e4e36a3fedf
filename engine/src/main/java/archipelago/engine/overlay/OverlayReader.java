package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.devicetree.FlatNode;
import archipelago.engine.devicetree.FlattenedTree;
import java.util.List;

/// Reads overlays as the kernel does: lazily. What cannot be read becomes a change that fails in its
/// turn, after those before it have been made.
@Models(
        value = Subject.TRANSACTIONS,
        exactly = "the binary formats of baselines and overlays, before mk2 and since, with what each"
                    + " refuses")
public final class OverlayReader {
    private OverlayReader() {}

    /// Reads an overlay of the current format.
    public static Overlay read(Blob blob) {
        return read(blob, TreeFormat.MK2);
    }

    /// Reads any bytes. A blob with a wrong header never gets so far in the kernel; here all that it asks
    /// for is to be rejected.
    public static Overlay read(Blob blob, TreeFormat format) {
        var bytes = blob.bytes();
        int fault = FlattenedTree.headerFault(bytes);
        if (fault != 0) {
            var rejected = List.<Change>of(new Change.Rejected(Errno.EINVAL, "Invalid overlay FDT header: " + fault));
            return new Overlay(blob, Overlay.UNKNOWN, Overlay.UNKNOWN, rejected, rejected);
        }
        var root = FlatNode.root(bytes);
        return switch (format) {
            case MK1 -> Mk1OverlayReader.read(blob, root);
            case MK2 -> Mk2OverlayReader.read(blob, root);
        };
    }
}
