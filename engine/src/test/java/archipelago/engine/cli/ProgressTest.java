package archipelago.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();

    private Progress onTerminal() {
        return new Progress(new PrintWriter(out), true);
    }

    @Test
    void nothingIsWrittenWhereThereIsNoTerminal() {
        try (var progress = new Progress(new PrintWriter(out), false)) {
            progress.show(1, 2, "half");
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTerminalShowsALineThatIsGoneAtTheEnd() {
        try (var progress = onTerminal()) {
            progress.show(1, 2, "half");
            progress.show(0, 0, "so far");
        }
        assertThat(out.toString()).isEqualTo(
                "\r\u001B[K[###############---------------]  half\r\u001B[Kso far\r\u001B[K");
    }

    @Test
    void workThatIsDoneAtOnceShowsNothing() {
        onTerminal().close();
        assertThat(out.toString()).isEmpty();
    }

    @Property(tries = 200)
    void theBarHasAlwaysTheSameLength(@ForAll long done, @ForAll @LongRange(min = 1) long whole) {
        var text = new StringWriter();
        new Progress(new PrintWriter(text), true).show(done, whole, "");
        assertThat(text.toString()).matches("\\r\u001B\\[K\\[#*-*]  ").hasSize(38);
    }
}
