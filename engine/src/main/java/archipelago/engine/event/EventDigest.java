package archipelago.engine.event;

import archipelago.engine.base.Hash64;
import archipelago.engine.event.Event.Adopted;
import archipelago.engine.event.Event.AskExpires;
import archipelago.engine.event.Event.BootStep;
import archipelago.engine.event.Event.ChanceDue;
import archipelago.engine.event.Event.ChanceStrikes;
import archipelago.engine.event.Event.ClaimOverdue;
import archipelago.engine.event.Event.ConnectExpires;
import archipelago.engine.event.Event.CoreClaims;
import archipelago.engine.event.Event.CoreFenced;
import archipelago.engine.event.Event.CoreStops;
import archipelago.engine.event.Event.DeviceMoved;
import archipelago.engine.event.Event.DoorbellArrives;
import archipelago.engine.event.Event.FenceChecked;
import archipelago.engine.event.Event.FlushArrives;
import archipelago.engine.event.Event.HandlerTakes;
import archipelago.engine.event.Event.HotplugDone;
import archipelago.engine.event.Event.MemoryMoved;
import archipelago.engine.event.Event.NoteVisible;
import archipelago.engine.event.Event.OperationDue;
import archipelago.engine.event.Event.PanicOver;
import archipelago.engine.event.Event.PowerOffOver;
import archipelago.engine.event.Event.ProbeDue;
import archipelago.engine.event.Event.RequestDone;
import archipelago.engine.event.Event.SlotFilled;
import archipelago.engine.event.Event.SlotVisible;
import archipelago.engine.event.Event.StoryDue;
import archipelago.engine.event.Event.TaskDue;
import archipelago.engine.event.Event.TaskWakes;
import archipelago.engine.event.Event.TrafficDue;
import archipelago.engine.event.Event.WorkRuns;

/// Folds events into the fingerprint, each by a number of its own and all of its fields. The
/// numbers are part of every saved fingerprint: append, never renumber.
public final class EventDigest {
    private EventDigest() {}

    /// Folds an event, and the instant at which it happens, into a running hash.
    public static long fold(long hash, long atNs, Event event) {
        long h = Hash64.fold(hash, atNs);
        return switch (event) {
            // The kinds that there are most of come first: they are looked for in this order.
            case SlotFilled(int to, int slot, long message) -> words(h, 6, to, slot, message, 0);
            case DoorbellArrives(int kernel, int core) -> words(h, 7, kernel, core, 0, 0);
            case HandlerTakes(int kernel, int life, int core) -> words(h, 8, kernel, life, core, 0);
            case WorkRuns(int kernel, int life, var kind, int from, int operation, long first, long second) ->
                words(words(h, 9, kernel, life, kind.ordinal(), from), operation, first, second, 0, 0);
            case TrafficDue(int stream, int opening) -> words(h, 12, stream, opening, 0, 0);
            case RequestDone(int kernel, int life, int core, int stream, long request, int to) ->
                words(words(h, 13, kernel, life, core, stream), request, to, 0, 0, 0);
            case StoryDue(int step) -> words(h, 1, step, 0, 0, 0);
            case OperationDue(int call, int stage) -> words(h, 2, call, stage, 0, 0);
            case CoreClaims(int core, int mailbox, int call) -> words(h, 3, core, mailbox, call, 0);
            case ClaimOverdue(int core, int mailbox, int call) -> words(h, 4, core, mailbox, call, 0);
            case BootStep(int kernel, int life) -> words(h, 5, kernel, life, 0, 0);
            case HotplugDone(int kernel, int life, int core, boolean added) ->
                words(h, 10, kernel, life, core, added ? 1 : 0);
            case AskExpires(long ask) -> words(h, 11, ask, 0, 0, 0);
            case CoreStops(int kernel, int life, int core) -> words(h, 14, kernel, life, core, 0);
            case PanicOver(int kernel, int life) -> words(h, 15, kernel, life, 0, 0);
            case PowerOffOver(int kernel, int life) -> words(h, 16, kernel, life, 0, 0);
            case MemoryMoved(int kernel, int life, long page, long pages, boolean added) ->
                words(words(h, 17, kernel, life, page, pages), added ? 1 : 0, 0, 0, 0, 0);
            case ConnectExpires(int socket) -> words(h, 40, socket, 0, 0, 0);
            case TaskDue(int task, int turn) -> words(h, 60, task, turn, 0, 0);
            case NoteVisible(int task) -> words(h, 61, task, 0, 0, 0);
            case FlushArrives(int task, int turn, int core) -> words(h, 62, task, turn, core, 0);
            case TaskWakes(int task, int turn) -> words(h, 63, task, turn, 0, 0);
            case ChanceDue(int round) -> words(h, 70, round, 0, 0, 0);
            case ChanceStrikes(int round) -> words(h, 71, round, 0, 0, 0);
            case ProbeDue(int kernel, int life) -> words(h, 50, kernel, life, 0, 0);
            case CoreFenced(int kernel, int life, int core) -> words(h, 51, kernel, life, core, 0);
            case FenceChecked(int kernel, int life) -> words(h, 52, kernel, life, 0, 0);
            case Adopted(int kernel, int life, int core) -> words(h, 53, kernel, life, core, 0);
            case DeviceMoved(int kernel, int life, long device, boolean added) ->
                words(h, 18, kernel, life, device, added ? 1 : 0);
            case SlotVisible(int to, int slot, long message) -> words(h, 30, to, slot, message, 0);
        };
    }

    private static long words(long hash, long a, long b, long c, long d, long e) {
        return Hash64.fold(Hash64.fold(Hash64.fold(Hash64.fold(Hash64.fold(hash, a), b), c), d), e);
    }
}
