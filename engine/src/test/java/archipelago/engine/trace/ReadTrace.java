package archipelago.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trace as a viewer reads it, from either of its forms, and what must be true of every one.
record ReadTrace(List<Entry> entries) {
    /// One entry of a track.
    ///
    /// @param track the process and the row by name, then the row's number
    /// @param type `B`, `E`, `i` or `C`
    /// @param flowOut the flow that begins here, or 0
    /// @param flowIn the flow that ends here, or 0
    record Entry(
            String track, long atNs, String type, String category, String name, long flowOut, long flowIn, long value,
            Map<String, String> details) {
        /// The track without the number of the row.
        String row() {
            int bar = track.lastIndexOf('|');
            return bar < 0 ? track : track.substring(0, bar);
        }

        @Override
        public String toString() {
            return atNs + " " + type + " " + track + (category.isEmpty() ? "" : " [" + category + "]")
                    + (name.isEmpty() ? "" : " " + name) + (flowOut == 0 ? "" : " out " + flowOut)
                    + (flowIn == 0 ? "" : " in " + flowIn) + (type.equals("C") ? " " + value : "")
                    + (details.isEmpty() ? "" : " " + details);
        }
    }

    // --- reading --------------------------------------------------------------------------------

    static ReadTrace chrome(String text) throws IOException {
        var processes = new HashMap<Long, String>();
        var rows = new HashMap<String, String>();
        var entries = new ArrayList<Entry>();
        for (var event : new ObjectMapper().readTree(text).get("traceEvents")) {
            long pid = event.get("pid").asLong();
            var row = pid + "/" + event.get("tid").asLong();
            var phase = event.get("ph").asText();
            var name = event.path("name").asText();
            switch (phase) {
                case "M" -> {
                    if (name.equals("process_name")) {
                        assertThat(processes.put(pid, event.get("args").get("name").asText())).isNull();
                    } else if (name.equals("thread_name")) {
                        rows.put(row, event.get("args").get("name").asText());
                    }
                }
                case "s", "f" -> {
                    var slice = entries.removeLast();
                    assertThat(slice.type()).as("a flow binds to the slice that has just begun").isEqualTo("B");
                    assertThat(row(processes, rows, event)).isEqualTo(slice.track());
                    long id = event.get("id").asLong();
                    entries.add(new Entry(slice.track(), slice.atNs(), "B", slice.category(), slice.name(),
                            phase.equals("s") ? id : slice.flowOut(), phase.equals("f") ? id : slice.flowIn(), 0,
                            slice.details()));
                }
                case "C" -> entries.add(new Entry(
                        processes.get(pid) + " / " + name, ns(event), "C", "", "", 0, 0,
                        event.get("args").get("messages").asLong(), Map.of()));
                default -> entries.add(new Entry(row(processes, rows, event), ns(event), phase,
                        event.path("cat").asText(), name, 0, 0, 0, details(event.path("args"))));
            }
        }
        return new ReadTrace(entries);
    }

    private static String row(Map<Long, String> processes, Map<String, String> rows, JsonNode event) {
        long pid = event.get("pid").asLong();
        var row = pid + "/" + event.get("tid").asLong();
        assertThat(processes).as("a process has its name before it does anything").containsKey(pid);
        assertThat(rows).as("a row has its name before anything is on it").containsKey(row);
        return processes.get(pid) + " / " + rows.get(row) + "|" + event.get("tid").asLong();
    }

    private static long ns(JsonNode event) {
        return event.get("ts").decimalValue().movePointRight(3).longValueExact();
    }

    private static Map<String, String> details(JsonNode args) {
        var details = new LinkedHashMap<String, String>();
        args.properties().forEach(field -> details.put(field.getKey(), field.getValue().asText()));
        return details;
    }

    static ReadTrace perfetto(byte[] bytes) {
        var tracks = new HashMap<Long, String>();
        var processes = new HashMap<Long, String>();
        var counters = new HashMap<Long, Boolean>();
        var names = List.of(new HashMap<Long, String>(), new HashMap<Long, String>(), new HashMap<Long, String>());
        var entries = new ArrayList<Entry>();
        for (var packet : Wire.fields(bytes)) {
            assertThat(packet.number()).isEqualTo(1);
            var fields = packet.message();
            assertThat(Wire.only(fields, 10).orElseThrow().value()).isEqualTo(1);
            long flags = Wire.only(fields, 13).orElseThrow().value();
            assertThat(flags).isEqualTo(tracks.isEmpty() ? 1 : 2);
            Wire.only(fields, 60).ifPresent(track -> describe(track.message(), tracks, processes, counters));
            Wire.only(fields, 12).ifPresent(data -> data.message().forEach(name -> {
                long number = Wire.only(name.message(), 1).orElseThrow().value();
                var before = names.get(name.number() - 1).put(number, Wire.only(name.message(), 2).orElseThrow().text());
                assertThat(before).as("a name is given once").isNull();
            }));
            Wire.only(fields, 11).ifPresent(event -> entries.add(entry(
                    Wire.only(fields, 8).orElseThrow().value(), event.message(), tracks, counters, names)));
        }
        return new ReadTrace(entries);
    }

    private static void describe(
            List<Wire.Field> track, Map<Long, String> tracks, Map<Long, String> processes,
            Map<Long, Boolean> counters) {
        long uuid = Wire.only(track, 1).orElseThrow().value();
        var name = Wire.only(track, 2).orElseThrow().text();
        var process = Wire.only(track, 3);
        var thread = Wire.only(track, 4);
        assertThat(uuid).as("0 is nobody's").isPositive();
        assertThat(tracks).doesNotContainKey(uuid);
        if (process.isPresent()) {
            processes.put(uuid, name);
            tracks.put(uuid, name);
            return;
        }
        long parent = Wire.only(track, 5).orElseThrow().value();
        assertThat(processes).as("a process stands before its rows").containsKey(parent);
        thread.ifPresent(core -> assertThat(Wire.only(core.message(), 5).orElseThrow().text()).isEqualTo(name));
        boolean counts = Wire.only(track, 8).isPresent();
        counters.put(uuid, counts);
        tracks.put(uuid, processes.get(parent) + " / " + name + (counts ? "" : "|" + uuid));
    }

    private static Entry entry(
            long atNs, List<Wire.Field> event, Map<Long, String> tracks, Map<Long, Boolean> counters,
            List<HashMap<Long, String>> names) {
        long uuid = Wire.only(event, 11).orElseThrow().value();
        assertThat(tracks).as("a track is described before anything is on it").containsKey(uuid);
        var type = List.of("B", "E", "i", "C").get((int) Wire.only(event, 9).orElseThrow().value() - 1);
        assertThat(counters.get(uuid)).as("values stand on counters only").isEqualTo(type.equals("C"));
        var details = new LinkedHashMap<String, String>();
        event.stream().filter(field -> field.number() == 4).map(Wire.Field::message).forEach(detail -> details.put(
                names.get(2).get(Wire.only(detail, 1).orElseThrow().value()),
                Wire.only(detail, 4).map(value -> Long.toString(value.value()))
                        .orElseGet(() -> Wire.only(detail, 6).orElseThrow().text())));
        return new Entry(tracks.get(uuid), atNs, type,
                Wire.only(event, 3).map(field -> names.get(0).get(field.value())).orElse(""),
                Wire.only(event, 10).map(field -> names.get(1).get(field.value())).orElse(""),
                Wire.only(event, 47).map(Wire.Field::value).orElse(0L),
                Wire.only(event, 48).map(Wire.Field::value).orElse(0L),
                Wire.only(event, 30).map(Wire.Field::value).orElse(0L), details);
    }

    // --- what must be true ------------------------------------------------------------------------

    /// Whatever a run was like: spans begin and end and lie one in another, flows have both their ends, times do not
    /// go back, and no counter is below zero.
    void check(long fromNs, long untilNs) {
        var open = new LinkedHashMap<String, Deque<Entry>>();
        var lastNs = new HashMap<String, Long>();
        var left = new HashMap<Long, Long>();
        var arrived = new HashMap<Long, Long>();
        for (var entry : entries) {
            require(entry.atNs() >= fromNs && entry.atNs() <= untilNs, "is outside what is wanted", entry);
            var before = lastNs.put(entry.track(), entry.atNs());
            require(before == null || before <= entry.atNs(), "comes before what stands before it", entry);
            var inside = open.computeIfAbsent(entry.track(), _ -> new ArrayDeque<>());
            require(entry.type().matches("[EC]") || !entry.name().isBlank(), "has no name", entry);
            switch (entry.type()) {
                case "B" -> {
                    inside.push(entry);
                    flows(entry, left, arrived);
                }
                case "E" -> {
                    require(!inside.isEmpty(), "ends and has not begun", entry);
                    inside.pop();
                }
                case "i" -> {}
                case "C" -> require(entry.value() >= 0, "is less than nothing", entry);
                default -> throw new AssertionError(entry);
            }
        }
        assertThat(open).as("what begins ends").allSatisfy((_, inside) -> assertThat(inside).isEmpty());
        assertThat(arrived.keySet()).as("every flow has both its ends").isEqualTo(left.keySet());
    }

    private static void require(boolean held, String otherwise, Entry entry) {
        if (!held) {
            throw new AssertionError("this entry " + otherwise + ": " + entry);
        }
    }

    private static void flows(Entry entry, Map<Long, Long> left, Map<Long, Long> arrived) {
        if (entry.flowOut() != 0) {
            require(left.put(entry.flowOut(), entry.atNs()) == null, "sends a message again", entry);
        }
        if (entry.flowIn() != 0) {
            var leftNs = left.get(entry.flowIn());
            require(leftNs != null && leftNs <= entry.atNs(), "takes a message before it has left", entry);
            require(arrived.put(entry.flowIn(), entry.atNs()) == null, "takes a message again", entry);
        }
    }

    /// The same without the numbers of rows, which differ between the two forms.
    List<Entry> plain() {
        return entries.stream()
                .map(entry -> new Entry(entry.row(), entry.atNs(), entry.type(), entry.category(), entry.name(),
                        entry.flowOut(), entry.flowIn(), entry.value(), entry.details()))
                .toList();
    }
}
