package archipelago.engine.scenario;

import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.state.Message;
import archipelago.engine.state.Status;

/// The published states of the multikernel that the machine can have as its host.
public enum Generation {
    /// The first series on the mailing list, 18 September 2025, in 7 patches: a second kernel on one CPU.
    RFC_V1(TreeFormat.MK1, "RFC v1, September 2025", 256),
    /// The second series, 19 October 2025, in 16 patches: instances, a pool of memory, hand-over by KHO.
    RFC_V2(TreeFormat.MK1, "RFC v2, October 2025", 232),
    /// The kernel that kerf 0.1.0 speaks to: one pool whose memory is set aside beforehand, older trees.
    MK1(TreeFormat.MK1, "mk1", Message.MOST_BYTES),
    /// v7.0-mk2, August 2026: the reference point.
    MK2(TreeFormat.MK2, "v7.0-mk2", Message.MOST_BYTES),
    /// What has been written since and is in no release: every CPU is listed in the boot tree, cache ways are
    /// divided, devices are contained by the IOMMU, and a standby kernel can take over.
    LATER(TreeFormat.MK2, "after mk2, not released", Message.MOST_BYTES);

    private final TreeFormat format;
    private final String words;
    private final int mostPayloadBytes;

    Generation(TreeFormat format, String words, int mostPayloadBytes) {
        this.format = format;
        this.words = words;
        this.mostPayloadBytes = mostPayloadBytes;
    }

    /// The form of the trees that it reads and writes.
    public TreeFormat format() {
        return format;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// The longest payload of a message. The series of 2025 have 256 bytes for all of it.
    public int mostPayloadBytes() {
        return mostPayloadBytes;
    }

    /// Whether it has what came after mk2.
    public boolean afterMk2() {
        return this == LATER;
    }

    /// Whether memory has to be set aside before the host starts.
    public boolean setsMemoryAside() {
        return compareTo(MK2) < 0;
    }

    /// Whether it is one of the two series of 2025. They have no park loop and no rings: a CPU that a kernel is to
    /// start on is offline and gets an INIT, and a message overwrites the one before it.
    public boolean rfc() {
        return compareTo(MK1) < 0;
    }

    /// Whether kernels are instances: with an id, a name and a state that the host knows.
    public boolean hasInstances() {
        return this != RFC_V1;
    }

    /// The word of a state. What is `loaded` today was called `loading` from the load to the start.
    public String word(Status status) {
        return rfc() && status == Status.LOADED ? "loading" : status.word();
    }
}
