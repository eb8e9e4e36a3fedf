package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import archipelago.engine.scenario.Scenario.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The work inside kernels as it stands in a scenario file: `programs`, and the `tasks` that run them.
final class WorkloadJson {
    /// Shorter operations would leave no time for anything else to happen.
    private static final long OPERATION_NS_MIN = 10;
    private static final int ABOUT_MAX = 1000;
    private static final int PROGRAMS_MAX = 100;
    private static final int STEPS_MAX = 100;
    private static final int GROUPS_MAX = 1000;
    private static final int TASKS_MAX = 4096;
    private static final List<String> PROGRAM_KEYS = List.of("name", "about", "operation");
    private static final List<String> GROUP_KEYS = List.of("program", "kernel", "count", "cpus", "together");
    private static final String STEP_EXAMPLE = "{ \"private\": \"1us\" }";
    private static final String PROGRAM_EXAMPLE = "{ \"name\": \"unlink\", \"operation\": [ { \"private\": \"1us\" },"
            + " { \"lock\": \"directory\", \"hold\": \"200ns\" } ] }";
    private static final String GROUP_EXAMPLE = "{ \"program\": \"unlink\", \"kernel\": \"host\", \"count\": 8 }";

    private static final String GUEST_EXAMPLE = "{ \"kernel\": \"guest\", \"idle\": \"hlt\" }";

    private final Optional<Machine> machine;
    private final Problems problems;
    private final Set<String> names = new TreeSet<>();

    private WorkloadJson(Optional<Machine> machine, Problems problems) {
        this.machine = machine;
        this.problems = problems;
    }

    /// @param machine the machine that it runs on, if that is known
    static Workload read(Fields scenario, Optional<Machine> machine, Problems problems) {
        var reader = new WorkloadJson(machine, problems);
        var programs = reader.programs(scenario.optional("programs"));
        var groups = new ArrayList<Workload.Group>();
        for (var item : scenario.optional("tasks").list("[ " + GROUP_EXAMPLE + " ]", GROUPS_MAX)) {
            reader.object(item, GROUP_EXAMPLE).ifPresent(object -> groups.add(reader.group(object)));
        }
        if (groups.stream().mapToInt(Workload.Group::count).sum() > TASKS_MAX) {
            problems.add(scenario.object().placeOf("tasks"), "there are more than " + TASKS_MAX + " tasks", "fewer");
        }
        return new Workload(programs, groups, reader.guests(scenario.optional("guests")));
    }

    /// Programs by themselves, without tasks.
    static List<Workload.Program> programs(Fields file, Problems problems) {
        return new WorkloadJson(Optional.empty(), problems).programs(file.required("programs"));
    }

    private List<Workload.Program> programs(Fields.Field field) {
        var programs = new ArrayList<Workload.Program>();
        for (var item : field.list("[ " + PROGRAM_EXAMPLE + " ]", PROGRAMS_MAX)) {
            object(item, PROGRAM_EXAMPLE).ifPresent(object -> programs.add(program(object)));
        }
        return programs;
    }

    private Workload.Program program(PlacedJson.Obj object) {
        var f = new Fields(object, "a program", PROGRAM_KEYS, problems);
        var name = f.required("name").placedText("\"unlink\"");
        name.ifPresent(text -> {
            if (!text.value().matches(StoryCheck.NAME_FORM)) {
                problems.add(text.place(), Words.quoted(text.value()) + " cannot be the name of a program",
                        StoryCheck.NAME_ADVICE);
            } else if (!names.add(text.value())) {
                problems.add(text.place(), "there are two programs " + Words.quoted(text.value()), "another name");
            }
        });
        var steps = new ArrayList<Workload.Step>();
        int before = problems.count();
        for (var item : f.required("operation").list("[ " + STEP_EXAMPLE + " ]", STEPS_MAX)) {
            object(item, STEP_EXAMPLE).ifPresent(step -> steps.addAll(StepJson.readAll(step, problems)));
        }
        boolean read = problems.count() == before;
        if (read && steps.stream().mapToLong(StepJson::leastNs).sum() < OPERATION_NS_MIN) {
            problems.add(object.placeOf("operation"), "an operation takes at least " + OPERATION_NS_MIN + "ns",
                    STEP_EXAMPLE);
        }
        return new Workload.Program(name.map(PlacedJson.Text::value).orElse(""), steps,
                f.optional("about").prose("\"removes files\"", ABOUT_MAX).orElse(""));
    }

    private Workload.Group group(PlacedJson.Obj object) {
        var f = new Fields(object, "a group of tasks", GROUP_KEYS, problems);
        var program = f.required("program").placedText("\"unlink\"");
        program.filter(text -> !names.contains(text.value())).ifPresent(text -> problems.add(
                text.place(), "there is no program " + Words.quoted(text.value()),
                names.isEmpty() ? "\"programs\": [ " + PROGRAM_EXAMPLE + " ]" : Words.meant(text.value(), names)));
        var kernel = f.required("kernel").text("\"host\"").orElse("");
        int count = (int) f.required("count").whole(1, TASKS_MAX).orElse(1);
        var cpus = f.optional("cpus").cpus().orElse(List.of());
        machine.flatMap(m -> cpus.stream().filter(cpu -> m.coreOf(cpu) < 0).findFirst()).ifPresent(cpu -> problems.add(
                PlacedCpus.placeOf(object.get("cpus").orElseThrow(), cpu), "the machine has no cpu " + cpu,
                "a cpu of " + Words.ids(machine.get().cores().stream().map(Machine.Core::physicalId).toList())));
        return new Workload.Group(program.map(PlacedJson.Text::value).orElse(""), kernel, count, cpus,
                f.optional("together").yes(false));
    }

    private List<Workload.Guest> guests(Fields.Field field) {
        var guests = new ArrayList<Workload.Guest>();
        for (var item : field.list("[ " + GUEST_EXAMPLE + " ]", GROUPS_MAX)) {
            object(item, GUEST_EXAMPLE).ifPresent(object -> {
                var f = new Fields(object, "a guest", List.of("kernel", "idle"), problems);
                guests.add(new Workload.Guest(
                        f.required("kernel").text("\"guest\"").orElse(""),
                        f.optional("idle").word(Workload.Idle.values()).orElse(Workload.Idle.HLT)));
            });
        }
        return guests;
    }

    private Optional<PlacedJson.Obj> object(PlacedJson item, String example) {
        if (item instanceof PlacedJson.Obj object) {
            return Optional.of(object);
        }
        problems.add(item.place(), "expected an object, found " + item.words(), example);
        return Optional.empty();
    }

    /// Tells tasks in kernels, and comparisons with chapters, that the story does not have.
    static void check(PlacedJson.Obj root, List<Scenario.Chapter> story, Problems problems) {
        var kernels = new TreeSet<>(Set.of(StoryCheck.HOST));
        boolean known = true;
        var chapters = new TreeSet<String>();
        for (var chapter : story) {
            for (var step : chapter.steps()) {
                switch (step.deed()) {
                    case Deed.Give(Command.Create create, boolean _, var _) -> kernels.add(create.instance());
                    case Deed.Give(Command.Call _, boolean _, var _) -> known = false; // It may create some, too.
                    case Deed.Expect(var all) -> comparisons(all)
                            .filter(e -> !chapters.contains(e.chapter()))
                            .forEach(e -> problems.add(root.placeOf("story"), "no chapter before "
                                    + Words.quoted(chapter.title()) + " is called " + Words.quoted(e.chapter()),
                                    chapters.isEmpty() ? "a chapter before it" : Words.meant(e.chapter(), chapters)));
                    default -> { }
                }
            }
            chapters.add(chapter.title());
        }
        if (known && root.get("tasks").orElse(null) instanceof PlacedJson.Arr groups) {
            groups.items().forEach(group -> checkKernel(group, kernels, problems));
        }
    }

    private static void checkKernel(PlacedJson group, Set<String> kernels, Problems problems) {
        boolean named = group instanceof PlacedJson.Obj object && object.get("kernel").isPresent();
        if (named && ((PlacedJson.Obj) group).get("kernel").get() instanceof PlacedJson.Text kernel
                && !kernels.contains(kernel.value())) {
            problems.add(kernel.place(), "no step of the story creates " + Words.quoted(kernel.value()),
                    Words.meant(kernel.value(), kernels));
        }
    }

    private static Stream<Expectation.Compared> comparisons(List<Expectation> all) {
        return all.stream().filter(Expectation.Compared.class::isInstance).map(Expectation.Compared.class::cast);
    }
}
