package archipelago.engine.channel;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Console;
import archipelago.engine.journal.Happening;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Message;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Phase;
import archipelago.engine.state.State;
import archipelago.engine.world.World;

/// Virtual consoles. What an instance prints goes to its lender in pieces, each a message of the lender's
/// ring; nobody waits and nothing is repeated, so text is lost without a word when the ring is full,
/// when nobody listens, or when the listener's buffer is full. An instance that is a host itself has both ends: a
/// `/dev/mktty0` of its own, and `/dev/mktty` for its instances. (`drivers/tty/mktty.c`.)
@Models(
        value = Subject.CONSOLES,
        exactly = "text in messages of 4080 bytes at most; what finds a full ring or a full buffer of 16"
                    + " KiB is lost",
        approximately = {
            "which lines a kernel prints while it boots: those that the model's rules log",
            "an instance that is a host has /dev/mktty; the stored driver makes that device only where a kernel's own"
                    + " id is 0"
        },
        notAtAll = "terminal modes, and what a shell would answer")
public final class Consoles {
    /// The most that one message carries.
    public static final int CHUNK_BYTES = 4080;
    /// Type, size, sender: what a ring's slot takes besides the bytes.
    private static final int HEADER_BYTES = 16;
    /// The kernel's log buffer, from which a console that is registered late prints what it missed.
    private static final int BACKLOG_BYTES = 128 * 1024;

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;

    public Consoles(World world, Operations operations, Ledger ledger, Messages messages) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
    }

    // --- an instance prints ---------------------------------------------------------------------

    /// A kernel has written a line into its log. With `console=mktty0` the line goes to the console, too;
    /// before the driver is there it waits in the log.
    public void logged(Kernel kernel, String line) {
        if (kernel.host() || !hasConsole(kernel)) {
            return;
        }
        var text = Blob.text(line + "\n");
        boolean early = kernel.phase == Phase.EARLY_BOOT || kernel.phase == Phase.SECONDARIES;
        if (!early) {
            print(kernel, text);
        } else if (kernel.consoleBacklog.length() + text.length() <= BACKLOG_BYTES) {
            kernel.consoleBacklog = kernel.consoleBacklog.plus(text);
        }
    }

    private static boolean hasConsole(Kernel kernel) {
        for (var word : kernel.cmdline.split(" ")) {
            if (word.equals("console=mktty0") || word.startsWith("console=mktty0,")) {
                return true;
            }
        }
        return false;
    }

    /// A kernel has entered another phase: its driver registers, or all is gone, the files that its own programs had
    /// open too.
    public void phaseChanged(Kernel kernel) {
        if (!kernel.host() && !kernel.phase.alive()) {
            world.state.consoles().removeIf(link -> link.host() == kernel.slot);
        }
        if (kernel.phase == Phase.INIT && kernel.consoleBacklog.length() > 0) {
            var backlog = kernel.consoleBacklog;
            kernel.consoleBacklog = Blob.EMPTY;
            print(kernel, backlog);
        } else if (kernel.phase == Phase.OFF) {
            kernel.consoleBacklog = Blob.EMPTY;
        }
    }

    /// Sends text to its lender, a message for each piece; a piece that finds the ring full is lost.
    public void print(Kernel kernel, Blob text) {
        for (int from = 0; from < text.length(); from += CHUNK_BYTES) {
            var piece = text.part(from, Math.min(text.length(), from + CHUNK_BYTES));
            var errno = messages.sendBody(
                    kernel, world.state.lending.lender(kernel), MessageKind.CONSOLE, HEADER_BYTES, kernel.id, 0, piece);
            if (!errno.ok()) {
                kernel.consoleLostBytes += piece.length();
            }
        }
    }

    /// A message of a console has been taken out of a ring, in interrupt context.
    public void taken(Kernel kernel, Message message) {
        int from = message.fromKernel();
        boolean printed = kernel.host() || from != kernel.slot && world.state.lending.inside(from, kernel.slot);
        if (!printed) {
            kernel.consoleInputBytes += message.body().length();
            world.tell(new Happening.ConsoleInput(kernel.slot, message.body()));
            return;
        }
        var links = world.state.consoles();
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).host() == kernel.slot && links.get(i).instance() == message.first()) {
                var before = links.get(i);
                links.set(i, before.with(message.body()));
                long dropped = links.get(i).droppedBytes() - before.droppedBytes();
                world.tell(new Happening.ConsoleReceived(before.number(), message.body(), dropped));
                return; // One connection is looked up for an instance.
            }
        }
    }

    // --- the host's device ------------------------------------------------------------------------

    /// Works on what a program on a host does with its `/dev/mktty`, or an instance's program with its console.
    public void work(Operation op, Console call) {
        switch (call) {
            case Console.Open() -> {
                int number = ++world.state.consolesOpened;
                world.state.consoles().add(new ConsoleLink(number, op.host(), 0, Blob.EMPTY, 0));
                operations.finish(op, "console link " + number + " is open");
            }
            case Console.Close(int link) -> close(op, link);
            case Console.Write(int link, var bytes) -> write(op, link, bytes);
            case Console.Read(int link) -> read(op, link);
            case Console.Print(var name, var text) -> print(op, name, text);
        }
    }

    private void close(Operation op, int number) {
        int at = indexOf(op, number);
        if (at < 0) {
            operations.refuse(op, Errno.EBADF, noLink(op, number));
        } else {
            world.state.consoles().remove(at);
            operations.finish(op, "console link " + number + " is closed");
        }
    }

    private String noLink(Operation op, int link) {
        var host = world.host(op);
        return "there is no console link " + link + (host.host() ? "" : " in " + host.name);
    }

    /// Where a link stands in the table; -1 if the host that is asked has none of that number.
    private int indexOf(Operation op, int link) {
        var links = world.state.consoles();
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).number() == link && links.get(i).host() == op.host()) {
                return i;
            }
        }
        return -1;
    }

    /// The first thing that is written selects the instance by its id; what follows is typed.
    private void write(Operation op, int number, Blob bytes) {
        int at = indexOf(op, number);
        if (at < 0) {
            operations.refuse(op, Errno.EBADF, noLink(op, number));
            return;
        }
        var link = world.state.consoles().get(at);
        if (link.instance() == 0) {
            select(op, at, bytes);
            return;
        }
        var kernel = ledger.instance(world.host(op), link.instance());
        if (kernel == null) {
            operations.refuse(op, Errno.ENODEV, "instance " + link.instance() + " is gone");
            return;
        }
        for (int from = 0; from < bytes.length(); from += CHUNK_BYTES) {
            var piece = bytes.part(from, Math.min(bytes.length(), from + CHUNK_BYTES));
            messages.sendBody(world.host(op), kernel, MessageKind.CONSOLE, HEADER_BYTES, kernel.id, 0, piece);
        }
        operations.finish(op, bytes.length() + " bytes were typed to " + kernel.name);
    }

    private void select(Operation op, int at, Blob bytes) {
        var text = bytes.asText().strip();
        int id = text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        var kernel = ledger.instance(world.host(op), id);
        if (id < 1) {
            operations.refuse(op, Errno.EINVAL, "a console is selected by an instance's id and a newline");
        } else if (kernel == null) {
            operations.refuse(op, Errno.ENODEV, "there is no instance with id " + id);
        } else {
            var link = world.state.consoles().get(at);
            world.state.consoles().set(at, link.to(id));
            operations.finish(op, "console link " + link.number() + " is that of " + kernel.name);
        }
    }

    private void read(Operation op, int number) {
        int at = indexOf(op, number);
        if (at < 0) {
            operations.refuse(op, Errno.EBADF, noLink(op, number));
        } else if (world.state.consoles().get(at).instance() == 0) {
            operations.refuse(op, Errno.ENOTCONN, "no instance has been selected on console link " + number);
        } else {
            var link = world.state.consoles().get(at);
            world.state.consoles().set(at, link.read());
            world.tell(new Happening.ConsoleRead(number, link.received()));
            operations.finish(op, link.received().length() + " bytes were read");
        }
    }

    private void print(Operation op, String name, Blob text) {
        var kernel = world.state.named(name);
        if (kernel == null || kernel.host() || kernel.phase != Phase.UP) {
            operations.refuse(op, Errno.ENODEV, "no program runs in " + name + " that could print");
            return;
        }
        long lost = kernel.consoleLostBytes;
        print(kernel, text);
        lost = kernel.consoleLostBytes - lost;
        var ring = kernel.parent == State.HOST
                ? "the host's ring"
                : "the ring of " + world.state.lending.words(kernel.parent);
        operations.finish(op, name + " printed " + text.length() + " bytes"
                + (lost > 0 ? "; " + lost + " of them found " + ring + " full and are lost" : ""));
    }
}
