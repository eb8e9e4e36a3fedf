package archipelago.engine.seek;

import archipelago.engine.journal.Happening;
import archipelago.engine.machine.Machine;
import archipelago.engine.state.MessageKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// What facts are looked for by, in the words of everybody who looks: `cpu 20`, `kernel web-server`, `message ACK`,
/// `fact InstanceRemoved`, `chapter`, `act`, `refusal`, `fault`.
final class ToldWords {
    private final Machine machine;
    private final Function<String, OptionalInt> kernels;

    /// @param kernels the slot of the kernel that has a name, if one has
    ToldWords(Machine machine, Function<String, OptionalInt> kernels) {
        this.machine = machine;
        this.kernels = kernels;
    }

    /// What a word and those behind it mean, all of them; empty if they mean nothing here.
    Optional<Sought> meaning(String word, List<String> rest) {
        boolean alone = rest.isEmpty();
        return switch (word) {
            case "cpu" -> rest.size() == 1 ? cpu(rest.getFirst()) : Optional.empty();
            case "kernel" -> slot(String.join(" ", rest)).map(Sought.OfKernel::new);
            case "message" -> message(String.join("_", rest));
            case "fact" -> fact(String.join("", rest));
            case "chapter" -> alone ? Optional.of(new Sought.Chapter()) : Optional.empty();
            case "act" -> alone ? Optional.of(new Sought.Act()) : Optional.empty();
            case "refusal" -> alone ? Optional.of(new Sought.Refusal()) : Optional.empty();
            case "fault" -> alone ? Optional.of(new Sought.Fault()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The slot of a kernel by its name.
    Optional<Integer> slot(String name) {
        var slot = kernels.apply(name);
        return slot.isPresent() ? Optional.of(slot.getAsInt()) : Optional.empty();
    }

    private Optional<Sought> cpu(String id) {
        for (int core = 0; core < machine.coreCount(); core++) {
            if (String.valueOf(machine.physicalId(core)).equals(id)) {
                return Optional.of(new Sought.OfCore(core));
            }
        }
        return Optional.empty();
    }

    private static Optional<Sought> message(String kind) {
        if (kind.isEmpty()) {
            return Optional.of(new Sought.Message(Optional.empty()));
        }
        return Arrays.stream(MessageKind.values())
                .filter(known -> known.name().equalsIgnoreCase(kind)
                        || known.words().replace(' ', '_').equalsIgnoreCase(kind))
                .findFirst()
                .map(known -> new Sought.Message(Optional.of(known)));
    }

    /// `InstanceRemoved`, `instance removed` and `instance-removed` are one.
    private static Optional<Sought> fact(String kind) {
        var plain = kind.replace("-", "").replace("_", "");
        return Happening.words().stream().filter(plain::equalsIgnoreCase).findFirst().map(Sought.Told::new);
    }
}
