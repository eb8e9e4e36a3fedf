package archipelago.engine.workload;

import archipelago.engine.base.Hash64;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.CostModel;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Who passes a message on to whom, when it is for all of several tasks. The first one is the root.
final class Tree {
    private final List<Integer> members;
    private final int[] parent;
    private int last;
    private final List<List<Integer>> children = new ArrayList<>();

    /// What is known while a tree is built: members are meant by their place in the list.
    private record Site(List<Integer> cores, Machine machine, CostModel cost) {
        int size() {
            return cores.size();
        }

        int node(int member) {
            return cores.get(member) == Kernel.NO_CORE ? 0 : machine.node(cores.get(member));
        }

        boolean near(int a, int b) {
            return node(a) == node(b)
                    || machine.sameSocket(cores.get(a), cores.get(b));
        }

        long sendNs(int from, int to) {
            return cost.ns(near(from, to) ? Cost.SEND_SAME_SOCKET : Cost.SEND_CROSS_SOCKET);
        }

        long restNs(int from, int to) {
            return near(from, to)
                    ? cost.ns(Cost.NOTE_SAME_SOCKET) + cost.ns(Cost.RECEIVE_SAME_SOCKET)
                    : cost.ns(Cost.NOTE_CROSS_SOCKET) + cost.ns(Cost.RECEIVE_CROSS_SOCKET);
        }
    }

    private Tree(List<Integer> members) {
        this.members = members;
        parent = new int[members.size()];
        members.forEach(_ -> children.add(new ArrayList<>()));
    }

    /// @param members numbers of tasks; the first is the root
    /// @param cores the core that each is meant for
    static Tree of(
            Workload.Shape shape, List<Integer> members, List<Integer> cores, Machine machine, CostModel cost) {
        var tree = new Tree(members);
        tree.parent[0] = Task.NOBODY;
        var site = new Site(cores, machine, cost);
        switch (shape) {
            case SEQUENTIAL, BROADCAST -> tree.each(site, member -> 0);
            case BINARY -> tree.each(site, member -> (member - 1) / 2);
            case CLUSTER -> tree.cluster(site);
            case FIBONACCI -> tree.inTurns(site, 1, 2);
            case ADAPTIVE -> tree.adaptive(site);
            case SPANNING -> tree.spanning(site);
            case BAD -> tree.each(site, member -> member - 1);
        }
        tree.last = tree.lastOf(site);
        return tree;
    }

    /// The task above a task, or [Task#NOBODY].
    int parent(int task) {
        int above = parent[members.indexOf(task)];
        return above == Task.NOBODY ? Task.NOBODY : members.get(above);
    }

    /// The tasks below a task, in the order in which it speaks to them.
    List<Integer> children(int task) {
        return children.get(members.indexOf(task));
    }

    int root() {
        return members.getFirst();
    }

    /// The task that it takes longest to reach.
    int last() {
        return members.get(last);
    }

    private int lastOf(Site site) {
        var heardNs = new long[members.size()];
        int latest = 0;
        var next = new ArrayDeque<Integer>(List.of(0));
        while (!next.isEmpty()) {
            int from = next.removeFirst();
            long ns = heardNs[from];
            for (int task : children.get(from)) {
                int to = members.indexOf(task);
                ns += site.sendNs(from, to);
                heardNs[to] = ns + site.restNs(from, to);
                latest = heardNs[to] > heardNs[latest] ? to : latest;
                next.add(to);
            }
        }
        return latest;
    }

    private interface Above {
        int of(int member);
    }

    private void each(Site site, Above above) {
        for (int member = 1; member < site.size(); member++) {
            join(member, above.of(member));
        }
    }

    private void join(int member, int above) {
        parent[member] = above;
        children.get(above).add(members.get(member));
    }

    /// The root speaks to one of each other node, and each of these to its node.
    private void cluster(Site site) {
        var leader = new ArrayList<Integer>();
        for (int member = 0; member < site.size(); member++) {
            int node = site.node(member);
            int first = leader.stream().filter(other -> site.node(other) == node).findFirst().orElse(member);
            if (first == member) {
                leader.add(member);
            }
        }
        leader.stream().skip(1).forEach(member -> join(member, 0));
        each(site, member -> leader.stream().filter(l -> site.node(l) == site.node(member)).findFirst().orElseThrow(),
                leader);
    }

    private void each(Site site, Above above, List<Integer> but) {
        for (int member = 1; member < site.size(); member++) {
            if (!but.contains(member)) {
                join(member, above.of(member));
            }
        }
    }

    /// Whoever knows it tells one more in every turn, and may begin some turns after being told.
    private void inTurns(Site site, int turn, int rest) {
        var freeAt = new ArrayList<Integer>(List.of(0));
        for (int member = 1; member < site.size(); member++) {
            int first = 0;
            for (int other = 1; other < freeAt.size(); other++) {
                first = freeAt.get(other) < freeAt.get(first) ? other : first;
            }
            int now = freeAt.get(first);
            freeAt.set(first, now + turn);
            freeAt.add(now + rest);
            join(member, first);
        }
    }

    /// Each message goes where everybody knows it soonest: far away first, by whoever is free first.
    private void adaptive(Site site) {
        var readyNs = new ArrayList<Long>(List.of(0L));
        var known = new ArrayList<Integer>(List.of(0));
        var left = new ArrayList<Integer>();
        for (int member = 1; member < site.size(); member++) {
            left.add(member);
        }
        while (!left.isEmpty()) {
            boolean far = left.stream().anyMatch(member -> known.stream().noneMatch(k -> site.near(k, member)));
            int bestFrom = -1;
            int bestTo = -1;
            long bestNs = Long.MAX_VALUE;
            for (int k = 0; k < known.size(); k++) {
                for (int member : left) {
                    int from = known.get(k);
                    long ns = readyNs.get(k) + site.sendNs(from, member) + site.restNs(from, member);
                    boolean fits = !far || known.stream().noneMatch(other -> site.near(other, member));
                    if (fits && ns < bestNs) {
                        bestNs = ns;
                        bestFrom = k;
                        bestTo = member;
                    }
                }
            }
            int from = known.get(bestFrom);
            readyNs.set(bestFrom, readyNs.get(bestFrom) + site.sendNs(from, bestTo));
            known.add(bestTo);
            readyNs.add(bestNs);
            left.remove(Integer.valueOf(bestTo));
            join(bestTo, from);
        }
    }

    /// The cheapest edges that join all. Costs between neighbours hardly differ: which of them is least is chance, here
    /// and in what anybody measures.
    private void spanning(Site site) {
        var known = new ArrayList<Integer>(List.of(0));
        var left = new ArrayList<Integer>();
        for (int member = 1; member < site.size(); member++) {
            left.add(member);
        }
        while (!left.isEmpty()) {
            int bestFrom = 0;
            int bestTo = left.getFirst();
            long bestNs = Long.MAX_VALUE;
            long bestChance = 0;
            for (int from : known) {
                for (int to : left) {
                    long ns = site.sendNs(from, to) + site.restNs(from, to);
                    long chance = new Hash64().add(from).add(to).value();
                    if (ns < bestNs || ns == bestNs && chance < bestChance) {
                        bestNs = ns;
                        bestChance = chance;
                        bestFrom = from;
                        bestTo = to;
                    }
                }
            }
            known.add(bestTo);
            left.remove(Integer.valueOf(bestTo));
            join(bestTo, bestFrom);
        }
    }
}
