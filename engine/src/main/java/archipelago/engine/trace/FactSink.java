package archipelago.engine.trace;

import archipelago.engine.journal.Fact;
import java.io.Closeable;
import java.io.IOException;

/// Takes the facts of a run in order and writes them down in some form. It is closed once, at the
/// end; before that what it has written may be incomplete.
public interface FactSink extends Closeable {
    /// Takes note of a fact that is not to be written down.
    void hear(Fact fact);

    void write(Fact fact) throws IOException;
}
