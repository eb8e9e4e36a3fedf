package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.base.Sizes;
import archipelago.engine.run.Simulation;
import java.util.ArrayList;
import java.util.List;

/// Copies of a run at regular distances, from which any earlier point is reached by going forward.
/// When the shelf is full, every other copy is dropped and the distance doubles, so a long run needs
/// no more room than a short one. A shelf has fewer places for copies of large machines.
final class SnapshotShelf {
    static final int MOST = 256;
    static final int LEAST = 32;
    /// What all copies may take together, about.
    static final long MOST_BYTES = 96 * Sizes.MIB;
    private static final long FIRST_DISTANCE = 2048;
    /// So many bytes of a copy are worth an event: copies of a large machine are farther apart from the start, lest
    /// copying takes longer than what lies between.
    private static final long BYTES_PER_EVENT = 64;

    /// A point of a run.
    ///
    /// @param commands how many commands had been given
    /// @param facts how many facts had been told
    record Snapshot(Simulation simulation, int commands, int facts) {
        long events() {
            return simulation.state().events;
        }

        long nowNs() {
            return simulation.state().nowNs;
        }
    }

    private final List<Snapshot> snapshots = new ArrayList<>();
    private long distance;
    /// How many events there have to be for the next copy.
    private long nextEvents;

    /// Keeps a copy if the last one is far enough behind.
    void offer(Simulation simulation, int commands, int facts) {
        long events = simulation.state().events;
        if (events < nextEvents) {
            return;
        }
        long bytes = simulation.copyBytes();
        if (snapshots.isEmpty()) {
            distance = Math.max(FIRST_DISTANCE, Long.highestOneBit(bytes / BYTES_PER_EVENT));
        }
        snapshots.add(new Snapshot(simulation.copy(), commands, facts));
        if (snapshots.size() > Math.clamp(MOST_BYTES / bytes, LEAST, MOST)) {
            for (int i = snapshots.size() - 2; i > 0; i -= 2) {
                snapshots.remove(i);
            }
            distance *= 2;
        }
        setNext();
    }

    private void setNext() {
        nextEvents = snapshots.isEmpty() ? 0 : snapshots.getLast().events() + distance;
    }

    /// The last copy with no more than so many events and commands and not after an instant; there is
    /// always the first one.
    Snapshot before(long events, int commands, long ns) {
        for (int i = snapshots.size() - 1; i > 0; i--) {
            var snapshot = snapshots.get(i);
            if (snapshot.events() <= events && snapshot.commands() <= commands && snapshot.nowNs() <= ns) {
                return snapshot;
            }
        }
        Require.that(!snapshots.isEmpty(), "the start of a run is on the shelf");
        return snapshots.getFirst();
    }

    /// Drops all copies after a point that is about to get another future.
    void dropAfter(long events, int commands) {
        snapshots.removeIf(s -> s.events() > events || s.commands() > commands);
        setNext();
    }

    int size() {
        return snapshots.size();
    }
}
