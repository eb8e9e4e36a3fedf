package archipelago.app.session;

import archipelago.engine.cli.WrongUsage;
import archipelago.engine.session.Session;
import archipelago.engine.shell.Shell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A prompt on the machine that is shown: the shell of `archipelago shell`, a line at a time, each done on the machine's
/// thread between two events. What stays from line to line, such as the instance on which somebody is, stays as long as
/// the machine does.
public final class Prompt {
    private final MachineSession machine;

    // Only the machine's thread touches these.
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Session known;
    private Shell shell;
    private BooleanSupplier patience = () -> true;

    /// What came of a line.
    ///
    /// @param prompt what stood before it
    /// @param out what it answered
    /// @param err what it complained about
    /// @param next what stands before the next line
    public record Said(String prompt, String line, String out, String err, String next) {}

    public Prompt(MachineSession machine) {
        this.machine = machine;
    }

    /// Does what a line says.
    ///
    /// @param taker told on another thread what came of it
    public void say(String line, Consumer<Said> taker) {
        machine.converse((session, willing) -> {
            patience = willing;
            if (session != known || shell.over()) {
                known = session;
                shell = new Shell(session, writer(out), writer(err), true, WrongUsage::text, () -> patience.getAsBoolean());
            }
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
            var before = shell.prompt();
            shell.run(line);
            taker.accept(new Said(before, line, out.toString(), err.toString(), shell.prompt()));
        });
    }

    private static PrintWriter writer(StringWriter to) {
        return new PrintWriter(to, true);
    }
}
