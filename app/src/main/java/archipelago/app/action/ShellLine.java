package archipelago.app.action;

import archipelago.engine.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line that does the same on a real machine: one of the tool kerf, of a shell, or a bare system call
/// where the tool has no verb for it.
public final class ShellLine {
    private ShellLine() {}

    /// Empty for what no line can do: a fault has no command.
    public static Optional<String> of(Command command, Situation now) {
        return switch (command) {
            case Command.RollBack(int number) -> Optional.of("rmdir /sys/fs/multikernel/overlays/tx_" + number);
            case Command.Call.KexecFileLoad call ->
                Optional.of("kexec_file_load(-1, -1, …, 0x" + Long.toHexString(call.flags()) + ")");
            default -> now.kerfLine().of(command);
        };
    }

    /// A line for each command, one below the other; empty if one of them has none, for half of the lines would
    /// leave a person half way.
    public static Optional<String> ofAll(List<Command> commands, Situation now) {
        var lines = new ArrayList<String>();
        for (var command : commands) {
            of(command, now).ifPresent(lines::add);
        }
        return lines.size() == commands.size() ? Optional.of(String.join("\n", lines)) : Optional.empty();
    }

    /// Whether words are a line for a shell or a program, and are to look like one.
    public static boolean isCode(String words) {
        return words.startsWith("kerf ") || words.startsWith("rmdir ") || words.startsWith("kexec_file_load(");
    }
}
