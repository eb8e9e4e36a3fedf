package archipelago.engine.trace;

import archipelago.engine.state.MessageKind;
import archipelago.engine.trace.SequenceDiagram.Line;
import java.io.IOException;
import java.io.Writer;

/// A sequence diagram in the notation of Mermaid. A reply is dashed, a lost message ends in a cross, one that still
/// waits in an open head.
public final class Mermaid {
    private static final String INDENT = "    ";

    private Mermaid() {}

    /// Writes a diagram as it is.
    public static void write(SequenceDiagram diagram, Writer out) throws IOException {
        out.write("sequenceDiagram\n" + INDENT + "%% " + SequenceDiagram.RULE.replace(';', ',') + "\n");
        out.write(INDENT + "title " + escaped(diagram.title()) + "\n");
        for (var participant : diagram.participants().entrySet()) {
            out.write(INDENT + "participant " + name(participant.getKey()) + " as "
                    + escaped(participant.getValue()) + "\n");
        }
        for (var line : diagram.lines()) {
            out.write(INDENT + line(diagram, line) + "\n");
        }
    }

    private static String line(SequenceDiagram diagram, Line line) {
        return switch (line) {
            case Line.Arrow arrow -> {
                var dashes = arrow.kind().shape() == MessageKind.Shape.REPLY ? "--" : "-";
                yield name(arrow.from()) + dashes + SequenceText.head(arrow.outcome(), ">>", "x", ")")
                        + name(arrow.to()) + ": " + escaped(SequenceText.of(arrow));
            }
            case Line.Note note -> "Note over " + name(note.kernel()) + ": " + escaped(SequenceText.of(note));
            case Line.Divider divider -> acrossAll(diagram) + escaped(SequenceText.of(divider));
            case Line.More more -> acrossAll(diagram) + "… " + escaped(SequenceText.of(more));
        };
    }

    private static String acrossAll(SequenceDiagram diagram) {
        var all = diagram.participants().keySet().stream().toList();
        return "Note over " + name(all.getFirst()) + (all.size() > 1 ? "," + name(all.getLast()) : "") + ": ";
    }

    private static String name(int kernel) {
        return kernel < 0 ? "pool" : "k" + kernel;
    }

    /// Text that is only text: a semicolon would end the line, a number sign begin a remark, and angle brackets a tag.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                escaped.append(' ');
            } else if ("#;<>&".indexOf(c) >= 0) {
                escaped.append('#').append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
