package archipelago.engine.why;

import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Happening.Answered;
import archipelago.engine.journal.Happening.ChapterBegan;
import archipelago.engine.journal.Happening.Checkpoint;
import archipelago.engine.journal.Happening.ConsoleInput;
import archipelago.engine.journal.Happening.ConsoleRead;
import archipelago.engine.journal.Happening.ConsoleReceived;
import archipelago.engine.journal.Happening.CoreBusy;
import archipelago.engine.journal.Happening.CoreReassigned;
import archipelago.engine.journal.Happening.CoreWent;
import archipelago.engine.journal.Happening.DeviceReassigned;
import archipelago.engine.journal.Happening.DoorbellCut;
import archipelago.engine.journal.Happening.DoorbellLost;
import archipelago.engine.journal.Happening.FaultInjected;
import archipelago.engine.journal.Happening.InstanceCreated;
import archipelago.engine.journal.Happening.InstanceRemoved;
import archipelago.engine.journal.Happening.Logged;
import archipelago.engine.journal.Happening.MachineReset;
import archipelago.engine.journal.Happening.MessageLost;
import archipelago.engine.journal.Happening.MessageSent;
import archipelago.engine.journal.Happening.MessageTaken;
import archipelago.engine.journal.Happening.PhaseEntered;
import archipelago.engine.journal.Happening.Requested;
import archipelago.engine.journal.Happening.SendRefused;
import archipelago.engine.journal.Happening.StatusChanged;
import archipelago.engine.journal.Happening.TaskMoved;
import archipelago.engine.journal.Happening.TasksBegan;
import archipelago.engine.journal.Happening.TasksEnded;
import archipelago.engine.state.CoreTable;
import archipelago.engine.trace.KernelNames;
import java.util.ArrayList;
import java.util.List;

/// Tells whether things that happened in two runs are alike: the same but for numbers that a run only counts up
/// (of messages, of acts, of slots in the kernel table), and for the core that a message went by.
public final class Likeness {
    private static final int NO_CORE = -1;

    /// All kernels of both runs, the host first, each name once: one that is made again under its name counts as the
    /// same.
    private final List<String> kernels = new ArrayList<>(List.of("host"));

    public Likeness() {}

    /// What is left of a fact of a run when such numbers are left out.
    ///
    /// @param names the kernels of that run, up to the fact
    public Happening of(Fact fact, KernelNames names) {
        return switch (fact.what()) {
            case ChapterBegan _, Checkpoint _, ConsoleReceived _, ConsoleRead _, MachineReset _ -> fact.what();
            case Requested(int _, var command, boolean byStory) -> new Requested(0, command, byStory);
            case Answered(int _, var command, var errno, var sentence) -> new Answered(0, command, errno, sentence);
            case InstanceCreated(int k, int _, var name) -> new InstanceCreated(kernel(k, names), 0, name);
            case InstanceRemoved(int k) -> new InstanceRemoved(kernel(k, names));
            case StatusChanged(int k, var from, var to) -> new StatusChanged(kernel(k, names), from, to);
            case PhaseEntered(int k, var phase) -> new PhaseEntered(kernel(k, names), phase);
            case CoreReassigned(int core, int from, int to) ->
                new CoreReassigned(core, kernel(from, names), kernel(to, names));
            case DeviceReassigned(int device, int from, int to) ->
                new DeviceReassigned(device, kernel(from, names), kernel(to, names));
            case CoreWent(int core, var site, int k) -> new CoreWent(core, site, kernel(k, names));
            case CoreBusy(int core, int k, long untilNs) ->
                new CoreBusy(core, kernel(k, names), untilNs - fact.atNs());
            case MessageSent(long _, var kind, int from, int _, int to, int _, int bytes) ->
                new MessageSent(0, kind, kernel(from, names), NO_CORE, kernel(to, names), NO_CORE, bytes);
            case MessageTaken(long _, var kind, int from, int to, int _) ->
                new MessageTaken(0, kind, kernel(from, names), kernel(to, names), NO_CORE);
            case MessageLost(long _, var kind, int from, int to) ->
                new MessageLost(0, kind, kernel(from, names), kernel(to, names));
            case SendRefused(var kind, int from, int to, var errno) ->
                new SendRefused(kind, kernel(from, names), kernel(to, names), errno);
            case DoorbellLost(int k, int core) -> new DoorbellLost(kernel(k, names), core);
            case DoorbellCut(int from, int to, int core) ->
                new DoorbellCut(kernel(from, names), kernel(to, names), core);
            case FaultInjected(int k, int core, var what) -> new FaultInjected(kernel(k, names), core, what);
            case ConsoleInput(int k, var bytes) -> new ConsoleInput(kernel(k, names), bytes);
            case TasksBegan(int k, var program, int tasks) -> new TasksBegan(kernel(k, names), program, tasks);
            case TasksEnded(int k, var program, int tasks, long _) ->
                new TasksEnded(kernel(k, names), program, tasks, 0);
            case TaskMoved(int k, var program, int from, int to) ->
                new TaskMoved(kernel(k, names), program, from, to);
            case Logged(int k, var line) -> new Logged(kernel(k, names), line);
        };
    }

    /// Takes note of all kernels of a run, whether anything happened to them or not.
    void meet(KernelNames names) {
        for (int slot = 0; slot < names.count(); slot++) {
            if (!names.of(slot).isEmpty()) {
                kernel(slot, names);
            }
        }
    }

    /// The name of a kernel by its number in what [#of] gives.
    String name(int kernel) {
        return kernels.get(kernel);
    }

    /// How many kernels either run has had.
    int kernels() {
        return kernels.size();
    }

    private int kernel(int slot, KernelNames names) {
        if (slot < 0) {
            return slot == CoreTable.POOL ? slot : CoreTable.pool(kernel(CoreTable.keeper(slot), names));
        }
        var name = names.of(slot);
        int known = kernels.indexOf(name);
        if (known < 0) {
            kernels.add(name);
        }
        return known < 0 ? kernels.size() - 1 : known;
    }
}
