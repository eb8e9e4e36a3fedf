package archipelago.engine.compare;

import archipelago.engine.state.MessageKind;

/// What became of the messages of one kind.
///
/// @param lost those in a ring that was cleared
public record KindTally(MessageKind kind, long sent, long taken, long lost, Latencies latencies) {
    static KindTally none(MessageKind kind) {
        return new KindTally(kind, 0, 0, 0, Latencies.of(new long[0]));
    }
}
