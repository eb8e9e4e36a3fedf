package archipelago.engine.journal;

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

/// Which kernels and which cores a happening is about: at most two kernels and two cores.
///
/// @param kernel the slot of the kernel, or [#NONE]
/// @param otherKernel the slot of the second one, or [#NONE]
/// @param core the dense number of the core, or [#NONE]
/// @param otherCore the dense number of the second one, or [#NONE]
public record Involved(int kernel, int otherKernel, int core, int otherCore) {
    /// No kernel; the pool is none.
    public static final int NONE = -1;
    private static final Involved NOBODY = new Involved(NONE, NONE, NONE, NONE);

    public static Involved in(Happening what) {
        return switch (what) {
            case ChapterBegan _, Checkpoint _, Requested _, Answered _, ConsoleReceived _, ConsoleRead _, MachineReset _ ->
                NOBODY;
            case InstanceCreated created -> kernel(created.kernel());
            case InstanceRemoved removed -> kernel(removed.kernel());
            case StatusChanged changed -> kernel(changed.kernel());
            case PhaseEntered entered -> kernel(entered.kernel());
            case Logged logged -> kernel(logged.kernel());
            case ConsoleInput typed -> kernel(typed.kernel());
            case TasksBegan began -> kernel(began.kernel());
            case TasksEnded ended -> kernel(ended.kernel());
            case TaskMoved(int kernel, var _, int from, int to) -> new Involved(kernel, NONE, from, to);
            case DeviceReassigned(int _, int from, int to) -> new Involved(from, to, NONE, NONE);
            case CoreReassigned(int core, int from, int to) -> new Involved(from, to, core, NONE);
            case CoreWent(int core, var _, int kernel) -> new Involved(kernel, NONE, core, NONE);
            case CoreBusy(int core, int kernel, long _) -> new Involved(kernel, NONE, core, NONE);
            case DoorbellLost(int kernel, int core) -> new Involved(kernel, NONE, core, NONE);
            case DoorbellCut(int from, int to, int core) -> new Involved(from, to, core, NONE);
            case FaultInjected(int kernel, int core, var _) -> new Involved(kernel, NONE, core, NONE);
            case MessageSent(long _, var _, int from, int fromCore, int to, int toCore, int _) ->
                new Involved(from, to, fromCore, toCore);
            case MessageTaken(long _, var _, int from, int to, int core) -> new Involved(from, to, core, NONE);
            case MessageLost(long _, var _, int from, int to) -> new Involved(from, to, NONE, NONE);
            case SendRefused(var _, int from, int to, var _) -> new Involved(from, to, NONE, NONE);
        };
    }

    private static Involved kernel(int slot) {
        return new Involved(slot, NONE, NONE, NONE);
    }

    /// Whether it is about a kernel.
    public boolean kernelIs(int slot) {
        return slot >= 0 && (kernel == slot || otherKernel == slot);
    }

    /// Whether it is about a core.
    public boolean coreIs(int number) {
        return number >= 0 && (core == number || otherCore == number);
    }
}
