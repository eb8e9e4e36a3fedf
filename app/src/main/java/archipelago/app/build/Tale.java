package archipelago.app.build;

import archipelago.engine.command.Command;
import archipelago.engine.scenario.HostKernel;
import archipelago.engine.scenario.Phenomenon;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.StoryNames;
import archipelago.engine.scenario.Workload;
import archipelago.engine.survey.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a drawing carries along: the story that is told on the machine, and all else of a scenario that is not drawn.
///
/// @param request what the baseline asks for the pool, if the drawing began with a file
/// @param devices the devices that were there when the drawing began
/// @param story as it was told when the drawing began; where it shares out the machine, the drawing has the last word
/// @param guesses what the description of the machine did not tell, if it came from one
public record Tale(
        String summary,
        Optional<Phenomenon> phenomenon,
        HostKernel host,
        List<Scenario.Service> services,
        Workload work,
        Optional<Command.FillPool> request,
        List<String> devices,
        List<Scenario.Chapter> story,
        List<Survey.Guess> guesses) {
    /// Nothing has been told yet.
    public static final Tale NONE = new Tale("", Optional.empty(), HostKernel.USUAL, List.of(), Workload.NONE,
            Optional.empty(), List.of(), List.of(), List.of());

    public Tale {
        services = List.copyOf(services);
        devices = List.copyOf(devices);
        story = List.copyOf(story);
        guesses = List.copyOf(guesses);
    }

    static Tale of(Scenario scenario, Optional<Command.FillPool> request) {
        return new Tale(scenario.summary(), scenario.phenomenon(), scenario.host(), scenario.services(),
                scenario.work(), request, scenario.machine().devices().stream().map(d -> d.name()).toList(),
                scenario.story(), List.of());
    }

    Tale summed(String words) {
        return new Tale(words, phenomenon, host, services, work, request, devices, story, guesses);
    }

    Tale on(HostKernel other) {
        return new Tale(summary, phenomenon, other, services, work, request, devices, story, guesses);
    }

    Tale with(List<Scenario.Service> others) {
        return new Tale(summary, phenomenon, host, others, work, request, devices, story, guesses);
    }

    Tale with(Workload other) {
        return new Tale(summary, phenomenon, host, services, other, request, devices, story, guesses);
    }

    Tale guessing(Optional<Command.FillPool> asked, List<Survey.Guess> others) {
        return new Tale(summary, phenomenon, host, services, work, asked, devices, story, others);
    }

    Tale telling(List<Scenario.Chapter> others) {
        return new Tale(summary, phenomenon, host, services, work, request, devices, others, guesses);
    }

    /// The same about a kernel with another name.
    Tale renamed(String from, String to) {
        var answering = services.stream()
                .map(s -> s.kernel().equals(from) ? new Scenario.Service(s.name(), to) : s).toList();
        var groups = work.groups().stream()
                .map(g -> g.kernel().equals(from) ? new Workload.Group(g.program(), to, g.count(), g.cpus()) : g)
                .toList();
        return with(answering).with(new Workload(work.programs(), groups))
                .telling(StoryNames.renamed(story, from, to));
    }

    /// The same with a chapter behind the last one in which a kernel is created, or else behind the one in which the
    /// pool is filled.
    Tale begun(Scenario.Chapter chapter) {
        int at = Math.max(last(Command.Create.class), last(Command.FillPool.class)) + 1;
        var chapters = new ArrayList<>(story);
        chapters.add(at, chapter);
        return telling(chapters);
    }

    private int last(Class<? extends Command> type) {
        for (int c = story.size() - 1; c >= 0; c--) {
            if (story.get(c).steps().stream().anyMatch(step -> gives(step, type))) {
                return c;
            }
        }
        return -1;
    }

    boolean fillsThePool() {
        return last(Command.FillPool.class) >= 0;
    }

    static boolean gives(Scenario.Step step, Class<? extends Command> type) {
        return step.deed() instanceof Scenario.Deed.Give give && type.isInstance(give.command());
    }

    /// The same without some steps. A chapter that had no others goes with them.
    Tale without(Predicate<Scenario.Step> dropped) {
        return telling(story.stream()
                .map(chapter -> withSteps(chapter, chapter.steps().stream().filter(dropped.negate()).toList()))
                .filter(chapter -> !chapter.steps().isEmpty()
                        || story.stream().anyMatch(old -> old.equals(chapter)))
                .toList());
    }

    /// The same without some steps of a chapter, counted from 0.
    Tale without(int chapter, int first, int count) {
        var steps = new ArrayList<>(story.get(chapter).steps());
        steps.subList(first, Math.min(steps.size(), first + count)).clear();
        var chapters = new ArrayList<>(story);
        chapters.set(chapter, withSteps(story.get(chapter), steps));
        return telling(chapters);
    }

    static Scenario.Chapter withSteps(Scenario.Chapter chapter, List<Scenario.Step> steps) {
        return new Scenario.Chapter(chapter.title(), chapter.text(), chapter.speedNsPerSecond(), steps);
    }

    /// How many steps it has.
    int steps() {
        return story.stream().mapToInt(chapter -> chapter.steps().size()).sum();
    }
}
