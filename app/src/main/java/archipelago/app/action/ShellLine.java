package archipelago.app.action;

import archipelago.engine.command.Command;
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
            case Command.In(var kernel, var order) -> now.kerfLine(kernel).of(order);
            default -> now.kerfLine().of(command);
        };
    }

    /// Whether words are a line for a shell or a program, and are to look like one.
    public static boolean isCode(String words) {
        return words.startsWith("kerf ") || words.startsWith("rmdir ") || words.startsWith("kexec_file_load(");
    }
}
