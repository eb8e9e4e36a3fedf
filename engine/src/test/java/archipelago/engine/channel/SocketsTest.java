package archipelago.engine.channel;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static archipelago.engine.Nested.CACHE;
import static archipelago.engine.Nested.in;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.Nested;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Vsock;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streams between kernels over the message rings.
class SocketsTest {
    private static final long SOON_NS = Times.MS;
    private static final String HOST = "host";

    @Test
    void inMk2ItselfTheTransportIsNotThere() {
        assertThat(Lab.webActive().ask(new Vsock.Listen(WEB, 80)).errno()).isEqualTo(Errno.ENODEV);
    }

    @Test
    void aConnectionCarriesBytesInPacketsOfAtMost4028() {
        var lab = bothUp().done(new Vsock.Listen(DATABASE, 5432));
        lab.done(new Vsock.Connect(HOST, 2, 5432)).done(new Vsock.Send(HOST, 2, 10_000)).runFor(SOON_NS);
        var server = lab.state().sockets().stream()
                .filter(socket -> socket.stage() == Socket.Stage.CONNECTED && socket.port() == 5432)
                .findFirst()
                .orElseThrow();
        assertThat(server.receivedBytes()).isEqualTo(10_000);
        assertThat(lab.ask(new Vsock.Listen(DATABASE, 5432)).errno()).isEqualTo(Errno.EADDRINUSE);
    }

    @Test
    void aPortWithoutAListenerAnswersWithAResetWhichTellsThatTheKernelLives() {
        var lab = bothUp();
        assertThat(lab.ask(new Vsock.Connect(WEB, 0, 9)).errno()).isEqualTo(Errno.ECONNRESET);
        assertThat(lab.state().sockets()).isEmpty();
        lab.done(new Command.Fault.Panic("host", -1)).runFor(SOON_NS);
        var answer = lab.ask(new Vsock.Connect(WEB, 0, 9));
        assertThat(answer.errno()).as("a dead host is silent").isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    void thereIsNoFlowControlSoAFloodEndsAtTheRing() {
        var lab = bothUp().done(new Vsock.Listen(DATABASE, 1)).done(new Vsock.Connect(HOST, 2, 1));
        var answer = lab.ask(new Vsock.Send(HOST, 2, 100 * Sockets.DATA_BYTES));
        assertThat(answer.sentence()).startsWith(63 * Sockets.DATA_BYTES + " of ");
        assertThat(lab.ask(new Vsock.Send(HOST, 2, 1)).errno()).isEqualTo(Errno.ENOSPC);
        lab.runFor(SOON_NS).done(new Vsock.Send(HOST, 2, 1));
    }

    @Test
    void theOtherEndOfAKernelThatDiedLearnsItFromItsNextPacketToTheNextLife() {
        var lab = bothUp().done(new Vsock.Listen(DATABASE, 1)).done(new Vsock.Connect(HOST, 2, 1));
        lab.done(new Command.Fault.Panic(DATABASE, -1)).untilParked(DATABASE).runFor(SOON_NS);
        assertThat(lab.state().sockets()).extracting(Socket::stage).containsExactly(Socket.Stage.CONNECTED);
        lab.done(new Command.Exec(DATABASE)).untilUp(DATABASE).done(new Vsock.Send(HOST, 2, 1)).runFor(SOON_NS);
        assertThat(lab.state().sockets()).extracting(Socket::stage).containsExactly(Socket.Stage.RESET);
        assertThat(lab.ask(new Vsock.Send(HOST, 2, 1)).errno()).isEqualTo(Errno.ENOTCONN);
        lab.done(new Vsock.Close(HOST, 2));
        assertThat(lab.ask(new Vsock.Close(HOST, 2)).errno()).isEqualTo(Errno.EBADF);
    }

    @Test
    void anUnknownContextIdIsRefusedAtOnce() {
        assertThat(bothUp().ask(new Vsock.Connect(WEB, 77, 1)).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void instancesBesideEachOtherDoNotKnowEachOther() {
        var lab = bothUp().done(new Vsock.Listen(DATABASE, 1)).done(new Vsock.Listen(WEB, 2));
        assertThat(lab.ask(new Vsock.Connect(WEB, 2, 1)).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(new Vsock.Connect(WEB, 1, 2)).errno()).as("its own id is itself").isEqualTo(Errno.OK);
        assertThat(lab.ask(new Vsock.Connect(HOST, 0, 9)).errno()).isEqualTo(Errno.ECONNRESET);
    }

    // --- on an instance that is a host --------------------------------------------------------------

    @Test
    void anInstanceCallsTheHostThatStartedItBeItNestedOrNot() {
        var lab = Nested.up().done(new Vsock.Listen(WEB, 80)).done(new Vsock.Listen(HOST, 80));
        lab.done(new Vsock.Connect(CACHE, 0, 80)).done(new Vsock.Send(CACHE, 3, 5_000)).runFor(SOON_NS);
        assertThat(received(lab, WEB)).as("0 is the web server to the cache").isEqualTo(5_000);
        assertThat(received(lab, HOST)).isZero();
        lab.done(new Vsock.Send(WEB, 4, 100)).runFor(SOON_NS);
        assertThat(received(lab, CACHE)).as("though it comes from 1, and 0 was called").isEqualTo(100);
        lab.done(new Vsock.Connect(WEB, 0, 80));
        assertThat(lab.ask(new Vsock.Connect(CACHE, 1, 80)).errno()).as("1 it does not know").isEqualTo(Errno.EINVAL);
    }

    @Test
    void aNestedHostCannotCallItsInstancesSinceTheirAnswerGoesToAnIdThatTheyDoNotKnow() {
        var lab = Nested.up().done(new Vsock.Listen(CACHE, 80));
        int mark = lab.mark();
        var answer = lab.ask(new Vsock.Connect(WEB, 2, 80));
        assertThat(answer.errno()).as("it never hears of it").isEqualTo(Errno.ETIMEDOUT);
        var refused = lab.toldSince(mark, SendRefused.class);
        assertThat(refused).extracting(SendRefused::fromKernel).containsExactly(lab.kernel(CACHE).slot);
        assertThat(refused).extracting(SendRefused::errno).containsExactly(Errno.EINVAL);
        assertThat(lab.state().sockets()).as("one end is connected, the other is not there")
                .filteredOn(socket -> socket.stage() == Socket.Stage.CONNECTED)
                .extracting(Socket::kernel)
                .containsExactly(lab.kernel(CACHE).slot);
    }

    @Test
    void theAnswerGoesAstrayWhereThatIdIsAnInstancesOfItsOwn() {
        var lab = Nested.up().done(in(new Command.AddMemory("cache", 256 * Sizes.MIB, 0)));
        lab.done(new Command.In(CACHE, new Command.FillPool(
                List.of(20L), List.of(new Command.MemoryRequest(256 * Sizes.MIB, 0)), List.of())));
        lab.done(new Command.In(CACHE, new Command.Create("deep", 1, List.of(20L), 128 * Sizes.MIB, 0, List.of())));
        lab.done(new Command.In(CACHE, Labs.load("deep"))).done(new Command.In(CACHE, new Command.Exec("deep")));
        lab.untilUp(CACHE + "/deep").done(new Vsock.Listen(CACHE, 80));
        int mark = lab.mark();
        assertThat(lab.kernel(CACHE + "/deep").id).as("as the web server's to the host").isEqualTo(1);
        assertThat(lab.ask(new Vsock.Connect(WEB, 2, 80)).errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(lab.toldSince(mark, MessageTaken.class)).filteredOn(taken -> taken.kind() == MessageKind.VSOCK_PKT)
                .extracting(MessageTaken::toKernel)
                .as("the call to the cache, and its answer to deep")
                .containsExactly(lab.kernel(CACHE).slot, lab.kernel(CACHE + "/deep").slot);
        assertThat(lab.toldSince(mark, SendRefused.class)).extracting(SendRefused::fromKernel)
                .as("deep knows no 2, to which its reset would go")
                .containsExactly(lab.kernel(CACHE + "/deep").slot);
    }

    private static long received(Lab lab, String kernel) {
        return lab.state().sockets().stream()
                .filter(socket -> socket.kernel() == lab.kernel(kernel).slot)
                .mapToLong(Socket::receivedBytes)
                .sum();
    }

    private static Lab bothUp() {
        var lab = Lab.of(Labs.idle().on(HostKernel.USUAL.withVsock()));
        lab.done(Labs.fill()).done(Labs.web()).done(Labs.load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
        return lab.done(Labs.database())
                .done(Labs.load(DATABASE))
                .done(new Command.Exec(DATABASE))
                .untilUp(DATABASE);
    }
}
