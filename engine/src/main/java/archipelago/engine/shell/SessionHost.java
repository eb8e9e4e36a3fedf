package archipelago.engine.shell;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.kerf.GivenFiles;
import archipelago.engine.kerf.Host;
import archipelago.engine.kerf.KnownImages;
import archipelago.engine.kerf.UserSpace;
import archipelago.engine.kernfs.Books;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.OwnHardware;
import archipelago.engine.machine.Machine;
import archipelago.engine.session.Session;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A kernel of a session on which somebody works, the machine's host or an instance: orders are given to the session,
/// and time goes on in it until they are answered. All promises are checked after every event.
final class SessionHost implements Host {
    private static final int EVENTS_BETWEEN_LOOKS = 512;

    private final Session session;
    private final boolean terminal;
    private final BooleanSupplier patience;
    /// The instance, as people know it; empty for the machine's host.
    private final String instance;
    private final UserSpace userSpace = new UserSpace();
    private final DiskHistory disks;
    private final GivenFiles given;

    /// The machine's host.
    ///
    /// @param patience asked from time to time while time passes whether to go on
    SessionHost(Session session, boolean terminal, BooleanSupplier patience) {
        this(session, terminal, patience, "", new RealFiles(KnownImages.of(session.scenario())));
    }

    private SessionHost(
            Session session, boolean terminal, BooleanSupplier patience, String instance, GivenFiles given) {
        this.session = session;
        this.terminal = terminal;
        this.patience = patience;
        this.instance = instance;
        this.given = given;
        disks = new DiskHistory(session, userSpace);
    }

    /// The same session, on an instance. What its programs write to its disk is its own, and there is nothing yet.
    SessionHost on(String name) {
        return new SessionHost(session, terminal, patience, name, given);
    }

    Session session() {
        return session;
    }

    DiskHistory disks() {
        return disks;
    }

    /// The name of the instance; empty on the machine's host.
    String instance() {
        return instance;
    }

    /// The kernel, or null if there is none of the name any more.
    Kernel kernel() {
        var state = session.simulation().state();
        return instance.isEmpty() ? state.host() : state.named(instance);
    }

    @Override
    public FileTree files() {
        return FileTree.of(session.simulation().world(), kernel());
    }

    @Override
    public Machine machine() {
        var books = Books.of(session.simulation().state(), session.scenario(), kernel());
        return OwnHardware.of(session.scenario().machine(), books);
    }

    @Override
    public UserSpace userSpace() {
        return userSpace;
    }

    @Override
    public GivenFiles given() {
        return given;
    }

    @Override
    public boolean terminal() {
        return terminal;
    }

    @Override
    public long nowNs() {
        return session.nowNs();
    }

    // --- time -----------------------------------------------------------------------------------

    @Override
    public Answer ask(Command order) {
        long read = session.told();
        int act = session.give(instance.isEmpty() ? order : new Command.In(instance, order));
        while (true) {
            for (; read < session.told(); read++) {
                var what = session.journal().get(session.journal().indexOf(read)).what();
                if (what instanceof Happening.Answered(int number, var _, var errno, var sentence) && number == act) {
                    check();
                    return new Answer(errno, sentence);
                }
            }
            boolean isDown = kernel() == null || kernel().phase != Phase.UP;
            if (isDown || session.atEnd()) {
                return new Answer(Errno.EHOSTDOWN, instance.isEmpty()
                        ? "the host has panicked, and nobody answers any more"
                        : instance + " is not up, and nobody answers there");
            }
            session.stepForward();
            check();
        }
    }

    @Override
    public void sleep(long ns) {
        runUntil(Math.addExact(session.nowNs(), ns));
    }

    /// Goes on until an instant.
    void runUntil(long ns) {
        while (session.nextNs() <= ns && !session.atEnd()) {
            session.stepForward();
            check();
        }
        session.runUntil(ns); // What is left are time-outs of what was answered long ago.
    }

    /// Looks at the machine after an event.
    private void check() {
        if (session.events() % EVENTS_BETWEEN_LOOKS == 0 && !patience.getAsBoolean()) {
            throw new GivenUp();
        }
        var violations = Violation.in(session.simulation().state(), session.scenario().machine());
        if (!violations.isEmpty()) {
            throw new BrokenPromise(violations);
        }
    }

    /// Somebody does not want to wait any longer.
    static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up", null, false, false);
        }
    }

    /// The machine has done what it never should.
    static final class BrokenPromise extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Violation> violations;

        BrokenPromise(List<Violation> violations) {
            super(violations.getFirst().sentence(), null, false, false);
            this.violations = List.copyOf(violations);
        }

        List<Violation> violations() {
            return violations;
        }
    }

    // --- what was written -----------------------------------------------------------------------

    @Override
    public List<ConsoleLink> consoles() {
        int slot = kernel() == null ? State.HOST : kernel().slot;
        return session.simulation().state().consoles().stream().filter(link -> link.host() == slot).toList();
    }

    @Override
    public String heard(int link) {
        for (int i = session.factsTold() - 1; i >= 0; i--) {
            if (session.journal().get(i).what() instanceof Happening.ConsoleRead(int read, var bytes) && read == link) {
                return bytes.asText();
            }
        }
        return "";
    }

    /// What the kernel has written, line by line.
    List<String> log() {
        int slot = kernel().slot;
        var lines = new ArrayList<String>();
        for (int i = 0; i < session.factsTold(); i++) {
            if (session.journal().get(i).what() instanceof Happening.Logged(int kernel, var line) && kernel == slot) {
                lines.add(line);
            }
        }
        return lines;
    }
}
