package archipelago.engine.channel;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Models;
import archipelago.engine.base.Subject;
import archipelago.engine.command.Command.Vsock;
import archipelago.engine.cost.Cost;
import archipelago.engine.event.Event;
import archipelago.engine.event.Priority;
import archipelago.engine.message.Messages;
import archipelago.engine.operation.Operations;
import archipelago.engine.pool.Ledger;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Operation;
import archipelago.engine.state.Operation.Step;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Socket;
import archipelago.engine.state.Socket.Stage;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.List;

/// Stream sockets between kernels. A context id is an id in the table of the kernel that uses it: itself by its own,
/// its host by 0, its instances by theirs. Nobody hands an instance the rings of others beside it, so it cannot name
/// them. A packet is one message; the credit that is advertised is never used up, so a sender learns of a full ring by
/// `-ENOSPC` and by nothing else. A packet for a socket that is not there is answered with a reset.
///
/// A packet carries the id by which its sender knows itself, and the answer goes there. That is the id by which its
/// lender knows it; its own instances know it as 0. So an instance that is a host can be called by its instances and
/// cannot call them: what they answer goes to a kernel that they do not know, or to the wrong one.
/// (`net/vmw_vsock/mk_transport.c`; `mk_instance_restore_from_manifest`.)
@Models(
        value = Subject.SOCKETS,
        exactly = "stream sockets by instance id, as each kernel's own table has it; one packet for a message; no flow"
                    + " control; a reset for an unknown port",
        approximately = "a program sends a number of bytes, not bytes; to close a connection resets the other"
                    + " end at once",
        notAtAll = "other families and kinds of socket")
public final class Sockets {
    /// The header that every packet has.
    public static final int HEADER_BYTES = 44;
    /// The most that one packet carries behind it.
    public static final int DATA_BYTES = 4028;
    /// Ports below are for those who ask for them.
    private static final long FIRST_FREE_PORT = 1024;

    /// What a packet is for; the numbers of virtio-vsock.
    private enum Purpose {
        INVALID,
        REQUEST,
        RESPONSE,
        RESET,
        SHUTDOWN,
        DATA
    }

    private static final Purpose[] PURPOSES = Purpose.values();

    /// Who wants to know that a probe has been answered.
    public interface Listener {
        void answered(int socket);
    }

    private final World world;
    private final Operations operations;
    private final Ledger ledger;
    private final Messages messages;
    private Listener listener = socket -> {};

    public Sockets(World world, Operations operations, Ledger ledger, Messages messages) {
        this.world = world;
        this.operations = operations;
        this.ledger = ledger;
        this.messages = messages;
    }

    /// Sets who is told of probes from now on.
    public void tellTo(Listener newListener) {
        listener = newListener;
    }

    // --- programs ---------------------------------------------------------------------------------

    /// Works on what a program in some kernel does with its sockets.
    public void work(Operation op, Vsock call) {
        var kernel = world.state.named(call.kernel());
        if (op.step() == Step.AWAIT_PEER) {
            connected(op);
        } else if (kernel == null || kernel.phase != Phase.UP) {
            operations.refuse(op, Errno.ENODEV, "no program runs in " + call.kernel());
        } else if (!world.scenario.host().vsock()) {
            operations.refuse(op, Errno.ENODEV, "this kernel was built without the multikernel transport for vsock");
        } else {
            switch (call) {
                case Vsock.Listen(var _, long port) -> listen(op, kernel, port);
                case Vsock.Connect(var _, long cid, long port) -> connect(op, kernel, cid, port);
                case Vsock.Send(var _, int number, long bytes) -> send(op, kernel, number, bytes);
                case Vsock.Close(var _, int number) -> close(op, kernel, number);
            }
        }
    }

    private void listen(Operation op, Kernel kernel, long port) {
        if (listener(kernel, port) != null) {
            operations.refuse(op, Errno.EADDRINUSE, "port " + port + " of " + kernel.name + " is in use");
            return;
        }
        var socket = add(kernel, port, -1, -1, Stage.LISTENING, 0);
        operations.finish(op, "socket " + socket.number() + " of " + kernel.name + " listens on port " + port);
    }

    private void connect(Operation op, Kernel kernel, long cid, long port) {
        long own = FIRST_FREE_PORT + world.state.socketsOpened;
        var socket = add(kernel, own, cid, port, Stage.CONNECTING, op.number());
        operations.await(op, Step.AWAIT_PEER, socket.number());
        var errno = packet(kernel, cid, own, port, Purpose.REQUEST, Blob.EMPTY);
        if (errno.ok()) {
            world.after(
                    world.costNs(Cost.VSOCK_TIMEOUT), Priority.TIMEOUT, new Event.ConnectExpires(socket.number()));
        } else {
            world.state.sockets().remove(socket);
            operations.resume(op.number(), errno, 0);
        }
    }

    private void connected(Operation op) {
        if (op.answer().ok()) {
            operations.finish(op, "socket " + op.cursor() + " is connected");
        } else {
            operations.refuse(op, op.answer(), switch (op.answer()) {
                case ECONNRESET -> "nobody listens there: the kernel at the other end lives and answered with a reset";
                case ETIMEDOUT -> "nothing came back within 2 s";
                case ENOSPC -> "the ring of the other kernel is full";
                default -> "it knows no kernel by that context id: only itself, its host as 0, and its own instances";
            });
        }
    }

    /// Asks for a connection only to see whether anything comes back. If not even the question can be sent, nothing
    /// does.
    ///
    /// @return the number of the socket
    public int probe(Kernel kernel, long cid, long port) {
        long own = FIRST_FREE_PORT + world.state.socketsOpened;
        var socket = add(kernel, own, cid, port, Stage.CONNECTING, 0);
        packet(kernel, cid, own, port, Purpose.REQUEST, Blob.EMPTY);
        return socket.number();
    }

    /// Closes the socket of a probe.
    ///
    /// @return whether it was still waiting for an answer
    public boolean giveUp(int number) {
        return world.state.sockets().removeIf(s -> s.number() == number && s.stage() == Stage.CONNECTING);
    }

    /// A connection has not come about in time.
    public void expires(Event.ConnectExpires event) {
        for (var socket : world.state.sockets()) {
            if (socket.number() == event.socket() && socket.stage() == Stage.CONNECTING) {
                world.state.sockets().remove(socket);
                operations.resume(socket.call(), Errno.ETIMEDOUT, 0);
                return;
            }
        }
    }

    private void send(Operation op, Kernel kernel, int number, long bytes) {
        var socket = numbered(kernel, number);
        if (socket == null || socket.stage() != Stage.CONNECTED) {
            operations.refuse(op, socket == null ? Errno.EBADF : Errno.ENOTCONN,
                    "socket " + number + " of " + kernel.name + " is not connected");
            return;
        }
        long sent = 0;
        var errno = Errno.OK;
        while (sent < bytes && errno.ok()) {
            int piece = (int) Math.min(DATA_BYTES, bytes - sent);
            errno = packet(kernel, socket.peerCid(), socket.port(), socket.peerPort(), Purpose.DATA,
                    Blob.of(new byte[piece]));
            sent += errno.ok() ? piece : 0;
        }
        if (sent == 0 && !errno.ok()) {
            operations.refuse(op, errno, "the ring of the other kernel is full");
        } else {
            operations.finish(op, sent + " of " + bytes + " bytes were sent"
                    + (errno.ok() ? "" : "; then the ring of the other kernel was full"));
        }
    }

    private void close(Operation op, Kernel kernel, int number) {
        var socket = numbered(kernel, number);
        if (socket == null) {
            operations.refuse(op, Errno.EBADF, kernel.name + " has no socket " + number);
            return;
        }
        world.state.sockets().remove(socket);
        if (socket.stage() == Stage.CONNECTED) {
            packet(kernel, socket.peerCid(), socket.port(), socket.peerPort(), Purpose.RESET, Blob.EMPTY);
        }
        operations.finish(op, "socket " + number + " is closed");
    }

    // --- packets ----------------------------------------------------------------------------------

    private Errno packet(Kernel from, long cid, long fromPort, long toPort, Purpose purpose, Blob data) {
        var to = reached(from, cid);
        long ports = fromPort << 32 | toPort;
        long second = purpose.ordinal() | (long) data.length() << 8;
        return messages.sendBody(from, to, MessageKind.VSOCK_PKT, HEADER_BYTES, ports, second, data);
    }

    /// The kernel that another one knows by a context id, or null if it knows none by it.
    private Kernel reached(Kernel from, long cid) {
        if (cid == from.id) {
            return from;
        }
        return cid == State.HOST ? world.state.lending.lender(from) : ledger.instance(from, cid);
    }

    /// Deferred work after a packet.
    ///
    /// @param ports the sender's port and this kernel's
    /// @param second what it is for, and how long its data is
    public void received(Kernel kernel, int fromSlot, long ports, long second) {
        var from = world.state.kernel(fromSlot);
        if (from == null) {
            return;
        }
        long theirPort = ports >>> 32;
        long ourPort = ports & 0xffffffffL;
        int cid = from.id; // By which it knows itself; to this kernel it may be another.
        var socket = find(kernel, cid, theirPort, ourPort);
        var purpose = PURPOSES[(int) (second & 0xff)];
        switch (purpose) {
            case REQUEST -> requested(kernel, cid, theirPort, ourPort);
            case RESPONSE -> {
                if (socket != null && socket.stage() == Stage.CONNECTING) {
                    put(socket.at(Stage.CONNECTED));
                    operations.resume(socket.call(), Errno.OK, 0);
                } else {
                    packet(kernel, cid, ourPort, theirPort, Purpose.RESET, Blob.EMPTY);
                }
            }
            case DATA -> {
                if (socket != null && socket.stage() == Stage.CONNECTED) {
                    put(socket.received(second >>> 8));
                } else {
                    packet(kernel, cid, ourPort, theirPort, Purpose.RESET, Blob.EMPTY);
                }
            }
            case RESET -> reset(socket);
            case INVALID, SHUTDOWN -> {} // No program here sends them.
        }
    }

    private void requested(Kernel kernel, long cid, long theirPort, long ourPort) {
        if (listener(kernel, ourPort) == null) {
            packet(kernel, cid, ourPort, theirPort, Purpose.RESET, Blob.EMPTY);
            return;
        }
        add(kernel, ourPort, cid, theirPort, Stage.CONNECTED, 0);
        packet(kernel, cid, ourPort, theirPort, Purpose.RESPONSE, Blob.EMPTY);
    }

    private void reset(Socket socket) {
        if (socket == null) {
            return;
        }
        if (socket.stage() == Stage.CONNECTING) {
            world.state.sockets().remove(socket);
            operations.resume(socket.call(), Errno.ECONNRESET, 0);
            listener.answered(socket.number());
        } else {
            put(socket.at(Stage.RESET));
        }
    }

    /// A kernel is down, or begins a new life: its sockets are gone, and nobody is told.
    public void phaseChanged(Kernel kernel) {
        if (kernel.phase == Phase.OFF || kernel.phase == Phase.PANICKING) {
            for (var socket : List.copyOf(world.state.sockets())) {
                if (socket.kernel() == kernel.slot) {
                    world.state.sockets().remove(socket);
                    operations.drop(socket.call());
                }
            }
        }
    }

    // --- the table --------------------------------------------------------------------------------

    private Socket add(Kernel kernel, long port, long cid, long peerPort, Stage stage, int call) {
        int number = ++world.state.socketsOpened;
        var socket = new Socket(number, kernel.slot, port, cid, peerPort, stage, 0, call);
        world.state.sockets().add(socket);
        return socket;
    }

    private void put(Socket newest) {
        world.state.sockets().replaceAll(socket -> socket.number() == newest.number() ? newest : socket);
    }

    private Socket numbered(Kernel kernel, int number) {
        for (var socket : world.state.sockets()) {
            if (socket.kernel() == kernel.slot && socket.number() == number) {
                return socket;
            }
        }
        return null;
    }

    private Socket listener(Kernel kernel, long port) {
        for (var socket : world.state.sockets()) {
            if (socket.kernel() == kernel.slot && socket.port() == port && socket.stage() == Stage.LISTENING) {
                return socket;
            }
        }
        return null;
    }

    /// The socket that a packet is for: the one that was made for this very peer, else one that asked for the
    /// connection, whoever says that he answers.
    private Socket find(Kernel kernel, long cid, long theirPort, long ourPort) {
        Socket asking = null;
        for (var socket : world.state.sockets()) {
            boolean same = socket.kernel() == kernel.slot
                    && socket.peerPort() == theirPort
                    && socket.port() == ourPort;
            if (same && socket.peerCid() == cid) {
                return socket;
            }
            asking = same && asking == null ? socket : asking;
        }
        return asking;
    }
}
