package archipelago.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultWordsTest {
    private static final List<Fault> FAULTS = List.of(
            new Fault.Panic("web", 18),
            new Fault.Panic("web", -1),
            new Fault.Hang("web", -1, false),
            new Fault.Hang("web", 18, true),
            new Fault.Slow("web", 200),
            new Fault.NextMessage(Disturbance.DELAY, "web", "host", "", 10 * Times.US),
            new Fault.Flight(Disturbance.LOSE, 77, 0),
            new Fault.CutLink("host", "web"),
            new Fault.MendLink("host", "web"),
            new Fault.SpoofMessage("db", "web", "host", "HALTED", 1, ""),
            new Fault.StrayWrite("web", Fault.Spot.DATA, "db"),
            new Fault.Fragment(0, 64 * Sizes.MIB),
            new Fault.SpoilManifest("web", true),
            new Fault.PowerOff("web", true));

    @Test
    void whatIsWrittenIsReadBack() {
        for (var fault : FAULTS) {
            var line = FaultWords.words(fault);
            assertThat(FaultWords.read(List.of(line.split(" "))).value()).as(line).contains(fault);
        }
    }

    @Test
    void aValueThatIsLeftOutLetsTheNextNameItsKey() {
        assertThat(FaultWords.words(new Fault.Hang("web", -1, false))).isEqualTo("hang web interrupts=off");
        assertThat(FaultWords.words(new Fault.CutLink("host", "web"))).isEqualTo("cut host web");
    }
}
