package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.engine.base.Blob;
import archipelago.engine.base.CpuList;
import archipelago.engine.base.Errno;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.journal.Fact;
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
import archipelago.engine.machine.Machine;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Phase;
import archipelago.engine.state.Site;
import archipelago.engine.state.Status;
import archipelago.engine.trace.CommandText;
import java.util.List;
import java.util.function.IntFunction;

/// Facts and commands in words, with kernels by name and cores by physical id.
public final class FactWords {
    private final Machine machine;
    private final IntFunction<String> names;

    public FactWords(Machine machine, Chronicle chronicle) {
        this(machine, chronicle::name);
    }

    /// @param names the name of the kernel in a slot; empty where none is known
    FactWords(Machine machine, IntFunction<String> names) {
        this.machine = machine;
        this.names = names;
    }

    public FactLine line(Fact fact) {
        long at = fact.atNs();
        return switch (fact.what()) {
            case ChapterBegan(int chapter) -> neutral(at, Text.FACT_CHAPTER.of(chapter + 1), "");
            case Checkpoint(int step) -> neutral(at, "#" + (step + 1), Text.FACT_BY_STORY.of());
            case Requested(int act, var command, boolean byStory) ->
                neutral(at, command(command), byStory ? Text.FACT_BY_STORY.of() : Text.FACT_BY_YOU.of());
            case Answered(int act, var command, var errno, var sentence) ->
                new FactLine(at, command(command), answer(errno, sentence), errno.ok() ? Tone.GOOD : Tone.DANGER);
            case InstanceCreated(int kernel, int id, var name) ->
                new FactLine(at, Text.FACT_CREATED.of(), Text.FACT_CREATED_DETAIL.of(name, id), Tone.NEUTRAL);
            case InstanceRemoved(int kernel) -> neutral(at, Text.FACT_REMOVED.of(), "");
            case StatusChanged(int kernel, var from, var to) ->
                new FactLine(at, Text.FACT_STATUS.of(to.word()), Text.FACT_STATUS_DETAIL.of(from.word()), tone(to));
            case PhaseEntered(int kernel, var phase) -> new FactLine(at, phase(phase), "", tone(phase));
            case CoreReassigned(int core, int from, int to) ->
                neutral(at, Text.FACT_OWNER.of(cpu(core)), Text.FACT_OWNER_DETAIL.of(owner(from), owner(to)));
            case CoreWent(int core, var site, int kernel) ->
                new FactLine(
                        at,
                        went(core, site, kernel),
                        "",
                        site == Site.DEAD ? Tone.DANGER : Tone.NEUTRAL);
            case CoreBusy(int core, int kernel, long untilNs) -> neutral(at, Text.FACT_BUSY.of(cpu(core)), "");
            case MessageSent sent ->
                neutral(
                        at,
                        Text.FACT_SENT.of(sent.kind().words()),
                        Text.FACT_WAY.of(name(sent.fromKernel()), name(sent.toKernel()), cpu(sent.toCore())));
            case MessageTaken(long message, var kind, int from, int to, int core) ->
                neutral(at, Text.FACT_TAKEN.of(kind.words()), Text.FACT_TAKEN_DETAIL.of(name(from), cpu(core)));
            case MessageLost(long message, var kind, int from, int to) ->
                new FactLine(at, Text.FACT_LOST.of(kind.words()), Text.FACT_LOST_DETAIL.of(name(from)), Tone.WARN);
            case SendRefused(var kind, int from, int to, var errno) ->
                new FactLine(
                        at,
                        Text.FACT_REFUSED.of(kind.words(), errno.signed()),
                        Text.FACT_REFUSED_DETAIL.of(name(to)),
                        Tone.WARN);
            case DoorbellLost(int kernel, int core) ->
                new FactLine(at, Text.FACT_DOORBELL_LOST.of(), Text.FACT_DOORBELL_DETAIL.of(cpu(core)), Tone.WARN);
            case DoorbellCut(int _, int to, int _) -> new FactLine(
                    at, Text.FACT_DOORBELL_CUT.of(), Text.FACT_DOORBELL_CUT_DETAIL.of(name(to)), Tone.WARN);
            case FaultInjected(int kernel, int core, var what) ->
                new FactLine(at, Text.FACT_FAULT.of(), what, Tone.DANGER);
            case MachineReset(var cause) -> new FactLine(at, cause, "", Tone.DANGER);
            case DeviceReassigned(int device, int from, int to) -> neutral(
                    at,
                    Text.FACT_OWNER.of(machine.devices().get(device).name()),
                    Text.FACT_OWNER_DETAIL.of(owner(from), owner(to)));
            case ConsoleReceived(int link, var bytes, long dropped) ->
                neutral(at, Text.FACT_CONSOLE.of(link), shown(bytes));
            case ConsoleRead(int link, var bytes) -> neutral(at, Text.FACT_CONSOLE_READ.of(link), shown(bytes));
            case ConsoleInput(int kernel, var bytes) -> neutral(at, Text.FACT_TYPED.of(name(kernel)), shown(bytes));
            case TasksBegan(int kernel, var program, int tasks) -> tasks == 0
                    ? new FactLine(
                            at,
                            Text.FACT_TASKS_NONE.of(program),
                            Text.FACT_TASKS_NONE_DETAIL.of(name(kernel)),
                            Tone.WARN)
                    : neutral(at, Text.FACT_TASKS_BEGAN.count(tasks, program), name(kernel));
            case TasksEnded(int kernel, var program, int tasks, long operations) -> neutral(
                    at,
                    Text.FACT_TASKS_ENDED.count(tasks, program),
                    Text.FACT_TASKS_ENDED_DETAIL.of(operations, name(kernel)));
            case TaskMoved(int kernel, var program, int from, int to) -> neutral(
                    at,
                    Text.FACT_TASK_MOVED.of(program),
                    Text.FACT_TASK_MOVED_DETAIL.of(cpu(from), cpu(to), name(kernel)));
            case Logged(int kernel, var words) -> neutral(at, words, name(kernel));
        };
    }

    static String shown(Blob bytes) {
        return bytes.asText().strip();
    }

    /// A command as a short imperative.
    public String command(Command command) {
        return CommandWords.of(command);
    }

    /// The same, where it is known on which kernel it is given.
    public String order(Command command) {
        return command instanceof Command.In(var kernel, var order) ? CommandWords.in(kernel, order) : command(command);
    }

    /// `-EBUSY (16) Device or resource busy: sentence`; the sentence alone for a success.
    public static String answer(Errno errno, String sentence) {
        return errno.ok()
                ? sentence
                : Text.ANSWER_REFUSED.of(errno.signed(), errno.number(), errno.words(), sentence);
    }

    /// Where a core is, with the kernel that it is with.
    public String site(Site site, int kernel) {
        return switch (site) {
            case RUNNING -> Text.SITE_RUNNING.of(owner(kernel));
            case HOTPLUG -> Text.SITE_HOTPLUG.of(owner(kernel));
            case PARKED_POOL -> kernel > 0
                    ? Text.SITE_PARKED_POOL_OF.of(owner(kernel))
                    : Text.SITE_PARKED_POOL.of();
            case PARKED_INSTANCE -> Text.SITE_PARKED_INSTANCE.of(owner(kernel));
            case MOVING -> Text.SITE_MOVING.of();
            case OFFLINE -> Text.SITE_OFFLINE.of(owner(kernel));
            case DEAD -> Text.SITE_DEAD.of();
        };
    }

    private String went(int core, Site site, int kernel) {
        return switch (site) {
            case RUNNING -> Text.FACT_RUNNING.of(cpu(core), owner(kernel));
            case HOTPLUG -> Text.FACT_HOTPLUG.of(cpu(core), owner(kernel));
            case PARKED_POOL -> kernel > 0
                    ? Text.FACT_PARKED_POOL_OF.of(cpu(core), owner(kernel))
                    : Text.FACT_PARKED_POOL.of(cpu(core));
            case PARKED_INSTANCE -> Text.FACT_PARKED_INSTANCE.of(cpu(core), owner(kernel));
            case MOVING -> Text.FACT_MOVING.of(cpu(core));
            case OFFLINE -> Text.FACT_OFFLINE.of(cpu(core), owner(kernel));
            case DEAD -> Text.FACT_DEAD.of(cpu(core));
        };
    }

    public String cpu(int core) {
        return core < 0 ? "" : Text.CPU.of(machine.physicalId(core));
    }

    /// A core's physical id; empty for none.
    String cpuNumber(int core) {
        return core < 0 ? "" : String.valueOf(machine.physicalId(core));
    }

    /// The physical ids of cores, as the kernel writes lists of CPUs.
    String cpus(List<Integer> cores) {
        // A long list needs places where a line may end.
        return cores.isEmpty()
                ? Text.NONE_CPU.of()
                : CpuList.text(cores.stream().map(machine::physicalId).toList()).replace(",", ", ");
    }

    /// A kernel's name, or the pool of one for a place as in [CoreTable#pool].
    public String owner(int place) {
        if (place == CoreTable.POOL) {
            return Text.POOL.of();
        }
        var name = name(CoreTable.keeper(place));
        return place < 0 ? Text.POOL_OF.of(name) : name;
    }

    /// Whose a piece of memory is.
    public String owner(Frame frame, MemoryView range) {
        return switch (range.kernel()) {
            case MemoryView.PARK -> Text.MEMORY_PARK_LOOP.of();
            case MemoryView.SHARED -> Text.MEMORY_SHARED.of();
            case MemoryView.IDLE -> Text.MEMORY_FREE.of();
            default -> PoolStock.of(frame, range).map(pool -> owner(pool.place())).orElseGet(() ->
                    owner(range.kernel()));
        };
    }

    /// An overlay transaction, with the tree in which it stands unless that is the host's.
    public String transaction(int host, int number) {
        var name = "tx_" + number;
        return host == 0 ? name : name(host) + ":" + name;
    }

    private String name(int slot) {
        var name = names.apply(slot);
        return name.isEmpty() ? Text.KERNEL_UNNAMED.of(slot) : name;
    }

    private static String phase(Phase phase) {
        return phase == Phase.OFF ? Text.PHASE_OFF.of() : Text.PHASE_ENTERED.of(Terms.of(phase).of());
    }

    static Tone tone(Status status) {
        return switch (status) {
            case ACTIVE -> Tone.GOOD;
            case FAILED -> Tone.DANGER;
            case LOADED, LOADING, READY, EMPTY, NONE -> Tone.NEUTRAL;
        };
    }

    static Tone tone(Phase phase) {
        return switch (phase) {
            case PANICKING -> Tone.DANGER;
            case UP -> Tone.GOOD;
            case EARLY_BOOT, SECONDARIES, INIT -> Tone.WARN;
            case HALTING -> Tone.WARN;
            case OFF -> Tone.NEUTRAL;
        };
    }

    private static FactLine neutral(long at, String title, String detail) {
        return new FactLine(at, title, detail, Tone.NEUTRAL);
    }
}
