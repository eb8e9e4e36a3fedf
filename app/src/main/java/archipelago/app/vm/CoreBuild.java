package archipelago.app.vm;

import archipelago.app.i18n.Text;
import archipelago.app.vm.Inspection.Row;
import archipelago.engine.base.CpuList;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// How a core is built, as the inspector says it: which cores share its last-level cache, and which are threads of the
/// same physical core. It says nothing where nothing is told of the machine.
final class CoreBuild {
    private final Machine machine;
    private final FactWords words;

    CoreBuild(Machine machine, FactWords words) {
        this.machine = machine;
        this.words = words;
    }

    List<Row> rows(Frame frame, int core) {
        var rows = new ArrayList<Row>();
        if (machine.hasCaches()) {
            int cache = machine.cache(core);
            var cpus = machine.coresOfCache(cache).stream().map(machine::physicalId).sorted().toList();
            rows.add(Row.of(Text.ROW_CACHE.of(), Text.CACHE_OF.of(cache, CpuList.text(cpus).replace(",", ", "))));
        }
        if (machine.hasSiblings()) {
            var others = machine.siblings(core).stream().filter(other -> other != core).toList();
            if (others.isEmpty()) {
                rows.add(Row.of(Text.ROW_SIBLINGS.of(), Text.SIBLING_NONE.of()));
            }
            for (int other : others) {
                boolean apart = frame.owner[other] != frame.owner[core];
                rows.add(new Row(
                        Text.ROW_SIBLINGS.of(),
                        Text.SIBLING_OF.of(machine.physicalId(other), words.owner(frame.owner[other])),
                        apart ? Tone.WARN : Tone.NEUTRAL));
            }
        }
        return rows;
    }
}
