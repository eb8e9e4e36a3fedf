package archipelago.engine.machine;

import archipelago.engine.machine.Machine.Core;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The cores of a machine in groups that share something. Groups are numbered from 0 by their first cores, whatever
/// numbers they came with, and none reaches over two nodes. Groups that tell nothing count as untold, so that
/// machines that are equal are told equally.
final class CoreGroups {
    private final int[] groupOf;
    private final List<List<Integer>> members;
    /// By core: a number for whoever writes the group down, or [Core#UNTOLD].
    private final int[] told;

    private CoreGroups(int[] groupOf, List<List<Integer>> members, int[] told) {
        this.groupOf = groupOf;
        this.members = members.stream().map(List::copyOf).toList();
        this.told = told;
    }

    /// Last-level caches. Those of a node of whom nothing is said share one; one for a whole node tells nothing.
    static CoreGroups caches(List<Core> cores) {
        var keys = cores.stream().map(core -> new Key(core.node(), core.cache())).toList();
        var grouped = grouped(keys);
        var groupsOfNode = new HashMap<Integer, Integer>();
        grouped.forEach(group -> groupsOfNode.merge(cores.get(group.getFirst()).node(), 1, Integer::sum));
        return numbered(grouped, cores.size(), group -> groupsOfNode.get(cores.get(group.getFirst()).node()) > 1);
    }

    /// Physical cores. One that nothing is said of has one thread, and one thread tells nothing.
    static CoreGroups bodies(List<Core> cores) {
        var keys = IntStream.range(0, cores.size())
                .mapToObj(c -> cores.get(c).body() == Core.UNTOLD
                        ? new Key(Core.UNTOLD, c)
                        : new Key(cores.get(c).node(), cores.get(c).body()))
                .toList();
        return numbered(grouped(keys), cores.size(), group -> group.size() > 1);
    }

    /// What the cores of a group have in common.
    private record Key(int node, int number) {}

    @FunctionalInterface
    private interface Telling {
        boolean tells(List<Integer> group);
    }

    private static List<List<Integer>> grouped(List<Key> keys) {
        var groups = new ArrayList<List<Integer>>();
        Map<Key, List<Integer>> byKey = new HashMap<>();
        for (int c = 0; c < keys.size(); c++) {
            byKey.computeIfAbsent(keys.get(c), _ -> {
                var fresh = new ArrayList<Integer>();
                groups.add(fresh);
                return fresh;
            }).add(c);
        }
        return groups;
    }

    private static CoreGroups numbered(List<List<Integer>> groups, int cores, Telling telling) {
        var groupOf = new int[cores];
        var told = new int[cores];
        int next = 0;
        for (int g = 0; g < groups.size(); g++) {
            int number = telling.tells(groups.get(g)) ? next++ : Core.UNTOLD;
            for (int core : groups.get(g)) {
                groupOf[core] = g;
                told[core] = number;
            }
        }
        return new CoreGroups(groupOf, groups, told);
    }

    int count() {
        return members.size();
    }

    int group(int core) {
        return groupOf[core];
    }

    List<Integer> members(int group) {
        return members.get(group);
    }

    int told(int core) {
        return told[core];
    }

    boolean told() {
        return Arrays.stream(told).anyMatch(number -> number != Core.UNTOLD);
    }
}
