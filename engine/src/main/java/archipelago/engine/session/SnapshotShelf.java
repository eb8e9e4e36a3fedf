package archipelago.engine.session;

import archipelago.engine.base.Require;
import archipelago.engine.base.Sizes;
import archipelago.engine.run.Simulation;
import java.util.ArrayList;
import java.util.List;

/// Copies of a run, from which any earlier point is reached by going forward: close together near the present, where
/// people go back to most, and farther and farther apart behind it. A long run needs no more room than a short one: when
/// the shelf is full, the copy that is missed least is dropped. A shelf has fewer places for copies of large machines.
final class SnapshotShelf {
    static final int MOST = 256;
    static final int LEAST = 32;
    /// What all copies may take together, about.
    static final long MOST_BYTES = 96 * Sizes.MIB;
    private static final long FIRST_DISTANCE = 2048;
    /// So many bytes of a copy are worth an event: copies of a large machine are farther apart from the start, lest
    /// copying takes longer than what lies between.
    private static final long BYTES_PER_EVENT = 64;
    /// The newest stretch of a run, in which copies lie about as far apart everywhere: an eighth of it, and no more than
    /// so many events.
    private static final long LONGEST_NEAR = 1 << 20;
    private static final int NEAR_PART = 8;
    private static final int LOSS_BITS = 20;

    /// A point of a run.
    ///
    /// @param commands how many commands had been given
    /// @param facts how many facts had been told
    record Snapshot(Simulation simulation, int commands, long facts) {
        long events() {
            return simulation.state().events;
        }

        long nowNs() {
            return simulation.state().nowNs;
        }
    }

    private final List<Snapshot> snapshots = new ArrayList<>();
    private int places;
    private long leastDistance;
    /// How many events there have to be for the next copy.
    private long nextEvents;

    /// Keeps a copy if the last one is far enough behind.
    void offer(Simulation simulation, int commands, long facts) {
        long events = simulation.state().events;
        if (events < nextEvents) {
            return;
        }
        if (snapshots.isEmpty()) {
            long bytes = simulation.copyBytes();
            places = Math.clamp(MOST_BYTES / bytes, LEAST, MOST);
            leastDistance = Math.max(FIRST_DISTANCE, Long.highestOneBit(bytes / BYTES_PER_EVENT));
        }
        snapshots.add(new Snapshot(simulation.copy(), commands, facts));
        if (snapshots.size() > places) {
            snapshots.remove(leastMissed(events));
        }
        setNext();
    }

    /// The copy without which the way to any point grows least, in relation to how far behind that point lies. The first
    /// one is never missing.
    private int leastMissed(long now) {
        int least = 1;
        long leastLoss = Long.MAX_VALUE;
        for (int i = 1; i < snapshots.size() - 1; i++) {
            long way = snapshots.get(i + 1).events() - snapshots.get(i - 1).events();
            long loss = (way << LOSS_BITS) / (now - snapshots.get(i).events() + near(now));
            if (loss < leastLoss) {
                least = i;
                leastLoss = loss;
            }
        }
        return least;
    }

    private static long near(long now) {
        return Math.clamp(now / NEAR_PART, 1, LONGEST_NEAR);
    }

    /// The next copy comes as far behind the last one as copies can lie apart there in the long run.
    private void setNext() {
        if (snapshots.isEmpty()) {
            nextEvents = 0;
            return;
        }
        long now = snapshots.getLast().events();
        long farther = Long.SIZE - Long.numberOfLeadingZeros(now / near(now));
        nextEvents = now + Math.max(leastDistance, near(now) * farther / places);
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
