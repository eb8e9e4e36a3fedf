package archipelago.app.action;

import archipelago.engine.command.Command;
import archipelago.engine.frame.KernelView;
import archipelago.engine.kerf.KerfLine;
import archipelago.engine.scenario.FaultWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The line that does the same on a real machine: one of the tool kerf, of a shell, or a bare system call
/// where the tool has no verb for it. What is done inside a kernel is a line for a shell or a program there.
public final class ShellLine {
    private static final String PROMPT = "# ";
    private static final Pattern CODE =
            Pattern.compile("([^ #]+" + PROMPT + ")?((kerf|rmdir|mount|stat|dd|inject) |[a-z_]+\\()");

    private ShellLine() {}

    /// Empty for what no line can do. A fault has a line at the prompt of `archipelago shell`, and none on a real
    /// machine. A line that is for a prompt in an instance says so.
    public static Optional<String> of(Command command, Situation now) {
        return command instanceof Command.In(var kernel, var order)
                ? of(order, now, now.kerfLine(kernel)).map(line -> kernel + PROMPT + line)
                : of(command, now, now.kerfLine());
    }

    private static Optional<String> of(Command command, Situation now, KerfLine kerf) {
        return switch (command) {
            case Command.RollBack(int number) -> Optional.of("rmdir /sys/fs/multikernel/overlays/tx_" + number);
            case Command.Call.KexecFileLoad call ->
                Optional.of("kexec_file_load(-1, -1, …, 0x" + Long.toHexString(call.flags()) + ")");
            case Command.Fault fault -> Optional.of("inject " + FaultWords.words(fault));
            case Command.Vsock call -> Optional.of(vsock(call, now));
            case Command.Dax call -> Optional.of(dax(call, now));
            default -> kerf.of(command);
        };
    }

    private static String vsock(Command.Vsock call, Situation now) {
        return switch (call) {
            case Command.Vsock.Listen(var name, long port) -> "listen(" + address(cid(name, now), port) + ")";
            case Command.Vsock.Connect(var _, long cid, long port) -> "connect(fd, " + address(cid, port) + ")";
            case Command.Vsock.Send(var _, int _, long bytes) -> "send(fd, …, " + bytes + ", 0)";
            case Command.Vsock.Close _ -> "close(fd)";
        };
    }

    private static String address(long cid, long port) {
        return "{AF_VSOCK, cid=" + cid + ", port=" + port + "}";
    }

    /// The context id of a kernel is the id of its instance.
    private static long cid(String name, Situation now) {
        return now.frame().kernels.stream()
                .filter(kernel -> kernel.name().equals(name))
                .mapToLong(KernelView::id)
                .findFirst()
                .orElse(0);
    }

    private static String dax(Command.Dax call, Situation now) {
        return switch (call) {
            case Command.Dax.Build(var _, long bytes, long _) ->
                "ioctl(/dev/dma_heap/multikernel, DMA_HEAP_IOCTL_ALLOC, {len=0x" + Long.toHexString(bytes) + "})";
            case Command.Dax.Free _ -> "close(fd)";
            case Command.Dax.Mount(var _, var image) -> "mount -t daxfs -o " + place(image, now) + " none /mnt";
            case Command.Dax.Lookup(var _, var _, var path) -> "stat /mnt" + path;
            case Command.Dax.Write(var _, var _, var path, long bytes) ->
                "dd if=/dev/zero of=/mnt" + path + " bs=" + bytes + " count=1";
        };
    }

    private static String place(String name, Situation now) {
        return now.frame().images.stream()
                .filter(image -> image.name().equals(name))
                .map(image -> "phys=0x" + Long.toHexString(image.base()) + ",size=" + image.bytes())
                .findFirst()
                .orElse("phys=…");
    }

    /// A line for each command, one below the other; empty if one of them has none, for half of the lines would
    /// leave a person half way.
    public static Optional<String> ofAll(List<Command> commands, Situation now) {
        var lines = new ArrayList<String>();
        for (var command : commands) {
            of(command, now).ifPresent(lines::add);
        }
        return !lines.isEmpty() && lines.size() == commands.size() ? Optional.of(String.join("\n", lines)) : Optional.empty();
    }

    /// Whether words are a line for a shell or a program, and are to look like one.
    public static boolean isCode(String words) {
        return CODE.matcher(words).lookingAt();
    }
}
