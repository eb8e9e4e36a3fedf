package archipelago.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Leaves;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.command.Command.Fault.Disturbance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaultTextTest {
    @Test
    void everyFaultIsTellableAndNoTwoSoundAlike() {
        var sentences = Arrays.stream(Fault.class.getPermittedSubclasses())
                .map(kind -> CommandText.of((Command) Leaves.sample(kind)));
        assertThat(sentences).doesNotHaveDuplicates().allMatch(s -> s.matches("[a-z].*[^.]"));
    }

    @Test
    void theySayWhereAndHow() {
        assertThat(CommandText.of(new Fault.Hang("web", 18, false))).isEqualTo("hang web on CPU 18 with interrupts off");
        assertThat(CommandText.of(new Fault.Hang("web", -1, true))).isEqualTo("hang web with interrupts on");
        assertThat(CommandText.of(new Fault.NextMessage(Disturbance.DELAY, "web", "host", "ACK", 3 * Times.MS)))
                .isEqualTo("delay the next ACK from web to host by 3ms");
        assertThat(CommandText.of(new Fault.PowerOff("web", true))).isEqualTo("reboot web from inside");
    }
}
