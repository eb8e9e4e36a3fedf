package archipelago.app.action;

import archipelago.engine.base.CpuList;
import archipelago.engine.command.Command;
import archipelago.engine.frame.Frame;
import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line that does the same with the real tool, kerf 0.2.0.
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
                    default -> null;
                });
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

    private static String changed(List<Long> ids, long cpu, boolean added) {
        ids.remove(cpu);
        if (added) {
            ids.add(cpu);
        }
        return ids.isEmpty() ? "none" : CpuList.text(ids.stream().sorted().toList());
    }
}
