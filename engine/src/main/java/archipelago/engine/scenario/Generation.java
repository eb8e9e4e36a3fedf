package archipelago.engine.scenario;

import archipelago.engine.overlay.TreeFormat;

/// The published states of the multikernel that the machine can have as its host.
public enum Generation {
    /// The kernel that kerf 0.1.0 speaks to: one pool whose memory is set aside beforehand, older trees.
    MK1(TreeFormat.MK1),
    /// v7.0-mk2, August 2026: the reference point.
    MK2(TreeFormat.MK2);

    private final TreeFormat format;

    Generation(TreeFormat format) {
        this.format = format;
    }

    /// The form of the trees that it reads and writes.
    public TreeFormat format() {
        return format;
    }
}
