package archipelago.engine.compare;

import archipelago.engine.state.MessageKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How two futures compare at one instant: how much they have in common, where they part, and what each
/// has come to. Everything is counted, nothing estimated.
///
/// @param divergence where they part, if that is not after the instant
/// @param commonFacts how many facts from the start are the same on both sides
public record Comparison(long atNs, Tally a, Tally b, Optional<Divergence> divergence, int commonFacts) {

    /// Whether no difference is to be found: neither in the runs nor in where they began.
    public boolean equal() {
        return divergence.isEmpty();
    }

    /// The names of all instances of either side, the host first, in the order in which they appeared.
    public List<String> instances() {
        return Stream.concat(a.instances().stream(), b.instances().stream())
                .map(InstanceTally::name)
                .distinct()
                .toList();
    }

    /// The names of all services of either side.
    public List<String> services() {
        return Stream.concat(a.services().stream(), b.services().stream())
                .map(ServiceTally::name)
                .distinct()
                .toList();
    }

    /// The kinds of message that were sent on either side.
    public List<MessageKind> kinds() {
        return Stream.of(MessageKind.values())
                .filter(kind -> a.kind(kind).sent() > 0 || b.kind(kind).sent() > 0)
                .toList();
    }
}
