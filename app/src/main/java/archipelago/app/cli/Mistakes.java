package archipelago.app.cli;

import archipelago.engine.cli.Program;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a mistake of the program on any of its threads in a sentence, and the same one only once: a
/// view that fails does so at every pulse.
public final class Mistakes implements UncaughtExceptionHandler {
    private final PrintStream err;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public Mistakes(PrintStream err) {
        this.err = err;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        var trace = e.getStackTrace();
        if (told.add(e.getClass() + (trace.length == 0 ? "" : trace[0].toString()))) {
            err.println(Program.ownMistake(e));
        }
    }
}
