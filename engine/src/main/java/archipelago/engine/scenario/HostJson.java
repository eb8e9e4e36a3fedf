package archipelago.engine.scenario;

import archipelago.engine.base.Sizes;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MemoryRange;
import java.util.List;
import java.util.Optional;

/// The host's kernel as a JSON object: `{ "generation": "mk1", "reserved": { … } }`. What is not said is as
/// in v7.0-mk2 as it comes.
final class HostJson {
    private static final List<String> KEYS = List.of("generation", "reserved", "enforce-signatures", "vsock", "iommu");
    private static final List<String> RESERVED_KEYS = List.of("base", "bytes");
    private static final String EXAMPLE = "{ \"enforce-signatures\": true }";
    private static final String RESERVED_EXAMPLE = "{ \"base\": \"0x100000000\", \"bytes\": \"2GiB\" }";

    private HostJson() {}

    /// Reads what a scenario says of its host.
    ///
    /// @param machine the machine that it runs on, if that is known
    static HostKernel read(Fields scenario, Optional<Machine> machine, Problems problems) {
        var object = scenario.optional("host").object(EXAMPLE);
        if (object.isEmpty()) {
            return HostKernel.USUAL;
        }
        var f = new Fields(object.get(), "a host", KEYS, problems);
        var generation = f.optional("generation").word(Generation.values()).orElse(Generation.MK2);
        var reserved = reserved(f, machine, problems);
        if (reserved.isPresent() && !generation.setsMemoryAside()) {
            problems.add(object.get().placeOf("reserved"), "from mk2 on the pool takes its memory at run time: nothing"
                    + " is reserved before", "\"generation\": \"mk1\", or no reserved memory");
        }
        return new HostKernel(
                generation,
                f.optional("enforce-signatures").yes(false),
                f.optional("vsock").yes(false),
                reserved,
                f.optional("iommu").yes(true));
    }

    private static Optional<MemoryRange> reserved(Fields host, Optional<Machine> machine, Problems problems) {
        var object = host.optional("reserved").object(RESERVED_EXAMPLE);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        var f = new Fields(object.get(), "reserved memory", RESERVED_KEYS, problems);
        var base = f.required("base").address();
        var bytes = f.required("bytes").size("2GiB");
        if (base.isEmpty() || bytes.isEmpty()) {
            return Optional.empty();
        }
        var range = new MemoryRange(base.getAsLong(), bytes.getAsLong());
        if (range.base() < 0 || range.base() % Sizes.PAGE != 0 || range.bytes() == 0
                || range.bytes() % Sizes.PAGE != 0) {
            problems.add(object.get().place(), "reserved memory begins and ends with a page of 4 KiB",
                    RESERVED_EXAMPLE);
            return Optional.empty();
        }
        boolean inside = machine.isEmpty() || machine.get().nodes().stream()
                .anyMatch(node -> range.base() >= node.base() && range.bytes() <= node.end() - range.base());
        if (!inside) {
            problems.add(object.get().place(), "no node of the machine has this memory",
                    "a range inside the memory of one node");
            return Optional.empty();
        }
        return Optional.of(range);
    }
}
