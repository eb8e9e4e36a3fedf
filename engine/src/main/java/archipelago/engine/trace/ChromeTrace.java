package archipelago.engine.trace;

import archipelago.engine.trace.Mark.Detail;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;

/// A run in Chrome's trace-event form, which trace viewers open: a process for each kernel, a thread for each core,
/// slices for what it did, flows for messages, counters, instants for the rest. Times are in microseconds there, with
/// three decimals.
public final class ChromeTrace {
    private final JsonGenerator json;

    private ChromeTrace(JsonGenerator json) {
        this.json = json;
    }

    /// Writes an excerpt and closes what it was written to.
    public static void write(Excerpt excerpt, Writer out) throws IOException {
        try (var json = new JsonFactory().createGenerator(out)) {
            new ChromeTrace(json).write(RunTracks.of(excerpt));
        }
    }

    private void write(TraceSheet sheet) throws IOException {
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ns");
        json.writeArrayFieldStart("traceEvents");
        for (var track : sheet.tracks()) {
            switch (track.kind()) {
                case PROCESS -> name(track, "process_name", "process_sort_index");
                case CORE, LANE -> name(track, "thread_name", "thread_sort_index");
                case COUNTER -> {} // It has the name of its values.
            }
        }
        for (var mark : sheet.inOrder()) {
            write(mark);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void name(Track track, String what, String order) throws IOException {
        begin("M", track);
        json.writeStringField("name", what);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", track.name());
        json.writeEndObject();
        end();
        begin("M", track);
        json.writeStringField("name", order);
        json.writeObjectFieldStart("args");
        json.writeNumberField("sort_index", track.number());
        json.writeEndObject();
        end();
    }

    private void write(Mark mark) throws IOException {
        switch (mark) {
            case Mark.Begin(var track, long atNs, var category, var name, long flowOut, long flowIn, var details) -> {
                begin("B", track, atNs, category, name);
                details(details);
                end();
                if (flowOut != Mark.NONE) {
                    flow("s", track, atNs, flowOut);
                }
                if (flowIn != Mark.NONE) {
                    flow("f", track, atNs, flowIn);
                }
            }
            case Mark.End(var track, long atNs) -> {
                begin("E", track);
                time(atNs);
                end();
            }
            case Mark.Instant(var track, long atNs, var category, var name, var details) -> {
                begin("i", track, atNs, category, name);
                json.writeStringField("s", "t");
                details(details);
                end();
            }
            case Mark.Value(var track, long atNs, long value) -> {
                begin("C", track);
                time(atNs);
                json.writeStringField("name", track.name());
                json.writeObjectFieldStart("args");
                json.writeNumberField("messages", value);
                json.writeEndObject();
                end();
            }
        }
    }

    /// The two ends of a flow bind to the slice that has just begun.
    private void flow(String phase, Track track, long atNs, long message) throws IOException {
        begin(phase, track, atNs, "message", "message");
        json.writeNumberField("id", message);
        if (phase.equals("f")) {
            json.writeStringField("bp", "e");
        }
        end();
    }

    private void begin(String phase, Track track, long atNs, String category, String name) throws IOException {
        begin(phase, track);
        time(atNs);
        json.writeStringField("cat", category);
        json.writeStringField("name", name);
    }

    private void begin(String phase, Track track) throws IOException {
        json.writeRaw('\n'); // One entry a line, for people and for line-wise tools.
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeNumberField("pid", track.pid());
        json.writeNumberField("tid", track.tid());
    }

    private void end() throws IOException {
        json.writeEndObject();
    }

    private void time(long ns) throws IOException {
        json.writeNumberField("ts", BigDecimal.valueOf(ns, 3));
    }

    private void details(List<Detail> details) throws IOException {
        if (details.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("args");
        for (var detail : details) {
            switch (detail) {
                case Detail.Words(var name, var text) -> json.writeStringField(name, text);
                case Detail.Number(var name, long value) -> json.writeNumberField(name, value);
            }
        }
        json.writeEndObject();
    }
}
