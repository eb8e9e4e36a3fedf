package archipelago.app.layout;

import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;

/// What one slot of the kernel table went through: the lives of its instances, and in each life
/// stretches of one status and one phase.
final class KernelTrack {
    final List<History.Life> lives = new ArrayList<>();
    final List<History.Stretch> stretches = new ArrayList<>();
    final List<History.Move> moves = new ArrayList<>();
    final LongColumn moveTimes = new LongColumn();
    final LongColumn panics = new LongColumn();
    final LongColumn answers = new LongColumn();
    final BusyCurve busy = new BusyCurve();
    final RingTrack ring = new RingTrack();

    void created(long atNs, int id, String name, Status status, Phase phase) {
        removed(atNs);
        lives.add(new History.Life(atNs, History.OPEN, id, name));
        stretches.add(new History.Stretch(atNs, History.OPEN, status, phase, false));
    }

    void removed(long atNs) {
        if (!exists()) {
            return;
        }
        var life = lives.getLast();
        lives.set(lives.size() - 1, new History.Life(life.fromNs(), atNs, life.id(), life.name()));
        close(atNs);
    }

    private boolean exists() {
        return !lives.isEmpty() && lives.getLast().toNs() == History.OPEN;
    }

    private void close(long atNs) {
        var last = stretches.removeLast();
        // A state that lasted no time at all was never seen by anybody.
        if (last.fromNs() < atNs) {
            stretches.add(new History.Stretch(last.fromNs(), atNs, last.status(), last.phase(), last.panicked()));
        }
    }

    void status(long atNs, Status status) {
        if (exists()) {
            var last = stretches.getLast();
            turn(atNs, status, last.phase(), last.panicked());
        }
    }

    void phase(long atNs, Phase phase) {
        if (phase == Phase.PANICKING) {
            panics.add(atNs);
        }
        if (exists()) {
            var last = stretches.getLast();
            boolean panicked = phase == Phase.PANICKING || phase == Phase.OFF && last.panicked();
            turn(atNs, last.status(), phase, panicked);
        }
    }

    private void turn(long atNs, Status status, Phase phase, boolean panicked) {
        var last = stretches.getLast();
        if (last.status() == status && last.phase() == phase && last.panicked() == panicked) {
            return;
        }
        close(atNs);
        stretches.add(new History.Stretch(atNs, History.OPEN, status, phase, panicked));
    }

    /// Forgets single answers and work before an instant. What the slot went through is kept.
    void forget(long beforeNs) {
        answers.drop(answers.below(beforeNs));
        busy.forget(beforeNs);
    }

    /// See [History#life].
    History.Life life(long atNs, long fromNs, long toNs) {
        History.Life found = null;
        for (var life : lives) {
            if (life.fromNs() <= atNs && atNs < life.toNs()) {
                return life;
            }
            if (life.fromNs() <= toNs && life.toNs() >= fromNs) {
                found = life;
            }
        }
        return found;
    }

    /// See [History#stretches].
    List<History.Stretch> stretches(long fromNs, long toNs) {
        var found = new ArrayList<History.Stretch>();
        for (int i = Math.max(0, stretchAt(fromNs)); i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            if (stretch.fromNs() > toNs) {
                break;
            }
            if (stretch.toNs() > fromNs) {
                found.add(stretch);
            }
        }
        return found;
    }

    /// The stretch at an instant, or null if the slot is empty then.
    History.Stretch stretch(long ns) {
        int at = stretchAt(ns);
        return at < 0 || stretches.get(at).toNs() <= ns ? null : stretches.get(at);
    }

    /// The index of the last stretch that starts at or before an instant, or -1.
    private int stretchAt(long ns) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).fromNs() <= ns) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
