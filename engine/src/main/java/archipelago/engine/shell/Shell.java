package archipelago.engine.shell;

import archipelago.engine.base.Blob;
import archipelago.engine.base.Errno;
import archipelago.engine.base.Times;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.kerf.KerfTool;
import archipelago.engine.kerf.UserSpace;
import archipelago.engine.kerf.Words;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.Entry;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.session.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/// A prompt on the machine's host, or on an instance: kerf, that kernel's files, time, faults, and questions why. It
/// takes one line after another and never shows the inside of the program.
public final class Shell {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int BROKEN = 4;
    private static final int INTERRUPTED = 130;
    private static final String HELP = """
            kerf COMMAND …       the tool: kerf --help, kerf create --help
            cat FILE…            what a file of the host holds; trees and overlays as source
            ls [DIRECTORY…]      what is in a directory
            rmdir DIRECTORY      undoes an overlay transaction, such as /sys/fs/multikernel/overlays/tx_2
            rm FILE              removes a file of kerf's own, such as /var/run/kerf.lock
            dmesg                the host's log
            in KERNEL [COMMAND]  goes to an instance that is up: its files, its log, its own kerf; or does one thing there
            advance T            lets time pass, such as 250us or 2s
            inject FAULT …       inject panic web-server 18; inject alone names all faults
            set [NAME VALUE]     set ipi-flight 2us, set rate 1 5us, set ipi-flight default; set alone lists all with their source
            skip                 lets the story go on without the kernel that it waits for, if your acts have made that impossible
            why [EVENT|act N]    what led to an event, back to a person's act or to the start
            effects [EVENT|act N] what an event or an act has led to so far
            blast [ACT|event N]  what an act has changed so far, yours or the story's, and what it has not touched
            goto PLACE           5.6s, event 17, act 3, cause, or the name of a bookmark; forward or back
            next [WHAT [or …]]   lets time pass until something comes: next message HALTED or fault or 5.6s
            back [WHAT [or …]]   goes back to where it was last
            run until WHAT …     the same as next; run back until WHAT … the same as back
            undo [ACT|event N]   opens a branch without the act, yours or the story's
            branches, branch N   the futures that there are; goes to another one
            name [WORDS]         gives this future a name
            bookmark [NAME …]    gives this moment a name, and a note; forget NAME
            status               where the machine stands
            help, exit           this; back from an instance, or the end
            # …                  a comment""";

    private final SessionHost host;
    private final Places places;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Function<ParameterException, String> wrongUsage;
    private final BooleanSupplier patience;
    private boolean over;

    /// @param terminal whether a person sits at it
    /// @param wrongUsage what to tell somebody whose kerf line cannot be understood
    public Shell(
            Session session,
            PrintWriter out,
            PrintWriter err,
            boolean terminal,
            Function<ParameterException, String> wrongUsage) {
        this(session, out, err, terminal, wrongUsage, () -> true);
    }

    /// The same, for somebody who may lose patience.
    ///
    /// @param patience asked from time to time while time passes whether to go on; if not, the line ends where the
    ///     machine has come to
    public Shell(
            Session session,
            PrintWriter out,
            PrintWriter err,
            boolean terminal,
            Function<ParameterException, String> wrongUsage,
            BooleanSupplier patience) {
        this.patience = patience;
        places = new Places(session, terminal, patience);
        host = places.host();
        this.out = out;
        this.err = err;
        this.wrongUsage = wrongUsage;
    }

    /// Whether somebody has ended it.
    public boolean over() {
        return over;
    }

    /// What stands before each line at a terminal.
    public String prompt() {
        return Times.shown(host.nowNs(), 3) + (places.onHost() ? "" : " " + places.here().instance()) + " # ";
    }

    /// Does what a line says.
    ///
    /// @return the exit status of what was done; 0 for a line with nothing in it
    public int run(String line) {
        int status;
        try {
            var words = Words.of(line);
            status = words.isPresent() ? run(words.get()) : usage("a quote is not closed", "the same quote at its end");
        } catch (SessionHost.BrokenPromise broken) {
            broken.violations().forEach(violation -> err.println("BROKEN  " + violation.sentence()));
            new Explanation(host.session(), err, err).why(List.of());
            over = true;
            status = BROKEN;
        } catch (SessionHost.GivenUp givenUp) {
            err.println("stopped at " + Times.shown(host.nowNs(), 6) + "; the machine goes on from there");
            status = INTERRUPTED;
        }
        out.flush();
        err.flush();
        return status;
    }

    private int run(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "kerf", "cat", "ls", "rmdir", "rm", "dmesg" -> there(words.getFirst(), rest);
            case "in" -> in(rest);
            case "advance" -> advance(rest);
            case "inject" -> new Injection(host, out, err).inject(rest);
            case "set" -> new Parameters(host, out, err).set(rest);
            case "skip" -> new Parameters(host, out, err).skip(rest);
            case "why" -> new Explanation(host.session(), out, err).why(rest);
            case "effects" -> new Explanation(host.session(), out, err).effects(rest);
            case "blast" -> new Explanation(host.session(), out, err).blast(rest);
            case "goto", "next", "back", "run", "undo", "branches", "branch", "name", "bookmark", "forget" ->
                travel(words.getFirst(), rest);
            case "status" -> new MachineStatus(host.session(), out).print();
            case "help", "?" -> help();
            case "exit", "quit" -> {
                over = places.onHost();
                places.leave();
                yield 0;
            }
            default -> usage("there is no command " + words.getFirst(), "help, which names those that there are");
        };
    }

    /// Does something on the kernel on which somebody is, if a program can run there.
    private int there(String verb, List<String> rest) {
        if (!places.alive()) {
            err.println(places.here().instance() + " does not answer any more; you are on the host again");
            places.home();
            return REFUSED;
        }
        int status = switch (verb) {
            case "kerf" -> new KerfTool(places.here(), out, err, wrongUsage).run(rest);
            case "cat" -> each(rest, "cat FILE", this::cat);
            case "ls" -> each(rest.isEmpty() ? List.of("/") : rest, "ls DIRECTORY", this::list);
            case "rmdir" -> each(rest, "rmdir DIRECTORY", this::removeDirectory);
            case "rm" -> each(rest, "rm FILE", this::remove);
            default -> log();
        };
        places.remember();
        return status;
    }

    /// Goes to another kernel, or does one thing there.
    private int in(List<String> words) {
        if (words.isEmpty()) {
            return usage("a kernel is missing", "in web-server, or in web-server kerf show");
        }
        var name = words.getFirst();
        var kernel = places.meant(name);
        if (kernel.isEmpty()) {
            err.println("in: there is no kernel " + name);
            return REFUSED;
        }
        var place = places.at(kernel.get());
        if (place.isEmpty()) {
            err.println("in: " + kernel.get().name + " is not up, so nobody can work there");
            return REFUSED;
        }
        if (words.size() == 1 && kernel.get().host()) {
            places.home();
            return 0;
        }
        places.go(place.get());
        if (words.size() == 1) {
            return 0;
        }
        int status = run(words.subList(1, words.size()));
        if (places.here() == place.get()) {
            places.leave();
        }
        return status;
    }

    private int travel(String verb, List<String> words) {
        var travel = new Travel(host.session(), out, err, patience);
        int status = switch (verb) {
            case "goto" -> travel.goTo(words);
            case "next" -> travel.next(words);
            case "back" -> travel.back(words);
            case "run" -> travel.run(words);
            case "undo" -> travel.undo(words);
            case "branches" -> travel.branches();
            case "branch" -> travel.branch(words);
            case "name" -> travel.name(words);
            case "bookmark" -> travel.bookmark(words);
            default -> travel.forget(words);
        };
        places.recall();
        return status;
    }

    private int usage(String sentence, String advice) {
        err.println(sentence + "\n  try: " + advice);
        return USAGE;
    }

    private int help() {
        out.println(HELP);
        return 0;
    }

    // --- files ----------------------------------------------------------------------------------

    private interface OnPath {
        int apply(String path);
    }

    private int each(List<String> paths, String form, OnPath what) {
        if (paths.isEmpty()) {
            return usage("a path is missing", form);
        }
        int status = 0;
        for (var path : paths) {
            status = Math.max(status, what.apply(path));
        }
        return status;
    }

    private int cat(String path) {
        if (UserSpace.holds(path)) {
            var text = places.here().userSpace().read(path);
            if (text.isEmpty()) {
                return refused("cat", path, places.here().userSpace().folder(path) ? Errno.EISDIR : Errno.ENOENT);
            }
            out.print(text.get());
            return 0;
        }
        return switch (places.here().files().read(path)) {
            case Content.Refused(var errno) -> refused("cat", path, errno);
            case Content.Bytes(var blob) -> {
                print(path, blob);
                yield 0;
            }
        };
    }

    private void print(String path, Blob blob) {
        if (FlattenedTree.headerIsRight(blob.bytes())) {
            FlattenedTree.read(path, blob.bytes()).value().ifPresent(tree -> out.print(DeviceTreeText.write(tree)));
        } else {
            out.print(new String(blob.bytes(), StandardCharsets.UTF_8));
        }
    }

    private int list(String path) {
        var names = places.here().files().list(path);
        if (UserSpace.holds(path)) {
            if (!places.here().userSpace().exists(path)) {
                return refused("ls", path, Errno.ENOENT);
            }
            var inside = places.here().userSpace().list(path);
            (places.here().userSpace().folder(path) ? inside : List.of(path)).forEach(out::println);
            return 0;
        }
        var entry = places.here().files().entry(path);
        if (entry.isEmpty()) {
            return refused("ls", path, places.here().files().lookup(path));
        }
        (entry.get().kind() == Entry.Kind.DIRECTORY ? names : List.of(path)).stream().sorted().forEach(out::println);
        return 0;
    }

    private int removeDirectory(String path) {
        if (UserSpace.holds(path)) {
            return refused("rmdir", path, places.here().userSpace().exists(path) ? Errno.EPERM : Errno.ENOENT);
        }
        var plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int number = TreePaths.transactionIn(plain);
        var answer = places.here().ask(
                number > 0 ? new Command.RollBack(number) : new Command.Call.RemoveDirectory(plain));
        if (!answer.errno().ok()) {
            err.println("rmdir: " + path + ": " + answer.errno().words() + ": " + answer.sentence());
            return REFUSED;
        }
        out.println(answer.sentence());
        return 0;
    }

    private int remove(String path) {
        if (UserSpace.holds(path)) {
            return places.here().userSpace().delete(path) ? 0 : refused("rm", path, Errno.ENOENT);
        }
        var errno = places.here().files().lookup(path);
        return refused("rm", path, errno.ok() ? Errno.EPERM : errno);
    }

    private int refused(String command, String path, Errno errno) {
        err.println(command + ": " + path + ": " + errno.words());
        return REFUSED;
    }

    // --- time -----------------------------------------------------------------------------------

    private int log() {
        places.here().log().forEach(out::println);
        return 0;
    }

    private int advance(List<String> words) {
        var ns = words.size() == 1 ? Times.parse(words.getFirst()) : OptionalLong.empty();
        if (ns.isEmpty()) {
            return usage(words.isEmpty() ? "a time is missing" : "\"" + String.join(" ", words) + "\" is no time",
                    "advance 250us, or advance 2s");
        }
        if (ns.getAsLong() > Long.MAX_VALUE - host.nowNs()) {
            return usage("so much time there is not", "a shorter one");
        }
        host.runUntil(host.nowNs() + ns.getAsLong());
        return 0;
    }
}
