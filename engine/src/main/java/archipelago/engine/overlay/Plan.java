package archipelago.engine.overlay;

import archipelago.engine.base.Hash64;
import java.util.List;

/// What a write to the multikernel file tree comes to: changes, one after another. The first that fails
/// ends it, and what was changed before stays.
public final class Plan {
    /// No plan: the request is no write to the file tree.
    public static final Plan NONE = new Plan(Kind.NONE, 0, List.of());

    /// What the changes belong to.
    public enum Kind {
        NONE,
        /// The baseline, which fills the pool; it makes no transaction.
        BASELINE,
        /// A transaction that is applied.
        OVERLAY,
        /// A transaction that is undone.
        ROLLBACK,
        /// The instances of a tree of October 2025, each made or not, whatever becomes of the others.
        INSTANCES
    }

    private final Kind kind;
    private final int transaction;
    private final List<Change> changes;
    private final long hash;

    /// @param transaction its number; 0 for a baseline
    public Plan(Kind kind, int transaction, List<Change> changes) {
        this.kind = kind;
        this.transaction = transaction;
        this.changes = List.copyOf(changes);
        var sum = new Hash64().add(kind.ordinal()).add(transaction).add(changes.size());
        changes.forEach(change -> sum.add(change.toString())); // A record's text holds all of it.
        hash = sum.value();
    }

    public Kind kind() {
        return kind;
    }

    public int transaction() {
        return transaction;
    }

    public List<Change> changes() {
        return changes;
    }

    public boolean exists() {
        return kind != Kind.NONE;
    }

    /// A hash of all that the plan says.
    public long hash() {
        return hash;
    }
}
