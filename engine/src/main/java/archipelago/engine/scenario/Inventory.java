package archipelago.engine.scenario;

import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.PlacedJson.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Objects to steps that name what the machine does not have. Where there is no machine to look at, it says nothing.
final class Inventory {
    private final Optional<Machine> machine;
    private final Problems impossible;

    /// @param machine empty if it could not be read
    /// @param impossible takes the objections
    Inventory(Optional<Machine> machine, Problems impossible) {
        this.machine = machine;
        this.impossible = impossible;
    }

    /// Every id belongs to a core of the machine.
    void knownCpus(List<Long> cpus, PlacedJson.Obj at, String key) {
        if (machine.isEmpty()) {
            return;
        }
        var strange = cpus.stream().filter(id -> id >= 0 && machine.get().coreOf(id) < 0).toList();
        if (!strange.isEmpty()) {
            var valid = machine.get().cores().stream().map(Machine.Core::physicalId).toList();
            impossible.add(cpuPlace(at, key, strange.getFirst()), "the machine has no " + Words.cpus(strange),
                    nearest(strange.getFirst(), valid) + ", or another of " + Words.ids(valid));
        }
    }

    private static long nearest(long id, List<Long> valid) {
        long best = valid.getFirst();
        for (long candidate : valid) {
            if (Math.abs(candidate - id) < Math.abs(best - id)) {
                best = candidate;
            }
        }
        return best;
    }

    /// Where an id stands in a list.
    static Place cpuPlace(PlacedJson.Obj at, String key, long id) {
        return at.get(key).map(list -> PlacedCpus.placeOf(list, id)).orElse(at.place());
    }

    /// Whether the node that a step names, if it names one, is there.
    boolean knownNode(PlacedJson.Obj at) {
        var node = at.get("node").orElse(null);
        if (machine.isEmpty() || !(node instanceof PlacedJson.Num number) || !number.digits().matches("[0-9]{1,4}")) {
            return true;
        }
        int last = machine.get().nodes().size() - 1;
        if (Integer.parseInt(number.digits()) <= last) {
            return true;
        }
        impossible.add(number.place(), "the machine has no node " + number.digits(),
                last == 0 ? "0" : "a node from 0 to " + last);
        return false;
    }

    /// Every name is that of a device of the machine.
    void knownDevices(PlacedJson.Obj at) {
        if (machine.isEmpty() || !(at.get("devices").orElse(null) instanceof PlacedJson.Arr list)) {
            return;
        }
        var known = new ArrayList<String>();
        machine.get().devices().forEach(d -> known.add(d.name()));
        machine.get().devices().forEach(d -> known.add(d.pciId()));
        for (var item : list.items()) {
            if (item instanceof PlacedJson.Text text && !known.contains(text.value())) {
                impossible.add(text.place(), "the machine has no device " + Words.quoted(text.value()),
                        known.isEmpty() ? "no device" : Words.meant(text.value(), known));
            }
        }
    }
}
