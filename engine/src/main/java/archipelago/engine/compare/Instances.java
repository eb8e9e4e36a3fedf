package archipelago.engine.compare;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.session.Session;
import archipelago.engine.state.Phase;
import archipelago.engine.state.State;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;

/// Follows the instances of a run through its facts, up to where its session stands.
final class Instances {
    private static final long NEVER = -1;

    private final Session session;
    private final List<Row> rows = new ArrayList<>();
    /// The row of each slot.
    private final List<Row> rowOfSlot = new ArrayList<>();

    /// What is known of all instances of one name.
    private static final class Row {
        final String name;
        int slot;
        Status status = Status.READY;
        boolean exists = true;
        int generations = 1;
        int boots;
        boolean wasUp;
        /// Since when its service is missed; [#NEVER] while it is up, and before it was up first.
        long missedSinceNs = NEVER;
        long lostNs;

        Row(String name, int slot) {
            this.name = name;
            this.slot = slot;
        }

        void foundAgain(long atNs) {
            lostNs += missedSinceNs == NEVER ? 0 : atNs - missedSinceNs;
            missedSinceNs = NEVER;
        }

        void missed(long atNs) {
            missedSinceNs = wasUp && missedSinceNs == NEVER ? atNs : missedSinceNs;
        }
    }

    Instances(Session session) {
        this.session = session;
    }

    List<InstanceTally> tally() {
        var host = new Row("host", State.HOST);
        host.status = Status.ACTIVE;
        host.boots = 1;
        host.wasUp = true;
        rows.add(host);
        rowOfSlot.add(host);
        for (int i = 0; i < session.factsTold(); i++) {
            add(session.journal().get(i));
        }
        return rows.stream().map(this::tally).toList();
    }

    private void add(Fact fact) {
        switch (fact.what()) {
            case Happening.InstanceCreated(int kernel, int _, var name) -> created(kernel, name);
            case Happening.InstanceRemoved(int kernel) -> {
                var row = rowOfSlot.get(kernel);
                row.exists = false;
                row.foundAgain(fact.atNs()); // Nobody misses what has been removed.
                row.wasUp = false;
            }
            case Happening.StatusChanged(int kernel, var _, var to) -> rowOfSlot.get(kernel).status = to;
            case Happening.PhaseEntered(int kernel, var phase) -> entered(rowOfSlot.get(kernel), phase, fact.atNs());
            default -> {} // All others say nothing about the life of an instance.
        }
    }

    private void created(int slot, String name) {
        var row = rows.stream().filter(r -> r.name.equals(name)).findFirst().orElse(null);
        if (row == null) {
            row = new Row(name, slot);
            rows.add(row);
        } else {
            row.slot = slot;
            row.exists = true;
            row.generations++;
            row.status = Status.READY;
        }
        rowOfSlot.add(row); // Slots are given in order and never again.
    }

    private static void entered(Row row, Phase phase, long atNs) {
        if (phase == Phase.UP) {
            row.wasUp = true;
            row.foundAgain(atNs);
        } else {
            row.boots += phase == Phase.EARLY_BOOT ? 1 : 0;
            row.missed(atNs);
        }
    }

    private InstanceTally tally(Row row) {
        row.foundAgain(session.nowNs());
        var state = session.simulation().state();
        var kernel = state.kernel(row.slot);
        int cores = kernel == null ? 0 : kernel.cores.length;
        long memoryBytes = kernel == null ? 0 : kernel.memoryBytes;
        if (row.slot == State.HOST) {
            memoryBytes = session.scenario().machine().memoryBytes() - state.pool.chunkBytes();
        }
        return new InstanceTally(
                row.name, row.status, row.exists, cores, memoryBytes, row.generations, row.boots, row.lostNs);
    }
}
