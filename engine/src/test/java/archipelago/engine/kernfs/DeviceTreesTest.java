package archipelago.engine.kernfs;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Comparison;
import archipelago.engine.Lab;
import archipelago.engine.Labs;
import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.cost.CostModel;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.devicetree.Node;
import archipelago.engine.machine.Machine;
import archipelago.engine.run.Simulation;
import archipelago.engine.state.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every tree that the machine writes, in whatever state somebody brought it, is read back without a
/// difference: as a blob, as source, and by dtc.
class DeviceTreesTest {
    private static final int COMMANDS = 40;
    private static final int MOST_EVENTS = 3_000;
    private static final List<Long> CPUS = List.of(0L, 4L, 16L, 18L, 24L, 26L, 28L, 64L, 70L, 74L);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsReadBackInEveryState(long seed) throws Exception {
        var scenario = Labs.story(List.of(), Labs.bothUp());
        var machine = Simulation.begin(scenario, new CostModel(scenario.machine()), fact -> {});
        var random = new Random(seed);
        run(machine, random.nextLong(5 * Times.S));
        for (int n = 0; n < COMMANDS; n++) {
            machine.give(command(random), false);
            run(machine, random.nextLong(400 * Times.MS));
            for (var tree : trees(machine)) {
                readBack(tree);
            }
            Files.of(FileTree.of(machine.world())).told("/");
        }
        for (var tree : trees(machine)) {
            compareWithDtc(tree);
        }
    }

    @Test
    void dtcReadsTheTreesOfAMachineAtWork() throws Exception {
        for (var tree : trees(Lab.bothUp().simulation())) {
            readBack(tree);
            compareWithDtc(tree);
        }
    }

    @Test
    void functionsStandUnderTheBusThatTheySitOn() {
        var devices = List.of(
                new Machine.PciFunction("nic0", "0000:3b:00.0", 0x8086, 0x1572, 0),
                new Machine.PciFunction("nic1", "0000:3b:1f.7", 0x8086, 0x1572, 0),
                new Machine.PciFunction("Disk A", "0001:3b:00.0", 0x144d, 0xa80a, 0));
        var plain = Labs.twoSockets();
        var machine = new Machine(plain.nodes(), plain.cores(), devices);
        var books = new Books(true, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(-1, -1, -1));
        var tree = new DeviceTrees(machine, books).pool();
        readBack(tree);
        assertThat(DeviceTreeText.write(tree)).isEqualTo("""
                /dts-v1/;

                / {
                    compatible = "multikernel-v1";
                    #address-cells = <2>;
                    #size-cells = <2>;
                    id = <0>;
                    resources {
                    };
                    aliases {
                        nic0 = "/pci@3b/pci@0,0";
                        nic1 = "/pci@3b/pci@1f,7";
                    };
                    pci@3b {
                        compatible = "multikernel,pci-host-bridge";
                        device_type = "pci";
                        #address-cells = <3>;
                        #size-cells = <2>;
                        linux,pci-domain = <0>;
                        bus-range = <59 59>;
                        pci@0,0 {
                            reg = <0x3b0000 0 0 0 0>;
                            vendor-id = <0x8086>;
                            device-id = <0x1572>;
                        };
                        pci@1f,7 {
                            reg = <0x3bff00 0 0 0 0>;
                            vendor-id = <0x8086>;
                            device-id = <0x1572>;
                        };
                    };
                    pci@1,3b {
                        compatible = "multikernel,pci-host-bridge";
                        device_type = "pci";
                        #address-cells = <3>;
                        #size-cells = <2>;
                        linux,pci-domain = <1>;
                        bus-range = <59 59>;
                        pci@0,0 {
                            reg = <0x3b0000 0 0 0 0>;
                            vendor-id = <0x144d>;
                            device-id = <0xa80a>;
                        };
                    };
                };
                """);
    }

    private static void run(Simulation machine, long forNs) {
        long until = machine.state().nowNs + forNs;
        for (int n = 0; n < MOST_EVENTS && machine.nextNs() <= until; n++) {
            machine.step();
        }
        machine.waitUntil(until);
    }

    private static Command command(Random random) {
        var instance = random.nextBoolean() ? Lab.WEB : Lab.DATABASE;
        long cpu = CPUS.get(random.nextInt(CPUS.size()));
        return switch (random.nextInt(12)) {
            case 0 -> new Command.Halt(instance);
            case 1 -> new Command.ForceHalt(instance);
            case 2 -> new Command.Unload(instance);
            case 3 -> new Command.Delete(instance);
            case 4 -> new Command.EmptyPool();
            case 5 -> Labs.fill();
            case 6 -> new Command.AddCpu(instance, cpu);
            case 7 -> new Command.RemoveCpu(instance, cpu);
            case 8 -> new Command.Create(
                    instance, 0, List.of(cpu), (1 + random.nextInt(9)) * Sizes.GIB, -1, List.of("nic0", "nvme0"));
            case 9 -> Labs.load(instance);
            case 10 -> random.nextBoolean() ? new Command.CpuToHost(cpu) : new Command.CpuToPool(cpu);
            default -> new Command.Exec(instance);
        };
    }

    private static List<DeviceTree> trees(Simulation machine) {
        var files = FileTree.of(machine.world());
        var trees = new ArrayList<DeviceTree>();
        trees.add(files.poolTree());
        for (int slot = State.HOST + 1; slot < machine.state().slots(); slot++) {
            var kernel = machine.state().kernel(slot);
            if (kernel != null) {
                trees.add(files.instanceTree(kernel));
                trees.add(files.bootTree(kernel));
            }
        }
        return trees;
    }

    private static void readBack(DeviceTree tree) {
        var fromBlob = FlattenedTree.read("tree.dtb", FlattenedTree.write(tree)).value().orElseThrow();
        assertThat(shape(fromBlob.root())).isEqualTo(shape(tree.root()));
        assertThat(DeviceTreeSource.read("tree.dts", DeviceTreeText.write(tree)).value()).contains(tree);
    }

    private static void compareWithDtc(DeviceTree tree) throws Exception {
        var dtc = Comparison.with("dtc");
        var blob = FlattenedTree.write(tree);
        var compiled = dtc.run(
                List.of("-q", "-I", "dts", "-O", "dtb"), DeviceTreeText.write(tree).getBytes(StandardCharsets.UTF_8));
        assertThat(compiled.status()).as(compiled.errors()).isZero();
        assertThat(compiled.output()).isEqualTo(blob);
        var copied = dtc.run(List.of("-q", "-I", "dtb", "-O", "dtb"), blob);
        assertThat(copied.status()).as(copied.errors()).isZero();
        assertThat(copied.output()).isEqualTo(blob);
    }

    /// What both forms hold: names in order, and values as bytes.
    private static String shape(Node node) {
        var out = new StringBuilder(node.path()).append('\n');
        for (var property : node.properties()) {
            out.append(property.name()).append('=').append(HexFormat.of().formatHex(property.bytes())).append('\n');
        }
        node.children().forEach(child -> out.append(shape(child)));
        return out.toString();
    }
}
