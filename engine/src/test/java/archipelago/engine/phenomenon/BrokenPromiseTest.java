package archipelago.engine.phenomenon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a person sees of a promise that is broken. Only a wrong rule can break one, so this is an engine with one.
class BrokenPromiseTest {
    private static final int SHRINK = 6;

    private static OtherEngine wrong() {
        var rule = BrokenRules.ALL.stream()
                .filter(one -> one.name().equals("a chunk goes back to the host although memory of it is lent"))
                .findFirst()
                .orElseThrow();
        return OtherEngine.broken(rule);
    }

    @Test
    void whileItPlaysTheMachineStopsRightBehindTheEventThatBrokeIt() {
        var seen = wrong().made(PlayedRow.class).apply(SHRINK);
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).as("playing").isEqualTo("false");
        assertThat(seen.get(2)).contains("REGIONS_DO_NOT_OVERLAP", "but after event " + seen.get(0) + " memory at");
    }

    @Test
    void aSoundMachinePlaysOn() {
        assertThat(OtherEngine.sound().made(PlayedRow.class).apply(SHRINK)).isEmpty();
    }

    @Test
    void aRunEndsWithTheReportAndWithWhatLedToIt() {
        var said = wrong().made(ReportedRow.class).apply(SHRINK);
        assertThat(said.getFirst()).as("the exit status").isEqualTo("4");
        assertThat(said.get(1)).contains("BROKEN       REGIONS_DO_NOT_OVERLAP", "because of event", "which was");
    }
}
