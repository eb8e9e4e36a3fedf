package archipelago.engine.devicetree;

import archipelago.engine.machine.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `devices` block of a baseline: PCI functions for the pool.
final class BaselineDevices {
    static final int MAX_DEVICES = 1024;

    private static final Pattern PCI_ID = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]");
    private static final String PCI = "pci";
    private static final String PLATFORM = "platform";
    private static final List<String> PROPERTIES = List.of("device-type", "device_type", "pci-id", "vendor-id",
            "device-id", "numa-node", "device-name", "hid", "sriov-vfs", "host-reserved-vf", "available-vfs",
            "namespaces", "host-reserved-ns", "available-ns", "driver", "alias", "reg");

    private final Findings findings;
    private final NodeFields fields;
    private final BaselineTopology topology;
    private final Map<String, Node> byPciId = new HashMap<>();
    private final List<Machine.PciFunction> functions = new ArrayList<>();

    BaselineDevices(Findings findings, BaselineTopology topology) {
        this.findings = findings;
        this.topology = topology;
        fields = new NodeFields(findings);
    }

    List<Machine.PciFunction> functions() {
        return functions;
    }

    void read(Node devices) {
        fields.tellUnknownProperties(devices, List.of());
        if (devices.children().size() > MAX_DEVICES) {
            findings.add(devices.place(), "there are " + devices.children().size() + " devices", "at most "
                    + MAX_DEVICES);
            return;
        }
        devices.children().forEach(this::device);
    }

    private void device(Node device) {
        fields.tellUnknownProperties(device, PROPERTIES);
        switch (type(device)) {
            case PCI -> function(device);
            case PLATFORM -> platform(device);
            default -> findings.add(NodeFields.placeOf(device, typeName(device)),
                    "the type of the device " + device.name() + " is not known",
                    "device-type = \"pci\"; or \"platform\"");
        }
    }

    private static String typeName(Node device) {
        return device.property("device-type").isPresent() ? "device-type" : "device_type";
    }

    /// The type as given, or what the other properties make clear.
    private static String type(Node device) {
        var given = device.property(typeName(device)).map(Property::string);
        if (given.isPresent()) {
            return given.get().value().orElse("");
        }
        boolean platform = device.property("hid").isPresent() || device.property("device-name").isPresent();
        return platform && device.property("pci-id").isEmpty() ? PLATFORM : PCI;
    }

    private void platform(Node device) {
        if (device.property("device-name").isEmpty() && device.property("hid").isEmpty()) {
            findings.add(device.place(), "the platform device " + device.name()
                    + " has neither device-name nor hid",
                    "hid = \"PNP0501\"; or device-name = \"…\";");
        } else {
            findings.note(device.place(), "the platform device " + device.name()
                    + " is left out: a machine has PCI functions only here", "no such device, or a PCI function");
        }
    }

    private void function(Node device) {
        var pciId = fields.required(device, "pci-id", "pci-id = \"0000:3b:00.0\";", Property::string)
                .flatMap(text -> pciId(device, text));
        var vendor = fields.required32(device, "vendor-id", "vendor-id = <0x8086>;", 0xffff);
        var number = fields.required32(device, "device-id", "device-id = <0x1572>;", 0xffff);
        int node = node(device);
        if (pciId.isPresent() && vendor.isPresent() && number.isPresent()) {
            functions.add(new Machine.PciFunction(device.name(), pciId.get(), vendor.get(), number.get(), node));
        }
    }

    private Optional<String> pciId(Node device, String text) {
        var place = NodeFields.placeOf(device, "pci-id");
        var id = text.toLowerCase(Locale.ROOT);
        if (!PCI_ID.matcher(id).matches()) {
            findings.add(place, "\"" + SourceLiterals.shown(text) + "\" is not a PCI id",
                    "domain:bus:slot.function in hexadecimal, such as \"0000:3b:00.0\"");
            return Optional.empty();
        }
        var other = byPciId.putIfAbsent(id, device);
        if (other != null) {
            findings.add(place, "the PCI id " + id + " is used twice, in " + other.name() + " and in "
                    + device.name(),
                    "the id of another function");
        }
        return Optional.of(id);
    }

    private int node(Node device) {
        var id = fields.optional(device, "numa-node", Property::u32);
        if (id.isEmpty()) {
            return -1;
        }
        return BaselineReader.nodeIndex(topology, id.get(), NodeFields.placeOf(device, "numa-node"), findings);
    }
}
