package archipelago.engine.host;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Defect;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.invariant.Violation;
import archipelago.engine.journal.Happening;
import archipelago.engine.kernfs.Entry;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.lifecycle.ImageOperations;
import archipelago.engine.overlay.Overlay;
import archipelago.engine.session.Session;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.State;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A machine at the disposal of programs from outside: it answers their requests, and shows them its files.
/// Its time passes only while it works on a request, or where a client lets it pass; so what comes of a
/// run depends on the requests and their order alone. One thread at a time may use it.
public final class HostedMachine implements RequestServer.Desk {
    private static final String FILE_SYSTEM = "multikernel";

    private final Session session;
    private final Mirror mirror;
    private final Consumer<String> complaints;
    private boolean mounted;
    /// The instances on which programs from outside have asked for something, by their names.
    private final TreeMap<String, Guest> guests = new TreeMap<>();
    /// Whether a client has put something into the folder that is not shown there.
    private boolean touched;
    private Shown shown;
    private List<Violation> violations = List.of();

    /// What the folder shows.
    private record Shown(long events, int acts, boolean mounted, List<Guest> guests) {}

    /// Where a program runs that asks for something.
    ///
    /// @param guest the instance; empty for the machine's host
    private record Asker(Kernel kernel, Optional<Guest> guest) {
        /// Where its root lies in the folder.
        String folder() {
            return guest.map(Guest::folder).orElse("");
        }
    }

    private HostedMachine(Session session, Mirror mirror, Consumer<String> complaints) {
        this.session = session;
        this.mirror = mirror;
        this.complaints = complaints;
    }

    /// Shows a machine's files in a folder from now on.
    ///
    /// @param session goes on where it stands; nobody else gives it commands
    /// @param complaints takes a sentence about every request that makes no sense
    /// @throws Obstacle if the folder holds something else
    public static HostedMachine open(Session session, Path folder, Consumer<String> complaints)
            throws IOException, Obstacle {
        var machine = new HostedMachine(session, Mirror.in(folder), complaints);
        machine.show();
        return machine;
    }

    /// The promises that were found broken; nothing is answered after that.
    public List<Violation> violations() {
        return violations;
    }

    @Override
    public boolean open() {
        return violations.isEmpty();
    }

    /// Works on one request; when the answer is there, the files show the outcome.
    ///
    /// @return 0, or minus an errno
    @Override
    public long answer(String line) throws IOException {
        var errno = switch (Request.read(line)) {
            case Request.In(var kernel, var request) -> in(kernel, request);
            case Request request -> answer(new Asker(state().host(), Optional.empty()), request);
        };
        show();
        return -errno.number();
    }

    private Errno answer(Asker asker, Request asked) {
        return switch (asked) {
            case Request.Mount request -> mount(asker, request);
            case Request.Written(var path) -> written(asker, path);
            case Request.RemoveDirectory(var path) -> removeDirectory(asker, path);
            case Request.LoadKernel request -> load(asker, request);
            case Request.Reboot r ->
                ask(asker, new Command.Call.Reboot(r.magic1(), r.magic2(), r.command(), r.id()));
            case Request.Advance(long ns) -> advance(ns);
            case Request.Inject(var fault) -> ask(new Asker(state().host(), Optional.empty()), fault);
            case Request.In _ -> throw new Defect("a request is on one kernel");
            case Request.Unclear(var sentence, var advice) -> {
                complain(sentence, advice);
                yield Errno.EINVAL;
            }
        };
    }

    /// Works on what a program on an instance asks for. From now on, and as long as the instance is up, its files are
    /// shown.
    private Errno in(String name, Request request) {
        var kernel = state().named(name);
        if (kernel == null || kernel.host()) {
            complain("there is no instance " + name, "a name of those that there are");
            return Errno.ENODEV;
        }
        if (!state().answers(kernel)) {
            complain("no program runs in " + name, "wait until it is up");
            return Errno.EHOSTDOWN;
        }
        var guest = guests.merge(name, Guest.of(kernel), (known, fresh) -> known.is(kernel) ? known : fresh);
        return answer(new Asker(kernel, Optional.of(guest)), request);
    }

    private State state() {
        return session.simulation().state();
    }

    /// The files are made of the state, which changes with events and with acts.
    private void show() throws IOException {
        guests.values().removeIf(guest -> {
            var kernel = state().named(guest.name());
            return !guest.is(kernel) || kernel.phase != Phase.UP;
        });
        var now = new Shown(session.events(), state().acts, mounted, List.copyOf(guests.values()));
        if (touched || !now.equals(shown)) {
            var inside = new TreeMap<String, FileTree>();
            for (var guest : guests.values()) {
                inside.put(guest.folder(), tree(new Asker(state().named(guest.name()), Optional.of(guest))));
            }
            mirror.show(tree(new Asker(state().host(), Optional.empty())), inside);
            shown = now;
            touched = false;
        }
    }

    private void complain(String sentence, String advice) {
        complaints.accept(sentence + "\n  try: " + advice);
    }

    private FileTree tree(Asker asker) {
        return FileTree.of(session.simulation().world(), asker.kernel(), mounted(asker));
    }

    private boolean mounted(Asker asker) {
        return asker.guest().map(Guest::mounted).orElse(mounted);
    }

    // --- files ----------------------------------------------------------------------------------

    /// (`fs/namespace.c`; a file system is mounted once at a place.)
    private Errno mount(Asker asker, Request.Mount request) {
        var place = tree(asker).lookup(request.target());
        if (!place.ok()) {
            return place;
        }
        if (!request.type().equals(FILE_SYSTEM)) {
            complain("this machine mounts no " + request.type(), FILE_SYSTEM);
            return Errno.ENODEV;
        }
        if (!plain(request.target()).equals(TreePaths.ROOT)) {
            complain("the multikernel file system is not mounted at " + request.target(), TreePaths.ROOT);
            return Errno.EINVAL;
        }
        if (mounted(asker)) {
            return Errno.EBUSY;
        }
        asker.guest().ifPresentOrElse(guest -> guests.put(guest.name(), guest.withMount()), () -> mounted = true);
        return Errno.OK;
    }

    private Errno written(Asker asker, String path) {
        var entry = tree(asker).entry(path);
        if (entry.isEmpty()) {
            return tree(asker).lookup(path);
        }
        if (entry.get().kind() == Entry.Kind.DIRECTORY) {
            return Errno.EISDIR;
        }
        touched = true;
        try {
            // One byte more than the kernel takes tells it that there were too many.
            var bytes = mirror.written(asker.folder() + plain(path), Overlay.MOST_BYTES + 1);
            return ask(asker, new Command.Call.WriteFile(plain(path), Blob.of(bytes)));
        } catch (NoSuchFileException gone) {
            return Errno.ENOENT;
        } catch (IOException unreadable) {
            complain("what was written to " + path + " cannot be read", "a regular file there");
            return Errno.EACCES;
        }
    }

    private Errno removeDirectory(Asker asker, String path) {
        var entry = tree(asker).entry(path);
        if (entry.isEmpty()) {
            return tree(asker).lookup(path);
        }
        return entry.get().kind() == Entry.Kind.DIRECTORY
                ? ask(asker, new Command.Call.RemoveDirectory(plain(path)))
                : Errno.ENOTDIR;
    }

    /// An absolute path without detours.
    private static String plain(String path) {
        var names = new ArrayDeque<String>();
        for (var name : path.split("/")) {
            switch (name) {
                case "", "." -> {}
                case ".." -> names.pollLast();
                default -> names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }

    // --- calls ----------------------------------------------------------------------------------

    private Errno load(Asker asker, Request.LoadKernel request) {
        boolean unload = (request.flags() & ImageOperations.UNLOAD) != 0;
        boolean initrd = !unload && (request.flags() & ImageOperations.NO_INITRAMFS) == 0;
        if (unload) {
            return ask(asker, new Command.Call.KexecFileLoad("", 0, Command.ImageForm.ELF, 0, "", request.flags()));
        }
        var kernel = request.kernel().map(KernelFile::read);
        var ram = request.initrd().map(KernelFile::read);
        if (kernel.isEmpty() || initrd && ram.isEmpty()) {
            return Errno.EBADF; // There is no such descriptor.
        }
        if (!kernel.get().errno().ok() || initrd && !ram.get().errno().ok()) {
            return kernel.get().errno().ok() ? ram.get().errno() : kernel.get().errno();
        }
        var file = kernel.get();
        return ask(asker, new Command.Call.KexecFileLoad(
                file.name(),
                file.bytes(),
                file.form(),
                initrd ? ram.get().bytes() : 0,
                request.cmdline(),
                request.flags()));
    }

    private Errno advance(long ns) {
        long untilNs = session.nowNs() + ns;
        if (untilNs < 0) {
            complain("so much time does not fit into 64 bits", "less of it");
            return Errno.EINVAL;
        }
        while (open() && session.nextNs() <= untilNs) {
            turn();
        }
        if (open()) {
            session.runUntil(untilNs);
        }
        return Errno.OK;
    }

    /// Gives a command and goes on until it is answered. A call that will never come back, since the kernel has
    /// died over it, is told as one to a host that is down.
    private Errno ask(Asker asker, Command command) {
        int told = session.factsTold();
        int act = session.give(
                asker.guest().<Command>map(guest -> new Command.In(guest.name(), command)).orElse(command));
        check();
        while (open()) {
            for (; told < session.factsTold(); told++) {
                if (session.journal().get(told).what() instanceof Happening.Answered answer && answer.act() == act) {
                    return answer.errno();
                }
            }
            if (!alive(asker) || session.nextNs() == Long.MAX_VALUE) {
                return Errno.EHOSTDOWN;
            }
            turn();
        }
        return Errno.EHOSTDOWN;
    }

    private boolean alive(Asker asker) {
        var kernel = asker.guest().isPresent() ? state().named(asker.guest().get().name()) : state().host();
        return kernel != null && state().answers(kernel);
    }

    private void turn() {
        session.turn();
        check();
    }

    private void check() {
        violations = Violation.in(state(), session.scenario().machine());
    }
}
