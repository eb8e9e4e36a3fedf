package archipelago.engine.trace;

import static archipelago.engine.trace.Runs.at;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A run as lines and tables: facts as text, comma-separated values and JSON, and measures over time.
class FactTablesTest {
    private static final Excerpt RUN = Runs.whole(Labs.firstLight());

    /// Begins a form.
    private interface Form {
        FactSink on(Writer out, Machine machine) throws IOException;
    }

    private static String written(Excerpt excerpt, Form form) throws IOException {
        var out = new StringWriter();
        try (var sink = form.on(out, excerpt.scenario().machine())) {
            excerpt.tell(sink);
        }
        return out.toString();
    }

    // --- comma-separated values -------------------------------------------------------------------

    @Test
    void theTableHasARowForEveryFact() throws IOException {
        var facts = Runs.facts(RUN);
        var rows = rows(written(RUN, FactCsv::new));
        assertThat(rows.getFirst()).containsExactly("at_ns", "event", "fact", "sentence");
        assertThat(rows).hasSize(facts.size() + 1);
        for (int i = 0; i < facts.size(); i++) {
            var row = rows.get(i + 1);
            assertThat(row).hasSize(4);
            assertThat(row.get(0)).isEqualTo(Long.toString(facts.get(i).atNs()));
            assertThat(row.get(1)).isEqualTo(Long.toString(facts.get(i).event()));
            assertThat(row.get(3)).isNotBlank();
        }
    }

    @Test
    void quotesAndCommasStayInsideTheirCell() throws IOException {
        var told = Runs.told(Labs.idle(), 9, at(5, new Happening.Logged(0, "he said \"a, b\"\nand left")));
        assertThat(rows(written(told, FactCsv::new)).get(1))
                .containsExactly("5", "1", "Logged", "host logs: he said \"a, b\"\nand left");
    }

    /// Comma-separated values as RFC 4180 has them.
    private static List<List<String>> rows(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if ((c == ',' || c == '\n') && !quoted) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted).as("every quote is closed").isFalse();
        assertThat(cell.toString()).as("the last line ends").isEmpty();
        return rows;
    }

    // --- JSON lines -------------------------------------------------------------------------------

    private static List<JsonNode> json(String text) throws IOException {
        assertThat(text).as("every line ends").matches("(?s)|.*\n");
        var mapper = new ObjectMapper();
        var objects = new ArrayList<JsonNode>();
        for (var line : text.lines().toList()) {
            objects.add(mapper.readTree(line));
        }
        return objects;
    }

    @Test
    void everyFactIsAnObjectOnALineOfItsOwn() throws IOException {
        var facts = Runs.facts(RUN);
        var objects = json(written(RUN, FactJsonLines::new));
        assertThat(objects).hasSameSizeAs(facts);
        for (int i = 0; i < facts.size(); i++) {
            var object = objects.get(i);
            assertThat(object.get("at_ns").asLong()).isEqualTo(facts.get(i).atNs());
            assertThat(object.get("fact").asText()).isEqualTo(facts.get(i).what().getClass().getSimpleName());
            assertThat(object.get("sentence").asText()).isNotBlank();
        }
        assertThat(objects).filteredOn(object -> object.get("fact").asText().equals("MessageSent"))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.get("bytes").isIntegralNumber()).isTrue());
    }

    @Test
    void whatBelongsToAFactStandsInFieldsWithTheirUnits() throws IOException {
        var told = Runs.told(Labs.idle(), 9_000,
                at(5, new Happening.InstanceCreated(1, 7, "web")),
                at(6, new Happening.CoreBusy(8, 1, 900)),
                at(7, new Happening.FaultInjected(1, -1, "memory")),
                at(8, new Happening.SendRefused(MessageKind.SHUTDOWN, 0, 1, Errno.ENOSPC)));
        assertThat(written(told, FactJsonLines::new)).isEqualTo("""
                {"at_ns":5,"event":1,"fact":"InstanceCreated","kernel":"web","kernel_slot":1,"id":7,\
                "sentence":"instance 7 (web) appears"}
                {"at_ns":6,"event":1,"fact":"CoreBusy","cpu":16,"kernel":"web","kernel_slot":1,"until_ns":900,\
                "sentence":"CPU 16 works for web until 900ns"}
                {"at_ns":7,"event":1,"fact":"FaultInjected","kernel":"web","kernel_slot":1,"cpu":null,\
                "sentence":"fault in web: memory"}
                {"at_ns":8,"event":1,"fact":"SendRefused","kind":"SHUTDOWN","from":"host","from_slot":0,"to":"web",\
                "to_slot":1,"errno":"-ENOSPC","sentence":"host cannot send SHUTDOWN to web: -ENOSPC"}
                """);
    }

    @Test
    void aPartOfARunKnowsTheNamesFromBefore() throws IOException {
        var told = Runs.told(Labs.idle(), 9,
                at(1, new Happening.InstanceCreated(1, 1, "web")),
                at(5, new Happening.Logged(1, "here")),
                at(8, new Happening.Logged(1, "too late")));
        assertThat(written(Runs.part(told, 3, 6), Transcript::new)).isEqualTo("5ns\t#1\tweb logs: here\n");
    }

    // --- as text ----------------------------------------------------------------------------------

    @Test
    void theTranscriptIsInTheOrderOfTimeAndOfEvents() throws IOException {
        var lines = written(RUN, Transcript::new).lines().toList();
        long lastNs = 0;
        long lastEvent = 0;
        for (var line : lines) {
            var parts = line.split("\t", -1);
            assertThat(parts).as(line).hasSize(3);
            long ns = Times.parse(parts[0]).orElseThrow();
            long event = Long.parseLong(parts[1].substring(1));
            assertThat(ns).as(line).isGreaterThanOrEqualTo(lastNs);
            assertThat(event).as(line).isGreaterThanOrEqualTo(lastEvent);
            assertThat(parts[2]).isNotBlank();
            lastNs = ns;
            lastEvent = event;
        }
        long silent = Runs.facts(RUN).stream().filter(fact -> fact.what() instanceof Happening.CoreBusy).count();
        assertThat(lines).hasSize((int) (Runs.facts(RUN).size() - silent));
    }

    // --- measures -----------------------------------------------------------------------------------

    @Test
    void whateverTheIntervalAllOfThemTogetherAreTheWholeRun() {
        var facts = Runs.facts(RUN);
        long sent = count(facts, Happening.MessageSent.class);
        long taken = count(facts, Happening.MessageTaken.class);
        long refused = count(facts, Happening.SendRefused.class);
        assertThat(sent).isPositive();
        for (long everyNs : new long[] {RUN.untilNs(), Times.S, 77 * Times.MS, Measures.usualIntervalNs(RUN)}) {
            var measures = Measures.of(RUN, everyNs);
            assertThat(measures.stream().mapToLong(Measure::sentMessages).sum()).isEqualTo(sent);
            assertThat(measures.stream().mapToLong(Measure::takenMessages).sum()).isEqualTo(taken);
            assertThat(measures.stream().mapToLong(Measure::refusedSends).sum()).isEqualTo(refused);
            assertThat(measures.getFirst().fromNs()).isZero();
            assertThat(measures.getLast().untilNs()).isEqualTo(RUN.untilNs());
            assertThat(measures).allMatch(measure -> measure.ringMessages() >= 0
                    && measure.ringMostMessages() >= measure.ringMessages());
            assertThat(measures).filteredOn(measure -> measure.takenMessages() > 0)
                    .allMatch(measure -> 0 < measure.latencyLeastNs()
                            && measure.latencyLeastNs() <= measure.latencyMedianNs()
                            && measure.latencyMedianNs() <= measure.latencyP99Ns()
                            && measure.latencyP99Ns() <= measure.latencyMostNs());
        }
    }

    private static long count(List<Fact> facts, Class<? extends Happening> kind) {
        return facts.stream().filter(fact -> kind.isInstance(fact.what())).count();
    }

    @Test
    void twoIntervalsOfAShortRunAreCountedByHand() throws IOException {
        var request = MessageKind.USER_REQUEST;
        var told = Runs.told(Labs.idle(), 2_000,
                at(0, new Happening.InstanceCreated(1, 1, "web")),
                at(100, new Happening.CoreBusy(8, 1, 400)),
                at(200, new Happening.MessageSent(1, request, 0, 0, 1, 8, 64)),
                at(300, new Happening.MessageSent(2, request, 0, 0, 1, 8, 32)),
                at(400, new Happening.MessageTaken(1, request, 0, 1, 8)),
                at(1_000, new Happening.MessageLost(2, request, 0, 1)),
                at(1_000, new Happening.DoorbellLost(1, 8)),
                at(1_100, new Happening.SendRefused(request, 0, 1, Errno.ENODEV)),
                at(1_200, new Happening.InstanceRemoved(1)));
        var out = new StringWriter();
        MeasureTable.csv(Measures.of(told, 1_000), out);
        assertThat(out.toString()).isEqualTo("""
                kernel,from_ns,until_ns,slot,sent_messages,sent_bytes,taken_messages,lost_messages,refused_sends,\
                lost_doorbells,ring_messages,ring_most_messages,latency_least_ns,latency_median_ns,latency_p99_ns,\
                latency_most_ns,work_ns
                "host",0,1000,0,2,96,0,0,0,0,0,0,,,,,0
                "web",0,1000,1,0,0,1,0,0,0,1,2,200,200,200,200,300
                "host",1000,2000,0,0,0,0,0,1,0,0,0,,,,,0
                "web",1000,2000,1,0,0,0,1,0,1,0,1,,,,,0
                """);
        var lines = new StringWriter();
        MeasureTable.jsonLines(Measures.of(told, 1_000), lines);
        var objects = json(lines.toString());
        assertThat(objects).hasSize(4);
        assertThat(objects.get(1).get("latency_median_ns").asLong()).isEqualTo(200);
        assertThat(objects.get(0).get("latency_median_ns").isNull()).isTrue();
    }

    @Test
    void everyColumnSaysWhatItCountsAndInWhichUnit() {
        assertThat(Arrays.stream(Measure.Column.values()).map(Measure.Column::heading))
                .doesNotHaveDuplicates()
                .allMatch(heading -> heading.matches("slot|.*_(ns|bytes|messages|sends|doorbells)"));
    }

    @Test
    void theUsualIntervalIsAboutAHundredthAndARoundNumber() {
        assertThat(Measures.usualIntervalNs(Runs.told(Labs.idle(), 0))).isEqualTo(1);
        assertThat(Measures.usualIntervalNs(Runs.told(Labs.idle(), 1_000))).isEqualTo(10);
        assertThat(Measures.usualIntervalNs(Runs.told(Labs.idle(), 1_001))).isEqualTo(10);
        assertThat(Measures.usualIntervalNs(Runs.told(Labs.idle(), 1_200))).isEqualTo(20);
        assertThat(Measures.usualIntervalNs(Runs.told(Labs.idle(), 30 * Times.S))).isEqualTo(500 * Times.MS);
    }
}
