package archipelago.app.vm;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.app.Frames;
import archipelago.app.vm.MachineListVm.Item;
import archipelago.app.vm.MachineListVm.Part;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In the list stands what the map shows: last-level caches where a node has several, and who shares a physical core.
class MachineListVmTest {
    /// Two nodes with two caches each, two physical cores in each of them, two threads in each of those.
    private static Machine built() {
        var nodes = Frames.machine(2, 16).nodes();
        var cores = new ArrayList<Machine.Core>();
        for (int c = 0; c < 16; c++) {
            cores.add(new Machine.Core(2L * c, c / 8, c / 4, c / 2));
        }
        return new Machine(nodes, cores, List.of());
    }

    private static MachineListVm list(Machine machine) {
        var frame = new Frame(machine.coreCount());
        for (int core = 0; core < machine.coreCount(); core++) {
            Frames.place(frame, core, 0, Site.RUNNING, 0);
        }
        frame.kernels.addAll(Frames.crowded(machine, 0, 0).kernels);
        frame.books = Frames.books(machine, frame, List.of());
        var scenario = new Scenario("built", "Built", "", 1, machine, List.of(), List.of());
        var list = new MachineListVm(scenario, new FactWords(machine, new Chronicle()));
        list.update(frame);
        return list;
    }

    @Test
    void aNodeHoldsItsCachesAndACacheItsCores() {
        var list = list(built());
        assertThat(list.under(new Item.OfNode(1))).containsExactly(new Item.OfCache(2), new Item.OfCache(3));
        assertThat(list.columns(new Item.OfCache(2)).spoken()).startsWith("Last-level cache 2, 4 cores");
        assertThat(list.under(new Item.OfCache(2))).extracting(item -> ((Item.OfCore) item).core()).containsExactly(8, 9, 10, 11);
    }

    @Test
    void aThreadSaysWithWhomItSharesAPhysicalCore() {
        var list = list(built());
        var cores = list.under(new Item.OfCache(0));
        assertThat(list.columns(cores.get(0)).name()).isEqualTo("CPU 0 · sibling of CPU 2");
        assertThat(list.columns(cores.get(1)).name()).isEqualTo("CPU 2 · sibling of CPU 0");
    }

    @Test
    void whereNothingIsToldOfCachesANodeHoldsItsCores() {
        var list = list(Frames.machine(2, 16));
        assertThat(list.under(new Item.OfNode(1))).hasSize(8).allMatch(item -> item instanceof Item.OfCore);
        assertThat(list.columns(list.under(new Item.OfNode(0)).getFirst()).name()).isEqualTo("CPU 0");
        assertThat(list.under(new Item.Group(Part.HARDWARE))).hasSize(2);
    }
}
