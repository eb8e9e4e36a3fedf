package archipelago.engine.kernfs;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Call.RemoveDirectory;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.cost.Cost;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.operation.Operations;
import archipelago.engine.overlay.BaselineBlob;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.InstancesTree;
import archipelago.engine.overlay.Overlay;
import archipelago.engine.overlay.OverlayReader;
import archipelago.engine.overlay.Plan;
import archipelago.engine.overlay.TreeFormat;
import archipelago.engine.pool.Ledger;
import archipelago.engine.pool.PoolOperations;
import archipelago.engine.scenario.Generation;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Transaction;
import archipelago.engine.state.Transaction.Outcome;
import archipelago.engine.world.World;
import java.util.Optional;

/// Writes to the multikernel file system: the baseline, overlays, and the removal of a transaction's
/// directory, which undoes it. One mutex lets one of them change things at a time. An overlay whose
/// changes fail was written all the same: the write succeeds, the transaction says `failed`, the
/// reason is in the log, and what was changed before stays. (`kernel/multikernel/overlay.c`, `kernfs.c`.)
@Models(
        value = Subject.TRANSACTIONS,
        exactly = {
            "an overlay that fails was written all the same: the reason is in the log, the outcome"
                    + " in its directory, and what was changed before stays",
            "a rollback makes the reverse changes in reverse order, as far as there are any"
        },
        approximately = "how long reading a blob takes: assumed",
        notAtAll = "writes in several pieces: the simulator writes a blob at once")
public final class TreeWrites implements Operations.Planner {
    /// What makes a change, one rule for each kind.
    public interface Maker {
        void make(Operation operation, Change change);
    }

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final PoolOperations pool;
    private final Maker maker;

    public TreeWrites(World world, Operations operations, Ledger ledger, PoolOperations pool, Maker maker) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.pool = pool;
        this.maker = maker;
    }

    // --- before the mutex -----------------------------------------------------------------------

    /// Looks at what was written as far as the kernel does before it waits for the mutex.
    public void begin(Operation op, WriteFile call) {
        var content = call.content();
        if (call.path().equals(TreePaths.DEVICE_TREE)) {
            if (content.length() > Overlay.MOST_BYTES) {
                operations.answer(op, Errno.EFBIG, "a device tree has at most 1 MiB");
                return;
            }
            if (describesInstances()) {
                ledger.log(world.host(op), "Loading multikernel device tree (" + content.length() + " bytes)");
            }
            var refused = describesInstances()
                    ? InstancesTree.refusedByTheFile(content)
                    : BaselineBlob.refusedByTheFile(content);
            refused.ifPresentOrElse(refusal -> refuseBaseline(op, refusal), () -> queue(op));
        } else if (call.path().equals(TreePaths.NEW_OVERLAY)) {
            beginOverlay(op, content);
        } else {
            operations.answer(op, Errno.EACCES, call.path() + " is no file that can be written to");
        }
    }

    private void beginOverlay(Operation op, Blob content) {
        if (content.length() > Overlay.MOST_BYTES) {
            ledger.log(world.host(op), "Overlay blob too large: " + content.length() + " bytes");
            operations.answer(op, Errno.EFBIG, "an overlay has at most 1 MiB");
        } else if (!FlattenedTree.headerIsRight(content.bytes())) {
            ledger.log(world.host(op), "Invalid overlay FDT header");
            operations.answer(op, Errno.EINVAL, "what was written is no device-tree blob");
        } else {
            int number = ++world.host(op).lastTransaction;
            var overlay = read(content);
            ledger.log(
                    world.host(op), "Applying overlay transaction " + number + " (target=" + overlay.target() + ", resources="
                    + overlay.resources() + ")");
            queue(op.planned(new Plan(Plan.Kind.OVERLAY, number, overlay.apply())));
        }
    }

    /// Only the directories of transactions can be removed.
    public void begin(Operation op, RemoveDirectory call) {
        int number = TreePaths.transactionIn(call.path());
        if (number < 0) {
            operations.answer(op, Errno.EPERM, call.path() + " is no transaction that could be undone");
        } else if (transaction(op, number) == null) {
            operations.answer(op, Errno.ENOENT, "there is no transaction " + number);
        } else {
            queue(op);
        }
    }

    private Transaction transaction(Operation op, int number) {
        for (var transaction : world.host(op).transactions()) {
            if (transaction.number() == number) {
                return transaction;
            }
        }
        return null;
    }

    private void queue(Operation op) {
        boolean free = operations.overlayLockIsFree(op.host())
                && world.state.operations().stream()
                        .noneMatch(other -> other.host() == op.host() && Operations.waitsForOverlayLock(other));
        if (free) {
            operations.next(op, Step.READ_TREE, 0, world.costNs(Cost.OVERLAY));
        } else {
            operations.await(op, Step.WAIT_FOR_OVERLAY_LOCK, 0);
        }
    }

    // --- with the mutex -------------------------------------------------------------------------

    /// Goes on with a write that holds the mutex.
    public void work(Operation op) {
        if (op.step() != Step.READ_TREE) {
            maker.make(op, op.presentChange());
        } else if (op.plan().exists()) {
            makeChange(op.atChange(0));
        } else {
            switch (op.call()) {
                case WriteFile call when describesInstances() -> makeChange(op.planned(new Plan(
                                Plan.Kind.INSTANCES, 0, InstancesTree.read(call.content(), world.machine.coreCount())))
                        .atChange(0));
                case WriteFile call -> readBaseline(op, call.content());
                case RemoveDirectory call -> rollBack(op, TreePaths.transactionIn(call.path()));
                default -> throw new IllegalStateException("no write: " + op.call());
            }
        }
    }

    private Overlay read(Blob content) {
        return OverlayReader.read(content, world.scenario.host().generation().format());
    }

    /// Whether the file takes instances, and no baseline.
    private boolean describesInstances() {
        return world.scenario.host().generation().files() == Generation.Files.INSTANCES;
    }

    private boolean beforeMk2() {
        return world.scenario.host().generation().format() == TreeFormat.MK1;
    }

    private void readBaseline(Operation op, Blob content) {
        var baseline = BaselineBlob.read(content, world.scenario.host().generation().format());
        var earlier = beforeMk2() ? pool.refusedBeforeMk2(world.host(op), baseline) : Optional.<Change.Rejected>empty();
        if (earlier.isPresent()) {
            refuseBaseline(op, earlier.get());
        } else if (!pool.empty(world.host(op))) {
            ledger.log(
                    world.host(op), "Baseline already applied; change the pool with an overlay targeting /resources");
            operations.answer(op, Errno.EBUSY, "the baseline has been applied already; change the pool with a"
                    + " transaction on /resources");
        } else if (baseline.refusal().isPresent()) {
            refuseBaseline(op, baseline.refusal().get());
        } else {
            world.host(op).pool.exists = true;
            makeChange(op.planned(new Plan(Plan.Kind.BASELINE, 0, baseline.changes())).atChange(0));
        }
    }

    private void refuseBaseline(Operation op, Change.Rejected refusal) {
        ledger.log(world.host(op), refusal.why());
        operations.answer(op, refusal.errno(), refusal.why());
    }

    private void rollBack(Operation op, int number) {
        var transaction = transaction(op, number);
        if (transaction == null) {
            operations.answer(op, Errno.ENOENT, "there is no transaction " + number + " any more");
            return;
        }
        ledger.log(world.host(op), "Removing overlay transaction " + number);
        makeChange(op.planned(new Plan(Plan.Kind.ROLLBACK, number, transaction.overlay().undo())).atChange(0));
    }

    private void makeChange(Operation op) {
        if (op.change() == op.plan().changes().size()) {
            complete(op, "");
            return;
        }
        var change = op.presentChange();
        var announced = change.announced(op.plan().kind() == Plan.Kind.ROLLBACK, op.plan().transaction());
        boolean transaction = op.plan().kind() == Plan.Kind.OVERLAY || op.plan().kind() == Plan.Kind.ROLLBACK;
        if (!announced.isEmpty() && transaction) {
            ledger.log(world.host(op), announced);
        }
        world.state.put(op);
        maker.make(op, change);
    }

    @Override
    public void changeMade(Operation op, String sentence) {
        if (op.change() + 1 < op.plan().changes().size()) {
            var next = op.atChange(op.change() + 1);
            world.state.put(next);
            makeChange(next);
        } else {
            complete(op, sentence);
        }
    }

    // --- the end --------------------------------------------------------------------------------

    private void complete(Operation op, String sentence) {
        int number = op.plan().transaction();
        switch (op.plan().kind()) {
            case BASELINE -> {
                ledger.log(world.host(op), "Multikernel baseline initialized successfully");
                if (beforeMk2()) {
                    world.host(op).pool.baseline = ((WriteFile) op.call()).content();
                }
            }
            case OVERLAY -> {
                ledger.log(world.host(op), "Overlay transaction " + number + " applied successfully");
                keep(op, Outcome.APPLIED);
            }
            case ROLLBACK -> {
                ledger.log(world.host(op), "Overlay transaction " + number + " rolled back successfully");
                world.host(op).transactions().removeIf(t -> t.number() == number);
            }
            case INSTANCES -> ledger.log(world.host(op), "Successfully processed multikernel device tree");
            case NONE -> {}
        }
        operations.answer(op, Errno.OK, TreeAnswers.done(op, sentence, world));
    }

    @Override
    public void changeFailed(Operation op, Errno errno, String sentence) {
        int number = op.plan().transaction();
        ledger.log(world.host(op), sentence);
        if (op.plan().kind() == Plan.Kind.INSTANCES) {
            changeMade(op, sentence); // What cannot be made is passed over, and the write succeeds.
            return;
        }
        if (op.plan().kind() == Plan.Kind.OVERLAY) {
            ledger.log(world.host(op), "Failed to apply overlay transaction " + number + ": " + -errno.number());
            keep(op, Outcome.FAILED);
        } else if (op.plan().kind() == Plan.Kind.ROLLBACK) {
            ledger.log(world.host(op), "Failed to rollback overlay transaction " + number + ": " + -errno.number());
            if (beforeMk2()) { // Those kernels tried, and forgot the transaction in any case.
                world.host(op).transactions().removeIf(t -> t.number() == number);
                operations.answer(op, Errno.OK, sentence + "; transaction " + number + " is forgotten all the same");
                return;
            }
            var kept = transaction(op, number);
            if (kept != null) {
                put(op, new Transaction(number, Outcome.FAILED, kept.overlay()));
            }
        }
        boolean written = op.plan().kind() == Plan.Kind.OVERLAY && op.order() == op.call();
        operations.answer(op, written ? Errno.OK : errno, TreeAnswers.failed(op, errno, sentence));
    }

    private void keep(Operation op, Outcome outcome) {
        var content = ((WriteFile) op.call()).content();
        put(op, new Transaction(op.plan().transaction(), outcome, read(content)));
    }

    /// The kernel lists a transaction when it is through with it, so a lower number may come later.
    private void put(Operation op, Transaction transaction) {
        var all = world.host(op).transactions();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).number() == transaction.number()) {
                all.set(i, transaction);
                return;
            }
        }
        all.add(transaction);
    }
}
