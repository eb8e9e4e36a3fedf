package archipelago.app.layout;

import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.journal.Fact;
import archipelago.engine.journal.Happening;
import archipelago.engine.journal.Journal;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A journal, arranged for questions about windows of time: who existed when, in which state, who
/// sent what to whom, and how much work was done. It grows with its journal ([#follow]) and says
/// nothing that the journal does not say. One thread owns it.
///
/// Every question takes logarithmic time, and time for what it finds.
public final class History {
    /// The end of what has not ended.
    public static final long OPEN = Long.MAX_VALUE;

    /// One instance in a slot of the kernel table, from its creation to its removal.
    public record Life(long fromNs, long toNs, int id, String name) {}

    /// A time in which neither the books' word nor the kernel's phase changed.
    ///
    /// @param panicked whether the kernel panics, or stopped because it had panicked
    public record Stretch(long fromNs, long toNs, Status status, Phase phase, boolean panicked) {}

    /// One message.
    ///
    /// @param takenNs when the target took it out of its ring; -1 if that is not known to happen
    /// @param lost whether it is known that nobody will ever take it
    public record Message(
            long number,
            MessageKind kind,
            int fromKernel,
            int fromCore,
            int toKernel,
            int toCore,
            long sentNs,
            long takenNs,
            boolean lost) {}

    /// One request and its answer.
    ///
    /// @param answeredNs -1 if no answer is known
    /// @param errno null as long as no answer is known
    public record Act(
            int number,
            Command command,
            boolean byStory,
            long requestedNs,
            long answeredNs,
            Errno errno,
            String sentence) {
        public boolean refused() {
            return errno != null && !errno.ok();
        }
    }

    /// What happened to the ring of a kernel from its beginning on.
    ///
    /// @param came messages that were published in it
    /// @param lost those of them that nobody will ever take
    /// @param refused sends that were refused to those who wanted to put something into it
    public record Arrivals(long came, long lost, long refused) {}

    /// A core that changed its owner in the books; -1 is the pool.
    public record Move(long atNs, int core, int from, int to) {}

    /// A chapter of the story that began.
    public record Chapter(long atNs, int number) {}

    private final List<KernelTrack> tracks = new ArrayList<>();
    private final CoreTracks cores = new CoreTracks();
    private final MessageTable messages = new MessageTable();
    private final Talk talk = new Talk(messages);
    private final Set<Long> unrung = new HashSet<>();
    private Happening.MessageSent lastSent;
    private long lastSentNs;
    private final Map<Long, BusyCurve> busyByCore = new HashMap<>();
    private final ActTable acts = new ActTable();
    private final List<Chapter> chapters = new ArrayList<>();
    /// How many facts had been told up to the last one that it has read.
    private long read;
    private Fact last;
    /// From which fact on nothing is missing.
    private long wholeFrom;

    private History() {
        track(0).created(0, 0, "host", Status.ACTIVE, Phase.UP);
    }

    public static History of(Journal.View view) {
        var history = new History();
        history.consume(view, 0);
        return history;
    }

    /// The history of a newer view: this one, which has read what is new in it, or a fresh one if
    /// the view belongs to another journal or ends earlier.
    public History follow(Journal.View view) {
        int next = view.after(read, last);
        long whole = view.number(view.wholeFrom());
        boolean missed = read < whole && wholeFrom < whole; // Something was forgotten before it was read.
        if (next < 0 || missed) {
            return of(view);
        }
        consume(view, next);
        return this;
    }

    /// How many facts had been told up to the last one that it has read.
    public long facts() {
        return read;
    }

    /// Whether facts of a view are missing here, since they were not there when it was read from its start.
    public boolean misses(Journal.View view) {
        return wholeFrom > view.number(view.wholeFrom());
    }

    private void consume(Journal.View view, int from) {
        for (int i = from; i < view.size(); i++) {
            last = view.get(i);
            read(view.number(i), last.atNs(), last.what());
        }
        if (view.size() > 0) {
            read = view.told();
        }
        forget(view);
    }

    /// Of what the journal has forgotten it keeps what the journal keeps.
    private void forget(Journal.View view) {
        long whole = view.number(view.wholeFrom());
        if (whole > wholeFrom && view.wholeFrom() < view.size()) {
            wholeFrom = whole;
            long beforeNs = view.get(view.wholeFrom()).atNs();
            messages.forget(beforeNs);
            unrung.removeIf(message -> messages.row(message) < 0);
            tracks.forEach(track -> {
                track.forget(beforeNs);
                track.ring.forget(whole);
            });
            busyByCore.values().forEach(curve -> curve.forget(beforeNs));
            busyByCore.values().removeIf(BusyCurve::isEmpty);
        }
    }

    private void read(long fact, long atNs, Happening what) {
        switch (what) {
            case Happening.ChapterBegan(var chapter) -> chapters.add(new Chapter(atNs, chapter));
            case Happening.Requested(var act, var command, var byStory) -> acts.requested(atNs, act, command, byStory);
            case Happening.Answered answer -> acts.answered(atNs, answer);
            case Happening.InstanceCreated(var kernel, var id, var name) -> {
                track(kernel).created(atNs, id, name, Status.READY, Phase.OFF);
                track(kernel).ring.created(fact);
            }
            case Happening.InstanceRemoved(var kernel) -> track(kernel).removed(atNs);
            case Happening.StatusChanged(var kernel, var _, var to) -> track(kernel).status(atNs, to);
            case Happening.PhaseEntered(var kernel, var phase) -> track(kernel).phase(atNs, phase);
            case Happening.CoreReassigned(var core, var from, var to) -> moved(new Move(atNs, core, from, to));
            case Happening.CoreWent(var core, var site, var kernel) -> cores.went(atNs, core, site, kernel);
            case Happening.CoreBusy(var core, var kernel, var untilNs) -> worked(atNs, core, kernel, untilNs);
            case Happening.MessageSent sent -> {
                messages.sent(atNs, sent);
                track(sent.toKernel()).ring.came(fact);
                lastSent = sent;
                lastSentNs = atNs;
            }
            case Happening.MessageTaken taken -> {
                messages.taken(atNs, taken.message());
                if (taken.kind() == MessageKind.USER_REPLY) {
                    track(taken.fromKernel()).answers.add(atNs);
                }
            }
            case Happening.MessageLost gone -> {
                if (messages.lost(atNs, gone.message())) {
                    track(gone.toKernel()).ring.lost(fact);
                }
            }
            case Happening.SendRefused(_, _, int to, _) when to >= 0 -> track(to).ring.refused(fact);
            case Happening.DoorbellCut cut -> cut(atNs, cut);
            // The timeline has no place for these; they stand in the log.
            case Happening.Checkpoint _,
                    Happening.DeviceReassigned _,
                    Happening.ConsoleReceived _,
                    Happening.ConsoleRead _,
                    Happening.ConsoleInput _,
                    Happening.TasksBegan _,
                    Happening.TasksEnded _,
                    Happening.TaskMoved _,
                    Happening.SendRefused _,
                    Happening.DoorbellLost _,
                    Happening.FaultInjected _,
                    Happening.MachineReset _,
                    Happening.Logged _ -> {}
        }
    }

    /// A doorbell is told of at once after its message; one without a message belongs to none.
    private void cut(long atNs, Happening.DoorbellCut cut) {
        boolean itsOwn = lastSent != null && lastSentNs == atNs
                && lastSent.fromKernel() == cut.fromKernel() && lastSent.toKernel() == cut.toKernel();
        if (itsOwn) {
            unrung.add(lastSent.message());
        }
    }

    private KernelTrack track(int kernel) {
        while (tracks.size() <= kernel) {
            tracks.add(new KernelTrack());
        }
        return tracks.get(kernel);
    }

    private void moved(Move move) {
        cores.owned(move.atNs(), move.core(), move.to());
        for (int kernel : new int[] {move.from(), move.to()}) {
            if (kernel >= 0) {
                track(kernel).moves.add(move);
                track(kernel).moveTimes.add(move.atNs());
            }
        }
    }

    private void worked(long atNs, int core, int kernel, long untilNs) {
        if (kernel >= 0) {
            track(kernel).busy.add(atNs, untilNs);
            busyByCore.computeIfAbsent(key(kernel, core), none -> new BusyCurve()).add(atNs, untilNs);
        }
    }

    private static long key(int kernel, int core) {
        return (long) kernel << 32 | core;
    }

    /// One more than the highest slot that was ever used.
    public int slots() {
        return tracks.size();
    }

    /// What the ring saw of the instance that is in a slot after so many facts; empty if some of that is forgotten.
    public Optional<Arrivals> arrivals(int kernel, long told) {
        return kernel >= tracks.size() ? Optional.empty() : tracks.get(kernel).ring.arrivals(told);
    }

    /// All instances that were ever in a slot, by time.
    public List<Life> lives(int kernel) {
        return List.copyOf(tracks.get(kernel).lives);
    }

    /// The instance that is in a slot at an instant, or else the last one that touches a window;
    /// null if there is none.
    public Life life(int kernel, long atNs, long fromNs, long toNs) {
        return tracks.get(kernel).life(atNs, fromNs, toNs);
    }

    /// The stretches that touch a closed window, in order. A stretch does not hold its own end.
    public List<Stretch> stretches(int kernel, long fromNs, long toNs) {
        return tracks.get(kernel).stretches(fromNs, toNs);
    }

    /// The stretch at an instant, or null if the slot is empty then.
    public Stretch stretch(int kernel, long ns) {
        return kernel >= tracks.size() ? null : tracks.get(kernel).stretch(ns);
    }

    /// When a kernel began to panic, within a closed window.
    public long[] panics(int kernel, long fromNs, long toNs) {
        var panics = tracks.get(kernel).panics;
        int first = panics.below(fromNs);
        var found = new long[panics.within(fromNs, toNs)];
        for (int i = 0; i < found.length; i++) {
            found[i] = panics.get(first + i);
        }
        return found;
    }

    /// Cores that a kernel got or gave within a closed window.
    public List<Move> moves(int kernel, long fromNs, long toNs) {
        var track = tracks.get(kernel);
        int first = track.moveTimes.below(fromNs);
        return List.copyOf(track.moves.subList(first, first + track.moveTimes.within(fromNs, toNs)));
    }

    /// The time that a kernel's cores were busy within a window, summed over its cores.
    public long busyNs(int kernel, long fromNs, long toNs) {
        return tracks.get(kernel).busy.busyNs(fromNs, toNs);
    }

    /// The time that one core was busy for a kernel within a window.
    public long busyNs(int kernel, int core, long fromNs, long toNs) {
        var curve = busyByCore.get(key(kernel, core));
        return curve == null ? 0 : curve.busyNs(fromNs, toNs);
    }

    /// The time that a kernel's cores had been busy before each of some ascending instants, summed over its cores.
    public long[] busyBefore(int kernel, long[] ascendingNs) {
        return tracks.get(kernel).busy.before(ascendingNs);
    }

    /// The time that one core had been busy for a kernel before each of some ascending instants.
    public long[] busyBefore(int kernel, int core, long[] ascendingNs) {
        var curve = busyByCore.get(key(kernel, core));
        return curve == null ? new long[ascendingNs.length] : curve.before(ascendingNs);
    }

    /// What a core went through in a closed window, in order.
    public List<CoreStretch> coreStretches(int core, long fromNs, long toNs) {
        return cores.within(core, fromNs, toNs);
    }

    /// How many answers of a kernel reached those who had asked, within a closed window.
    public int answered(int kernel, long fromNs, long toNs) {
        return kernel >= tracks.size() ? 0 : tracks.get(kernel).answers.within(fromNs, toNs);
    }

    /// How many messages were sent within a closed window.
    public int sent(long fromNs, long toNs) {
        return messages.sentWithin(fromNs, toNs);
    }

    /// The messages that were under way at some instant of a closed window, in the order in which
    /// they were sent.
    public void messages(long fromNs, long toNs, Consumer<Message> visitor) {
        messages.spans().touching(fromNs, toNs, row -> visitor.accept(messages.get(row)));
    }

    /// The message with a number, or null.
    public Message message(long number) {
        int row = messages.row(number);
        return row < 0 ? null : messages.get(row);
    }

    /// Whether the doorbell of a message was lost, since the link was cut.
    public boolean unrung(long number) {
        return unrung.contains(number);
    }

    /// Pairs of kernels that messages ever went between, and the instants of sending.
    void pairs(MessageTable.PairVisitor visitor) {
        messages.pairs(visitor);
    }

    /// The requests that were made or open within a closed window, in order.
    public List<Act> acts(long fromNs, long toNs) {
        return acts.within(fromNs, toNs);
    }

    /// The chapters that began within a closed window, in order.
    public List<Chapter> chapters(long fromNs, long toNs) {
        return chapters.stream()
                .filter(c -> c.atNs() >= fromNs && c.atNs() <= toNs)
                .toList();
    }

    /// How many messages one kernel sent another within a closed window.
    public int sent(int from, int to, long fromNs, long toNs) {
        return messages.sentWithin(from, to, fromNs, toNs);
    }

    /// What all messages come to together.
    public Talk talk() {
        return talk;
    }
}
