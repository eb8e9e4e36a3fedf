package archipelago.engine.kerf;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// CPU lists on kerf's command line: `4-7,12`. They are sets: kerf sorts them, so the boot CPU of an instance
/// that it makes is always the lowest.
final class CpuSpec {
    private static final int MOST = 65_536;

    private CpuSpec() {}

    static List<Long> parse(String text) throws KerfStop {
        var ids = new TreeSet<Long>();
        for (var part : text.strip().split(",", -1)) {
            var ends = part.strip().split("-", 2);
            long first = id(ends[0], text);
            long last = ends.length == 1 ? first : id(ends[1], text);
            if (last < first) {
                throw invalid(text, "the range " + part.strip() + " runs backwards");
            }
            if (last - first >= MOST || ids.size() + last - first >= MOST) {
                throw invalid(text, "that is more than " + MOST + " CPUs");
            }
            for (long id = first; id <= last; id++) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    private static long id(String word, String text) throws KerfStop {
        if (!word.strip().matches("[0-9]{1,18}")) {
            throw invalid(text, "\"" + word.strip() + "\" is no CPU id");
        }
        return Long.parseLong(word.strip());
    }

    private static KerfStop invalid(String text, String why) {
        return KerfStop.usage("Error: invalid CPU specification \"" + text + "\": " + why,
                "Name physical ids (APIC ids), such as 16,18 or 4-7.");
    }

    /// As the tool prints lists: `[4, 5, 6]`.
    static String shown(List<Long> ids) {
        return ids.toString();
    }

    /// Sorted, each once.
    static List<Long> sorted(List<Long> ids) {
        return new ArrayList<>(new TreeSet<>(ids));
    }
}
