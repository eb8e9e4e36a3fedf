package archipelago.engine.kerf;

import archipelago.engine.machine.Machine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The tool's own checks of a pool and of instances, before the kernel hears of anything.
final class Validator {
    /// What there is to give out.
    ///
    /// @param hostCpus those that the host keeps
    /// @param poolCpus those that the pool has or is to have
    /// @param systemCpus those that the system lists, or did before the pool took them
    /// @param poolBytes of memory
    /// @param chunks as the tree of the pool says; none for a pool that is only planned
    /// @param iomem chunks as `/proc/iomem` says
    /// @param devices by all the names that they may be called by
    record Inventory(
            List<Long> hostCpus,
            List<Long> poolCpus,
            List<Long> systemCpus,
            long poolBytes,
            List<PoolTree.Chunk> chunks,
            List<PoolTree.Chunk> iomem,
            List<String> devices) {}

    /// An instance that exists or is planned.
    ///
    /// @param id 0 for one that the kernel will choose
    /// @param base of its memory, or 0 where the kernel will choose
    record Planned(
            String name,
            int id,
            List<Long> cpus,
            long base,
            long bytes,
            List<String> devices,
            List<Integer> nodes,
            CpuChoice.Affinity affinity) {}

    private final Machine machine;
    private final Inventory inventory;
    private final Findings findings = new Findings();

    Validator(Machine machine, Inventory inventory) {
        this.machine = machine;
        this.inventory = inventory;
    }

    /// Checks a pool that is asked for.
    static Findings pool(KerfRun run, PoolRequest wanted) {
        var system = new TreeSet<>(HostFacts.hostCpus(run.files()));
        system.addAll(PoolTree.read(run.files()).cpus());
        long bytes = wanted.memory().values().stream().mapToLong(Long::longValue).sum();
        var names = wanted.devices().stream().map(PoolRequest.Device::calledBy).toList();
        var inventory = new Inventory(
                wanted.hostCpus(), wanted.cpus(), List.copyOf(system), bytes, List.of(), List.of(), names);
        return new Validator(run.machine(), inventory).check(List.of());
    }

    /// Checks all instances together with one that is planned.
    static Findings instance(KerfRun run, PoolTree pool, List<InstanceFiles> others, Planned planned) {
        var host = HostFacts.hostCpus(run.files());
        var system = new TreeSet<>(host);
        system.addAll(pool.cpus());
        var names = new ArrayList<String>();
        pool.devices().forEach(device -> names.addAll(List.of(device.name(), device.pciId(), device.ownName())));
        others.forEach(other -> other.devices().forEach(device -> names.add(device.name())));
        var iomem = HostFacts.iomem(run.files()).stream()
                .filter(HostFacts.Range::chunk)
                .map(range -> new PoolTree.Chunk(range.base(), range.end() - range.base(), MemorySpec.ANY_NODE))
                .toList();
        var inventory = new Inventory(
                host, pool.cpus(), List.copyOf(system), pool.bytes(), pool.chunks(), iomem, names);
        var all = new ArrayList<Planned>();
        for (var other : others) {
            var devices = other.devices().stream().map(TreeDevices.Device::name).toList();
            all.add(new Planned(
                    other.name(), other.id(), other.cpus(), 0, other.memoryBytes(), devices, List.of(), null));
        }
        all.add(planned);
        return new Validator(run.machine(), inventory).check(all);
    }

    Findings check(List<Planned> instances) {
        hardware();
        for (var instance : instances) {
            twins(instance, instances);
            cpus(instance, instances);
            memory(instance, instances);
            devices(instance);
            placement(instance);
        }
        totals(instances);
        return findings;
    }

    // --- the pool -------------------------------------------------------------------------------

    private void hardware() {
        if (inventory.poolCpus().isEmpty()) {
            findings.error("Hardware inventory: no CPUs are available for instances");
        }
        var both = inventory.hostCpus().stream().filter(inventory.poolCpus()::contains).toList();
        if (!both.isEmpty()) {
            findings.error("Hardware inventory: CPUs " + both + " are both the host's and the pool's");
        }
        int total = inventory.hostCpus().size() + inventory.poolCpus().size();
        if (total > inventory.systemCpus().size()) {
            findings.warning("Hardware inventory: " + total + " CPUs are more than the " + inventory.systemCpus().size()
                    + " of this system; some may have been hot-unplugged");
        }
        var unknown = inventory.poolCpus().stream().filter(cpu -> !inventory.systemCpus().contains(cpu)).toList();
        if (!unknown.isEmpty()) {
            findings.warning("Hardware inventory: CPUs " + unknown + " do not exist in this system; they may have been"
                    + " hot-unplugged");
        }
        if (inventory.poolBytes() <= 0) {
            findings.error("Hardware inventory: the pool has no memory");
        }
        if (!inventory.chunks().isEmpty()) {
            chunks();
        }
    }

    private void chunks() {
        for (var chunk : inventory.chunks()) {
            var real = inventory.iomem().stream().filter(range -> range.base() == chunk.base()).findFirst();
            if (real.isEmpty()) {
                findings.error("Hardware inventory: no pool memory begins at 0x" + Long.toHexString(chunk.base())
                        + " in /proc/iomem");
            } else if (real.get().bytes() != chunk.bytes()) {
                findings.error("Hardware inventory: the pool's memory at 0x" + Long.toHexString(chunk.base()) + " has "
                        + chunk.bytes() + " bytes, and " + real.get().bytes() + " in /proc/iomem");
            }
        }
    }

    // --- an instance ----------------------------------------------------------------------------

    private void twins(Planned instance, List<Planned> all) {
        for (var other : all.subList(0, all.indexOf(instance))) {
            if (other.name().equals(instance.name())) {
                findings.error("Duplicate instance name: " + instance.name());
            }
            if (instance.id() != 0 && other.id() == instance.id()) {
                findings.error("Duplicate instance id: " + instance.id() + " is that of " + other.name());
            }
        }
    }

    private void cpus(Planned instance, List<Planned> all) {
        for (long cpu : instance.cpus()) {
            if (!inventory.systemCpus().contains(cpu)) {
                findings.error(instance.name() + ": CPU " + cpu + " is not in the hardware inventory");
            } else if (inventory.hostCpus().contains(cpu)) {
                findings.error(instance.name() + ": CPU " + cpu + " is reserved for the host");
                findings.suggestion("Use CPUs of the pool: " + CpuSpec.shown(inventory.poolCpus()));
            }
        }
        for (var other : all.subList(0, all.indexOf(instance))) {
            var shared = instance.cpus().stream().filter(other.cpus()::contains).toList();
            if (!shared.isEmpty()) {
                findings.error(instance.name() + ": CPUs " + shared + " overlap with those of " + other.name());
                var free = inventory.poolCpus().stream()
                        .filter(cpu -> all.stream().noneMatch(i -> i.cpus().contains(cpu)))
                        .toList();
                findings.suggestion(free.isEmpty() ? "No CPU of the pool is free" : "Use CPUs " + CpuSpec.shown(free));
            }
        }
    }

    private void memory(Planned instance, List<Planned> all) {
        if (instance.bytes() % 4096 != 0 || instance.base() % 4096 != 0) {
            findings.warning(instance.name() + ": its memory is not page-aligned");
        }
        if (instance.base() == 0) {
            return; // The kernel chooses where.
        }
        long end = instance.base() + instance.bytes();
        long first = inventory.chunks().stream().mapToLong(PoolTree.Chunk::base).min().orElse(0);
        long last = inventory.chunks().stream().mapToLong(PoolTree.Chunk::end).max().orElse(0);
        if (instance.base() < first) {
            findings.error(instance.name() + ": its memory begins below the pool's");
        } else if (end > last) {
            findings.error(instance.name() + ": its memory reaches beyond the pool's");
        } else if (inventory.chunks().stream().noneMatch(c -> c.base() <= instance.base() && end <= c.end())) {
            findings.error(instance.name() + ": its memory lies inside no chunk of the pool");
        }
        for (var other : all.subList(0, all.indexOf(instance))) {
            if (other.base() != 0 && instance.base() < other.base() + other.bytes() && other.base() < end) {
                findings.error(instance.name() + ": its memory overlaps with that of " + other.name());
            }
        }
    }

    /// Names with `_vf` or `_ns` mean a virtual function or a namespace, of which this machine's devices have
    /// none.
    private void devices(Planned instance) {
        for (var name : instance.devices()) {
            boolean part = name.matches(".+_(vf|ns)[0-9]+");
            var whole = part ? name.replaceFirst("_(vf|ns)[0-9]+$", "") : name;
            if (!inventory.devices().contains(whole)) {
                findings.error(instance.name() + ": there is no device " + whole + " in the pool");
            } else if (part) {
                findings.error(instance.name() + ": " + whole + " has no "
                        + (name.contains("_vf") ? "virtual function " : "namespace ")
                        + name.substring(whole.length() + 3));
            }
        }
    }

    private void placement(Planned instance) {
        var known = HostFacts.nodes(machine);
        for (int node : instance.nodes()) {
            if (!known.contains(node)) {
                findings.error(instance.name() + ": NUMA node " + node + " does not exist");
            }
        }
        var on = new TreeSet<Integer>();
        for (long cpu : instance.cpus()) {
            var node = HostFacts.node(machine, cpu);
            node.ifPresent(on::add);
            if (!instance.nodes().isEmpty() && node.filter(n -> !instance.nodes().contains(n)).isPresent()) {
                findings.warning(instance.name() + ": CPU " + cpu + " is on NUMA node " + node.get()
                        + ", not on " + instance.nodes() + "; its memory may be remote");
            }
        }
        if (instance.affinity() == CpuChoice.Affinity.COMPACT && on.size() > 1) {
            findings.warning(instance.name() + ": compact affinity, but its CPUs span NUMA nodes " + on);
        } else if (instance.affinity() == CpuChoice.Affinity.SPREAD && on.size() == 1) {
            findings.warning(instance.name() + ": spread affinity, but all its CPUs are on NUMA node " + on.first());
        }
    }

    // --- all together ---------------------------------------------------------------------------

    private void totals(List<Planned> instances) {
        long cpus = instances.stream().mapToLong(instance -> instance.cpus().size()).sum();
        long bytes = instances.stream().mapToLong(Planned::bytes).sum();
        if (cpus > inventory.poolCpus().size()) {
            findings.error("The instances want " + cpus + " CPUs, and the pool has " + inventory.poolCpus().size());
        }
        if (bytes > inventory.poolBytes()) {
            findings.error("The instances want " + bytes + " bytes, and the pool has " + inventory.poolBytes());
        }
        unallocated(inventory.poolCpus().size() - cpus, inventory.poolCpus().size(), "CPUs");
        unallocated(inventory.poolBytes() - bytes, inventory.poolBytes(), "bytes");
    }

    private void unallocated(long left, long all, String what) {
        if (left > 0) {
            var hundredfold = BigDecimal.valueOf(left).movePointRight(2);
            var percent = hundredfold.divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_EVEN);
            findings.warning("Resource utilization: " + left + " " + what + " (" + percent + "% of the pool) are left"
                    + " unallocated");
        }
    }
}
