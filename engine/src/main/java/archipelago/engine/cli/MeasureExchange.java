package archipelago.engine.cli;

import archipelago.engine.measure.Exchange;
import archipelago.engine.measure.Platform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `archipelago measure messages`.
@Command(
        name = "messages",
        description = "Polled messages between two cores: how long one is under way, and how busy it makes both.",
        mixinStandardHelpOptions = true)
final class MeasureExchange extends Measuring {
    private static final String MACHINE = "ivy-bridge-2x10";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal BOTH = BigDecimal.TWO;

    @Option(names = "--across", description = "between two sockets, not inside one")
    private boolean across;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = MACHINE,
            description = "the platform; " + MACHINE + " if nothing is said")
    private String machine;

    @Override
    Answer answer() throws Refusal {
        var platform = platform(machine);
        var experiment = new Exchange(platform, across);
        if (!experiment.possible()) {
            throw Refusal.usage(machine + " has no two such cores", across ? "without --across" : "--across");
        }
        var outcome = experiment.outcome();
        var roundTrip = cycles(platform, outcome.roundTripNs());
        var oneWay = cycles(platform, outcome.roundTripNs().divide(BOTH, 2, RoundingMode.HALF_UP));
        var send = cycles(platform, outcome.sendNs());
        var receive = cycles(platform, outcome.receiveNs());
        var rate = THOUSAND.divide(platform.cycles(outcome.perMessageNs()), 2, RoundingMode.HALF_UP);
        var json = document()
                .put("machine", machine)
                .put("across", across)
                .put("value", oneWay)
                .put("unit", "cycles")
                .put("round_trip", roundTrip)
                .put("send", send)
                .put("receive", receive)
                .put("per_thousand_cycles", rate);
        return new Answer(json, List.of(
                platform.title(),
                "one way " + oneWay + " cycles, there and back " + roundTrip + "; sender busy for " + send
                        + ", receiver for " + receive + "; " + rate + " messages in 1000 cycles"));
    }

    private static BigDecimal cycles(Platform platform, BigDecimal ns) {
        return platform.cycles(ns).setScale(0, RoundingMode.HALF_UP);
    }
}
