package archipelago.engine.message;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.Cost;
import archipelago.engine.journal.Happening.DoorbellLost;
import archipelago.engine.journal.Happening.MessageLost;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.lifecycle.RunOperations;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Ring;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    /// Long enough for any message to arrive and be taken.
    private static final long SOON_NS = 20 * Times.US;

    private static Lab webPanicked() {
        return Lab.webActive()
                .done(new Command.Fault.Panic(WEB, -1))
                .untilStatus(WEB, Status.LOADED)
                .untilParked(WEB)
                .runFor(SOON_NS);
    }

    /// The database dies between the claim and the publication of a slot in another kernel's ring.
    private static Lab blockedByTheDatabase(String ringOf) {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 66, ringOf);
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        return lab.runFor(Times.MS);
    }

    // --- room -----------------------------------------------------------------------------------

    @Test
    void aRingTakes63MessagesAndRefusesThe64th() {
        var lab = webPanicked();
        long sent = lab.state().host().sent;
        for (int i = 0; i < 63; i++) {
            assertThat(lab.send("host", 0, WEB)).isEqualTo(Errno.OK);
        }
        assertThat(lab.send("host", 0, WEB)).isEqualTo(Errno.ENOSPC);
        lab.runFor(SOON_NS);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(63);
        assertThat(lab.state().host().sent - sent).isEqualTo(63);
        assertThat(lab.state().host().refused).isEqualTo(1);
        assertThat(lab.told(SendRefused.class)).hasSize(1);
    }

    @Test
    void whoHasNoRingOrNoCoreCannotBeSentTo() {
        var lab = Lab.webReady();
        assertThat(lab.send("host", 0, WEB)).as("before a load").isEqualTo(Errno.ENODEV);
        var messages = new Messages(lab.simulation().world());
        var host = lab.state().host();
        assertThat(messages.send(host, 0, null, MessageKind.HALTED, 8, 0, 0, null)).isEqualTo(Errno.EINVAL);
        assertThat(messages.send(host, 0, host, MessageKind.HALTED, Message.MOST_BYTES + 1, 0, 0, null))
                .isEqualTo(Errno.EMSGSIZE);
    }

    @Test
    void messagesToAPanickedKernelStayUnreadAndAreLostWhenItStartsAgain() {
        var lab = webPanicked();
        for (int i = 0; i < 5; i++) {
            lab.send("host", 0, WEB);
        }
        lab.runFor(Times.S);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(5);
        assertThat(lab.told(DoorbellLost.class)).hasSize(5);
        int mark = lab.mark();
        long taken = lab.kernel(WEB).taken;
        lab.done(new Command.Exec(WEB)).untilUp(WEB).runFor(SOON_NS);
        assertThat(lab.toldSince(mark, MessageLost.class)).hasSize(5);
        assertThat(lab.state().messagesLost).isEqualTo(5);
        assertThat(lab.kernel(WEB).taken).isEqualTo(taken);
    }

    @Test
    void aMessageInFlightToACrashedKernelArrivesAndStaysUnread() {
        var lab = Lab.webActive();
        lab.send("host", 0, WEB);
        lab.runFor(500);
        lab.give(new Command.Fault.Panic(WEB, -1));
        lab.runFor(Times.MS);
        assertThat(lab.told(DoorbellLost.class)).hasSize(1);
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(1);
    }

    // --- a producer that dies -------------------------------------------------------------------

    @Test
    void aProducerThatDiesBeforeItPublishesBlocksEverythingBehindIt() {
        var lab = blockedByTheDatabase(WEB);
        for (int i = 0; i < 5; i++) {
            assertThat(lab.send("host", 0, WEB)).isEqualTo(Errno.OK);
        }
        lab.runFor(Times.S);
        var ring = lab.kernel(WEB).ring;
        assertThat(ring.pending()).isEqualTo(6);
        assertThat(ring.published(ring.tail())).isFalse();
        assertThat(lab.kernel(WEB).taken).isZero();
        assertThat(lab.kernel(WEB).phase).as("the kernel itself is well").isEqualTo(Phase.UP);
    }

    @Test
    void theBlockIsGoneAfterTheNextStart() {
        var lab = blockedByTheDatabase(WEB);
        lab.send("host", 0, WEB);
        lab.runFor(SOON_NS);
        lab.done(new Command.ForceHalt(WEB)).untilParked(WEB).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(lab.told(MessageLost.class)).hasSizeGreaterThanOrEqualTo(2);
        lab.send("host", 0, WEB);
        lab.runFor(SOON_NS);
        assertThat(lab.kernel(WEB).taken).isEqualTo(1);
        assertThat(lab.kernel(WEB).ring.pending()).isZero();
    }

    @Test
    void anyStartDropsWhatBlocksTheHostsRing() {
        var lab = blockedByTheDatabase("host");
        assertThat(lab.state().host().ring.pending()).as("the abandoned slot and the notice").isEqualTo(2);
        lab.done(lab.reboot(DATABASE, RunOperations.BOOT)).untilUp(DATABASE);
        assertThat(lab.state().host().ring.pending()).isZero();
    }

    @Test
    void anotherCoreOfThePanickingKernelMayStillFinishItsSlot() {
        var lab = Lab.bothUp();
        lab.send(DATABASE, 68, WEB);
        lab.give(new Command.Fault.Panic(DATABASE, 66));
        lab.runFor(SOON_NS);
        assertThat(lab.kernel(WEB).taken).isEqualTo(1);
    }

    @Test
    void aCoreOnItsWayOfflineFinishesItsSlot() {
        var lab = Lab.bothUp();
        int remove = lab.give(new Command.RemoveCpu(DATABASE, 66));
        lab.until("the work item is due", () -> lab.kernel(DATABASE).taken == 1);
        lab.runFor(lab.cost(Cost.WORK_ITEM) - 10);
        lab.send(DATABASE, 66, WEB);
        assertThat(lab.answerTo(remove).errno()).isEqualTo(Errno.OK);
        assertThat(lab.kernel(WEB).taken).isEqualTo(1);
    }

    // --- doorbells ------------------------------------------------------------------------------

    @Test
    void doorbellsThatFindTheHandlerAtWorkBecomeOne() {
        var lab = Lab.webActive();
        for (int i = 0; i < 10; i++) {
            lab.send("host", 0, WEB);
        }
        int drains = 0;
        boolean latched = false;
        boolean before = false;
        int drainedBefore = 0;
        while (lab.kernel(WEB).taken < 10 || lab.kernel(WEB).draining) {
            lab.step();
            var web = lab.kernel(WEB);
            boolean again = before && web.draining && web.drained < drainedBefore;
            drains += web.draining && !before || again ? 1 : 0;
            latched |= web.doorbellLatched;
            before = web.draining;
            drainedBefore = web.drained;
        }
        assertThat(latched).isTrue();
        assertThat(drains).as("one for the first doorbell, one for the nine others together").isEqualTo(2);
        assertThat(gaps(lab, WEB)).containsOnly(lab.cost(Cost.RECEIVE_SAME_SOCKET));
    }

    @Test
    void aDoorbellToAParkedCoreIsLostAndItsMessageWaitsForTheNextOne() {
        var lab = Lab.webLoaded().done(new Command.Exec(WEB));
        lab.send("host", 0, WEB);
        lab.runFor(Times.MS);
        assertThat(lab.told(DoorbellLost.class)).as("a kernel in early boot has no handler yet").hasSize(1);
        assertThat(lab.kernel(WEB).taken).isZero();
        lab.until("its cores are up", () -> lab.kernel(WEB).phase == Phase.INIT).runFor(SOON_NS);
        assertThat(lab.kernel(WEB).taken).as("the one look after the cores are up finds it").isEqualTo(1);
    }

    @Test
    void theHandlerTakesAtMost64AtOnce() {
        var lab = Lab.webLoaded().done(new Command.Exec(WEB));
        for (int i = 0; i < Ring.SLOTS - 1; i++) {
            lab.send("host", 0, WEB);
        }
        lab.until("it begins to take", () -> lab.kernel(WEB).taken == 12);
        for (int i = 0; i < 10; i++) {
            assertThat(lab.send("host", 0, WEB)).isEqualTo(Errno.OK);
        }
        lab.runFor(50 * Times.US);
        var gaps = gaps(lab, WEB);
        assertThat(gaps).hasSize(72);
        long readNs = lab.cost(Cost.RECEIVE_SAME_SOCKET);
        for (int i = 0; i < gaps.size(); i++) {
            boolean newInterrupt = i == Ring.SLOTS - 1;
            assertThat(gaps.get(i)).as("gap " + i).isEqualTo(newInterrupt ? readNs + lab.cost(Cost.INTERRUPT) : readNs);
        }
    }

    /// The time between one message that a kernel takes and the next.
    private static List<Long> gaps(Lab lab, String kernel) {
        int slot = lab.kernel(kernel).slot;
        var at = lab.times(0, MessageTaken.class, t -> t.toKernel() == slot);
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < at.size(); i++) {
            gaps.add(at.get(i) - at.get(i - 1));
        }
        return gaps;
    }

    // --- order and counting ---------------------------------------------------------------------

    @Test
    void messagesAreTakenInTheOrderOfTheirClaimsNotOfTheirPublication() {
        var lab = Lab.bothUp();
        int mark = lab.mark();
        lab.send(DATABASE, 66, WEB); // From the other socket: claims first, publishes later.
        lab.send("host", 0, WEB);
        lab.runFor(SOON_NS);
        var sent = lab.toldSince(mark, MessageSent.class).stream().map(MessageSent::message).toList();
        var taken = lab.toldSince(mark, MessageTaken.class).stream().map(MessageTaken::message).toList();
        assertThat(taken).isSorted().hasSize(2);
        assertThat(sent).containsExactlyElementsOf(taken.reversed());
    }

    @Test
    void whatWasSentWasTakenOrLostOrStillWaits() {
        var lab = blockedByTheDatabase(WEB);
        for (int i = 0; i < 70; i++) {
            lab.send("host", 0, WEB);
        }
        lab.runFor(SOON_NS);
        var kernels = List.of(lab.state().host(), lab.kernel(WEB), lab.kernel(DATABASE));
        long sent = kernels.stream().mapToLong(k -> k.sent).sum();
        long taken = kernels.stream().mapToLong(k -> k.taken).sum();
        long pending = kernels.stream().mapToLong(k -> k.ring.pending()).sum();
        long unpublished = kernels.stream().mapToLong(RingTest::unpublished).sum();
        assertThat(unpublished).isEqualTo(1);
        assertThat(sent).isEqualTo(lab.told(MessageSent.class).size());
        assertThat(sent + unpublished).isEqualTo(taken + pending + lab.state().messagesLost);
        assertThat(lab.state().host().refused).isEqualTo(70 - 62);
    }

    private static long unpublished(Kernel kernel) {
        long n = 0;
        for (int s = 0; s < Ring.SLOTS; s++) {
            n += kernel.ring.at(s) != null && !kernel.ring.published(s) ? 1 : 0;
        }
        return n;
    }
}
