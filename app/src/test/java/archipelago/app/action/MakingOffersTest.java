package archipelago.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.layout.Selection;
import archipelago.app.vm.Chronicle;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.live.StillEngine;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import archipelago.engine.state.Status;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the menus make from nothing: instances, sockets, images, messages that nobody sent. On a real machine, which
/// goes on only when it is told to.
class MakingOffersTest {
    private static final int POOL = -1;
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final StillEngine live = new StillEngine(new Session(
            new Scenario("bench", "", "", 1, Frames.machine(), List.of(), List.of())
                    .on(HostKernel.USUAL.withVsock())));
    private final Offers offers = new Offers(new ActionTable());

    @BeforeEach
    void fillThePool() {
        give(new Command.FillPool(
                List.of(16L, 18L, 20L, 80L, 82L),
                List.of(new Command.MemoryRequest(4 * Sizes.GIB, 0), new Command.MemoryRequest(4 * Sizes.GIB, 1)),
                List.of()));
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

    private List<Offer> menu(int slot) {
        return offers.of(about(new Selection.OfKernel(slot)));
    }

    /// Two instances that run.
    private void twoKernels() {
        for (var cpus : List.of(List.of(16L), List.of(80L, 82L))) {
            pick(inside(menu(POOL), "Create an instance", node(cpus)), "1 GiB");
        }
        for (int slot : List.of(FIRST, SECOND)) {
            pick(menu(slot), "Load image");
            pick(menu(slot), "Start");
            assertThat(live.latest().kernel(slot).status()).isEqualTo(Status.ACTIVE);
        }
    }

    private static String node(List<Long> cpus) {
        return cpus.size() == 1 ? "Node 0: CPU 16" : "Node 1: CPUs 80,82";
    }

    /// Does what a line of a menu offers.
    private void pick(List<Offer> menu, String label) {
        var item = item(menu, label);
        assertThat(item.why()).as(label).isEmpty();
        item.effect().accept(GivingHands.to(this::give));
    }

    // --- instances ----------------------------------------------------------------------------------

    @Test
    void anInstanceIsMadeOfIdleCpusAndMemoryOfOneNodeAndThenLoadedAndStarted() {
        var choices = inside(menu(POOL), "Create an instance");
        assertThat(OffersTest.labels(choices)).containsExactly(
                "Node 0: CPU 16", "Node 0: CPUs 16,18", "Node 0: CPUs 16,18,20",
                "Node 1: CPU 80", "Node 1: CPUs 80,82");
        assertThat(item(inside(choices, "Node 1: CPUs 80,82"), "1 GiB").line())
                .isEqualTo("kerf create instance-1 --cpus=80,82 --memory=1GB --numa-nodes=1");
        twoKernels();
        assertThat(live.latest().kernel(SECOND).name()).isEqualTo("instance-2");
        assertThat(item(menu(SECOND), "Load image").line())
                .isEqualTo("kerf load instance-2 --kernel=vmlinux --initrd=initrd.img --cmdline=console=mktty0");
    }

    @Test
    void whatThePoolDoesNotHaveCannotBeGiven() {
        var large = item(inside(menu(POOL), "Create an instance", "Node 0: CPU 16"), "4 GiB");
        assertThat(large.why()).contains("the pool has no 4 GiB idle on this node (-ENOMEM)");
        var core = offers.of(about(new Selection.OfCore(8)));
        assertThat(item(inside(core, "Create an instance"), "512 MiB").line()).contains(" --cpus=16 --memory=512MB");
        give(new Command.EmptyPool());
        assertThat(inside(menu(POOL), "Create an instance"))
                .containsExactly(new Offer.Note("the pool has no idle CPU (-EBUSY)"));
    }

    // --- sockets and images -------------------------------------------------------------------------

    @Test
    void programsConnectAndSendWithTheirCalls() {
        twoKernels();
        var sockets = inside(menu(FIRST), "Sockets to other kernels");
        assertThat(OffersTest.labels(sockets)).containsExactly(
                "Let instance-1 listen on port 5000",
                "Connect instance-1 to CID 0, port 5000");
        assertThat(item(sockets, "Let instance-1 listen on port 5000").line())
                .isEqualTo("listen({AF_VSOCK, cid=1, port=5000})");
        pick(inside(menu(0), "Sockets to other kernels"), "Let host listen on port 5000");
        pick(inside(menu(SECOND), "Sockets to other kernels"), "Connect instance-2 to CID 0, port 5000");
        var open = inside(menu(SECOND), "Sockets to other kernels");
        var send = item(open, "Send 64 bytes over socket 2 of instance-2");
        assertThat(send.line()).isEqualTo("send(fd, …, 64, 0)");
        long before = live.latest().kernel(SECOND).sent();
        pick(open, send.label());
        assertThat(live.latest().kernel(SECOND).sent()).isEqualTo(before + 1);
        pick(open, "Close socket 2 of instance-2");
        assertThat(live.latest().sockets).noneMatch(socket -> socket.number() == 2);
    }

    @Test
    void imagesAreMadeInThePoolMountedAndWritten() {
        twoKernels();
        var make = item(inside(menu(POOL), "Shared images"), "Make the image rootfs of 256 MiB");
        assertThat(make.line())
                .isEqualTo("ioctl(/dev/dma_heap/multikernel, DMA_HEAP_IOCTL_ALLOC, {len=0x10000000})");
        pick(inside(menu(POOL), "Shared images"), make.label());
        var mount = item(inside(menu(FIRST), "Shared images"), "Mount rootfs in instance-1");
        assertThat(mount.line()).matches("mount -t daxfs -o phys=0x[0-9a-f]+,size=268435456 none /mnt");
        pick(inside(menu(FIRST), "Shared images"), mount.label());
        var mounted = inside(menu(FIRST), "Shared images");
        assertThat(OffersTest.labels(mounted))
                .containsExactly("Look for /data of rootfs in instance-1", "Write /data of rootfs in instance-1");
        pick(mounted, "Write /data of rootfs in instance-1");
        assertThat(live.latest().images.getFirst().has("/data")).isTrue();
        assertThat(item(inside(menu(POOL), "Shared images"), "Free the image rootfs").line()).isEqualTo("close(fd)");
    }

    // --- messages -----------------------------------------------------------------------------------

    @Test
    void messagesOfAKernelAreDisturbedAndForged() {
        twoKernels();
        var sends = inside(menu(SECOND), "Faults…", "What it sends");
        assertThat(OffersTest.labels(sends)).containsExactly(
                "Its next message to host", "Its next message to instance-1", "Forge a message…");
        assertThat(OffersTest.labels(inside(sends, "Its next message to host"))).hasSize(5).startsWith("Lose it");
        pick(inside(sends, "Forge a message…"), "instance-2 sends HALTED to host in the name of instance-1");
        assertThat(live.latest().kernel(FIRST).status()).as("the host believes it").isEqualTo(Status.LOADED);
        pick(inside(sends, "Its next message to host"), "Lose it");
        long taken = live.latest().kernel(0).taken();
        give(new Command.Console.Print("instance-2", Blob.text("hello\n")));
        assertThat(live.latest().kernel(0).taken()).as("it is passed over").isEqualTo(taken);
    }

    // --- menus --------------------------------------------------------------------------------------

    private static List<Offer> inside(List<Offer> menu, String... labels) {
        var found = menu;
        for (var label : labels) {
            found = OffersTest.inside(found, label);
        }
        return found;
    }

    private static Offer.Item item(List<Offer> menu, String label) {
        return OffersTest.item(menu, label);
    }
}
