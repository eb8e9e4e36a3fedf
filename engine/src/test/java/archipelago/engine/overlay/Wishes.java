package archipelago.engine.overlay;

import archipelago.engine.base.Blob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random wishes of a person: what overlays and baselines can ask for.
final class Wishes {
    private static final List<String> NAMES = List.of("blue", "amber", "b-2", "größe", "a b");

    private final SplittableRandom random;

    Wishes(long seed) {
        random = new SplittableRandom(seed);
    }

    List<Change> overlay() {
        return list(8, this::change);
    }

    /// One instance for each operation, and no pool.
    List<Change> oldOverlay() {
        var changes = new ArrayList<Change>();
        if (random.nextBoolean()) {
            changes.add(new Change.InstanceCreate(name(), id(), pages(0), cpus(), nodes(),
                    random.nextBoolean() ? Change.ANY_BASE : pages(0), list(3, () -> "nic" + random.nextInt(9))));
        }
        var removing = name();
        var adding = name();
        cpus().forEach(cpu -> changes.add(new Change.CpuRemove(removing, cpu)));
        cpus().forEach(cpu -> changes.add(new Change.CpuAdd(adding, cpu, random.nextInt(8))));
        changes.addAll(list(3, () -> new Change.MemoryRemove(removing, pages(0), pages(0))));
        changes.addAll(list(3, () -> new Change.MemoryAdd(adding, pages(0), pages(0), random.nextInt(8))));
        changes.addAll(list(3, () -> new Change.DeviceRemove(removing, pciId())));
        changes.addAll(list(3, () -> new Change.DeviceAdd(adding, pciId(), word())));
        if (random.nextBoolean()) {
            changes.add(new Change.InstanceRemove(name()));
        }
        return changes;
    }

    Change change() {
        return switch (random.nextInt(14)) {
            case 0 -> new Change.PoolCpuAdd(cpu(), node());
            case 1 -> new Change.PoolCpuRemove(cpu(), node());
            case 2 -> new Change.PoolMemoryAdd(pages(1), node());
            case 3 -> new Change.PoolMemoryRemove(pages(0), pages(0), node());
            case 4 -> new Change.PoolDeviceAdd(pciId(), word());
            case 5 -> new Change.PoolDeviceRemove(pciId());
            case 6 -> new Change.InstanceCreate(name(), id(), pages(0), cpus(), nodes());
            case 7 -> new Change.InstanceRemove(name());
            case 8 -> new Change.CpuAdd(name(), cpu(), node());
            case 9 -> new Change.CpuRemove(name(), cpu());
            case 10 -> new Change.MemoryAdd(name(), pages(0), pages(0), node());
            case 11 -> new Change.MemoryRemove(name(), pages(0), pages(0));
            case 12 -> new Change.DeviceAdd(name(), pciId(), word());
            default -> new Change.DeviceRemove(name(), pciId());
        };
    }

    private <T> List<T> list(int most, Supplier<T> maker) {
        return Stream.generate(maker).limit(random.nextInt(most + 1)).toList();
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String word() {
        return random.nextBoolean() ? "" : "vfio-pci";
    }

    private int id() {
        return random.nextBoolean() ? Change.ANY_ID : random.nextInt();
    }

    private int node() {
        return random.nextInt(4) == 0 ? Change.ANY_NODE : random.nextInt(KernelValues.MOST_NODES);
    }

    private List<Integer> nodes() {
        return list(3, () -> random.nextInt(KernelValues.MOST_NODES));
    }

    private long cpu() {
        return random.nextInt(8) == 0 ? random.nextLong(1L << 32) : random.nextInt(64);
    }

    private List<Long> cpus() {
        return List.copyOf(new LinkedHashSet<>(list(6, this::cpu)));
    }

    private long pages(long least) {
        return least + random.nextInt(4) == 0 ? 0 : (1 + random.nextLong(1L << 39)) << 12;
    }

    private String pciId() {
        return "%04x:%02x:%02x.%x".formatted(
                random.nextInt(1 << 16), random.nextInt(256), random.nextInt(32), random.nextInt(8));
    }

    List<OverlayWriter.PciFunction> functions() {
        int count = random.nextInt(4);
        return IntStream.range(0, count)
                .mapToObj(i -> new OverlayWriter.PciFunction(
                        "pci_" + i, pciId(), random.nextInt(1 << 16), random.nextInt(1 << 16)))
                .toList();
    }

    Blob baseline() {
        return OverlayWriter.baseline(someCpus(), requests(), functions());
    }

    Blob oldBaseline() {
        return OverlayWriter.baseline(someCpus(), claim(), functions());
    }

    List<Change.PoolMemoryAdd> requests() {
        return Stream.generate(() -> new Change.PoolMemoryAdd(pages(1), node()))
                .limit(1 + random.nextInt(3))
                .toList();
    }

    Change.PoolMemoryClaim claim() {
        return new Change.PoolMemoryClaim(pages(0), pages(1));
    }

    List<Long> someCpus() {
        var cpus = cpus();
        return cpus.isEmpty() ? List.of(cpu()) : cpus;
    }
}
