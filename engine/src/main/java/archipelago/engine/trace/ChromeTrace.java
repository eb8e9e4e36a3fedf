package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Site;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A run in Chrome's trace-event form, which trace viewers open: a process for each kernel, a thread
/// for each core by its physical id, slices for work, flows for messages, instants for the rest.
public final class ChromeTrace implements FactSink {
    private final JsonGenerator json;
    private final Machine machine;
    private final KernelNames names = new KernelNames();
    private final FactText text;
    private final List<Deque<Slice>> work = new ArrayList<>();

    /// Work that a core has begun, or will do when it has done what is before it.
    private record Slice(int kernel, int core, long fromNs, long untilNs) {}

    public ChromeTrace(Writer out, Machine machine) throws IOException {
        this.machine = machine;
        text = new FactText(machine, names);
        for (int core = 0; core < machine.coreCount(); core++) {
            work.add(new ArrayDeque<>());
        }
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
            case Happening.CoreBusy(int core, int kernel, long untilNs) -> busy(fact.atNs(), kernel, core, untilNs);
            case Happening.CoreWent(int core, var site, int _) -> {
                if (site.parked() || site == Site.DEAD) {
                    workUntil(core, fact.atNs());
                }
                instant(fact, 0);
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

    /// A core does one thing after another: new work begins when the work before it is done.
    private void busy(long atNs, int kernel, int core, long untilNs) throws IOException {
        var queue = work.get(core);
        while (!queue.isEmpty() && queue.getFirst().untilNs() <= atNs) {
            write(queue.removeFirst(), Long.MAX_VALUE);
        }
        long fromNs = queue.isEmpty() ? atNs : Math.min(untilNs, queue.getLast().untilNs());
        queue.addLast(new Slice(kernel, core, fromNs, untilNs));
    }

    /// Writes what a core did until it stopped; what it would have done afterwards it never did.
    private void workUntil(int core, long ns) throws IOException {
        var queue = work.get(core);
        while (!queue.isEmpty()) {
            write(queue.removeFirst(), ns);
        }
    }

    private void write(Slice slice, long stopNs) throws IOException {
        if (slice.fromNs() < stopNs) {
            begin("X", "work", slice.fromNs(), slice.kernel(), slice.core());
            json.writeNumberField("dur", micros(Math.min(slice.untilNs(), stopNs) - slice.fromNs()));
            json.writeEndObject();
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
        for (int core = 0; core < work.size(); core++) {
            workUntil(core, Long.MAX_VALUE);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
