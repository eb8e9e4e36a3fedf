package archipelago.engine.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Lists of physical CPU ids in the form that Linux and kerf use: `4-7,12`.
public final class CpuList {
    private static final Pattern PART = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");
    private static final int MOST = 65_536;

    private CpuList() {}

    /// Reads a list, keeping the order in which it was written; empty if the form is another, a
    /// range runs backwards, an id stands twice, or there are more than 65 536 ids.
    public static Optional<List<Long>> parse(String text) {
        var ids = new ArrayList<Long>();
        var seen = new TreeSet<Long>();
        for (var part : text.strip().split(",", -1)) {
            var m = PART.matcher(part.strip());
            if (!m.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(m.group(1));
            long last = m.group(2) == null ? first : Long.parseLong(m.group(2));
            if (last < first || last - first >= MOST || ids.size() + last - first >= MOST) {
                return Optional.empty();
            }
            for (long id = first; id <= last; id++) {
                if (!seen.add(id)) {
                    return Optional.empty();
                }
                ids.add(id);
            }
        }
        return Optional.of(List.copyOf(ids));
    }

    /// Writes runs of ascending neighbours as ranges and keeps the order: `4-7,12`.
    public static String text(List<Long> ids) {
        var out = new StringBuilder();
        for (int i = 0; i < ids.size(); ) {
            int end = i;
            while (end + 1 < ids.size() && ids.get(end + 1) == ids.get(end) + 1) {
                end++;
            }
            if (!out.isEmpty()) {
                out.append(',');
            }
            out.append(ids.get(i));
            if (end > i) {
                out.append('-').append(ids.get(end));
            }
            i = end + 1;
        }
        return out.toString();
    }
}
