package archipelago.engine.fault;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.CutLink;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageFault;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Faults that strike rings, messages and doorbells. A ring is memory that every kernel can write, and a
/// doorbell is an interrupt that every core can send: nobody checks who did.
@Models(
        value = Subject.FAULTS,
        exactly = {
            "messages and doorbells can be forged by every kernel",
            "behind a link that is cut the ring goes on filling, until senders get -ENOSPC or somebody else rings"
        },
        approximately = {
            "a message is lost, late, doubled or spoilt when a fault says so",
            "a cut link loses doorbells only: non-maskable interrupts and wake-ups of parked cores go other ways"
        })
final class MessageFaults {
    /// What the host deals with; what it makes of a request to itself is not known.
    private static final Set<MessageKind> FOR_THE_HOST = EnumSet.of(
            MessageKind.RESOURCE_ACK,
            MessageKind.SHUTDOWN_ACK,
            MessageKind.HALTED,
            MessageKind.CONSOLE,
            MessageKind.VSOCK_PKT,
            MessageKind.USER_REQUEST,
            MessageKind.USER_REPLY,
            MessageKind.UNKNOWN);

    private final World world;
    private final Operations operations;
    private final Messages messages;
    private final Victims victims;

    MessageFaults(World world, Operations operations, Messages messages, Victims victims) {
        this.world = world;
        this.operations = operations;
        this.messages = messages;
        this.victims = victims;
    }

    // --- messages of others ---------------------------------------------------------------------

    /// Notes what is to become of the next message of a kind. It waits until there is one.
    void next(Operation op, Fault.NextMessage fault) {
        var from = victims.kernel(op, fault.from()).orElse(null);
        var to = from == null ? null : victims.kernel(op, fault.to()).orElse(null);
        if (to == null || refusesDelay(op, fault.delayNs())) {
            return;
        }
        int kind = MessageFault.ANY;
        if (!fault.kind().isEmpty()) {
            var known = kind(op, fault.kind());
            if (known.isEmpty()) {
                return;
            }
            kind = known.get().ordinal();
        }
        world.state.messageFaults().add(
                new MessageFault(fault.effect(), from.slot, to.slot, kind, fault.delayNs()));
        victims.struck(op, to, Kernel.NO_CORE, "the next " + (fault.kind().isEmpty() ? "message" : fault.kind())
                + " from " + from.name + " " + words(fault.effect()));
    }

    /// Strikes a message that stands in a ring now.
    void flight(Operation op, Fault.Flight fault) {
        if (refusesDelay(op, fault.delayNs())) {
            return;
        }
        for (int slot = 0; slot < world.state.slots(); slot++) {
            var to = world.state.kernel(slot);
            int at = to == null ? -1 : to.ring.slotOf(fault.message());
            if (at >= 0 && to.ring.published(at)) {
                var kind = to.ring.at(at).kind();
                victims.struck(op, to, Kernel.NO_CORE, kind.words() + " #" + fault.message() + " "
                        + words(fault.effect()));
                messages.tampering().disturb(to, at, fault.effect(), fault.delayNs());
                return;
            }
        }
        operations.refuse(op, Errno.ENOENT, "message " + fault.message() + " is in no ring");
    }

    private boolean refusesDelay(Operation op, long delayNs) {
        if (delayNs < 0) {
            operations.refuse(op, Errno.EINVAL, "a delay is not negative");
        }
        return delayNs < 0;
    }

    private static String words(Fault.Disturbance effect) {
        return switch (effect) {
            case LOSE -> "is lost";
            case DELAY -> "is delayed";
            case DUPLICATE -> "comes twice";
            case CORRUPT -> "is corrupted";
        };
    }

    /// Notes that one doorbell more to a kernel is lost.
    void loseDoorbell(Operation op, Fault.LoseDoorbell fault) {
        victims.kernel(op, fault.kernel()).ifPresent(kernel -> {
            kernel.doorbellsToLose++;
            victims.struck(op, kernel, Kernel.NO_CORE, "the next doorbell to it is lost");
        });
    }

    /// Cuts a link, in one direction: a person who means both cuts both.
    void cut(Operation op, Fault.CutLink fault) {
        var link = link(op, fault.from(), fault.to()).orElse(null);
        if (link != null && world.state.cut(link.from(), link.to())) {
            operations.refuse(op, Errno.EINVAL, "doorbells from " + fault.from() + " to " + fault.to()
                    + " reach nobody already");
        } else if (link != null) {
            world.state.cutLinks().add(link);
            victims.struck(op, world.state.present(link.to()), Kernel.NO_CORE, "doorbells from " + fault.from()
                    + " reach it no more");
        }
    }

    /// Mends it. Nobody rings for what was written meanwhile: it is read when the next doorbell comes.
    void mend(Operation op, Fault.MendLink fault) {
        var link = link(op, fault.from(), fault.to()).orElse(null);
        if (link != null && !world.state.cutLinks().remove(link)) {
            operations.refuse(op, Errno.EINVAL, "doorbells from " + fault.from() + " to " + fault.to()
                    + " are not cut");
        } else if (link != null) {
            victims.struck(op, world.state.present(link.to()), Kernel.NO_CORE, "doorbells from " + fault.from()
                    + " reach it again");
        }
    }

    private Optional<CutLink> link(Operation op, String fromName, String toName) {
        var from = victims.kernel(op, fromName).orElse(null);
        var to = from == null ? null : victims.kernel(op, toName).orElse(null);
        if (to == null) {
            return Optional.empty();
        }
        if (from == to) {
            operations.refuse(op, Errno.EINVAL, "no doorbell goes from " + fromName + " to itself");
            return Optional.empty();
        }
        return Optional.of(new CutLink(from.slot, to.slot));
    }

    // --- messages that should not be ------------------------------------------------------------

    /// Claims a slot and leaves it: everything that comes after it stays unread until the ring is cleared.
    void wedge(Operation op, Fault.WedgeRing fault) {
        var from = victims.working(op, fault.from()).orElse(null);
        var to = from == null ? null : ringOf(op, fault.to()).orElse(null);
        if (to != null) {
            messages.tampering().wedge(from, world.state.workingCore(from), to);
            victims.struck(op, to, Kernel.NO_CORE, from.name + " claims a slot of its ring and never publishes it");
        }
    }

    void spoofDoorbell(Operation op, Fault.SpoofDoorbell fault) {
        var from = victims.working(op, fault.from()).orElse(null);
        var to = from == null ? null : victims.kernel(op, fault.to()).orElse(null);
        if (to == null) {
            return;
        }
        if (to.bootCore() == Kernel.NO_CORE) {
            operations.refuse(op, Errno.ENODEV, to.name + " has no CPU that could be rung");
            return;
        }
        messages.ring(from, world.state.workingCore(from), to);
        victims.struck(op, to, to.bootCore(), from.name + " rings it for nothing");
    }

    /// Writes a message under another name. Nothing in a slot proves who filled it.
    void spoof(Operation op, Fault.SpoofMessage fault) {
        var from = victims.working(op, fault.from()).orElse(null);
        var as = from == null ? null : victims.kernel(op, fault.as()).orElse(null);
        var kind = as == null ? Optional.<MessageKind>empty() : kind(op, fault.kind());
        if (kind.isEmpty()) {
            return;
        }
        int answers = 0;
        if (!fault.answers().isEmpty()) {
            var answered = kind(op, fault.answers());
            if (answered.isEmpty()) {
                return;
            }
            answers = answered.get().ordinal();
        }
        var to = ringOf(op, fault.to()).orElse(null);
        if (to == null) {
            return;
        }
        if (to.host() && !FOR_THE_HOST.contains(kind.get())) {
            operations.refuse(op, Errno.EINVAL, "it is not known what the host makes of " + kind.get().words());
            return;
        }
        messages.tampering().plant(as, world.state.workingCore(from), to, kind.get(), fault.about(), answers);
        victims.struck(op, to, Kernel.NO_CORE, from.name + " sends it " + kind.get().words() + " in the name of "
                + as.name);
    }

    /// Sends a message that no handler waits for, by the way that all messages go: what can be refused is
    /// refused there.
    void raw(Operation op, Fault.RawMessage fault) {
        var from = victims.working(op, fault.from()).orElse(null);
        if (from == null) {
            return;
        }
        var errno = messages.send(
                from,
                world.state.workingCore(from),
                world.state.named(fault.to()),
                MessageKind.UNKNOWN,
                fault.bytes(),
                0,
                0,
                null);
        if (errno.ok()) {
            victims.struck(op, from, Kernel.NO_CORE, "sends " + fault.to() + " " + fault.bytes()
                    + " bytes of an unknown type");
        } else {
            operations.refuse(op, errno, fault.to() + " cannot be sent " + fault.bytes() + " bytes");
        }
    }

    /// A kernel whose ring has a free slot.
    private Optional<Kernel> ringOf(Operation op, String name) {
        var kernel = world.state.named(name);
        if (kernel == null) {
            operations.refuse(op, Errno.ENOENT, "there is no kernel " + name);
        } else if (!kernel.ringed || kernel.bootCore() == Kernel.NO_CORE) {
            operations.refuse(op, Errno.ENODEV, name + " has no ring");
        } else if (kernel.ring.full()) {
            operations.refuse(op, Errno.ENOSPC, "the ring of " + name + " is full");
        } else {
            return Optional.of(kernel);
        }
        return Optional.empty();
    }

    private Optional<MessageKind> kind(Operation op, String name) {
        for (var kind : MessageKind.values()) {
            if (kind.words().equals(name)) {
                return Optional.of(kind);
            }
        }
        operations.refuse(op, Errno.EINVAL, "there is no kind of message " + name);
        return Optional.empty();
    }
}
