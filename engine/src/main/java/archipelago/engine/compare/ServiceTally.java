package archipelago.engine.compare;

import archipelago.engine.session.Session;
import archipelago.engine.state.Requests;
import archipelago.engine.state.Service;
import archipelago.engine.state.State;
import java.util.List;
import java.util.stream.IntStream;

/// What has become of the requests for a service, over all streams of traffic that go to it.
///
/// @param kernel the one that answers to its name now
/// @param asked how many there have been
/// @param lost how many will never be answered
/// @param underWay how many may still be: what was asked is answered, lost, or under way
/// @param longestGapNs the longest time that any stream was without an answer
public record ServiceTally(
        String name, String kernel, long asked, long answered, long lost, long underWay, long longestGapNs) {

    /// All services of a run, in the order of its scenario.
    public static List<ServiceTally> of(Session session) {
        var state = session.simulation().state();
        return state.services().stream().map(service -> of(service, session, state)).toList();
    }

    private static ServiceTally of(Service service, Session session, State state) {
        var traffic = session.scenario().traffic();
        var requests = IntStream.range(0, traffic.size())
                .filter(s -> traffic.get(s).to().equals(service.name()))
                .mapToObj(s -> state.streams().get(s).requests)
                .toList();
        return new ServiceTally(
                service.name(),
                service.kernel(),
                requests.stream().mapToLong(r -> r.asked).sum(),
                requests.stream().mapToLong(r -> r.answered).sum(),
                requests.stream().mapToLong(r -> r.lost).sum(),
                requests.stream().mapToLong(Requests::underWay).sum(),
                requests.stream().mapToLong(r -> r.longestGapNs(state.nowNs)).max().orElse(0));
    }
}
