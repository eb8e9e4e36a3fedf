package archipelago.engine.state;

import archipelago.engine.base.Hash64;
import archipelago.engine.command.Command.Fault.Disturbance;

/// What is going to happen to the next message of a kind between two kernels.
///
/// @param kind the ordinal of its [MessageKind], or [#ANY]
/// @param delayNs for [Disturbance#DELAY], how much later it becomes visible
public record MessageFault(Disturbance effect, int from, int to, int kind, long delayNs) {
    public static final int ANY = -1;

    boolean strikes(int sender, int receiver, MessageKind message) {
        return from == sender && to == receiver && (kind == ANY || kind == message.ordinal());
    }

    void digest(Hash64 hash) {
        hash.add(effect.ordinal()).add(from).add(to).add(kind).add(delayNs);
    }
}
