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
    /// By cache and by the first thread of each physical core; all of them in one where caches are not set apart.
    private final Map<Integer, Map<Integer, List<Integer>>> caches;
    private final Map<Integer, List<Integer>> byCache = new LinkedHashMap<>();

    /// @param evenOnly whether caches are set apart only if all have as many cores, as when cores are grouped by owner
    NodeCores(Machine machine, int node, boolean evenOnly) {
        this.node = node;
        all = IntStream.range(0, machine.coreCount())
                .filter(core -> machine.node(core) == node)
                .boxed()
                .sorted(Comparator.comparingLong(machine::physicalId))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int core : all) {
            byCache.computeIfAbsent(machine.cache(core), _ -> new ArrayList<>()).add(core);
        }
        boolean even = byCache.values().stream().mapToInt(List::size).distinct().count() <= 1;
        caches = seated(machine, even || !evenOnly);
        threads = caches.values().stream().flatMap(bodies -> bodies.values().stream()).mapToInt(List::size)
                .max().orElse(1);
        bodies = caches.values().stream().mapToInt(Map::size).max().orElse(1);
    }

    private Map<Integer, Map<Integer, List<Integer>>> seated(Machine machine, boolean apart) {
        var seated = new LinkedHashMap<Integer, Map<Integer, List<Integer>>>();
        byCache.forEach((cache, cores) -> cores.forEach(core -> seated
                .computeIfAbsent(apart ? cache : -1, _ -> new LinkedHashMap<>())
                .computeIfAbsent(machine.siblings(core).getFirst(), _ -> new ArrayList<>())
                .add(core)));
        return seated;
    }

    int count() {
        return all.length;
    }

    /// How many last-level caches there are.
    int caches() {
        return Math.max(1, caches.size());
    }

    /// A core of each last-level cache that is set apart.
    List<Integer> firstOfCaches() {
        return caches.values().stream().map(bodies -> bodies.values().iterator().next().getFirst()).toList();
    }

    /// The cores of each last-level cache, in the order of their physical ids.
    List<List<Integer>> coresByCache() {
        return List.copyOf(byCache.values());
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
