package archipelago.engine.trace;

import archipelago.engine.base.Times;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;

/// Facts as clauses in the past tense, to be joined by "because": `the host marked web-server loaded`.
public final class ClauseText {
    private final Machine machine;
    private final KernelNames names;

    public ClauseText(Machine machine, KernelNames names) {
        this.machine = machine;
        this.names = names;
    }

    /// A clause without capital and full stop. What somebody asked for says when.
    public String of(Fact fact) {
        return switch (fact.what()) {
            case Happening.ChapterBegan(int chapter) -> "chapter " + (chapter + 1) + " of the story began";
            case Happening.Checkpoint(int step) -> "the story came to its step " + (step + 1);
            case Happening.Requested(int _, var command, boolean byStory) -> (byStory ? "the story" : "you")
                    + " asked at " + Times.shown(fact.atNs(), 6) + " to " + CommandText.of(command);
            case Happening.Answered(int act, var command, var errno, var _) -> errno.ok()
                    ? "it was done to " + CommandText.of(command) + " (act " + act + ")"
                    : "it was refused with " + errno.signed() + " to " + CommandText.of(command) + " (act " + act + ")";
            case Happening.InstanceCreated(int _, int _, var name) -> name + " appeared";
            case Happening.InstanceRemoved(int kernel) -> kernel(kernel) + " was removed";
            case Happening.StatusChanged(int kernel, var _, var to) ->
                (kernel == 0 ? "the host" : names.lenderOf(kernel)) + " marked " + kernel(kernel) + " " + to.word();
            case Happening.PhaseEntered(int kernel, var phase) -> kernel(kernel) + " " + phase(phase);
            case Happening.DeviceReassigned(int device, int from, int to) ->
                machine.devices().get(device).pciId() + " went from " + kernel(from) + " to " + kernel(to);
            case Happening.CoreReassigned(int core, int from, int to) ->
                cpu(core) + " went from " + kernel(from) + " to " + kernel(to);
            case Happening.CoreWent(int core, var site, int kernel) -> cpu(core) + " " + site(site, kernel);
            case Happening.CoreBusy(int core, int kernel, long _) -> cpu(core) + " had work to do for " + kernel(kernel);
            case Happening.MessageSent(long message, var kind, int from, int _, int to, int _, int _) ->
                kernel(from) + " sent " + kind.words() + " #" + message + " to " + kernel(to);
            case Happening.MessageTaken(long message, var kind, int from, int to, int _) ->
                kernel(to) + " took " + kind.words() + " #" + message + " from " + kernel(from);
            case Happening.MessageLost(long message, var kind, int from, int to) ->
                kind.words() + " #" + message + " from " + kernel(from) + " was lost in the ring of " + kernel(to);
            case Happening.SendRefused(var kind, int from, int to, var errno) ->
                kernel(from) + " could not send " + kind.words() + " to " + kernel(to) + " (" + errno.signed() + ")";
            case Happening.DoorbellLost(int kernel, int core) ->
                "a doorbell for " + kernel(kernel) + " was lost at " + cpu(core);
            case Happening.DoorbellCut(int from, int to, int _) ->
                "a doorbell from " + kernel(from) + " to " + kernel(to) + " was lost on a cut link";
            case Happening.FaultInjected(int kernel, int _, var fault) ->
                "a fault struck " + kernel(kernel) + " (" + fault + ")";
            case Happening.ConsoleReceived(int link, var bytes, long _) ->
                "console link " + link + " got " + bytes.length() + " bytes";
            case Happening.ConsoleRead(int link, var _) -> "console link " + link + " was read";
            case Happening.ConsoleInput(int kernel, var _) -> "something was typed to " + kernel(kernel);
            case Happening.TasksBegan(int kernel, var program, int tasks) ->
                counted(tasks, program) + " began in " + kernel(kernel);
            case Happening.TasksEnded(int kernel, var program, int tasks, long _) ->
                counted(tasks, program) + " ended with " + kernel(kernel);
            case Happening.TaskMoved(int kernel, var program, int from, int to) ->
                "a task of " + program + " in " + kernel(kernel) + " went from " + cpu(from) + " to " + cpu(to);
            case Happening.MachineReset(var cause) -> "the machine was reset (" + cause + ")";
            case Happening.Logged(int kernel, var line) -> kernel(kernel) + " logged \"" + line + "\"";
        };
    }

    private static String counted(int tasks, String program) {
        return (tasks == 0 ? "no task of " : tasks + (tasks == 1 ? " task of " : " tasks of ")) + program;
    }

    private String kernel(int slot) {
        return slot == 0 ? "the host" : names.of(slot);
    }

    private static String phase(Phase phase) {
        return switch (phase) {
            case OFF -> "went off";
            case EARLY_BOOT -> "began to boot";
            case SECONDARIES -> "began to bring its other CPUs up";
            case INIT -> "began to start user space";
            case UP -> "came up";
            case HALTING -> "began to power off";
            case PANICKING -> "panicked";
        };
    }

    private String site(Site site, int kernel) {
        return switch (site) {
            case RUNNING -> "began to run " + kernel(kernel);
            case HOTPLUG -> "went through hot-plug on " + kernel(kernel);
            case PARKED_POOL -> kernel == CoreTable.POOL
                    ? "parked on the pool's mailbox"
                    : "parked on the mailbox of " + kernel(kernel);
            case PARKED_INSTANCE -> "parked on the mailbox of " + kernel(kernel);
            case MOVING -> "set out";
            case OFFLINE -> "went offline";
            case DEAD -> "stopped for good";
        };
    }

    private String cpu(int core) {
        return "CPU " + machine.physicalId(core);
    }
}
