package archipelago.engine.phenomenon;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.scenario.Expectation;
import archipelago.engine.scenario.Expectation.Layer;
import archipelago.engine.scenario.Expectation.Range;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Kernel;
import archipelago.engine.state.Phase;
import archipelago.engine.state.SharedImage;
import archipelago.engine.state.Site;
import archipelago.engine.state.State;
import archipelago.engine.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks at a machine at one instant, and says of each thing that was expected what it found. It only
/// reads.
final class Witness {
    private static final String NOBODY = "nobody";

    private final World world;
    private final State state;
    private final Set<String> broken;
    private final Texts texts;
    private final Counts counts;

    Witness(World world, Recent recent, Stretches stretches, Set<String> broken) {
        this.world = world;
        this.state = world.state;
        this.broken = broken;
        texts = new Texts(world, recent);
        counts = new Counts(world, recent, stretches);
    }

    Observation look(Expectation expectation) {
        return switch (expectation) {
            case Expectation.StatusIs e -> is(
                    status(e.instance(), e.status().map(s -> s.word()).orElse("")), statusOf(e.instance()));
            case Expectation.PhaseIs e -> is(phase(e.kernel(), e.phase()), phaseOf(e.kernel()));
            case Expectation.Owner e -> ofCpus(e.cpus(), owned(e.cpus(), e.owner()), this::ownerOf, this::owned);
            case Expectation.Place e -> ofCpus(
                    e.cpus(), placed(e.cpus(), place(e.site(), e.kernel())), this::placeOf, Witness::placed);
            case Expectation.Cpus e -> is(has(e.kernel(), e.cpus()), cpusOf(e.kernel()));
            case Expectation.Online e -> is(believes(e.kernel(), sorted(e.cpus())), onlineOf(e.kernel()));
            case Expectation.Memory e -> memory(e);
            case Expectation.TransactionIs e ->
                is(transaction(e.number(), e.status()), transaction(e.number(), statusOfTransaction(e.number())));
            case Expectation.DeviceOwner e ->
                is(givesDevice(e.device(), e.owner()), givesDevice(e.device(), ownerOfDevice(e.device())));
            case Expectation.Image e -> is(image(e.instance(), e.image()), imageOf(e.instance()));
            case Expectation.Amount e -> counts.amount(e);
            case Expectation.Compared e -> counts.compared(e);
            case Expectation.Refused e -> counts.refused(e);
            case Expectation.Hangs e -> ofCpus(e.cpus(), hang(e.cpus(), e.how().words()), this::hangOf, Witness::hang);
            case Expectation.Ghosts e -> is(ghosts(e.kernels()), ghosts(ghosts()));
            case Expectation.Mounts e -> is(mounts(e.kernel(), e.images()), mountsOf(e.kernel()));
            case Expectation.MachineIs e -> is(machine(e.reset()), machine(state.ended));
            case Expectation.ConsoleText e -> texts.console(e);
            case Expectation.Logged e -> texts.logged(e);
            case Expectation.NotLogged e -> texts.notLogged(e);
            case Expectation.File e -> texts.file(e);
            case Expectation.Broken(var promise) -> observed(
                    "the promise " + promise + " is broken by now",
                    broken.contains(promise)
                            ? "the promise " + promise + " is broken by now"
                            : "the promise " + promise + " holds",
                    broken.contains(promise));
        };
    }

    private Observation observed(String expected, String happened, boolean held) {
        return new Observation(state.nowNs, expected, happened, held);
    }

    /// Two sentences that are the same when all is as expected.
    private Observation is(String expected, String happened) {
        return observed(expected, happened, expected.equals(happened));
    }

    private static String absent(String name) {
        return "there is no " + name;
    }

    // --- words of the books and of kernels --------------------------------------------------------

    private String statusOf(String name) {
        var kernel = state.named(name);
        return status(name, kernel == null ? "" : kernel.status.word());
    }

    private static String status(String name, String word) {
        return word.isEmpty() ? absent(name) : name + " is " + word;
    }

    private String phaseOf(String name) {
        var kernel = state.named(name);
        return kernel == null ? absent(name) : phase(name, kernel.phase);
    }

    private static String phase(String kernel, Phase phase) {
        return kernel + switch (phase) {
            case OFF -> " does not run";
            case EARLY_BOOT -> " is in early boot";
            case SECONDARIES -> " brings its other CPUs up";
            case INIT -> " starts its user space";
            case UP -> " is up";
            case HALTING -> " powers off";
            case PANICKING -> " panics";
        };
    }

    private static String transaction(int number, String status) {
        return "transaction " + number + (status.equals("absent") ? " has no directory" : " is " + status);
    }

    private String statusOfTransaction(int number) {
        return state.transactions().stream()
                .filter(t -> t.number() == number)
                .map(t -> t.outcome().word())
                .findFirst()
                .orElse("absent");
    }

    private static String givesDevice(String device, String owner) {
        return device + " belongs to " + article(owner);
    }

    private String ownerOfDevice(String nameOrId) {
        var devices = world.machine.devices();
        for (int d = 0; d < devices.size(); d++) {
            if (devices.get(d).name().equals(nameOrId) || devices.get(d).pciId().equals(nameOrId)) {
                return name(state.deviceOwner[d]);
            }
        }
        return NOBODY;
    }

    private static String image(String instance, String image) {
        return instance + (image.isEmpty() ? " has no image" : " has the image " + image);
    }

    private String imageOf(String instance) {
        var kernel = state.named(instance);
        return kernel == null ? absent(instance) : image(instance, kernel.image);
    }

    private String name(int place) {
        if (place == CoreTable.POOL) {
            return Expectation.POOL;
        }
        int slot = CoreTable.keeper(place);
        var kernel = slot >= state.slots() ? null : state.kernel(slot);
        return kernel == null ? NOBODY : place < 0 ? Expectation.poolOf(kernel.name) : kernel.name;
    }

    // --- CPUs -------------------------------------------------------------------------------------

    private interface Sentence {
        String of(List<Long> cpus, String what);
    }

    /// What is the same for several CPUs is said of them together.
    private Observation ofCpus(List<Long> cpus, String expected, LongFunction<String> actual, Sentence sentence) {
        var groups = new LinkedHashMap<String, List<Long>>();
        for (long cpu : cpus) {
            groups.computeIfAbsent(actual.apply(cpu), _ -> new ArrayList<>()).add(cpu);
        }
        var happened = groups.entrySet().stream()
                .map(group -> sentence.of(group.getValue(), group.getKey()))
                .collect(Collectors.joining(", "));
        return is(expected, happened);
    }

    private String owned(List<Long> cpus, String owner) {
        return cpus(cpus) + (cpus.size() == 1 ? " belongs to " : " belong to ")
                + article(owner);
    }

    /// The name of a kernel stands alone.
    private static String article(String owner) {
        return Expectation.isPool(owner) ? "the " + owner : owner;
    }

    private String ownerOf(long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0 ? NOBODY : name(state.cores.owner[core]);
    }

    private static String placed(List<Long> cpus, String place) {
        return cpus(cpus) + (cpus.size() == 1 ? " is " : " are ") + place;
    }

    private String placeOf(long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0 ? "not in this machine" : place(state.cores.site(core), name(state.cores.siteKernel[core]));
    }

    private static String place(Site site, String kernel) {
        return switch (site) {
            case RUNNING -> "running " + kernel;
            case HOTPLUG -> "going through hot-plug on " + kernel;
            case PARKED_POOL -> "parked in " + article(kernel);
            case PARKED_INSTANCE -> "parked on " + kernel;
            case MOVING -> "on the way";
            case OFFLINE -> "offline on " + kernel;
            case DEAD -> "dead";
        };
    }

    private static String has(String kernel, List<Long> cpus) {
        return kernel + " has " + cpus(cpus) + " in the books";
    }

    private String cpusOf(String name) {
        var kernel = state.named(name);
        if (kernel == null) {
            return absent(name);
        }
        var ids = new ArrayList<Long>();
        for (int core : kernel.cores) {
            ids.add(world.machine.physicalId(core));
        }
        return has(name, ids);
    }

    private static String believes(String kernel, List<Long> cpus) {
        return kernel + " believes " + cpus(cpus) + " to be online";
    }

    private String onlineOf(String name) {
        var kernel = state.named(name);
        if (kernel == null) {
            return absent(name);
        }
        var ids = new ArrayList<Long>();
        for (int core = kernel.online.next(0); core >= 0; core = kernel.online.next(core + 1)) {
            ids.add(world.machine.physicalId(core));
        }
        return believes(name, sorted(ids));
    }

    private static List<Long> sorted(List<Long> ids) {
        var sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        return sorted;
    }

    /// A hang is said of one core, in the singular.
    private static String hang(List<Long> cpus, String how) {
        return (cpus.size() == 1 ? "" : "each of ") + cpus(cpus) + " " + how;
    }

    private String hangOf(long cpu) {
        int core = world.machine.coreOf(cpu);
        return core < 0 ? "is not in this machine" : state.cores.hang(core).words();
    }

    static String cpus(List<Long> cpus) {
        return cpus.isEmpty() ? "no CPU" : (cpus.size() == 1 ? "CPU " : "CPUs ") + CpuList.text(cpus);
    }

    // --- what the books do not know ---------------------------------------------------------------

    private static String ghosts(List<String> kernels) {
        return kernels.isEmpty()
                ? "CPUs execute no kernel that the books have forgotten"
                : "CPUs execute " + String.join(" and ", kernels) + ", which the books have forgotten";
    }

    private List<String> ghosts() {
        return IntStream.range(0, state.slots())
                .mapToObj(state::present)
                .filter(kernel -> kernel != null && kernel.ghost && state.executed(kernel.slot))
                .map(kernel -> kernel.name)
                .toList();
    }

    private static String mounts(String kernel, List<String> images) {
        return kernel + " has mounted " + (images.isEmpty() ? "nothing" : String.join(" and ", images));
    }

    private String mountsOf(String name) {
        var kernel = state.named(name);
        return kernel == null
                ? absent(name)
                : mounts(name, state.mounts().stream()
                        .filter(mount -> mount.kernel() == kernel.slot)
                        .map(mount -> imageAt(mount.base()))
                        .toList());
    }

    private String imageAt(long base) {
        return state.images().stream()
                .filter(image -> image.base() == base)
                .map(SharedImage::name)
                .findFirst()
                .orElse("what is not there any more");
    }

    private static String machine(boolean reset) {
        return reset ? "the machine has been reset" : "the machine runs";
    }

    // --- memory -----------------------------------------------------------------------------------

    private Observation memory(Expectation.Memory e) {
        boolean pool = Expectation.isPool(e.kernel());
        var kernel = state.named(pool ? Expectation.keeperOf(e.kernel()) : e.kernel());
        var who = pool
                ? "the " + e.kernel() + " has "
                : e.kernel() + (e.layer() == Layer.BELIEF ? " believes to have " : " has ");
        var ranges = kernel == null ? List.<Range>of() : ranges(e, kernel);
        long bytes = ranges.stream().mapToLong(Range::bytes).sum();
        var extent = e.extent();
        var wanted = extent.pieces().map(b -> "memory in " + Counts.counted(b.words(Long::toString), "piece"))
                .or(() -> extent.bytes().map(b -> b.words(Sizes::shown) + " of memory"))
                .orElseGet(() -> words(extent.ranges().orElse(List.of())));
        var found = extent.pieces().map(_ -> "memory in " + Counts.counted("" + ranges.size(), "piece"))
                .or(() -> extent.bytes().map(_ -> Sizes.shown(bytes) + " of memory"))
                .orElseGet(() -> words(ranges));
        boolean held = extent.pieces().map(b -> b.hold(ranges.size())).orElse(true)
                && extent.bytes().map(b -> b.hold(bytes)).orElse(true)
                && extent.ranges().map(ranges::equals).orElse(true);
        return observed(who + wanted, kernel == null ? absent(e.kernel()) : who + found, held && kernel != null);
    }

    private List<Range> ranges(Expectation.Memory e, Kernel kernel) {
        if (Expectation.isPool(e.kernel())) {
            return kernel.pool.chunks().stream().map(c -> new Range(c.base(), c.bytes())).toList();
        }
        return e.layer() == Layer.BELIEF
                ? kernel.memory.stream().map(r -> new Range(r.base(), r.bytes())).toList()
                : state.pool(Math.max(State.HOST, kernel.parent)).regionsOf(kernel.slot).stream()
                        .map(r -> new Range(r.base(), r.bytes()))
                        .toList();
    }

    private static String words(List<Range> ranges) {
        return ranges.isEmpty()
                ? "no memory"
                : ranges.stream()
                        .map(r -> Sizes.shown(r.bytes()) + " at 0x" + Long.toHexString(r.base()))
                        .collect(Collectors.joining(", "));
    }
}
