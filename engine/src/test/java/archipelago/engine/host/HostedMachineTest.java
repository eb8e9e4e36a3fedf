package archipelago.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archipelago.engine.base.Times;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.Overlay;
import archipelago.engine.overlay.OverlayWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients are answered: several at a time, such as make no sense, and such as come too late.
class HostedMachineTest {
    private static final String NEW = Client.TREE + "/overlays/new";

    @TempDir
    private Path folder;

    private Hosted mk2() throws Exception {
        return new Hosted(folder, "host-mk2");
    }

    @Test
    void timePassesOnlyWhereSomebodyLetsIt() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            assertThat(client.ask("mount multikernel " + Client.TREE)).isZero();
            assertThat(host.session.nowNs()).isZero();
            assertThat(client.ask("advance 1.5s")).isZero();
            assertThat(host.session.nowNs()).isEqualTo(1_500 * Times.MS);
            assertThat(client.ask("advance 9223372036s")).isEqualTo(-22);
        }
    }

    @Test
    void manyClientsAreAnsweredEachInItsOrder() throws Exception {
        try (var host = mk2()) {
            var clients = new ArrayList<Client>();
            for (int i = 0; i < 5; i++) {
                clients.add(host.client());
            }
            for (var client : clients) {
                client.send("advance 1us\nnonsense\nadvance 1us");
            }
            for (var client : clients) {
                assertThat(client.answer()).isZero();
                assertThat(client.answer()).isEqualTo(-22);
                assertThat(client.answer()).isZero();
            }
            assertThat(host.session.nowNs()).isEqualTo(10 * Times.US);
            assertThat(host.complaints).hasSize(5);
            clients.getFirst().close();
            assertThat(clients.getLast().ask("advance 1us")).isZero();
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aClientThatHangsUpInTheMiddleOfALineHurtsNobody() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            var rude = host.client();
            rude.send("advance 1us\nadvan");
            rude.close();
            assertThat(client.ask("advance 1us")).isZero();
        }
    }

    @Test
    void aLineThatIsTooLongIsOneBadRequest() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            assertThat(client.ask("written /" + "x".repeat(RequestServer.LINE_BYTES_MAX))).isEqualTo(-22);
            assertThat(client.ask("advance 1us\r")).as("a line may end as on Windows").isZero();
        }
    }

    @Test
    void theMultikernelFilesAreThereOnceTheyAreMounted() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            assertThat(client.list(Client.TREE)).isEmpty();
            assertThat(client.ask("written " + NEW)).isEqualTo(-2);
            assertThat(client.ask("rmdir " + Client.TREE + "/overlays/tx_2")).isEqualTo(-2);
            assertThat(client.ask("mount ext4 " + Client.TREE)).isEqualTo(-19);
            assertThat(client.ask("mount multikernel /mnt")).isEqualTo(-2);
            assertThat(client.ask("mount multikernel /proc/iomem/x")).isEqualTo(-20);
            assertThat(client.ask("mount multikernel /sys/devices")).isEqualTo(-22);
            assertThat(client.ask("mount multikernel /sys/./fs//multikernel/")).isZero();
            assertThat(client.ask("mount multikernel " + Client.TREE)).isEqualTo(-16);
            assertThat(client.list(Client.TREE)).containsExactly("device_tree", "instances", "overlays");
        }
    }

    @Test
    void writesAreRefusedAsTheKernelRefusesThem() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            client.ask("mount multikernel " + Client.TREE);
            assertThat(client.write(NEW, new byte[0])).isEqualTo(-22);
            assertThat(client.write(NEW, "no blob".getBytes(StandardCharsets.UTF_8))).isEqualTo(-22);
            assertThat(client.write(NEW, new byte[Overlay.MOST_BYTES + 1])).isEqualTo(-27);
            assertThat(client.write("/proc/iomem", new byte[1])).isEqualTo(-13);
            assertThat(client.read("/proc/iomem")).as("as before").contains("System RAM");
            assertThat(client.ask("written " + Client.TREE)).isEqualTo(-21);
            assertThat(client.ask("rmdir " + Client.TREE + "/instances")).isEqualTo(-1);
            assertThat(client.ask("rmdir /proc/iomem")).isEqualTo(-20);
            assertThat(client.list(Client.TREE + "/overlays")).containsExactly("new");
            Files.delete(host.root.resolve(NEW.substring(1)));
            assertThat(client.ask("written " + NEW)).isEqualTo(-2);
            assertThat(client.has(NEW)).isTrue();
        }
    }

    @Test
    void aKernelFileIsWhatItsContentSays() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            var bzImage = new byte[0x206];
            System.arraycopy(new byte[] {'H', 'd', 'r', 'S'}, 0, bzImage, 0x202, 4);
            LifeOf.ready(client);
            assertThat(client.ask("kexec_file_load " + host.file("bz", 4096, bzImage) + " - - 52")).isEqualTo(-8);
            assertThat(client.ask("kexec_file_load " + host.file("text", 10) + " - - 52")).isEqualTo(-8);
            assertThat(client.ask("kexec_file_load " + host.file("empty", 0) + " - - 52")).isEqualTo(-22);
            assertThat(client.ask("kexec_file_load " + folder + " - - 52")).isEqualTo(-22);
            assertThat(client.ask("kexec_file_load /nowhere/vmlinux - - 52")).isEqualTo(-9);
            assertThat(client.ask("kexec_file_load " + host.vmlinux() + " - - 48"))
                    .as("no flag says that there is no initrd")
                    .isEqualTo(-9);
            assertThat(client.ask("kexec_file_load " + host.vmlinux() + " - - 84")).as("instance 2").isEqualTo(-2);
            assertThat(client.ask("kexec_file_load " + host.vmlinux() + " - - 52")).isZero();
            assertThat(client.read("/proc/kimage")).endsWith("         3  file  \"\"\n");
        }
    }

    @Test
    void programsOnAnInstanceHaveAFolderOfTheirOwnAndLendWhatItWasLent() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            LifeOf.ready(client);
            assertThat(client.ask("in moon mount multikernel " + Client.TREE)).isEqualTo(-19);
            assertThat(client.ask("in blue mount multikernel " + Client.TREE)).as("not up").isEqualTo(-112);
            assertThat(client.has("/in")).isFalse();
            client.ask("kexec_file_load " + host.vmlinux() + " - - 52");
            client.reboot(0x4D4B4C49, 1);
            client.ask("advance 20s");
            assertThat(client.ask("in blue mount multikernel " + Client.TREE)).isZero();
            assertThat(client.read("/in/blue/sys/devices/system/node/online")).isEqualTo("0\n");
            assertThat(client.list("/in/blue" + Client.TREE)).containsExactly("device_tree", "instances", "overlays");

            var own = client.read("/in/blue/proc/cpuinfo").lines().filter(line -> line.startsWith("apicid"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).toList();
            var baseline = OverlayWriter.baseline(List.of(own.getLast()), List.of(
                    new Change.PoolMemoryAdd(64L << 20, Change.ANY_NODE)), List.of());
            assertThat(client.writeIn("blue", Client.TREE + "/device_tree", baseline.bytes())).isZero();
            assertThat(client.read("/in/blue/proc/iomem")).contains("Multikernel Memory Pool");
            assertThat(client.writeIn("blue", Client.TREE + "/device_tree", baseline.bytes())).isEqualTo(-16);
            assertThat(client.ask("in blue kexec_file_load " + host.vmlinux() + " - - 84")).isEqualTo(-2);
            assertThat(client.ask("in blue reboot 4276215469 672274793 1296780360 2")).isEqualTo(-2);

            client.ask("inject panic blue");
            client.ask("advance 1s");
            assertThat(client.has("/in")).as("its files are gone with it").isFalse();
            assertThat(client.ask("in blue reboot 4276215469 672274793 1296780360 2")).isEqualTo(-112);
        }
    }

    @Test
    void aTransactionIsUndoneByRemovingItsDirectory() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            LifeOf.ready(client);
            assertThat(client.ask("rmdir " + Client.TREE + "/overlays/tx_2")).isZero();
            assertThat(client.list(Client.TREE + "/overlays")).containsExactly("new");
            assertThat(client.list(Client.TREE + "/instances")).isEmpty();
        }
    }

    @Test
    void faultsAreInjectedAndAHostThatIsDownSaysSo() throws Exception {
        try (var host = mk2(); var client = host.client()) {
            LifeOf.ready(client);
            assertThat(client.ask("inject panic blue")).as("it does not run").isNegative();
            client.ask("kexec_file_load " + host.vmlinux() + " - - 52");
            assertThat(client.reboot(0x4D4B4C49, 1)).isZero();
            assertThat(client.ask("advance 20s")).isZero();
            assertThat(client.ask("inject panic blue 5")).isZero();
            assertThat(client.ask("advance 1s")).isZero();
            assertThat(client.read(Client.TREE + "/instances/blue/status")).isEqualTo("loaded\n");
            assertThat(client.ask("inject panic host")).isZero();
            assertThat(client.reboot(0x4D4B4C49, 1)).isEqualTo(-112);
        }
    }

    @Test
    void aSocketIsTakenOverFromTheDeadAndNotFromTheLiving() throws Exception {
        try (var host = mk2()) {
            assertThatThrownBy(() -> RequestServer.open(host.socket, null))
                    .isInstanceOf(Obstacle.class)
                    .hasMessage("another program listens here");
            var dead = folder.resolve("dead");
            try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                left.bind(UnixDomainSocketAddress.of(dead));
            }
            assertThat(dead).exists();
            try (var _ = RequestServer.open(dead, null);
                    var caller = SocketChannel.open(UnixDomainSocketAddress.of(dead))) {
                assertThat(caller.isConnected()).isTrue();
            }
            assertThat(dead).doesNotExist();
            var file = Files.writeString(folder.resolve("file"), "");
            assertThatThrownBy(() -> RequestServer.open(file, null)).isInstanceOf(Obstacle.class);
            assertThatThrownBy(() -> RequestServer.open(folder.resolve("x".repeat(120)), null))
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining("no socket can be made here");
        }
    }

    @Test
    void theSocketIsGoneWhenTheMachineIs() throws Exception {
        var host = mk2();
        host.close();
        assertThat(host.socket).doesNotExist();
        assertThat(host.root.resolve("proc/iomem")).as("its last files stay").exists();
    }
}
