package archipelago.engine.overlay;

import archipelago.engine.base.Errno;
import archipelago.engine.devicetree.FlatNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `resources` asks for in an `instance-create`. Nothing of it has to be there; the first thing that
/// is wrong, in the kernel's order, refuses it. (`kernel/multikernel/dts.c`, `mk_dt_parse_resources`.)
///
/// @param memoryBase the address that was proposed, or [Change#ANY_BASE]
/// @param devices names of the baseline's devices
record InstanceResources(
        long memoryBytes,
        List<Long> cpus,
        List<Integer> nodes,
        long memoryBase,
        List<String> devices,
        Optional<Change.Rejected> refusal) {
    private static final String MEMORY = "memory-bytes";
    private static final String CPUS = "cpus";
    private static final String NODES = "numa-nodes";
    private static final String DEVICES = "device-names";

    static InstanceResources mk2(FlatNode node) {
        var refusal = Stream.of(
                        memoryRefusal(node),
                        cpusRefusal(node, 8, "must be an array of 64-bit physical CPU IDs"),
                        nodesRefusal(node),
                        Optional.of("device-names is not supported; assign devices with device-add")
                                .filter(why -> node.has(DEVICES)))
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return refused(Errno.EINVAL, refusal.get());
        }
        return of(node, node.property(CPUS).map(value -> KernelValues.numbers(value, 8)).orElse(List.of()),
                nodes(node), Change.ANY_BASE, List.of());
    }

    /// The kernels of that time did not look at the nodes, nor at the address.
    static InstanceResources mk1(FlatNode node) {
        var refusal = memoryRefusal(node).or(() -> cpusRefusal(node, 4, "must be multiple of 4"));
        if (refusal.isPresent()) {
            return refused(Errno.EINVAL, refusal.get());
        }
        return of(node, node.property(CPUS).map(InstanceResources::mk1Cpus).orElse(List.of()),
                nodesRefusal(node).isPresent() ? List.of() : nodes(node),
                KernelValues.u64(node, "memory-base").filter(KernelValues::canExist).orElse(Change.ANY_BASE),
                names(node));
    }

    /// First 32 bits, later 64: numbers that make sense with 64 have 64.
    static List<Long> mk1Cpus(byte[] value) {
        if (value.length % 8 == 0) {
            var wide = KernelValues.numbers(value, 8);
            if (wide.stream().allMatch(id -> id >>> 32 == 0)) {
                return wide;
            }
        }
        return KernelValues.numbers(value, 4);
    }

    private static InstanceResources of(
            FlatNode node, List<Long> cpus, List<Integer> nodes, long memoryBase, List<String> devices) {
        long bytes = KernelValues.u64(node, MEMORY).orElse(0L);
        return KernelValues.canExist(bytes)
                ? new InstanceResources(
                        bytes, cpus.stream().distinct().toList(), nodes, memoryBase, devices, Optional.empty())
                : refused(Errno.ENOMEM, "Requested memory (" + KernelValues.hex(bytes) + ") exceeds available pool");
    }

    private static InstanceResources refused(Errno errno, String why) {
        return new InstanceResources(0, List.of(), List.of(), Change.ANY_BASE, List.of(),
                Optional.of(new Change.Rejected(errno, why)));
    }

    private static Optional<String> memoryRefusal(FlatNode node) {
        if (!node.has(MEMORY)) {
            return Optional.empty();
        }
        var bytes = KernelValues.u64(node, MEMORY);
        if (bytes.isEmpty()) {
            return Optional.of("Invalid memory-bytes property length: " + length(node, MEMORY)
                    + " (must be 8 bytes for u64 size)");
        }
        return KernelValues.isWholePages(bytes.get())
                ? Optional.empty()
                : Optional.of(bytes.get() == 0
                        ? "Invalid memory size 0 in memory-bytes"
                        : "Memory size " + KernelValues.hex(bytes.get()) + " not page-aligned");
    }

    private static Optional<String> cpusRefusal(FlatNode node, int width, String rule) {
        int length = node.has(CPUS) ? length(node, CPUS) : width;
        if (length % width != 0) {
            return Optional.of("Invalid cpus property length: " + length + " (" + rule + ")");
        }
        return length == 0 ? Optional.of("Empty CPU list in cpus") : Optional.empty();
    }

    private static Optional<String> nodesRefusal(FlatNode node) {
        if (!node.has(NODES)) {
            return Optional.empty();
        }
        int length = length(node, NODES);
        if (length == 0 || length % 4 != 0) {
            return Optional.of("Invalid numa-nodes property length: " + length
                    + " (must be an array of 32-bit node IDs)");
        }
        long first = KernelValues.leadingU32(node, NODES).orElseThrow();
        return first < KernelValues.MOST_NODES
                ? Optional.empty()
                : Optional.of("Invalid NUMA node " + first + " in numa-nodes");
    }

    private static List<Integer> nodes(FlatNode node) {
        return node.property(NODES)
                .map(value -> KernelValues.numbers(value, 4))
                .orElse(List.of())
                .stream()
                .map(Long::intValue)
                .toList();
    }

    /// Strings one behind the other, up to an empty one.
    private static List<String> names(FlatNode node) {
        return node.property(DEVICES)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .map(text -> Stream.of(text.split("\0", -1)).takeWhile(name -> !name.isEmpty()).toList())
                .orElse(List.of());
    }

    private static int length(FlatNode node, String property) {
        return node.property(property).orElseThrow().length;
    }
}
