package archipelago.engine.pool;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.MemoryRequest;
import archipelago.engine.journal.Happening.CoreReassigned;
import archipelago.engine.journal.Happening.InstanceCreated;
import archipelago.engine.journal.Happening.Logged;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Command.EmptyPool EMPTY = new Command.EmptyPool();

    private static Command.FillPool baseline(List<Long> cpus, MemoryRequest... memory) {
        return new Command.FillPool(cpus, List.of(memory), List.of());
    }

    private static Command.Create instance(String name, long gib, Long... cpus) {
        return new Command.Create(name, 0, List.of(cpus), gib * Sizes.GIB, -1, List.of());
    }

    /// A pool of one chunk of 16 GiB.
    private static Lab oneChunk() {
        return Lab.idle().done(baseline(Labs.POOLED, new MemoryRequest(16 * Sizes.GIB, 0)));
    }

    // --- filling --------------------------------------------------------------------------------

    @Test
    void theBaselineTakesMemoryThenCoresOneByOneThenDevices() {
        var lab = Lab.pooled();
        var order = lab.facts().stream()
                .map(f -> switch (f.what()) {
                    case CoreReassigned(int core, int _, int _) -> "CPU " + lab.cpu(core);
                    case Logged(int _, var line) when line.contains("pool: added") -> "memory";
                    case Logged(int _, var line) when line.contains("PCI device") -> "device";
                    default -> "";
                })
                .filter(word -> !word.isEmpty())
                .toList();
        assertThat(order.subList(0, 2)).containsOnly("memory");
        assertThat(order.subList(2, 14)).containsExactlyElementsOf(Labs.POOLED.stream().map(c -> "CPU " + c).toList());
        assertThat(order.subList(14, order.size())).containsExactly("device", "device");
        for (long cpu : Labs.POOLED) {
            assertThat(lab.site(cpu)).isEqualTo(Site.PARKED_POOL);
            assertThat(lab.state().host().online.has(lab.core(cpu))).isFalse();
        }
    }

    @Test
    void aCpuThatThereIsNotEndsTheBaselineAndTheEarlierOnesStayPooled() {
        var lab = Lab.idle();
        var answer = lab.ask(baseline(List.of(16L, 17L, 18L), new MemoryRequest(Sizes.GIB, 0)));
        assertThat(answer.errno()).isEqualTo(Errno.ENODEV);
        assertThat(answer.sentence()).contains("CPU 17").contains("half initialised");
        assertThat(lab.owner(16)).isEqualTo("pool");
        assertThat(lab.owner(18)).isEqualTo("host");
    }

    @Test
    void theBootCpuInTheListLeavesThePoolHalfInitialised() {
        var lab = Lab.idle();
        var answer = lab.ask(baseline(List.of(16L, 0L, 18L), new MemoryRequest(Sizes.GIB, 0)));
        assertThat(answer.errno()).isEqualTo(Errno.EINVAL);
        assertThat(answer.sentence()).contains("boot CPU").contains("half initialised");
        assertThat(lab.log("host")).contains("CPU 0 is the host's boot CPU and cannot be removed");
        assertThat(lab.owner(0)).isEqualTo("host");
        assertThat(lab.owner(16)).isEqualTo("pool");
        assertThat(lab.owner(18)).isEqualTo("host");
        lab.done(EMPTY);
        assertThat(lab.owner(16)).isEqualTo("host");
    }

    @Test
    void aSecondBaselineIsRefused() {
        assertThat(Lab.pooled().ask(Labs.fill()).errno()).isEqualTo(Errno.EBUSY);
    }

    @Test
    void aBaselineNamesCpusAndWholePages() {
        var page = new MemoryRequest(Sizes.PAGE, 0);
        assertThat(Lab.idle().ask(baseline(List.of(), page)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(Lab.idle().ask(baseline(List.of(16L))).errno()).isEqualTo(Errno.EINVAL);
        assertThat(Lab.idle().ask(baseline(List.of(16L), new MemoryRequest(Sizes.PAGE + 1, 0))).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(Lab.idle().ask(baseline(List.of(16L), new MemoryRequest(Sizes.PAGE, 2))).errno())
                .isEqualTo(Errno.EINVAL);
    }

    @Test
    void memoryThatTheHostDoesNotHaveInOnePieceIsRefused() {
        var lab = Lab.idle();
        assertThat(lab.ask(baseline(List.of(16L), new MemoryRequest(33 * Sizes.GIB, 0))).errno())
                .isEqualTo(Errno.ENOMEM);
        assertThat(lab.ask(new Command.CpuToPool(16)).errno())
                .as("without memory there is no park loop")
                .isEqualTo(Errno.ENODEV);
        lab.done(EMPTY).done(Labs.fill());
    }

    @Test
    void singleCoresMoveBetweenHostAndPool() {
        var lab = Lab.idle();
        assertThat(lab.ask(new Command.CpuToPool(4)).errno()).as("no pool yet").isEqualTo(Errno.EPERM);
        lab.done(Labs.fill()).done(new Command.CpuToPool(4));
        assertThat(lab.ask(new Command.CpuToPool(4)).errno()).as("not online").isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Command.CpuToPool(0)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Command.CpuToPool(5)).errno()).as("not there").isEqualTo(Errno.EINVAL);
        lab.done(new Command.CpuToHost(4));
        assertThat(lab.site(4)).isEqualTo(Site.RUNNING);
        assertThat(lab.ask(new Command.CpuToHost(4)).errno()).isEqualTo(Errno.EBUSY);
    }

    // --- lending memory -------------------------------------------------------------------------

    @Test
    void twoHalvesOfThePoolDoNotFitSinceTheParkLoopLivesInIt() {
        var lab = oneChunk().done(instance("red", 8, 16L));
        assertThat(lab.state().pool.freeBytes()).isEqualTo(8 * Sizes.GIB - 96 * 1024);
        var answer = lab.ask(instance("blue", 8, 64L));
        assertThat(answer.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(lab.kernel("blue")).isNull();
        assertThat(lab.owner(64)).isEqualTo("pool");
        assertThat(lab.told(InstanceCreated.class)).hasSize(1);
        lab.done(instance("blue", 7, 64L));
    }

    @Test
    void aFragmentedPoolLendsPiecesHalvedAgainAndAgain() {
        var lab = oneChunk().done(instance("red", 6, 16L)).done(instance("blue", 5, 18L));
        lab.done(new Command.Delete("red"));
        lab.done(instance("green", 8, 20L));
        var pieces = regionsOf(lab, "green").map(Pool.Region::bytes).toList();
        assertThat(pieces).containsExactlyInAnyOrder(4 * Sizes.GIB, 4 * Sizes.GIB);

        lab.done(instance("grey", 2, 22L)).done(new Command.Delete("green"));
        assertThat(lab.ask(instance("wide", 16, 24L)).errno()).isEqualTo(Errno.ENOMEM);
        assertThat(regionsOf(lab, "blue").mapToLong(Pool.Region::bytes).sum()).isEqualTo(5 * Sizes.GIB);
    }

    private static Stream<Pool.Region> regionsOf(Lab lab, String instance) {
        int slot = lab.kernel(instance).slot;
        return lab.state().pool.regions().stream().filter(r -> r.kernel() == slot);
    }

    @Test
    void memoryComesFromTheNodeThatIsAskedForOrNotAtAll() {
        var lab = Lab.pooled();
        var create = new Command.Create(WEB, 0, List.of(16L), 9 * Sizes.GIB, 1, List.of());
        assertThat(lab.ask(create).errno()).isEqualTo(Errno.ENOMEM);
        lab.done(Labs.database());
        int slot = lab.kernel(DATABASE).slot;
        assertThat(lab.state().pool.regions().stream().filter(r -> r.kernel() == slot))
                .isNotEmpty()
                .allMatch(r -> r.node() == 1);
    }

    @Test
    void aCpuThatIsNamedTwiceCountsOnce() {
        var lab = Lab.pooled().done(instance("red", 1, 16L, 18L, 16L));
        assertThat(lab.kernel("red").cores).containsExactly(lab.core(16), lab.core(18));
    }

    @Test
    void theLowestFreeIdIsGivenOut() {
        var lab = Lab.pooled().done(instance("red", 1, 16L)).done(instance("blue", 1, 18L));
        lab.done(new Command.Delete("red")).done(instance("green", 1, 20L));
        assertThat(lab.kernel("blue").id).isEqualTo(2);
        assertThat(lab.kernel("green").id).isEqualTo(1);
    }

    // --- giving back ----------------------------------------------------------------------------

    @Test
    void aPoolWithInstancesIsNotGivenBack() {
        var lab = Lab.webReady();
        assertThat(lab.ask(EMPTY).errno()).isEqualTo(Errno.EBUSY);
        lab.done(new Command.Delete(WEB)).done(EMPTY);
    }

    @Test
    void inTheEndTheHostHasEverythingAgain() {
        var lab = Lab.bothUp();
        for (var name : List.of(WEB, DATABASE)) {
            lab.done(new Command.Halt(name)).untilParked(name);
            lab.done(new Command.Unload(name)).done(new Command.Delete(name));
        }
        lab.done(EMPTY);
        var state = lab.state();
        assertThat(state.pool.chunks()).isEmpty();
        assertThat(state.pool.regions()).isEmpty();
        assertThat(state.deviceOwner).containsOnly(State.HOST);
        for (int c = 0; c < state.cores.count(); c++) {
            assertThat(state.cores.owner[c]).isEqualTo((short) State.HOST);
            assertThat(state.cores.site(c)).isEqualTo(Site.RUNNING);
            assertThat(state.host().online.has(c)).isTrue();
        }
        lab.done(EMPTY).done(Labs.fill());
    }

    @Test
    void anInstanceWhoseCoreDoesNotMoveHomeLeaksItsMemoryOnPurpose() {
        var lab = Lab.webActive().done(new Command.Halt(WEB)).untilParked(WEB).kill(20);
        lab.done(new Command.Unload(WEB));
        long lent = 4 * Sizes.GIB;
        var answer = lab.ask(new Command.Delete(WEB));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(answer.sentence()).contains("leaked");
        assertThat(lab.kernel(WEB)).isNull();
        assertThat(lab.state().pool.chunkBytes() - lab.state().pool.freeBytes()).isEqualTo(lent + Pool.PARK_BYTES);
        assertThat(lab.site(22)).as("the others went home").isEqualTo(Site.PARKED_POOL);
        assertThat(lab.site(20)).isEqualTo(Site.DEAD);
        assertThat(lab.state().cores.owner[lab.core(20)]).isEqualTo((short) CoreTable.POOL);

        assertThat(lab.ask(EMPTY).errno()).as("a lost core never leaves the pool").isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.state().pool.chunks()).hasSize(2);
    }
}
