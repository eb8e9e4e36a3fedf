package archipelago.engine.message;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.world.World;

/// What can happen to a message that stands in a ring, and what whoever can write to that memory can put there.
public final class Tampering {
    /// What stands in the size of a slot that has been spoilt.
    static final int BAD_SIZE = Integer.MAX_VALUE;
    /// The bit of a payload that flips: high enough to turn a resource into one that does not exist.
    private static final long FLIPPED_BIT = 1L << 20;

    private final World world;
    private final Messages messages;

    Tampering(World world, Messages messages) {
        this.world = world;
        this.messages = messages;
    }

    /// Does something to a message that stands published in a ring.
    public void disturb(Kernel to, int slot, Disturbance effect, long delayNs) {
        var message = to.ring.at(slot);
        switch (effect) {
            case LOSE -> to.ring.publish(slot, message.sized(BAD_SIZE));
            case CORRUPT -> to.ring.publish(slot, message.about(message.first() ^ FLIPPED_BIT));
            case DUPLICATE -> {
                if (!to.ring.full()) {
                    var twin = message.numbered(++world.state.messages);
                    to.ring.publish(to.ring.claim(twin), twin);
                    messages.sent(twin);
                }
            }
            case DELAY -> {
                to.ring.withdraw(slot);
                world.after(delayNs, Priority.HARDWARE, new Event.SlotVisible(to.slot, slot, message.number()));
            }
        }
    }

    /// A delayed message becomes visible, and a doorbell says so.
    public void slotVisible(Event.SlotVisible event) {
        var to = world.state.kernel(event.toKernel());
        var message = to == null ? null : to.ring.at(event.slot());
        if (message != null && message.number() == event.message() && !to.ring.published(event.slot())) {
            to.ring.publish(event.slot(), message);
            messages.ring(message.fromKernel(), message.fromCore(), to);
        }
    }

    /// Claims a slot that nobody will ever publish; the ring must not be full.
    public void wedge(Kernel from, int core, Kernel to) {
        to.ring.claim(draft(from, core, to, MessageKind.USER_REQUEST, 0, 0, 0));
    }

    /// Puts a message into a ring as whoever can write to that memory can, and rings; the ring must not be
    /// full. Nobody counts it as sent.
    ///
    /// @param as whom it names as its sender
    /// @param core the core that it comes from in truth
    public void plant(Kernel as, int core, Kernel to, MessageKind kind, long first, int operation) {
        int slot = to.ring.claim(draft(as, core, to, kind, Messages.ACK_BYTES, first, operation));
        messages.publish(to, slot);
    }

    private Message draft(
            Kernel from, int core, Kernel to, MessageKind kind, int bytes, long first, int operation) {
        long number = ++world.state.messages;
        return new Message(
                number, kind, from.slot, core, to.slot, to.bootCore(), bytes, first, 0, operation, Blob.EMPTY,
                world.now(), Long.MAX_VALUE);
    }
}
