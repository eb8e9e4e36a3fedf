package archipelago.engine.devicetree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The grammar of device-tree source outside of nodes. Behind every problem it finds its way again,
/// at the next `;` or `}`.
final class SourceParser {
    private final SourceScanner in;
    private final Findings findings;
    private final SourceLiterals literals;
    private final SourceValues values;
    private final SourcePunctuation punctuation;
    private final SourceLabels known = new SourceLabels();
    private final SourceBody body;
    private final SourceNode root;
    private final List<DeviceTree.Reservation> reservations = new ArrayList<>();
    private boolean plugin;
    private boolean rootSeen;
    private int fragments;

    /// What the grammar yields; references are not resolved yet.
    record Parsed(SourceNode root, List<DeviceTree.Reservation> reservations, boolean plugin) {}

    SourceParser(String file, String text, Findings findings) {
        this.findings = findings;
        in = new SourceScanner(file, text, findings);
        literals = new SourceLiterals(in, findings);
        values = new SourceValues(in, literals, findings);
        punctuation = new SourcePunctuation(in, literals, findings);
        body = new SourceBody(in, values, punctuation, known, findings);
        root = new SourceNode("", null, new Place(file, 1, 1));
    }

    Parsed parse() {
        header();
        while (punctuation.more()) {
            topLevel();
        }
        if (!rootSeen && !findings.full()) {
            findings.add(in.place(), "the file has no root node", "/ { … };");
        }
        return new Parsed(root, reservations, plugin);
    }

    private void header() {
        in.skipBlank();
        var place = in.place();
        boolean found = in.take("/dts-v1/") || in.take("/multikernel-v1/");
        if (!found) {
            boolean mark = in.peek() == '\uFEFF';
            findings.add(place, mark ? "the file begins with a byte-order mark"
                    : "the file does not begin with its header",
                    mark ? "the same file, saved as UTF-8 without a byte-order mark"
                            : "/dts-v1/; as the first line");
            if (mark) {
                in.skip();
                in.skipBlank();
                in.take("/dts-v1/");
                in.take(";");
            }
            return;
        }
        punctuation.semicolon("the header");
        while (punctuation.more() && (in.take("/dts-v1/") || in.take("/multikernel-v1/"))) {
            punctuation.semicolon("the header");
        }
        if (in.take("/plugin/")) {
            plugin = true;
            punctuation.semicolon("/plugin/");
        }
    }

    private void topLevel() {
        var place = in.place();
        var labels = punctuation.labels();
        if (in.take("/memreserve/")) {
            reservation(labels, place);
        } else if (in.take("/delete-node/")) {
            deleteReferred();
        } else if (in.take("/omit-if-no-ref/")) {
            in.skipBlank();
            referred(in.place()).ifPresent(node -> node.omittedIfUnused = true);
            punctuation.semicolon("/omit-if-no-ref/");
        } else if (punctuation.refusedDirective()) {
            punctuation.recover();
        } else if (in.peek() == '&') {
            extension(labels, place);
        } else if (in.peek() == '/') {
            in.skip();
            rootNode(labels, place);
        } else {
            strayAtTop();
        }
    }

    private void rootNode(List<String> labels, Place place) {
        in.skipBlank();
        if (in.peek() != '{') {
            var word = in.word();
            findings.add(place, word.isEmpty() ? "a { is missing behind the /" : "/" + SourceLiterals.shown(word)
                    + " is not known here", "/ { … }; for the root node");
            punctuation.recover();
            return;
        }
        if (!labels.isEmpty()) {
            findings.add(place, "the root node cannot have a label", "no label; &{/} refers to the root");
        }
        boolean fresh = !rootSeen;
        rootSeen = true;
        root.place = fresh ? place : root.place;
        body.read(root, fresh, 1);
    }

    private void strayAtTop() {
        var place = in.place();
        if (in.take("}")) {
            findings.add(place, "this } closes nothing", "no } here, or a { before it");
            in.skipBlank();
            in.take(";");
        } else if (in.take(";")) {
            findings.add(place, "this ; ends nothing", "no ; here");
        } else if (in.peek() != '#' || !punctuation.preprocessor()) {
            var word = in.word();
            findings.add(place, (word.isEmpty() ? in.shownCharacter() : SourceLiterals.shown(word))
                    + " cannot stand outside of the root node", "/ { … }; around all nodes and properties");
            punctuation.recover();
        }
    }

    private void reservation(List<String> labels, Place place) {
        if (rootSeen) {
            findings.add(place, "/memreserve/ stands behind a node", "it before the first node");
        }
        in.skipBlank();
        var numbers = new CellExpression(in, literals, findings);
        long address = numbers.read();
        in.skipBlank();
        long bytes = numbers.read();
        reservations.add(new DeviceTree.Reservation(labels, address, bytes, place));
        punctuation.semicolon("/memreserve/");
    }

    private void deleteReferred() {
        in.skipBlank();
        referred(in.place()).ifPresent(node -> {
            if (node == root) {
                findings.add(in.place(), "the root node cannot be deleted", "another node");
            } else {
                node.delete();
            }
        });
        punctuation.semicolon("/delete-node/");
    }

    /// `&label { … };` adds to a node that has been seen; in an overlay, to one of another tree.
    private void extension(List<String> labels, Place place) {
        var reference = values.reference();
        in.skipBlank();
        if (in.peek() != '{') {
            findings.add(in.place(), "a { is missing behind " + reference, reference + " { … };");
            punctuation.recover();
            return;
        }
        var node = reference.isEmpty() ? Optional.<SourceNode>empty() : known.find(root, reference);
        if (node.isPresent()) {
            known.give(node.get(), labels);
            body.read(node.get(), false, depth(node.get()));
        } else if (plugin && !reference.isEmpty()) {
            rootSeen = true;
            body.read(fragment(reference, place), true, 3);
        } else {
            if (!reference.isEmpty()) {
                findings.add(place, "there is no node " + reference + " before this line", known.advice());
            }
            body.read(new SourceNode("", null, place), true, 1);
        }
    }

    private SourceNode fragment(String reference, Place place) {
        var fragment = root.childFor("fragment@" + fragments++, place);
        boolean path = reference.startsWith("&{");
        var target = fragment.propertyFor(path ? "target-path" : "target", place);
        target.parts = List.of(path
                ? new Part.Text(SourceLabels.target(reference), place)
                : new Part.Cells(32, List.of(new Cell(0, reference, place)), place));
        return fragment.childFor("__overlay__", place);
    }

    private Optional<SourceNode> referred(Place place) {
        if (in.peek() != '&') {
            findings.add(place, "a reference to a node is missing here", "&label or &{/path}");
            return Optional.empty();
        }
        var reference = values.reference();
        var node = reference.isEmpty() ? Optional.<SourceNode>empty() : known.find(root, reference);
        if (node.isEmpty() && !reference.isEmpty()) {
            findings.add(place, "there is no node " + reference + " before this line", known.advice());
        }
        return node;
    }

    private static int depth(SourceNode node) {
        int depth = 1;
        for (var up = node.parent; up != null; up = up.parent) {
            depth++;
        }
        return depth;
    }
}
