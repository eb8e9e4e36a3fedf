package archipelago.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MistakesTest {
    @Test
    void aMistakeThatHappensAtEveryPulseIsToldOnceAndWithoutAStackTrace() {
        var out = new ByteArrayOutputStream();
        var mistakes = new Mistakes(new PrintStream(out, true, StandardCharsets.UTF_8));
        for (int pulse = 0; pulse < 3; pulse++) {
            mistakes.uncaughtException(Thread.currentThread(), new IllegalStateException("of ours"));
        }
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(text).startsWith("The program has made a mistake.").doesNotContain("\tat ");
    }
}
