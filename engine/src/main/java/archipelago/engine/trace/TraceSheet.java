package archipelago.engine.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a trace viewer shows of a run: its tracks, and what is on them.
final class TraceSheet {
    /// Rows that are no cores have numbers of their own, behind those of all cores.
    private static final int FIRST_LANE_TID = 2_000_001;

    private final List<Track> tracks = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private int lanes;

    Track process(int pid, String name) {
        int number = tracks.size() + 1;
        return add(new Track(number, Track.Kind.PROCESS, number, pid, pid, name));
    }

    Track core(Track process, int core, String name) {
        return add(new Track(tracks.size() + 1, Track.Kind.CORE, process.number(), process.pid(), core + 1, name));
    }

    Track lane(Track process, String name) {
        return child(process, Track.Kind.LANE, name);
    }

    /// A row with spans; none if there is nothing on it.
    void lane(Track process, String name, List<Span> spans) {
        if (!spans.isEmpty()) {
            add(Span.nested(lane(process, name), spans));
        }
    }

    Track counter(Track process, String name) {
        return child(process, Track.Kind.COUNTER, name);
    }

    private Track child(Track process, Track.Kind kind, String name) {
        int tid = FIRST_LANE_TID + lanes++;
        return add(new Track(tracks.size() + 1, kind, process.number(), process.pid(), tid, name));
    }

    private Track add(Track track) {
        tracks.add(track);
        return track;
    }

    /// Adds entries; those of one track come in their order.
    void add(List<Mark> more) {
        marks.addAll(more);
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    /// All tracks, each after the process that it belongs to.
    List<Track> tracks() {
        return tracks;
    }

    /// All entries in the order of time; at one instant those of a track in their order, and a message leaves before
    /// it comes.
    List<Mark> inOrder() {
        var sorted = new ArrayList<>(marks);
        sorted.sort(Comparator.comparingLong(Mark::atNs)); // Stable: what is in order on a track stays so.
        var ordered = new ArrayList<Mark>(sorted.size());
        int from = 0;
        while (from < sorted.size()) {
            int until = from + 1;
            while (until < sorted.size() && sorted.get(until).atNs() == sorted.get(from).atNs()) {
                until++;
            }
            addInstant(sorted.subList(from, until), ordered);
            from = until;
        }
        return ordered;
    }

    private static void addInstant(List<Mark> together, List<Mark> ordered) {
        Map<Track, Deque<Mark>> byTrack = new LinkedHashMap<>();
        Set<Long> leaving = new HashSet<>();
        for (var mark : together) {
            byTrack.computeIfAbsent(mark.track(), _ -> new ArrayDeque<>()).add(mark);
            if (mark instanceof Mark.Begin begin && begin.flowOut() != Mark.NONE) {
                leaving.add(begin.flowOut());
            }
        }
        int left = together.size();
        boolean stuck = false;
        while (left > 0) {
            int before = left;
            for (var queue : byTrack.values()) {
                while (!queue.isEmpty() && (stuck || !waits(queue.peek(), leaving))) {
                    var mark = queue.remove();
                    ordered.add(mark);
                    left--;
                    stuck = false;
                    if (mark instanceof Mark.Begin begin) {
                        leaving.remove(begin.flowOut());
                    }
                }
            }
            stuck = left == before; // Two tracks that wait for each other: one of them has to go first.
        }
    }

    private static boolean waits(Mark mark, Set<Long> leaving) {
        return mark instanceof Mark.Begin begin && leaving.contains(begin.flowIn());
    }
}
