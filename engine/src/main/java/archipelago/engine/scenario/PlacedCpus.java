package archipelago.engine.scenario;

import archipelago.engine.scenario.PlacedJson.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists of physical CPU ids inside a text, read part by part, so that a problem stands at the part
/// that is wrong. What is read without a problem is what [archipelago.engine.base.CpuList] reads.
final class PlacedCpus {
    /// The largest id, and the most ids in a list: those of the plain reader.
    static final long ID_MAX = 999_999_999_999_999_999L;

    private static final int MOST = 65_536;
    private static final Pattern PART = Pattern.compile("\\s*([0-9]{1,18})(?:-([0-9]{1,18}))?\\s*");
    private static final String FORM = "ids and ranges with commas between them: \"16,18,20-22\"";

    private PlacedCpus() {}

    private record Part(int offset, String text) {}

    /// Reads a list; an empty text is the empty list. An id that stands twice is told, and taken
    /// once; any other problem leaves nothing.
    static Optional<List<Long>> read(PlacedJson.Text list, Problems problems) {
        if (list.value().isBlank()) {
            return Optional.of(List.of());
        }
        var ids = new LinkedHashSet<Long>();
        var twice = new TreeSet<Long>();
        Place firstTwin = null;
        var parts = parts(list.value());
        for (var part : parts) {
            var m = PART.matcher(part.text());
            if (!m.matches()) {
                var what = part.text().isBlank() ? "nothing" : Words.quoted(part.text().strip());
                problems.add(place(list, part), "expected a cpu id or a range of them, found " + what, FORM);
                return Optional.empty();
            }
            long first = first(m);
            long last = last(m);
            if (last < first) {
                problems.add(place(list, part), "the range " + first + "-" + last + " runs backwards",
                        last + "-" + first);
                return Optional.empty();
            }
            if (parts.size() > MOST || ids.size() + (last - first) >= MOST) {
                problems.add(place(list, part), "a list of more than " + MOST + " cpus", "a shorter list");
                return Optional.empty();
            }
            if (!problems.allowIds(list.place(), last - first + 1)) {
                return Optional.empty();
            }
            for (long id = first; id <= last; id++) {
                if (!ids.add(id) && twice.add(id) && firstTwin == null) {
                    firstTwin = place(list, part);
                }
            }
        }
        if (firstTwin != null) {
            problems.add(firstTwin, Words.cpus(List.copyOf(twice)) + (twice.size() == 1 ? " stands" : " stand")
                    + " twice in this list", "each id once");
        }
        return Optional.of(List.copyOf(ids));
    }

    /// Where an id stands inside a list, or the list's own place if that cannot be told.
    static Place placeOf(PlacedJson list, long id) {
        if (list instanceof PlacedJson.Text text) {
            for (var part : parts(text.value())) {
                var m = PART.matcher(part.text());
                if (m.matches() && first(m) <= id && id <= last(m)) {
                    return place(text, part);
                }
            }
        }
        return list.place();
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        for (int from = 0; from <= text.length() && parts.size() <= MOST; ) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            parts.add(new Part(from, text.substring(from, to)));
            from = to + 1;
        }
        return parts;
    }

    private static Place place(PlacedJson.Text list, Part part) {
        if (!list.plain()) {
            return list.place();
        }
        int blank = part.text().length() - part.text().stripLeading().length();
        int offset = part.text().isBlank() ? part.offset() : part.offset() + blank;
        return list.place().plus(1 + list.value().codePointCount(0, offset));
    }

    private static long first(Matcher m) {
        return Long.parseLong(m.group(1));
    }

    private static long last(Matcher m) {
        return m.group(2) == null ? first(m) : Long.parseLong(m.group(2));
    }
}
