package archipelago.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import archipelago.engine.session.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same run in the three forms in which it can be written down.
class TraceTest {
    private static final Session SESSION = new Session(Labs.firstLight());
    private static final List<Fact> FACTS = new ArrayList<>();

    /// Begins a form.
    private interface Form {
        FactSink on(Writer out) throws IOException;
    }

    @BeforeAll
    static void runUntilAfterThePanic() {
        while (!SESSION.atEnd()) {
            SESSION.stepForward();
        }
        for (int i = 0; i < SESSION.factsTold(); i++) {
            FACTS.add(SESSION.journal().get(i));
        }
    }

    private static String written(Form form) throws IOException {
        var out = new StringWriter();
        try (var sink = form.on(out)) {
            for (var fact : FACTS) {
                sink.write(fact);
            }
        }
        return out.toString();
    }

    // --- for trace viewers ----------------------------------------------------------------------

    private static JsonNode chrome() throws IOException {
        return new ObjectMapper()
                .readTree(written(out -> new ChromeTrace(out, SESSION.scenario().machine())))
                .get("traceEvents");
    }

    @Test
    void everyTraceEventHasItsTimeAndItsPlace() throws IOException {
        var processes = new HashSet<Long>();
        for (var event : chrome()) {
            if (event.get("ph").asText().equals("M")) {
                processes.add(event.get("pid").asLong());
                continue;
            }
            assertThat(event.get("ts").decimalValue()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            assertThat(event.get("tid").isIntegralNumber()).isTrue();
            assertThat(event.get("name").asText()).isNotBlank();
            assertThat(processes).as("a process has its name before it does anything").contains(event.get("pid").asLong());
        }
        assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void everyFlowThatEndsHasBegunBefore() throws IOException {
        var begun = new HashMap<Long, BigDecimal>();
        int ended = 0;
        for (var event : chrome()) {
            if (event.get("ph").asText().equals("s")) {
                assertThat(begun.put(event.get("id").asLong(), event.get("ts").decimalValue()))
                        .as("a message is sent once")
                        .isNull();
            } else if (event.get("ph").asText().equals("f")) {
                assertThat(begun).containsKey(event.get("id").asLong());
                assertThat(begun.get(event.get("id").asLong())).isLessThanOrEqualTo(event.get("ts").decimalValue());
                ended++;
            }
        }
        assertThat(ended).isPositive();
    }

    @Test
    void stretchesOfWorkLastAndDoNotOverlapOnOneCore() throws IOException {
        var busyUntil = new HashMap<String, BigDecimal>();
        int slices = 0;
        for (var event : chrome()) {
            if (event.get("ph").asText().equals("X")) {
                assertThat(event.get("dur").decimalValue()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
                var core = event.get("pid") + "/" + event.get("tid");
                var from = event.get("ts").decimalValue();
                assertThat(from).as(core).isGreaterThanOrEqualTo(busyUntil.getOrDefault(core, BigDecimal.ZERO));
                busyUntil.put(core, from.add(event.get("dur").decimalValue()));
                slices++;
            }
        }
        assertThat(slices).isPositive();
    }

    @Test
    void workThatIsQueuedBeginsAfterTheWorkBeforeItAndEndsWhenItsCoreParks() throws IOException {
        var out = new StringWriter();
        Machine machine = SESSION.scenario().machine();
        try (var trace = new ChromeTrace(out, machine)) {
            trace.write(new Fact(1_000, 1, new Happening.CoreBusy(3, 0, 5_000)));
            trace.write(new Fact(2_000, 2, new Happening.CoreBusy(3, 0, 9_000)));
            trace.write(new Fact(3_000, 3, new Happening.CoreBusy(3, 0, 11_000)));
            trace.write(new Fact(7_000, 4, new Happening.CoreWent(3, Site.PARKED_POOL, -1)));
        }
        var slices = new ArrayList<String>();
        for (var event : new ObjectMapper().readTree(out.toString()).get("traceEvents")) {
            if (event.get("ph").asText().equals("X")) {
                slices.add(event.get("ts").asText() + "+" + event.get("dur").asText());
            }
        }
        assertThat(slices).containsExactly("1.0+4.0", "5.0+2.0");
    }

    // --- as a table -----------------------------------------------------------------------------

    @Test
    void theTableHasARowForEveryFact() throws IOException {
        var rows = rows(written(out -> new FactCsv(out, SESSION.scenario().machine())));
        assertThat(rows.getFirst()).containsExactly("at_ns", "event", "fact", "sentence");
        assertThat(rows).hasSize(FACTS.size() + 1);
        for (int i = 0; i < FACTS.size(); i++) {
            var row = rows.get(i + 1);
            assertThat(row).hasSize(4);
            assertThat(row.get(0)).isEqualTo(Long.toString(FACTS.get(i).atNs()));
            assertThat(row.get(1)).isEqualTo(Long.toString(FACTS.get(i).event()));
            assertThat(row.get(3)).isNotBlank();
        }
    }

    @Test
    void quotesAndCommasStayInsideTheirCell() throws IOException {
        var out = new StringWriter();
        try (var csv = new FactCsv(out, SESSION.scenario().machine())) {
            csv.write(new Fact(5, 1, new Happening.Logged(0, "he said \"a, b\"\nand left")));
        }
        assertThat(rows(out.toString()).get(1)).containsExactly("5", "1", "Logged", "host logs: he said \"a, b\"\nand left");
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

    // --- as text --------------------------------------------------------------------------------

    @Test
    void theTranscriptIsInTheOrderOfTimeAndOfEvents() throws IOException {
        var lines = written(out -> new Transcript(out, SESSION.scenario().machine())).lines().toList();
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
        long silent = FACTS.stream().filter(fact -> fact.what() instanceof Happening.CoreBusy).count();
        assertThat(lines).hasSize((int) (FACTS.size() - silent));
    }
}
