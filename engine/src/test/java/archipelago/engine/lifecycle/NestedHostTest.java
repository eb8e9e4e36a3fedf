package archipelago.engine.lifecycle;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.state.MemoryRange;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An instance lends what it was lent: everything that the host can do it can do in its own tree, and the host's
/// books know nothing of it.
class NestedHostTest {
    private static final String CACHE = WEB + "/cache";

    private static Command in(Command order) {
        return new Command.In(WEB, order);
    }

    private static Command fill() {
        return in(new Command.FillPool(
                List.of(20L, 22L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of("nic0")));
    }

    private static Command create() {
        return in(new Command.Create("cache", 0, List.of(20L, 22L), 512 * Sizes.MIB, 0, List.of()));
    }

    /// The web server has a pool of its own.
    private static Lab pooled() {
        return Lab.webActive().done(fill());
    }

    /// In its pool an instance of its own runs.
    private static Lab cacheUp() {
        return pooled()
                .done(create())
                .done(in(Labs.load("cache")))
                .done(in(new Command.Exec("cache")))
                .untilUp(CACHE);
    }

    private static String file(Lab lab, String kernel, String path) {
        var world = lab.simulation().world();
        return FileTree.of(world, lab.kernel(kernel)).read("/sys/fs/multikernel/" + path)
                        instanceof Content.Bytes(var blob)
                ? new String(blob.bytes(), StandardCharsets.UTF_8)
                : "";
    }

    // --- the same interface -----------------------------------------------------------------------

    @Test
    void itsPoolIsMadeOfWhatItHasAndTheHostSeesNothingOfIt() {
        var lab = pooled();
        var web = lab.kernel(WEB);
        assertThat(lab.owner(20)).isEqualTo("pool of " + WEB);
        assertThat(lab.with(22)).isEqualTo("pool of " + WEB);
        assertThat(web.online.count()).isEqualTo(2);
        assertThat(web.cores).as("by the host's books it has them all").hasSize(4);
        var chunk = web.pool.chunks().getFirst();
        assertThat(web.memory).as("taken from its own memory")
                .anyMatch(own -> own.covers(new MemoryRange(chunk.base(), chunk.bytes())));
        assertThat(lab.state().pool.chunks()).hasSize(2);
        assertThat(file(lab, WEB, "device_tree")).contains("cpus-available");
    }

    @Test
    void anInstanceOfItsRunsAndIsListedInItsOwnTreeOnly() {
        var lab = cacheUp();
        assertThat(lab.kernel(CACHE).id).as("1 is the web server itself").isEqualTo(2);
        assertThat(lab.owner(20)).isEqualTo(CACHE);
        assertThat(lab.with(22)).isEqualTo(CACHE);
        assertThat(file(lab, WEB, "instances/cache/status")).isEqualTo("active\n");
        assertThat(file(lab, "host", "instances/cache/status")).isEmpty();
        assertThat(file(lab, "host", "instances/" + WEB + "/status")).isEqualTo("active\n");
        assertThat(lab.log(WEB)).contains("kexec_file: image vmlinux loaded for instance 2");
        assertThat(lab.log("host")).noneMatch(line -> line.contains("instance 2"));
    }

    @Test
    void whatItLentComesBackAndItCanBeStartedAgain() {
        var lab = cacheUp();
        lab.done(in(new Command.Halt("cache"))).untilParked(CACHE);
        lab.done(in(new Command.Unload("cache"))).done(in(new Command.Delete("cache")));
        assertThat(lab.ask(in(new Command.EmptyPool())).sentence()).startsWith(WEB + " has all");
        assertThat(lab.kernel(WEB).online.count()).isEqualTo(4);
        assertThat(lab.owner(20)).isEqualTo(WEB);
        assertThat(lab.state().deviceOwner[0]).isEqualTo(lab.kernel(WEB).slot);
        lab.done(new Command.Halt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
    }

    @Test
    void everyKernelHasLocksOfItsOwn() {
        var lab = pooled().done(create()).done(Labs.database());
        int here = lab.give(in(Labs.load("cache")));
        int there = lab.give(Labs.load(DATABASE));
        assertThat(lab.answerTo(here).errno()).isEqualTo(Errno.OK);
        assertThat(lab.answerTo(there).errno()).isEqualTo(Errno.OK);
    }

    @Test
    void transactionsAreNumberedInEachTreeByItself() {
        var lab = pooled().done(create());
        assertThat(lab.kernel(WEB).transactions()).extracting(t -> t.number()).containsExactly(2);
        lab.done(in(new Command.RollBack(2)));
        assertThat(lab.kernel(CACHE)).isNull();
        assertThat(lab.owner(20)).isEqualTo("pool of " + WEB);
        assertThat(lab.state().transactions()).as("the host's are not touched").isNotEmpty();
    }

    @Test
    void coresAndMemoryGoBetweenItsPoolAndItsInstanceWhileItRuns() {
        var lab = pooled().done(in(new Command.Create("cache", 0, List.of(20L), 256 * Sizes.MIB, 0, List.of())));
        lab.done(in(Labs.load("cache"))).done(in(new Command.Exec("cache"))).untilUp(CACHE);
        lab.done(in(new Command.AddCpu("cache", 22))).done(in(new Command.AddMemory("cache", 128 * Sizes.MIB, 0)));
        assertThat(lab.with(22)).isEqualTo(CACHE);
        assertThat(lab.kernel(CACHE).memory).hasSize(2);
        lab.done(in(new Command.AddDevice("cache", "nic0")));
        assertThat(lab.state().deviceOwner[0]).isEqualTo(lab.kernel(CACHE).slot);
        lab.done(in(new Command.RemoveDevice("cache", "nic0"))).done(in(new Command.RemoveCpu("cache", 22)));
        assertThat(lab.site(22)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.kernel(CACHE).cores).hasSize(1);
    }

    @Test
    void itCanBeNestedAgain() {
        var lab = cacheUp();
        var inner = new Command.In(CACHE, new Command.FillPool(
                List.of(22L), List.of(new Command.MemoryRequest(256 * Sizes.MIB, 0)), List.of()));
        lab.done(inner);
        lab.done(new Command.In(CACHE, new Command.Create("deep", 0, List.of(22L), 128 * Sizes.MIB, 0, List.of())));
        lab.done(new Command.In(CACHE, Labs.load("deep"))).done(new Command.In(CACHE, new Command.Exec("deep")));
        lab.untilUp(CACHE + "/deep");
        assertThat(lab.kernel(CACHE).cores).hasSize(2);
        assertThat(lab.kernel(WEB).cores).hasSize(4);
        assertThat(lab.owner(22)).isEqualTo(CACHE + "/deep");
    }

    // --- what is refused --------------------------------------------------------------------------

    @Test
    void itLendsOnlyWhatItHas() {
        var lab = Lab.webActive();
        assertThat(lab.ask(in(new Command.FillPool(
                        List.of(24L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of()))).errno())
                .as("a core of the host's pool").isEqualTo(Errno.ENODEV);
        var other = Lab.webActive();
        assertThat(other.ask(in(new Command.FillPool(
                        List.of(20L), List.of(new Command.MemoryRequest(8 * Sizes.GIB, 0)), List.of()))).errno())
                .as("more memory than it has").isEqualTo(Errno.ENOMEM);
        var third = Lab.webActive();
        assertThat(third.ask(in(new Command.FillPool(
                        List.of(16L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of()))).errno())
                .as("the core that it runs on").isEqualTo(Errno.EINVAL);
    }

    @Test
    void itsOwnNameAndIdAreTaken() {
        var lab = pooled();
        for (var taken : List.of(WEB, "host")) {
            assertThat(lab.ask(in(new Command.Create(taken, 0, List.of(20L), Sizes.MIB, 0, List.of()))).errno())
                    .isEqualTo(Errno.EEXIST);
        }
        assertThat(lab.ask(in(new Command.Create("cache", 1, List.of(20L), Sizes.MIB, 0, List.of()))).errno())
                .isEqualTo(Errno.EEXIST);
    }

    @Test
    void itIsAskedOnlyWhileItIsUp() {
        var lab = Lab.webLoaded();
        assertThat(lab.ask(fill()).errno()).isEqualTo(Errno.EHOSTDOWN);
        assertThat(lab.ask(new Command.In("moon", new Command.EmptyPool())).errno()).isEqualTo(Errno.ENODEV);
        assertThat(lab.ask(new Command.In("host", new Command.EmptyPool())).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(in(new Fault.Panic(WEB, -1))).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void memoryInItsPoolCannotBeTakenFromIt() {
        var lab = pooled().done(new Command.AddMemory(WEB, Sizes.GIB, 1));
        lab.done(in(new Command.GrowPool(2 * Sizes.GIB, 0))).done(in(new Command.GrowPool(Sizes.GIB, 0)));
        long added = lab.kernel(WEB).memory.getLast().base();
        assertThat(lab.kernel(WEB).pool.chunks().getLast().base()).isEqualTo(added);
        assertThat(lab.ask(new Command.RemoveMemory(WEB, added)).errno()).isEqualTo(Errno.EBUSY);
        lab.done(in(new Command.ShrinkPool(added))).done(new Command.RemoveMemory(WEB, added));
    }

    @Test
    void aCoreThatItsLenderWantsBackParksInItsOwnPoolAndIsLostToBoth() {
        var lab = pooled();
        assertThat(lab.ask(new Command.RemoveCpu(WEB, 18)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.site(18)).isEqualTo(Site.PARKED_POOL);
        assertThat(lab.with(18)).as("the host looked for it on another mailbox").isEqualTo("pool of " + WEB);
        assertThat(lab.owner(18)).isEqualTo(WEB);
    }

    // --- what its death leaves behind -------------------------------------------------------------

    @Test
    void whatItLentGoesOnWhenItPanics() {
        var lab = cacheUp().done(new Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.kernel(CACHE).phase).isEqualTo(Phase.UP);
        assertThat(lab.with(20)).isEqualTo(CACHE);
        assertThat(lab.ask(in(new Command.Halt("cache"))).errno()).as("nobody manages it").isEqualTo(Errno.EHOSTDOWN);
    }

    @Test
    void itCannotBeStartedAgainWhileItsCoresAreElsewhere() {
        var lab = cacheUp().done(new Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).isEqualTo(Errno.EBUSY);
        lab.done(new Command.ForceHalt(WEB));
        lab.runFor(Times.S);
        assertThat(lab.kernel(CACHE).phase).as("the marker is not its own").isEqualTo(Phase.UP);
        assertThat(lab.log(CACHE)).anyMatch(line -> line.contains("NMI received for unknown reason"));
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).isEqualTo(Errno.EBUSY);
        lab.done(new Fault.PowerOff(CACHE, false)).untilParked(CACHE);
        assertThat(lab.ask(new Command.Exec(WEB)).errno()).as("parked, but not where the host looks")
                .isEqualTo(Errno.EBUSY);
    }

    @Test
    void itsMemoryIsLeakedWhenItIsDeletedUnderWhatItLent() {
        var lab = cacheUp().done(new Fault.Panic(WEB, -1)).untilStatus(WEB, Status.LOADED).untilParked(WEB);
        int slot = lab.kernel(WEB).slot;
        lab.done(new Command.Unload(WEB));
        var answer = lab.ask(new Command.Delete(WEB));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(answer.sentence()).contains("leaked");
        assertThat(lab.state().pool.regionsOf(slot)).as("a core still executes from it").isNotEmpty();
        assertThat(lab.kernel(CACHE)).as("no books list it").isNull();
        assertThat(lab.state().presentNamed(CACHE).phase).isEqualTo(Phase.UP);
        assertThat(lab.owner(20)).as("free, say the books").isEqualTo("pool");
    }

    @Test
    void whoeverAskedItLearnsThatItIsDown() {
        var lab = pooled().done(create());
        int act = lab.give(in(Labs.load("cache")));
        lab.done(new Fault.Panic(WEB, -1));
        assertThat(lab.answerTo(act).errno()).isEqualTo(Errno.EHOSTDOWN);
    }

    @Test
    void aNewLifeKnowsNothingOfTheBooksOfTheOneBefore() {
        var lab = Lab.webActive().done(in(new Command.FillPool(
                List.of(20L), List.of(new Command.MemoryRequest(Sizes.GIB, 0)), List.of())));
        lab.done(in(new Command.CpuToHost(20)));
        lab.done(in(new Command.Create("cache", 0, List.of(), 256 * Sizes.MIB, 0, List.of())));
        assertThat(lab.kernel(CACHE)).isNotNull();
        lab.done(new Command.Halt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.kernel(CACHE)).isNull();
        assertThat(lab.kernel(WEB).pool.exists).isFalse();
        assertThat(lab.kernel(WEB).transactions()).isEmpty();
        lab.done(fill());
    }
}
