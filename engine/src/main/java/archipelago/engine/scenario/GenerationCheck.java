package archipelago.engine.scenario;

import archipelago.engine.command.Command;
import archipelago.engine.devicetree.FlattenedTree;
import archipelago.engine.overlay.Change;
import archipelago.engine.overlay.InstancesTree;
import java.util.List;
import java.util.Optional;

/// Whether there is, in a generation, what a command asks with: kerf, a file, a call. A call that is there and is
/// refused is another matter, which the machine decides.
public final class GenerationCheck {
    /// Why a command cannot be given.
    ///
    /// @param sentence without a full stop
    /// @param advice what to do instead
    public record Objection(String sentence, String advice) {}

    private GenerationCheck() {}

    /// Empty if the command can be given to a host of this generation.
    public static Optional<Objection> of(Generation generation, Command command) {
        return generation.series() ? inSeries(generation, command) : later(generation, command);
    }

    private static Optional<Objection> inSeries(Generation generation, Command command) {
        boolean instances = generation.identity() == Generation.Identity.INSTANCE;
        return switch (command) {
            case Command.Call.KexecLoad _ -> instances
                    ? objection("in October 2025 kexec_load gives an image no id, so that nobody could start it",
                            "\"kexec-file-load\"")
                    : Optional.empty();
            case Command.FillPool _,
                Command.EmptyPool _,
                Command.GrowPool _,
                Command.ShrinkPool _,
                Command.CpuToPool _,
                Command.DeviceToPool _,
                Command.DeviceToHost _ -> objection("there was no pool of CPUs or devices in 2025",
                    "\"write\" 0 to /sys/devices/system/cpu/cpu<n>/online");
            case Command.Create _ -> objection("there was no kerf in 2025 that could create an instance", instances
                    ? "\"write\" a tree to /sys/fs/multikernel/device_tree"
                    : "\"kexec-load\"");
            case Command.Delete _ -> objection("there was no kerf in 2025 that could delete an instance", instances
                    ? "\"rmdir\" of /sys/fs/multikernel/instances/<name>"
                    : "nothing: what runs cannot be taken back");
            case Command.AddCpu _,
                Command.RemoveCpu _,
                Command.AddMemory _,
                Command.RemoveMemory _,
                Command.AddDevice _,
                Command.RemoveDevice _,
                Command.RollBack _ -> objection("in 2025 a kernel kept what it was started with",
                    "a kernel that is started with something else");
            case Command.ForceHalt _ -> objection("in 2025 no kernel could be stopped by force", "nothing");
            case Command.Load _, Command.Halt _, Command.Unload _ -> instances
                    ? Optional.empty()
                    : objection("in September 2025 nothing had a name or an id", "\"kexec-load\" and \"reboot\"");
            case Command.Arm _ -> objection("a standby kernel came after mk2", "\"generation\": \"later\"");
            default -> Optional.empty();
        };
    }

    private static Optional<Objection> later(Generation generation, Command command) {
        return switch (command) {
            case Command.Call.KexecLoad _ -> objection("since October 2025 kexec_load is for no other kernel's image",
                    "\"kexec-file-load\", or \"generation\": \"rfc-v1\"");
            case Command.Call.SendMessage _ -> objection(generation.words() + " sends its messages itself",
                    "\"generation\": \"rfc-v1\" or \"rfc-v2\"");
            default -> Optional.empty();
        };
    }

    /// The names of the kernels that a call of the two series makes, if it succeeds.
    static List<String> kernelsOf(Generation generation, Command.Call call) {
        return switch (call) {
            case Command.Call.KexecLoad(var kernel, var image, long _, long _, var _, long _) ->
                List.of(kernel.isEmpty() ? image : kernel);
            case Command.Call.WriteFile(var _, var content)
            when generation.files() == Generation.Files.INSTANCES
                    && FlattenedTree.headerIsRight(content.bytes()) ->
                InstancesTree.read(content, Integer.MAX_VALUE).stream()
                        .filter(Change.InstanceDescribed.class::isInstance)
                        .map(change -> ((Change.InstanceDescribed) change).instance())
                        .toList();
            default -> List.of();
        };
    }

    private static Optional<Objection> objection(String sentence, String advice) {
        return Optional.of(new Objection(sentence, advice));
    }
}
