package archipelago.engine.scenario;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.devicetree.BaselineReader;
import archipelago.engine.state.Message;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Reads scenario files. Everything that is wrong with one, and with the device tree that it names,
/// is told at once; no input makes it throw.
public final class ScenarioReader {
    /// The form of scenario files that this program reads.
    public static final int SCHEMA = 1;
    /// The shortest time between two requests; faster than this no kernel could even publish them.
    public static final long EVERY_NS_MIN = 100;
    /// The longest time that a file may name.
    public static final long TIME_NS_MAX = 3600 * Times.S;
    /// The fastest that a story may be told.
    public static final long SPEED_NS_MAX = 10 * Times.S;

    private static final int TITLE_MAX = 200;
    private static final int PROSE_MAX = 2000;
    private static final int SERVICES_MAX = 100;
    static final int TRAFFIC_MAX = 1000;
    private static final int CHAPTERS_MAX = 1000;
    private static final int STEPS_MAX = 10_000;
    private static final int PATH_MAX = 255;

    private static final List<String> KEYS =
            List.of("schema", "title", "summary", "seed", "phenomenon", "machine", "host", "services", "traffic",
                    "programs", "tasks", "guests", "story");
    private static final List<String> MACHINE_KEYS =
            List.of("baseline", TopologyJson.CACHES, TopologyJson.SIBLINGS);
    private static final List<String> PHENOMENON_KEYS = List.of("id", "kind", "name", "teaches");
    private static final List<String> SERVICE_KEYS = List.of("name", "kernel");
    private static final List<String> TRAFFIC_KEYS =
            List.of("from", "to", "every", "jitter", "bytes", "reply", "work");
    private static final List<String> CHAPTER_KEYS = List.of("title", "text", "speed", "steps");
    private static final List<String> STEP_KEYS = List.of("after");
    /// Keys of a step that gives a command, besides the command's own.
    private static final List<String> GIVE_KEYS = List.of("after", "wait", "repeat", "expect", "took", "says");
    static final int REPEAT_MAX = 1000;
    private static final String STEP_EXAMPLE = "{ \"do\": \"rest\" }";

    /// What turns the text of a baseline into a machine.
    @FunctionalInterface
    public interface BaselineText {
        /// @param file the file as the person named it
        Reading<Baseline> read(String file, String text);
    }

    /// Where the files are that a scenario names.
    @FunctionalInterface
    public interface Beside {
        /// @param path relative to the scenario's own folder, and inside it
        TextFile find(String path);
    }

    private final BaselineText baselines;

    public ScenarioReader() {
        this(BaselineReader::read);
    }

    /// For those who have another reader of baselines.
    public ScenarioReader(BaselineText baselines) {
        this.baselines = baselines;
    }

    /// Reads a scenario, and the baseline in the same folder that it names.
    public Reading<Scenario> read(Path file) {
        return switch (TextFile.read(file)) {
            case TextFile.Content(var name, var text) -> read(name, text, beside(file));
            case TextFile.Unreadable(var problem) -> Reading.refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.refused(List.of(problem));
        };
    }

    /// Finds files in the folder of another one.
    static Beside beside(Path file) {
        return path -> {
            try {
                return TextFile.read(file.resolveSibling(path));
            } catch (InvalidPathException notOnThisSystem) {
                return new TextFile.Unreadable(
                        new Problem(path, 0, 0, "no file can have this name here", "a name of plain letters"));
            }
        };
    }

    /// @param file the scenario's file as the person named it
    public Reading<Scenario> read(String file, String text, Beside beside) {
        var problems = new Problems(file);
        var root = PlacedJson.read(text, problems);
        return root.map(r -> read(r, problems, beside)).orElseGet(() -> Reading.refused(problems.inOrder()));
    }

    /// Goes on with a file whose syntax has been read already.
    Reading<Scenario> read(PlacedJson json, Problems problems, Beside beside) {
        var found = new ArrayList<Problem>();
        if (!(json instanceof PlacedJson.Obj root)) {
            problems.add(json.place(), "expected an object, found " + json.words(),
                    "{ \"schema\": 1, \"title\": … }");
        } else if (knownSchema(root, problems)) {
            var draft = new Draft(root, problems, beside, found);
            var scenario = draft.scenario();
            if (problems.none() && scenario.isPresent()) {
                found.addAll(draft.harmless.inOrder());
                return new Reading<>(scenario, found);
            }
        }
        found.addAll(0, problems.inOrder());
        return Reading.refused(found);
    }

    /// Whether this program knows the form of the file. If not, nothing else in it can be judged.
    private static boolean knownSchema(PlacedJson.Obj root, Problems problems) {
        if (root.get("schema").orElse(null) instanceof PlacedJson.Num n && !n.digits().equals("" + SCHEMA)) {
            problems.add(n.place(), "this program reads files of schema " + SCHEMA + ", and this one says "
                    + Words.clipped(n.digits()), "\"schema\": " + SCHEMA);
            return false;
        }
        return true;
    }

    /// One file while it is read.
    private final class Draft {
        private final PlacedJson.Obj root;
        private final Problems problems;
        private final Beside beside;
        private final List<Problem> elsewhere;
        private final Fields fields;
        /// What is worth knowing and keeps nobody from using the file.
        private final Problems harmless;

        /// @param elsewhere takes the problems of other files
        Draft(PlacedJson.Obj root, Problems problems, Beside beside, List<Problem> elsewhere) {
            this.root = root;
            this.problems = problems;
            this.beside = beside;
            this.elsewhere = elsewhere;
            this.fields = new Fields(root, "a scenario", KEYS, problems);
            harmless = new Problems(problems.file());
        }

        /// The scenario, if there is a machine; only without problems is it what the file says.
        Optional<Scenario> scenario() {
            fields.required("schema").whole(SCHEMA, SCHEMA);
            var title = fields.required("title").prose("\"First light\"", TITLE_MAX).orElse("");
            var summary = fields.optional("summary").prose("\"Three kernels share a computer.\"", PROSE_MAX).orElse("");
            long seed = fields.optional("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE).orElse(0);
            var phenomenon = phenomenon();
            var baseline = baseline();
            var host = HostJson.read(fields, baseline.map(Baseline::machine), problems);
            // In a phenomenon the impossible is the point.
            var services = services();
            var check = new StoryCheck(
                    baseline, host.generation(), services, phenomenon.isPresent(), problems, harmless);
            var story = story(baseline.map(Baseline::request), check);
            if (phenomenon.isPresent() && story.stream().noneMatch(Draft::looks) && problems.none()) {
                problems.add(root.placeOf("story"), "a phenomenon in which nothing is expected",
                        "a step { \"do\": \"expect\", … }");
            }
            if (root.whole()) {
                check.services(root);
            }
            var traffic = traffic(check);
            var work = WorkloadJson.read(fields, baseline.map(Baseline::machine), problems);
            if (root.whole()) {
                WorkloadJson.check(root, story, problems);
            }
            return baseline.map(b -> new Scenario(
                    name(problems.file()), title, summary, seed, b.machine(), phenomenon, host, services, traffic,
                    work, story));
        }

        private static boolean looks(Scenario.Chapter chapter) {
            return chapter.steps().stream().anyMatch(step -> step.deed() instanceof Scenario.Deed.Expect);
        }

        private Optional<Phenomenon> phenomenon() {
            var example = "{ \"id\": 9, \"kind\": \"F\", \"name\": \"…\", \"teaches\": \"…\" }";
            return fields.optional("phenomenon").object(example).map(object -> {
                var f = new Fields(object, "a phenomenon", PHENOMENON_KEYS, problems);
                return new Phenomenon(
                        (int) f.required("id").whole(1, Phenomenon.MOST_ID).orElse(1),
                        f.required("kind").letter(Phenomenon.Kind.values()).orElse(Phenomenon.Kind.H),
                        f.required("name").prose("\"A name that is taken\"", TITLE_MAX).orElse(""),
                        f.required("teaches").prose("\"A name is used once.\"", PROSE_MAX).orElse(""));
            });
        }

        private Optional<Baseline> baseline() {
            var machine = fields.required("machine").object("{ \"baseline\": \"first-light.dts\" }");
            if (machine.isEmpty()) {
                return Optional.empty();
            }
            var inside = new Fields(machine.get(), "a machine", MACHINE_KEYS, problems);
            var path = inside.required("baseline").placedText("\"first-light.dts\"");
            if (path.isEmpty() || !staysInside(path.get())) {
                return Optional.empty();
            }
            return switch (beside.find(path.get().value())) {
                case TextFile.Content(var name, var text) -> {
                    var reading = baselines.read(name, text);
                    elsewhere.addAll(reading.problems());
                    yield reading.value().map(read -> new Baseline(
                            TopologyJson.read(inside, read.machine(), problems), read.request()));
                }
                case TextFile.Unreadable(var problem) -> {
                    problems.add(path.get().place(), "the baseline " + Words.quoted(path.get().value())
                            + " cannot be read: " + problem.sentence(), problem.advice());
                    yield Optional.empty();
                }
                case TextFile.Unfit(var problem) -> {
                    elsewhere.add(problem);
                    yield Optional.empty();
                }
            };
        }

        private boolean staysInside(PlacedJson.Text path) {
            var text = path.value();
            boolean plain = !text.isBlank()
                    && text.length() <= PATH_MAX
                    && text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':'
                            || Character.getType(c) == Character.SURROGATE);
            if (!plain) {
                problems.add(path.place(), Words.quoted(text) + " cannot be the name of a baseline",
                        "a file beside the scenario: \"first-light.dts\"");
            } else if (text.startsWith("/") || List.of(text.split("/")).contains("..")) {
                problems.add(path.place(), "the baseline " + Words.quoted(text) + " is outside the scenario's folder",
                        "a file in the same folder, or in one inside it");
                return false;
            }
            return plain;
        }

        private List<Scenario.Chapter> story(Optional<Command.FillPool> request, StoryCheck check) {
            var chapters = new ArrayList<Scenario.Chapter>();
            var example = "{ \"title\": \"…\", \"speed\": \"20ms\", \"steps\": [ " + STEP_EXAMPLE + " ] }";
            for (var item : fields.optional("story").list("[ " + example + " ]", CHAPTERS_MAX)) {
                object(item, example).ifPresent(chapter -> chapters.add(chapter(chapter, request, check)));
            }
            return chapters;
        }

        private Scenario.Chapter chapter(
                PlacedJson.Obj object, Optional<Command.FillPool> request, StoryCheck check) {
            var f = new Fields(object, "a chapter", CHAPTER_KEYS, problems);
            var title = f.required("title").prose("\"The pool\"", TITLE_MAX).orElse("");
            var text = f.optional("text").prose("\"Twelve cores go to the pool.\"", PROSE_MAX).orElse("");
            long speed = f.required("speed").time("20ms", 1, SPEED_NS_MAX).orElse(Times.MS);
            var steps = new ArrayList<Scenario.Step>();
            for (var item : f.optional("steps").list("[ " + STEP_EXAMPLE + " ]", STEPS_MAX)) {
                object(item, STEP_EXAMPLE).ifPresent(step -> steps.addAll(steps(step, request, check)));
            }
            return new Scenario.Chapter(title, text, speed, steps);
        }

        /// As many steps as the object stands for.
        private List<Scenario.Step> steps(
                PlacedJson.Obj object, Optional<Command.FillPool> request, StoryCheck check) {
            var verb = CommandJson.verb(object, EnumSet.allOf(Verb.class), GIVE_KEYS, problems);
            if (verb.isEmpty()) {
                if (object.get("instance").orElse(null) instanceof PlacedJson.Text name) {
                    check.perhapsCreated(name.value());
                }
                new Fields(object, "a step", object.keys(), problems).optional("after").time("1ms", 0, TIME_NS_MAX);
                return List.of();
            }
            var keys = verb.get().keysWith(verb.get().ofStory() ? STEP_KEYS : GIVE_KEYS);
            var f = new Fields(object, CommandJson.what(verb.get()), keys, problems);
            long afterNs = f.optional("after").time("1ms", 0, TIME_NS_MAX).orElse(0);
            var deed = switch (verb.get()) {
                case AWAIT_UP -> new Scenario.Deed.AwaitUp(CommandJson.instance(f));
                case AWAIT_LOADED -> new Scenario.Deed.AwaitLoaded(CommandJson.instance(f));
                case AWAIT_ANSWERS -> new Scenario.Deed.AwaitAnswers();
                case EXPECT -> new Scenario.Deed.Expect(ExpectJson.read(object, problems));
                case REST -> new Scenario.Deed.Rest();
                default -> new Scenario.Deed.Give(
                        CommandJson.draft(verb.get(), f, request, problems), f.optional("wait").yes(true), reply(f));
            };
            check.step(deed, object);
            int times = deed instanceof Scenario.Deed.Give
                    ? (int) f.optional("repeat").whole(1, REPEAT_MAX).orElse(1)
                    : 1;
            return Collections.nCopies(times, new Scenario.Step(afterNs, deed));
        }

        private Scenario.Reply reply(Fields f) {
            return new Scenario.Reply(
                    ExpectJson.errno(f.optional("expect"), problems),
                    ExpectJson.time(f, "took", problems),
                    f.optional("says").prose("\"write an overlay\"", TITLE_MAX).orElse(""));
        }

        private List<Scenario.Service> services() {
            var all = new ArrayList<Scenario.Service>();
            var example = "{ \"name\": \"shop\", \"kernel\": \"web-server\" }";
            for (var item : fields.optional("services").list("[ " + example + " ]", SERVICES_MAX)) {
                object(item, example).ifPresent(object -> {
                    var f = new Fields(object, "a service", SERVICE_KEYS, problems);
                    all.add(new Scenario.Service(
                            f.required("name").text("\"shop\"").orElse(""),
                            f.required("kernel").text("\"web-server\"").orElse("")));
                });
            }
            return all;
        }

        private List<Scenario.Traffic> traffic(StoryCheck check) {
            var all = new ArrayList<Scenario.Traffic>();
            var example = "{ \"from\": \"host\", \"to\": \"web-server\", \"every\": \"20us\", \"bytes\": 256 }";
            for (var item : fields.optional("traffic").list("[ " + example + " ]", TRAFFIC_MAX)) {
                object(item, example).ifPresent(o -> all.add(traffic(o, check)));
            }
            return all;
        }

        private Scenario.Traffic traffic(PlacedJson.Obj object, StoryCheck check) {
            var f = new Fields(object, "traffic", TRAFFIC_KEYS, problems);
            var traffic = new Scenario.Traffic(
                    f.required("from").text("\"host\"").orElse(""),
                    f.required("to").text("\"web-server\"").orElse(""),
                    f.required("every").time("20us", EVERY_NS_MIN, TIME_NS_MAX).orElse(EVERY_NS_MIN),
                    f.optional("jitter").time("5us", 0, TIME_NS_MAX).orElse(0),
                    (int) f.required("bytes").whole(1, Message.MOST_BYTES).orElse(1),
                    (int) f.required("reply").whole(1, Message.MOST_BYTES).orElse(1),
                    f.required("work").time("3us", 0, TIME_NS_MAX).orElse(0));
            // In a file that breaks off, the step that creates the kernel may be among what is missing.
            if (root.whole()) {
                check.traffic(traffic, object);
            }
            return traffic;
        }

        private Optional<PlacedJson.Obj> object(PlacedJson item, String example) {
            if (item instanceof PlacedJson.Obj object) {
                return Optional.of(object);
            }
            problems.add(item.place(), "expected an object, found " + item.words(), example);
            return Optional.empty();
        }
    }

    /// The file's name without its folder and its ending.
    private static String name(String file) {
        var last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
