package archipelago.engine.frame;

import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Status;

/// One kernel as it is at one moment.
///
/// @param slot its place in the kernel table; 0 is the host
/// @param id the instance id; 0 is the host
/// @param name the instance's name; `host` for the host
/// @param status the word in its status file; the host is always active
/// @param phase what it physically does
/// @param cores how many cores the books give it
/// @param bootCore the core that starts it and takes its doorbells, or -1
/// @param memoryBytes how much memory the books give it
/// @param image the loaded image's name, or an empty text
/// @param sinceNs when it entered its phase
/// @param boots how often it has been started
/// @param ringHead the slot that the next message takes, 0 to 63
/// @param ringTail the slot that is taken out next, 0 to 63
/// @param sent messages that it has published in all
/// @param taken messages that it has taken out in all
/// @param refused sends of its that were refused in all
/// @param served requests that it has answered in all
/// @param slowPercent how long it takes for what it does, in percent of the usual time
/// @param imagePulled whether its image was freed while it ran, so that its code lies in memory that the
///     books call free
/// @param consoleLostBytes what it printed and nobody got, since the host's ring was full
/// @param belief what it thinks that it has
/// @param lender the slot of the kernel whose instance it is; -1 for the host
public record KernelView(
        int slot,
        int id,
        String name,
        Status status,
        Phase phase,
        int cores,
        int bootCore,
        long memoryBytes,
        String image,
        long sinceNs,
        int boots,
        int ringHead,
        int ringTail,
        long sent,
        long taken,
        long refused,
        long served,
        int slowPercent,
        boolean imagePulled,
        long consoleLostBytes,
        BeliefView belief,
        int lender) {

    public boolean host() {
        return slot == 0;
    }

    /// Whether it is an instance of an instance.
    public boolean nested() {
        return lender > 0;
    }

    /// Its name in the tree of its lender.
    public String label() {
        return name.substring(name.lastIndexOf(Kernel.BELOW) + 1);
    }

    /// Whether it takes longer than usual for what it does.
    public boolean slow() {
        return slowPercent > 100;
    }

    /// Claimed slots of its ring: messages that wait, or are being written.
    public int pending() {
        return Math.floorMod(ringHead - ringTail, Ring.SLOTS);
    }
}
