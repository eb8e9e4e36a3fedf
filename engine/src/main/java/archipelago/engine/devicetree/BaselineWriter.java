package archipelago.engine.devicetree;

import archipelago.engine.command.Command;
import archipelago.engine.machine.Machine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a kerf baseline: what [BaselineReader] reads, as text that a person can go on with.
public final class BaselineWriter {
    private static final int CPUS_IN_A_LINE = 16;

    private BaselineWriter() {}

    /// The source of a baseline. Of the machine's devices those of the pool are told, as a baseline tells no others.
    public static String write(Baseline baseline) {
        var machine = baseline.machine();
        var request = baseline.request();
        var out = new StringBuilder("/dts-v1/;\n\n/ {\n    compatible = \"linux,multikernel-host\";\n\n    resources {\n");
        cpus(out, "        ", request.cpus());
        for (int i = 0; i < request.memory().size(); i++) {
            memory(out, i, request.memory().get(i), machine);
        }
        devices(out, machine, request);
        out.append("\n        topology {\n            numa-nodes {\n");
        for (int node = 0; node < machine.nodes().size(); node++) {
            node(out, machine, node);
        }
        return out.append("            };\n        };\n    };\n};\n").toString();
    }

    private static void cpus(StringBuilder out, String indent, List<Long> cpus) {
        out.append(indent).append("cpus = /bits/ 64 <");
        for (int i = 0; i < cpus.size(); i++) {
            boolean newLine = i > 0 && i % CPUS_IN_A_LINE == 0;
            out.append(newLine ? "\n" + indent + "                  " : i > 0 ? " " : "").append(cpus.get(i));
        }
        out.append(">;\n");
    }

    private static void memory(StringBuilder out, int number, Command.MemoryRequest request, Machine machine) {
        out.append("\n        memory@").append(number).append(" {\n            size = /bits/ 64 <")
                .append(hex(request.bytes())).append(">;\n");
        if (request.node() >= 0) {
            out.append("            numa-node-id = <").append(machine.nodes().get(request.node()).number())
                    .append(">;\n");
        }
        out.append("        };\n");
    }

    private static void devices(StringBuilder out, Machine machine, Command.FillPool request) {
        var own = machine.devices().stream().filter(device -> request.devices().contains(device.name())).toList();
        if (own.isEmpty()) {
            return;
        }
        out.append("\n        devices {\n");
        for (var device : own) {
            out.append("            ").append(device.name()).append(" {\n")
                    .append("                device-type = \"pci\";\n")
                    .append("                pci-id = \"").append(device.pciId()).append("\";\n")
                    .append("                vendor-id = <").append(hex(device.vendor())).append(">;\n")
                    .append("                device-id = <").append(hex(device.device())).append(">;\n");
            if (device.node() >= 0) {
                out.append("                numa-node = <").append(machine.nodes().get(device.node()).number())
                        .append(">;\n");
            }
            out.append("            };\n");
        }
        out.append("        };\n");
    }

    private static void node(StringBuilder out, Machine machine, int index) {
        var node = machine.nodes().get(index);
        var indent = "                    ";
        out.append("                node@").append(node.number()).append(" {\n")
                .append(indent).append("node-id = <").append(node.number()).append(">;\n")
                .append(indent).append("socket-id = <").append(node.socket()).append(">;\n")
                .append(indent).append("memory-base = /bits/ 64 <").append(hex(node.base())).append(">;\n")
                .append(indent).append("memory-size = /bits/ 64 <").append(hex(node.bytes())).append(">;\n");
        cpus(out, indent, machine.cores().stream()
                .filter(core -> core.node() == index)
                .map(Machine.Core::physicalId)
                .toList());
        var distances = new StringBuilder();
        for (int to = 0; to < machine.nodes().size(); to++) {
            distances.append(to == 0 ? "" : ", ").append('<').append(machine.nodes().get(to).number()).append(' ')
                    .append(node.distances().get(to)).append('>');
        }
        out.append(indent).append("memory-type = \"dram\";\n")
                .append(indent).append("distance-matrix = ").append(distances).append(";\n")
                .append("                };\n");
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number).toLowerCase(Locale.ROOT);
    }
}
