package archipelago.engine.devicetree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The grammar between the braces of a node.
final class SourceBody {
    private static final String NAME_ADVICE =
            "letters, digits and , . _ + - in a name; in a property's also # ? * and in a node's one @";

    private final SourceScanner in;
    private final SourceValues values;
    private final SourcePunctuation punctuation;
    private final SourceLabels known;
    private final Findings findings;
    private boolean endTold;

    SourceBody(SourceScanner in, SourceValues values, SourcePunctuation punctuation, SourceLabels known,
            Findings findings) {
        this.in = in;
        this.values = values;
        this.punctuation = punctuation;
        this.known = known;
        this.findings = findings;
    }

    /// Reads `{ … };`. What is in it goes into `node`.
    ///
    /// @param fresh whether the node did not exist before
    void read(SourceNode node, boolean fresh, int depth) {
        var opening = in.place();
        if (depth > DeviceTreeSource.MAX_DEPTH) {
            findings.add(opening, "nodes are nested deeper than " + DeviceTreeSource.MAX_DEPTH, "a flatter tree");
            punctuation.recover();
            return;
        }
        in.skip();
        var block = new Block(node, fresh, depth, new HashSet<>(), new HashSet<>());
        boolean childSeen = false;
        while (punctuation.more() && in.peek() != '}') {
            childSeen |= statement(block, childSeen);
        }
        if (in.take("}")) {
            punctuation.semicolon("this }");
        } else if (!endTold && !in.cut() && !findings.full()) {
            endTold = true;
            findings.add(opening, "this { is never closed", "}; at the end of the node");
        }
    }

    /// One pair of braces.
    private record Block(
            SourceNode node, boolean fresh, int depth, Set<String> properties, Set<String> children) {}

    /// Reads a property, a child or a deletion; true if it was about a child.
    private boolean statement(Block block, boolean childSeen) {
        var start = in.place();
        boolean omitted = in.take("/omit-if-no-ref/");
        in.skipBlank();
        var labels = punctuation.labels();
        if (!omitted && in.take("/omit-if-no-ref/")) {
            omitted = true;
            in.skipBlank();
            labels = punctuation.labels();
        }
        if (in.take("/delete-node/")) {
            deleteChild(block);
            return true;
        }
        if (in.take("/delete-property/")) {
            afterChild(childSeen, start);
            deleteProperty(block);
            return false;
        }
        if (punctuation.refusedDirective()) {
            punctuation.recover();
            return false;
        }
        if (in.peek() == '#' && punctuation.preprocessor()) {
            return false;
        }
        var place = in.place();
        in.take("\\");
        var name = in.name();
        if (name.isEmpty()) {
            strayInBody(labels);
            return false;
        }
        name = wholeName(name, place);
        int nameEnd = in.offset();
        in.skipBlank();
        if (in.peek() == '{') {
            child(block, name, place, labels, omitted);
            return true;
        }
        afterChild(childSeen, start);
        property(block, name, place, labels, nameEnd);
        return false;
    }

    private void afterChild(boolean childSeen, Place place) {
        if (childSeen) {
            findings.add(place, "a property stands behind a child node",
                    "all properties before the first child node");
        }
    }

    /// Takes the rest of a name that a wrong character cuts in two.
    private String wholeName(String name, Place place) {
        char next = in.peek();
        if (in.atEnd() || SourceScanner.isBlank(next) || "={};:".indexOf(next) >= 0) {
            return checkedLength(name, place);
        }
        if (next == '/' && isComment()) {
            return checkedLength(name, place);
        }
        var wrong = in.place();
        var shown = in.shownCharacter();
        findings.add(wrong, shown + " is not allowed in a name", NAME_ADVICE);
        var rest = in.word();
        if (rest.isEmpty()) {
            in.skipCharacter();
        }
        // What goes on under this name must not trip over the wrong characters.
        return name + rest.codePoints().mapToObj(c -> c < 128 && SourceScanner.isName((char) c)
                ? Character.toString(c)
                : "_").collect(Collectors.joining());
    }

    private boolean isComment() {
        int here = in.offset();
        boolean comment = in.take("//") || in.take("/*");
        in.back(here);
        return comment;
    }

    private String checkedLength(String name, Place place) {
        if (name.length() > DeviceTreeSource.MAX_NAME) {
            findings.add(place, "this name has " + name.length() + " characters", "a name of at most "
                    + DeviceTreeSource.MAX_NAME);
        }
        return name;
    }

    private void child(Block block, String name, Place place, List<String> labels, boolean omitted) {
        int wrong = wrongInNode(name);
        if (wrong >= 0) {
            findings.add(place, "\"" + name.charAt(wrong) + "\" is not allowed " + (name.charAt(wrong) == '@'
                    ? "twice " : "") + "in the name of a node: " + SourceLiterals.shown(name), NAME_ADVICE);
        }
        if (!block.children.add(name)) {
            findings.add(place, "a node " + SourceLiterals.shown(name) + " stands twice between these braces",
                    "another unit address, such as " + name.replaceFirst("@.*", "") + "@1, or one node with all of it");
        }
        boolean fresh = block.node.child(name).isEmpty();
        var child = block.node.childFor(name, place);
        known.give(child, labels);
        child.omittedIfUnused |= omitted;
        read(child, fresh, block.depth + 1);
    }

    private static int wrongInNode(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ("#?*".indexOf(c) >= 0 || c == '@' && i != name.indexOf('@')) {
                return i;
            }
        }
        return -1;
    }

    private void property(Block block, String name, Place place, List<String> labels, int nameEnd) {
        if (name.indexOf('@') >= 0) {
            findings.add(place, "\"@\" is not allowed in the name of a property: " + SourceLiterals.shown(name),
                    name.replaceFirst("@.*", "") + " = …; or { … }; for a node");
        }
        if (!block.properties.add(name)) {
            findings.add(place, "the property " + SourceLiterals.shown(name) + " stands twice between these braces",
                    "one of the two only");
        }
        var property = block.node.propertyFor(name, place);
        property.labels.addAll(labels);
        property.parts = List.of();
        property.valueLabels = List.of();
        if (in.take("=")) {
            int end = values.read(property);
            if (end < 0) {
                punctuation.recover();
            } else {
                punctuation.semicolonAt(end, "the value of " + SourceLiterals.shown(name));
            }
        } else {
            endOfBareName(name, nameEnd);
        }
    }

    private void endOfBareName(String name, int nameEnd) {
        char next = in.peek();
        if (next == ';' || next == '}' || in.atEnd() || in.lineEndsBetween(nameEnd)) {
            punctuation.semicolonAt(nameEnd, SourceLiterals.shown(name));
        } else if (next == ':') {
            findings.add(in.place(), "a label must be letters, digits and _ with the : right behind it",
                    name.replaceAll("[^A-Za-z0-9_]", "_") + ": in front of the node");
            in.skip();
        } else {
            findings.add(in.place(), "neither = nor ; nor { follows the name " + SourceLiterals.shown(name),
                    name + " = …; for a property, or " + name + " { … }; for a node");
            punctuation.recover();
        }
    }

    private void deleteChild(Block block) {
        in.skipBlank();
        var place = in.place();
        var name = deletedName("/delete-node/");
        boolean own = block.children.remove(name);
        if (own && block.fresh) {
            findings.add(place, "the node " + name + " is deleted between the braces in which it stands",
                    "neither of the two");
        }
        block.node.child(name).ifPresent(SourceNode::delete);
    }

    private void deleteProperty(Block block) {
        in.skipBlank();
        var place = in.place();
        var name = deletedName("/delete-property/");
        boolean own = block.properties.remove(name);
        if (own && block.fresh) {
            findings.add(place, "the property " + name + " is deleted between the braces in which it stands",
                    "neither of the two");
        }
        block.node.deleteProperty(name);
    }

    private String deletedName(String directive) {
        in.take("\\");
        var name = in.name();
        if (name.isEmpty()) {
            findings.add(in.place(), "a name is missing behind " + directive, directive + " name;");
            punctuation.recover();
        } else {
            punctuation.semicolon(directive);
        }
        return name;
    }

    private void strayInBody(List<String> labels) {
        var place = in.place();
        if (in.take(";")) {
            findings.add(place, "this ; ends nothing", "no ; here");
            return;
        }
        if (in.atEnd() || in.peek() == '}') {
            findings.add(place, labels.isEmpty() ? "a node is missing here" : "nothing follows the label "
                    + labels.getLast() + ":", "a node or a property behind it");
            return;
        }
        if (in.peek() == '&') {
            findings.add(place, "a node cannot be extended inside of another one",
                    "&label { … }; behind the root node");
        } else {
            findings.add(place, in.shownCharacter() + " cannot begin a node or a property", NAME_ADVICE);
        }
        punctuation.recover();
    }
}
