package archipelago.engine.scenario;

import archipelago.engine.base.CpuList;
import archipelago.engine.machine.Machine;
import archipelago.engine.machine.Machine.Core;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a scenario says of its machine besides the baseline, in which it has no place: `"caches": [ "0-15", "16-31" ]`,
/// the cores that share a last-level cache, and `"siblings": [ "0,1", "2,3" ]`, those that are threads of one physical
/// core. Both may be left out, and so may any core.
final class TopologyJson {
    static final String CACHES = "caches";
    static final String SIBLINGS = "siblings";
    /// What Linux tells apart on any machine that it runs on.
    private static final int THREADS_MAX = 8;

    private final Machine machine;
    private final Problems problems;

    private TopologyJson(Machine machine, Problems problems) {
        this.machine = machine;
        this.problems = problems;
    }

    /// The machine of a baseline with what the scenario adds.
    static Machine read(Fields fields, Machine machine, Problems problems) {
        if (fields.object().get(CACHES).isEmpty() && fields.object().get(SIBLINGS).isEmpty()) {
            return machine;
        }
        var reader = new TopologyJson(machine, problems);
        var caches = reader.groups(fields, CACHES, "\"0-15\", \"16-31\"", machine.coreCount());
        var bodies = reader.groups(fields, SIBLINGS, "\"0,1\", \"2,3\"", THREADS_MAX);
        var cores = new ArrayList<Core>();
        for (int c = 0; c < machine.coreCount(); c++) {
            cores.add(new Core(machine.physicalId(c), machine.node(c), caches[c], bodies[c]));
        }
        var made = machine.with(cores);
        if (problems.none()) {
            reader.siblingsShareTheirCache(fields, made);
        }
        return made;
    }

    /// By core, the group that it stands in; each core in one at most, and each group inside one node.
    private int[] groups(Fields fields, String key, String example, int membersMax) {
        var groups = new int[machine.coreCount()];
        Arrays.fill(groups, Core.UNTOLD);
        int next = 0;
        for (var item : fields.optional(key).list("[ " + example + " ]", machine.coreCount())) {
            if (!(item instanceof PlacedJson.Text list)) {
                problems.add(item.place(), "expected a list of cpu ids in one text, found " + item.words(),
                        example.substring(0, example.indexOf(',', example.indexOf('"', 1))));
                continue;
            }
            int group = next++;
            for (long id : PlacedCpus.read(list, problems).orElse(List.of())) {
                put(list, key, id, group, groups);
            }
            within(list, key, group, groups, membersMax);
        }
        return groups;
    }

    private void put(PlacedJson.Text list, String key, long id, int group, int[] groups) {
        int core = machine.coreOf(id);
        if (core < 0) {
            problems.add(PlacedCpus.placeOf(list, id), "the machine has no cpu " + id,
                    "cpus of " + Words.ids(machine.cores().stream().map(Core::physicalId).toList()));
        } else if (groups[core] != Core.UNTOLD) {
            problems.add(PlacedCpus.placeOf(list, id), "cpu " + id + " stands in two lists of "
                    + Words.quoted(key), "each id in one list");
        } else {
            groups[core] = group;
        }
    }

    private void within(PlacedJson.Text list, String key, int group, int[] groups, int membersMax) {
        var members = IntStream.range(0, groups.length).filter(c -> groups[c] == group).toArray();
        if (members.length > membersMax) {
            problems.add(list.place(), members.length + " siblings in one core", "at most " + membersMax);
        }
        for (int core : members) {
            if (machine.node(core) != machine.node(members[0])) {
                long id = machine.physicalId(core);
                problems.add(PlacedCpus.placeOf(list, id), "cpu " + id + " and cpu " + machine.physicalId(members[0])
                        + " are in one list of " + Words.quoted(key) + ", but on two nodes",
                        "a list for each node");
                return;
            }
        }
    }

    private void siblingsShareTheirCache(Fields fields, Machine made) {
        for (int core = 0; core < made.coreCount(); core++) {
            int first = made.siblings(core).getFirst();
            if (made.cache(core) != made.cache(first)) {
                problems.add(fields.object().placeOf(SIBLINGS), "cpu " + made.physicalId(first) + " and cpu "
                        + made.physicalId(core) + " are siblings, but in two lists of " + Words.quoted(CACHES),
                        "siblings in the same list of " + Words.quoted(CACHES));
                return;
            }
        }
    }

    /// What stands behind the baseline in the object of the machine: `, "caches": […], "siblings": […]`, as far as
    /// there is something to tell.
    static String text(Machine machine) {
        return list(machine, CACHES, c -> machine.cores().get(c).cache())
                + list(machine, SIBLINGS, c -> machine.cores().get(c).body());
    }

    private static String list(Machine machine, String key, IntUnaryOperator group) {
        int count = IntStream.range(0, machine.coreCount()).map(group).max().orElse(Core.UNTOLD) + 1;
        return count == 0 ? "" : IntStream.range(0, count)
                .mapToObj(g -> '"' + CpuList.text(IntStream.range(0, machine.coreCount())
                        .filter(c -> group.applyAsInt(c) == g)
                        .mapToObj(machine::physicalId)
                        .toList()) + '"')
                .collect(Collectors.joining(", ", ", \"" + key + "\": [ ", " ]"));
    }
}
