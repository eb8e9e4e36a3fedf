package archipelago.engine.kernfs;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.Node;
import archipelago.engine.machine.Machine;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.OverlayReader;
import archipelago.engine.overlay.OverlayWriter;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Pool;
import archipelago.engine.state.Transaction;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTreeTest {
    private static final String INSTANCES = Files.MULTIKERNEL + "/instances/";
    private static final String CPUS = "/sys/devices/system/cpu/";

    // --- paths --------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "/sys/fs/multikernel/instances/nobody/status, ENOENT",
        "/sys/fs/multikernel/instances/web-server/status/more, ENOTDIR",
        "/sys/fs/multikernel/instances/web-server/status/, ENOTDIR",
        "/sys/fs/multikernel/instances/web-server/status/.., ENOTDIR",
        "/sys/fs/multikernel/instances/web-server, EISDIR",
        "/, EISDIR",
        "/sys/fs/multikernel/overlays/new, EINVAL",
        "/proc/1/status, ENOENT",
        "proc/iomem, ENOENT",
        "'', ENOENT",
    })
    void whatCannotBeReadSaysWhy(String path, Errno errno) {
        assertThat(Files.of(Lab.webReady()).refusal(path)).isEqualTo(errno);
    }

    @ParameterizedTest
    @CsvSource({
        "//sys///fs/multikernel/./instances/web-server/id",
        "/../sys/fs/../fs/multikernel/instances/web-server/id",
        "/proc/../sys/fs/multikernel/overlays/../instances/web-server/id",
    })
    void dotsAndDoubledSlashesMeanWhatTheyMeanInLinux(String path) {
        assertThat(Files.of(Lab.webReady()).text(path)).isEqualTo("1\n");
    }

    @Test
    void whatIsThereIsToldWithoutReadingIt() {
        var tree = Files.of(Lab.pooled()).tree();
        assertThat(tree.entry("/sys/fs/multikernel/overlays/new")).contains(new Entry(Entry.Kind.FILE, 0200));
        assertThat(tree.entry("/sys/fs/multikernel/overlays/")).contains(new Entry(Entry.Kind.DIRECTORY, 0755));
        assertThat(tree.entry("/sys/fs/multikernel/overlays/tx_2")).isEmpty();
        assertThat(tree.lookup("/sys/fs/multikernel/overlays/tx_2")).isEqualTo(Errno.ENOENT);
        assertThat(tree.lookup("/proc/iomem/x")).isEqualTo(Errno.ENOTDIR);
        assertThat(tree.lookup("/proc/iomem")).isEqualTo(Errno.OK);
        assertThat(tree.list("/proc/iomem")).isEmpty();
        assertThat(tree.list("/")).containsExactly("proc", "sys");
    }

    @Test
    void directoriesAreReadInTheOrderOfLinux() {
        // As a Linux 6.18 gives them.
        assertThat(List.of("core_cpus", "core_cpus_list", "core_id", "core_siblings", "core_siblings_list",
                        "package_cpus", "package_cpus_list", "physical_package_id", "thread_siblings",
                        "thread_siblings_list").stream().sorted(ReadOrder.KERNFS))
                .containsExactly("physical_package_id", "core_cpus_list", "core_siblings", "core_siblings_list",
                        "package_cpus", "package_cpus_list", "thread_siblings_list", "core_id", "core_cpus",
                        "thread_siblings");
        assertThat(List.of("iomem", "tty", "fs", "acpi", "irq", "dma", "bus", "meminfo", "sys", "mounts").stream()
                        .sorted(ReadOrder.PROC))
                .containsExactly("fs", "bus", "dma", "irq", "sys", "tty", "acpi", "iomem", "mounts", "meminfo");
        assertThat(Files.of(Lab.idle()).tree().list("/proc"))
                .containsExactly("iomem", "kimage", "mounts", "cpuinfo", "meminfo", "zoneinfo");
    }

    @Test
    void withoutTheMountThereIsAnEmptyDirectory() {
        var files = Files.of(FileTree.of(Lab.pooled().simulation().world(), false));
        assertThat(files.told(Files.MULTIKERNEL)).isEqualTo("0555 /sys/fs/multikernel/\n");
        assertThat(files.text("/proc/mounts")).doesNotContain("multikernel");
        assertThat(files.text("/proc/iomem")).contains("Multikernel Memory Pool");
        assertThat(Files.of(Lab.idle()).text("/proc/mounts"))
                .endsWith("none /sys/fs/multikernel multikernel rw,relatime 0 0\n");
    }

    @Test
    void readingChangesNothing() {
        var lab = Lab.bothUp();
        long before = lab.simulation().fingerprint();
        Files.of(lab).told("/");
        assertThat(lab.simulation().fingerprint()).isEqualTo(before);
    }

    // --- the multikernel file system ----------------------------------------------------------

    @Test
    void oneTreeFollowsAnInstanceThroughItsLife() {
        var lab = Lab.pooled();
        var files = Files.of(lab);
        assertThat(files.tree().list(INSTANCES)).isEmpty();
        lab.done(Labs.web());
        assertThat(files.text(INSTANCES + "web-server/id")).isEqualTo("1\n");
        assertThat(files.text(INSTANCES + "web-server/status")).isEqualTo("ready\n");
        lab.done(Labs.load(Lab.WEB));
        assertThat(files.text(INSTANCES + "web-server/status")).isEqualTo("loaded\n");
        lab.done(new Command.Exec(Lab.WEB));
        assertThat(files.text(INSTANCES + "web-server/status")).isEqualTo("active\n");
        lab.untilUp(Lab.WEB).done(new Command.Halt(Lab.WEB)).untilParked(Lab.WEB);
        assertThat(files.text(INSTANCES + "web-server/status")).isEqualTo("loaded\n");
        lab.done(new Command.Unload(Lab.WEB)).done(new Command.Delete(Lab.WEB));
        assertThat(files.refusal(INSTANCES + "web-server/status")).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aTransactionHasADirectoryOfItsOwn() {
        var lab = Lab.pooled();
        var blob = OverlayWriter.overlay(List.of(new Change.PoolCpuAdd(28, Change.ANY_NODE)));
        lab.state().transactions().add(new Transaction(2, Transaction.Outcome.APPLIED, OverlayReader.read(blob)));
        lab.state().transactions().add(new Transaction(11, Transaction.Outcome.FAILED, OverlayReader.read(blob)));
        var files = Files.of(lab);
        var overlays = Files.MULTIKERNEL + "/overlays";
        assertThat(files.tree().list(overlays)).containsExactlyInAnyOrder("new", "tx_2", "tx_11");
        assertThat(files.tree().entry(overlays + "/tx_2/dtbo")).contains(new Entry(Entry.Kind.FILE, 0444));
        assertThat(files.text(overlays + "/tx_2/id")).isEqualTo("2\n");
        assertThat(files.text(overlays + "/tx_2/status")).isEqualTo("applied\n");
        assertThat(files.text(overlays + "/tx_11/status")).isEqualTo("failed\n");
        assertThat(files.text(overlays + "/tx_2/instance")).isEqualTo("/resources\n");
        assertThat(files.text(overlays + "/tx_2/resources")).isEqualTo("unknown\n");
        assertThat(files.bytes(overlays + "/tx_2/dtbo")).isEqualTo(blob);
    }

    @Test
    void aCpuThatMovesMovesInTheTrees() {
        var lab = Lab.webReady().done(new Command.RemoveCpu(Lab.WEB, 16)).done(new Command.AddCpu(Lab.WEB, 74));
        var instance = Files.of(lab).deviceTree(INSTANCES + "web-server/device_tree");
        assertThat(instance.node("/resources").orElseThrow().property("cpus").orElseThrow().u64s().value())
                .contains(List.of(18L, 20L, 22L, 74L));
        var pool = Files.of(lab).deviceTree(Files.MULTIKERNEL + "/device_tree").node("/resources").orElseThrow();
        assertThat(pool.property("cpus-available").orElseThrow().u64s().value())
                .contains(List.of(16L, 24L, 26L, 64L, 66L, 68L, 70L, 72L));
        assertThat(pool.property("cpus").orElseThrow().u64s().value().orElseThrow()).hasSize(12).endsWith(22L, 74L);
    }

    @Test
    void aPoolWithoutAFreeCpuHasNoSuchProperty() {
        var all = new Command.Create("all", 0, Labs.POOLED, Sizes.GIB, -1, List.of());
        var pool = Files.of(Lab.pooled().done(all)).deviceTree(Files.MULTIKERNEL + "/device_tree");
        assertThat(pool.node("/resources").orElseThrow().property("cpus-available")).isEmpty();
        assertThat(pool.node("/resources").orElseThrow().property("cpus")).isPresent();
    }

    @Test
    void theBootTreeTellsAnInstanceWhereTheRingsAreAndWhatItMayGetLater() {
        var lab = Lab.bothUp();
        var tree = FileTree.of(lab.simulation().world()).bootTree(lab.kernel(Lab.WEB));
        var text = DeviceTreeText.write(tree);
        assertThat(text.substring(text.indexOf("    chosen {"))).isEqualTo("""
                    chosen {
                        multikernel,pool-cpus = /bits/ 64 <24 26 64 66 68 70 72 74>;
                        multikernel,reserved-memory = /bits/ 64 <0x4000000 0x41000 0x4080000 0x41000 0x40f0000 \
                0x10000 0x4100000 0x41000 0x4170000 0x10000 0x600000000 0x18000>;
                        multikernel,host-ipi-buffer = /bits/ 64 <0x4000000>;
                        multikernel,host-ipi-pages = <65>;
                        multikernel,host-ipi-cpu = /bits/ 64 <0>;
                        multikernel,pool-slot = /bits/ 64 <0x600000000>;
                        multikernel,ipi-buffer = /bits/ 64 <0x4080000>;
                        multikernel,ipi-pages = <65>;
                    };
                };
                """);
        var own = FileTree.of(lab.simulation().world()).instanceTree(lab.kernel(Lab.WEB)).root();
        assertThat(tree.root().properties()).isEqualTo(own.properties());
        assertThat(tree.root().children()).startsWith(own.children().toArray(Node[]::new));
    }

    // --- memory -------------------------------------------------------------------------------

    @Test
    void memoryOfAnInstanceThatIsGoneStaysTakenWithoutAName() {
        var lab = Lab.webReady();
        lab.state().removeKernel(lab.kernel(Lab.WEB).slot);
        assertThat(Files.of(lab).text("/proc/iomem")).isEqualTo("""
                00000000-fffffffff : System RAM
                  600000000-7ffffffff : Multikernel Memory Pool
                    600018000-700017fff : <BAD>
                  e00000000-fffffffff : Multikernel Memory Pool
                """);
    }

    @Test
    void nodesApartAreRangesApart() {
        var nodes = List.of(
                new Machine.Node(1, 0, 4 * Sizes.GIB, Sizes.GIB, List.of(10, 20)),
                new Machine.Node(0, 0, 0, 2 * Sizes.GIB, List.of(20, 10)));
        var machine = new Machine(nodes, List.of(new Machine.Core(3, 1), new Machine.Core(1, 0)), List.of());
        var chunk = new Pool.Chunk(Sizes.GIB, Sizes.GIB, 1);
        var lab = Lab.of(new Scenario("two", "", "", 1, machine, List.of(), List.of()));
        lab.state().pool.add(chunk);
        var files = Files.of(lab);
        assertThat(files.text("/proc/iomem")).isEqualTo("""
                00000000-7fffffff : System RAM
                  40000000-7fffffff : Multikernel Memory Pool
                100000000-13fffffff : System RAM
                """);
        assertThat(files.text("/sys/devices/system/node/node0/distance")).isEqualTo("10 20\n");
        assertThat(files.text("/sys/devices/system/node/node0/cpulist")).isEqualTo("0\n");
        assertThat(files.text("/sys/devices/system/node/node1/cpulist")).isEqualTo("1\n");
    }

    @Test
    void anImageStandsInTheTableUntilItIsUnloaded() {
        var lab = Lab.webLoaded();
        var head = "MK_ID  Type        Start Address   Segments  Mode  Cmdline\n"
                + "-----  ----------  --------------  --------  ----  -------\n";
        assertThat(Files.of(lab).text("/proc/kimage"))
                .isEqualTo(head + "    1  multikernel  0x000600200000         4  file  \"quiet\"\n");
        lab.done(new Command.Unload(Lab.WEB)).done(new Command.Load(Lab.WEB, "vmlinux", Sizes.MIB, 0, ""));
        assertThat(Files.of(lab).text("/proc/kimage"))
                .isEqualTo(head + "    1  multikernel  0x000600200000         3  file  \"\"\n");
        lab.done(new Command.Unload(Lab.WEB));
        assertThat(Files.of(lab).text("/proc/kimage")).isEqualTo(head + "No kimages loaded\n");
    }

    // --- CPUs ---------------------------------------------------------------------------------

    @Test
    void aPooledCpuIsGoneFromTheHostsListsAndComesBackUnderItsNumber() {
        var lab = Lab.pooled();
        var files = Files.of(lab);
        // The pool has 16, 18, … 26, which are the cores 8 to 13, and 64 to 74, the cores 16 to 21.
        assertThat(files.text(CPUS + "online")).isEqualTo("0-7,14-15,22-31\n");
        assertThat(files.text(CPUS + "offline")).isEqualTo("8-13,16-21\n");
        assertThat(files.text(CPUS + "present")).isEqualTo("0-7,14-15,22-31\n");
        assertThat(files.text(CPUS + "possible")).isEqualTo("0-31\n");
        assertThat(files.text(CPUS + "cpu8/online")).isEqualTo("0\n");
        assertThat(files.refusal(CPUS + "cpu8/topology/core_id")).isEqualTo(Errno.ENOENT);
        assertThat(files.refusal(CPUS + "cpu0/online")).isEqualTo(Errno.ENOENT);
        assertThat(files.text("/proc/cpuinfo")).doesNotContain("apicid\t\t: 16\n");

        lab.done(new Command.CpuToHost(16));
        assertThat(files.text(CPUS + "cpu8/online")).isEqualTo("1\n");
        assertThat(files.text(CPUS + "cpu8/topology/core_id")).isEqualTo("8\n");
        assertThat(files.text("/proc/cpuinfo")).contains("""
                processor\t: 8
                physical id\t: 0
                siblings\t: 11
                core id\t\t: 8
                cpu cores\t: 11
                apicid\t\t: 16
                initial apicid\t: 16

                processor\t: 14
                """);
    }

    @Test
    void setsOfCpusArePrintedAsListsAndAsMasks() {
        var cores = LongStream.range(0, 38).mapToObj(id -> new Machine.Core(id, 0)).toList();
        var node = new Machine.Node(0, 0, 0, 8 * Sizes.GIB, List.of(10));
        var machine = new Machine(List.of(node), cores, List.of());
        var files = Files.of(Lab.of(new Scenario("wide", "", "", 1, machine, List.of(), List.of())));
        assertThat(files.text(CPUS + "cpu37/topology/core_siblings")).isEqualTo("3f,ffffffff\n");
        assertThat(files.text(CPUS + "cpu37/topology/core_siblings_list")).isEqualTo("0-37\n");
        assertThat(files.text(CPUS + "cpu37/topology/core_cpus")).isEqualTo("20,00000000\n");
        assertThat(files.text(CPUS + "cpu31/topology/thread_siblings")).isEqualTo("00,80000000\n");
        assertThat(files.text(CPUS + "cpu5/topology/core_cpus_list")).isEqualTo("5\n");
        assertThat(files.text("/sys/devices/system/node/node0/cpumap")).isEqualTo("3f,ffffffff\n");
        assertThat(files.text(CPUS + "offline")).isEqualTo("\n");
    }

    @Test
    void theThreadsOfACoreKnowEachOther() {
        var cores = LongStream.range(0, 8).mapToObj(id -> new Machine.Core(id, 0, 0, (int) id % 4)).toList();
        var node = new Machine.Node(0, 0, 0, 8 * Sizes.GIB, List.of(10));
        var machine = new Machine(List.of(node), cores, List.of());
        var files = Files.of(Lab.of(new Scenario("threads", "", "", 1, machine, List.of(), List.of())));
        assertThat(files.text(CPUS + "cpu5/topology/thread_siblings_list")).isEqualTo("1,5\n");
        assertThat(files.text(CPUS + "cpu5/topology/core_id")).isEqualTo("1\n");
        assertThat(files.text("/proc/cpuinfo")).contains("siblings\t: 8\n", "cpu cores\t: 4\n");
    }
}
