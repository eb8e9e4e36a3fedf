package archipelago.app.layout;

import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What cores went through: whose they were, and where they were. A core of which no fact tells runs the host.
final class CoreTracks {
    private static final CoreStretch AT_FIRST = new CoreStretch(0, History.OPEN, 0, Site.RUNNING, 0);

    private final Map<Integer, List<CoreStretch>> tracks = new HashMap<>();

    void owned(long atNs, int core, int owner) {
        var last = last(core);
        turn(core, last, new CoreStretch(atNs, History.OPEN, owner, last.site(), last.kernel()));
    }

    void went(long atNs, int core, Site site, int kernel) {
        var last = last(core);
        turn(core, last, new CoreStretch(atNs, History.OPEN, last.owner(), site, kernel));
    }

    private CoreStretch last(int core) {
        var track = tracks.get(core);
        return track == null ? AT_FIRST : track.getLast();
    }

    private void turn(int core, CoreStretch last, CoreStretch next) {
        var track = tracks.computeIfAbsent(core, none -> new ArrayList<>(List.of(AT_FIRST)));
        track.removeLast();
        // What lasted no time at all was never seen by anybody.
        if (last.fromNs() < next.fromNs()) {
            track.add(last.until(next.fromNs()));
        }
        track.add(next);
    }

    /// The stretches that touch a closed window, in order.
    List<CoreStretch> within(int core, long fromNs, long toNs) {
        var track = tracks.get(core);
        if (track == null) {
            return List.of(AT_FIRST);
        }
        int first = 0;
        int end = track.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (track.get(middle).toNs() <= fromNs) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        var found = new ArrayList<CoreStretch>();
        for (int i = first; i < track.size() && track.get(i).fromNs() <= toNs; i++) {
            found.add(track.get(i));
        }
        return found;
    }
}
