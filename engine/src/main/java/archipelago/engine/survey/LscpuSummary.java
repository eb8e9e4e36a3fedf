package archipelago.engine.survey;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Reading;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import archipelago.engine.survey.Survey.Guess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The lines of `lscpu -J`: fields with a name and a text, one under another or, since util-linux 2.37, inside each
/// other. Which CPU belongs to which socket, core and cache is worked out as Linux mostly counts.
final class LscpuSummary {
    private static final Pattern NODE = Pattern.compile("numa node([0-9]{1,4}) cpu\\(s\\)");
    private static final Pattern INSTANCES = Pattern.compile(".*\\(([0-9]{1,4}) instances?\\)");
    private static final int DEPTH_MAX = 8;
    private static final String AS_IT_CAME = "the output of LC_ALL=C lscpu -J as it came";

    private final Problems problems;
    private final PlacedJson all;
    private final Map<String, PlacedJson> fields = new HashMap<>();
    private final Tally tally = new Tally();

    private LscpuSummary(PlacedJson all, Problems problems) {
        this.all = all;
        this.problems = problems;
    }

    static Reading<Survey> read(PlacedJson lines, Problems problems) {
        return new LscpuSummary(lines, problems).survey();
    }

    private Reading<Survey> survey() {
        if (!(all instanceof PlacedJson.Arr)) {
            problems.add(all.place(), "expected the lines of lscpu, found " + all.words(), AS_IT_CAME);
        }
        gather(all, 0);
        var ids = problems.none() ? ids() : List.<Long>of();
        if (problems.none()) {
            deal(ids);
            Limits.check(tally, all.place(), problems);
        }
        return problems.none()
                ? Reading.of(tally.survey(Survey.Origin.LSCPU))
                : Reading.refused(problems.inOrder());
    }

    private void gather(PlacedJson lines, int depth) {
        if (!(lines instanceof PlacedJson.Arr list) || depth == DEPTH_MAX) {
            return;
        }
        for (var item : list.items()) {
            if (!(item instanceof PlacedJson.Obj line)) {
                problems.add(item.place(), "expected a line of lscpu, found " + item.words(),
                        "{ \"field\": \"CPU(s):\", \"data\": \"8\" }");
                continue;
            }
            var name = line.get("field").map(Limits::words).orElse("").toLowerCase(Locale.ROOT);
            line.get("data").ifPresent(data ->
                    fields.putIfAbsent(name.endsWith(":") ? name.substring(0, name.length() - 1) : name, data));
            line.get("children").ifPresent(children -> gather(children, depth + 1));
        }
    }

    /// The CPUs of the computer, ascending; those that are offline are there as well.
    private List<Long> ids() {
        var online = list("on-line cpu(s) list");
        var offline = list("off-line cpu(s) list");
        if (offline.isPresent()) {
            tally.guess(Guess.OFFLINE);
        }
        if (online.isPresent()) {
            return LongStream.concat(
                            online.get().stream().mapToLong(Long::longValue),
                            offline.orElse(List.of()).stream().mapToLong(Long::longValue))
                    .distinct().sorted().boxed().toList();
        }
        var count = number("cpu(s)");
        if (count.isEmpty() && problems.none()) {
            problems.add(all.place(), "no line says how many CPUs there are; lscpu may have spoken another language",
                    AS_IT_CAME);
        }
        return LongStream.range(0, Math.min(count.orElse(0), Tally.MOST_CPUS + 1)).boxed().toList();
    }

    private Optional<List<Long>> list(String field) {
        var data = fields.get(field);
        if (data == null || Limits.words(data).isEmpty()) {
            return Optional.empty();
        }
        var ids = CpuList.parse(Limits.words(data)).filter(list -> list.stream().allMatch(id -> id <= 0xffff_ffffL));
        if (ids.isEmpty()) {
            problems.add(data.place(), "expected a list of CPUs, found " + data.words(), "\"0-7,16-23\"");
        }
        return ids;
    }

    private Optional<Integer> number(String field) {
        var data = Optional.ofNullable(fields.get(field));
        var number = data.map(Limits::words).filter(words -> words.matches("[0-9]{1,6}")).map(Integer::parseInt);
        if (number.isEmpty() && data.filter(d -> !Limits.words(d).equals("-")).isPresent()) {
            problems.add(data.get().place(), "expected a number, found " + data.get().words(), "\"8\"");
        }
        return number;
    }

    // --- who is part of what --------------------------------------------------------------------

    private void deal(List<Long> ids) {
        int threads = Math.clamp(number("thread(s) per core").orElse(1), 1, Math.max(1, ids.size()));
        int sockets = Math.clamp(number("socket(s)").orElse(1), 1, Math.max(1, ids.size()));
        var nodes = nodes();
        var nodeOf = new HashMap<Long, Integer>();
        nodes.forEach((node, members) -> members.forEach(id -> nodeOf.putIfAbsent(id, node)));
        int bodies = Math.max(1, ids.size() / threads);
        // Where some cores have two threads and others one, nothing here says which.
        boolean even = ids.size() == bodies * threads
                && number("core(s) per socket").orElse(bodies / sockets) * sockets == bodies;
        if (threads > 1 || !even) {
            tally.guess(Guess.SIBLINGS);
        }
        if (sockets > 1) {
            tally.guess(Guess.SOCKETS);
        }
        if (nodes.isEmpty()) {
            tally.guess(Guess.NODES);
        }
        var order = new ArrayList<>(nodes.keySet());
        var bodiesOf = new TreeMap<Integer, List<Integer>>();
        var dealt = new ArrayList<Tally.Cpu>();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            // Linux counts the first threads of all cores, then the second ones.
            int body = even ? i % bodies : i;
            int node = nodeOf.getOrDefault(id, nodes.isEmpty() ? 0 : order.getFirst());
            int socket = nodes.size() >= sockets
                    ? order.indexOf(node) * sockets / nodes.size()
                    : body * sockets / (even ? bodies : ids.size());
            int place = nodes.isEmpty() ? socket : node;
            var own = bodiesOf.computeIfAbsent(place, _ -> new ArrayList<>());
            if (i < bodies || !even) {
                own.add(body);
            }
            dealt.add(new Tally.Cpu(id, place, socket, body, Tally.UNTOLD));
        }
        int caches = even ? caches() / bodiesOf.size() : 0;
        dealt.forEach(cpu -> {
            var own = bodiesOf.get(cpu.node());
            int at = Math.max(0, own.indexOf(cpu.core()));
            tally.cpu(new Tally.Cpu(cpu.id(), cpu.node(), cpu.socket(), even && threads > 1 ? cpu.core() : Tally.UNTOLD,
                    caches > 1 ? Math.min(caches - 1, at * caches / Math.max(1, own.size())) : Tally.UNTOLD));
        });
    }

    /// The nodes that have CPUs.
    private Map<Integer, List<Long>> nodes() {
        var nodes = new TreeMap<Integer, List<Long>>();
        fields.keySet().stream().sorted().forEach(name -> {
            var node = NODE.matcher(name);
            if (node.matches()) {
                list(name).ifPresentOrElse(
                        ids -> nodes.put(Integer.parseInt(node.group(1)), ids),
                        () -> tally.guess(Guess.NODES_LEFT_OUT));
            }
        });
        return nodes;
    }

    /// How many last-level caches there are; 0 if that is not told.
    private int caches() {
        for (int level = 4; level > 0; level--) {
            for (var name : List.of("l" + level, "l" + level + " cache")) {
                var instances = INSTANCES.matcher(
                        Optional.ofNullable(fields.get(name)).map(Limits::words).orElse(""));
                if (instances.matches()) {
                    tally.guess(Guess.CACHES);
                    return Integer.parseInt(instances.group(1));
                }
            }
        }
        tally.guess(Guess.CACHES);
        return 0;
    }
}
