package archipelago.engine.devicetree;

import archipelago.engine.base.Reading;

/// The door for device-tree source, the text form (`.dts`).
public final class DeviceTreeSource {
    /// The longest text that is read.
    public static final int MAX_CHARACTERS = 4 << 20;
    /// How deep nodes may be nested, the root included; Linux unpacks no deeper tree.
    public static final int MAX_DEPTH = 64;
    /// The longest name of a node or property.
    public static final int MAX_NAME = 255;

    private DeviceTreeSource() {}

    /// Reads a source text as dtc does, with three exceptions: the older header `/multikernel-v1/;`
    /// is accepted; something that is given twice, or given and deleted, between the same braces is
    /// always a problem; and `/include/` and `/incbin/` are refused, because a file must say all by
    /// itself. References come back resolved, and nodes that need a phandle have one. Labels inside
    /// of values are read and left out.
    ///
    /// @param file the name to use in problems
    public static Reading<DeviceTree> read(String file, String text) {
        var findings = Findings.ofGrammar(file);
        if (text.length() > MAX_CHARACTERS) {
            findings.add(Place.whole(file), "the file has " + text.length() + " characters, more than the "
                    + MAX_CHARACTERS + " that are read", "a smaller file");
            return Reading.refused(findings.inOrder());
        }
        var parsed = new SourceParser(file, text, findings).parse();
        if (findings.full()) {
            return Reading.refused(findings.inOrder());
        }
        var tree = new SourceLinker(parsed, findings).link();
        return findings.refusing() ? Reading.refused(findings.inOrder()) : Reading.of(tree);
    }
}
