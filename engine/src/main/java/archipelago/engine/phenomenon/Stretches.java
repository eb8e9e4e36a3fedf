package archipelago.engine.phenomenon;

import archipelago.engine.base.Times;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// What tasks have done from one checkpoint to the next, and how fast they were in each chapter.
final class Stretches {
    private static final long NOTHING = -1;

    private final Scenario scenario;
    /// The chapter of each step.
    private final List<String> chapters = new ArrayList<>();
    /// How fast each program was in the last stretch that ended in a chapter, by chapter and program.
    private final Map<String, Map<String, Long>> perSecond = new TreeMap<>();
    private final Map<String, Long> operations = new TreeMap<>();
    private final Map<String, Long> waitedNs = new TreeMap<>();
    private final Map<String, Long> crossings = new TreeMap<>();
    private long sinceNs;

    Stretches(Scenario scenario) {
        this.scenario = scenario;
        for (var chapter : scenario.story()) {
            chapter.steps().forEach(_ -> chapters.add(chapter.title()));
        }
    }

    /// A stretch ends with a step of the story, and another one begins.
    void end(int step, State state) {
        var rates = perSecond.computeIfAbsent(chapters.get(step), _ -> new TreeMap<>());
        for (var program : scenario.work().programs()) {
            rates.put(program.name(), perSecond(program.name(), state));
            operations.put(program.name(), ofTasks(program.name(), state, task -> task.operations));
            waitedNs.put(program.name(), ofTasks(program.name(), state, task -> task.waitedNs));
        }
        state.tasks.objects().forEach(lock -> crossings.put(lock.kernelName, allCrossings(lock.kernelName, state)));
        sinceNs = state.nowNs;
    }

    /// What the tasks of a program have done since the stretch began; -1 if there is no such program.
    long operations(String program, State state) {
        return known(program)
                ? ofTasks(program, state, task -> task.operations) - operations.getOrDefault(program, 0L)
                : NOTHING;
    }

    /// How long the tasks of a program have waited for locks since the stretch began, not counting waits that last;
    /// -1 if there is no such program.
    long waitedNs(String program, State state) {
        return known(program)
                ? ofTasks(program, state, task -> task.waitedNs) - waitedNs.getOrDefault(program, 0L)
                : NOTHING;
    }

    /// How often locks of kernels of this name have gone from socket to socket since the stretch began.
    long crossings(String kernel, State state) {
        return allCrossings(kernel, state) - crossings.getOrDefault(kernel, 0L);
    }

    /// How fast a program is in this stretch, in percent of how fast it was in a chapter; -1 if it did nothing there.
    long percent(String chapter, String program, State state) {
        long before = perSecond.getOrDefault(chapter, Map.of()).getOrDefault(program, 0L);
        return before == 0 || !known(program) ? NOTHING : Math.multiplyExact(perSecond(program, state), 100) / before;
    }

    private long perSecond(String program, State state) {
        long tookNs = state.nowNs - sinceNs;
        return tookNs == 0 ? 0 : Math.multiplyExact(operations(program, state), Times.S) / tookNs;
    }

    private boolean known(String program) {
        return scenario.work().programs().stream().map(Workload.Program::name).anyMatch(program::equals);
    }

    private long ofTasks(String program, State state, ToLongFunction<Task> what) {
        return state.tasks.all().stream()
                .filter(task -> scenario.work().groups().get(task.group).program().equals(program))
                .mapToLong(what)
                .sum();
    }

    private static long allCrossings(String kernel, State state) {
        return state.tasks.objects().stream()
                .filter(lock -> lock.kernelName.equals(kernel))
                .mapToLong((SharedObject lock) -> lock.crossings)
                .sum();
    }
}
