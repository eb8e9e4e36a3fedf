package archipelago.engine.message;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Require;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Ring;
import archipelago.engine.world.World;

/// Rings and doorbells. A sender claims a slot of the target's ring, fills it, publishes it and rings
/// the target's boot core; the target's interrupt handler takes up to 64 messages and stops at a slot
/// that is claimed and not published. Nobody ever waits: a full ring is the sender's errno.
/// (`kernel/multikernel/ipi.c`.)
public final class Messages {
    /// What a kernel does with a message that its handler has taken, in interrupt context.
    public interface Receiver {
        void take(Kernel kernel, int core, Message message);
    }

    /// Payload of an ACK: operation, result, resource id.
    private static final int ACK_BYTES = 16;

    private final World world;
    private Receiver receiver = (kernel, core, message) -> {};

    public Messages(World world) {
        this.world = world;
    }

    /// Sets who is given the messages from now on.
    public void deliverTo(Receiver newReceiver) {
        receiver = newReceiver;
    }

    /// Sends a message whose meaning is in two numbers.
    ///
    /// @param operation for an ACK the kind that it answers; else null
    /// @return [Errno#OK], or what the sender is told
    public Errno send(
            Kernel from,
            int core,
            Kernel to,
            MessageKind kind,
            int bytes,
            long first,
            long second,
            MessageKind operation) {
        int answers = operation == null ? 0 : operation.ordinal();
        return send(from, core, to, kind, bytes, first, second, answers, Blob.EMPTY);
    }

    /// Sends bytes of a console or a socket.
    ///
    /// @param headerBytes what the message takes besides them
    public Errno sendBody(
            Kernel from, Kernel to, MessageKind kind, int headerBytes, long first, long second, Blob body) {
        int core = from.phase == Phase.PANICKING ? from.panicCore : from.bootCore();
        return send(from, core, to, kind, headerBytes + body.length(), first, second, 0, body);
    }

    private Errno send(
            Kernel from,
            int core,
            Kernel to,
            MessageKind kind,
            int bytes,
            long first,
            long second,
            int answers,
            Blob body) {
        var errno = refusal(to, kind, bytes);
        if (!errno.ok()) {
            from.refused++;
            world.tell(new Happening.SendRefused(kind, from.slot, to == null ? -1 : to.slot, errno));
            return errno;
        }
        long number = ++world.state.messages;
        int target = to.bootCore();
        var message = new Message(
                number,
                kind,
                from.slot,
                core,
                to.slot,
                target,
                bytes,
                first,
                second,
                answers,
                body,
                world.now(),
                Long.MAX_VALUE);
        int slot = to.ring.claim(message);
        long fillNs = world.cost.sendNs(core, target);
        occupy(core, from.slot, fillNs);
        world.after(fillNs, Priority.HARDWARE, new Event.SlotFilled(to.slot, slot, number));
        return Errno.OK;
    }

    /// Sends the ACK for a resource request from a kernel's boot core. If the other ring is full it is
    /// lost, and the asking kernel waits in vain.
    ///
    /// @param asked the kind that is answered
    /// @param resource what it was about: the ACK is matched by both
    public Errno acknowledge(Kernel from, Kernel to, MessageKind asked, long resource, Errno errno) {
        return send(
                from,
                from.bootCore(),
                to,
                MessageKind.RESOURCE_ACK,
                ACK_BYTES,
                resource,
                errno.ordinal(),
                asked);
    }

    private static Errno refusal(Kernel to, MessageKind kind, int bytes) {
        if (to == null || bytes > Message.MOST_RAW_BYTES) {
            return Errno.EINVAL;
        }
        if (kind != MessageKind.CONSOLE && bytes > Message.MOST_BYTES) {
            return Errno.EMSGSIZE;
        }
        if (to.bootCore() == Kernel.NO_CORE || !to.ringed) {
            return Errno.ENODEV;
        }
        return to.ring.full() ? Errno.ENOSPC : Errno.OK;
    }

    /// The sender has filled its slot: it publishes it and rings. A core that panicked or was stopped
    /// in between never does, and its slot blocks the ring from then on.
    public void slotFilled(Event.SlotFilled event) {
        var to = world.state.kernel(event.toKernel());
        if (to == null || to.ring.at(event.slot()) == null || to.ring.at(event.slot()).number() != event.message()) {
            return; // The ring was cleared in between; the message was counted as lost then.
        }
        var claimed = to.ring.at(event.slot());
        var from = world.state.kernel(claimed.fromKernel());
        boolean panics = from != null
                && from.phase == Phase.PANICKING
                && from.panicCore == claimed.fromCore()
                && claimed.number() <= from.lastBeforePanic; // What it says in its panic it finishes.
        if (from == null || panics || !world.state.cores.executes(claimed.fromCore(), from.slot)) {
            return;
        }
        long arrivesNs = world.now() + world.cost.doorbellNs(claimed.fromCore(), claimed.toCore());
        var message = claimed.published(world.now(), arrivesNs);
        Require.that(to.ring.publish(event.slot(), message), "a slot is published by the message that claimed it");
        from.sent++;
        world.tell(new Happening.MessageSent(
                message.number(),
                message.kind(),
                message.fromKernel(),
                message.fromCore(),
                message.toKernel(),
                message.toCore(),
                message.bytes()));
        world.after(
                arrivesNs - world.now(), Priority.HARDWARE, new Event.DoorbellArrives(to.slot, message.toCore()));
    }

    /// A doorbell reaches its core. Doorbells that find the handler at work coalesce into one; a core
    /// that is parked or dead loses it, and the message waits for the next one.
    public void doorbellArrives(Event.DoorbellArrives event) {
        var kernel = world.state.kernel(event.kernel());
        if (kernel == null || !listens(kernel, event.core())) {
            world.tell(new Happening.DoorbellLost(event.kernel(), event.core()));
            return;
        }
        if (kernel.draining) {
            kernel.doorbellLatched = true;
            return;
        }
        beginDrain(kernel, event.core());
    }

    /// Looks into the ring once without a doorbell, as a kernel does when its cores are all up.
    public void drainOnce(Kernel kernel) {
        if (!kernel.draining && kernel.ring.ready()) {
            beginDrain(kernel, kernel.bootCore());
        }
    }

    /// Stops a kernel's handler where it is; what it has not taken stays in the ring.
    public void stopDrain(Kernel kernel) {
        kernel.draining = false;
        kernel.doorbellLatched = false;
        kernel.drained = 0;
    }

    private boolean listens(Kernel kernel, int core) {
        boolean handlersThere = kernel.phase == Phase.INIT || kernel.phase == Phase.UP || kernel.phase == Phase.HALTING;
        return handlersThere && world.state.cores.runs(core, kernel.slot);
    }

    private void beginDrain(Kernel kernel, int core) {
        kernel.draining = true;
        kernel.drained = 0;
        takeNext(kernel, core, world.costNs(Cost.INTERRUPT));
    }

    private void takeNext(Kernel kernel, int core, long overheadNs) {
        var ring = kernel.ring;
        long readNs = ring.ready() ? world.cost.receiveNs(ring.at(ring.tail()).fromCore(), core) : 0;
        occupy(core, kernel.slot, overheadNs + readNs);
        world.after(overheadNs + readNs, Priority.KERNEL, new Event.HandlerTakes(kernel.slot, kernel.life, core));
    }

    /// The handler takes a message, or finds that there is nothing more to take.
    public void handlerTakes(Event.HandlerTakes event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !kernel.draining) {
            return;
        }
        if (kernel.ring.ready() && kernel.drained < Ring.SLOTS) {
            var message = kernel.ring.take();
            kernel.taken++;
            kernel.drained++;
            world.tell(new Happening.MessageTaken(
                    message.number(), message.kind(), message.fromKernel(), kernel.slot, event.core()));
            receiver.take(kernel, event.core(), message);
        }
        if (!kernel.draining) {
            return; // The message itself stopped the kernel.
        }
        if (kernel.ring.ready() && kernel.drained < Ring.SLOTS) {
            takeNext(kernel, event.core(), 0);
        } else if (kernel.doorbellLatched) {
            kernel.doorbellLatched = false;
            beginDrain(kernel, event.core());
        } else {
            kernel.draining = false;
        }
    }

    /// Empties a ring; its messages are lost.
    public void zero(Kernel kernel) {
        for (int slot = kernel.ring.tail(); slot != kernel.ring.head(); slot = (slot + 1) % Ring.SLOTS) {
            var message = kernel.ring.at(slot);
            world.state.messagesLost++;
            world.tell(new Happening.MessageLost(
                    message.number(), message.kind(), message.fromKernel(), kernel.slot));
        }
        kernel.ring.zero();
    }

    /// Books a stretch of work on a core, beginning now, or when what it does now is done.
    ///
    /// @return when the work will be over
    public long occupy(int core, int kernel, long durationNs) {
        if (durationNs == 0) {
            return world.now();
        }
        var cores = world.state.cores;
        long fromNs = Math.max(world.now(), cores.busyUntilNs[core]);
        long untilNs = fromNs + durationNs;
        cores.busyUntilNs[core] = untilNs;
        cores.addLoad(core, fromNs, untilNs);
        world.tell(new Happening.CoreBusy(core, kernel, untilNs));
        return untilNs;
    }
}
