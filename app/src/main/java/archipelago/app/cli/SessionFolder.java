package archipelago.app.cli;

import archipelago.engine.session.SessionFile;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Where the sessions of this person are kept: in the place where the system keeps what programs
/// remember.
final class SessionFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private static final AtomicInteger BEGUN = new AtomicInteger();

    private SessionFolder() {}

    /// Where this program keeps what it remembers.
    static Path home() {
        var state = System.getenv("XDG_STATE_HOME");
        var home = userHome();
        var folder = state == null || state.isBlank() ? home.resolve(".local/state") : Path.of(state);
        return folder.resolve("archipelago");
    }

    /// Where this person is at home: what they say themselves comes first, and then what the system's list of users says,
    /// which is all that Java asks.
    static Path userHome() {
        var said = System.getenv("HOME");
        return Path.of(said == null || said.isBlank() ? System.getProperty("user.home", ".") : said);
    }

    /// A name for the record of a session that begins now. Of those that begin in one second each gets another one.
    static Path newFile(String scenario) {
        int number = BEGUN.getAndIncrement();
        var name = LocalDateTime.now().format(STAMP) + "-" + ProcessHandle.current().pid()
                + (number == 0 ? "-" : "-" + number + "-") + scenario.replace('/', '-');
        return home().resolve("sessions").resolve(name + SessionFile.ENDING);
    }
}
