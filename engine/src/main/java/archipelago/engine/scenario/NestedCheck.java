package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import archipelago.engine.state.Kernel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks an order that is given in an instance: that the instance was made by some earlier step, and so was the
/// one of its own that the order is about. What it can lend is for the machine to say.
final class NestedCheck {
    private final StoryCheck story;
    /// The names of all kernels that were made so far; those of nested ones are paths.
    private final Set<String> created;

    NestedCheck(StoryCheck story, Set<String> created) {
        this.story = story;
        this.created = created;
    }

    void check(String host, Command order, PlacedJson.Obj at) {
        story.exists(host, at, "in");
        switch (order) {
            case Command.FillPool(var cpus, var _, var _) -> story.inventory().knownCpus(cpus, at, "cpus");
            case Command.CpuToPool(long cpu) -> story.inventory().knownCpus(List.of(cpu), at, "cpu");
            case Command.CpuToHost(long cpu) -> story.inventory().knownCpus(List.of(cpu), at, "cpu");
            case Command.Create create -> {
                story.usableName(create.instance(), at);
                story.inventory().knownCpus(create.cpus(), at, "cpus");
                created.add(path(host, create.instance()));
            }
            case Command.Call call -> story.called(call);
            default -> instance(order).ifPresent(name -> story.exists(path(host, name), at, "instance"));
        }
    }

    private static String path(String host, String label) {
        return label.isEmpty() ? "" : host + Kernel.BELOW + label;
    }

    /// The instance that an order is about, if it is about one.
    private static Optional<String> instance(Command order) {
        return Optional.ofNullable(switch (order) {
            case Command.Load load -> load.instance();
            case Command.Exec(var name) -> name;
            case Command.Halt(var name) -> name;
            case Command.ForceHalt(var name) -> name;
            case Command.Unload(var name) -> name;
            case Command.Delete(var name) -> name;
            case Command.AddCpu(var name, long _) -> name;
            case Command.RemoveCpu(var name, long _) -> name;
            case Command.AddMemory(var name, long _, int _) -> name;
            case Command.RemoveMemory(var name, long _) -> name;
            case Command.AddDevice(var name, var _) -> name;
            case Command.RemoveDevice(var name, var _) -> name;
            default -> null;
        });
    }
}
