package archipelago.engine;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/// A comparison with a real tool. Where the tool is not installed the test is left out, and the
/// summary of the run names it: nothing is left out in silence.
public final class Comparison {
    private static final Set<String> LEFT_OUT = new ConcurrentSkipListSet<>();

    private final Path tool;

    private Comparison(Path tool) {
        this.tool = tool;
    }

    /// What a run of the tool gave.
    public record Outcome(int status, byte[] output, String errors) {}

    /// A comparison with the tool of this name; aborts the test if it cannot be found.
    public static Comparison with(String name) {
        var found = find(name);
        if (found.isEmpty()) {
            LEFT_OUT.add(name);
        }
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return new Comparison(found.orElseThrow());
    }

    /// The library of this name; aborts the test if it cannot be found.
    public static SymbolLookup library(String name) {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException notInstalled) {
            LEFT_OUT.add(name);
            throw new TestAbortedException(name + " is not installed", notInstalled);
        }
    }

    private static Optional<Path> find(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Runs the tool and waits for its end. Output goes through files, so that it cannot block.
    public Outcome run(List<String> arguments, byte[] input) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("comparison");
        var in = folder.resolve("in");
        var out = folder.resolve("out");
        var errors = folder.resolve("errors");
        try {
            Files.write(in, input);
            var command = new ArrayList<String>();
            command.add(tool.toString());
            command.addAll(arguments);
            int status = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            return new Outcome(status, Files.readAllBytes(out), Files.readString(errors));
        } finally {
            for (var file : List.of(in, out, errors, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// One line for each tool that was missing, with what installs it.
    static List<String> leftOut() {
        return LEFT_OUT.stream()
                .map(name -> "Left out: comparison with " + name + " (not installed" + remedy(name) + ")")
                .toList();
    }

    private static String remedy(String name) {
        return switch (name) {
            case "libfdt.so.1" -> ": apt-get install libfdt1";
            case "protoc" -> ": apt-get install protobuf-compiler";
            case "dtc" -> ": apt-get install device-tree-compiler";
            default -> "";
        };
    }
}
