package archipelago.engine.measure;

import archipelago.engine.base.Reading;
import archipelago.engine.base.Sizes;
import archipelago.engine.cost.Cost;
import archipelago.engine.cost.Provenance;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Fields;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import archipelago.engine.scenario.ScenarioReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Reads files that describe platforms: as many equal sockets, nodes and cores as are told, and what is known of their
/// speed.
public final class PlatformReader {
    private static final int SCHEMA = 1;
    private static final int SOCKETS_MAX = 64;
    private static final int CORES_MAX = 4096;
    private static final int TITLE_MAX = 200;
    private static final int SOURCE_MAX = 500;
    private static final long DISTANCE_MAX = 254;
    private static final List<String> KEYS = List.of(
            "schema", "title", "clock", "sockets", "nodes", "cores", "memory", "distances", "costs");
    private static final List<String> COST_KEYS = List.of("cost", "takes", "from", "source");
    private static final String EXAMPLE = "{ \"schema\": 1, \"title\": \"My server\", \"clock\": \"3GHz\", … }";
    private static final String COST_EXAMPLE = "{ \"cost\": \"line-same-socket\", \"takes\": \"50ns\","
            + " \"from\": \"published\", \"source\": \"my own matrix\" }";
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,5})(?:\\.([0-9]{1,3}))?(GHz|MHz)");
    private static final long KHZ_PER_MHZ = 1_000;
    private static final long KHZ_PER_GHZ = 1_000_000;
    private static final int DIGITS = 3;

    private final Problems problems;

    private PlatformReader(Problems problems) {
        this.problems = problems;
    }

    /// @param file the file as the person named it
    /// @param name what the platform is called
    public static Reading<Platform> read(String file, String name, String text) {
        var problems = new Problems(file);
        var root = PlacedJson.read(text, problems);
        if (root.isPresent() && !(root.get() instanceof PlacedJson.Obj)) {
            problems.add(root.get().place(), "expected an object, found " + root.get().words(), EXAMPLE);
        }
        if (!problems.none() || root.isEmpty()) {
            return Reading.refused(problems.inOrder());
        }
        var platform = new PlatformReader(problems).platform(name, (PlacedJson.Obj) root.get());
        return problems.none() ? Reading.of(platform.orElseThrow()) : Reading.refused(problems.inOrder());
    }

    private Optional<Platform> platform(String name, PlacedJson.Obj object) {
        var f = new Fields(object, "a platform", KEYS, problems);
        f.required("schema").whole(SCHEMA, SCHEMA);
        var title = f.required("title").prose("\"My server\"", TITLE_MAX).orElse("");
        long khz = clock(f, object);
        int sockets = (int) f.required("sockets").whole(1, SOCKETS_MAX).orElse(1);
        int nodes = (int) f.required("nodes").whole(1, SOCKETS_MAX).orElse(1);
        int cores = (int) f.required("cores").whole(1, CORES_MAX).orElse(1);
        long bytes = f.required("memory").size("64GiB").orElse(Sizes.GIB);
        if ((long) sockets * nodes * cores > CORES_MAX) {
            problems.add(object.placeOf("cores"), "there are more than " + CORES_MAX + " cores", "fewer");
        }
        var distances = distances(f.required("distances").list("[[10, 21], [21, 10]]", SOCKETS_MAX), sockets * nodes);
        var known = new ArrayList<Platform.Known>();
        for (var item : f.optional("costs").list("[ " + COST_EXAMPLE + " ]", Cost.values().length)) {
            known(item).ifPresent(known::add);
        }
        return problems.none()
                ? Optional.of(new Platform(name, title, khz, machine(sockets, nodes, cores, bytes, distances), known))
                : Optional.empty();
    }

    private long clock(Fields f, PlacedJson.Obj object) {
        var text = f.required("clock").text("\"3.8GHz\"").orElse("1GHz");
        var match = CLOCK.matcher(text);
        if (!match.matches()) {
            problems.add(object.placeOf("clock"),
                    "\"" + text + "\" is no clock", "a number with GHz or MHz: \"3.8GHz\"");
            return 1;
        }
        long unit = match.group(DIGITS).equals("GHz") ? KHZ_PER_GHZ : KHZ_PER_MHZ;
        var fraction = match.group(2) == null ? "" : match.group(2);
        long thousandths = Long.parseLong(fraction + "0".repeat(DIGITS - fraction.length()));
        return Long.parseLong(match.group(1)) * unit + thousandths * unit / KHZ_PER_MHZ;
    }

    private List<List<Integer>> distances(List<PlacedJson> rows, int nodes) {
        var read = new ArrayList<List<Integer>>();
        for (var row : rows) {
            var numbers = new ArrayList<Integer>();
            if (row instanceof PlacedJson.Arr list) {
                for (var item : list.items()) {
                    boolean fits = item instanceof PlacedJson.Num number && number.digits().matches("[0-9]{1,3}")
                            && Long.parseLong(number.digits()) <= DISTANCE_MAX;
                    if (fits) {
                        numbers.add(Integer.parseInt(((PlacedJson.Num) item).digits()));
                    }
                }
            }
            if (numbers.size() != nodes) {
                problems.add(row.place(), "a row of distances has a number for each node",
                        nodes + " numbers from " + Machine.Node.OWN_DISTANCE + " to " + DISTANCE_MAX);
            }
            read.add(numbers);
        }
        if (!rows.isEmpty() && rows.size() != nodes) {
            problems.add(rows.getFirst().place(), "there are " + rows.size() + " rows of distances",
                    "one for each of " + nodes + " nodes");
        }
        return read;
    }

    private Optional<Platform.Known> known(PlacedJson item) {
        if (!(item instanceof PlacedJson.Obj object)) {
            problems.add(item.place(), "expected an object, found " + item.words(), COST_EXAMPLE);
            return Optional.empty();
        }
        var f = new Fields(object, "a cost", COST_KEYS, problems);
        var cost = f.required("cost").word(Cost.values());
        var takes = f.required("takes").time("50ns", 0, ScenarioReader.TIME_NS_MAX);
        var from = f.required("from").word(Provenance.values());
        var source = f.required("source").prose("\"my own matrix\"", SOURCE_MAX);
        return cost.isPresent() && takes.isPresent() && from.isPresent() && source.isPresent()
                ? Optional.of(new Platform.Known(cost.get(), takes.getAsLong(), from.get(), source.get()))
                : Optional.empty();
    }

    /// Its memory begins where the first node's does, and goes on without a gap.
    private static Machine machine(int sockets, int nodes, int cores, long bytes, List<List<Integer>> distances) {
        var all = IntStream.range(0, sockets * nodes)
                .mapToObj(n -> new Machine.Node(n, n / nodes, n * bytes, bytes, distances.get(n)))
                .toList();
        var list = IntStream.range(0, sockets * nodes * cores)
                .mapToObj(core -> new Machine.Core(core, core / cores))
                .toList();
        return new Machine(all, list, List.of());
    }
}
