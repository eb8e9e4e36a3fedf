package archipelago.engine.kernfs;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call.RemoveDirectory;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.state.Transaction;
import archipelago.engine.state.Transaction.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Writes to the multikernel file system, and what becomes of them.
class TransactionsTest {
    @Test
    void theFirstTransactionIsTheSecond() {
        var lab = Lab.webReady();
        assertThat(lab.state().transactions()).extracting(Transaction::number).containsExactly(2);
        assertThat(lab.state().transactions().getFirst().overlay().target()).isEqualTo("/instances");
    }

    @Test
    void aFailingOverlayWasWrittenAllTheSameAndWhatItDidBeforeStays() {
        var lab = Lab.pooled();
        var answer = lab.ask(write(new Change.PoolCpuAdd(4, -1), new Change.PoolCpuAdd(5, -1),
                new Change.PoolCpuAdd(6, -1)));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(answer.sentence()).contains("transaction 2 is failed with -EINVAL");
        assertThat(lab.state().transactions().getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(lab.owner(4)).isEqualTo("pool");
        assertThat(lab.owner(6)).isEqualTo("host");
        assertThat(lab.log("host")).contains("Failed to apply overlay transaction 2: -22");
    }

    @Test
    void whatIsNoBlobMakesNoTransaction() {
        var lab = Lab.pooled();
        assertThat(lab.ask(new WriteFile(TreePaths.NEW_OVERLAY, Blob.EMPTY)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new WriteFile(TreePaths.NEW_OVERLAY, Blob.text("rubbish"))).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new WriteFile(TreePaths.NEW_OVERLAY, Blob.of(new byte[(1 << 20) + 1]))).errno())
                .isEqualTo(Errno.EFBIG);
        assertThat(lab.state().transactions()).isEmpty();
        assertThat(lab.state().host().lastTransaction).isEqualTo(1);
    }

    @Test
    void aPoolMustBeThereBeforeItCanBeChanged() {
        var lab = Lab.idle();
        assertThat(lab.ask(write(new Change.PoolCpuAdd(4, -1))).sentence()).contains("-EPERM");
        assertThat(lab.ask(write(new Change.CpuAdd("nobody", 4, -1))).sentence()).contains("-ENOENT");
        assertThat(lab.state().transactions()).extracting(Transaction::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    void removingItsDirectoryUndoesATransaction() {
        var lab = Lab.webReady();
        assertThat(lab.owner(16)).isEqualTo(WEB);
        lab.done(new Command.RollBack(2));
        assertThat(lab.kernel(WEB)).isNull();
        assertThat(lab.owner(16)).isEqualTo("pool");
        assertThat(lab.state().transactions()).isEmpty();
        assertThat(lab.ask(new Command.RollBack(2)).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(new RemoveDirectory(TreePaths.INSTANCES + "/web-server")).errno()).isEqualTo(Errno.EPERM);
        lab.done(Labs.web());
        assertThat(lab.state().transactions()).as("numbers are never used again")
                .extracting(Transaction::number).containsExactly(3);
    }

    /// The rollback begins anew each time, and what the first attempt undid cannot be undone again.
    @Test
    void aRollbackThatFailsLeavesTheTransactionFailedAndMayNeverSucceed() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(new Command.RollBack(2)).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.state().transactions().getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(lab.state().deviceOwner[0]).as("the device has gone back first").isNegative();
        var again = lab.done(new Command.Unload(WEB)).ask(new Command.RollBack(2));
        assertThat(again.errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.kernel(WEB)).isNotNull();
    }

    @Test
    void whatCannotBeUndoneIsSaidAndTheRollbackSucceeds() {
        var lab = Lab.pooled().done(new Command.GrowPool(Sizes.GIB, 0));
        lab.done(new Command.RollBack(2));
        assertThat(lab.state().pool.chunks()).hasSize(3);
        assertThat(lab.log("host")).anyMatch(line -> line.contains("cannot release the 1024 MB the pool grew by"));
        lab.done(Labs.web()).done(new Command.Delete(WEB)).done(new Command.RollBack(4));
        assertThat(lab.log("host")).anyMatch(line -> line.contains("cannot restore removed instance 'web-server'"));
    }

    @Test
    void thePoolShrinksByWholeIdleChunks() {
        var lab = Lab.pooled().done(new Command.GrowPool(Sizes.GIB, 0));
        var chunks = lab.state().pool.chunks();
        var parking = chunks.getFirst();
        assertThat(lab.ask(new Command.ShrinkPool(parking.base())).errno())
                .as("the park loop lives there")
                .isEqualTo(Errno.EBUSY);
        lab.done(new Command.ShrinkPool(chunks.getLast().base()));
        assertThat(lab.ask(new Command.ShrinkPool(chunks.getLast().base())).errno()).isEqualTo(Errno.ENOENT);
        assertThat(lab.ask(write(new Change.PoolMemoryRemove(parking.base(), Sizes.GIB, -1))).sentence())
                .as("a part of a chunk")
                .contains("-ENOENT");
        lab.done(Labs.database());
        assertThat(lab.ask(new Command.ShrinkPool(chunks.get(1).base())).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void oneTransactionEmptiesThePoolCpusBeforeMemory() {
        var lab = Lab.pooled().done(new Command.EmptyPool());
        assertThat(lab.state().pool.chunks()).isEmpty();
        assertThat(lab.state().transactions()).hasSize(1);
        lab.done(Labs.fill());
    }

    @Test
    void aSecondBaselineIsRefusedAndABadOneTooAndOtherFilesCannotBeWritten() {
        var lab = Lab.pooled();
        var bad = new WriteFile(TreePaths.DEVICE_TREE, Blob.text("rubbish"));
        assertThat(lab.ask(bad).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new WriteFile(TreePaths.INSTANCES + "/web-server/status", Blob.text("x"))).errno())
                .isEqualTo(Errno.EACCES);
        assertThat(lab.ask(Labs.fill()).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void anInstanceWhoseCpusAreTakenExistsWithoutThemAndCannotBeStarted() {
        var lab = Lab.webReady();
        lab.done(write(new Change.InstanceCreate("other", 2, Sizes.GIB, List.of(24L, 16L), List.of())));
        assertThat(lab.kernel("other").cores).isEmpty();
        assertThat(lab.owner(24)).as("all of them or none").isEqualTo("pool");
        assertThat(lab.log("host")).contains("Continuing without CPU assignment");
        lab.done(Labs.load("other"));
        assertThat(lab.ask(new Command.Exec("other")).errno()).isEqualTo(Errno.EINVAL);
    }

    private static WriteFile write(Change... changes) {
        return new WriteFile(TreePaths.NEW_OVERLAY, OverlayWriter.overlay(List.of(changes)));
    }
}
