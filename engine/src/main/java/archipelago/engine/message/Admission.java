package archipelago.engine.message;

import archipelago.engine.base.Errno;
import archipelago.engine.scenario.Generation.MessageArea;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;

/// Whether a message can be sent at all, and what its sender is told if not.
final class Admission {
    /// So many instances could have a region for messages in October 2025.
    private static final int MOST_REGIONS = 256;

    private Admission() {}

    /// @param to null if there is no such kernel
    /// @return [Errno#OK] if there is room
    static Errno refusal(MessageArea area, Kernel to, MessageKind kind, int bytes) {
        boolean layered = !kind.raw() && area.headerBytes() > 0;
        if (to != null && layered && bytes > area.slotBytes() - area.headerBytes()) {
            return Errno.EMSGSIZE; // The message layer looks first.
        }
        if (to == null || bytes > area.slotBytes()) {
            return Errno.EINVAL;
        }
        boolean region = area != MessageArea.INSTANCE_REGIONS || to.id < MOST_REGIONS;
        if (to.bootCore() == Kernel.NO_CORE || !to.ringed || !region) {
            return Errno.ENODEV;
        }
        return to.ring.full() ? Errno.ENOSPC : Errno.OK;
    }
}
