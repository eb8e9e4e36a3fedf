package archipelago.engine.scenario;

import archipelago.engine.base.Errno;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.devicetree.Baseline;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.Kernel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Follows a story step by step and tells what is surely a mistake of its author. What may be meant,
/// such as starting an instance twice, is left to the machine, which answers with an errno.
final class StoryCheck {
    static final String HOST = "host";
    static final String NAME_FORM = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,62}";
    static final String NAME_ADVICE = "1 to 63 letters, digits, -, _ or ., and no . in front";
    private static final int ANY_NODE = -1;

    private final Optional<Machine> machine;
    private final Problems problems;
    /// Takes the objections to what cannot succeed.
    private final Problems impossible;
    private final Set<String> created = new TreeSet<>();
    private final Map<String, Instance> alive = new TreeMap<>();
    // What fill-pool and cpu-to-pool have given so far. What was taken back since is not counted
    // off: whether a core is idle in the pool at some moment is for the machine to say.
    private final Set<Long> pooledCpus = new HashSet<>();
    private final Map<Integer, Long> pooledBytes = new TreeMap<>();
    private final Inventory inventory;
    private final ServiceCheck services;
    private final SiblingCheck siblings;
    private final Generation generation;
    private boolean poolKnown = true;
    /// Whether overlays of the story's own may have made instances.
    private boolean namesKnown = true;
    /// Whether the step at hand is expected to find nobody.
    private boolean missingIsMeant;

    /// An instance as the story has made it.
    private record Instance(String name, int id, Set<Long> cpus, long bytes, int node, int line) {}

    /// @param baseline empty if it could not be read; checks that need it are then left out
    /// @param mayFail whether steps that cannot succeed belong to the story, as in a phenomenon; then only names
    ///     of kernels that nobody made are told
    /// @param harmless takes what is only worth knowing
    StoryCheck(
            Optional<Baseline> baseline,
            Generation generation,
            List<Scenario.Service> services,
            boolean mayFail,
            Problems problems,
            Problems harmless) {
        this.generation = generation;
        this.machine = baseline.map(Baseline::machine);
        this.problems = problems;
        impossible = mayFail ? new Problems(problems.file()) : problems;
        inventory = new Inventory(machine, impossible);
        this.services = new ServiceCheck(services, created, problems);
        siblings = new SiblingCheck(machine, harmless);
    }

    /// @param at the step as it stands in the file
    void step(Scenario.Deed deed, PlacedJson.Obj at) {
        if (problems.full()) {
            problems.countMore();
            return;
        }
        switch (deed) {
            case Scenario.Deed.Give give -> {
                missingIsMeant = give.reply().errno().equals(Optional.of(Errno.ENOENT));
                command(give.command(), at);
                missingIsMeant = false;
            }
            case Scenario.Deed.AwaitUp(var instance) -> exists(instance, at, "instance");
            case Scenario.Deed.AwaitLoaded(var instance) -> exists(instance, at, "instance");
            case Scenario.Deed.AwaitAnswers(), Scenario.Deed.Expect _, Scenario.Deed.Rest() -> { }
        }
    }

    /// A step that could not be read may have been the one that creates this instance.
    void perhapsCreated(String instance) {
        created.add(instance);
    }

    private void command(Command command, PlacedJson.Obj at) {
        GenerationCheck.of(generation, command)
                .ifPresent(objection -> impossible.add(at.placeOf("do"), objection.sentence(), objection.advice()));
        switch (command) {
            case Command.FillPool c -> fillPool(c, at);
            case Command.EmptyPool() -> { }
            case Command.CpuToPool(long cpu) -> {
                inventory.knownCpus(List.of(cpu), at, "cpu");
                pooledCpus.add(cpu);
            }
            case Command.CpuToHost(long cpu) -> inventory.knownCpus(List.of(cpu), at, "cpu");
            case Command.Create c -> create(c, at);
            case Command.Load c -> load(c, at);
            case Command.Exec(var instance) -> exists(instance, at, "instance");
            case Command.Halt(var instance) -> exists(instance, at, "instance");
            case Command.ForceHalt(var instance) -> exists(instance, at, "instance");
            case Command.Unload(var instance) -> exists(instance, at, "instance");
            case Command.Delete(var instance) -> {
                exists(instance, at, "instance");
                alive.remove(instance);
            }
            case Command.AddCpu(var instance, long cpu) -> addCpu(instance, cpu, at);
            case Command.RemoveCpu(var instance, long cpu) -> {
                exists(instance, at, "instance");
                inventory.knownCpus(List.of(cpu), at, "cpu");
                Optional.ofNullable(alive.get(instance)).ifPresent(i -> i.cpus().remove(cpu));
            }
            case Command.AddMemory(var instance, long _, int _) -> exists(instance, at, "instance");
            case Command.RemoveMemory(var instance, long _) -> exists(instance, at, "instance");
            case Command.AddDevice(var instance, var _) -> exists(instance, at, "instance");
            case Command.RemoveDevice(var instance, var _) -> exists(instance, at, "instance");
            // What a call comes to is for the kernel to say, and so is what the pool has after it.
            case Command.GrowPool _,
                Command.ShrinkPool _,
                Command.DeviceToPool _,
                Command.DeviceToHost _,
                Command.RollBack _,
                Command.Dax.Build _,
                Command.Dax.Free _ -> poolKnown = false;
            case Command.Call call -> {
                poolKnown = false;
                created.addAll(GenerationCheck.kernelsOf(generation, call));
                called(call);
            }
            case Command.Console _, Command.Vsock _, Command.Dax _ -> kernel(at, "kernel");
            case Command.In(var host, var order) -> new NestedCheck(this, created).check(host, order, at);
            case Command.Arm _ -> kernel(at, "kernel");
            case Command.Setting _ -> {} // Whether there is such a stream is said when it is asked for.
            case Command.MoveService move -> services.moved(move, at);
            case Command.Fault fault -> new FaultCheck(this, problems).check(fault, at);
        }
    }

    /// A call is read by the kernel only: what it makes is not known here.
    void called(Command.Call call) {
        namesKnown &= !(call instanceof Command.Call.WriteFile write
                && write.content().asText().contains("instance-create"));
    }

    private void fillPool(Command.FillPool c, PlacedJson.Obj at) {
        boolean ownWords = at.get("cpus").isPresent() || at.get("memory").isPresent() || at.get("devices").isPresent();
        if (!ownWords && machine.isEmpty()) {
            poolKnown = false;
            return;
        }
        pooledCpus.addAll(c.cpus());
        for (var piece : c.memory()) {
            pooledBytes.merge(piece.node(), Math.max(0, piece.bytes()), StoryCheck::sum);
        }
        if (ownWords) {
            inventory.knownCpus(c.cpus(), at, "cpus");
            inventory.knownDevices(at);
            if (at.get("memory").orElse(null) instanceof PlacedJson.Arr pieces) {
                for (var piece : pieces.items()) {
                    if (piece instanceof PlacedJson.Obj object) {
                        wholePages(object, "bytes");
                        inventory.knownNode(object);
                    }
                }
            }
        }
    }

    private void create(Command.Create c, PlacedJson.Obj at) {
        usableName(c.instance(), at);
        unused(c, at);
        if (at.get("cpus").orElse(null) instanceof PlacedJson.Text list && list.value().isBlank()) {
            impossible.add(list.place(), "an instance without a cpu can never be started", "\"16,18,20-22\"");
        }
        inventory.knownCpus(c.cpus(), at, "cpus");
        pooledCpus(c.cpus(), at, "cpus");
        inOnePlace(c.instance(), c.cpus(), at, "cpus");
        siblingsApart(c.instance(), c.cpus(), at, "cpus");
        boolean anyPool = !poolKnown || !pooledCpus.isEmpty() || !pooledBytes.isEmpty();
        boolean node = inventory.knownNode(at);
        inventory.knownDevices(at);
        if (wholePages(at, "memory") && node && anyPool) {
            enoughMemory(c, at);
        }
        if (alive.size() == Kernel.MOST_ID && !alive.containsKey(c.instance())) {
            impossible.add(at.place(), "there are more than " + Kernel.MOST_ID + " instances at once",
                    "a \"delete\" before this step");
        } else if (!c.instance().isEmpty()) {
            created.add(c.instance());
            alive.putIfAbsent(c.instance(), new Instance(c.instance(), c.id(), new TreeSet<>(c.cpus()),
                    Math.max(0, c.memoryBytes()), c.node(), at.place().line()));
        }
    }

    void usableName(String name, PlacedJson.Obj at) {
        if (at.get("instance").orElse(null) instanceof PlacedJson.Text text) {
            if (name.equals(HOST)) {
                impossible.add(text.place(), "\"host\" is the name of the kernel that is there from the start",
                        "another name");
            } else if (!name.matches(NAME_FORM)) {
                impossible.add(text.place(), Words.quoted(name) + " cannot be the name of an instance", NAME_ADVICE);
            }
        }
    }

    private void unused(Command.Create c, PlacedJson.Obj at) {
        var twin = alive.get(c.instance());
        if (twin != null) {
            impossible.add(at.placeOf("instance"),
                    "the instance " + Words.quoted(c.instance()) + " is there already; created in line " + twin.line(),
                    "another name, or a \"delete\" before this step");
        }
        for (var other : alive.values()) {
            if (c.id() > 0 && other.id() == c.id()) {
                impossible.add(at.placeOf("id"), "the id " + c.id() + " belongs to " + Words.quoted(other.name())
                        + "; created in line " + other.line(), "another id, or none for the lowest free one");
            }
        }
    }

    private void load(Command.Load c, PlacedJson.Obj at) {
        exists(c.instance(), at, "instance");
        if (c.imageBytes() == 0) {
            impossible.add(at.placeOf("image-size"), "a kernel image has at least one byte", "\"64MiB\"");
        }
    }

    private void addCpu(String instance, long cpu, PlacedJson.Obj at) {
        exists(instance, at, "instance");
        inventory.knownCpus(List.of(cpu), at, "cpu");
        pooledCpus(List.of(cpu), at, "cpu");
        inOnePlace(instance, List.of(cpu), at, "cpu");
        siblingsApart(instance, List.of(cpu), at, "cpu");
        Optional.ofNullable(alive.get(instance)).ifPresent(i -> i.cpus().add(cpu));
    }

    /// The kernel was created by some earlier step.
    void exists(String name, PlacedJson.Obj at, String key) {
        if (name.isEmpty() || created.contains(name) || !namesKnown || missingIsMeant) {
            return;
        }
        var place = at.placeOf(key);
        if (name.equals(HOST)) {
            impossible.add(place, "this cannot be done to the host", "the name of an instance");
        } else {
            problems.add(place, "no step before this one creates " + Words.quoted(name), instead(name, created));
        }
    }

    /// The kernel under this key, if there is one, is the host or was created by some earlier step.
    void kernel(PlacedJson.Obj at, String key) {
        if (at.get(key).orElse(null) instanceof PlacedJson.Text text && !text.value().equals(HOST)) {
            exists(text.value(), at, key);
        }
    }

    /// Checks against the machine that a step names what is there.
    Inventory inventory() {
        return inventory;
    }

    static String instead(String name, Set<String> known) {
        return known.isEmpty()
                ? "a step before it: { \"do\": \"create\", \"instance\": " + Words.quoted(name) + ", … }"
                : Words.meant(name, known);
    }

    /// Every id that the machine has was given to the pool by some earlier step.
    private void pooledCpus(List<Long> cpus, PlacedJson.Obj at, String key) {
        if (!poolKnown) {
            return;
        }
        var missing = cpus.stream()
                .filter(id -> id >= 0 && !pooledCpus.contains(id))
                .filter(id -> machine.isEmpty() || machine.get().coreOf(id) >= 0)
                .toList();
        if (!missing.isEmpty()) {
            var given = pooledCpus.stream().sorted().toList();
            impossible.add(Inventory.cpuPlace(at, key, missing.getFirst()),
                    "no step before this one gives " + Words.cpus(missing) + " to the pool",
                    given.isEmpty()
                            ? "a step before it: { \"do\": \"fill-pool\" }"
                            : "cpus of the pool: " + Words.ids(given));
        }
    }

    /// No id is with another instance already.
    private void inOnePlace(String instance, List<Long> cpus, PlacedJson.Obj at, String key) {
        for (var other : alive.values()) {
            var shared = cpus.stream().filter(other.cpus()::contains).toList();
            if (!shared.isEmpty() && !other.name().equals(instance)) {
                impossible.add(Inventory.cpuPlace(at, key, shared.getFirst()),
                        Words.cpus(shared) + (shared.size() == 1 ? " is" : " are") + " already with "
                                + Words.quoted(other.name()) + "; created in line " + other.line(),
                        "a cpu that is in one place only");
            }
        }
    }

    private void siblingsApart(String instance, List<Long> cpus, PlacedJson.Obj at, String key) {
        if (!siblings.asked()) {
            return;
        }
        alive.values().stream()
                .filter(other -> !other.name().equals(instance))
                .forEach(other -> siblings.given(instance, cpus, other.name(), other.cpus(), at, key));
        if (poolKnown) {
            var kept = machine.orElseThrow().cores().stream().map(Machine.Core::physicalId)
                    .filter(id -> !pooledCpus.contains(id)).collect(Collectors.toSet());
            siblings.given(instance, cpus, HOST, kept, at, key);
        }
    }

    /// Whether an amount that could be read is one or more whole pages.
    private boolean wholePages(PlacedJson.Obj at, String key) {
        var unheard = new Problems(problems.file());
        var size = new Fields(at, "", at.keys(), unheard).optional(key).size("");
        if (size.isEmpty()) {
            return false;
        }
        long bytes = size.getAsLong();
        if (bytes == 0) {
            impossible.add(at.placeOf(key), "an amount of memory of 0", "\"4GiB\"");
        } else if (bytes % Sizes.PAGE != 0) {
            long down = bytes / Sizes.PAGE * Sizes.PAGE;
            impossible.add(at.placeOf(key),
                    bytes + (bytes == 1 ? " byte is" : " bytes are") + " not a whole number of pages of 4KiB",
                    '"' + Sizes.text(Math.max(down, Sizes.PAGE)) + '"');
        }
        return bytes > 0 && bytes % Sizes.PAGE == 0;
    }

    /// The instances that are there have, with this one, no more than the pool was given.
    private void enoughMemory(Command.Create c, PlacedJson.Obj at) {
        if (!poolKnown) {
            return;
        }
        boolean anywhere = c.node() == ANY_NODE;
        long pool = pooledBytes.entrySet().stream()
                .filter(e -> anywhere || e.getKey() == c.node() || e.getKey() == ANY_NODE)
                .mapToLong(Map.Entry::getValue)
                .reduce(0, StoryCheck::sum);
        long lent = alive.values().stream()
                .filter(i -> anywhere || i.node() == c.node())
                .mapToLong(Instance::bytes)
                .reduce(0, StoryCheck::sum);
        if (sum(lent, c.memoryBytes()) > pool) {
            var where = anywhere ? "" : " on node " + c.node();
            var left = Sizes.text(Math.max(0, pool - lent));
            impossible.add(at.placeOf("memory"),
                    Sizes.text(c.memoryBytes()) + " is more than the pool has left" + where + ": " + left + " of "
                            + Sizes.text(pool),
                    lent < pool ? "at most \"" + left + '"' : "a larger pool");
        }
    }

    /// The sum of two amounts that are not negative; the largest number if it is larger.
    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /// Every service has a name of its own and a kernel. To be asked after the last step.
    void services(PlacedJson.Obj root) {
        services.declared(root);
    }

    /// Both ends of the traffic exist at some time in the story. To be asked after the last step.
    void traffic(Scenario.Traffic traffic, PlacedJson.Obj at) {
        services.traffic(traffic, at);
    }
}
