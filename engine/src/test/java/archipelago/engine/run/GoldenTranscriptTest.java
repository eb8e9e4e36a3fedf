package archipelago.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import archipelago.engine.trace.Transcript;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The default story, told to the letter. A change of behaviour shows as lines of the transcript that
/// differ, and a change of anything at all as another fingerprint in its last line.
///
/// To accept a new transcript after reading the difference, run this test once with
/// `-Darchipelago.golden=accept`; it writes the file, which is then committed with the change.
class GoldenTranscriptTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "first-light.txt");
    private static final Set<MessageKind> TRAFFIC = EnumSet.of(MessageKind.USER_REQUEST, MessageKind.USER_REPLY);

    @Test
    void theDefaultStoryIsToldAsItWasAccepted() throws IOException {
        var told = transcript();
        if ("accept".equals(System.getProperty("archipelago.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, told, StandardCharsets.UTF_8);
        }
        assertThat(told)
                .as("the transcript; accept a new one with -Darchipelago.golden=accept")
                .isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    /// Without the messages of the workload, of which there are tens of thousands, and their doorbells.
    private static String transcript() throws IOException {
        var lab = Lab.of(Labs.firstLight()).untilSettled().runFor(Times.S);
        var text = new StringWriter();
        try (var sink = new Transcript(text, Labs.twoSockets())) {
            for (var fact : lab.facts()) {
                if (!ofTraffic(fact.what())) {
                    sink.write(fact);
                }
            }
        }
        return text + "fingerprint " + Hash64.text(lab.simulation().fingerprint()) + "\n";
    }

    private static boolean ofTraffic(Happening what) {
        return switch (what) {
            case Happening.MessageSent sent -> TRAFFIC.contains(sent.kind());
            case Happening.MessageTaken taken -> TRAFFIC.contains(taken.kind());
            case Happening.MessageLost lost -> TRAFFIC.contains(lost.kind());
            case Happening.SendRefused refused -> TRAFFIC.contains(refused.kind());
            case Happening.DoorbellLost _ -> true;
            case Happening.Logged(int _, var line) -> line.contains("IPI ring full");
            default -> false;
        };
    }
}
