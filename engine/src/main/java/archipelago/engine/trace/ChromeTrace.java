package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;

/// A run in Chrome's trace-event form, which trace viewers open: a process for each kernel, a thread
/// for each core by its physical id, slices for work, flows for messages, instants for the rest.
public final class ChromeTrace implements FactSink {
    private final JsonGenerator json;
    private final Machine machine;
    private final KernelNames names = new KernelNames();
    private final FactText text;

    public ChromeTrace(Writer out, Machine machine) throws IOException {
        this.machine = machine;
        text = new FactText(machine, names);
        json = new JsonFactory().createGenerator(out);
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ns");
        json.writeArrayFieldStart("traceEvents");
        processName(0);
    }

    @Override
    public void write(Fact fact) throws IOException {
        names.hear(fact.what());
        switch (fact.what()) {
            case Happening.InstanceCreated(int kernel, int _, var _) -> processName(kernel);
            case Happening.CoreBusy(int core, int kernel, long untilNs) -> {
                begin("X", "work", fact.atNs(), kernel, core);
                json.writeNumberField("dur", micros(untilNs - fact.atNs()));
                json.writeEndObject();
            }
            case Happening.MessageSent(long message, var kind, int from, int fromCore, int _, int _, int _) ->
                flow("s", kind.words(), fact.atNs(), from, fromCore, message);
            case Happening.MessageTaken(long message, var kind, int _, int to, int core) ->
                flow("f", kind.words(), fact.atNs(), to, core, message);
            case Happening.PhaseEntered(int kernel, var _) -> instant(fact, kernel);
            case Happening.StatusChanged(int kernel, var _, var _) -> instant(fact, kernel);
            case Happening.FaultInjected(int kernel, int _, var _) -> instant(fact, kernel);
            case Happening.Logged(int kernel, var _) -> instant(fact, kernel);
            default -> instant(fact, 0);
        }
    }

    private void processName(int kernel) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", "M");
        json.writeStringField("name", "process_name");
        json.writeNumberField("pid", kernel);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", names.of(kernel));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void flow(String phase, String name, long atNs, int kernel, int core, long message) throws IOException {
        begin(phase, name, atNs, kernel, core);
        json.writeStringField("cat", "message");
        json.writeNumberField("id", message);
        if (phase.equals("f")) {
            json.writeStringField("bp", "e");
        }
        json.writeEndObject();
    }

    private void instant(Fact fact, int kernel) throws IOException {
        begin("i", text.of(fact.what()), fact.atNs(), kernel, -1);
        json.writeStringField("s", "p");
        json.writeEndObject();
    }

    private void begin(String phase, String name, long atNs, int kernel, int core) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeStringField("name", name);
        json.writeNumberField("ts", micros(atNs));
        json.writeNumberField("pid", kernel);
        json.writeNumberField("tid", core < 0 ? 0 : machine.physicalId(core));
    }

    private static BigDecimal micros(long ns) {
        return BigDecimal.valueOf(ns, 3);
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
