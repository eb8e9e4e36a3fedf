package archipelago.app.cli;

import archipelago.engine.base.Require;
import archipelago.engine.scenario.ScenarioReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Where the program's own files are, and where a person's are kept.
final class Library {
    private static final String DEFAULT = "/scenarios/first-light.json";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private Library() {}

    /// The scenario that is opened when none is named. It travels inside the program.
    static Path defaultScenario() {
        var resource = ScenarioReader.class.getResource(DEFAULT);
        Require.that(resource != null, "the default scenario is part of the program");
        try {
            return path(resource.toURI());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the default scenario cannot be reached", e);
        }
    }

    private static Path path(URI uri) throws IOException {
        if (uri.getScheme().equals("jar")) {
            return FileSystems.newFileSystem(uri, Map.of()).getPath(DEFAULT);
        }
        return Path.of(uri);
    }

    /// A name for the record of a session that begins now, in the place where the system keeps what
    /// programs remember.
    static Path newSessionFile(String scenario) {
        var state = System.getenv("XDG_STATE_HOME");
        var home = Path.of(System.getProperty("user.home", "."));
        var folder = state == null || state.isBlank() ? home.resolve(".local/state") : Path.of(state);
        return folder.resolve("archipelago/sessions")
                .resolve(LocalDateTime.now().format(STAMP) + "-" + ProcessHandle.current().pid() + "-" + scenario
                        + ".mksession");
    }
}
