package archipelago.engine.frame;

import archipelago.engine.state.MessageKind;

/// A message that is under way or waits in a ring.
///
/// @param fromCore the core that sent it
/// @param toCore the core that its doorbell goes to
/// @param sentNs when it was published
/// @param arrivesNs when its doorbell reaches the target's core
/// @param slot its slot in the target's ring, 0 to 63
public record FlightView(
        long message,
        MessageKind kind,
        int fromKernel,
        int fromCore,
        int toKernel,
        int toCore,
        long sentNs,
        long arrivesNs,
        int slot) {

    /// Whether the doorbell has reached its core and the message only waits to be taken.
    public boolean waiting(long nowNs) {
        return nowNs >= arrivesNs;
    }
}
