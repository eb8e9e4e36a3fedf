package archipelago.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Leaves;
import archipelago.engine.Leaves.Leaf;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.RandomStream;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Fault.Disturbance;
import archipelago.engine.cost.Cost;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.Overlay;
import archipelago.engine.overlay.Plan;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// No field of the state is forgotten by its copy or by its digest, not even one that is added later.
class StateDigestTest {
    /// What the digest leaves out on purpose, as its contract says.
    private static final Set<String> NOT_DIGESTED =
            Set.of(".nowNs", ".trail", ".acts", ".story.awaitedAct", ".operations[0].act", ".operations[0].byStory");

    /// What somebody ordered is digested as what was asked of the host; what a blob says, as its bytes.
    private static final String DERIVED = "\\.operations\\[0]\\.command.*|.*\\.transactions\\[0]\\.overlay\\.(?!blob).*";

    @Test
    void everySingleValueOfTheStateIsInItsDigest() {
        var state = fullState();
        long before = state.digest();
        var leaves = Leaves.of(state);

        var forgotten = leaves.stream()
                .filter(leaf -> !NOT_DIGESTED.contains(leaf.path()) && !leaf.path().matches(DERIVED))
                .filter(Predicate.not(StateDigestTest::ofAFreeSlot))
                .filter(leaf -> changedDigest(state, leaf) == before)
                .map(Leaf::path);

        assertThat(leaves).hasSizeGreaterThan(1_000);
        assertThat(forgotten).isEmpty();
        assertThat(state.digest()).as("after every change was taken back").isEqualTo(before);
    }

    @Test
    void thePresentInstantAndTheTrailAreNotInTheDigestAndTheTrailIsInTheFingerprint() {
        var state = fullState();
        long digest = state.digest();
        long fingerprint = state.fingerprint();
        state.nowNs++;
        assertThat(state.fingerprint()).isEqualTo(fingerprint);
        state.fold(1);
        assertThat(state.digest()).isEqualTo(digest);
        assertThat(state.fingerprint()).isNotEqualTo(fingerprint);
    }

    /// Every value is looked at twice, so that at least once it is not what a new object begins with.
    @Test
    void everySingleValueOfTheStateIsInItsCopy() {
        var state = fullState();
        assertThat(values(state.copy())).isEqualTo(values(state));
        change(state);
        assertThat(values(state.copy())).isEqualTo(values(state));
    }

    @Test
    void whatIsDoneToACopyIsNotDoneToTheState() {
        var state = fullState();
        var before = values(state);
        var copy = state.copy();
        copy.host().gain(2);
        copy.cores.place(1, Site.DEAD, 0);
        copy.pool.release(1);
        copy.deviceOwner[0] = 1;
        copy.kernel(1).ring.take();
        copy.operations().clear();
        copy.asks().clear();
        change(copy);
        assertThat(values(state)).isEqualTo(before);
    }

    /// A slot of a ring that is not claimed holds nothing, so nothing of it is digested.
    private static boolean ofAFreeSlot(Leaf leaf) {
        return leaf.path().endsWith(".ring.published[" + (Ring.SLOTS - 1) + "]");
    }

    private static long changedDigest(State state, Leaf leaf) {
        var was = leaf.value();
        leaf.value(leaf.other());
        long digest = state.digest();
        leaf.value(was);
        return digest;
    }

    private static void change(State state) {
        for (var leaf : Leaves.of(state)) {
            boolean shared = leaf.path().matches(".*\\.kernels\\[\\d]\\.(cores|numbered)\\[\\d]") // Never written.
                    || leaf.path().startsWith(".kernels[0].pool."); // It is the state's.
            if (!shared) {
                leaf.value(leaf.other());
            }
        }
    }

    private static List<String> values(State state) {
        return Leaves.of(state).stream().map(leaf -> leaf.path() + " = " + leaf.value()).toList();
    }

    /// A state with something in every table; the rings are as full as they can be.
    private static State fullState() {
        var state = new State(3, 1);
        state.addKernel(0, "host").gain(0);
        state.addKernel(7, "web").gain(1);
        var nested = state.addKernel(8, "web/cache", 1);
        nested.gain(2);
        for (var kernel : List.of(state.host(), state.kernel(1), nested)) {
            for (int n = 1; n < Ring.SLOTS; n++) {
                var message = new Message(n, MessageKind.CPU_ADD, 0, 0, 1, 1, 24, 5, 0, 0, Blob.of(new byte[] {6}), 10, 20);
                kernel.ring.publish(kernel.ring.claim(message), message);
            }
        }
        state.pool.add(new Pool.Chunk(Sizes.GIB, Sizes.GIB, 0));
        state.pool.lend(1, 512 * Sizes.MIB, 0);
        var write = (Command) Leaves.sample(Command.Call.WriteFile.class);
        var plan = new Plan(Plan.Kind.OVERLAY, 2, List.of(new Change.CpuRemove("web", 5)));
        state.put(new Operation(
                3,
                3,
                (Command) Leaves.sample(Command.FillPool.class),
                write,
                0,
                true,
                plan,
                0,
                1,
                2,
                Operation.Step.TAKE_MEMORY,
                0,
                0,
                true,
                Errno.EBUSY,
                9));
        for (var kernel : List.of(state.host(), state.kernel(1))) {
            kernel.transactions().add(new Transaction(
                    2,
                    Transaction.Outcome.APPLIED,
                    new Overlay(Blob.of(new byte[] {6}), "/resources", "text", plan.changes(), plan.changes())));
        }
        state.kernel(1).pool.exists = true;
        for (var kernel : List.of(state.kernel(1), nested)) {
            kernel.numbered = new int[] {1, 2};
        }
        for (var kernel : List.of(state.host(), state.kernel(1), nested)) {
            kernel.badSizes = 2;
        }
        state.kernel(1).pool.add(new Pool.Chunk(Sizes.GIB, 256 * Sizes.MIB, 0));
        state.kernel(1).pool.lend(nested.slot, 128 * Sizes.MIB, 0);
        state.kernel(1).pool.baseline = Blob.of(new byte[] {6});
        state.consoles().add(new ConsoleLink(1, 7, Blob.of(new byte[] {6}), 5));
        state.consoles().add(new ConsoleLink(2, 1, 8, Blob.of(new byte[] {6}), 5));
        state.sockets().add(new Socket(1, 1, 1024, 0, 5, Socket.Stage.CONNECTED, 5, 3));
        state.images().add(new SharedImage(
                "rootfs", 4096, 4096, 8, List.of(new SharedImage.Entry("/etc/hosts", 5, 1)), false));
        state.images().add(new SharedImage(
                1, "web/rootfs", 8192, 4096, 8, List.of(new SharedImage.Entry("/etc/hosts", 5, 1)), false));
        state.mounts().add(new SharedImage.Mount(1, 4096, List.of("/etc/motd")));
        state.kernel(1).consoleBacklog = Blob.of(new byte[] {6});
        state.host().consoleBacklog = Blob.of(new byte[] {6});
        state.kernel(1).memory = List.of(new MemoryRange(Sizes.GIB, Sizes.MIB));
        state.kernel(1).instancePool = List.of(new MemoryRange(Sizes.GIB, Sizes.MIB));
        state.kernel(1).segments = List.of(new MemoryRange(Sizes.GIB, Sizes.MIB));
        state.kernel(1).text = List.of(new MemoryRange(Sizes.GIB, Sizes.MIB));
        state.messageFaults().add(new MessageFault(Disturbance.DELAY, 0, 1, 2, 3));
        state.cutLinks().add(new CutLink(0, 1));
        state.chanceRounds = 1;
        state.chances = new Chances(
                new Command.Fault.Chaos(1, 2, List.of(Command.Fault.Chance.HANG), List.of("web")), 7,
                new RandomStream(42, "chance"));
        state.costSettings().add(new CostSetting(Cost.IPI_FLIGHT, 3, 4));
        state.fragment(new Fragmentation(0, Sizes.MIB));
        state.asks().add(new Operation.Ask(1, MessageKind.SHUTDOWN, 7, 3, 30));
        var stream = new Stream(new RandomStream(42, "test"), true);
        stream.everyNs = 5;
        stream.requests.asks(4);
        stream.requests.sent(8, 1);
        state.streams().add(stream);
        state.services().add(new Service("shop", "web"));
        state.tasks.all().add(new Task(0, 0, new RandomStream(42, "start")));
        state.tasks.object(1, "directory", 0, () -> shared(new RandomStream(42, "turns"))).setApart(2, 3);
        state.tasks.setMemoryFreeNs(0, 9);
        state.standby = Standby.armed(state.kernel(1), 7).asking(3);
        return state;
    }

    private static SharedObject shared(RandomStream turns) {
        return new SharedObject(1, "web", "directory", 0, turns);
    }
}
