package archipelago.engine.devicetree;

import static archipelago.engine.devicetree.Trees.told;
import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command.MemoryRequest;
import archipelago.engine.machine.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineReaderTest {
    private static final String FIRST_LIGHT = Trees.resource("/scenarios/first-light.dts");

    @Test
    void firstLightDescribesItsMachineAndItsPool() {
        var reading = BaselineReader.read("first-light.dts", FIRST_LIGHT);
        assertThat(told(reading)).isEmpty();
        var machine = reading.value().orElseThrow().machine();
        var request = reading.value().orElseThrow().request();

        assertThat(machine.nodes()).containsExactly(
                new Machine.Node(0, 0, 0, 32 * Sizes.GIB, List.of(10, 21)),
                new Machine.Node(1, 1, 0x800000000L, 32 * Sizes.GIB, List.of(21, 10)));
        assertThat(machine.socketCount()).isEqualTo(2);
        assertThat(machine.coreCount()).isEqualTo(32);
        assertThat(machine.physicalId(15)).isEqualTo(30);
        assertThat(machine.physicalId(16)).isEqualTo(64);
        assertThat(machine.node(machine.coreOf(94))).isEqualTo(1);
        assertThat(machine.devices()).containsExactly(
                new Machine.PciFunction("nic0", "0000:3b:00.0", 0x8086, 0x1572, 0),
                new Machine.PciFunction("nvme0", "0000:af:00.0", 0x144d, 0xa80a, 1));
        assertThat(request.cpus()).containsExactly(16L, 18L, 20L, 22L, 24L, 26L, 64L, 66L, 68L, 70L, 72L, 74L);
        assertThat(request.memory()).containsExactly(new MemoryRequest(8 * Sizes.GIB, 0),
                new MemoryRequest(8 * Sizes.GIB, 1));
        assertThat(request.devices()).containsExactly("nic0", "nvme0");
    }

    /// Each row changes one thing in first-light and names the problem that must follow.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "cpus = /bits/ 64 <16 18 | cpus = /bits/ 64 <16 16 | the cpu 16 stands twice in the pool",
        "cpus = /bits/ 64 <16 18 | cpus = /bits/ 64 <17 18 | the cpu 17 is in no NUMA node of the topology",
        "cpus = /bits/ 64 <16 18 | cpus = /bits/ 64 <0 18 | the cpu 0 is the one that the computer starts with",
        "cpus = /bits/ 64 <16 18 | cpus = /bits/ 64 <0x100000000 18 | 0x100000000 is too great for a physical id",
        "cpus = /bits/ 64 <16 18 | cpus = <16 18 | the kernel reads cpus as 64-bit numbers",
        "cpus = /bits/ 64 <16 18 | cpu = /bits/ 64 <16 18 | resources has no property cpus",
        "<64 66 68 70 72 74 76   | <30 66 68 70 72 74 76 | the cpu 30 is in node@0 and in node@1",
        "memory-base = /bits/ 64 <0x800000000> | memory-base = /bits/ 64 <0x400000000> | the memory of node@1 overlaps",
        "memory-base = /bits/ 64 <0x800000000> | memory-base = /bits/ 64 <0x800000001> | memory-base is not a multiple of a page",
        "memory-base = /bits/ 64 <0x800000000> | memory-base = <0x8> | the value of memory-base is not one 64-bit number: it has 4 bytes",
        "size = /bits/ 64 <0x200000000>; // 8 | size = /bits/ 64 <0x800001000>; // 8 | the pool asks for 33554436KiB, but node@0 has 32GiB",
        "size = /bits/ 64 <0x200000000>; // 8 | size = /bits/ 64 <0>; // 8 | size is 0",
        "size = /bits/ 64 <0x200000000>; // 8 | size = /bits/ 64 <0x1001>; // 8 | size is not a multiple of a page",
        "size = /bits/ 64 <0x200000000>; // 8 | reg = /bits/ 64 <0x1000 0x1000>; // 8 | a request for memory has no address",
        "numa-node-id = <1>      | numa-node-id = <7> | there is no NUMA node 7",
        "numa-node = <1>         | numa-node = <7> | there is no NUMA node 7",
        "<0 21>, <1 10>          | <0 21>, <1 11> | the distance of a node to itself is 11 here",
        "<0 21>, <1 10>          | <0 31>, <1 10> | the distance from node@1 to node@0 is 31, but that back is 21",
        "<0 21>, <1 10>          | <1 10> | the distance from node@1 to node@0 is missing",
        "<0 21>, <1 10>          | <0 21 1> | distance-matrix is not made of pairs",
        "<0 21>, <1 10>          | <0 21>, <1 10>, <2 21> | there is no NUMA node 2",
        "`  node-id = <1>;`      | `  node-id = <0>;` | the node-id 0 is used twice",
        "0000:af:00.0            | 0000:3B:00.0 | the PCI id 0000:3b:00.0 is used twice, in nic0 and in nvme0",
        "0000:af:00.0            | 0000:af:20.0 | \"0000:af:20.0\" is not a PCI id",
        "vendor-id = <0x144d>    | vendor-id = <0x1144d> | vendor-id is 0x1144d, more than 0xffff",
        "vendor-id = <0x144d>;   | alias = \"x\"; | the node /resources/devices/nvme0 has no property vendor-id",
        "device-type = \"pci\"   | device-type = \"usb\" | the type of the device",
        "memory-type = \"dram\"; | socket-id = <0>; | node@1 has no socket-id, but another one has",
        "resources {             | instances { }; resources { | a baseline has no instances",
        "resources {             | resources { memory-base = <0 0>; | memory-base in resources is the form of older kernels",
        "linux,multikernel-host  | linux,multikernel-overlay | this file is an overlay",
        "resources {             | resource { | the baseline has no node resources",
    })
    void whatTheKernelWouldRefuseIsTold(String text, String changed, String sentence) {
        var source = FIRST_LIGHT;
        int at = source.indexOf(text);
        assertThat(at).as("the scenario holds %s", text).isNotNegative();
        var reading = read(source.substring(0, at) + changed + source.substring(at + text.length()));

        assertThat(reading.value()).isEmpty();
        assertThat(told(reading)).contains(sentence);
    }

    @Test
    void aNameThatMeansNothingIsToldButDoesNoHarm() {
        var reading = read(FIRST_LIGHT.replace("memory-type", "memroy-type")
                .replace("cpus = /bits/ 64 <16", "cups; cpus = /bits/ 64 <16"));

        assertThat(reading.value()).isPresent();
        assertThat(reading.problems()).extracting(p -> p.sentence() + " -> " + p.advice()).containsExactly(
                "the property cups is not known in /resources and means nothing there -> cpus",
                "the property memroy-type is not known in /resources/topology/numa-nodes/node@0 and means nothing there -> memory-type",
                "the property memroy-type is not known in /resources/topology/numa-nodes/node@1 and means nothing there -> memory-type");
    }

    @Test
    void withoutATopologyThereIsNoMachine() {
        var reading = BaselineReader.read("lab.dts", Trees.resource("baseline.dts"));
        assertThat(reading.value()).isEmpty();
        assertThat(told(reading)).isEqualTo("4:5 resources has no topology, so the machine is not known");
        assertThat(reading.problems().getFirst().advice()).startsWith("topology { numa-nodes { node@0 {");
    }

    @Test
    void theExampleInThatAdviceMakesAMachine() {
        var reading = read("/dts-v1/; / { resources { cpus = <2>; memory@0 { size = <0 0x1000>; }; "
                + BaselineReader.TOPOLOGY_EXAMPLE + " }; };");
        assertThat(told(reading)).isEmpty();
        assertThat(reading.value().orElseThrow().machine().coreCount()).isEqualTo(4);
        assertThat(reading.value().orElseThrow().request().memory()).containsExactly(new MemoryRequest(4096, -1));
    }

    @Test
    void manyMistakesAreToldAtOnceInOrder() {
        var reading = BaselineReader.read("old.dts", Trees.resource("older-baseline.dts"));
        assertThat(told(reading)).isEqualTo("""
                4:5 resources has no topology, so the machine is not known
                4:5 resources has no node memory@
                5:9 the kernel reads cpus as 64-bit numbers, and here it joins two 32-bit ones to each
                6:9 memory-base in resources is the form of older kernels and is refused now
                7:9 memory-bytes in resources is the form of older kernels and is refused now""");
        assertThat(reading.problems().get(2).advice()).isEqualTo("cpus = /bits/ 64 <4 5 6 7>;");
    }

    @Test
    void aWrongCpuIsToldWhereItStands() {
        int line = (int) FIRST_LIGHT.substring(0, FIRST_LIGHT.indexOf("64 66 68 70 72 74>;")).lines().count();
        var reading = read(FIRST_LIGHT.replace("64 66 68 70 72 74>;", "64 66 67 70 72 74>;"));
        assertThat(told(reading)).isEqualTo(line + ":33 the cpu 67 is in no NUMA node of the topology");
    }

    @Test
    void nodesMayShareASocket() {
        var reading = read(FIRST_LIGHT.replace("memory-type", "socket-id = <4>; memory-type"));
        assertThat(reading.value().orElseThrow().machine().socketCount()).isEqualTo(1);
    }

    @Test
    void aPlatformDeviceIsToldAndLeftOut() {
        var reading = read(FIRST_LIGHT.replace("nic0 {",
                "uart { device-type = \"platform\"; hid = \"PNP0501\"; }; nic0 {"));
        assertThat(reading.value().orElseThrow().machine().devices()).hasSize(2);
        assertThat(told(reading)).contains("the platform device uart is left out");
    }

    @Test
    void propertiesOfKerfsOwnExamplesAreKnown() {
        var reading = read(FIRST_LIGHT.replace("numa-node = <0>;",
                "numa-node = <0>; compatible = \"intel,i40e\"; sriov-vfs = <8>;"
                + " host-reserved-vf = <0>; available-vfs = <1 2 3>; namespaces = <4>; host-reserved-ns = <1>;"
                + " available-ns = <2 3 4>; device_type = \"pci\";"));
        assertThat(told(reading)).isEmpty();
        assertThat(reading.value()).isPresent();
    }

    @Test
    void problemsOfTheGrammarComeFirstAndAlone() {
        assertThat(told(read("/dts-v1/; / { resources { cpus = <1; }; };")))
                .isEqualTo("1:34 this < is never closed");
    }

    private static Reading<Baseline> read(String text) {
        return BaselineReader.read("test.dts", text);
    }
}
