package archipelago.engine.shell;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.kerf.GivenFiles;
import archipelago.engine.kerf.Host;
import archipelago.engine.kerf.KnownImages;
import archipelago.engine.kerf.UserSpace;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.machine.Machine;
import archipelago.engine.session.Session;
import archipelago.engine.state.ConsoleLink;
import archipelago.engine.state.Phase;
import java.util.ArrayList;
import java.util.List;

/// The host of a session: orders are given to the session, and time goes on in it until they are answered.
/// All promises are checked after every event.
final class SessionHost implements Host {
    private final Session session;
    private final boolean terminal;
    private final UserSpace userSpace = new UserSpace();
    private final DiskHistory disks;
    private final GivenFiles given;

    SessionHost(Session session, boolean terminal) {
        this.session = session;
        this.terminal = terminal;
        disks = new DiskHistory(session, userSpace);
        given = new RealFiles(KnownImages.of(session.scenario()));
    }

    Session session() {
        return session;
    }

    DiskHistory disks() {
        return disks;
    }

    @Override
    public FileTree files() {
        return FileTree.of(session.simulation().world());
    }

    @Override
    public Machine machine() {
        return session.scenario().machine();
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
        int from = session.factsTold();
        int act = session.give(order);
        while (true) {
            for (; from < session.factsTold(); from++) {
                var what = session.journal().get(from).what();
                if (what instanceof Happening.Answered(int number, var _, var errno, var sentence) && number == act) {
                    check();
                    return new Answer(errno, sentence);
                }
            }
            boolean hostIsDown = session.simulation().state().host().phase != Phase.UP;
            if (hostIsDown || session.atEnd()) {
                return new Answer(Errno.EHOSTDOWN, "the host has panicked, and nobody answers any more");
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

    private void check() {
        var violations = Violation.in(session.simulation().state(), machine());
        if (!violations.isEmpty()) {
            throw new BrokenPromise(violations);
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
        return List.copyOf(session.simulation().state().consoles());
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

    /// What the kernel in a slot has written, line by line.
    List<String> log(int slot) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < session.factsTold(); i++) {
            if (session.journal().get(i).what() instanceof Happening.Logged(int kernel, var line) && kernel == slot) {
                lines.add(line);
            }
        }
        return lines;
    }
}
