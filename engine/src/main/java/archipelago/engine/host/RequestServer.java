package archipelago.engine.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;

/// Takes requests from any number of clients on a Unix socket, a line each, and answers each with a line.
/// One thread does all of it, so requests come one after another; a client's are answered in its order.
/// [#stop()] may be called by any thread, everything else only by the one that serves.
public final class RequestServer implements AutoCloseable {
    /// The longest request, in bytes. Paths and a command line, all of it percent-encoded, are shorter.
    static final int LINE_BYTES_MAX = 64 << 10;

    private static final int READ_BYTES = 16 << 10;

    /// Who works on the requests.
    public interface Desk {
        /// @throws IOException if it cannot go on at all
        long answer(String line) throws IOException;

        /// Whether it goes on answering.
        boolean open();
    }

    private final Path socket;
    private final Desk desk;
    private final Selector selector;
    private final ServerSocketChannel door;
    private volatile boolean stopped;
    private int clients;

    private RequestServer(Path socket, Desk desk, Selector selector, ServerSocketChannel door) {
        this.socket = socket;
        this.desk = desk;
        this.selector = selector;
        this.door = door;
    }

    /// Opens the socket; from now on clients may connect. A socket at which nobody listens any more is replaced.
    ///
    /// @throws Obstacle if something else is there, or no socket can be there
    public static RequestServer open(Path socket, Desk desk) throws IOException, Obstacle {
        clear(socket);
        var selector = Selector.open();
        try {
            var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                door.bind(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                door.close();
                throw new Obstacle(socket, "no socket can be made here" + reason(e),
                        "a shorter name in a folder in which you may write");
            }
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
            return new RequestServer(socket, desk, selector, door);
        } catch (IOException | Obstacle e) {
            selector.close();
            throw e;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }

    private static void clear(Path socket) throws IOException, Obstacle {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            throw new Obstacle(socket, "there is something else of this name", "another name");
        }
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new Obstacle(socket, "another program listens here", "another name");
        } catch (IOException nobodyListens) {
            Files.delete(socket);
        }
    }

    /// Serves until [#stop()], or until the desk closes.
    ///
    /// @throws IOException if the desk cannot go on
    public void serve() throws IOException {
        while (!stopped && desk.open()) {
            selector.select();
            var ready = new ArrayList<>(selector.selectedKeys());
            selector.selectedKeys().clear();
            ready.sort(Comparator.comparingInt(key -> key.attachment() instanceof Client client ? client.number : 0));
            for (var key : ready) {
                if (!key.isValid() || stopped || !desk.open()) {
                    continue;
                }
                if (key.attachment() instanceof Client client) {
                    client.serve();
                } else {
                    accept();
                }
            }
        }
    }

    private void accept() throws IOException {
        var channel = door.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            var client = new Client(++clients, channel);
            client.key = channel.register(selector, SelectionKey.OP_READ, client);
        }
    }

    /// Ends serving as soon as the present request is answered.
    public void stop() {
        stopped = true;
        selector.wakeup();
    }

    /// Hangs up and removes the socket.
    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        Files.deleteIfExists(socket);
    }

    /// One client: what it has sent of a line, and what it has not taken of the answers.
    private final class Client {
        private final int number;
        private final SocketChannel channel;
        private final ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final ArrayDeque<ByteBuffer> answers = new ArrayDeque<>();
        private SelectionKey key;
        private boolean tooLong;
        private boolean sentAll;

        private Client(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }

        void serve() throws IOException {
            if (key.isReadable() && read()) {
                takeLines();
            }
            if (key.isValid()) {
                write();
            }
        }

        /// Whether anything new is there.
        private boolean read() {
            try {
                sentAll = channel.read(bytes.clear()) < 0;
                bytes.flip();
                return true;
            } catch (IOException hungUp) {
                hangUp();
                return false;
            }
        }

        private void takeLines() throws IOException {
            while (bytes.hasRemaining() && desk.open()) {
                byte next = bytes.get();
                if (next == '\n') {
                    takeLine();
                } else if (line.size() < LINE_BYTES_MAX) {
                    line.write(next);
                } else {
                    tooLong = true;
                }
            }
            if (sentAll && line.size() > 0 && desk.open()) {
                takeLine(); // The last line may lack its end.
            }
        }

        private void takeLine() throws IOException {
            var text = line.toString(StandardCharsets.UTF_8);
            boolean cut = tooLong;
            line.reset();
            tooLong = false;
            var request = cut ? "" : text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            answers.add(ByteBuffer.wrap((desk.answer(request) + "\n").getBytes(StandardCharsets.US_ASCII)));
        }

        private void write() {
            try {
                while (!answers.isEmpty()) {
                    channel.write(answers.peek());
                    if (answers.peek().hasRemaining()) {
                        break; // It goes on when the client has taken some.
                    }
                    answers.remove();
                }
                if (answers.isEmpty() && sentAll) {
                    hangUp();
                } else {
                    // Who does not take the answers asks nothing more.
                    key.interestOps(answers.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
                }
            } catch (IOException hungUp) {
                hangUp();
            }
        }

        private void hangUp() {
            key.cancel();
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                answers.clear();
            }
        }
    }
}
