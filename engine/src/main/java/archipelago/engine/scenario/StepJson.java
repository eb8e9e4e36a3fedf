package archipelago.engine.scenario;

import archipelago.engine.base.Sizes;
import archipelago.engine.base.Times;
import archipelago.engine.scenario.Workload.Scope;
import archipelago.engine.scenario.Workload.Shared;
import archipelago.engine.scenario.Workload.Step;
import archipelago.engine.scenario.Workload.Waiters;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// The steps of an operation as they stand in a scenario file, both ways. What kind of step it is tells the first key
/// that it has of [#KINDS].
final class StepJson {
    /// What a lock guards if nothing is said of it.
    static final int USUAL_LINES = 1;
    /// How long the write of a shared word takes, its line being there, if nothing is said of it.
    static final long USUAL_WRITE_NS = 2;

    private static final int ENTRIES_MAX = 100_000;
    private static final int LINES_MAX = 10_000;
    private static final int NAME_MAX = 63;
    private static final long AMOUNT_MAX = 1L << 40;
    private static final long BYTES_MIN = 64;
    private static final long BYTES_MAX = Sizes.GIB;
    private static final String PRIVATE = "private";
    private static final String REPEAT = "repeat";
    private static final String NUMBER = "#";
    private static final int REPEAT_MAX = 100;
    private static final List<String> REPEAT_KEYS = List.of(REPEAT, "steps");
    private static final String LOCK = "lock";
    private static final String READ = "read";
    private static final String COUNT = "count";
    private static final String TALLY = "tally";
    private static final String MEMORY = "memory";
    private static final String GATHER = "gather";
    private static final String SPREAD = "spread";
    private static final String CALL = "call";
    private static final String SERVE = "serve";
    private static final String SYSCALL = "syscall";
    private static final String FLUSH = "flush";
    private static final String SLEEP = "sleep";
    private static final String WAKE = "wake";
    private static final List<String> KINDS =
            List.of(LOCK, READ, COUNT, TALLY, MEMORY, GATHER, SPREAD, CALL, SERVE, SYSCALL, FLUSH, SLEEP, WAKE);
    private static final List<String> PRIVATE_KEYS = List.of(PRIVATE);
    private static final List<String> LOCK_KEYS = List.of(LOCK, "hold", "lines", "waiters", "of");
    private static final List<String> READ_KEYS = List.of(READ, "hold", "waiters", "of");
    private static final List<String> COUNT_KEYS = List.of(COUNT, "write", "of");
    private static final List<String> TALLY_KEYS =
            List.of(TALLY, "amount", "batch", "hold", "lines", "waiters", "of");
    private static final List<String> FLUSH_KEYS = List.of(FLUSH, "of");
    private static final Scope[] FLUSHED = {Scope.GROUP, Scope.KERNEL};
    private static final List<String> SYSCALL_KEYS = List.of(SYSCALL, "entries");
    private static final List<String> SPREAD_KEYS = List.of(SPREAD, "returned");
    private static final List<String> MEMORY_KEYS = List.of(MEMORY);

    private StepJson() {}

    /// One step, or several that are repeated; each time [#NUMBER] in their names stands for how often they were before.
    static List<Step> readAll(PlacedJson.Obj object, Problems problems) {
        if (object.get(REPEAT).isEmpty()) {
            return List.of(read(object, problems));
        }
        var f = new Fields(object, "steps that are repeated", REPEAT_KEYS, problems);
        int times = (int) f.required(REPEAT).whole(1, REPEAT_MAX).orElse(1);
        var once = new ArrayList<Step>();
        for (var item : f.required("steps").list("[ { \"private\": \"1us\" } ]", REPEAT_MAX)) {
            if (item instanceof PlacedJson.Obj step) {
                once.add(read(step, problems));
            } else {
                problems.add(item.place(), "expected an object, found " + item.words(), "{ \"private\": \"1us\" }");
            }
        }
        var all = new ArrayList<Step>();
        for (int n = 0; n < times; n++) {
            for (var step : once) {
                all.add(numbered(step, n));
            }
        }
        return all;
    }

    private static Step numbered(Step step, int number) {
        return switch (step) {
            case Workload.Locked(var shared, boolean reads, long workNs, int lines, var waiters) ->
                new Workload.Locked(numbered(shared, number), reads, workNs, lines, waiters);
            case Workload.Counted(var shared, long workNs) -> new Workload.Counted(numbered(shared, number), workNs);
            default -> step;
        };
    }

    private static Shared numbered(Shared shared, int number) {
        return new Shared(shared.name().replace(NUMBER, Integer.toString(number)), shared.of());
    }

    static Step read(PlacedJson.Obj object, Problems problems) {
        var kind = KINDS.stream().filter(key -> object.get(key).isPresent()).findFirst().orElse(PRIVATE);
        return switch (kind) {
            case LOCK -> {
                var f = new Fields(object, "a step with a lock", LOCK_KEYS, problems);
                yield new Workload.Locked(shared(f, LOCK), false, time(f.required("hold")), lines(f), waiters(f));
            }
            case READ -> {
                var f = new Fields(object, "a step that reads under a lock", READ_KEYS, problems);
                yield new Workload.Locked(shared(f, READ), true, time(f.required("hold")), 0, waiters(f));
            }
            case COUNT -> {
                var f = new Fields(object, "a step that writes a shared word", COUNT_KEYS, problems);
                long writeNs = f.optional("write").time("2ns", 0, ScenarioReader.TIME_NS_MAX).orElse(USUAL_WRITE_NS);
                yield new Workload.Counted(shared(f, COUNT), writeNs);
            }
            case TALLY -> {
                var f = new Fields(object, "a step with a counter", TALLY_KEYS, problems);
                yield new Workload.Tallied(
                        shared(f, TALLY),
                        f.required("amount").whole(-AMOUNT_MAX, AMOUNT_MAX).orElse(0),
                        f.optional("batch").whole(1, AMOUNT_MAX),
                        time(f.required("hold")),
                        lines(f),
                        waiters(f));
            }
            case MEMORY -> {
                var f = new Fields(object, "a step at memory", MEMORY_KEYS, problems);
                yield new Workload.Streamed(bytes(object, f.required(MEMORY), problems));
            }
            case GATHER -> new Workload.Gathered(shape(new Fields(object, "a step that gathers", List.of(GATHER), problems)
                    .required(GATHER)));
            case SPREAD -> {
                var f = new Fields(object, "a step that spreads", SPREAD_KEYS, problems);
                yield new Workload.Spread(shape(f.required(SPREAD)), f.optional("returned").yes(false));
            }
            case CALL -> new Workload.Called(new Fields(object, "a step that calls", List.of(CALL), problems)
                    .required(CALL).text("\"server\"").orElse(""));
            case SERVE -> new Workload.Served(time(
                    new Fields(object, "a step that serves", List.of(SERVE), problems).required(SERVE)));
            case SYSCALL -> {
                var f = new Fields(object, "a step in the kernel", SYSCALL_KEYS, problems);
                int entries = (int) f.optional("entries").whole(1, ENTRIES_MAX).orElse(1);
                yield new Workload.Entered(time(f.required(SYSCALL)), entries);
            }
            case FLUSH -> {
                var f = new Fields(object, "a step that flushes", FLUSH_KEYS, problems);
                yield new Workload.Flushed(
                        f.required(FLUSH).word(Workload.Flush.values()).orElse(Workload.Flush.IPI),
                        f.optional("of").word(FLUSHED).orElse(Scope.GROUP));
            }
            case SLEEP -> new Workload.Slept(new Fields(object, "a step that sleeps", List.of(SLEEP), problems)
                    .required(SLEEP).prose("\"pipe\"", NAME_MAX).orElse(""));
            case WAKE -> new Workload.Woken(new Fields(object, "a step that wakes", List.of(WAKE), problems)
                    .required(WAKE).prose("\"pipe\"", NAME_MAX).orElse(""));
            default -> new Workload.Private(time(
                    new Fields(object, "a step of an operation", PRIVATE_KEYS, problems).required(PRIVATE)));
        };
    }

    /// How long a step takes at least, however little is in its way.
    static long leastNs(Step step) {
        return switch (step) {
            case Workload.Private(long workNs) -> workNs;
            case Workload.Entered entered -> entered.workNs();
            case Workload.Locked locked -> locked.workNs();
            case Workload.Counted counted -> counted.workNs();
            case Workload.Tallied _ -> 0;
            case Workload.Streamed(long bytes) -> bytes / BYTES_MIN;
            case Workload.Talk _, Workload.Flushed _, Workload.Slept _, Workload.Woken _ -> 0;
        };
    }

    static ObjectNode write(Step step) {
        var object = JsonNodeFactory.instance.objectNode();
        return switch (step) {
            case Workload.Private(long workNs) -> object.put(PRIVATE, Times.text(workNs));
            case Workload.Locked(var shared, boolean reads, long workNs, int lines, var waiters) -> {
                object.put(reads ? READ : LOCK, shared.name()).put("hold", Times.text(workNs));
                if (!reads) {
                    object.put("lines", lines);
                }
                yield of(object.put("waiters", Fields.wordOf(waiters)), shared);
            }
            case Workload.Counted(var shared, long workNs) ->
                of(object.put(COUNT, shared.name()).put("write", Times.text(workNs)), shared);
            case Workload.Tallied(var shared, long amount, var batch, long workNs, int lines, var waiters) -> {
                object.put(TALLY, shared.name()).put("amount", amount);
                batch.ifPresent(most -> object.put("batch", most));
                object.put("hold", Times.text(workNs)).put("lines", lines);
                yield of(object.put("waiters", Fields.wordOf(waiters)), shared);
            }
            case Workload.Streamed(long bytes) -> object.put(MEMORY, Sizes.text(bytes));
            case Workload.Gathered(var shape) -> object.put(GATHER, Fields.wordOf(shape));
            case Workload.Spread(var shape, boolean returned) -> {
                object.put(SPREAD, Fields.wordOf(shape));
                yield returned ? object.put("returned", true) : object;
            }
            case Workload.Called(var program) -> object.put(CALL, program);
            case Workload.Entered(long workNs, int entries) -> {
                object.put(SYSCALL, Times.text(workNs));
                yield entries == 1 ? object : object.put("entries", entries);
            }
            case Workload.Flushed(var by, var of) -> {
                object.put(FLUSH, Fields.wordOf(by));
                yield of == Scope.GROUP ? object : object.put("of", Fields.wordOf(of));
            }
            case Workload.Slept(var on) -> object.put(SLEEP, on);
            case Workload.Woken(var on) -> object.put(WAKE, on);
            case Workload.Served(long answerNs) -> object.put(SERVE, Times.text(answerNs));
        };
    }

    private static Workload.Shape shape(Fields.Field field) {
        return field.word(Workload.Shape.values()).orElse(Workload.Shape.SEQUENTIAL);
    }

    private static ObjectNode of(ObjectNode object, Shared shared) {
        return shared.of() == Scope.KERNEL ? object : object.put("of", Fields.wordOf(shared.of()));
    }

    private static Shared shared(Fields f, String key) {
        return new Shared(
                f.required(key).prose("\"directory\"", NAME_MAX).orElse(""),
                f.optional("of").word(Scope.values()).orElse(Scope.KERNEL));
    }

    private static int lines(Fields f) {
        return (int) f.optional("lines").whole(0, LINES_MAX).orElse(USUAL_LINES);
    }

    private static Waiters waiters(Fields f) {
        return f.optional("waiters").word(Waiters.values()).orElse(Waiters.QUEUED);
    }

    private static long time(Fields.Field field) {
        return field.time("1us", 0, ScenarioReader.TIME_NS_MAX).orElse(0);
    }

    private static long bytes(PlacedJson.Obj object, Fields.Field field, Problems problems) {
        long bytes = field.size("4KiB").orElse(BYTES_MIN);
        if (bytes < BYTES_MIN || bytes > BYTES_MAX) {
            problems.add(object.placeOf(MEMORY), Sizes.text(bytes) + " cannot be read or written in one step",
                    "from " + Sizes.text(BYTES_MIN) + " to " + Sizes.text(BYTES_MAX));
        }
        return bytes;
    }
}
