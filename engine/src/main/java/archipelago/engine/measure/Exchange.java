package archipelago.engine.measure;

import archipelago.engine.base.Require;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/// Polled messages between two cores: how long one is under way, and how busy it makes both.
///
/// @param far whether the two are on different sockets
public record Exchange(Platform platform, boolean far) {
    private static final long SEED = 1;
    private static final int DIGITS = 2;
    private static final String ASKS = "asks";
    private static final String ANSWERS = "answers";
    private static final String SPEAKS = "speaks";

    /// What came of it, all times in nanoseconds.
    ///
    /// @param roundTripNs a message and its answer
    /// @param sendNs how long a sender is busy with one message of many
    /// @param receiveNs how long a receiver is busy with one message of many
    /// @param perMessageNs the time from one message of many to the next
    public record Outcome(BigDecimal roundTripNs, BigDecimal sendNs, BigDecimal receiveNs, BigDecimal perMessageNs) {}

    /// Whether the machine has two such cores.
    public boolean possible() {
        return other() >= 0;
    }

    /// Runs both experiments.
    public Outcome outcome() {
        var there = Rate.of(thereAndBack(), platform.costs());
        var one = Rate.of(oneWay(), platform.costs());
        var sender = one.each().getFirst();
        var receiver = one.each().getLast();
        return new Outcome(
                ratio(there.windowNs(), there.each().getFirst().operations()),
                ratio(sender.spokenNs(), sender.operations()),
                ratio(receiver.spokenNs(), receiver.operations()),
                ratio(one.windowNs(), receiver.operations()));
    }

    /// One asks, the other answers at once.
    public Scenario thereAndBack() {
        return scenario(List.of(
                new Workload.Program(ASKS, List.of(new Workload.Called(ANSWERS))),
                new Workload.Program(ANSWERS, List.of(new Workload.Served(0)))), List.of(ASKS, ANSWERS));
    }

    /// One speaks without a pause, the other hears.
    public Scenario oneWay() {
        var speaks = new Workload.Program(
                SPEAKS, List.of(new Workload.Spread(Workload.Shape.SEQUENTIAL, false)));
        return scenario(List.of(speaks), List.of(SPEAKS, SPEAKS));
    }

    private Scenario scenario(List<Workload.Program> programs, List<String> both) {
        Require.that(possible(), "the machine has two such cores", platform.name());
        var machine = platform.machine();
        var cores = List.of(machine.physicalId(0), machine.physicalId(other()));
        var groups = IntStream.range(0, both.size())
                .mapToObj(n -> new Workload.Group(both.get(n), Deal.HOST, 1, List.of(cores.get(n)), true))
                .toList();
        return new Scenario("messages", "Messages between two cores", "", SEED, machine, List.of(), List.of())
                .with(new Workload(programs, groups));
    }

    private int other() {
        Machine machine = platform.machine();
        return IntStream.range(1, machine.coreCount())
                .filter(core -> machine.sameSocket(0, core) != far)
                .findFirst()
                .orElse(-1);
    }

    private static BigDecimal ratio(long sum, long count) {
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(Math.max(1, count)), DIGITS, RoundingMode.HALF_UP);
    }
}
