package archipelago.app.build;

import archipelago.engine.command.Command;
import archipelago.engine.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How a story shares out a machine: what it gives to the pool first, and what each instance is created with first.
///
/// @param creates by the names of the instances, in the order in which they are created
/// @param loads the first image of each
record Shares(Optional<Command.FillPool> fill, Map<String, Command.Create> creates, Map<String, Command.Load> loads) {
    static Shares of(List<Scenario.Chapter> story) {
        var creates = new LinkedHashMap<String, Command.Create>();
        var loads = new LinkedHashMap<String, Command.Load>();
        given(story, Command.Create.class).forEach(create -> creates.putIfAbsent(create.instance(), create));
        given(story, Command.Load.class).forEach(load -> loads.putIfAbsent(load.instance(), load));
        return new Shares(given(story, Command.FillPool.class).findFirst(), creates, loads);
    }

    private static <C extends Command> Stream<C> given(List<Scenario.Chapter> story, Class<C> type) {
        return story.stream()
                .flatMap(chapter -> chapter.steps().stream())
                .filter(step -> Tale.gives(step, type))
                .map(step -> type.cast(((Scenario.Deed.Give) step.deed()).command()));
    }

    /// Who gets a core: an instance, the pool or the host.
    String owner(long cpu) {
        return creates.values().stream()
                .filter(create -> create.cpus().contains(cpu))
                .map(Command.Create::instance)
                .findFirst()
                .orElseGet(() -> fill.filter(f -> f.cpus().contains(cpu)).isPresent() ? Draft.POOL : Draft.HOST);
    }

    /// Who gets a device: an instance or the pool.
    String owner(String device) {
        return creates.values().stream()
                .filter(create -> create.devices().contains(device))
                .map(Command.Create::instance)
                .findFirst()
                .orElse(Draft.POOL);
    }

    /// An instance as it is created.
    Draft.Kernel kernel(String name) {
        var create = creates.get(name);
        var load = Optional.ofNullable(loads.get(name));
        return new Draft.Kernel(name, create.memoryBytes(), create.node(),
                load.map(Command.Load::image).orElse(""),
                load.map(Command.Load::imageBytes).orElse(0L),
                load.map(Command.Load::cmdline).orElse(""));
    }
}
