package archipelago.engine.message;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Require;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Generation.MessageArea;
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
@Models(
        value = Subject.MESSAGES,
        exactly = {
            "rings of 64 slots: claim, fill, publish; up to 64 messages for an interrupt; a slot"
                    + " that is never published blocks what stands behind it",
            "doorbells that coalesce, or find nobody and are lost; -ENOSPC for a full ring, and no"
                    + " other back-pressure",
            "in 2025 one slot for each CPU, in which a message overwrites the one before it"
        },
        approximately = "a message takes as long as one of 64 bytes, whatever its size: only those have been measured",
        notAtAll = "the bytes of a message beyond what the rules ask for")
public final class Messages {
    /// What a kernel does with a message that its handler has taken, in interrupt context.
    public interface Receiver {
        void take(Kernel kernel, int core, Message message);
    }

    /// Who wants to know that a message has been written over.
    public interface Loser {
        void overwritten(Message message);
    }

    /// Payload of an ACK: operation, result, resource id.
    static final int ACK_BYTES = 16;

    private final World world;
    private final RefusedSends refusedSends;
    private final Tampering tampering;
    private Receiver receiver = (kernel, core, message) -> {};
    private Loser loser = message -> {};

    public Messages(World world) {
        this.world = world;
        refusedSends = new RefusedSends(world);
        tampering = new Tampering(world, this);
    }

    /// Sets who is given the messages from now on.
    public void deliverTo(Receiver newReceiver) {
        receiver = newReceiver;
    }

    /// Sets who is told of messages that were written over from now on.
    public void tellLosses(Loser newLoser) {
        loser = newLoser;
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
        int core = from.phase == Phase.PANICKING ? from.panicCore : from.bootedOn;
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
        var errno = Admission.refusal(area(), to, kind, bytes);
        if (!errno.ok()) {
            refusedSends.tell(from, to, kind, errno);
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
        if (area().overwrites()) {
            overwrite(to);
        }
        int slot = to.ring.claim(message);
        long fillNs = world.slowedNs(from, core, world.cost.sendNs(core, target));
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
                from.bootedOn,
                to,
                MessageKind.RESOURCE_ACK,
                ACK_BYTES,
                resource,
                errno.ordinal(),
                asked);
    }

    private MessageArea area() {
        return world.scenario.host().generation().messageArea();
    }

    /// The message that still waits in a CPU's only slot is gone.
    private void overwrite(Kernel to) {
        if (to.ring.pending() > 0) {
            var waiting = to.ring.at(to.ring.tail());
            zero(to);
            loser.overwritten(waiting);
        }
    }

    /// The sender has filled its slot: it publishes it and rings. A core that panicked or was stopped
    /// in between never does, and its slot blocks the ring from then on.
    public void slotFilled(Event.SlotFilled event) {
        var to = world.state.kernel(event.toKernel());
        if (to == null || to.ring.at(event.slot()) == null || to.ring.at(event.slot()).number() != event.message()) {
            return; // The ring was cleared in between; the message was counted as lost then.
        }
        var claimed = to.ring.at(event.slot());
        var from = world.state.present(claimed.fromKernel());
        boolean panics = from != null
                && from.phase == Phase.PANICKING
                && from.panicCore == claimed.fromCore()
                && claimed.number() <= from.lastBeforePanic; // What it says in its panic it finishes.
        if (from == null || panics || !world.state.cores.works(claimed.fromCore(), from.slot)) {
            return;
        }
        if (claimed.bytes() == 0) {
            // The size in a slot is also the sign that it is published, so this one never is.
            ring(from, claimed.fromCore(), to);
            return;
        }
        from.sent++;
        publish(to, event.slot());
        var fault = world.state.takeMessageFault(from.slot, to.slot, claimed.kind());
        if (fault.isPresent()) {
            tampering.disturb(to, event.slot(), fault.get().effect(), fault.get().delayNs());
        }
    }

    /// Publishes what stands in a claimed slot, and rings.
    void publish(Kernel to, int slot) {
        var claimed = to.ring.at(slot);
        // Nothing is on its way behind a cut: the message stands in the ring at once, and that is all.
        boolean cut = world.state.cut(claimed.fromKernel(), to.slot);
        long flightNs = cut ? 0 : world.cost.doorbellNs(claimed.fromCore(), claimed.toCore());
        var message = claimed.published(world.now(), world.now() + flightNs);
        Require.that(to.ring.publish(slot, message), "a slot is published by the message that claimed it");
        sent(message);
        if (cut) {
            world.tell(new Happening.DoorbellCut(claimed.fromKernel(), to.slot, message.toCore()));
        } else {
            world.after(flightNs, Priority.HARDWARE, world.recurring.doorbell(to.slot, message.toCore()));
        }
    }

    void sent(Message message) {
        world.tell(new Happening.MessageSent(
                message.number(),
                message.kind(),
                message.fromKernel(),
                message.fromCore(),
                message.toKernel(),
                message.toCore(),
                message.bytes()));
    }

    /// A doorbell reaches its core. Doorbells that find the handler at work, or interrupts off, coalesce
    /// into one; a core that is parked or dead loses it, and the message waits for the next one.
    public void doorbellArrives(Event.DoorbellArrives event) {
        var kernel = world.state.kernel(event.kernel());
        boolean loses = kernel != null && kernel.doorbellsToLose > 0;
        if (kernel == null || loses || !listens(kernel, event.core())) {
            if (loses) {
                kernel.doorbellsToLose--;
            }
            world.tell(new Happening.DoorbellLost(event.kernel(), event.core()));
            return;
        }
        if (kernel.draining || !world.state.cores.takesInterrupts(event.core())) {
            kernel.doorbellLatched = true;
            return;
        }
        beginDrain(kernel, event.core());
    }

    /// Looks into the ring once without a doorbell, as a kernel does when its cores are all up.
    public void drainOnce(Kernel kernel) {
        if (!kernel.draining && kernel.ring.ready()) {
            beginDrain(kernel, kernel.bootedOn);
        }
    }

    /// Stops a kernel's handler where it is; what it has not taken stays in the ring.
    public void stopDrain(Kernel kernel) {
        kernel.draining = false;
        kernel.doorbellLatched = false;
        kernel.drained = 0;
    }

    private boolean listens(Kernel kernel, int core) {
        return kernel.handlesMessages() && world.state.cores.runs(core, kernel.slot);
    }

    private void beginDrain(Kernel kernel, int core) {
        kernel.draining = true;
        kernel.drained = 0;
        takeNext(kernel, core, world.costNs(kernel, Cost.INTERRUPT));
    }

    private void takeNext(Kernel kernel, int core, long overheadNs) {
        var ring = kernel.ring;
        long usualNs = ring.ready() ? world.cost.receiveNs(ring.at(ring.tail()).fromCore(), core) : 0;
        long readNs = world.slowedNs(kernel, core, usualNs);
        occupy(core, kernel.slot, overheadNs + readNs);
        world.after(overheadNs + readNs, Priority.KERNEL, world.recurring.takes(kernel.slot, kernel.life, core));
    }

    /// The handler takes a message, or finds that there is nothing more to take.
    public void handlerTakes(Event.HandlerTakes event) {
        var kernel = world.state.living(event.kernel(), event.life());
        if (kernel == null || !kernel.draining) {
            return;
        }
        if (!world.state.cores.runs(event.core(), kernel.slot) || !world.state.cores.takesInterrupts(event.core())) {
            return; // The handler itself is where the core got stuck: no other doorbell starts it again.
        }
        if (kernel.ring.ready() && kernel.drained < Ring.SLOTS) {
            take(kernel, event.core());
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

    /// A slot whose size cannot be right is passed over with a warning, and does not count as taken.
    private void take(Kernel kernel, int core) {
        int slot = kernel.ring.tail();
        var message = kernel.ring.take();
        if (message.bytes() == Tampering.BAD_SIZE) {
            if (kernel.badSizes++ == 0) { // `pr_warn_once`: once in a boot.
                world.tell(new Happening.Logged(
                        kernel.slot, "Multikernel IPI slot " + slot + " has bad size " + message.bytes()));
            }
            lost(message);
            return;
        }
        if (area().overwrites()) {
            kernel.ring.zero(); // There is only the one slot.
        }
        kernel.taken++;
        kernel.drained++;
        world.tell(new Happening.MessageTaken(
                message.number(), message.kind(), message.fromKernel(), kernel.slot, core));
        receiver.take(kernel, core, message);
    }

    /// Empties a ring; its messages are lost.
    public void zero(Kernel kernel) {
        for (int slot = kernel.ring.tail(); slot != kernel.ring.head(); slot = (slot + 1) % Ring.SLOTS) {
            lost(kernel.ring.at(slot));
        }
        kernel.ring.zero();
    }

    private void lost(Message message) {
        world.state.messagesLost++;
        world.tell(new Happening.MessageLost(
                message.number(), message.kind(), message.fromKernel(), message.toKernel()));
    }

    /// What can happen to messages, and what comes from others than those who send.
    public Tampering tampering() {
        return tampering;
    }

    /// Sends a doorbell without a message.
    public void ring(Kernel from, int fromCore, Kernel to) {
        ring(from.slot, fromCore, to);
    }

    void ring(int from, int fromCore, Kernel to) {
        if (world.state.cut(from, to.slot)) {
            world.tell(new Happening.DoorbellCut(from, to.slot, to.bootCore()));
            return;
        }
        long flightNs = world.cost.doorbellNs(fromCore, to.bootCore());
        world.after(flightNs, Priority.HARDWARE, world.recurring.doorbell(to.slot, to.bootCore()));
    }

    // --- the work of cores ----------------------------------------------------------------------

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
