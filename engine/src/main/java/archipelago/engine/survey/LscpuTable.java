package archipelago.engine.survey;

import archipelago.engine.base.Reading;
import archipelago.engine.scenario.PlacedJson;
import archipelago.engine.scenario.Problems;
import archipelago.engine.survey.Survey.Guess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table of `lscpu -J -e`: a line for each CPU. Columns that are not there, or hold a dash, are not told; values may
/// be numbers or texts, as they were before util-linux 2.33.
final class LscpuTable {
    private static final String EXAMPLE = "{ \"cpu\": 0, \"node\": 0, \"socket\": 0, \"core\": 0 }";

    private final Problems problems;
    private final Tally tally = new Tally();
    private boolean whole = true;

    private LscpuTable(Problems problems) {
        this.problems = problems;
    }

    static Reading<Survey> read(PlacedJson cpus, Problems problems) {
        return new LscpuTable(problems).survey(cpus);
    }

    private Reading<Survey> survey(PlacedJson cpus) {
        if (!(cpus instanceof PlacedJson.Arr list) || list.items().isEmpty()) {
            problems.add(cpus.place(), "expected the CPUs of a computer, found " + cpus.words(), "[ " + EXAMPLE + " ]");
            return Reading.refused(problems.inOrder());
        }
        list.items().forEach(this::line);
        Limits.check(tally, list.place(), problems);
        if (!problems.none()) {
            return Reading.refused(problems.inOrder());
        }
        if (!whole) {
            tally.guess(Guess.NODES);
        }
        return Reading.of(tally.survey(Survey.Origin.LSCPU));
    }

    private void line(PlacedJson item) {
        if (!(item instanceof PlacedJson.Obj line)) {
            problems.add(item.place(), "expected a CPU, found " + item.words(), EXAMPLE);
            return;
        }
        var cpu = number(line, "cpu");
        if (cpu.isEmpty()) {
            problems.add(line.place(), "this CPU has no number", "the output of lscpu -J -e as it came");
            return;
        }
        if (line.get("online").map(Limits::words).filter(List.of("no", "false")::contains).isPresent()) {
            tally.guess(Guess.OFFLINE);
        }
        int socket = number(line, "socket").orElse(Tally.UNTOLD);
        int node = number(line, "node").orElse(Tally.UNTOLD);
        int core = number(line, "core").orElse(Tally.UNTOLD);
        int cache = cache(line);
        whole &= node != Tally.UNTOLD;
        if (core == Tally.UNTOLD) {
            tally.guess(Guess.SIBLINGS);
        }
        if (cache == Tally.UNTOLD) {
            tally.guess(Guess.CACHES);
        }
        if (!tally.cpu(new Tally.Cpu(cpu.get(), Math.max(0, node), socket, core, cache))) {
            problems.add(line.place(), "the CPU " + cpu.get() + " stands here a second time", "each CPU once");
        }
    }

    private Optional<Integer> number(PlacedJson.Obj line, String key) {
        return line.get(key).map(Limits::words).filter(words -> words.matches("[0-9]{1,6}")).map(Integer::parseInt);
    }

    /// The last of the numbers under `l1d:l1i:l2:l3` is that of the last-level cache.
    private static int cache(PlacedJson.Obj line) {
        for (var member : line.members()) {
            var key = member.key().toLowerCase(Locale.ROOT);
            if (key.startsWith("l1") && key.contains(":") || key.equals("cache")) {
                var parts = Limits.words(member.value()).split("[:,]");
                var last = parts.length == 0 ? "" : parts[parts.length - 1].strip();
                return last.matches("[0-9]{1,6}") ? Integer.parseInt(last) : Tally.UNTOLD;
            }
        }
        return Tally.UNTOLD;
    }
}
