package archipelago.engine.channel;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static archipelago.engine.Nested.CACHE;
import static archipelago.engine.Nested.in;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.Nested;
import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.command.Command.Console;
import archipelago.engine.journal.Happening.ConsoleInput;
import archipelago.engine.journal.Happening.ConsoleRead;
import archipelago.engine.journal.Happening.ConsoleReceived;
import archipelago.engine.state.ConsoleLink;
import org.junit.jupiter.api.Test;

/// Text between an instance and whoever has opened its console on the host.
class ConsolesTest {
    private static final long SOON_NS = Times.MS;

    @Test
    void aLinkIsSelectedByTheIdAndThenReadAndWritten() {
        var lab = webActive().runFor(SOON_NS).done(new Console.Open());
        assertThat(lab.ask(new Console.Read(1)).errno()).isEqualTo(Errno.ENOTCONN);
        assertThat(lab.ask(write(1, "0\n")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(write(1, "web\n")).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(write(1, "7\n")).errno()).isEqualTo(Errno.ENODEV);
        lab.done(write(1, "1\n")).done(new Console.Print(WEB, Blob.text("login: "))).runFor(SOON_NS);
        assertThat(read(lab, 1)).isEqualTo("login: ");
        assertThat(read(lab, 1)).as("what was read is gone").isEmpty();

        lab.done(write(1, "root\n")).runFor(SOON_NS);
        assertThat(lab.told(ConsoleInput.class).getLast().bytes().asText()).isEqualTo("root\n");
        assertThat(lab.ask(new Console.Close(2)).errno()).isEqualTo(Errno.EBADF);
        lab.done(new Console.Close(1));
        assertThat(lab.ask(new Console.Read(1)).errno()).isEqualTo(Errno.EBADF);
    }

    @Test
    void whatAKernelLogsBeforeItsDriverIsThereComesWhenItIs() {
        var lab = webLoaded().done(new Console.Open()).done(write(1, "1\n"));
        lab.done(new Command.Exec(WEB)).untilUp(WEB).runFor(SOON_NS);
        assertThat(read(lab, 1)).contains("Linux boots from manifest").contains("user space is up");
    }

    @Test
    void aPanicIsSeenOnTheConsoleAndNotOnThatOfTheNeighbour() {
        var lab = bothUp().done(new Console.Open()).done(write(1, "1\n"));
        lab.done(new Console.Open()).done(write(2, "2\n"));
        lab.done(new Command.Fault.Panic(WEB, -1)).untilParked(WEB).runFor(SOON_NS);
        assertThat(read(lab, 1)).contains("Kernel panic - not syncing").contains("shutting down");
        assertThat(read(lab, 2)).isEmpty();
    }

    @Test
    void textIsCutIntoPiecesOfAtMost4080Bytes() {
        var lab = webActive().done(new Console.Open()).done(write(1, "1\n"));
        int mark = lab.mark();
        lab.done(new Console.Print(WEB, Blob.of(new byte[10_000]))).runFor(SOON_NS);
        assertThat(lab.toldSince(mark, ConsoleReceived.class))
                .extracting(received -> received.bytes().length())
                .containsExactly(4080, 4080, 1840);
    }

    @Test
    void aFloodFillsTheRingAndThenTheBufferAndNobodyIsTold() {
        var lab = webActive().done(new Console.Open()).done(write(1, "1\n"));
        var answer = lab.ask(new Console.Print(WEB, Blob.of(new byte[100 * 4080])));
        assertThat(answer.errno()).isEqualTo(Errno.OK);
        assertThat(lab.kernel(WEB).consoleLostBytes).as("beyond 63 pieces").isEqualTo(37 * 4080);
        lab.runFor(SOON_NS);
        var link = lab.state().consoles().getFirst();
        assertThat(link.received().length()).isEqualTo(ConsoleLink.BUFFER_BYTES);
        assertThat(link.droppedBytes()).isEqualTo(63 * 4080 - ConsoleLink.BUFFER_BYTES);
    }

    @Test
    void withoutAListenerTextIsGone() {
        var lab = webActive().done(new Console.Print(WEB, Blob.text("anybody?"))).runFor(SOON_NS);
        assertThat(lab.told(ConsoleReceived.class)).isEmpty();
        assertThat(lab.state().host().ring.pending()).as("the host took it all the same").isZero();
    }

    @Test
    void withTheHostDeadTheRingFillsAndOutputIsLost() {
        var lab = bothUp().done(new Command.Fault.Panic("host", -1)).runFor(SOON_NS);
        for (int line = 0; line < 70; line++) {
            lab.done(new Console.Print(DATABASE, Blob.text("still here\n"))).runFor(SOON_NS);
        }
        assertThat(lab.state().host().ring.pending()).isEqualTo(63);
        assertThat(lab.kernel(DATABASE).consoleLostBytes).isEqualTo(7 * "still here\n".length());
        assertThat(lab.ask(new Console.Open()).errno()).isEqualTo(Errno.EHOSTDOWN);
    }

    // --- on an instance that is a host --------------------------------------------------------------

    @Test
    void aNestedHostHasADeviceForItsOwnInstancesAndAConsoleOfItsOwn() {
        var lab = Nested.up().runFor(SOON_NS).done(in(new Console.Open()));
        assertThat(lab.ask(in(new Console.Read(1))).errno()).isEqualTo(Errno.ENOTCONN);
        assertThat(lab.ask(in(write(1, "0\n"))).errno()).isEqualTo(Errno.EINVAL);
        assertThat(lab.ask(in(write(1, "1\n"))).errno()).as("that is the web server itself").isEqualTo(Errno.ENODEV);
        lab.done(in(write(1, "2\n"))).done(new Console.Open()).done(write(2, "1\n"));
        lab.done(new Console.Print(CACHE, Blob.text("inner"))).done(new Console.Print(WEB, Blob.text("outer")));
        lab.runFor(SOON_NS);
        lab.done(in(new Console.Read(1)));
        assertThat(lab.told(ConsoleRead.class).getLast().bytes().asText()).isEqualTo("inner");
        assertThat(read(lab, 2)).isEqualTo("outer");

        lab.done(in(write(1, "ls\n"))).runFor(SOON_NS);
        assertThat(lab.told(ConsoleInput.class).getLast().kernel()).isEqualTo(lab.kernel(CACHE).slot);
    }

    @Test
    void aLinkIsOpenWhereItWasOpened() {
        var lab = Nested.up().done(in(new Console.Open()));
        assertThat(lab.ask(new Console.Read(1)).errno()).isEqualTo(Errno.EBADF);
        assertThat(lab.ask(write(1, "1\n")).errno()).isEqualTo(Errno.EBADF);
        assertThat(lab.ask(new Console.Close(1)).errno()).isEqualTo(Errno.EBADF);
        assertThat(lab.ask(in(new Console.Print(CACHE, Blob.text("x")))).errno())
                .as("who prints is no matter of a host").isEqualTo(Errno.EINVAL);
        lab.done(in(new Console.Close(1)));
    }

    @Test
    void whatANestedHostHadOpenIsGoneWithItAndTheOutputOfItsInstancesIsLost() {
        var lab = Nested.up().done(in(new Console.Open())).done(in(write(1, "2\n")));
        lab.done(new Command.Fault.Panic(WEB, -1)).untilParked(WEB).runFor(SOON_NS);
        assertThat(lab.state().consoles()).isEmpty();
        int before = lab.kernel(WEB).ring.pending();
        for (int line = 0; line < 70; line++) {
            lab.done(new Console.Print(CACHE, Blob.text("still here\n"))).runFor(SOON_NS);
        }
        assertThat(lab.kernel(WEB).ring.pending()).isEqualTo(63);
        assertThat(lab.kernel(CACHE).consoleLostBytes).isEqualTo((7 + before) * "still here\n".length());
        assertThat(lab.ask(in(new Console.Open())).errno()).isEqualTo(Errno.EHOSTDOWN);
        assertThat(lab.ask(new Console.Print(CACHE, Blob.text("?"))).sentence()).contains("the ring of " + WEB);
    }

    private static Lab webLoaded() {
        return Lab.webReady().done(new Command.Load(WEB, "vmlinux", 64 * Sizes.MIB, Sizes.MIB, "quiet console=mktty0"));
    }

    private static Lab webActive() {
        return webLoaded().done(new Command.Exec(WEB)).untilUp(WEB).runFor(SOON_NS);
    }

    private static Lab bothUp() {
        return webActive()
                .done(Labs.database())
                .done(new Command.Load(DATABASE, "vmlinux", 64 * Sizes.MIB, Sizes.MIB, "console=mktty0,115200"))
                .done(new Command.Exec(DATABASE))
                .untilUp(DATABASE)
                .runFor(SOON_NS);
    }

    private static Console.Write write(int link, String text) {
        return new Console.Write(link, Blob.text(text));
    }

    private static String read(Lab lab, int link) {
        lab.done(new Console.Read(link));
        return lab.told(ConsoleRead.class).getLast().bytes().asText();
    }
}
