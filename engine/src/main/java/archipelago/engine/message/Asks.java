package archipelago.engine.message;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.operation.Operations;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.world.World;

/// A host's questions to its instances whose ACKs it waits for. A question is found again by what
/// was asked about which resource, not by instance and not by number, so an ACK that comes too late
/// finds none and is ignored. (`kernel/multikernel/messaging.c`.)
@Models(
        value = Subject.MESSAGES,
        exactly = "questions with ACK and time-out (10 s, or 30 s for a halt), found again by operation"
                    + " and resource, not by instance; a late ACK is ignored")
public final class Asks {
    private final World world;
    private final Operations operations;

    public Asks(World world, Operations operations) {
        this.world = world;
        this.operations = operations;
    }

    /// Notes a question that is about to be sent. The operation that asks is due again with the answer,
    /// or with [Errno#ETIMEDOUT] after the time-out.
    ///
    /// @param resource what the question is about: a physical id or an instance's id
    public void ask(int call, MessageKind operation, long resource, long timeoutNs) {
        long number = ++world.state.asksNumbered;
        world.state.asks().add(new Operation.Ask(number, operation, resource, call, world.now() + timeoutNs));
        world.after(timeoutNs, Priority.TIMEOUT, new Event.AskExpires(number));
    }

    /// An ACK has come to a kernel, which looks among its own questions.
    ///
    /// @return whether anybody waited for it
    public boolean answered(Kernel kernel, MessageKind operation, long resource, Errno errno) {
        for (var ask : world.state.asks()) {
            boolean own = world.state.operation(ask.call()).host() == kernel.slot;
            if (own && ask.operation() == operation && ask.resource() == resource) {
                world.state.asks().remove(ask);
                operations.resume(ask.call(), errno, world.costNs(Cost.WORK_ITEM));
                return true;
            }
        }
        return false;
    }

    /// The time for an answer is over; if it has come before, nothing happens.
    public void expires(Event.AskExpires event) {
        for (var ask : world.state.asks()) {
            if (ask.number() == event.ask()) {
                world.state.asks().remove(ask);
                operations.resume(ask.call(), Errno.ETIMEDOUT, 0);
                return;
            }
        }
    }

    /// Forgets the question of an operation that could not even be sent.
    public void forget(int call) {
        world.state.asks().removeIf(ask -> ask.call() == call);
    }
}
