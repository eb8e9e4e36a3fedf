package archipelago.engine.kernfs;

import static archipelago.engine.Lab.DATABASE;
import static archipelago.engine.Lab.WEB;
import static archipelago.engine.Nested.CACHE;
import static archipelago.engine.Nested.in;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.Nested;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What programs on an instance read: the same paths as on the host, and what that kernel sees.
class OwnFilesTest {
    private static final String CPU = "/sys/devices/system/cpu/";
    private static final String NODE = "/sys/devices/system/node/";
    private static final String PCI = "/sys/bus/pci/devices";

    private static Files files(Lab lab, String kernel) {
        return Files.of(FileTree.of(lab.simulation().world(), lab.kernel(kernel)));
    }

    /// All paths, with the CPUs, nodes, functions, instances and transactions of a machine left open.
    private static TreeSet<String> shapes(Files files) {
        var shapes = new TreeSet<String>();
        files.tree().walk(new FileTree.Visitor() {
            @Override
            public boolean directory(String path, Entry entry, Object basis) {
                shapes.add(shape(path) + "/");
                return true;
            }

            @Override
            public void file(String path, Entry entry, Supplier<Content> content) {
                shapes.add(shape(path));
            }
        });
        return shapes;
    }

    private static String shape(String path) {
        return path.replaceAll("/cpu[0-9]+", "/cpuN")
                .replaceAll("/node[0-9]+", "/nodeN")
                .replaceAll("/tx_[0-9]+", "/tx_N")
                .replaceAll("(/pci/devices|/instances)/[^/]+", "$1/X");
    }

    @Test
    void aNestedHostHasEveryPathThatTheMachinesHostHas() {
        var lab = Nested.up();
        assertThat(shapes(files(lab, WEB))).containsAll(shapes(files(lab, "host")));
    }

    @Test
    void anInstanceNumbersTheCpusOfItsListFirstAndThenTheOthersThatItMayGet() {
        var lab = Lab.pooled();
        lab.done(new Command.Create(WEB, 1, List.of(74L, 18L), Sizes.GIB, -1, List.of()));
        lab.done(Labs.load(WEB)).done(new Command.Exec(WEB)).untilUp(WEB);
        assertThat(files(lab, WEB).text("/proc/cpuinfo").lines().filter(line -> line.startsWith("apicid")))
                .containsExactly("apicid\t\t: 74", "apicid\t\t: 18");
        assertThat(files(lab, WEB).text(CPU + "online")).isEqualTo("0-1\n");
        assertThat(files(lab, WEB).text(CPU + "possible")).as("all that are pooled").isEqualTo("0-11\n");
        assertThat(files(lab, WEB).text(CPU + "present")).isEqualTo("0-1\n");
        assertThat(files(lab, WEB).tree().list(CPU)).contains("cpu0", "cpu1").doesNotContain("cpu2");
        assertThat(files(lab, WEB).text(CPU + "cpu0/topology/physical_package_id")).isEqualTo("1\n");
        assertThat(files(lab, WEB).text(CPU + "cpu1/topology/core_siblings_list")).isEqualTo("1\n");
        assertThat(files(lab, WEB).tree().lookup(CPU + "cpu0/online")).as("it stays").isEqualTo(Errno.ENOENT);

        // Of the others 16 is the first by its physical id, 20 the second.
        lab.done(new Command.AddCpu(WEB, 20)).done(new Command.RemoveCpu(WEB, 18));
        assertThat(files(lab, WEB).text(CPU + "online")).isEqualTo("0,3\n");
        assertThat(files(lab, WEB).text("/proc/cpuinfo")).contains("processor\t: 3\n", "apicid\t\t: 20\n");
        lab.done(new Command.AddCpu(WEB, 18));
        assertThat(files(lab, WEB).text(CPU + "online")).as("the number of 18 stays").isEqualTo("0-1,3\n");
    }

    @Test
    void whatANestedHostLendsLeavesItsCpusAsItLeavesThoseOfTheMachinesHost() {
        var lab = Nested.up();
        assertThat(files(lab, WEB).text(CPU + "online")).isEqualTo("0-1\n");
        assertThat(files(lab, WEB).text(CPU + "cpu2/online")).isEqualTo("0\n");
        assertThat(files(lab, WEB).text("/proc/cpuinfo")).doesNotContain(": 20\n", ": 22\n");
        assertThat(files(lab, CACHE).text("/proc/cpuinfo").lines().filter(line -> line.startsWith("apicid")))
                .as("in the order of its list")
                .containsExactly("apicid\t\t: 22", "apicid\t\t: 20");
    }

    @Test
    void everythingThatAnInstanceHasLiesOnNodeZero() {
        var lab = Lab.bothUp();
        assertThat(lab.kernel(DATABASE).memory.getFirst().base()).as("in truth on node 1")
                .isGreaterThanOrEqualTo(Labs.twoSockets().nodes().get(1).base());
        var files = files(lab, DATABASE);
        assertThat(files.tree().list(NODE)).contains("node0").doesNotContain("node1");
        assertThat(files.text(NODE + "online")).isEqualTo("0\n");
        assertThat(files.text(NODE + "node0/distance")).isEqualTo("10\n");
        assertThat(files.text(NODE + "node0/cpulist")).isEqualTo(files.text(CPU + "online"));
        assertThat(files.text("/proc/zoneinfo")).contains("Node 0, zone   Normal").doesNotContain("Node 1");
        var seen = OwnHardware.of(Labs.twoSockets(), Books.of(lab.simulation().world(), lab.kernel(DATABASE)));
        assertThat(seen.nodes()).hasSize(1);
        assertThat(seen.node(seen.coreOf(66))).isZero();
        assertThat(seen.devices()).extracting(Machine.PciFunction::name).containsExactly("nvme0");
    }

    @Test
    void aNestedPoolKnowsOneNodeToo() {
        var lab = Lab.bothUp();
        lab.done(new Command.In(DATABASE, new Command.FillPool(
                List.of(68L), List.of(new Command.MemoryRequest(Sizes.GIB, 1)), List.of())));
        var chunk = files(lab, DATABASE).deviceTree(Files.MULTIKERNEL + "/device_tree").node("/resources").orElseThrow()
                .children().stream().filter(node -> node.baseName().equals("memory")).findFirst().orElseThrow();
        assertThat(chunk.property("numa-node-id").orElseThrow().u32().value()).contains(0L);
    }

    @Test
    void memoryThatWasAddedHasAnotherNameAndCounts() {
        var lab = Lab.webActive();
        assertThat(files(lab, WEB).text("/proc/meminfo")).isEqualTo("MemTotal:        4194304 kB\n");
        lab.done(new Command.AddMemory(WEB, Sizes.GIB, 1));
        var added = lab.kernel(WEB).memory.getLast();
        assertThat(files(lab, WEB).text("/proc/meminfo")).isEqualTo("MemTotal:        5242880 kB\n");
        assertThat(files(lab, WEB).text("/proc/iomem"))
                .containsOnlyOnce(" : System RAM\n")
                .contains(Long.toHexString(added.base()) + "-" + Long.toHexString(added.end() - 1)
                        + " : System RAM (multikernel)\n");
        assertThat(files(lab, WEB).text("/proc/zoneinfo")).contains("Node 0, zone  Movable");
        assertThat(files(lab, "host").text("/proc/meminfo")).as("nothing of it is seen elsewhere")
                .doesNotContain("5242880");
    }

    @Test
    void anInstanceTouchesThePciFunctionsThatItHas() {
        var lab = Lab.bothUp();
        assertThat(files(lab, "host").tree().list(PCI)).hasSize(2);
        assertThat(files(lab, WEB).tree().list(PCI)).hasSize(1);
        var nic = files(lab, WEB).tree().list(PCI).getFirst();
        assertThat(nic).isEqualTo(Labs.twoSockets().devices().getFirst().pciId());
        assertThat(files(lab, WEB).text(PCI + "/" + nic + "/numa_node")).as("nobody told it").isEqualTo("-1\n");
        lab.done(new Command.RemoveDevice(WEB, "nic0"));
        assertThat(files(lab, WEB).tree().list(PCI)).isEmpty();
    }

    @Test
    void whatANestedHostLendsKeepsItsPlaceOnItsBus() {
        var lab = Nested.up();
        assertThat(files(lab, WEB).tree().list(PCI)).isEqualTo(files(lab, CACHE).tree().list(PCI)).hasSize(1);
    }

    @Test
    void anInstanceReadsItsOwnCommandLineAndItsOwnImages() {
        var lab = Nested.up();
        assertThat(files(lab, WEB).text("/proc/cmdline")).isEqualTo("quiet console=mktty0\n");
        assertThat(files(lab, WEB).text("/proc/kimage")).contains("    2  multikernel");
        assertThat(files(lab, CACHE).text("/proc/kimage")).contains("No kimages loaded");
        assertThat(files(lab, CACHE).tree().list(Files.MULTIKERNEL + "/instances")).isEmpty();
    }

    @Test
    void whatWasNotMountedIsNotThere() {
        var lab = Nested.up();
        var files = Files.of(FileTree.of(lab.simulation().world(), lab.kernel(WEB), false));
        assertThat(files.tree().list(Files.MULTIKERNEL)).isEmpty();
        assertThat(files.text("/proc/mounts")).doesNotContain("multikernel");
        lab.done(in(new Command.Halt("cache")));
    }
}
