package archipelago.engine.measure;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.base.Require;
import archipelago.engine.scenario.ProgramFile;
import archipelago.engine.scenario.TextFile;
import archipelago.engine.scenario.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The platforms and programs that travel inside the program.
public final class Laboratory {
    /// The platform that is meant when a person names none.
    public static final String DEFAULT = "xeon-5418y";

    private static final String FOLDER = "/experiments/";
    private static final String ENDING = ".json";

    private Laboratory() {}

    /// The names of the platforms.
    public static List<String> platforms() {
        return text("platforms/index.txt", (_, text) -> Reading.of(text.lines().filter(line -> !line.isBlank()).toList()));
    }

    /// The platform of this name, if it is one of [#platforms].
    public static Optional<Platform> platform(String name) {
        return platforms().contains(name)
                ? Optional.of(text("platforms/" + name + ENDING, (file, text) -> PlatformReader.read(file, name, text)))
                : Optional.empty();
    }

    /// The programs of `will-it-scale`.
    public static List<Workload.Program> willItScale() {
        return text("programs/will-it-scale.json", ProgramFile::read);
    }

    /// The operations of lmbench.
    public static List<Workload.Program> lmbench() {
        return text("programs/lmbench.json", ProgramFile::read);
    }

    /// Calls of a small kernel, and what other cores do meanwhile.
    public static List<Workload.Program> calls() {
        return text("programs/calls.json", ProgramFile::read);
    }

    /// What has been published.
    public static List<Target> targets() {
        return text("published.json", TargetFile::read);
    }

    private static <T> T text(String path, BiFunction<String, String, Reading<T>> read) {
        var reading = switch (file(FOLDER + path)) {
            case TextFile.Content(var file, var text) -> read.apply(file, text);
            case TextFile.Unreadable(var problem) -> Reading.<T>refused(List.of(problem));
            case TextFile.Unfit(var problem) -> Reading.<T>refused(List.of(problem));
        };
        Require.that(reading.value().isPresent(), "the experiments inside the program are sound", reading.problems());
        return reading.value().get();
    }

    private static TextFile file(String path) {
        try (var in = Laboratory.class.getResourceAsStream(path)) {
            return in == null
                    ? new TextFile.Unreadable(new Problem(path, 0, 0, "the program holds no such file", ""))
                    : TextFile.of(path, in.readNBytes(TextFile.BYTES_MAX));
        } catch (IOException damaged) {
            return new TextFile.Unreadable(
                    new Problem(path, 0, 0, "this part of the program cannot be read", "the program installed anew"));
        }
    }
}
