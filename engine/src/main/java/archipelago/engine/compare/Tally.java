package archipelago.engine.compare;

import archipelago.engine.base.Hash64;
import archipelago.engine.state.MessageKind;
import java.util.List;

/// What a run has come to at an instant, counted from all of its facts.
///
/// @param name of the future
/// @param messages how many have been sent: all for which a slot was claimed
/// @param messagesLost how many of them left a ring unread
/// @param sendsRefused how many got an errno and no slot
/// @param doorbellsLost how many reached a core that takes no interrupts
/// @param latencies of all messages that were taken
/// @param kinds those that were sent, in their order
/// @param services in the order of the scenario
/// @param instances the host, then the others in the order in which they appeared
public record Tally(
        String name,
        long events,
        long messages,
        long messagesLost,
        long sendsRefused,
        long doorbellsLost,
        long fingerprint,
        Latencies latencies,
        List<KindTally> kinds,
        List<ServiceTally> services,
        List<InstanceTally> instances) {
    public Tally {
        services = List.copyOf(services);
        kinds = List.copyOf(kinds);
        instances = List.copyOf(instances);
    }

    static Tally of(Future future) {
        var session = future.session();
        var count = new Count();
        for (int i = 0; i < session.factsTold(); i++) {
            count.add(session.journal().get(i));
        }
        var state = session.simulation().state();
        return new Tally(
                future.name(),
                state.events,
                state.messages,
                state.messagesLost,
                count.sendsRefused(),
                count.doorbellsLost(),
                state.fingerprint(),
                count.latencies(),
                count.kinds(),
                ServiceTally.of(session),
                InstanceTally.of(session));
    }

    public String fingerprintText() {
        return Hash64.text(fingerprint);
    }

    /// What became of the messages of a kind; nothing if none was sent.
    public KindTally kind(MessageKind kind) {
        return kinds.stream().filter(k -> k.kind() == kind).findFirst().orElseGet(() -> KindTally.none(kind));
    }

    /// The service of this name, or null if there was none.
    public ServiceTally service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    /// The instance of this name, or null if there was none.
    public InstanceTally instance(String name) {
        return instances.stream().filter(i -> i.name().equals(name)).findFirst().orElse(null);
    }
}
