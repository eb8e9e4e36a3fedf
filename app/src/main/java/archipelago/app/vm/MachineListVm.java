package archipelago.app.vm;

import archipelago.app.i18n.Terms;
import archipelago.app.i18n.Text;
import archipelago.app.layout.Selection;
import archipelago.engine.base.Sizes;
import archipelago.engine.frame.Frame;
import archipelago.engine.frame.KernelView;
import archipelago.engine.frame.MemoryView;
import archipelago.engine.scenario.Scenario;
import archipelago.engine.state.CoreTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole machine as a list with levels: what it is built of, and which kernels have what. Everything that the map
/// shows in colours stands here in words.
public final class MachineListVm {
    /// One line of the list. Equal items are the same line, before and after things have changed hands.
    public sealed interface Item {
        /// A line that only holds others.
        record Group(Part part) implements Item {}

        record OfSocket(int number) implements Item {}

        record OfNode(int index) implements Item {}

        /// A last-level cache, where a node has several.
        record OfCache(int number) implements Item {}

        /// @param kernel the kernel under which it stands; [#PLACE] under its node or its cache
        record OfCore(int core, int kernel) implements Item {}

        /// @param slot a kernel's, or the pool of one
        record OfKernel(int slot) implements Item {}

        /// What of a kernel's things are gathered in one line.
        record Share(int slot, Part part) implements Item {}

        record OfMemory(long base, int kernel) implements Item {}

        record OfDevice(int index, int kernel) implements Item {}

        record OfService(String name, int kernel) implements Item {}

        record OfProgram(String name, int kernel) implements Item {}
    }

    /// Where a core stands that is not told of under a kernel.
    public static final int PLACE = Integer.MIN_VALUE;

    /// What lines are gathered under.
    public enum Part {
        MACHINE,
        HARDWARE,
        KERNELS,
        CORES,
        MEMORY,
        DEVICES,
        SERVICES
    }

    /// What stands in the columns of a line.
    public record Columns(String name, String kernel, String state, String load, String waiting) {
        /// The line as it is read out.
        public String spoken() {
            var parts = new ArrayList<>(List.of(name));
            for (var part : List.of(state, kernel.isEmpty() ? "" : Text.LIST_OF.of(kernel))) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
            if (!load.isEmpty()) {
                parts.add(Text.LIST_BUSY.of(load));
            }
            if (!waiting.isEmpty()) {
                parts.add(Text.LIST_WAIT.of(waiting));
            }
            return String.join(", ", parts);
        }
    }

    private final Scenario scenario;
    private final FactWords words;
    private Frame frame;
    private Shape shape = new Shape(List.of(), List.of(), List.of(), List.of());
    private int edition;

    /// What has to change for lines to come or go.
    private record Shape(List<Integer> owners, List<Integer> kernels, List<MemoryView> memory, List<Integer> devices) {}

    public MachineListVm(Scenario scenario, FactWords words) {
        this.scenario = scenario;
        this.words = words;
    }

    public void update(Frame newest) {
        frame = newest;
        var owners = IntStream.range(0, newest.owner.length).mapToObj(core -> place(newest, core)).toList();
        var kernels = newest.kernels.stream().map(KernelView::slot).toList();
        var now = new Shape(owners, kernels, List.copyOf(newest.memory), newest.books.deviceOwner());
        if (!now.equals(shape)) {
            shape = now;
            edition++;
        }
    }

    /// The kernel that a core belongs to, or the pool of one.
    private static int place(Frame frame, int core) {
        int owner = frame.owner[core];
        return frame.idle.get(core) ? CoreTable.pool(owner) : owner;
    }

    /// A number that changes whenever lines have come or gone.
    public int edition() {
        return edition;
    }

    /// The lines under a line, in order.
    public List<Item> under(Item item) {
        if (frame == null) {
            return List.of();
        }
        var machine = scenario.machine();
        return switch (item) {
            case Item.Group(var part) -> switch (part) {
                case MACHINE -> List.of(new Item.Group(Part.KERNELS), new Item.Group(Part.HARDWARE));
                case HARDWARE -> IntStream.range(0, machine.socketCount())
                        .<Item>mapToObj(Item.OfSocket::new)
                        .toList();
                case KERNELS -> places();
                case CORES, MEMORY, DEVICES, SERVICES -> List.of();
            };
            case Item.OfSocket(int number) -> IntStream.range(0, machine.nodes().size())
                    .filter(node -> machine.nodes().get(node).socket() == number)
                    .<Item>mapToObj(Item.OfNode::new)
                    .toList();
            case Item.OfNode(int node) -> machine.hasCaches() ? caches(node) : cores(core -> machine.node(core) == node, PLACE);
            case Item.OfCache(int cache) -> cores(core -> machine.cache(core) == cache, PLACE);
            case Item.OfKernel(int slot) -> Arrays.asList(Part.CORES, Part.MEMORY, Part.DEVICES, Part.SERVICES).stream()
                    .<Item>map(part -> new Item.Share(slot, part))
                    .filter(share -> !under(share).isEmpty())
                    .toList();
            case Item.Share(int slot, var part) -> share(slot, part);
            case Item.OfCore _, Item.OfMemory _, Item.OfDevice _, Item.OfService _, Item.OfProgram _ -> List.of();
        };
    }

    private List<Item> caches(int node) {
        var machine = scenario.machine();
        return IntStream.range(0, machine.cacheCount())
                .filter(cache -> machine.node(machine.coresOfCache(cache).getFirst()) == node)
                .<Item>mapToObj(Item.OfCache::new)
                .toList();
    }

    private List<Item> places() {
        var places = new ArrayList<Item>();
        for (var kernel : frame.kernels) {
            places.add(new Item.OfKernel(kernel.slot()));
            if (frame.lenders.containsKey(kernel.slot())) {
                places.add(new Item.OfKernel(CoreTable.pool(kernel.slot())));
            }
        }
        if (frame.books.generation().hasPool()) {
            places.add(new Item.OfKernel(CoreTable.POOL));
        }
        return places;
    }

    private List<Item> cores(java.util.function.IntPredicate which, int kernel) {
        return IntStream.range(0, frame.owner.length)
                .filter(which)
                .<Item>mapToObj(core -> new Item.OfCore(core, kernel))
                .toList();
    }

    private List<Item> share(int slot, Part part) {
        return switch (part) {
            case CORES -> cores(core -> place(frame, core) == slot, slot);
            case MEMORY -> frame.memory.stream()
                    .filter(range -> range.kernel() == slot && !range.inPool())
                    .<Item>map(range -> new Item.OfMemory(range.base(), slot))
                    .toList();
            case DEVICES -> IntStream.range(0, frame.books.deviceOwner().size())
                    .filter(device -> frame.books.deviceOwner().get(device) == slot)
                    .<Item>mapToObj(device -> new Item.OfDevice(device, slot))
                    .toList();
            case SERVICES -> services(slot);
            case MACHINE, HARDWARE, KERNELS -> List.of();
        };
    }

    private List<Item> services(int slot) {
        var kernel = frame.kernel(slot);
        if (kernel == null) {
            return List.of();
        }
        var items = new ArrayList<Item>();
        for (var service : scenario.services()) {
            if (service.kernel().equals(kernel.name())) {
                items.add(new Item.OfService(service.name(), slot));
            }
        }
        var programs = new TreeMap<String, Integer>();
        frame.tasks.stream().filter(task -> task.kernel() == slot).forEach(task -> programs.merge(task.program(), 1, Integer::sum));
        programs.keySet().forEach(program -> items.add(new Item.OfProgram(program, slot)));
        return items;
    }

    /// What a line says now.
    public Columns columns(Item item) {
        var machine = scenario.machine();
        return switch (item) {
            case Item.Group(var part) -> plain(words(part).of(), "");
            case Item.OfSocket(int number) ->
                new Columns(Text.SOCKET_TITLE.of(number), "", "", load(core ->
                        machine.nodes().get(machine.node(core)).socket() == number), "");
            case Item.OfNode(int node) -> new Columns(
                    Text.NODE_TITLE.of(machine.nodes().get(node).number()),
                    "",
                    Sizes.shown(machine.nodes().get(node).bytes()),
                    load(core -> machine.node(core) == node),
                    "");
            case Item.OfCache(int cache) -> new Columns(
                    Text.LIST_CACHE.of(cache),
                    "",
                    Text.CORES.count(machine.coresOfCache(cache).size()),
                    load(core -> machine.cache(core) == cache),
                    "");
            case Item.OfCore(int core, int _) -> ofCore(core);
            case Item.OfKernel(int slot) -> ofKernel(slot);
            case Item.Share(int slot, var part) -> plain(words(part).of(), count(slot, part));
            case Item.OfMemory(long base, int kernel) -> ofMemory(base, kernel);
            case Item.OfDevice(int index, int kernel) -> {
                var device = machine.devices().get(index);
                var state = frame.devicesGone.get(index) ? Text.LIST_GONE.of() : device.pciId();
                yield new Columns(device.name(), words.owner(kernel), state, "", "");
            }
            case Item.OfService(var name, int kernel) -> {
                var served = frame.kernel(kernel) == null ? 0 : frame.kernel(kernel).served();
                yield new Columns(name, words.owner(kernel), Text.LIST_SERVED.of(Figures.grouped(served)), "", "");
            }
            case Item.OfProgram(var name, int kernel) -> {
                var work = KernelWork.of(frame, kernel, words).programs().stream()
                        .filter(program -> program.name().equals(name))
                        .map(KernelWork.Program::states)
                        .findFirst()
                        .orElse("");
                yield new Columns(name, words.owner(kernel), work, "", "");
            }
        };
    }

    private static Columns plain(String name, String state) {
        return new Columns(name, "", state, "", "");
    }

    private String count(int slot, Part part) {
        var under = share(slot, part);
        if (part == Part.MEMORY) {
            return Sizes.shown(frame.memory.stream()
                    .filter(range -> range.kernel() == slot && !range.inPool())
                    .mapToLong(MemoryView::bytes)
                    .sum());
        }
        return Figures.grouped(under.size());
    }

    private Columns ofCore(int core) {
        boolean hangs = frame.hangs(core);
        var state = hangs ? Terms.of(frame.hang(core)).of() : words.site(frame.site(core), frame.siteKernel[core]);
        int waiting = 0;
        for (var kernel : frame.kernels) {
            waiting += kernel.bootCore() == core ? kernel.pending() : 0;
        }
        var others = scenario.machine().siblings(core).stream()
                .filter(other -> other != core)
                .map(words::cpu)
                .collect(Collectors.joining(", "));
        return new Columns(
                others.isEmpty() ? words.cpu(core) : Text.LIST_SIBLING.of(words.cpu(core), others),
                words.owner(place(frame, core)),
                state,
                Text.PERCENT.of(frame.meanLoad(core)),
                waiting == 0 ? "" : Figures.grouped(waiting));
    }

    private Columns ofKernel(int slot) {
        var kernel = slot < 0 ? null : frame.present(slot);
        if (kernel == null) {
            var stock = new PoolStock(frame, Math.max(0, CoreTable.keeper(slot)));
            return plain(words.owner(slot), Text.CORES.count(stock.cores().size()));
        }
        var annotation = KernelsVm.annotation(frame, kernel);
        var state = annotation.isEmpty() ? kernel.status().word() : kernel.status().word() + ", " + annotation;
        return new Columns(
                kernel.name(),
                kernel.nested() ? words.owner(kernel.lender()) : "",
                state,
                load(core -> frame.owner[core] == slot),
                Figures.grouped(kernel.pending()));
    }

    private Columns ofMemory(long base, int kernel) {
        var range = frame.memory.stream().filter(one -> one.base() == base && one.kernel() == kernel).findFirst();
        var place = Text.LIST_FROM.of("0x" + Long.toHexString(base));
        return new Columns(
                range.map(one -> Sizes.shown(one.bytes())).orElse(""),
                words.owner(kernel),
                range.map(one -> place + ", " + Text.NODE.of(scenario.machine().nodes().get(one.node()).number()))
                        .orElse(place),
                "",
                "");
    }

    private String load(java.util.function.IntPredicate which) {
        var cores = IntStream.range(0, frame.owner.length).filter(which).toArray();
        int sum = Arrays.stream(cores).map(frame::meanLoad).sum();
        return cores.length == 0 ? "" : Text.PERCENT.of(Math.round((float) sum / cores.length));
    }

    private static Text words(Part part) {
        return switch (part) {
            case MACHINE -> Text.MAP_TITLE;
            case HARDWARE -> Text.LIST_HARDWARE;
            case KERNELS -> Text.ROW_KERNELS;
            case CORES -> Text.ROW_CORES;
            case MEMORY -> Text.ROW_MEMORY;
            case DEVICES -> Text.ROW_DEVICES;
            case SERVICES -> Text.LIST_SERVICES;
        };
    }

    /// What a line stands for.
    public Selection selection(Item item) {
        return switch (item) {
            case Item.OfCore(int core, int _) -> new Selection.OfCore(core);
            case Item.OfKernel(int slot) -> new Selection.OfKernel(slot);
            case Item.Share(int slot, var _) -> new Selection.OfKernel(slot);
            case Item.OfService(var _, int kernel) -> new Selection.OfKernel(kernel);
            case Item.OfProgram(var _, int kernel) -> new Selection.OfKernel(kernel);
            case Item.OfMemory(long base, int _) -> new Selection.OfRegion(base);
            case Item.OfDevice(int index, int _) -> new Selection.OfDevice(index);
            case Item.OfNode(int index) -> new Selection.OfNode(index);
            case Item.Group _, Item.OfSocket _, Item.OfCache _ -> Selection.NOTHING;
        };
    }

    /// The way from the top to the line that stands for something; empty if nothing does.
    public List<Item> wayTo(Selection selection) {
        var top = new Item.Group(Part.MACHINE);
        var kernels = List.<Item>of(top, new Item.Group(Part.KERNELS));
        return switch (selection) {
            case Selection.OfKernel(int slot) -> way(kernels, new Item.OfKernel(slot));
            case Selection.OfCore(int core) when frame != null -> {
                int place = place(frame, core);
                yield way(kernels, new Item.OfKernel(place), new Item.Share(place, Part.CORES), new Item.OfCore(core, place));
            }
            case Selection.OfNode(int index) -> way(
                    List.of(top, new Item.Group(Part.HARDWARE)),
                    new Item.OfSocket(scenario.machine().nodes().get(index).socket()),
                    new Item.OfNode(index));
            case Selection.OfDevice(int index) when frame != null && index < frame.books.deviceOwner().size() -> {
                int slot = frame.books.deviceOwner().get(index);
                yield way(kernels, new Item.OfKernel(slot), new Item.Share(slot, Part.DEVICES), new Item.OfDevice(index, slot));
            }
            case Selection.OfRegion(long base) when frame != null -> frame.memory.stream()
                    .filter(range -> range.base() == base && range.kernel() >= 0)
                    .findFirst()
                    .map(range -> way(
                            kernels,
                            new Item.OfKernel(range.kernel()),
                            new Item.Share(range.kernel(), Part.MEMORY),
                            new Item.OfMemory(base, range.kernel())))
                    .orElse(Collections.emptyList());
            default -> List.of();
        };
    }

    private static List<Item> way(List<Item> begin, Item... rest) {
        var way = new ArrayList<>(begin);
        way.addAll(Arrays.asList(rest));
        return way;
    }
}
