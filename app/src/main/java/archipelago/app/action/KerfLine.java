package archipelago.app.action;

import archipelago.engine.base.CpuList;
import archipelago.engine.base.Sizes;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The line that does the same with the real tool, kerf 0.2.0, or with a shell or a bare system call
/// where the tool has no verb for it.
public final class KerfLine {
    private KerfLine() {}

    /// Empty for what the tool cannot do: a fault has no command.
    public static Optional<String> of(Command command, Frame frame, Machine machine) {
        return Optional.ofNullable(
                switch (command) {
                    case Command.FillPool fill -> "kerf init --cpus=" + CpuList.text(fill.cpus());
                    case Command.EmptyPool() -> "kerf init --cpus=none --memory=none";
                    case Command.CpuToPool(long cpu) -> "kerf init --cpus=" + lent(frame, machine, cpu, true);
                    case Command.CpuToHost(long cpu) -> "kerf init --cpus=" + lent(frame, machine, cpu, false);
                    case Command.Create create -> "kerf create " + create.instance();
                    case Command.Load load -> "kerf load " + load.instance() + " --kernel=" + load.image()
                            + (load.cmdline().isEmpty() ? "" : " --cmdline=\"" + load.cmdline() + "\"");
                    case Command.Exec(var name) -> "kerf exec " + name;
                    case Command.Halt(var name) -> "kerf kill " + name;
                    case Command.ForceHalt(var name) -> "kerf kill " + name + " --force";
                    case Command.Unload(var name) -> "kerf unload " + name;
                    case Command.Delete(var name) -> "kerf delete " + name;
                    case Command.AddCpu(var name, long cpu) -> update(frame, machine, name, cpu, true);
                    case Command.RemoveCpu(var name, long cpu) -> update(frame, machine, name, cpu, false);
                    case Command.GrowPool(long bytes, int node) -> "kerf init --cpus=" + lent(frame, machine)
                            + " --memory=" + poolMemory(frame, machine, node, bytes, -1);
                    case Command.ShrinkPool(long base) -> "kerf init --cpus=" + lent(frame, machine)
                            + " --memory=" + poolMemory(frame, machine, -1, 0, base);
                    case Command.DeviceToPool(var device) -> "kerf init --cpus=" + lent(frame, machine)
                            + " --devices=" + devices(frame, machine, owner -> owner != 0, device, true);
                    case Command.DeviceToHost(var device) -> "kerf init --cpus=" + lent(frame, machine)
                            + " --devices=" + devices(frame, machine, owner -> owner != 0, device, false);
                    case Command.AddMemory(var name, long bytes, int _) ->
                        "kerf update " + name + " --memory=" + size(memory(frame, name) + bytes);
                    case Command.RemoveMemory(var name, long base) ->
                        "kerf update " + name + " --memory=" + size(memory(frame, name) - region(frame, base));
                    case Command.AddDevice(var name, var device) -> "kerf update " + name + " --devices="
                            + devices(frame, machine, owner -> owner == slot(frame, name), device, true);
                    case Command.RemoveDevice(var name, var device) -> "kerf update " + name + " --devices="
                            + devices(frame, machine, owner -> owner == slot(frame, name), device, false);
                    case Command.RollBack(int number) -> "rmdir /sys/fs/multikernel/overlays/tx_" + number;
                    case Command.Call.KexecFileLoad call ->
                        "kexec_file_load(-1, -1, …, 0x" + Long.toHexString(call.flags()) + ")";
                    default -> null;
                });
    }

    /// Whether words are a line for a shell or a program, and are to look like one.
    public static boolean isCode(String words) {
        return words.startsWith("kerf ") || words.startsWith("rmdir ") || words.startsWith("kexec_file_load(");
    }

    /// `kerf update` names all the cores that the instance is to have.
    private static String update(Frame frame, Machine machine, String name, long cpu, boolean added) {
        var ids = new ArrayList<Long>();
        for (int core = 0; core < machine.coreCount(); core++) {
            var owner = frame.owner[core] < 0 ? null : frame.kernel(frame.owner[core]);
            if (owner != null && owner.name().equals(name)) {
                ids.add(machine.physicalId(core));
            }
        }
        return "kerf update " + name + " --cpus=" + changed(ids, cpu, added);
    }

    /// `kerf init` names all the cores that the host is to do without, lent or idle.
    private static String lent(Frame frame, Machine machine, long cpu, boolean added) {
        var ids = new ArrayList<Long>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (frame.owner[core] != 0) {
                ids.add(machine.physicalId(core));
            }
        }
        return changed(ids, cpu, added);
    }

    private static String lent(Frame frame, Machine machine) {
        var ids = new ArrayList<Long>();
        for (int core = 0; core < machine.coreCount(); core++) {
            if (frame.owner[core] != 0) {
                ids.add(machine.physicalId(core));
            }
        }
        return ids.isEmpty() ? "none" : CpuList.text(ids.stream().sorted().toList());
    }

    /// `kerf init` names how much of each node the pool is to have.
    ///
    /// @param node the index of the node that gives more, or -1
    /// @param without the first address of a chunk that goes, or -1
    private static String poolMemory(Frame frame, Machine machine, int node, long moreBytes, long without) {
        var parts = new ArrayList<String>();
        for (int n = 0; n < machine.nodes().size(); n++) {
            long bytes = n == node ? moreBytes : 0;
            for (var chunk : frame.books.chunks()) {
                bytes += chunk.node() == n && chunk.base() != without ? chunk.bytes() : 0;
            }
            if (bytes > 0) {
                parts.add(size(bytes) + "@" + machine.nodes().get(n).number());
            }
        }
        return parts.isEmpty() ? "none" : String.join(",", parts);
    }

    /// As kerf reads sizes: its GB are 1024 MB.
    private static String size(long bytes) {
        return bytes % Sizes.GIB == 0 ? bytes / Sizes.GIB + "GB" : bytes / Sizes.MIB + "MB";
    }

    private static long memory(Frame frame, String name) {
        int slot = slot(frame, name);
        return slot < 0 ? 0 : frame.kernel(slot).memoryBytes();
    }

    private static long region(Frame frame, long base) {
        return frame.memory.stream()
                .filter(range -> range.base() == base)
                .mapToLong(range -> range.bytes())
                .sum();
    }

    private static int slot(Frame frame, String name) {
        return frame.kernels.stream()
                .filter(kernel -> kernel.name().equals(name))
                .mapToInt(kernel -> kernel.slot())
                .findFirst()
                .orElse(-1);
    }

    private static String devices(
            Frame frame, Machine machine, IntPredicate has, String device, boolean added) {
        var names = new ArrayList<String>();
        var owners = frame.books.deviceOwner();
        for (int d = 0; d < owners.size(); d++) {
            var name = machine.devices().get(d).name();
            boolean itself = name.equals(device);
            if (itself ? added : has.test(owners.get(d))) {
                names.add(name);
            }
        }
        return names.isEmpty() ? "none" : String.join(",", names);
    }

    private static String changed(List<Long> ids, long cpu, boolean added) {
        ids.remove(cpu);
        if (added) {
            ids.add(cpu);
        }
        return ids.isEmpty() ? "none" : CpuList.text(ids.stream().sorted().toList());
    }
}
