package archipelago.engine.trace;

import archipelago.engine.state.MessageKind;
import archipelago.engine.trace.SequenceDiagram.Line;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/// A sequence diagram in the notation of PlantUML. A reply is dashed, a lost message ends in a cross, one that still
/// waits in a circle; what went wrong is a note with six corners.
public final class PlantUml {
    private PlantUml() {}

    /// Writes a diagram as it is.
    public static void write(SequenceDiagram diagram, Writer out) throws IOException {
        out.write("@startuml\n' " + SequenceDiagram.RULE + "\n");
        out.write("title " + escaped(diagram.title()) + "\nhide footbox\n");
        for (var participant : diagram.participants().entrySet()) {
            out.write("participant \"" + escaped(participant.getValue()) + "\" as " + name(participant.getKey())
                    + "\n");
        }
        for (var line : diagram.lines()) {
            out.write(line(line) + "\n");
        }
        out.write("@enduml\n");
    }

    private static String line(Line line) {
        return switch (line) {
            case Line.Arrow arrow -> {
                var dashes = arrow.kind().shape() == MessageKind.Shape.REPLY ? "--" : "-";
                yield name(arrow.from()) + " " + dashes + SequenceText.head(arrow.outcome(), ">", ">x", ">o") + " "
                        + name(arrow.to()) + " : " + escaped(SequenceText.of(arrow));
            }
            case Line.Note note -> (note.alarm() ? "hnote" : "note") + " over " + name(note.kernel()) + " : "
                    + escaped(SequenceText.of(note));
            case Line.Divider divider -> "== " + escaped(SequenceText.of(divider)) + " ==";
            case Line.More more -> "... " + escaped(SequenceText.of(more)) + " ...";
        };
    }

    private static String name(int kernel) {
        return kernel < 0 ? "pool" : "k" + kernel;
    }

    /// Text that is only text: marks of PlantUML's own are written as numbers of characters, single ones where one is
    /// a mark, and the first of two where two of them are.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean twice = i + 1 < text.length() && text.charAt(i + 1) == c;
            if (c < ' ') {
                escaped.append(' ');
            } else if ("<>\\~%".indexOf(c) >= 0 || twice && "*/_-=[.\"".indexOf(c) >= 0) {
                escaped.append("<U+").append(String.format(Locale.ROOT, "%04X", (int) c)).append('>');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
