package archipelago.engine.kerf;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.kernfs.FileTree;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.ConsoleLink;
import java.util.List;

/// The computer that kerf runs on, as kerf sees it: files to read, a kernel to ask, a place for its own
/// files, and the files that a person hands it. Reading takes no time; asking and sleeping do.
public interface Host {
    /// The files of the kernel, as they are now.
    FileTree files();

    /// The hardware, for what udev and the firmware's tables say of it.
    Machine machine();

    /// Files of the tool's own.
    UserSpace userSpace();

    /// Files of the person who calls the tool.
    GivenFiles given();

    /// Asks the kernel and waits for its answer, while time goes on.
    Answer ask(Command order);

    /// Lets time pass.
    void sleep(long ns);

    /// How long the machine has been running.
    long nowNs();

    /// Whether somebody sits at a terminal.
    boolean terminal();

    /// The links of `/dev/mktty` that are open.
    List<ConsoleLink> consoles();

    /// What came when a link was read last.
    String heard(int link);

    /// What the kernel answered.
    ///
    /// @param errno [Errno#EHOSTDOWN] if it never will
    /// @param sentence why, or what was done
    record Answer(Errno errno, String sentence) {
        boolean lost() {
            return errno == Errno.EHOSTDOWN;
        }
    }
}
