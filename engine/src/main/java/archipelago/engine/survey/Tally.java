package archipelago.engine.survey;

import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;
import archipelago.engine.survey.Survey.Guess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts up what a description tells, and makes a machine of it: what is missing is taken to be as it mostly is.
final class Tally {
    /// Nobody said.
    static final int UNTOLD = -1;
    static final int MOST_CPUS = 4096;
    static final int MOST_NODES = 64;
    private static final int MOST_DEVICES = 64;
    private static final int MOST_NODE = 1023;
    private static final int MOST_SIBLINGS = 8;

    private static final int NEAR = 12;
    private static final int FAR = 21;
    private static final int MOST_DISTANCE = 254;
    private static final long BYTES_PER_CPU = 4 * Sizes.GIB;
    private static final long LEAST_NODE_BYTES = 8 * Sizes.GIB;
    private static final long MOST_NODE_BYTES = 1L << 44;

    /// A CPU with the numbers of what it is part of. They mean nothing but that equal ones are the same.
    record Cpu(long id, int node, int socket, int core, int cache) {}

    record Device(String name, String pciId, int vendor, int device, int node) {}

    private record Distance(int from, int to) {}

    private final Set<Guess> guesses = EnumSet.noneOf(Guess.class);
    private final List<Cpu> cpus = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    private final Map<Integer, Long> memory = new TreeMap<>();
    private final Map<Distance, Integer> distances = new HashMap<>();
    private final List<Device> devices = new ArrayList<>();

    void guess(Guess guess) {
        guesses.add(guess);
    }

    /// @return whether there was none with this id before
    boolean cpu(Cpu cpu) {
        cpus.add(cpu);
        return ids.add(cpu.id());
    }

    int cpuCount() {
        return cpus.size();
    }

    void memory(int node, long bytes) {
        memory.merge(node, Math.clamp(bytes, 0, MOST_NODE_BYTES), (one, other) -> Math.min(one + other, MOST_NODE_BYTES));
    }

    void distance(int from, int to, int distance) {
        distances.put(new Distance(from, to), distance);
    }

    void device(Device device) {
        if (devices.size() < MOST_DEVICES) {
            devices.add(device);
            guess(Guess.DEVICES);
        } else {
            guess(Guess.DEVICES_LEFT_OUT);
        }
    }

    // --- as a machine ---------------------------------------------------------------------------

    /// A part of a node that lies in one socket; mostly all of it.
    private record Part(int node, int socket) {}

    /// There is at least one CPU, and there are not too many nodes.
    Survey survey(Survey.Origin origin) {
        guess(Guess.PHYSICAL_IDS);
        var parts = parts();
        var sockets = new ArrayList<>(new TreeSet<>(parts.keySet().stream().map(Part::socket).toList()));
        var all = List.copyOf(parts.keySet());
        var told = all.stream().map(Part::node).toList();
        boolean split = told.stream().distinct().count() < told.size();
        if (split) {
            guess(Guess.NODES_SPLIT);
        }
        if (memory.keySet().stream().anyMatch(node -> !told.contains(node))) {
            guess(Guess.NODES_LEFT_OUT);
        }
        boolean numbered = !split && told.stream().allMatch(node -> node >= 0 && node <= MOST_NODE);
        var matrix = matrix(all, split);
        var nodes = new ArrayList<Machine.Node>();
        var cores = new ArrayList<Machine.Core>();
        long base = 0;
        for (int n = 0; n < all.size(); n++) {
            int index = n;
            var part = all.get(n);
            var own = parts.get(part);
            int number = numbered ? part.node() : n;
            long bytes = bytes(part, own.size(), told.stream().filter(node -> node == part.node()).count());
            nodes.add(new Machine.Node(number, sockets.indexOf(part.socket()), base, bytes, matrix.get(n)));
            groups(own).stream().sorted(Comparator.comparingLong(Cpu::id)).forEach(cpu ->
                    cores.add(new Machine.Core(cpu.id(), index, cpu.cache(), cpu.core())));
            base += bytes;
        }
        var functions = devices.stream()
                .map(d -> new Machine.PciFunction(d.name(), d.pciId(), d.vendor(), d.device(), told.indexOf(d.node())))
                .toList();
        var machine = new Machine(nodes, cores, functions);
        return new Survey(origin, machine, Optional.empty(), List.copyOf(guesses));
    }

    /// The CPUs of a node, so that threads of one core share its cache and are not more than there can be.
    private List<Cpu> groups(List<Cpu> own) {
        var bodies = new TreeMap<Integer, List<Cpu>>();
        own.forEach(cpu -> bodies.computeIfAbsent(cpu.core(), _ -> new ArrayList<>()).add(cpu));
        return own.stream().map(cpu -> {
            var body = bodies.get(cpu.core());
            if (cpu.core() == UNTOLD) {
                return cpu;
            }
            if (body.size() > MOST_SIBLINGS) {
                guess(Guess.SIBLINGS);
                return new Cpu(cpu.id(), cpu.node(), cpu.socket(), UNTOLD, cpu.cache());
            }
            return new Cpu(cpu.id(), cpu.node(), cpu.socket(), cpu.core(), body.getFirst().cache());
        }).toList();
    }

    int partCount() {
        return parts().size();
    }

    private Map<Part, List<Cpu>> parts() {
        var parts = new TreeMap<Part, List<Cpu>>(Comparator.comparingInt(Part::node).thenComparingInt(Part::socket));
        var socketOf = new HashMap<Integer, Integer>();
        cpus.stream().filter(cpu -> cpu.socket() >= 0).forEach(cpu -> socketOf.putIfAbsent(cpu.node(), cpu.socket()));
        cpus.forEach(cpu -> {
            // One that is offline tells no socket: it is where the others of its node are.
            int socket = cpu.socket() >= 0 ? cpu.socket() : socketOf.getOrDefault(cpu.node(), 0);
            parts.computeIfAbsent(new Part(cpu.node(), socket), _ -> new ArrayList<>()).add(cpu);
        });
        return parts;
    }

    /// As much as is told, in round numbers; else what such machines have.
    private long bytes(Part part, int cpuCount, long shares) {
        long told = memory.getOrDefault(part.node(), 0L) / shares;
        if (told < Sizes.MIB) {
            guess(Guess.MEMORY);
            return Math.max(LEAST_NODE_BYTES, cpuCount * BYTES_PER_CPU);
        }
        long unit = told >= 2 * Sizes.GIB ? Sizes.GIB : Sizes.MIB;
        long round = (told + unit / 2) / unit * unit;
        if (round != told) {
            guess(Guess.MEMORY_ROUNDED);
        }
        return round;
    }

    private List<List<Integer>> matrix(List<Part> parts, boolean split) {
        if (parts.size() > 1 && (split || !sound(parts))) {
            guess(Guess.DISTANCES);
            distances.clear();
        }
        var rows = new ArrayList<List<Integer>>();
        for (var from : parts) {
            var row = new ArrayList<Integer>();
            for (var to : parts) {
                int usual = from.equals(to) ? Machine.Node.OWN_DISTANCE : from.socket() == to.socket() ? NEAR : FAR;
                row.add(from.equals(to) ? usual : distances.getOrDefault(new Distance(from.node(), to.node()), usual));
            }
            rows.add(row);
        }
        return rows;
    }

    /// Whether all distances are told, and are such as firmware may tell.
    private boolean sound(List<Part> parts) {
        for (var from : parts) {
            for (var to : parts) {
                int distance = distances.getOrDefault(new Distance(from.node(), to.node()), 0);
                boolean fits = from.equals(to)
                        ? distance == Machine.Node.OWN_DISTANCE
                        : distance > Machine.Node.OWN_DISTANCE && distance <= MOST_DISTANCE
                                && distance == distances.getOrDefault(new Distance(to.node(), from.node()), 0);
                if (!fits) {
                    return false;
                }
            }
        }
        return true;
    }
}
