package archipelago.engine.kerf;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.kernfs.Books;
import archipelago.engine.kernfs.OwnHardware;
import archipelago.engine.machine.Machine;
import archipelago.engine.machine.Machine.PciFunction;
import archipelago.engine.state.CoreTable;
import archipelago.engine.state.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The line with which a person gives the same order to kerf 0.2.0. `kerf init` and `kerf update` are told all
/// that there is to be, so their lines follow from what the books say now. [KerfTool] comes from every line back
/// to the order.
public final class KerfLine {
    private final Books books;
    /// The hardware of the whole machine, by whose lists orders and books mean nodes and functions.
    private final Machine whole;
    /// What of it there is on the kernel on which the line is given.
    private final Machine machine;
    private final KnownImages images;

    public KerfLine(Books books, Machine machine, KnownImages images) {
        this.books = books;
        whole = machine;
        this.machine = OwnHardware.of(machine, books);
        this.images = images;
    }

    /// Empty for what the tool cannot say: a fault has no command; kerf sorts CPUs, always names the node of the
    /// pool's memory, and cannot take the last CPU or the last device of an instance.
    public Optional<String> of(Command order) {
        return switch (order) {
            case Command.FillPool c -> fill(c);
            case Command.EmptyPool() -> Optional.of("kerf init --cpus=none --memory=none");
            case Command.CpuToPool(long cpu) -> init(order, cpus(cpu, true), memory(), devices());
            case Command.CpuToHost(long cpu) -> init(order, cpus(cpu, false), memory(), devices());
            case Command.GrowPool(long bytes, int node) -> init(order, poolCpus(), memory(node, bytes), devices());
            case Command.ShrinkPool(long base) -> books.chunks().stream()
                    .filter(chunk -> chunk.base() == base)
                    .findFirst()
                    .flatMap(c -> init(order, poolCpus(), memory(c.node(), -c.bytes()), devices()));
            case Command.DeviceToPool(var name) -> init(order, poolCpus(), memory(), devices(name, true));
            case Command.DeviceToHost(var name) -> init(
                    new Command.DeviceToHost(alias(name)), poolCpus(), memory(), devices(name, false));
            case Command.Create c -> create(c);
            case Command.Load c -> load(c);
            case Command.Exec(var name) -> Optional.of("kerf exec " + name);
            case Command.Halt(var name) -> Optional.of("kerf kill " + name);
            case Command.ForceHalt(var name) -> Optional.of("kerf kill " + name + " --force");
            case Command.Unload(var name) -> Optional.of("kerf unload " + name);
            case Command.Delete(var name) -> Optional.of("kerf delete " + name);
            case Command.AddCpu(var name, long cpu) -> updateCpus(name, cpu, true);
            case Command.RemoveCpu(var name, long cpu) -> updateCpus(name, cpu, false);
            case Command.AddMemory c -> addMemory(c);
            case Command.RemoveMemory(var name, long base) -> removeMemory(name, base);
            case Command.AddDevice(var name, var device) -> updateDevices(name, device, true);
            case Command.RemoveDevice(var name, var device) -> updateDevices(name, device, false);
            case Command.RollBack _,
                Command.In _,
                Command.Arm _,
                Command.Setting _,
                Command.MoveService _,
                Command.Call _,
                Command.Console _,
                Command.Vsock _,
                Command.Dax _,
                Command.Fault _ -> Optional.empty();
        };
    }

    // --- the pool -------------------------------------------------------------------------------

    private Optional<String> fill(Command.FillPool c) {
        var memory = new TreeMap<Integer, Long>();
        for (var request : c.memory()) {
            if (request.node() < 0 || request.node() >= whole.nodes().size() || request.bytes() <= 0) {
                return Optional.empty();
            }
            memory.put(number(request.node()), request.bytes());
        }
        return pool().live() ? Optional.empty() : init(c, c.cpus(), memory, c.devices());
    }

    /// The line, if it would come to this order again.
    private Optional<String> init(Command order, List<Long> cpus, TreeMap<Integer, Long> memory, List<String> names) {
        boolean real = cpus.stream().allMatch(cpu -> machine.coreOf(cpu) >= 0);
        boolean hostHasOne = cpus.size() < machine.coreCount();
        boolean pages = memory.values().stream().allMatch(bytes -> bytes > 0 && bytes % Sizes.PAGE == 0);
        var devices = new ArrayList<PoolRequest.Device>();
        for (var name : names) {
            var found = HostFacts.device(machine, name);
            if (found.isEmpty() || !sayable(name)) {
                return Optional.empty();
            }
            var d = found.get();
            devices.add(new PoolRequest.Device(name, d.pciId(), d.vendor(), d.device()));
        }
        var wanted = new PoolRequest(List.of(), CpuSpec.sorted(cpus), memory, devices);
        if (!real || !hostHasOne || !pages || wanted.empty() || !order.equals(order(wanted))) {
            return Optional.empty();
        }
        return Optional.of("kerf init --cpus=" + (cpus.isEmpty() ? "none" : CpuList.text(CpuSpec.sorted(cpus)))
                + " --memory=" + sizes(memory)
                + (names.isEmpty() ? "" : " --devices=" + String.join(",", names)));
    }

    private Command order(PoolRequest wanted) {
        var now = pool();
        if (!now.live()) {
            return PoolDifference.baseline(wanted, machine);
        }
        var busy = new TreeSet<Long>();
        for (var chunk : books.chunks()) {
            if (books.regions().stream().anyMatch(region -> lentIn(region, chunk))) {
                busy.add(chunk.base());
            }
        }
        var difference = PoolDifference.between(now, wanted, busy);
        return difference.empty() ? null : difference.order(machine);
    }

    private static boolean lentIn(Pool.Region region, Pool.Chunk chunk) {
        return region.kernel() != Pool.PARK && region.base() >= chunk.base() && region.end() <= chunk.end();
    }

    /// The pool as its tree says it.
    private PoolTree pool() {
        var chunks = books.chunks().stream()
                .map(c -> new PoolTree.Chunk(c.base(), c.bytes(), number(c.node())))
                .toList();
        var devices = owned(CoreTable.POOL).stream()
                .map(d -> new TreeDevices.Device(d.name(), d.pciId(), d.vendor(), d.device()))
                .toList();
        boolean live = !books.freeCpus().isEmpty() || !chunks.isEmpty() || !devices.isEmpty();
        return new PoolTree(books.pool() && live, poolCpus(), books.freeCpus(), chunks, devices);
    }

    private List<Long> poolCpus() {
        var cpus = new ArrayList<>(books.freeCpus());
        books.instances().forEach(instance -> cpus.addAll(instance.cpus()));
        return CpuSpec.sorted(cpus);
    }

    private List<Long> cpus(long cpu, boolean more) {
        return changed(poolCpus(), cpu, more);
    }

    private TreeMap<Integer, Long> memory() {
        var memory = new TreeMap<Integer, Long>();
        books.chunks().forEach(c -> memory.merge(number(c.node()), c.bytes(), Long::sum));
        return memory;
    }

    /// The number by which the kernel knows a node of the machine; to an instance all that it has is on its one node.
    private int number(int node) {
        return machine.nodes().get(Math.min(node, machine.nodes().size() - 1)).number();
    }

    private TreeMap<Integer, Long> memory(int node, long more) {
        var memory = memory();
        if (node >= 0 && node < whole.nodes().size()) {
            memory.merge(number(node), more, Long::sum);
            memory.values().removeIf(bytes -> bytes == 0);
        }
        return memory;
    }

    private static String sizes(TreeMap<Integer, Long> memory) {
        return memory.isEmpty() ? "none" : memory.entrySet().stream()
                .map(entry -> MemorySpec.text(entry.getValue()) + "@" + entry.getKey())
                .collect(Collectors.joining(","));
    }

    private List<String> devices() {
        return owned(CoreTable.POOL).stream().map(PciFunction::name).toList();
    }

    private List<String> devices(String name, boolean more) {
        return changed(devices(), more ? name : alias(name), more);
    }

    private String alias(String name) {
        return HostFacts.device(machine, name).map(PciFunction::name).orElse(name);
    }

    private List<PciFunction> owned(int owner) {
        var owned = new ArrayList<PciFunction>();
        for (int d = 0; d < books.deviceOwner().size(); d++) {
            if (books.deviceOwner().get(d) == owner) {
                owned.add(whole.devices().get(d));
            }
        }
        return owned;
    }

    private static <T> List<T> changed(List<T> list, T item, boolean more) {
        var changed = new ArrayList<>(list);
        changed.remove(item);
        if (more) {
            changed.add(item);
        }
        return changed;
    }

    // --- instances ------------------------------------------------------------------------------

    private Optional<String> create(Command.Create c) {
        boolean sorted = c.cpus().equals(CpuSpec.sorted(c.cpus()));
        boolean known = c.devices().stream()
                .allMatch(name -> sayable(name) && HostFacts.device(machine, name).isPresent());
        boolean node = c.node() < whole.nodes().size();
        if (c.cpus().isEmpty() || !sorted || !known || !node || c.memoryBytes() <= 0) {
            return Optional.empty();
        }
        return Optional.of("kerf create " + c.instance() + (c.id() == 0 ? "" : " --id=" + c.id())
                + " --cpus=" + CpuList.text(c.cpus()) + " --memory=" + MemorySpec.text(c.memoryBytes())
                + (c.node() < 0 ? "" : " --numa-nodes=" + number(c.node()))
                + (c.devices().isEmpty() ? "" : " --devices=" + String.join(",", c.devices())));
    }

    private Optional<String> load(Command.Load c) {
        var kernel = images.kernel(c.image());
        var initrd = c.initrdBytes() == 0 ? Optional.of("") : images.initrd(c.initrdBytes());
        boolean same = kernel.filter(k -> k.bytes() == c.imageBytes() && k.form() == c.form()).isPresent();
        return same && initrd.isPresent()
                ? Optional.of("kerf load " + c.instance() + " --kernel=" + Words.quoted(c.image())
                        + (c.initrdBytes() == 0 ? "" : " --initrd=" + initrd.get())
                        + (c.cmdline().isEmpty() ? "" : " --cmdline=" + Words.quoted(c.cmdline())))
                : Optional.empty();
    }

    private Optional<Books.Instance> instance(String name) {
        return books.instances().stream().filter(instance -> instance.name().equals(name)).findFirst();
    }

    private Optional<String> updateCpus(String name, long cpu, boolean more) {
        return instance(name)
                .filter(instance -> instance.cpus().contains(cpu) != more)
                .map(instance -> CpuSpec.sorted(changed(instance.cpus(), cpu, more)))
                .filter(cpus -> !cpus.isEmpty())
                .map(cpus -> "kerf update " + name + " --cpus=" + CpuList.text(cpus));
    }

    private Optional<String> addMemory(Command.AddMemory c) {
        return instance(c.instance())
                .filter(_ -> c.node() < 0 && c.bytes() > 0)
                .map(instance -> "kerf update " + c.instance() + " --memory="
                        + MemorySpec.text(bytes(regions(instance.slot())) + c.bytes()));
    }

    /// kerf takes the last region that is as large as what is to go.
    private Optional<String> removeMemory(String name, long base) {
        var regions = instance(name).map(instance -> regions(instance.slot())).orElse(List.of());
        var region = regions.stream().filter(r -> r.base() == base).findFirst();
        boolean last = region.isPresent() && regions.size() > 1 && regions.stream()
                .noneMatch(r -> r.bytes() == region.get().bytes() && r.base() > base);
        return last
                ? Optional.of("kerf update " + name + " --memory="
                        + MemorySpec.text(bytes(regions) - region.get().bytes()))
                : Optional.empty();
    }

    private List<Pool.Region> regions(int slot) {
        return books.regions().stream().filter(region -> region.kernel() == slot).toList();
    }

    private static long bytes(List<Pool.Region> regions) {
        return regions.stream().mapToLong(Pool.Region::bytes).sum();
    }

    private Optional<String> updateDevices(String name, String device, boolean more) {
        var instance = instance(name);
        var wanted = HostFacts.device(machine, device);
        if (instance.isEmpty() || wanted.isEmpty()) {
            return Optional.empty();
        }
        var ids = owned(instance.get().slot()).stream().map(PciFunction::pciId).toList();
        var changed = changed(ids, wanted.get().pciId(), more);
        return changed.isEmpty() || ids.contains(wanted.get().pciId()) == more
                ? Optional.empty()
                : Optional.of("kerf update " + name + " --devices=" + String.join(",", changed));
    }

    /// Whether a name can stand in a list of names.
    private static boolean sayable(String name) {
        return name.matches("[A-Za-z0-9:._-]+") && !name.equals("none");
    }
}
