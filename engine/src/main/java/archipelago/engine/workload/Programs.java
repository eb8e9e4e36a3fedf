package archipelago.engine.workload;

import archipelago.engine.scenario.Workload;
import archipelago.engine.state.Task;
import java.util.List;

/// What the tasks of each group do.
final class Programs {
    private final List<Workload.Program> ofGroup;

    Programs(Workload work) {
        ofGroup = work.groups().stream().map(group -> work.program(group.program())).toList();
    }

    Workload.Program of(Task task) {
        return ofGroup.get(task.group);
    }

    /// The step that a task is at.
    Workload.Step step(Task task) {
        return of(task).operation().get(task.step);
    }
}
