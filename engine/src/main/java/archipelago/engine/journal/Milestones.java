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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// The facts that a journal keeps of what it has otherwise forgotten: all that was asked and answered and the chapters of
/// the story; of what else is rare the newest, and of every kernel, core and device the last that was told of it, so
/// that one can say how things stood from there on. It never changes.
final class Milestones {
    static final Milestones NONE = new Milestones(new Fact[0], new long[0]);

    /// Above so many, all but the newest half as many are dropped of what may be dropped.
    static final int MOST = 16_384;

    private final Fact[] facts;
    /// For each of them, how many facts had been told before it.
    private final long[] numbers;

    private Milestones(Fact[] facts, long[] numbers) {
        this.facts = facts;
        this.numbers = numbers;
    }

    int size() {
        return facts.length;
    }

    Fact get(int index) {
        return facts[index];
    }

    long number(int index) {
        return numbers[index];
    }

    /// How many of them come before the fact of a number.
    int before(long number) {
        int at = Arrays.binarySearch(numbers, number);
        return at >= 0 ? at : -at - 1;
    }

    /// Those that come before the fact of a number.
    Milestones upTo(long number) {
        int kept = before(number);
        return kept == size() ? this : new Milestones(Arrays.copyOf(facts, kept), Arrays.copyOf(numbers, kept));
    }

    /// These, and of others those that are later.
    Milestones and(List<Fact> others, List<Long> otherNumbers) {
        long last = size() == 0 ? -1 : numbers[size() - 1];
        int from = 0;
        while (from < others.size() && otherNumbers.get(from) <= last) {
            from++;
        }
        int count = others.size() - from;
        if (count == 0) {
            return this;
        }
        var all = Arrays.copyOf(facts, size() + count);
        var allNumbers = Arrays.copyOf(numbers, size() + count);
        for (int i = 0; i < count; i++) {
            all[size() + i] = others.get(from + i);
            allNumbers[size() + i] = otherNumbers.get(from + i);
        }
        var together = new Milestones(all, allNumbers);
        return all.length > MOST ? together.thinned() : together;
    }

    /// Without the older ones of what is neither asked or answered nor the last of its subject.
    private Milestones thinned() {
        var stays = new boolean[size()];
        var told = new HashSet<Subject>();
        int staying = 0;
        for (int i = size() - 1; i >= 0; i--) {
            var subject = subject(facts[i].what());
            boolean lastOfIt = subject != null && told.add(subject);
            stays[i] = i >= size() - MOST / 2 || lastOfIt || isForGood(facts[i].what());
            staying += stays[i] ? 1 : 0;
        }
        var kept = new Fact[staying];
        var keptNumbers = new long[staying];
        int next = 0;
        for (int i = 0; i < size(); i++) {
            if (stays[i]) {
                kept[next] = facts[i];
                keptNumbers[next++] = numbers[i];
            }
        }
        return new Milestones(kept, keptNumbers);
    }

    /// What a fact tells of, if a later one takes its place: a kind of fact about one kernel, core or device.
    private record Subject(Class<? extends Happening> kind, int of) {}

    private static Subject subject(Happening what) {
        int of = switch (what) {
            case InstanceCreated created -> created.kernel();
            case InstanceRemoved removed -> removed.kernel();
            case StatusChanged changed -> changed.kernel();
            case PhaseEntered entered -> entered.kernel();
            case FaultInjected injected -> injected.kernel();
            case CoreReassigned reassigned -> reassigned.core();
            case CoreWent went -> went.core();
            case DeviceReassigned reassigned -> reassigned.device();
            case MachineReset _ -> 0;
            default -> -1;
        };
        return of < 0 ? null : new Subject(what.getClass(), of);
    }

    private static boolean isForGood(Happening what) {
        return switch (what) {
            case ChapterBegan _, Checkpoint _, Requested _, Answered _ -> true;
            default -> false;
        };
    }

    /// Whether facts of a kind are rare enough to be kept; the others are what a long run is full of.
    static boolean isRare(Happening what) {
        return switch (what) {
            case CoreBusy _,
                    MessageSent _,
                    MessageTaken _,
                    MessageLost _,
                    SendRefused _,
                    DoorbellLost _,
                    DoorbellCut _,
                    TaskMoved _,
                    ConsoleReceived _,
                    ConsoleRead _ -> false;
            case ChapterBegan _,
                    Checkpoint _,
                    Requested _,
                    Answered _,
                    InstanceCreated _,
                    InstanceRemoved _,
                    StatusChanged _,
                    PhaseEntered _,
                    CoreReassigned _,
                    CoreWent _,
                    DeviceReassigned _,
                    FaultInjected _,
                    ConsoleInput _,
                    TasksBegan _,
                    TasksEnded _,
                    MachineReset _,
                    Logged _ -> true;
        };
    }
}
