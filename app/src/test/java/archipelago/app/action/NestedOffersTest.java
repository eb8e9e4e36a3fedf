package archipelago.app.action;

import static archipelago.app.action.OffersTest.labels;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.Selection;
import archipelago.app.session.CoreMove;
import archipelago.app.session.DeviceMove;
import archipelago.app.vm.Chronicle;
import archipelago.app.vm.Desk;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.live.StillEngine;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An instance that is a host itself has the menus of the machine's host, and they give their orders to it.
class NestedOffersTest {
    private static final int OUTER = 1;
    private static final int INNER = 2;
    private static final int POOL = CoreTable.pool(OUTER);
    private static final int NIC = 0;

    private final StillEngine live = new StillEngine(new Session(
            new Scenario("bench", "", "", 1, Frames.machine(), List.of(), List.of())
                    .on(HostKernel.USUAL.withVsock())));
    private final Offers offers = new Offers(new ActionTable());

    @BeforeEach
    void startAnInstance() {
        give(new Command.FillPool(
                List.of(16L, 18L, 20L, 22L, 24L, 26L), List.of(new Command.MemoryRequest(8 * Sizes.GIB, 0)),
                List.of("nic0")));
        give(new Command.Create(
                "outer", 0, List.of(16L, 18L, 20L, 22L), 4 * Sizes.GIB, 0, List.of("nic0")));
        pick(menu(OUTER), "Load image");
        pick(menu(OUTER), "Start");
        assertThat(live.latest().kernel(OUTER).phase()).isEqualTo(Phase.UP);
    }

    private void give(Command command) {
        live.give(command);
        live.seek(live.latest().nowNs + 5 * Times.S);
    }

    private Situation about(Selection thing) {
        var chronicle = new Chronicle();
        chronicle.update(live.latest());
        return new Situation(live.scenario(), live.latest(), chronicle, thing);
    }

    private List<Offer> menu(int place) {
        return offers.of(about(new Selection.OfKernel(place)));
    }

    private static List<Offer> inside(List<Offer> menu, String... labels) {
        var found = menu;
        for (var label : labels) {
            found = OffersTest.inside(found, label);
        }
        return found;
    }

    /// Does what a line of a menu offers.
    private void pick(List<Offer> menu, String label) {
        var item = OffersTest.item(menu, label);
        assertThat(item.why()).as(label).isEmpty();
        item.effect().accept(GivingHands.to(this::give));
    }

    private void makePool() {
        pick(inside(menu(OUTER), "pool of outer", "Make a pool", "Node 0: CPUs 20,22"), "1 GiB");
        assertThat(live.latest().booksOf(OUTER).freeCpus()).containsExactly(20L, 22L);
    }

    private void startInner() {
        pick(inside(menu(POOL), "Create an instance", "Node 0: CPUs 20,22"), "512 MiB");
        pick(menu(INNER), "Load image");
        pick(menu(INNER), "Start");
        assertThat(live.latest().kernel(INNER).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void aKernelBecomesAHostByFillingAPoolWithCpusThatItDidNotBootOn() {
        var choices = inside(menu(OUTER), "pool of outer", "Make a pool");
        assertThat(labels(choices)).containsExactly(
                "Node 0: CPU 22", "Node 0: CPUs 20,22", "Node 0: CPUs 18,20,22");
        var half = OffersTest.item(inside(choices, "Node 0: CPU 22"), "512 MiB");
        assertThat(half.line()).isEqualTo("outer# kerf init --cpus=22 --memory=512MB@0");
        makePool();
        assertThat(labels(menu(POOL)))
                .containsExactly("Create an instance", "Give the pool more memory", "Shared images",
                        "Empty the pool");
    }

    @Test
    void itsInstanceIsLoadedStartedAndStoppedAtItsPrompt() {
        makePool();
        startInner();
        assertThat(live.latest().kernel(INNER).name()).isEqualTo("outer/instance-1");
        assertThat(OffersTest.item(menu(INNER), "Halt").line()).isEqualTo("outer# kerf kill instance-1");
        pick(menu(INNER), "Halt");
        assertThat(live.latest().kernel(INNER).status()).isEqualTo(Status.LOADED);
    }

    @Test
    void coresGoThroughThePoolsOnTheirWayEachAskedOfTheKernelThatHasIt() {
        makePool();
        startInner();
        int idleCore = live.scenario().machine().coreOf(24);
        var down = CoreMove.plan(live.latest(), live.scenario().machine(), idleCore, INNER);
        assertThat(down.commands()).containsExactly(
                new Command.AddCpu("outer", 24),
                new Command.In("outer", new Command.CpuToPool(24)),
                new Command.In("outer", new Command.AddCpu("instance-1", 24)));
        var lentCore = live.scenario().machine().coreOf(22);
        var menu = offers.of(about(new Selection.OfCore(lentCore)));
        assertThat(labels(inside(menu, "Move core to…"))).containsExactly("host", "outer", "pool", "pool of outer");
        assertThat(OffersTest.item(menu, "Back to the pool").line())
                .isEqualTo("outer# kerf update instance-1 --cpus=20");
    }

    @Test
    void aCoreInItsPoolIsOfferedForAnInstanceOfItsOwn() {
        makePool();
        var menu = offers.of(about(new Selection.OfCore(live.scenario().machine().coreOf(22))));
        assertThat(OffersTest.item(inside(menu, "Create an instance"), "512 MiB").line())
                .startsWith("outer# kerf create instance-1 --cpus=22 ");
        assertThat(OffersTest.item(menu, "Back to the pool").why()).contains("it is in the pool already");
    }

    @Test
    void functionsGoToItsPoolAndToItsInstances() {
        makePool();
        startInner();
        assertThat(labels(offers.of(about(new Selection.OfDevice(NIC))))).containsExactly(
                "Give to host", "Give to outer/instance-1", "Give to pool", "Give to pool of outer", "Faults…");
        for (var command : DeviceMove.plan(live.latest(), live.scenario().machine(), NIC, INNER).commands()) {
            give(command);
        }
        assertThat(DeviceMove.place(live.latest(), NIC)).isEqualTo(INNER);
        assertThat(DeviceMove.plan(live.latest(), live.scenario().machine(), NIC, POOL).commands())
                .containsExactly(new Command.In("outer", new Command.RemoveDevice("instance-1", "nic0")));
        assertThat(labels(inside(menu(INNER), "PCI functions"))).contains("nic0 back to the pool");
    }

    @Test
    void memoryComesFromItsPoolAndGoesBackToIt() {
        makePool();
        startInner();
        assertThat(OffersTest.item(offers.memory(about(new Selection.OfKernel(INNER))), "1 GiB").why())
                .contains("the pool has no 1 GiB in one piece (-ENOMEM)");
        assertThat(OffersTest.item(offers.memory(about(new Selection.OfKernel(INNER))), "128 MiB · one block").line())
                .isEqualTo("outer# kerf update instance-1 --memory=640MB");
        long idle = live.latest().memory.stream().filter(range -> range.inPool()).findFirst().orElseThrow().base();
        var menu = offers.of(about(new Selection.OfRegion(idle)));
        assertThat(labels(menu)).startsWith("Give to outer/instance-1");
        assertThat(labels(menu).get(1)).endsWith("back to outer");
        assertThat(OffersTest.item(menu, labels(menu).get(1)).why()).contains("something in this chunk is lent (-EBUSY)");
    }

    @Test
    void itsTransactionsAreRolledBackInItsOwnTree() {
        makePool();
        pick(inside(menu(POOL), "Create an instance", "Node 0: CPU 20"), "512 MiB");
        var transactions = inside(offers.of(about(Selection.NOTHING)), "Overlay transactions");
        assertThat(labels(transactions)).contains("tx_2", "outer:tx_2");
        var itself = offers.of(about(new Selection.OfTransaction(OUTER, 2)));
        assertThat(OffersTest.item(itself, "Roll back").line())
                .isEqualTo("outer# rmdir /sys/fs/multikernel/overlays/tx_2");
        pick(itself, "Roll back");
        assertThat(live.latest().kernel(INNER)).isNull();
        assertThat(live.latest().kernel(OUTER)).isNotNull();
    }

    @Test
    void socketsReachItsLenderAndItsInstancesAndNobodyElse() {
        makePool();
        startInner();
        var sockets = "Sockets to other kernels";
        assertThat(labels(inside(menu(INNER), sockets))).containsExactly(
                "Let outer/instance-1 listen on port 5000", "Connect outer/instance-1 to CID 0, port 5000");
        assertThat(labels(inside(menu(OUTER), sockets))).containsExactly(
                "Let outer listen on port 5000",
                "Connect outer to CID 0, port 5000",
                "Connect outer to CID 2, port 5000");
        assertThat(labels(inside(menu(0), sockets))).containsExactly(
                "Let host listen on port 5000", "Connect host to CID 1, port 5000");
        pick(inside(menu(OUTER), sockets), "Let outer listen on port 5000");
        pick(inside(menu(INNER), sockets), "Connect outer/instance-1 to CID 0, port 5000");
        assertThat(labels(inside(menu(INNER), sockets)))
                .contains("Send 64 bytes over socket 2 of outer/instance-1");
    }

    @Test
    void imagesAreMadeInItsPoolForItsInstances() {
        makePool();
        startInner();
        pick(inside(menu(POOL), "Shared images"), "Make the image rootfs of 256 MiB");
        assertThat(live.latest().images.getFirst().keeper()).isEqualTo(OUTER);
        assertThat(live.latest().memory).anyMatch(range -> range.kernel() == MemoryView.SHARED);
        pick(inside(menu(INNER), "Shared images"), "Mount outer/rootfs in outer/instance-1");
        assertThat(labels(inside(menu(INNER), "Shared images"))).hasSize(2);
        pick(inside(menu(POOL), "Shared images"), "Free the image rootfs");
        assertThat(live.latest().images).isEmpty();
    }

    @Test
    void theConsoleOfItsInstanceIsOpenedOnIt() {
        makePool();
        startInner();
        var desk = new Desk(live.scenario());
        desk.selection().set(new Selection.OfKernel(INNER));
        desk.update(live.latest());
        var orders = new ConsoleOrders(GivingHands.to(this::give));
        orders.attach(live.latest(), desk.console().screen().get());
        desk.update(live.latest());
        assertThat(desk.console().screen().get().attached()).isTrue();
        give(new Command.Console.Print("outer/instance-1", Blob.text("hello\n")));
        desk.update(live.latest());
        assertThat(desk.console().screen().get().lines()).extracting(line -> line.text()).containsExactly("hello");
        orders.close(desk.console().screen().get());
        assertThat(live.latest().consoles).isEmpty();
    }

    @Test
    void whenItHasPanickedWhatIsAskedOfItSaysSo() {
        makePool();
        startInner();
        give(new Command.Fault.Panic("outer", -1));
        var why = "outer does not answer (-EHOSTDOWN)";
        assertThat(OffersTest.item(menu(INNER), "Halt").why()).contains(why);
        assertThat(OffersTest.item(menu(POOL), "Empty the pool").why()).contains(why);
        var core = offers.of(about(new Selection.OfCore(live.scenario().machine().coreOf(22))));
        assertThat(OffersTest.item(inside(core, "Move core to…"), "pool of outer").why()).contains(why);
    }
}
