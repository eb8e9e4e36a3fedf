package archipelago.engine.trace;

import archipelago.engine.trace.Mark.Detail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run as Perfetto's binary trace: a packet for each track, then a packet for each entry. Names stand in it once and
/// are referred to by numbers after that. Times are in nanoseconds.
///
/// The numbers of fields are those of Perfetto's `trace_packet.proto`, `track_descriptor.proto`, `track_event.proto`,
/// `counter_descriptor.proto`, `debug_annotation.proto` and `interned_data.proto`; `perfetto.proto` among the tests
/// holds them by their names.
public final class PerfettoTrace {
    private static final int TRACE_PACKET = 1;

    private static final int PACKET_TIMESTAMP = 8;
    private static final int PACKET_SEQUENCE = 10;
    private static final int PACKET_TRACK_EVENT = 11;
    private static final int PACKET_INTERNED_DATA = 12;
    private static final int PACKET_SEQUENCE_FLAGS = 13;
    private static final int PACKET_TRACK_DESCRIPTOR = 60;

    /// All packets come from one writer.
    private static final int SEQUENCE = 1;
    private static final int NOTHING_NAMED_BEFORE = 1;
    private static final int NEEDS_NAMES = 2;

    private static final int TRACK_UUID = 1;
    private static final int TRACK_NAME = 2;
    private static final int TRACK_PROCESS = 3;
    private static final int TRACK_THREAD = 4;
    private static final int TRACK_PARENT = 5;
    private static final int TRACK_COUNTER = 8;
    private static final int TRACK_CHILD_ORDERING = 11;
    private static final int TRACK_RANK = 12;
    private static final int BY_RANK = 3;

    private static final int PROCESS_PID = 1;
    private static final int PROCESS_NAME = 6;
    private static final int THREAD_PID = 1;
    private static final int THREAD_TID = 2;
    private static final int THREAD_NAME = 5;
    private static final int COUNTER_UNIT = 3;
    private static final int UNIT_COUNT = 2;
    private static final int COUNTER_UNIT_NAME = 6;

    private static final int EVENT_CATEGORY = 3;
    private static final int EVENT_ANNOTATION = 4;
    private static final int EVENT_TYPE = 9;
    private static final int EVENT_NAME = 10;
    private static final int EVENT_TRACK = 11;
    private static final int EVENT_VALUE = 30;
    private static final int EVENT_FLOW = 47;
    private static final int EVENT_LAST_OF_FLOW = 48;
    private static final int SLICE_BEGIN = 1;
    private static final int SLICE_END = 2;
    private static final int INSTANT = 3;
    private static final int VALUE = 4;

    private static final int ANNOTATION_NAME = 1;
    private static final int ANNOTATION_INT = 4;
    private static final int ANNOTATION_TEXT = 6;

    private final OutputStream out;
    private final Names categories = new Names(1);
    private final Names events = new Names(2);
    private final Names annotations = new Names(3);
    private ProtoMessage newNames;

    /// Names that were given a number, each kind in a field of its own.
    private final class Names {
        private static final int NUMBER = 1;
        private static final int TEXT = 2;

        private final int field;
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        private Names(int field) {
            this.field = field;
        }

        /// The number of a name; a new one is told in the packet that is under way.
        private int of(String name) throws IOException {
            var known = numbers.get(name);
            if (known != null) {
                return known;
            }
            int number = numbers.size() + 1;
            numbers.put(name, number);
            if (newNames == null) {
                newNames = new ProtoMessage();
            }
            newNames.message(field, new ProtoMessage().number(NUMBER, number).text(TEXT, name));
            return number;
        }
    }

    private PerfettoTrace(OutputStream out) {
        this.out = out;
    }

    /// Writes an excerpt and closes what it was written to.
    public static void write(Excerpt excerpt, OutputStream out) throws IOException {
        try (var buffered = new BufferedOutputStream(out)) {
            new PerfettoTrace(buffered).write(RunTracks.of(excerpt));
        }
    }

    private void write(TraceSheet sheet) throws IOException {
        int flags = NOTHING_NAMED_BEFORE;
        for (var track : sheet.tracks()) {
            new ProtoMessage()
                    .number(PACKET_SEQUENCE, SEQUENCE)
                    .number(PACKET_SEQUENCE_FLAGS, flags)
                    .message(PACKET_TRACK_DESCRIPTOR, described(track))
                    .writeTo(TRACE_PACKET, out);
            flags = NEEDS_NAMES;
        }
        for (var mark : sheet.inOrder()) {
            var event = event(mark);
            var packet = new ProtoMessage()
                    .number(PACKET_TIMESTAMP, mark.atNs())
                    .number(PACKET_SEQUENCE, SEQUENCE)
                    .number(PACKET_SEQUENCE_FLAGS, NEEDS_NAMES);
            if (newNames != null) {
                packet.message(PACKET_INTERNED_DATA, newNames);
                newNames = null;
            }
            packet.message(PACKET_TRACK_EVENT, event).writeTo(TRACE_PACKET, out);
        }
    }

    private static ProtoMessage described(Track track) throws IOException {
        var message = new ProtoMessage().number(TRACK_UUID, track.number()).text(TRACK_NAME, track.name());
        return switch (track.kind()) {
            case PROCESS -> message.message(TRACK_PROCESS,
                            new ProtoMessage().number(PROCESS_PID, track.pid()).text(PROCESS_NAME, track.name()))
                    .number(TRACK_CHILD_ORDERING, BY_RANK)
                    .number(TRACK_RANK, track.number());
            case CORE -> message.message(TRACK_THREAD, new ProtoMessage()
                            .number(THREAD_PID, track.pid())
                            .number(THREAD_TID, track.tid())
                            .text(THREAD_NAME, track.name()))
                    .number(TRACK_PARENT, track.process());
            case LANE -> message.number(TRACK_PARENT, track.process()).number(TRACK_RANK, track.number());
            case COUNTER -> message.number(TRACK_PARENT, track.process())
                    .number(TRACK_RANK, track.number())
                    .message(TRACK_COUNTER, new ProtoMessage()
                            .number(COUNTER_UNIT, UNIT_COUNT)
                            .text(COUNTER_UNIT_NAME, "messages"));
        };
    }

    private ProtoMessage event(Mark mark) throws IOException {
        var event = new ProtoMessage().number(EVENT_TRACK, mark.track().number());
        switch (mark) {
            case Mark.Begin(var _, long _, var category, var name, long flowOut, long flowIn, var details) -> {
                named(event.number(EVENT_TYPE, SLICE_BEGIN), category, name, details);
                if (flowOut != Mark.NONE) {
                    event.fixed(EVENT_FLOW, flowOut);
                }
                if (flowIn != Mark.NONE) {
                    event.fixed(EVENT_LAST_OF_FLOW, flowIn);
                }
            }
            case Mark.End _ -> event.number(EVENT_TYPE, SLICE_END);
            case Mark.Instant(var _, long _, var category, var name, var details) ->
                named(event.number(EVENT_TYPE, INSTANT), category, name, details);
            case Mark.Value(var _, long _, long value) -> event.number(EVENT_TYPE, VALUE).signed(EVENT_VALUE, value);
        }
        return event;
    }

    private void named(ProtoMessage event, String category, String name, List<Detail> details) throws IOException {
        event.number(EVENT_CATEGORY, categories.of(category)).number(EVENT_NAME, events.of(name));
        for (var detail : details) {
            var annotation = new ProtoMessage().number(ANNOTATION_NAME, annotations.of(detail.name()));
            switch (detail) {
                case Detail.Words(var _, var text) -> annotation.text(ANNOTATION_TEXT, text);
                case Detail.Number(var _, long value) -> annotation.signed(ANNOTATION_INT, value);
            }
            event.message(EVENT_ANNOTATION, annotation);
        }
    }
}
