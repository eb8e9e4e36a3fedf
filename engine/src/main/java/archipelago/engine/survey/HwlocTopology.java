package archipelago.engine.survey;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.survey.Survey.Guess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A topology that hwloc wrote, `lstopo --of xml`, in the form of its version 2 or of version 1, where nodes are levels of
/// the tree and distances are parts of a base.
final class HwlocTopology {
    private static final Pattern CACHE = Pattern.compile("L([1-9])Cache");
    private static final Pattern PCI_TYPE =
            Pattern.compile("([0-9a-fA-F]{4}) \\[([0-9a-fA-F]{4}):([0-9a-fA-F]{4})\\].*", Pattern.DOTALL);
    private static final Pattern PCI_ID = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]");
    /// What can be lent of what hangs on PCI, by the first half of its class, with what it is called.
    private static final Map<String, String> LENT = Map.of("02", "nic", "01", "disk", "03", "gpu", "12", "accel");
    private static final String NVME = "0108";
    private static final int MOST_DISTANCE_OBJECTS = 256;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Map<String, Integer> devices = new HashMap<>();
    private final List<Integer> nodeOrder = new ArrayList<>();
    private int counted;

    /// Where in the tree one is.
    private record At(int node, int socket, int core, int cache, int cacheLevel) {
        At inNode(int other) {
            return new At(other, socket, core, cache, cacheLevel);
        }
    }

    private HwlocTopology(String file) {
        this.file = file;
    }

    static Reading<Survey> read(String file, String text) {
        return new HwlocTopology(file).survey(text);
    }

    private Reading<Survey> survey(String text) {
        var root = HwlocPart.read(file, text, problems);
        root.ifPresent(this::topology);
        if (root.isEmpty() || !problems.isEmpty()) {
            return Reading.refused(problems.isEmpty()
                    ? List.of(new Problem(file, 1, 1, "there is nothing in this file", "the output of lstopo --of xml"))
                    : problems.subList(0, Math.min(problems.size(), 100)));
        }
        return Reading.of(tally.survey(Survey.Origin.HWLOC));
    }

    private void topology(HwlocPart root) {
        if (!root.name().equals("topology")) {
            problems.add(root.problem(file, "this XML is no topology of hwloc", "the output of lstopo --of xml"));
            return;
        }
        var nowhere = new At(Tally.UNTOLD, Tally.UNTOLD, Tally.UNTOLD, Tally.UNTOLD, 0);
        root.parts().stream().filter(part -> part.name().equals("object")).forEach(part -> object(part, nowhere));
        root.parts().stream().filter(part -> part.name().equals("distances2")).forEach(this::distances);
        if (tally.cpuCount() == 0 && problems.isEmpty()) {
            problems.add(root.problem(file, "the topology has no CPU", "lstopo --of xml without a filter for PU"));
        } else if (tally.cpuCount() > Tally.MOST_CPUS) {
            problems.add(root.problem(file, "the computer has " + tally.cpuCount() + " CPUs", "at most " + Tally.MOST_CPUS));
        } else if (tally.partCount() > Tally.MOST_NODES) {
            problems.add(root.problem(
                    file, "the computer has " + tally.partCount() + " NUMA nodes", "at most " + Tally.MOST_NODES));
        }
    }

    // --- objects --------------------------------------------------------------------------------

    private void object(HwlocPart part, At above) {
        var type = part.get("type");
        var at = withNode(part, within(part, type, above));
        if (type.equals("PU")) {
            cpu(part, at);
        } else if (type.equals("PCIDev")) {
            device(part, at);
        }
        for (var inner : part.parts()) {
            // The nodes of version 2 have been looked at already, with what they stand beside.
            if (inner.name().equals("object") && !(isNode(inner) && !hasCpus(inner))) {
                object(inner, at);
            } else if (inner.name().equals("distances")) {
                oldDistances(inner);
            }
        }
    }

    private At within(HwlocPart part, String type, At above) {
        if (type.equals("Package") || type.equals("Socket")) {
            return new At(above.node(), counted++, above.core(), above.cache(), above.cacheLevel());
        }
        if (type.equals("Core")) {
            return new At(above.node(), above.socket(), counted++, above.cache(), above.cacheLevel());
        }
        int level = level(part, type);
        return level > above.cacheLevel()
                ? new At(above.node(), above.socket(), above.core(), counted++, level)
                : above;
    }

    /// The level of a cache for data; 0 for all else.
    private static int level(HwlocPart part, String type) {
        var cache = CACHE.matcher(type);
        if (cache.matches()) {
            return Integer.parseInt(cache.group(1));
        }
        return type.equals("Cache") ? number(part.get("depth")).orElse(0) : 0;
    }

    /// The node that what stands here belongs to: itself one, in version 1, or the first that stands in it.
    private At withNode(HwlocPart part, At at) {
        if (isNode(part)) {
            return at.inNode(node(part));
        }
        var own = part.parts().stream().filter(HwlocTopology::isNode).filter(inner -> !hasCpus(inner)).toList();
        if (own.isEmpty()) {
            if (part.get("type").equals("Machine") || part.get("type").equals("System")) {
                number64(part.get("local_memory")).ifPresent(bytes -> tally.memory(0, bytes));
            }
            return at;
        }
        if (own.size() > 1) {
            tally.guess(Guess.NODES_LEFT_OUT);
        }
        own.stream().skip(1).forEach(other -> nodeOrder.add(number(other.get("os_index")).orElse(Tally.UNTOLD)));
        return at.inNode(node(own.getFirst()));
    }

    private int node(HwlocPart part) {
        int number = number(part.get("os_index")).orElse(nodeOrder.size());
        nodeOrder.add(number);
        number64(part.get("local_memory")).ifPresent(bytes -> tally.memory(number, bytes));
        return number;
    }

    private static boolean isNode(HwlocPart part) {
        return part.get("type").equals("NUMANode");
    }

    /// A node of version 1 that holds its cores; one of version 2 stands beside them.
    private static boolean hasCpus(HwlocPart node) {
        return node.parts().stream().anyMatch(inner -> inner.name().equals("object")
                && !inner.get("type").equals("MemCache") && !inner.get("type").equals("Misc"));
    }

    private void cpu(HwlocPart part, At at) {
        var id = number(part.get("os_index"));
        if (id.isEmpty()) {
            problems.add(part.problem(file, "this CPU has no number", "os_index=\"0\""));
            return;
        }
        if (at.node() == Tally.UNTOLD) {
            tally.guess(Guess.NODES);
        }
        if (at.core() == Tally.UNTOLD) {
            tally.guess(Guess.SIBLINGS);
        }
        if (at.cache() == Tally.UNTOLD) {
            tally.guess(Guess.CACHES);
        }
        if (!tally.cpu(new Tally.Cpu(id.get(), Math.max(0, at.node()), at.socket(), at.core(), at.cache()))) {
            problems.add(part.problem(file, "the CPU " + id.get() + " stands here a second time", "each CPU once"));
        }
    }

    private void device(HwlocPart part, At at) {
        Matcher type = PCI_TYPE.matcher(part.get("pci_type"));
        var pciId = part.get("pci_busid").toLowerCase(Locale.ROOT);
        var kind = type.matches() ? LENT.get(type.group(1).substring(0, 2)) : null;
        if (kind == null || !PCI_ID.matcher(pciId).matches() || devices.containsKey(pciId)) {
            tally.guess(Guess.DEVICES_LEFT_OUT);
            return;
        }
        devices.put(pciId, 0);
        var name = type.group(1).equals(NVME) ? "nvme" : kind;
        int number = devices.merge(name, 1, Integer::sum) - 1;
        tally.device(new Tally.Device(name + number, pciId, Integer.parseInt(type.group(2), 16),
                Integer.parseInt(type.group(3), 16), at.node()));
    }

    // --- distances ------------------------------------------------------------------------------

    private void distances(HwlocPart part) {
        if (!part.get("type").equals("NUMANode") || part.get("name").contains("Bandwidth")) {
            return;
        }
        var nodes = numbers(part, "indexes");
        var values = numbers(part, "u64values");
        if (!part.get("indexing").equals("os") || nodes.size() > MOST_DISTANCE_OBJECTS
                || values.size() != nodes.size() * nodes.size()) {
            return;
        }
        for (int from = 0; from < nodes.size(); from++) {
            for (int to = 0; to < nodes.size(); to++) {
                tally.distance(nodes.get(from), nodes.get(to), values.get(from * nodes.size() + to));
            }
        }
    }

    private static List<Integer> numbers(HwlocPart part, String name) {
        var numbers = new ArrayList<Integer>();
        part.parts().stream().filter(inner -> inner.name().equals(name)).forEach(inner -> {
            for (var word : inner.text().strip().split("\\s+")) {
                number(word).ifPresent(numbers::add);
            }
        });
        return numbers;
    }

    /// A matrix of version 1: each value times the base. It is for nodes, as Linux counts them.
    private void oldDistances(HwlocPart part) {
        int count = number(part.get("nbobjs")).orElse(0);
        var latencies = part.parts().stream().filter(inner -> inner.name().equals("latency")).toList();
        if (count < 2 || count > MOST_DISTANCE_OBJECTS || latencies.size() != count * count) {
            return;
        }
        // They stand before the nodes and name none: Linux counts nodes from 0.
        for (int i = 0; i < latencies.size(); i++) {
            int distance = hundredths(latencies.get(i).get("value")) * hundredths(part.get("latency_base")) / 10_000;
            tally.distance(i / count, i % count, distance);
        }
    }

    /// A decimal number times a hundred; 0 if it is none, or no distance.
    private static int hundredths(String decimal) {
        var parts = decimal.split("\\.", 2);
        var whole = number(parts[0]).filter(number -> number < 1000);
        var rest = parts.length < 2 ? "00" : (parts[1] + "00").substring(0, 2);
        return whole.isEmpty() || number(rest).isEmpty() ? 0 : whole.get() * 100 + Integer.parseInt(rest);
    }

    private static Optional<Integer> number(String words) {
        return words.matches("[0-9]{1,8}") ? Optional.of(Integer.parseInt(words)) : Optional.empty();
    }

    private static Optional<Long> number64(String words) {
        return words.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(words)) : Optional.empty();
    }
}
