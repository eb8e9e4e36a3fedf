package archipelago.engine.message;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.world.World;

/// What is told of messages that cannot be sent. Who finds a ring full tries again and again: equal facts are made
/// once, and a long run keeps them once.
@Models(
        value = Subject.MESSAGES,
        approximately = "the line about a full ring stands in the sender's log; Linux prints it on its console, too")
public final class RefusedSends {
    private final World world;
    private Happening.SendRefused refused;
    private FullRing fullRing;
    private Happening.Logged logged;

    /// What the line about a full ring is about.
    private record FullRing(int sender, int id, int head, int tail) {
        Happening.Logged logged() {
            return new Happening.Logged(
                    sender, "multikernel: IPI ring full for instance " + id + " (head=" + head + ", tail=" + tail + ")");
        }
    }

    RefusedSends(World world) {
        this.world = world;
    }

    /// @param to may be null
    void tell(Kernel from, Kernel to, MessageKind kind, Errno errno) {
        from.refused++;
        var now = new Happening.SendRefused(kind, from.slot, to == null ? -1 : to.slot, errno);
        refused = now.equals(refused) ? refused : now;
        world.tell(refused);
        if (errno == Errno.ENOSPC) {
            logFullRing(from, to);
        }
    }

    /// In the sender's log only: the sender may be its console.
    private void logFullRing(Kernel from, Kernel to) {
        var ring = new FullRing(from.slot, to.id, to.ring.head(), to.ring.tail());
        if (!ring.equals(fullRing)) {
            fullRing = ring;
            logged = ring.logged();
        }
        world.tell(logged);
    }
}
