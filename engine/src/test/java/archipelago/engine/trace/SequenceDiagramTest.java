package archipelago.engine.trace;

import static archipelago.engine.trace.Runs.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import archipelago.engine.trace.SequenceDiagram.Line;
import archipelago.engine.trace.SequenceDiagram.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.error.PSystemError;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SequenceDiagramTest {
    private static final MessageKind REQUEST = MessageKind.USER_REQUEST;

    /// What a line of Mermaid can look like here; in the text no mark that Mermaid takes for its own.
    private static final List<Pattern> MERMAID = Stream.of(
                    "title TEXT",
                    "participant (k[0-9]+|pool) as TEXT",
                    "(k[0-9]+|pool)--?(>>|x|\\))(k[0-9]+|pool): TEXT",
                    "Note over (k[0-9]+|pool)(,(k[0-9]+|pool))?: TEXT")
            .map(form -> Pattern.compile("    " + form.replace("TEXT", "([^#;<>&]|#[0-9]+;)+")))
            .toList();

    // --- whatever was run -----------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> everyScenarioOfTheLibraryIsADiagramThatBothNotationsCanSay() {
        return Runs.library().map(name -> dynamicTest(name, () -> {
            var diagram = SequenceDiagram.of(Runs.whole(name), Set.of());
            var shortened = diagram.shortened();
            assertThat(shortened.lines()).hasSizeLessThanOrEqualTo(400);
            assertThat(counted(shortened)).as("what is not drawn is counted").isEqualTo(counted(diagram));
            readByPlantUml(Runs.plantUml(shortened), false);
            readAsMermaid(Runs.mermaid(shortened));
        }));
    }

    /// Messages, lost messages, and everything else.
    private static List<Integer> counted(SequenceDiagram diagram) {
        int messages = 0;
        int lost = 0;
        int notes = 0;
        for (var line : diagram.lines()) {
            switch (line) {
                case Line.Arrow arrow -> {
                    messages++;
                    lost += arrow.outcome() == Outcome.LOST ? 1 : 0;
                }
                case Line.More more -> {
                    messages += more.messages();
                    lost += more.lost();
                    notes += more.notes();
                }
                case Line.Note _, Line.Divider _ -> notes++;
            }
        }
        return List.of(messages, lost, notes);
    }

    private static String readByPlantUml(String text, boolean drawn) throws IOException {
        var reader = new SourceStringReader(text);
        assertThat(reader.getBlocks()).hasSize(1);
        var diagram = reader.getBlocks().getFirst().getDiagram();
        assertThat(diagram).as(text).isNotInstanceOf(PSystemError.class);
        assertThat(diagram).isInstanceOf(net.sourceforge.plantuml.sequencediagram.SequenceDiagram.class);
        if (!drawn) {
            return "";
        }
        var svg = new ByteArrayOutputStream();
        reader.outputImage(svg, new FileFormatOption(FileFormat.SVG));
        return svg.toString(StandardCharsets.UTF_8);
    }

    private static void readAsMermaid(String text) {
        var lines = text.lines().toList();
        assertThat(lines.getFirst()).isEqualTo("sequenceDiagram");
        assertThat(lines.get(1)).startsWith("    %% ").doesNotContain(";");
        assertThat(lines.subList(2, lines.size())).allSatisfy(line ->
                assertThat(MERMAID).as(line).anyMatch(form -> form.matcher(line).matches()));
    }

    // --- to the letter ----------------------------------------------------------------------------

    /// A short story between three kernels with everything in it that a diagram can show.
    private static Excerpt shortStory() {
        var facts = new ArrayList<Fact>(List.of(
                at(0, new Happening.ChapterBegan(0)),
                at(0, new Happening.InstanceCreated(1, 1, "web")),
                at(0, new Happening.InstanceCreated(2, 2, "database")),
                at(1_000, new Happening.StatusChanged(1, Status.LOADED, Status.ACTIVE)),
                at(2_000, new Happening.MessageSent(1, MessageKind.CPU_ADD, 0, 0, 1, 8, 16)),
                at(3_188, new Happening.MessageTaken(1, MessageKind.CPU_ADD, 0, 1, 8)),
                at(4_000, new Happening.MessageSent(2, MessageKind.RESOURCE_ACK, 1, 8, 0, 0, 16)),
                at(5_188, new Happening.MessageTaken(2, MessageKind.RESOURCE_ACK, 1, 0, 0))));
        for (int i = 0; i < 12; i++) {
            facts.add(at(6_000 + 100 * i, new Happening.MessageSent(3 + i, REQUEST, 0, 0, 2, 16, 64)));
            facts.add(at(6_050 + 100 * i, new Happening.MessageTaken(3 + i, REQUEST, 0, 2, 16)));
        }
        facts.addAll(List.of(
                at(8_000, new Happening.MessageSent(15, REQUEST, 0, 0, 2, 16, 64)),
                at(8_100, new Happening.FaultInjected(2, 16, "panic; \"why\" not? <b>**bold**</b> #1 !include x")),
                at(8_100, new Happening.PhaseEntered(2, Phase.PANICKING)),
                at(8_500, new Happening.DoorbellLost(2, 16)),
                at(9_000, new Happening.SendRefused(REQUEST, 0, 2, Errno.ENODEV)),
                at(9_500, new Happening.MessageLost(15, REQUEST, 0, 2)),
                at(9_800, new Happening.MessageLost(16, REQUEST, 0, 2)),
                at(9_900, new Happening.MessageSent(17, MessageKind.SHUTDOWN, 0, 0, 1, 8, 16)),
                at(10_000, new Happening.InstanceRemoved(2))));
        return Runs.told(Labs.firstLight(), 12_000, facts.toArray(Fact[]::new));
    }

    @Test
    void aShortStoryIsToldToTheLetterAndDrawn() throws IOException {
        var diagram = SequenceDiagram.of(shortStory(), Set.of()).shortened();
        var plantUml = Runs.plantUml(diagram);
        assertThat(plantUml).isEqualTo(Runs.golden("short-story.puml", plantUml));
        var svg = readByPlantUml(plantUml, true);
        assertThat(svg).contains("host (id 0)", "web (id 1)", "CPU_ADD (1), 16 bytes, 1.188", "5 messages more");
        assertThat(svg).as("marks in texts are only text").contains("&lt;b>**bold**&lt;/b> #1 !include x");
        var mermaid = Runs.mermaid(diagram);
        assertThat(mermaid).isEqualTo(Runs.golden("short-story.mmd", mermaid));
        readAsMermaid(mermaid);
    }

    @Test
    void aPartOfFirstLightIsToldToTheLetter() throws IOException {
        var whole = Runs.whole("first-light");
        var panic = Runs.facts(whole).stream()
                .filter(fact -> fact.what() instanceof Happening.FaultInjected)
                .findFirst()
                .orElseThrow();
        var part = Runs.part(whole, panic.atNs() - 100_000, panic.atNs() + 200_000);
        var told = Runs.plantUml(SequenceDiagram.of(part, Set.of()).shortened());
        assertThat(told).isEqualTo(Runs.golden("panic.puml", told));
        readByPlantUml(told, true);
    }

    // --- what is in it ------------------------------------------------------------------------------

    @Test
    void onlyKernelsThatAreNamedAndThoseThatTheyTalkToTakePart() {
        var web = SequenceDiagram.of(shortStory(), Set.of("web"));
        assertThat(web.participants()).containsOnlyKeys(0, 1);
        assertThat(web.lines()).noneMatch(line -> line instanceof Line.Arrow arrow && arrow.to() == 2);
        assertThat(web.lines()).noneMatch(line -> line instanceof Line.Note note && note.kernel() != 1);
        assertThat(SequenceDiagram.of(shortStory(), Set.of("database")).participants()).containsOnlyKeys(0, 2);
    }

    @Test
    void aMessageStandsWhereItWasTakenOrLostAndOneThatWaitsWhereItWasSent() {
        var arrows = SequenceDiagram.of(shortStory(), Set.of()).lines().stream()
                .filter(Line.Arrow.class::isInstance)
                .map(Line.Arrow.class::cast)
                .toList();
        assertThat(arrows).extracting(Line.Arrow::atNs).isSorted();
        assertThat(arrows.getFirst().atNs()).isEqualTo(3_188);
        assertThat(arrows.getFirst().latencyNs()).isEqualTo(1_188);
        assertThat(arrows).filteredOn(arrow -> arrow.outcome() == Outcome.LOST)
                .extracting(Line.Arrow::message).containsExactly(15L, 16L);
        assertThat(arrows.getLast().outcome()).isEqualTo(Outcome.WAITS);
        assertThat(arrows.getLast().atNs()).isEqualTo(9_900);
    }

    @Test
    void eightLinesOfPayloadAreAllDrawnAndOfNineTheEndsOnly() {
        assertThat(payload(8).shortened().lines()).hasSize(8).noneMatch(Line.More.class::isInstance);
        var nine = payload(9).shortened().lines();
        assertThat(nine).hasSize(8);
        assertThat(nine.get(5)).isEqualTo(new Line.More(5, 6, 2, 0, 0));
        assertThat(((Line.Arrow) nine.get(7)).message()).isEqualTo(9);
    }

    @Test
    void controlMessagesAreNeverCountedAwayBeforeTheDiagramIsFull() {
        var control = messages(399, MessageKind.CPU_ADD).shortened().lines();
        assertThat(control).hasSize(399).allMatch(Line.Arrow.class::isInstance);
        var full = messages(1_000, MessageKind.CPU_ADD).shortened().lines();
        assertThat(full).hasSize(400);
        assertThat(full.getLast()).isEqualTo(new Line.More(399, 999, 601, 0, 0));
    }

    private static SequenceDiagram payload(int count) {
        return messages(count, REQUEST);
    }

    private static SequenceDiagram messages(int count, MessageKind kind) {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < count; i++) {
            facts.add(at(i, new Happening.MessageSent(i + 1, kind, 0, 0, 1, 8, 64)));
            facts.add(at(i, new Happening.MessageTaken(i + 1, kind, 0, 1, 8)));
        }
        return SequenceDiagram.of(Runs.told(Labs.idle(), 10_000, facts.toArray(Fact[]::new)), Set.of());
    }

    @Test
    void aDiagramOfNothingStillHasSomebodyInIt() throws IOException {
        var nothing = SequenceDiagram.of(Runs.told(Labs.idle(), 10), Set.of());
        assertThat(nothing.participants()).containsOnlyKeys(0);
        readByPlantUml(Runs.plantUml(nothing), true);
        readAsMermaid(Runs.mermaid(nothing));
    }
}
