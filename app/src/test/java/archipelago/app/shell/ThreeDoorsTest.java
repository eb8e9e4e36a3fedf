package archipelago.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.render.Theme;
import archipelago.engine.base.Hash64;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.cli.Inputs;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.frame.Frame;
import archipelago.engine.host.HostedMachine;
import archipelago.engine.host.Obstacle;
import archipelago.engine.host.RequestServer;
import archipelago.engine.journal.Happening;
import archipelago.engine.live.LiveEngine;
import archipelago.engine.session.Session;
import archipelago.engine.shell.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import picocli.CommandLine.ParameterException;

/// The machine has three doors: the prompt, the socket for programs, and the window. Whoever does the same through
/// another door finds the same machine behind it, down to the fingerprint, after every single deed.
@ExtendWith(ApplicationExtension.class)
class ThreeDoorsTest {
    private static final Path MACHINE = Path.of("..", "scenarios", "host-mk2.json");
    private static final String TREE = "/sys/fs/multikernel";
    private static final long BOOT = 0x4D4B4C49;
    private static final long HALT = 0x4D4B4C48;

    @TempDir
    static Path folder;

    private Prompt prompt;
    private Socket socket;
    private WindowDoor window;

    @Start
    void openAllDoors(Stage stage) throws IOException, Obstacle {
        prompt = new Prompt(session());
        socket = new Socket(session());
        window = new WindowDoor(session(), stage);
    }

    @AfterEach
    void closeAllDoors() throws Exception {
        socket.close();
        window.close();
    }

    private static Session session() {
        return Inputs.open(MACHINE, Optional.empty()).opened().orElseThrow().session();
    }

    @Test
    void theSameLifeOfAnInstanceLeavesTheSameFingerprintBehindEveryDoor() throws Exception {
        var seen = new ArrayList<String>();
        for (var deed : life()) {
            prompt.does(deed);
            socket.does(deed);
            window.does(deed);
            var behind = prompt.mark();
            assertThat(socket.mark()).as("the socket, after: " + deed.line()).isEqualTo(behind);
            assertThat(window.mark()).as("the window, after: " + deed.line()).isEqualTo(behind);
            seen.add(behind);
        }
        assertThat(seen).as("every deed leaves a trace").doesNotHaveDuplicates();
    }

    // --- the story ----------------------------------------------------------------------------------

    /// The same deed in the words of each door.
    ///
    /// @param line at the prompt
    /// @param written the file that a program writes and what, as source; or an empty text for one that calls instead
    /// @param call the line that it sends
    /// @param command what a hand in the window gives; null for letting time pass
    record Deed(String line, String written, String call, Command command, long passesNs) {
        static Deed writing(String line, String file, String source, Command command) {
            return new Deed(line, source, "written " + TREE + "/" + file, command, 0);
        }

        static Deed calling(String line, String call, Command command) {
            return new Deed(line, "", call, command, 0);
        }

        static Deed passing(String time) {
            return new Deed("advance " + time, "", "advance " + time, null, Times.parse(time).getAsLong());
        }
    }

    private List<Deed> life() throws IOException {
        var image = vmlinux();
        return List.of(
                Deed.writing("kerf init --cpus=4-7 --memory=2GB@0", "device_tree", """
                        compatible = "linux,multikernel-host";
                        resources {
                            cpus = /bits/ 64 <4 5 6 7>;
                            memory@0 { size = /bits/ 64 <0x80000000>; numa-node-id = <0>; };
                        };
                        """,
                        new Command.FillPool(
                                List.of(4L, 5L, 6L, 7L),
                                List.of(new Command.MemoryRequest(2 * Sizes.GIB, 0)),
                                List.of())),
                Deed.writing("kerf create blue --cpus=4,5 --memory=512MB --numa-nodes=0", "overlays/new",
                        overlay("/instances", """
                                instance-create {
                                    instance-name = "blue";
                                    resources {
                                        memory-bytes = /bits/ 64 <0x20000000>;
                                        cpus = /bits/ 64 <4 5>;
                                        numa-nodes = <0>;
                                    };
                                };
                                """),
                        new Command.Create("blue", 0, List.of(4L, 5L), 512 * Sizes.MIB, 0, List.of())),
                Deed.calling("kerf load blue --kernel=vmlinux --cmdline=quiet",
                        "kexec_file_load " + image + " - quiet " + 0x34,
                        new Command.Load("blue", "vmlinux", 64 * Sizes.MIB, 0, "quiet")),
                Deed.calling("kerf exec blue", reboot(BOOT), new Command.Exec("blue")),
                Deed.passing("1s"),
                Deed.writing("kerf update blue --cpus=4,5,6", "overlays/new",
                        overlay("/instances/blue", "cpu-add { cpu@0 { reg = /bits/ 64 <6>; numa-node-id = <0>; }; };"),
                        new Command.AddCpu("blue", 6)),
                Deed.calling("inject panic blue 5", "inject panic blue 5", new Command.Fault.Panic("blue", 5)),
                Deed.passing("100ms"),
                Deed.calling("kerf exec blue", reboot(BOOT), new Command.Exec("blue")),
                Deed.passing("1s"),
                Deed.calling("kerf kill blue", reboot(HALT), new Command.Halt("blue")),
                Deed.passing("1s"),
                Deed.calling("kerf unload blue", "kexec_file_load - - - " + 0x31, new Command.Unload("blue")),
                Deed.calling("rmdir " + TREE + "/overlays/tx_3", "rmdir " + TREE + "/overlays/tx_3",
                        new Command.RollBack(3)),
                Deed.writing("kerf delete blue", "overlays/new",
                        overlay("/instances", "instance-remove { instance-name = \"blue\"; };"),
                        new Command.Delete("blue")));
    }

    private static String overlay(String target, String operation) {
        return """
                compatible = "linux,multikernel-overlay";
                fragment@0 { target-path = "%s"; __overlay__ { %s }; };
                """.formatted(target, operation);
    }

    private static String reboot(long command) {
        return "reboot " + 0xfee1deadL + " " + 672274793 + " " + command + " 1";
    }

    /// As large as the image that the prompt takes `vmlinux` for where there is no such file.
    private static Path vmlinux() throws IOException {
        var path = folder.resolve("vmlinux");
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(new byte[] {0x7f, 'E', 'L', 'F'});
            file.setLength(64 * Sizes.MIB);
        }
        return path;
    }

    private static String mark(long nowNs, long events, long fingerprint) {
        return events + " events, " + nowNs + " ns, " + Hash64.text(fingerprint);
    }

    // --- the doors ----------------------------------------------------------------------------------

    /// `archipelago shell`.
    private static final class Prompt {
        private final Session session;
        private final StringWriter said = new StringWriter();
        private final Shell shell;

        Prompt(Session session) {
            this.session = session;
            var out = new PrintWriter(said);
            shell = new Shell(session, out, out, false, ParameterException::getMessage);
        }

        void does(Deed deed) {
            assertThat(shell.run(deed.line())).as(deed.line() + "\n" + said).isZero();
        }

        String mark() {
            return ThreeDoorsTest.mark(session.nowNs(), session.events(), session.fingerprint());
        }
    }

    /// `archipelago host`, and a program that knows its folder and its socket.
    private static final class Socket {
        private final Path root = folder.resolve("root");
        private final Session session;
        private final RequestServer server;
        private final Thread thread;
        private final SocketChannel channel;
        private final BufferedReader answers;

        Socket(Session session) throws IOException, Obstacle {
            this.session = session;
            var path = folder.resolve("s");
            server = RequestServer.open(path, HostedMachine.open(session, root, complaint -> {}));
            thread = Thread.ofPlatform().start(() -> {
                try {
                    server.serve();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
            assertThat(ask("mount multikernel " + TREE)).isZero();
        }

        void does(Deed deed) throws IOException {
            if (!deed.written().isEmpty()) {
                var source = DeviceTreeSource.read("dts", "/dts-v1/; / { " + deed.written() + " };");
                var file = deed.call().substring("written /".length());
                Files.write(root.resolve(file), FlattenedTree.write(source.value().orElseThrow()));
            }
            assertThat(ask(deed.call())).as(deed.call()).isZero();
        }

        private long ask(String line) throws IOException {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return Long.parseLong(answers.readLine());
        }

        String mark() {
            return ThreeDoorsTest.mark(session.nowNs(), session.events(), session.fingerprint());
        }

        void close() throws Exception {
            channel.close();
            server.stop();
            thread.join();
            server.close();
        }
    }

    /// The window, with a hand in it that gives commands and steps until they are answered.
    private static final class WindowDoor {
        private final LiveEngine live;
        private final Window window;

        WindowDoor(Session session, Stage stage) {
            live = new LiveEngine(session);
            window = Window.open(live, stage, Theme.Name.LIGHT);
        }

        void does(Deed deed) {
            long nowNs = window.frame().nowNs;
            if (deed.command() == null) {
                hand(() -> live.seek(nowNs + deed.passesNs()));
                until(frame -> frame.nowNs == nowNs + deed.passesNs());
                return;
            }
            int asked = window.frame().happened;
            hand(() -> window.hands().give(deed.command()));
            until(frame -> frame.happened > asked);
            while (!answered(deed.command(), asked)) {
                long events = window.frame().events;
                hand(() -> window.hands().stepForward());
                until(frame -> frame.events > events);
            }
        }

        private boolean answered(Command command, int from) {
            var frame = window.frame();
            for (int i = from; i < frame.happened; i++) {
                if (frame.journal.get(i).what() instanceof Happening.Answered answer
                        && answer.command().equals(command)) {
                    assertThat(answer.errno().ok()).as(answer.sentence()).isTrue();
                    return true;
                }
            }
            return false;
        }

        private static void hand(Runnable deed) {
            WaitForAsyncUtils.waitForAsyncFx(10_000, deed);
        }

        private void until(Predicate<Frame> there) {
            Seat.at(window).waitFor(there);
        }

        String mark() {
            var frame = window.frame();
            return ThreeDoorsTest.mark(frame.nowNs, frame.events, frame.fingerprint);
        }

        void close() {
            live.close();
        }
    }
}
