package archipelago.app.shell;

import archipelago.engine.cli.Inputs;
import archipelago.engine.session.SessionFile;
import java.util.Optional;

/// Writes every session down as it goes, so that a program that is killed loses nothing.
public interface Logbook {
    /// Writes nothing.
    Logbook NONE = new Logbook() {
        @Override
        public Optional<SessionFile> begin(Inputs.Opened opened) {
            return Optional.empty();
        }

        @Override
        public void end(SessionFile record) {}
    };

    /// Begins the record of a session; empty if it cannot be written.
    Optional<SessionFile> begin(Inputs.Opened opened);

    /// Ends a record, and tells if it could not be written to its end.
    void end(SessionFile record);
}
