package archipelago.app.vm;

import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
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
import archipelago.engine.journal.Happening;
import archipelago.engine.scenario.Generation.Identity;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.MessageKind;
import archipelago.engine.state.Phase;
import archipelago.engine.journal.Journal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// Where in the list of facts those stand that people read: for each kernel what happened to it,
/// for the console what was logged and answered. It reads every fact once and forgets only when
/// the run goes on another branch; the moment of a frame limits what is told of it.
public final class Chronicle {
    private final Map<Integer, Entries> ofKernel = new TreeMap<>();
    private final Map<Integer, Entries> phases = new TreeMap<>();
    private final Map<Integer, Entries> ofCore = new TreeMap<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private final Map<Integer, Entries> ofLink = new TreeMap<>();
    private final Map<String, Command.Load> loads = new TreeMap<>();
    private final Map<Integer, String> lastLines = new TreeMap<>();
    private final Entries lines = new Entries();
    private final Entries acts = new Entries();
    /// Where chapters begin, and where the story was refused something.
    private final Entries story = new Entries();
    private final Set<Integer> storyActs = new TreeSet<>();
    private Frame frame;
    /// How many facts have been told up to the last one that was read.
    private long read;
    private Fact last;
    private long wholeFrom;

    /// Reads what has happened since the last call.
    public void update(Frame newest) {
        frame = newest;
        read(newest.journal, newest.happened);
    }

    /// Reads what has happened since the last call; what is told of it waits for the frame in which it has.
    void read(Journal.View journal, int happened) {
        int next = journal.after(read, last);
        boolean more = journal.number(journal.wholeFrom()) < wholeFrom; // It was read where much was left out.
        if (next < 0 || more) {
            forget();
            next = 0;
        }
        for (int i = next; i < Math.min(happened, journal.size()); i++) {
            last = journal.get(i);
            read = journal.number(i) + 1;
            note(read - 1, last.what());
        }
        letGo(journal);
    }

    /// Of facts that the journal has forgotten nothing is told.
    private void letGo(Journal.View journal) {
        long whole = journal.number(journal.wholeFrom());
        if (whole != wholeFrom) {
            wholeFrom = whole;
            all().forEach(entries -> entries.keep(journal::holds));
        }
    }

    private Stream<Entries> all() {
        return Stream.of(ofKernel.values(), phases.values(), ofCore.values(), ofLink.values(), List.of(lines, acts, story))
                .flatMap(Collection::stream);
    }

    private void forget() {
        read = 0;
        ofKernel.clear();
        phases.clear();
        ofCore.clear();
        ofLink.clear();
        loads.clear();
        lastLines.clear();
        lines.size = 0;
        acts.size = 0;
        story.size = 0;
        storyActs.clear();
        last = null;
    }

    private void note(long index, Happening what) {
        switch (what) {
            case ChapterBegan chapter -> story.add(index);
            case Checkpoint checkpoint -> {}
            case Requested requested -> {
                load(requested.command()).ifPresent(load -> loads.put(load.getKey(), load.getValue()));
                if (requested.byStory()) {
                    storyActs.add(requested.act());
                } else {
                    acts.add(index);
                }
            }
            case Answered answered -> {
                lines.add(index);
                if (!answered.errno().ok() && storyActs.contains(answered.act())) {
                    story.add(index);
                }
            }
            case InstanceCreated(int kernel, int id, var name) -> {
                names.put(kernel, name);
                kernel(kernel, index);
            }
            case InstanceRemoved(int kernel) -> kernel(kernel, index);
            case StatusChanged changed -> kernel(changed.kernel(), index);
            case PhaseEntered entered -> {
                kernel(entered.kernel(), index);
                phases.computeIfAbsent(entered.kernel(), none -> new Entries()).add(index);
            }
            case CoreReassigned(int core, int from, int to) -> {
                kernel(from, index);
                kernel(to, index);
                core(core, index);
            }
            case DeviceReassigned(int device, int from, int to) -> {
                kernel(from, index);
                kernel(to, index);
            }
            case CoreWent(int core, var site, int kernel) -> core(core, index);
            case CoreBusy busy -> {}
            case MessageSent sent when control(sent.kind()) -> {
                kernel(sent.fromKernel(), index);
                kernel(sent.toKernel(), index);
            }
            case MessageSent sent -> {}
            case MessageTaken taken when control(taken.kind()) -> kernel(taken.toKernel(), index);
            case MessageTaken taken -> {}
            case MessageLost(long message, var kind, int fromKernel, int toKernel) -> kernel(toKernel, index);
            case SendRefused(var kind, int fromKernel, int toKernel, var errno) -> kernel(fromKernel, index);
            case DoorbellLost(int kernel, int core) -> {
                kernel(kernel, index);
                core(core, index);
            }
            case DoorbellCut(int from, int to, int core) -> {
                kernel(from, index);
                kernel(to, index);
                core(core, index);
            }
            case MachineReset reset -> kernel(0, index);
            case FaultInjected(int kernel, int core, var words) -> {
                kernel(kernel, index);
                core(core, index);
            }
            case Logged(int kernel, var line) -> {
                // What a kernel says again and again, such as that a ring is full, stands there once.
                if (!line.equals(lastLines.put(kernel, line))) {
                    lines.add(index);
                }
            }
            case ConsoleReceived received -> link(received.link(), index);
            case ConsoleRead read -> lines.add(index);
            case ConsoleInput typed -> kernel(typed.kernel(), index);
            case TasksBegan began -> kernel(began.kernel(), index);
            case TasksEnded ended -> kernel(ended.kernel(), index);
            case TaskMoved(int kernel, var _, int from, int to) -> {
                kernel(kernel, index);
                core(from, index);
                core(to, index);
            }
        }
    }

    private static boolean control(MessageKind kind) {
        return kind != MessageKind.USER_REQUEST && kind != MessageKind.USER_REPLY;
    }

    private void kernel(int slot, long index) {
        if (slot >= 0) {
            ofKernel.computeIfAbsent(slot, none -> new Entries()).add(index);
        }
    }

    private void link(int link, long index) {
        ofLink.computeIfAbsent(link, none -> new Entries()).add(index);
    }

    private void core(int core, long index) {
        if (core >= 0) {
            ofCore.computeIfAbsent(core, none -> new Entries()).add(index);
        }
    }

    /// The newest facts about a kernel, newest last.
    public List<Fact> kernelFacts(int slot, int most) {
        return newest(ofKernel.get(slot), most);
    }

    /// What came last over a console link, newest last.
    public List<Fact> linkFacts(int link, int most) {
        return newest(ofLink.get(link), most);
    }

    /// The newest facts about a core, newest last.
    public List<Fact> coreFacts(int core, int most) {
        return newest(ofCore.get(core), most);
    }

    /// The newest lines of all consoles and answers, newest last.
    public List<Fact> lines(int most) {
        return newest(lines, most);
    }

    /// What a person asked for last; empty if nobody has acted up to now.
    public Optional<Command> lastAct() {
        return newest(acts, 1).stream().map(fact -> ((Requested) fact.what()).command()).findFirst();
    }

    /// The panic of a kernel that panicked when it ran last, and has not been started since.
    Optional<Fact> panic(int slot) {
        var last = newest(phases.get(slot), 2).reversed();
        boolean off = !last.isEmpty() && phase(last.getFirst()) == Phase.OFF;
        return last.stream().skip(off ? 1 : 0).limit(1).filter(fact -> phase(fact) == Phase.PANICKING).findFirst();
    }

    private static Phase phase(Fact entered) {
        return ((PhaseEntered) entered.what()).phase();
    }

    /// Whether a kernel panicked when it ran last, and has not been started since.
    boolean panicked(int slot) {
        var last = newest(phases.get(slot), 2).stream().map(Chronicle::phase).toList();
        return last.equals(List.of(Phase.PANICKING, Phase.OFF));
    }

    /// What the story was refused last in the chapter that is told now; empty if nothing.
    Optional<Answered> refusedToStory() {
        return newest(story, 1).stream()
                .map(Fact::what)
                .filter(Answered.class::isInstance)
                .map(Answered.class::cast)
                .findFirst();
    }

    /// Whether the machine's kernels know each other by the ids of instances.
    boolean numbered() {
        return frame == null || frame.books.generation().identity() == Identity.INSTANCE;
    }

    /// The name of the kernel in a slot, also of one that has been removed.
    public String name(int slot) {
        if (frame != null) {
            var kernel = frame.kernel(slot);
            if (kernel != null) {
                return kernel.name();
            }
        }
        return names.getOrDefault(slot, "");
    }

    /// The slot in which a kernel of a name has been, if one has.
    OptionalInt slot(String name) {
        return names.entrySet().stream()
                .filter(known -> known.getValue().equalsIgnoreCase(name))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /// The order to load an image that a command is or contains, by the name of the instance.
    public static Optional<Map.Entry<String, Command.Load>> load(Command command) {
        return switch (command) {
            case Command.Load load -> Optional.of(Map.entry(load.instance(), load));
            case Command.In(var host, Command.Load load) ->
                Optional.of(Map.entry(host + Kernel.BELOW + load.instance(), load));
            default -> Optional.empty();
        };
    }

    /// The image that an instance was given last.
    public Optional<Command.Load> lastLoad(String instance) {
        return Optional.ofNullable(loads.get(instance));
    }

    private List<Fact> newest(Entries entries, int most) {
        if (entries == null || frame == null) {
            return List.of();
        }
        int end = entries.countBelow(frame.told());
        var facts = new ArrayList<Fact>();
        for (int i = Math.max(0, end - most); i < end; i++) {
            if (frame.journal.holds(entries.numbers[i])) {
                facts.add(frame.journal.get(frame.journal.indexOf(entries.numbers[i])));
            }
        }
        return facts;
    }

    /// Numbers of facts, ascending.
    private static final class Entries {
        long[] numbers = new long[16];
        int size;

        void add(long number) {
            if (size > 0 && numbers[size - 1] == number) {
                return;
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int countBelow(long number) {
            int found = Arrays.binarySearch(numbers, 0, size, number);
            return found >= 0 ? found : -found - 1;
        }

        void keep(LongPredicate kept) {
            numbers = Arrays.stream(numbers, 0, size).filter(kept).toArray();
            size = numbers.length;
            numbers = Arrays.copyOf(numbers, Math.max(16, size));
        }
    }
}
