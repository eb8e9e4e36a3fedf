package archipelago.engine.scenario;

import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.state.Message;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Status;
import java.util.List;

/// The published states of the multikernel that the machine can have as its host. What one of them does otherwise
/// than the others is decided here, by the answer to a question; whoever does it asks.
public enum Generation {
    /// The first series on the mailing list, 18 September 2025, in 7 patches: a second kernel on one CPU.
    RFC_V1(TreeFormat.MK1, "RFC v1, September 2025"),
    /// The second series, 19 October 2025, in 16 patches: instances, a pool of memory, hand-over by KHO.
    RFC_V2(TreeFormat.MK1, "RFC v2, October 2025"),
    /// The kernel that kerf 0.1.0 speaks to: one pool whose memory is set aside beforehand, older trees.
    MK1(TreeFormat.MK1, "mk1"),
    /// v7.0-mk2, August 2026: the reference point.
    MK2(TreeFormat.MK2, "v7.0-mk2"),
    /// What has been written since and is in no release: every CPU is listed in the boot tree, cache ways are
    /// divided, devices are contained by the IOMMU, and a standby kernel can take over.
    LATER(TreeFormat.MK2, "after mk2, not released");

    /// What `reboot` names.
    public enum Identity {
        CPU,
        INSTANCE
    }

    /// What of `/sys/fs/multikernel` there is.
    public enum Files {
        /// No such file system.
        NONE,
        /// Instances, and one file to make them all.
        INSTANCES,
        /// Besides them transactions, which can be undone.
        TRANSACTIONS
    }

    /// How a message waits until it is taken.
    public enum MessageArea {
        /// One region for the machine, with one slot for each CPU.
        SHARED_REGION(256, 0),
        /// A region for each of the first 256 instances, with one slot for each CPU.
        INSTANCE_REGIONS(256, 24),
        /// A ring of 64 slots for each kernel.
        RINGS(Message.MOST_RAW_BYTES, Message.MOST_RAW_BYTES - Message.MOST_BYTES);

        private final int slotBytes;
        private final int headerBytes;

        MessageArea(int slotBytes, int headerBytes) {
            this.slotBytes = slotBytes;
            this.headerBytes = headerBytes;
        }

        /// The most that a message and its header can have.
        public int slotBytes() {
            return slotBytes;
        }

        /// What of it a message of the message layer needs for its header.
        public int headerBytes() {
            return headerBytes;
        }

        /// How many slots the kernel that takes them has; of a ring, one always stays free.
        public int slots() {
            return overwrites() ? 1 : Ring.SLOTS;
        }

        /// Whether a slot takes a new message although nobody has taken the one before.
        public boolean overwrites() {
            return this != RINGS;
        }
    }

    /// How a kernel that starts learns what it is and what it has.
    public enum HandOver {
        COMMAND_LINE,
        KHO,
        MANIFEST
    }

    /// What the table of images, `/proc/kimage`, has.
    public enum ImageTable {
        ADDRESSES,
        IDS,
        COMMAND_LINES
    }

    private final TreeFormat format;
    private final String words;

    Generation(TreeFormat format, String words) {
        this.format = format;
        this.words = words;
    }

    /// The form of the trees that it reads and writes; the two series have neither baselines nor overlays.
    public TreeFormat format() {
        return format;
    }

    /// What it is called, for people.
    public String words() {
        return words;
    }

    /// Whether it has what came after mk2.
    public boolean afterMk2() {
        return this == LATER;
    }

    /// Whether it is one of the two series of 2025: a user takes CPUs offline by hand, an INIT starts a kernel on
    /// them, and there is no kerf, no virtual console, no shared image and no standby.
    public boolean series() {
        return compareTo(MK1) < 0;
    }

    /// Whether memory may be set aside before the host starts.
    public boolean setsMemoryAside() {
        return compareTo(MK2) < 0;
    }

    /// Whether what was set aside is the pool from the beginning on.
    public boolean startsWithPool() {
        return this == RFC_V2;
    }

    /// Whether there is a pool that a kernel gets its memory from.
    public boolean hasPool() {
        return this != RFC_V1;
    }

    public Identity identity() {
        return this == RFC_V1 ? Identity.CPU : Identity.INSTANCE;
    }

    public Files files() {
        return switch (this) {
            case RFC_V1 -> Files.NONE;
            case RFC_V2 -> Files.INSTANCES;
            case MK1, MK2, LATER -> Files.TRANSACTIONS;
        };
    }

    public MessageArea messageArea() {
        return switch (this) {
            case RFC_V1 -> MessageArea.SHARED_REGION;
            case RFC_V2 -> MessageArea.INSTANCE_REGIONS;
            case MK1, MK2, LATER -> MessageArea.RINGS;
        };
    }

    public HandOver handOver() {
        return switch (this) {
            case RFC_V1 -> HandOver.COMMAND_LINE;
            case RFC_V2 -> HandOver.KHO;
            case MK1, MK2, LATER -> HandOver.MANIFEST;
        };
    }

    public ImageTable imageTable() {
        return switch (this) {
            case RFC_V1 -> ImageTable.ADDRESSES;
            case RFC_V2 -> ImageTable.IDS;
            case MK1, MK2, LATER -> ImageTable.COMMAND_LINES;
        };
    }

    /// Whether `kexec_file_load` takes an image for another kernel. The first series has `kexec_load` for that, and only
    /// the first.
    public boolean loadsFiles() {
        return this != RFC_V1;
    }

    /// The words that the status of an instance can have, in the order of its life.
    public List<Status> states() {
        return this == RFC_V1
                ? List.of(Status.NONE)
                : List.of(Status.EMPTY, Status.READY, loaded(), Status.ACTIVE, Status.FAILED);
    }

    /// What an instance is called once it has an image.
    public Status loaded() {
        return switch (this) {
            case RFC_V1 -> Status.NONE;
            case RFC_V2 -> Status.LOADING;
            case MK1, MK2, LATER -> Status.LOADED;
        };
    }

    /// What an instance is called once it has been started.
    public Status started() {
        return this == RFC_V1 ? Status.NONE : Status.ACTIVE;
    }

    /// Whether a kernel that stops leaves its cores in a park loop and says so to the host. Without that they stay
    /// halted where they are, and nobody hears of it.
    public boolean parksCores() {
        return !series();
    }

    /// Whether a kernel that is asked something by a message answers with an ACK.
    public boolean acknowledges() {
        return !series();
    }

    /// Whether a CPU that the host has not online stays one that it calls present.
    public boolean offlineCpusStayPresent() {
        return series();
    }
}
