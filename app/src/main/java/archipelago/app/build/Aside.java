package archipelago.app.build;

import archipelago.engine.scenario.ScenarioReader;
import archipelago.engine.scenario.ScenarioSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Drawings that no file of a person has, kept aside while they change, so that they outlive a program that is killed.
/// Each is a scenario and its baseline, as it was when it last fitted together; their names tell which program draws it,
/// so that no other takes it for one that was left behind. Where nothing can be written, nothing is kept: drawing goes on.
public final class Aside {
    private static final Pattern NAME = Pattern.compile("drawing-([0-9]{1,18})-[0-9]{1,9}\\.json");

    private final Optional<Path> folder;
    private final long program;
    private int begun;

    private Aside(Optional<Path> folder, long program) {
        this.folder = folder;
        this.program = program;
    }

    /// Keeps nothing.
    public static Aside nowhere() {
        return new Aside(Optional.empty(), 0);
    }

    /// @param program the number of this process
    public static Aside in(Path folder, long program) {
        return new Aside(Optional.of(folder), program);
    }

    /// A drawing that was left behind.
    ///
    /// @param scenario where it lies
    public record Left(Draft draft, Path scenario) {}

    /// Keeps what is drawn in a workshop from now on, until a file has it.
    public void follow(Workshop workshop) {
        folder.ifPresent(there -> {
            var scenario = there.resolve("drawing-" + program + "-" + begun++ + ScenarioSource.ENDING);
            workshop.onStep(() -> look(workshop, scenario));
            look(workshop, scenario);
        });
    }

    private static void look(Workshop workshop, Path scenario) {
        if (!workshop.unsaved()) {
            drop(scenario);
        } else if (workshop.blueprint().sound()) {
            write(workshop.draft(), scenario);
        }
    }

    private static void write(Draft draft, Path scenario) {
        var name = scenario.getFileName().toString();
        var written = new Blueprint(draft, name.substring(0, name.length() - ScenarioSource.ENDING.length())).written();
        try {
            Files.createDirectories(scenario.getParent());
            // The scenario last: where it is, its baseline is too.
            replace(baseline(scenario), written.baseline());
            replace(scenario, written.scenario());
        } catch (IOException noRoom) {
            return; // Nobody who draws is to be troubled by that.
        }
    }

    private static void replace(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path baseline(Path scenario) {
        var name = scenario.getFileName().toString();
        return scenario.resolveSibling(name.substring(0, name.length() - ScenarioSource.ENDING.length()) + ".dts");
    }

    /// Forgets a drawing.
    public static void drop(Path scenario) {
        try {
            Files.deleteIfExists(scenario);
            Files.deleteIfExists(baseline(scenario));
        } catch (IOException readOnly) {
            return; // Then it is offered again.
        }
    }

    /// The drawings of programs that run no more, by name.
    ///
    /// @param running the numbers of the processes that run
    public List<Left> left(LongStream running) {
        var alive = running.boxed().toList();
        return folder.filter(Files::isDirectory).map(there -> {
            try (var files = Files.list(there)) {
                return files.filter(file -> program(file).stream().anyMatch(number -> !alive.contains(number)))
                        .sorted()
                        .flatMap(file -> read(file).stream())
                        .toList();
            } catch (IOException unreadable) {
                return List.<Left>of();
            }
        }).orElse(List.of());
    }

    private static OptionalLong program(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    private static Optional<Left> read(Path scenario) {
        return ScenarioSource.read(scenario, new ScenarioReader()).value()
                .map(source -> new Left(Beginning.of(source.scenario(), source.request()), scenario));
    }
}
