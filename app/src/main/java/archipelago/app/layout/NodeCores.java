package archipelago.app.layout;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The cores of one node as it is built: last-level caches, in them physical cores, in them threads; all in the order
/// of their physical ids.
final class NodeCores {
    final int node;
    /// All cores, in the order of their physical ids.
    final int[] all;
    /// How many threads the physical core with most of them has.
    final int threads;
    /// How many physical cores the largest cache has.
    final int bodies;
    private final Map<Integer, Map<Integer, List<Integer>>> caches = new LinkedHashMap<>();

    NodeCores(Machine machine, int node) {
        this.node = node;
        all = IntStream.range(0, machine.coreCount())
                .filter(core -> machine.node(core) == node)
                .boxed()
                .sorted(Comparator.comparingLong(machine::physicalId))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int core : all) {
            caches.computeIfAbsent(machine.cache(core), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(machine.siblings(core).getFirst(), _ -> new ArrayList<>())
                    .add(core);
        }
        threads = caches.values().stream().flatMap(bodies -> bodies.values().stream()).mapToInt(List::size)
                .max().orElse(1);
        bodies = caches.values().stream().mapToInt(Map::size).max().orElse(1);
    }

    int count() {
        return all.length;
    }

    /// How many last-level caches there are.
    int caches() {
        return Math.max(1, caches.size());
    }

    /// The last-level caches of the node, as the machine numbers them.
    List<Integer> cacheNumbers() {
        return List.copyOf(caches.keySet());
    }

    /// The cores of each last-level cache, in the order of their physical ids.
    Map<Integer, List<Integer>> coresByCache() {
        var cores = new LinkedHashMap<Integer, List<Integer>>();
        caches.forEach((cache, bodies) ->
                cores.put(cache, bodies.values().stream().flatMap(List::stream).toList()));
        return cores;
    }

    /// Who sits where: row by row, -1 where nobody does.
    int[] seated(Seats seats) {
        var cells = new int[seats.places()];
        Arrays.fill(cells, -1);
        int cache = 0;
        for (var bodies : caches.values()) {
            int left = cache % seats.cachesAcross() * seats.across();
            int top = cache / seats.cachesAcross() * seats.down();
            int body = 0;
            for (var threadsOfBody : bodies.values()) {
                int column = (left + body % seats.across()) * seats.threads();
                int row = top + body / seats.across();
                for (int t = 0; t < threadsOfBody.size(); t++) {
                    cells[row * seats.columns() + column + t] = threadsOfBody.get(t);
                }
                body++;
            }
            cache++;
        }
        return cells;
    }
}
