package archipelago.engine.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A program on the machine, as somebody would write it who knows `host` and nothing else: files in a folder, and
/// lines on a socket.
final class Client implements AutoCloseable {
    static final String TREE = "/sys/fs/multikernel";

    private final Path root;
    private final SocketChannel socket;
    private final BufferedReader answers;

    Client(Path root, Path path) throws IOException {
        this.root = root;
        socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
        answers = new BufferedReader(Channels.newReader(socket, StandardCharsets.US_ASCII));
    }

    long ask(String line) throws IOException {
        send(line);
        return answer();
    }

    void send(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    long answer() throws IOException {
        return Long.parseLong(answers.readLine());
    }

    /// Writes a file of the machine, as a program does that then closes it.
    long write(String path, byte[] content) throws IOException {
        Files.write(root.resolve(path.substring(1)), content);
        return ask("written " + path);
    }

    /// The same on an instance, whose root is a folder of this one.
    long writeIn(String kernel, String path, byte[] content) throws IOException {
        Files.write(root.resolve("in/" + kernel + path), content);
        return ask("in " + kernel + " written " + path);
    }

    long load(Path kernel, Path initrd, String cmdline, long flags) throws IOException {
        return ask("kexec_file_load " + kernel + " " + initrd + " " + cmdline.replace("%", "%25").replace(" ", "%20")
                + " " + flags);
    }

    long reboot(long command, long id) throws IOException {
        return ask("reboot 4276215469 672274793 " + command + " " + id);
    }

    String read(String path) throws IOException {
        return Files.readString(root.resolve(path.substring(1)), StandardCharsets.UTF_8);
    }

    byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path.substring(1)));
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path.substring(1)));
    }

    List<String> list(String path) throws IOException {
        try (var entries = Files.list(root.resolve(path.substring(1)))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }

    String status(int transaction) throws IOException {
        return read(TREE + "/overlays/tx_" + transaction + "/status").strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
