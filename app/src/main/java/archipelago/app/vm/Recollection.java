package archipelago.app.vm;

import archipelago.app.layout.History;
import archipelago.engine.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The past as far as the pictures know it. A machine that runs fast tells more than a window can read between two
/// pictures; then only the newest stretch of it is read, with what is rare, and the rest beside the window as soon as the
/// machine stands still. So the machine never waits for the window, nor the window for what it reads.
final class Recollection {
    /// More new facts than this at once are not read before the next picture.
    static final int MOST_AT_ONCE = 250_000;
    /// So many of them are.
    static final int NEWEST = 50_000;

    private final Executor beside;
    private History history = History.of(Journal.View.EMPTY);
    /// What is being read beside the window; null if nothing is.
    private CompletableFuture<History> whole;

    /// @param beside reads what takes long
    Recollection(Executor beside) {
        this.beside = beside;
    }

    History history() {
        return history;
    }

    /// Takes what is new.
    ///
    /// @param fast whether more is told at once, so that what is missing may go on missing
    void read(Journal.View journal, boolean fast) {
        boolean far = journal.told() - history.facts() > MOST_AT_ONCE;
        history = far ? History.of(journal.newest(NEWEST)) : history.follow(journal);
        if (fast || !history.misses(journal)) {
            whole = null;
        } else if (whole == null) {
            whole = CompletableFuture.supplyAsync(() -> History.of(journal), beside);
        } else if (whole.isDone()) {
            history = whole.join().follow(journal);
            whole = null;
        }
    }
}
