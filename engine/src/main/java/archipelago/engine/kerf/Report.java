package archipelago.engine.kerf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The report that `kerf init --report` prints, after which it changes nothing.
final class Report {
    /// How it is written.
    enum Format {
        TEXT,
        JSON,
        YAML
    }

    private final KerfRun run;
    private final PoolRequest wanted;
    private final Findings findings;

    Report(KerfRun run, PoolRequest wanted, Findings findings) {
        this.run = run;
        this.wanted = wanted;
        this.findings = findings;
    }

    void print(Format format) throws KerfStop {
        switch (format) {
            case TEXT -> text();
            case JSON -> run.say(document().toPrettyString());
            case YAML -> yaml(document(), "");
        }
    }

    // --- text -----------------------------------------------------------------------------------

    private void text() throws KerfStop {
        if (wanted.hostCpus().isEmpty() || wanted.cpus().isEmpty()) {
            run.knownBug("its text report takes for granted that the host and the pool have a CPU each, and breaks off;"
                    + " --format=json works");
            throw KerfStop.refused("Error: list index out of range");
        }
        int total = wanted.hostCpus().size() + wanted.cpus().size();
        run.say("Multikernel Device Tree Validation Report");
        run.say("=".repeat(42));
        run.say("Status: " + (findings.valid() ? "✓ VALID" : "✗ INVALID"));
        run.say("");
        run.say("Hardware Inventory:");
        run.say("  CPUs: " + total + " total");
        run.say("    Host reserved: " + range(wanted.hostCpus(), total));
        run.say("    Memory pool: " + range(wanted.cpus(), total));
        run.say("  Memory: " + MemorySpec.gigabytes(bytes()) + " in the pool");
        wanted.memory().forEach((node, bytes) -> run.say("    Node " + node + ": " + MemorySpec.gigabytes(bytes)));
        run.say("  Devices: " + wanted.devices().size() + " total");
        run.say("");
        run.say("Instance Allocations:");
        run.say("");
        run.say("Resource Utilization:");
        run.say("  CPUs: 0/" + wanted.cpus().size() + " allocated (0%), " + wanted.cpus().size() + " free");
        run.say("  Memory: 0/" + MemorySpec.gigabytes(bytes()) + " allocated (0%)");
        run.say("  Devices: 0/" + wanted.devices().size() + " allocated");
        run.say("");
        section("Validation Errors:", "  ✗ ", findings.errors());
        section("Validation Warnings:", "  ⚠ ", findings.warnings());
        section("Suggestions:", "  ", findings.suggestions());
        run.say(findings.valid()
                ? "✓ All validations passed"
                : "✗ Validation failed with " + findings.errors().size() + " errors");
    }

    private static String range(List<Long> cpus, int total) {
        int percent = cpus.size() * 100 / total;
        return cpus.getFirst() + "-" + cpus.getLast() + " (" + cpus.size() + " CPUs, " + percent + "%)";
    }

    private long bytes() {
        return wanted.memory().values().stream().mapToLong(Long::longValue).sum();
    }

    private void section(String heading, String mark, List<String> lines) {
        if (!lines.isEmpty()) {
            run.say(heading);
            lines.forEach(line -> run.say(mark + line));
            run.say("");
        }
    }

    // --- for programs ---------------------------------------------------------------------------

    private ObjectNode document() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("status", findings.valid() ? "valid" : "invalid");
        strings(json, "errors", findings.errors());
        strings(json, "warnings", findings.warnings());
        strings(json, "suggestions", findings.suggestions());
        var hardware = json.putObject("hardware");
        var cpus = hardware.putObject("cpus").put("total", wanted.hostCpus().size() + wanted.cpus().size());
        wanted.hostCpus().forEach(cpus.putArray("host_reserved")::add);
        wanted.cpus().forEach(cpus.putArray("available")::add);
        hardware.putObject("memory").put("memory_pool_bytes", bytes());
        var devices = hardware.putObject("devices");
        for (var device : wanted.devices()) {
            devices.putObject(device.calledBy()).put("compatible", "pci-device").put("pci_id", device.pciId());
        }
        json.putObject("instances");
        return json;
    }

    private static void strings(ObjectNode json, String name, List<String> lines) {
        lines.forEach(json.putArray(name)::add);
    }

    /// Block style with the keys in the order of their letters, as the tool's library writes it.
    private void yaml(JsonNode node, String indent) {
        var fields = new TreeMap<String, JsonNode>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        fields.forEach((name, value) -> {
            if (value.isValueNode()) {
                run.say(indent + name + ": " + scalar(value));
            } else if (value.isEmpty()) {
                run.say(indent + name + (value.isArray() ? ": []" : ": {}"));
            } else if (value.isArray()) {
                run.say(indent + name + ":");
                items(value).forEach(item -> run.say(indent + "- " + scalar(item)));
            } else {
                run.say(indent + name + ":");
                yaml(value, indent + "  ");
            }
        });
    }

    private static List<JsonNode> items(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }

    private static String scalar(JsonNode value) {
        boolean plain = !value.isTextual() || value.asText().matches("[A-Za-z][A-Za-z0-9_./-]*");
        return plain ? value.asText() : "'" + value.asText().replace("'", "''") + "'";
    }
}
