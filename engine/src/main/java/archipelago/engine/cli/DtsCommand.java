package archipelago.engine.cli;

import archipelago.engine.base.Problem;
import archipelago.engine.base.Reading;
import archipelago.engine.devicetree.DeviceTree;
import archipelago.engine.devicetree.DeviceTreeSource;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.scenario.FileBytes;
import archipelago.engine.scenario.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archipelago dts`: device-tree source to a blob and back, by the endings of the names.
@Command(
        name = "dts",
        description = "Turns device-tree source into a blob, and a blob into source.",
        mixinStandardHelpOptions = true)
final class DtsCommand implements Callable<Integer> {
    private static final String SOURCE = ".dts";
    private static final List<String> BLOBS = List.of(".dtb", ".dtbo");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN", description = "a .dts, .dtb or .dtbo file")
    private Path in;

    @Option(names = "-o", paramLabel = "OUT", required = true, description = "a .dts, .dtb or .dtbo file to write")
    private Path out;

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        for (var path : List.of(in, out)) {
            if (!endsWith(path, SOURCE) && !isBlob(path)) {
                err.println(path + " ends neither in .dts nor in .dtb or .dtbo");
                return ExitStatus.USAGE;
            }
        }
        return switch (FileBytes.read(in)) {
            case FileBytes.Content content -> convert(read(content));
            case FileBytes.Unreadable(var problem) -> {
                Inputs.print(List.of(problem), err);
                yield ExitStatus.UNREADABLE;
            }
            case FileBytes.Unfit(var problem) -> {
                Inputs.print(List.of(problem), err);
                yield ExitStatus.REFUSED;
            }
        };
    }

    private Reading<DeviceTree> read(FileBytes.Content content) {
        if (isBlob(in)) {
            return FlattenedTree.read(content.name(), content.bytes());
        }
        return switch (TextFile.of(content.name(), content.bytes())) {
            case TextFile.Content(var name, var text) -> DeviceTreeSource.read(name, text);
            case TextFile.Unfit(Problem problem) -> Reading.refused(List.of(problem));
            case TextFile.Unreadable(Problem problem) -> Reading.refused(List.of(problem));
        };
    }

    private int convert(Reading<DeviceTree> reading) throws IOException {
        Inputs.print(reading.problems(), spec.commandLine().getErr());
        if (reading.value().isEmpty()) {
            return ExitStatus.REFUSED;
        }
        var tree = reading.value().get();
        if (isBlob(out)) {
            Files.write(out, FlattenedTree.write(tree));
        } else {
            Files.writeString(out, DeviceTreeText.write(tree), StandardCharsets.UTF_8);
        }
        return ExitStatus.DONE;
    }

    private static boolean isBlob(Path path) {
        return BLOBS.stream().anyMatch(ending -> endsWith(path, ending));
    }

    private static boolean endsWith(Path path, String ending) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
