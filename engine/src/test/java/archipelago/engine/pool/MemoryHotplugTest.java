package archipelago.engine.pool;

import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Call.WriteFile;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Transaction.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Memory that moves between the pool and an instance.
class MemoryHotplugTest {
    private static final long BLOCK = MemoryHotplug.BLOCK_BYTES;

    @Test
    void aStoppedInstanceGetsARegionInTheBooksAndNobodyIsAsked() {
        var lab = Lab.webReady();
        long messages = lab.state().messages;
        lab.done(new Command.AddMemory(WEB, Sizes.PAGE, 0));
        assertThat(regions(lab)).hasSize(2);
        assertThat(lab.kernel(WEB).memoryBytes).isEqualTo(4 * Sizes.GIB + Sizes.PAGE);
        assertThat(lab.state().messages).isEqualTo(messages);

        lab.done(new Command.RemoveMemory(WEB, regions(lab).getLast().base()));
        assertThat(regions(lab)).hasSize(1);
    }

    @Test
    void aRunningInstanceTakesBlocksIntoUseAndTheBooksFollow() {
        var lab = Lab.webActive().done(new Command.AddMemory(WEB, 2 * BLOCK, 0));
        var kernel = lab.kernel(WEB);
        assertThat(kernel.memory).hasSize(2);
        assertThat(kernel.memory.getLast().bytes()).isEqualTo(2 * BLOCK);
        assertThat(kernel.memory.getLast().base() % BLOCK).isZero();
        assertThat(regions(lab)).hasSize(2);
    }

    /// The host booked the first free range of its allocator, which is not the aligned one it announced.
    @Test
    void theBooksMayNameAnotherRangeThanTheInstanceWasTold() {
        var lab = Lab.webActive().done(new Command.AddMemory(WEB, BLOCK, 0));
        var told = lab.kernel(WEB).memory.getLast();
        var booked = regions(lab).getLast();
        assertThat(booked.bytes()).isEqualTo(told.bytes());
        assertThat(booked.base()).isNotEqualTo(told.base());
        assertThat(overlay(lab, new Change.MemoryRemove(WEB, told.base(), BLOCK)))
                .as("the instance gives up what it was told, which the books do not know")
                .isEqualTo(Outcome.FAILED);
        assertThat(lab.log("host")).anyMatch(line -> line.contains("has no region"));
        assertThat(lab.kernel(WEB).memory).doesNotContain(told);
        assertThat(regions(lab)).contains(booked);
    }

    @Test
    void onlyWholeBlocksAtTheBoundsOfBlocksAreTakenIntoUse() {
        var lab = Lab.webActive();
        long base = lab.state().pool.freeAligned(BLOCK, BLOCK, 0).orElseThrow();
        overlay(lab, new Change.MemoryAdd(WEB, base + Sizes.PAGE, BLOCK, 0));
        overlay(lab, new Change.MemoryAdd(WEB, base, BLOCK / 2, 0));
        assertThat(lab.state().transactions().reversed().subList(0, 2)).allMatch(t -> t.outcome() == Outcome.FAILED);
        assertThat(lab.log("host").stream().filter(line -> line.endsWith(": -22")).count()).isEqualTo(2);
        assertThat(lab.kernel(WEB).memory).hasSize(1);
    }

    @Test
    void whatTheKernelWasStartedWithCannotBeEmptied() {
        var lab = Lab.webActive();
        var boot = lab.kernel(WEB).memory.getFirst();
        long inside = Math.ceilDiv(boot.base(), BLOCK) * BLOCK;
        overlay(lab, new Change.MemoryRemove(WEB, inside, BLOCK));
        assertThat(lab.log("host")).anyMatch(line -> line.endsWith(": -16"));
        assertThat(lab.kernel(WEB).memory).containsExactly(boot);
    }

    @Test
    void aRegionThatHoldsTheImageIsNotTakenBack() {
        var lab = Lab.webLoaded();
        var region = regions(lab).getFirst();
        assertThat(lab.ask(new Command.RemoveMemory(WEB, region.base())).errno()).isEqualTo(Errno.EBUSY);
        assertThat(lab.log("host")).anyMatch(line -> line.contains("the loaded kernel image lives there"));
        lab.done(new Command.Unload(WEB)).done(new Command.RemoveMemory(WEB, region.base()));
        assertThat(regions(lab)).isEmpty();
    }

    @Test
    void aRegionIsTakenBackWholeOrNotAtAll() {
        var lab = Lab.webReady();
        var region = regions(lab).getFirst();
        overlay(lab, new Change.MemoryRemove(WEB, region.base(), Sizes.GIB));
        assertThat(lab.log("host")).anyMatch(line -> line.endsWith(": -2"));
        assertThat(regions(lab)).containsExactly(region);
    }

    @Test
    void anInstanceThatLosesItsAnswerKeepsTheMemoryAndTheBooksDoNotKnow() {
        var lab = Lab.bothUp();
        lab.send(Lab.DATABASE, 66, "host");
        lab.give(new Command.Fault.Panic(Lab.DATABASE, 66)); // Its slot blocks the host's ring for good.
        lab.untilParked(Lab.DATABASE);
        assertThat(lab.ask(new Command.AddMemory(WEB, BLOCK, 0)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.kernel(WEB).memory).hasSize(2);
        assertThat(regions(lab)).hasSize(1);
    }

    @Test
    void memoryThatOverlapsWhatAnInstanceHasIsRefusedByIt() {
        var lab = Lab.webActive();
        var boot = lab.kernel(WEB).memory.getFirst();
        long inside = Math.ceilDiv(boot.base(), BLOCK) * BLOCK;
        assertThat(new MemoryRange(inside, BLOCK).overlaps(boot)).isTrue();
        overlay(lab, new Change.MemoryAdd(WEB, inside, BLOCK, 0));
        assertThat(lab.log("host")).anyMatch(line -> line.endsWith(": -17"));
    }

    private static List<Pool.Region> regions(Lab lab) {
        return lab.state().pool.regionsOf(lab.kernel(WEB).slot);
    }

    private static Outcome overlay(Lab lab, Change change) {
        Blob blob = OverlayWriter.overlay(List.of(change));
        lab.done(new WriteFile(TreePaths.NEW_OVERLAY, blob));
        return lab.state().transactions().getLast().outcome();
    }
}
