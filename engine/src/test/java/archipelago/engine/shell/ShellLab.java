package archipelago.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import archipelago.engine.Labs;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.session.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParameterException;

/// A shell on a bench: tests give it lines and read what it says.
public final class ShellLab {
    public static final String FILL = "kerf init --cpus=16,18,20,22,24,26,64,66,68,70,72,74 --memory=8GB@0,8GB@1"
            + " --devices=nic0,nvme0";
    public static final String WEB =
            "kerf create web-server --id=1 --cpus=16,18,20,22 --memory=4GB --numa-nodes=0 --devices=nic0";
    public static final String LOAD = "kerf load web-server --kernel=vmlinux --initrd=initrd.img";

    private final Session session;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Shell shell;

    private ShellLab(Scenario scenario, boolean terminal) {
        session = new Session(scenario);
        shell = new Shell(
                session, new PrintWriter(out), new PrintWriter(err), terminal, ParameterException::getMessage);
    }

    /// At a terminal.
    public static ShellLab atATerminal() {
        return new ShellLab(Labs.idle(), true);
    }

    /// On a scenario with a story.
    public static ShellLab of(Scenario scenario) {
        return new ShellLab(scenario, false);
    }

    public static ShellLab idle() {
        return new ShellLab(Labs.idle(), false);
    }

    /// With a pool.
    public static ShellLab pooled() {
        return idle().done(FILL);
    }

    /// With a pool and an instance.
    public static ShellLab webReady() {
        return pooled().done(WEB);
    }

    public static ShellLab webLoaded() {
        return webReady().done(LOAD);
    }

    public static ShellLab webActive() {
        return webLoaded().done("kerf exec web-server").done("advance 5s");
    }

    /// What a line came to.
    public record Said(int status, String out, String err) {
        public String all() {
            return out + err;
        }
    }

    public Said say(String line) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int status = shell.run(line);
        return new Said(status, out.toString(), err.toString());
    }

    /// A line that must succeed.
    public ShellLab done(String line) {
        var said = say(line);
        assertThat(said.status()).as(line + "\n" + said.all()).isZero();
        return this;
    }

    public ShellLab give(Command command) {
        session.give(command);
        return this;
    }

    public Session session() {
        return session;
    }

    public boolean over() {
        return shell.over();
    }

    /// The last order that was given, by a line or not.
    public Command lastOrder() {
        return orders().getLast();
    }

    /// All orders that were given, by lines or not.
    public List<Command> orders() {
        var orders = new ArrayList<Command>();
        for (int i = 0; i < session.factsTold(); i++) {
            if (session.journal().get(i).what() instanceof Happening.Requested(int _, var command, boolean byStory)
                    && !byStory) {
                orders.add(command);
            }
        }
        return orders;
    }
}
