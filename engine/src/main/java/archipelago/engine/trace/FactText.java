package archipelago.engine.trace;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;

/// Facts as sentences, the same in transcripts, tables and windows.
public final class FactText {
    private final Machine machine;
    private final KernelNames names;

    public FactText(Machine machine, KernelNames names) {
        this.machine = machine;
        this.names = names;
    }

    /// One line, without a full stop.
    public String of(Happening what) {
        return switch (what) {
            case Happening.ChapterBegan(int chapter) -> "chapter " + (chapter + 1) + " begins";
            case Happening.Checkpoint(int step) -> "checkpoint, step " + (step + 1) + " of the story";
            case Happening.Requested(int act, var command, boolean byStory) ->
                (byStory ? "the story asks: " : "you ask: ") + CommandText.of(command) + " (act " + act + ")";
            case Happening.Answered(int act, var _, var errno, var sentence) ->
                "act " + act + (errno.ok() ? " done: " : " refused with " + errno.signed() + ": ") + sentence;
            case Happening.InstanceCreated(int _, int id, var name) -> "instance " + id + " (" + name + ") appears";
            case Happening.InstanceRemoved(int kernel) -> names.of(kernel) + " is removed";
            case Happening.StatusChanged(int kernel, var from, var to) ->
                "status of " + names.of(kernel) + ": " + from.word() + " to " + to.word();
            case Happening.PhaseEntered(int kernel, var phase) -> names.of(kernel) + " is " + phaseWords(phase);
            case Happening.DeviceReassigned(int device, int from, int to) -> machine.devices().get(device).pciId()
                    + " now belongs to " + names.of(to) + ", no more to " + names.of(from);
            case Happening.CoreReassigned(int core, int from, int to) ->
                cpu(core) + " now belongs to " + names.of(to) + ", no more to " + names.of(from);
            case Happening.CoreWent(int core, var site, int kernel) -> cpu(core) + " " + site(site, kernel);
            case Happening.CoreBusy(int core, int kernel, long untilNs) ->
                cpu(core) + " works for " + names.of(kernel) + " until " + Times.text(untilNs);
            case Happening.MessageSent(long message, var kind, int from, int _, int to, int toCore, int bytes) ->
                names.of(from) + " sends " + kind.words() + " #" + message + " (" + bytes + " bytes) to " + names.of(to)
                        + " and rings " + cpu(toCore);
            case Happening.MessageTaken(long message, var kind, int from, int to, int _) ->
                names.of(to) + " takes " + kind.words() + " #" + message + " from " + names.of(from);
            case Happening.MessageLost(long message, var kind, int from, int to) ->
                kind.words() + " #" + message + " from " + names.of(from) + " is lost in the ring of " + names.of(to);
            case Happening.SendRefused(var kind, int from, int to, var errno) ->
                names.of(from) + " cannot send " + kind.words() + " to " + names.of(to) + ": " + errno.signed();
            case Happening.DoorbellLost(int kernel, int core) ->
                "a doorbell for " + names.of(kernel) + " is lost: " + cpu(core) + " takes no interrupts";
            case Happening.DoorbellCut(int from, int to, int _) -> "a doorbell from " + names.of(from) + " to "
                    + names.of(to) + " is lost: the link is cut";
            case Happening.FaultInjected(int kernel, int _, var fault) -> "fault in " + names.of(kernel) + ": " + fault;
            case Happening.ConsoleReceived(int link, var bytes, long dropped) -> "console link " + link + " gets "
                    + bytes.length() + " bytes" + (dropped > 0 ? ", " + dropped + " of them are dropped" : "");
            case Happening.ConsoleRead(int link, var bytes) -> "console link " + link + " is read: "
                    + quoted(bytes.asText());
            case Happening.ConsoleInput(int kernel, var bytes) -> names.of(kernel) + " is typed to: "
                    + quoted(bytes.asText());
            case Happening.TasksBegan(int kernel, var program, int tasks) -> tasks == 0
                    ? "no task of " + program + " begins in " + names.of(kernel) + ": none of its CPUs is online"
                    : tasks(tasks, program) + (tasks == 1 ? " begins in " : " begin in ") + names.of(kernel);
            case Happening.TasksEnded(int kernel, var program, int tasks, long operations) -> tasks(tasks, program)
                    + (tasks == 1 ? " ends with " : " end with ") + names.of(kernel) + " after " + operations
                    + " operations";
            case Happening.TaskMoved(int kernel, var program, int from, int to) ->
                "a task of " + program + " in " + names.of(kernel) + " goes from " + cpu(from) + " to " + cpu(to);
            case Happening.MachineReset(var cause) -> "the machine is reset: " + cause;
            case Happening.Logged(int kernel, var line) -> names.of(kernel) + " logs: " + line;
        };
    }

    private static String tasks(int tasks, String program) {
        return tasks + (tasks == 1 ? " task of " : " tasks of ") + program;
    }

    private static String quoted(String text) {
        var shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + shown.replace("\n", "\\n") + '"';
    }

    private static String phaseWords(Phase phase) {
        return switch (phase) {
            case OFF -> "off";
            case EARLY_BOOT -> "in early boot";
            case SECONDARIES -> "bringing its other CPUs up";
            case INIT -> "starting user space";
            case UP -> "up";
            case HALTING -> "powering off";
            case PANICKING -> "panicking";
        };
    }

    private String site(Site site, int kernel) {
        return switch (site) {
            case RUNNING -> "runs " + names.of(kernel);
            case HOTPLUG -> "goes through hot-plug on " + names.of(kernel);
            case PARKED_POOL -> kernel == CoreTable.POOL
                    ? "parks on the pool's mailbox"
                    : "parks on the mailbox of " + names.of(kernel);
            case PARKED_INSTANCE -> "parks on the mailbox of " + names.of(kernel);
            case MOVING -> "is on its way";
            case OFFLINE -> "is offline";
            case DEAD -> "has stopped for good";
        };
    }

    private String cpu(int core) {
        return "CPU " + machine.physicalId(core);
    }
}
