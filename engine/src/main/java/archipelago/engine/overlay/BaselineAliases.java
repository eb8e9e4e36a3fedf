package archipelago.engine.overlay;

import archipelago.engine.devicetree.FlatNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which devices of a baseline have a second name, by which the instance that gets one knows it: a
/// property of `/aliases` whose text is the device's path. (`dts.c`, `mk_dt_node_alias`.)
final class BaselineAliases {
    /// By the node's full name; only looked up, never walked through.
    private final Map<String, String> aliases = new HashMap<>();

    /// @param resources the full name of the node in which the devices stand
    BaselineAliases(FlatNode root, String resources, FlatNode devices) {
        var list = root.child("aliases");
        if (list.isEmpty()) {
            return;
        }
        // A path's last part means the first device of that name, or of that name with a unit address.
        var first = new HashMap<String, String>();
        for (var device : devices.children()) {
            first.putIfAbsent(device.name(), device.name());
            int at = device.name().indexOf('@');
            if (at >= 0) {
                first.putIfAbsent(device.name().substring(0, at), device.name());
            }
        }
        for (var alias : list.get().looseTexts()) {
            var parts = List.of(alias.text().split("/+"));
            if (parts.size() == 4
                    && parts.getFirst().isEmpty()
                    && (parts.get(1).equals("resources") || parts.get(1).equals(resources))
                    && (parts.get(2).equals("devices") || parts.get(2).equals(devices.name()))
                    && first.containsKey(parts.getLast())) {
                aliases.putIfAbsent(first.get(parts.getLast()), alias.name());
            }
        }
    }

    /// The first alias of a device, or an empty text.
    String of(FlatNode device) {
        return aliases.getOrDefault(device.name(), "");
    }
}
