package archipelago.engine.host;

import archipelago.engine.cli.Inputs;
import archipelago.engine.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A machine of the scenarios that is served on a thread of its own, for tests that are its clients.
final class Hosted implements AutoCloseable {
    final Path root;
    final Path socket;
    final Session session;
    final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final RequestServer server;
    private final Thread thread;
    private final AtomicReference<IOException> fault = new AtomicReference<>();

    /// @param folder an empty one, with a short name
    Hosted(Path folder, String scenario) throws IOException, Obstacle {
        this(folder, session(scenario));
    }

    Hosted(Path folder, Session session) throws IOException, Obstacle {
        this.folder = folder;
        this.session = session;
        root = folder.resolve("root");
        socket = folder.resolve("s");
        server = RequestServer.open(socket, HostedMachine.open(session, root, complaints::add));
        thread = Thread.ofPlatform().start(() -> {
            try {
                server.serve();
            } catch (IOException e) {
                fault.set(e);
            }
        });
    }

    static Session session(String scenario) {
        var file = Path.of("..", "scenarios", scenario + ".json");
        return Inputs.open(file, Optional.empty()).opened().orElseThrow().session();
    }

    Client client() throws IOException {
        return new Client(root, socket);
    }

    /// A file of this computer that begins with these bytes.
    Path file(String name, int length, byte... start) throws IOException {
        var bytes = new byte[length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        return Files.write(folder.resolve(name), bytes);
    }

    Path vmlinux() throws IOException {
        return file("vmlinux", 1 << 20, (byte) 0x7f, (byte) 'E', (byte) 'L', (byte) 'F');
    }

    @Override
    public void close() throws IOException {
        server.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        if (fault.get() != null) {
            throw fault.get();
        }
    }
}
