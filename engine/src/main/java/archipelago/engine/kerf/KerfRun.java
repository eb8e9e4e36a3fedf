package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.DeviceTreeText;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.kernfs.Content;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.kernfs.TreePaths;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Kernel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// One start of the tool: the host that it runs on, where it writes, and what several commands do alike.
final class KerfRun {
    private static final int LOCK_TRIES = 10;
    private static final long LOCK_PAUSE_NS = 100_000_000;
    static final String DMESG = "Run dmesg for the kernel's reason: it names what was busy or missing.";

    private final Host host;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean debug;

    KerfRun(Host host, PrintWriter out, PrintWriter err) {
        this.host = host;
        this.out = out;
        this.err = err;
    }

    void debug(boolean on) {
        debug = on;
    }

    boolean debug() {
        return debug;
    }

    Host host() {
        return host;
    }

    FileTree files() {
        return host.files();
    }

    Machine machine() {
        return host.machine();
    }

    PrintWriter out() {
        return out;
    }

    void say(String line) {
        out.println(line);
    }

    void say(boolean wanted, String line) {
        if (wanted) {
            out.println(line);
        }
    }

    /// A line for standard error.
    void note(String line) {
        err.println(line);
    }

    /// Marks what the person sees as a mistake of the real tool, not of this program.
    void knownBug(String what) {
        err.println("(known bug of kerf 0.2.0: " + what + ")");
    }

    // --- instances ------------------------------------------------------------------------------

    /// The instance that a name or an id means.
    ///
    /// @param id null for none
    InstanceFiles instance(String name, Integer id, String command) throws KerfStop {
        if (name == null && id == null) {
            throw KerfStop.usage("Error: name an instance, or give its --id",
                    "Usage: kerf " + command + " NAME  or  kerf " + command + " --id=N");
        }
        if (name != null) {
            var found = InstanceFiles.named(files(), name);
            if (found.isEmpty()) {
                throw KerfStop.refused("Error: there is no instance " + name,
                        "See " + TreePaths.INSTANCES + " for those that there are.");
            }
            return found.get();
        }
        if (id < 1 || id > Kernel.MOST_ID) {
            throw KerfStop.usage("Error: --id is from 1 to " + Kernel.MOST_ID + ", not " + id);
        }
        for (var instance : InstanceFiles.all(files())) {
            if (instance.id() == id) {
                return instance;
            }
        }
        throw KerfStop.refused("Error: there is no instance with id " + id,
                "See " + TreePaths.INSTANCES + " for those that there are.");
    }

    // --- the kernel -----------------------------------------------------------------------------

    /// Writes an overlay under the tool's lock and looks what became of its transaction, since the write itself
    /// succeeds also where the changes fail.
    ///
    /// @return the number of the transaction
    int overlay(Command order) throws KerfStop {
        int before = newestTransaction();
        lock();
        var answer = host.ask(order);
        lostWithLock(answer);
        host.userSpace().delete(UserSpace.LOCK);
        int number = newestTransaction();
        if (number == before) {
            throw KerfStop.refused("Error: the kernel took no overlay: " + sentence(answer));
        }
        var folder = TreePaths.transaction(number);
        if (debug && files().read(folder + "/dtbo") instanceof Content.Bytes(var blob)) {
            debugTree(blob.bytes());
        }
        var status = InstanceFiles.text(files(), folder + "/status");
        if (!status.equals("applied")) {
            throw KerfStop.refused("Error: overlay transaction " + number + " failed with status '" + status
                    + "' (instance: " + InstanceFiles.text(files(), folder + "/instance") + ")", DMESG);
        }
        return number;
    }

    private void debugTree(byte[] blob) {
        FlattenedTree.read("overlay", blob).value().ifPresent(tree -> {
            say("Debug: what was written, as source:");
            say(DeviceTreeText.write(tree).stripTrailing());
        });
    }

    /// A kerf that waits for a host that has panicked waits until somebody stops it; its lock stays behind.
    private static void lostWithLock(Host.Answer answer) throws KerfStop {
        if (answer.lost()) {
            throw KerfStop.interrupted("Interrupted: " + answer.sentence(),
                    UserSpace.LOCK + " stays behind; remove it before the next change.");
        }
    }

    /// Asks the kernel for something that needs no lock.
    Host.Answer ask(Command order) throws KerfStop {
        var answer = host.ask(order);
        if (answer.lost()) {
            throw KerfStop.interrupted("Interrupted: " + answer.sentence());
        }
        return answer;
    }

    static String sentence(Host.Answer answer) {
        return answer.errno().signed() + " (" + answer.errno().words() + "): " + answer.sentence();
    }

    private void lock() throws KerfStop {
        for (int attempt = 0; attempt < LOCK_TRIES; attempt++) {
            if (host.userSpace().createNew(UserSpace.LOCK)) {
                return;
            }
            host.sleep(LOCK_PAUSE_NS);
        }
        throw KerfStop.refused("Error: could not acquire lock " + UserSpace.LOCK,
                "Another kerf is at work, or one that was stopped has left it behind.");
    }

    private int newestTransaction() {
        int newest = 0;
        for (var name : files().list(TreePaths.OVERLAYS)) {
            newest = Math.max(newest, TreePaths.transactionIn(TreePaths.OVERLAYS + "/" + name));
        }
        return newest;
    }

    /// Ends the tool where a system call was refused.
    KerfStop refusedCall(String call, Host.Answer answer, List<String> hints) {
        var lines = new ArrayList<String>();
        lines.add("Error: " + call + " failed with " + sentence(answer));
        if (answer.errno() == Errno.EPERM) {
            lines.add("Note: this needs root.");
        }
        lines.addAll(hints);
        return KerfStop.refused(lines.toArray(String[]::new));
    }
}
