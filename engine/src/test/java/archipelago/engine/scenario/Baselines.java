package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// The machine of the first scenario, without its file.
final class Baselines {
    private Baselines() {}

    static Reading<Baseline> read(String file, String text) {
        return text.contains("/dts-v1/")
                ? Reading.of(new Baseline(machine(), request()))
                : Reading.refused(List.of(new Problem(file, 1, 1, "stub", "")));
    }

    static Machine machine() {
        var cores = new ArrayList<Machine.Core>();
        for (int node = 0; node < 2; node++) {
            for (int i = 0; i < 16; i++) {
                cores.add(new Machine.Core(64 * node + 2 * i, node));
            }
        }
        return new Machine(
                List.of(
                        new Machine.Node(0, 0, 0, 64 * Sizes.GIB, List.of(10, 21)),
                        new Machine.Node(1, 1, 64 * Sizes.GIB, 64 * Sizes.GIB, List.of(21, 10))),
                cores,
                List.of(
                        new Machine.PciFunction("nic0", "0000:3b:00.0", 0x8086, 0x1572, 0),
                        new Machine.PciFunction("nvme0", "0000:af:00.0", 0x144d, 0xa80a, 1)));
    }

    static Command.FillPool request() {
        return new Command.FillPool(
                List.of(16L, 18L, 20L, 22L, 24L, 26L, 64L, 66L, 68L, 70L, 72L, 74L),
                List.of(
                        new Command.MemoryRequest(8 * Sizes.GIB, 0),
                        new Command.MemoryRequest(8 * Sizes.GIB, 1)),
                List.of("nic0", "nvme0"));
    }
}
