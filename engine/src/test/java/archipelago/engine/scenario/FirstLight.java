package archipelago.engine.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The default scenario as it lies in the library.
final class FirstLight {
    static final Path FILE = Path.of("..", "scenarios", "first-light.json");
    static final Path BASELINE = Path.of("..", "scenarios", "first-light.dts");
    static final String TEXT = text(FILE);

    private FirstLight() {}

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
