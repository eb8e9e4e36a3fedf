package archipelago.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Blob;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of an instance, as a program leads it that knows only the folder and the socket: on a machine of
/// today with the forms of today, and on one of the generation before with those of its time.
class LifeTest {
    private static final String TREE = Client.TREE;
    private static final String BLUE = TREE + "/instances/blue";
    private static final long GIB = 1L << 30;
    private static final long BOOT = 0x4D4B4C49;
    private static final long HALT = 0x4D4B4C48;
    private static final long EBUSY = -16;
    private static final long EINVAL = -22;
    /// The instance's id is 1.
    private static final long LOAD = 0x30;
    private static final long UNLOAD = 0x31;

    @TempDir
    private Path folder;

    /// What a program writes to one generation.
    interface Forms {
        byte[] baseline();

        byte[] create(String name);

        byte[] delete(String name);
    }

    static final Forms MK2 = new Forms() {
        @Override
        public byte[] baseline() {
            return new Blobs()
                    .begin("").text("compatible", "linux,multikernel-host").begin("resources")
                    .u64("cpus", 4, 5, 6, 7)
                    .begin("memory@0").u64("size", 2 * GIB).u32("numa-node-id", 0).end()
                    .end().end().blob();
        }

        @Override
        public byte[] create(String name) {
            return fragment("/instances")
                    .begin("instance-create").text("instance-name", name).begin("resources")
                    .u64("memory-bytes", GIB / 2).u64("cpus", 4, 5)
                    .end().end().end().end().end().blob();
        }

        @Override
        public byte[] delete(String name) {
            return fragment("/instances")
                    .begin("instance-remove").text("instance-name", name).end().end().end().end().blob();
        }

        private Blobs fragment(String target) {
            return new Blobs()
                    .begin("").text("compatible", "linux,multikernel-overlay")
                    .begin("fragment@0").text("target-path", target).begin("__overlay__");
        }
    };

    static final Forms MK1 = new Forms() {
        @Override
        public byte[] baseline() {
            return new Blobs()
                    .begin("").text("compatible", "linux,multikernel-host").begin("resources")
                    .u32("cpus", 4, 5, 6, 7).u64("memory-base", 4 * GIB).u64("memory-bytes", 2 * GIB)
                    .end().end().blob();
        }

        @Override
        public byte[] create(String name) {
            return fragment()
                    .begin("instance-create").text("instance-name", name).u32("id", 1).begin("resources")
                    .u32("cpus", 4, 5).u64("memory-base", 4 * GIB).u64("memory-bytes", GIB / 2)
                    .end().end().end().end().end().blob();
        }

        @Override
        public byte[] delete(String name) {
            return fragment().begin("instance-remove").text("instance-name", name).end().end().end().end().blob();
        }

        private Blobs fragment() {
            return new Blobs()
                    .begin("").text("compatible", "linux,multikernel-overlay")
                    .begin("fragment@0").begin("__overlay__");
        }
    };

    @Test
    void onAMachineOfToday() throws Exception {
        try (var host = new Hosted(folder, "host-mk2"); var client = host.client()) {
            begin(client);
            assertThat(client.read("/proc/iomem")).doesNotContain("Multikernel");
            assertThat(client.write(TREE + "/device_tree", MK2.baseline())).isZero();
            var pool = tree(client, TREE + "/device_tree");
            assertThat(pool.child("instances")).isEmpty();
            assertThat(numbers(pool, "cpus-available", 8)).containsExactly(4L, 5L, 6L, 7L);
            assertThat(pool.child("resources").orElseThrow().children()).extracting(Node::name)
                    .singleElement().asString().startsWith("memory@");
            var session = live(host, client, MK2, "/instances");
            assertThat(host.complaints).isEmpty();
            sameFingerprintByHand("host-mk2", MK2, session);
        }
    }

    @Test
    void onAMachineOfTheGenerationBefore() throws Exception {
        try (var host = new Hosted(folder, "host-mk1"); var client = host.client()) {
            begin(client);
            assertThat(client.read("/proc/iomem")).contains("  100000000-17fffffff : Multikernel Memory Pool\n");
            assertThat(tree(client, TREE + "/device_tree").children()).extracting(Node::name)
                    .containsExactly("instances");
            assertThat(client.write(TREE + "/device_tree", MK1.baseline())).isZero();
            var pool = tree(client, TREE + "/device_tree");
            assertThat(numbers(pool, "cpus", 4)).containsExactly(4L, 5L, 6L, 7L);
            assertThat(numbers(pool, "memory-base", 8)).containsExactly(4 * GIB);
            assertThat(numbers(pool, "memory-bytes", 8)).containsExactly(2 * GIB);
            var session = live(host, client, MK1, "unknown");
            assertThat(host.complaints).isEmpty();
            sameFingerprintByHand("host-mk1", MK1, session);
        }
    }

    private static void begin(Client client) throws IOException {
        assertThat(client.has(TREE + "/device_tree")).isFalse();
        assertThat(client.ask("mount multikernel " + TREE)).isZero();
        assertThat(client.has(TREE + "/device_tree")).isTrue();
        assertThat(client.read("/proc/mounts")).contains("none " + TREE + " multikernel ");
        assertThat(client.read("/proc/cpuinfo")).contains("apicid\t\t: 7\n");
        assertThat(client.read("/sys/devices/system/cpu/online")).isEqualTo("0-7\n");
    }

    /// From `create` to `delete`; the pool is filled.
    private Session live(Hosted host, Client client, Forms forms, String target) throws IOException {
        assertThat(client.read("/sys/devices/system/cpu/online")).isEqualTo("0-3\n");
        assertThat(client.read("/proc/iomem")).contains(" : Multikernel Memory Pool\n");

        assertThat(client.write(TREE + "/overlays/new", forms.create("blue"))).isZero();
        assertThat(client.status(2)).isEqualTo("applied");
        assertThat(client.read(TREE + "/overlays/tx_2/instance")).isEqualTo(target + "\n");
        assertThat(client.bytes(TREE + "/overlays/tx_2/dtbo")).isEqualTo(forms.create("blue"));
        assertThat(client.bytes(TREE + "/overlays/new")).isEmpty();
        assertThat(client.read(BLUE + "/id")).isEqualTo("1\n");
        assertThat(client.read(BLUE + "/status")).isEqualTo("ready\n");
        assertThat(client.read("/proc/iomem")).contains("mk-instance-1-blue-region-0");
        var blue = forms == MK1
                ? tree(client, TREE + "/device_tree").child("instances").orElseThrow().child("blue").orElseThrow()
                : tree(client, BLUE + "/device_tree");
        assertThat(numbers(blue, "cpus", forms == MK1 ? 4 : 8)).containsExactly(4L, 5L);
        assertThat(numbers(blue, "memory-bytes", 8)).containsExactly(GIB / 2);

        assertThat(client.write(TREE + "/overlays/new", forms.create("blue"))).isZero();
        assertThat(client.status(3)).isEqualTo("failed");
        assertThat(client.list(TREE + "/instances")).containsExactly("blue");

        var kernel = host.vmlinux();
        var initrd = host.file("initrd", 4096);
        assertThat(client.load(kernel, initrd, "quiet 100%", LOAD)).isZero();
        assertThat(client.read(BLUE + "/status")).isEqualTo("loaded\n");
        assertThat(client.read("/proc/kimage")).contains("    1  multikernel ").contains("file  \"quiet 100%\"\n");
        assertThat(client.load(kernel, initrd, "quiet", LOAD)).isEqualTo(EBUSY);

        assertThat(client.reboot(BOOT, 1)).isZero();
        assertThat(client.read(BLUE + "/status")).isEqualTo("active\n");
        assertThat(client.reboot(BOOT, 1)).isEqualTo(EBUSY);

        assertThat(client.reboot(HALT, 1)).as("waits until the kernel is up and acknowledges").isZero();
        assertThat(client.read(BLUE + "/status")).isEqualTo("loaded\n");
        assertThat(client.reboot(HALT, 1)).isEqualTo(EINVAL);

        assertThat(client.write(TREE + "/overlays/new", forms.delete("blue"))).isZero();
        assertThat(client.status(4)).isEqualTo("failed");
        assertThat(client.has(BLUE)).isTrue();

        assertThat(client.ask("kexec_file_load - - - " + UNLOAD)).isZero();
        assertThat(client.read(BLUE + "/status")).isEqualTo("ready\n");
        assertThat(client.read("/proc/kimage")).endsWith("No kimages loaded\n");

        assertThat(client.write(TREE + "/overlays/new", forms.delete("blue"))).isZero();
        assertThat(client.status(5)).isEqualTo("applied");
        assertThat(client.list(TREE + "/instances")).isEmpty();
        assertThat(client.read("/proc/iomem")).doesNotContain("mk-instance");
        return host.session;
    }

    /// The same calls, given to a session by hand, leave the same trace.
    private static void sameFingerprintByHand(String scenario, Forms forms, Session hosted) {
        var session = Hosted.session(scenario);
        var calls = List.<Command>of(
                new Command.Call.WriteFile(TREE + "/device_tree", Blob.of(forms.baseline())),
                overlay(forms.create("blue")),
                overlay(forms.create("blue")),
                load("quiet 100%"),
                load("quiet"),
                reboot(BOOT),
                reboot(BOOT),
                reboot(HALT),
                reboot(HALT),
                overlay(forms.delete("blue")),
                new Command.Call.KexecFileLoad("", 0, Command.ImageForm.ELF, 0, "", UNLOAD),
                overlay(forms.delete("blue")));
        for (var call : calls) {
            int act = session.give(call);
            while (session.simulation().state().operations().stream().anyMatch(op -> op.act() == act)) {
                session.turn();
            }
        }
        assertThat(session.nowNs()).isEqualTo(hosted.nowNs());
        assertThat(session.fingerprint()).isEqualTo(hosted.fingerprint());
    }

    private static Command overlay(byte[] blob) {
        return new Command.Call.WriteFile(TREE + "/overlays/new", Blob.of(blob));
    }

    private static Command load(String cmdline) {
        return new Command.Call.KexecFileLoad("vmlinux", 1 << 20, Command.ImageForm.ELF, 4096, cmdline, LOAD);
    }

    private static Command reboot(long command) {
        return new Command.Call.Reboot(0xfee1deadL, 672274793, command, 1);
    }

    private static Node tree(Client client, String path) throws IOException {
        return FlattenedTree.read(path, client.bytes(path)).value().orElseThrow().root();
    }

    private static List<Long> numbers(Node node, String property, int width) {
        var value = node.child("resources").orElseThrow().property(property).orElseThrow();
        return (width == 8 ? value.u64s() : value.u32s()).value().orElseThrow();
    }
}
