package archipelago.engine.scenario;

import archipelago.engine.overlay.TreeFormat;

/// The published states of the multikernel that the machine can have as its host.
public enum Generation {
    /// The kernel that kerf 0.1.0 speaks to: one pool whose memory is set aside beforehand, older trees.
    MK1(TreeFormat.MK1, "mk1"),
    /// v7.0-mk2, August 2026: the reference point.
    MK2(TreeFormat.MK2, "v7.0-mk2"),
    /// What has been written since and is in no release: every CPU is listed in the boot tree, cache ways are
    /// divided, devices are contained by the IOMMU, and a standby kernel can take over.
    LATER(TreeFormat.MK2, "after mk2, not released");

    private final TreeFormat format;
    private final String words;

    Generation(TreeFormat format, String words) {
        this.format = format;
        this.words = words;
    }

    /// The form of the trees that it reads and writes.
    public TreeFormat format() {
        return format;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// Whether it has what came after mk2.
    public boolean afterMk2() {
        return this == LATER;
    }
}
