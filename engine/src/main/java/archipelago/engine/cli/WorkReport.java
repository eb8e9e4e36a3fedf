package archipelago.engine.cli;

import archipelago.engine.base.Times;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.scenario.Workload;
import archipelago.engine.state.SharedObject;
import archipelago.engine.state.State;
import archipelago.engine.state.Task;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// What tasks inside kernels have done in a run, and how it went at their locks. The times are those of the stages
/// that have ended.
final class WorkReport {
    private final List<Line> groups = new ArrayList<>();
    private final List<SharedObject> locks;

    private record Line(Workload.Group group, List<Task> tasks) {
        long sum(ToLongFunction<Task> what) {
            return tasks.stream().mapToLong(what).sum();
        }
    }

    WorkReport(Scenario scenario, State state) {
        int first = 0;
        for (var group : scenario.work().groups()) {
            groups.add(new Line(group, state.tasks.all().subList(first, first + group.count())));
            first += group.count();
        }
        locks = state.tasks.objects();
    }

    void write(ObjectNode json) {
        var tasks = json.putArray("tasks");
        for (var line : groups) {
            tasks.addObject()
                    .put("program", line.group().program())
                    .put("kernel", line.group().kernel())
                    .put("count", line.group().count())
                    .put("operations", line.sum(task -> task.operations))
                    .put("private_ns", line.sum(task -> task.privateNs))
                    .put("waited_ns", line.sum(task -> task.waitedNs))
                    .put("lines_ns", line.sum(task -> task.movedNs))
                    .put("held_ns", line.sum(task -> task.heldNs))
                    .put("off_ns", line.sum(task -> task.offNs));
        }
        var list = json.putArray("locks");
        for (var lock : locks) {
            list.addObject()
                    .put("name", lock.name)
                    .put("kernel", lock.kernelName)
                    .put("taken", lock.acquisitions)
                    .put("waited_for", lock.contended)
                    .put("crossings", lock.crossings);
        }
    }

    /// Lines for people.
    String text() {
        var out = new StringBuilder();
        for (var line : groups) {
            long operations = line.sum(task -> task.operations);
            out.append("  ").append(RunReport.pad(line.group().program(), 13)).append("in ")
                    .append(line.group().kernel()).append(": ").append(line.group().count())
                    .append(line.group().count() == 1 ? " task, " : " tasks, ").append(operations)
                    .append(" operations; waited ").append(Times.shown(line.sum(task -> task.waitedNs), 3))
                    .append(" for locks, ").append(Times.shown(line.sum(task -> task.movedNs), 3))
                    .append(" for cache lines\n");
        }
        for (var lock : locks) {
            out.append("  ").append(RunReport.pad(lock.name, 13)).append("of ").append(lock.kernelName)
                    .append(": taken ").append(lock.acquisitions).append(" times, waited for ")
                    .append(lock.contended).append(" times, ").append(lock.crossings)
                    .append(" times from the other socket\n");
        }
        return out.toString();
    }
}
