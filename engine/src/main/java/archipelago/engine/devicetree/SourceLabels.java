package archipelago.engine.devicetree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which node a reference means while the file is being read.
final class SourceLabels {
    private static final int MOST_SHOWN = 8;

    private final Map<String, SourceNode> nodes = new LinkedHashMap<>();

    void give(SourceNode node, List<String> labels) {
        for (var label : labels) {
            node.labels.add(label);
            nodes.merge(label, node, (first, second) -> first.labels.contains(label) ? first : second);
        }
    }

    /// The node that `&label` or `&{/path}` means now.
    Optional<SourceNode> find(SourceNode root, String reference) {
        var target = target(reference);
        return reference.startsWith("&{")
                ? root.at(target)
                : Optional.ofNullable(nodes.get(target)).filter(node -> node.labels.contains(target));
    }

    /// The label or the path in a reference.
    static String target(String reference) {
        return reference.startsWith("&{") ? reference.substring(2, reference.length() - 1) : reference.substring(1);
    }

    /// What to write instead of a reference that leads nowhere.
    String advice() {
        var shown = nodes.entrySet().stream()
                .filter(entry -> entry.getValue().labels.contains(entry.getKey()))
                .limit(MOST_SHOWN)
                .map(entry -> "&" + entry.getKey())
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "a label in front of the node that is meant: name: node { … };" : "one of "
                + shown;
    }
}
