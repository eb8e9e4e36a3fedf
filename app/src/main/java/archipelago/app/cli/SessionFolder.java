package archipelago.app.cli;

import archipelago.engine.session.SessionFile;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Where the sessions of this person are kept: in the place where the system keeps what programs
/// remember.
final class SessionFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private SessionFolder() {}

    /// A name for the record of a session that begins now; no other process chooses the same.
    static Path newFile(String scenario) {
        var state = System.getenv("XDG_STATE_HOME");
        var home = Path.of(System.getProperty("user.home", "."));
        var folder = state == null || state.isBlank() ? home.resolve(".local/state") : Path.of(state);
        var name = LocalDateTime.now().format(STAMP) + "-" + ProcessHandle.current().pid() + "-" + scenario;
        return folder.resolve("archipelago/sessions").resolve(name + SessionFile.ENDING);
    }
}
